"""One page for everything that is not shown: whatever the reason, the same status, headers and bytes after the same work."""
from __future__ import annotations

import statistics
import time

import pytest
from sqlalchemy import event, text

from exhibit.actions import holds
from exhibit.store import db, queries
from tests.visit.conftest import EXPIRED, NO_WEB, OPEN, UNCONFIRMED, WITHDRAWN


@pytest.fixture
def dark(demo_app, codes, now) -> dict[str, str]:
    """Reason -> address of something that is not shown."""
    holds.set_hold(queries.testimony("T02"), "SAFETY", "asked to wait", "verifier@demo.example", now)
    return {
        "unknown": "/ZZZZZZ", "expired": f"/{codes[EXPIRED]}", "withdrawn": f"/{codes[WITHDRAWN]}", "no web permission": f"/{codes[NO_WEB]}",
        "on hold": f"/{codes['T02']}", "unconfirmed": f"/{codes[UNCONFIRMED]}", "malformed": "/ABC1", "too long": "/ABCDEFGH", "signs": "/%F0%9F%92%A5%00",
        "other place": "/wp-login.php", "deep": "/a/b/c/d", "no such file": "/static/nothing.css", "code and more": f"/{codes[OPEN]}/en/more",
    }


@pytest.mark.parametrize("phone", ["en", "ar-EG,en;q=0.5", "de,zz", ""])
def test_the_same_bytes_whatever_the_reason(visitor, dark, phone):
    first = visitor.get(dark["unknown"], Accept_Language=phone)
    assert first.status_code == 404 and 'href="tel:112"' in first.get_data(as_text=True)
    for reason, address in dark.items():
        for _ in range(2):
            answer = visitor.get(address, Accept_Language=phone)
            assert (answer.status_code, list(answer.headers), answer.data) == (404, list(first.headers), first.data), reason


def test_it_says_one_thing_only(visitor, dark):
    page = visitor.page(dark["withdrawn"], status=404)
    assert page.h1.text == "This story is not being shown now."
    assert not any(word in page.text.lower() for word in ("withdr", "expire", "consent", "unknown", "not found", "404"))


def test_a_language_in_the_address_is_honoured_for_every_reason(visitor, dark, codes):
    answers = {visitor.get(f"{address}/ur", Accept_Language="en").data for address in (dark["unknown"], dark["withdrawn"], dark["expired"])}
    [only] = answers
    assert b'<html lang="ur" dir="rtl">' in only


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_there_is_nothing_to_send_here(visitor, codes, method):
    neutral = visitor.get("/ZZZZZZ")
    for path in (f"/{codes[OPEN]}", "/ZZZZZZ", "/"):
        answer = visitor.client.open(path, method=method)
        assert (answer.status_code, answer.data) == (404, neutral.data) and "Allow" not in answer.headers


def test_the_desk_keeps_its_own_sentence(visitor):
    answer = visitor.get("/desk/no/such/page")
    assert answer.status_code in (302, 404) and b"not being shown" not in answer.data


def test_the_time_of_an_answer_tells_nothing(visitor, dark):
    """Medians of interleaved requests: a reason that skipped the gate, or rendered where others did not, would be off by a factor."""
    reasons = ("unknown", "withdrawn", "expired", "unconfirmed", "on hold", "malformed")
    times = {reason: [] for reason in reasons}
    for _ in range(31):
        for reason in reasons:
            begin = time.perf_counter()
            visitor.get(dark[reason])
            times[reason].append(time.perf_counter() - begin)
    medians = {reason: statistics.median(taken) for reason, taken in times.items()}
    assert max(medians.values()) < 1.8 * min(medians.values()), medians


def test_the_same_questions_are_put_to_the_database(demo_app, visitor, dark):
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _cur, statement, *_rest: asked.append(statement.split("WHERE")[0]))

    def questions(address: str) -> list[str]:
        asked.clear()
        visitor.get(address)
        return list(asked)

    visitor.get(dark["unknown"])  # the neutral page itself is rendered once for all
    expected = questions(dark["unknown"])
    assert 3 <= len(expected) <= 9
    for reason in ("withdrawn", "expired", "unconfirmed", "on hold", "malformed"):
        assert questions(dark[reason]) == expected, reason


def test_without_its_database_the_door_still_shows_the_way_out_and_the_emergency_number(demo_app, visitor, codes):
    assert visitor.get(f"/{codes[OPEN]}").status_code == 200
    for table in ("exhibition", "copy", "ledger"):
        db.session.execute(text(f'ALTER TABLE "{table}" RENAME TO "{table}_gone"'))
    db.session.commit()
    for path in (f"/{codes[OPEN]}", f"/{codes[OPEN]}/fr", "/ZZZZZZ", "/no/such/place", "/"):
        answer = visitor.get(path, Accept_Language="fr")
        said = answer.get_data(as_text=True)
        assert answer.status_code == 503, path
        assert 'href="tel:112"' in said and 'class="exit"' in said and 'lang="fr"' in said
        assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
