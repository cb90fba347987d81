"""The history as a chain: whatever is done to the rows behind its back is found and named."""
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.consent.chain import START, Entry, Link, digest, faults

NOW = datetime(2026, 10, 18, 12, tzinfo=UTC)


def entry(seq: int, **changes) -> Entry:
    plain = Entry(seq=seq, kind="GRANT", testimony_code="T01", person_code="P01", grant_uid=f"G{seq}", permission="WEB_STORY", scope="", state="given", occurred_at=NOW,
                  recorded_at=NOW + timedelta(seconds=seq), indicated_by="SUBJECT", indication_method="PAPER", recorded_by="c@x", reason="", details={"form": seq})
    return replace(plain, **changes)


def chain(length: int) -> list[Link]:
    links, before = [], START
    for seq in range(1, length + 1):
        written = digest(entry(seq), before)
        links.append(Link(entry(seq), before, written))
        before = written
    return links


def found(links: list[Link], head: Link) -> list[tuple[int, str]]:
    return [(fault.seq, fault.kind) for fault in faults(sorted(links, key=lambda link: link.entry.seq), head.entry.seq, head.hash)]


def renumbered(link: Link, seq: int) -> Link:
    return replace(link, entry=replace(link.entry, seq=seq))


def test_a_whole_history_has_no_faults():
    links = chain(20)
    assert found(links, links[-1]) == [] and list(faults([], 0, START)) == []


def test_the_hash_does_not_depend_on_how_a_database_gives_times_back():
    eastern = timezone(timedelta(hours=2))
    assert digest(entry(1), START) == digest(entry(1, occurred_at=NOW.astimezone(eastern)), START)


@pytest.mark.parametrize(("name", "tamper", "expected"), [
    ("changed", lambda rows: [*rows[:4], replace(rows[4], entry=replace(rows[4].entry, state="confirmed")), *rows[5:]], [(5, "CHANGED")]),
    ("removed", lambda rows: [*rows[:4], *rows[5:]], [(5, "REMOVED")]),
    ("several removed", lambda rows: [*rows[:4], *rows[7:]], [(5, "REMOVED")]),
    ("removed at the end", lambda rows: rows[:8], [(10, "REMOVED")]),
    ("removed at the start", lambda rows: rows[1:], [(1, "REMOVED")]),
    ("removed, the rest moved up", lambda rows: [*rows[:4], *(renumbered(row, row.entry.seq - 1) for row in rows[5:])], [(5, "REMOVED"), (10, "REMOVED")]),
    ("two swapped", lambda rows: [renumbered(row, {3: 7, 7: 3}.get(row.entry.seq, row.entry.seq)) for row in rows], [(3, "MOVED"), (7, "MOVED")]),
    ("neighbours swapped", lambda rows: [renumbered(row, {5: 6, 6: 5}.get(row.entry.seq, row.entry.seq)) for row in rows], [(5, "MOVED"), (6, "MOVED")]),
    ("forged in the middle", lambda rows: [*rows[:4], _forged(rows, 5), *(renumbered(row, row.entry.seq + 1) for row in rows[4:])], [(5, "ADDED"), (11, "ADDED")]),
    ("forged at the end", lambda rows: [*rows, _forged(rows, 11)], [(11, "ADDED")]),
    ("replaced by a forged one", lambda rows: [*rows[:4], _forged(rows, 5), *rows[5:]], [(6, "REPLACED")]),
    ("last one replaced", lambda rows: [*rows[:9], _forged(rows, 10)], [(10, "REPLACED")]),
], ids=lambda value: value if isinstance(value, str) else "")
def test_what_was_done_is_named(name, tamper, expected):
    links = chain(10)
    assert found(tamper(links), links[-1]) == expected


def _forged(rows: list[Link], seq: int) -> Link:
    """Somebody who knows how the hash is made writes a row of his own."""
    false, before = entry(seq, state="confirmed", recorded_by="nobody"), rows[seq - 2].hash
    return Link(false, before, digest(false, before))


@given(st.integers(1, 12), st.sampled_from(["kind", "testimony_code", "person_code", "permission", "scope", "state", "indicated_by", "recorded_by", "reason"]), st.text(min_size=1))
def test_any_changed_field_is_found(seq, name, value):
    links = chain(12)
    changed = replace(links[seq - 1].entry, **{name: getattr(links[seq - 1].entry, name) + value})
    assert (seq, "CHANGED") in found([*links[:seq - 1], replace(links[seq - 1], entry=changed), *links[seq:]], links[-1])


@given(st.lists(st.integers(0, 11), unique=True, min_size=1, max_size=11))
def test_any_removal_is_found(gone):
    links = chain(12)
    assert found([link for place, link in enumerate(links) if place not in gone], links[-1])
