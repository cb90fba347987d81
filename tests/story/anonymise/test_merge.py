"""Many voices become one list: nothing overlaps, every source is kept, the kind is that of the surest."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.anonymise.merge import SURE, Candidate, Heard, merged
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import read

TEXT = "Write to ana@example.org or ask Ana Horvat in Split."
CANDIDATES = st.builds(lambda start, length, kind, confidence, source: Heard(Candidate(start, start + length, kind, confidence), source),
                       st.integers(0, 40), st.integers(1, 10), st.sampled_from(sorted(KINDS)), st.floats(0.1, 0.95), st.sampled_from("abc"))


@given(st.lists(CANDIDATES, max_size=12))
def test_finds_stand_in_order_and_nothing_heard_is_lost(heard):
    finds = merged(Passage(TEXT, "en"), heard)
    assert all(one.end <= other.start for one, other in zip(finds, finds[1:], strict=False))
    assert all(find.text == TEXT[find.start:find.end] and 0 < find.confidence <= 1 and find.sources for find in finds)
    covered = {at for find in finds for at in range(find.start, find.end)}
    assert all(set(range(h.candidate.start, h.candidate.end)) <= covered for h in heard if h.candidate.confidence >= SURE and TEXT[h.candidate.start:h.candidate.end].strip())


def test_two_voices_make_a_find_surer_and_both_are_named():
    one, both = ([Heard(Candidate(32, 42, "NAME", 0.6), source) for source in sources] for sources in (["lists"], ["lists", "titles"]))
    alone, together = merged(Passage(TEXT, "en"), one)[0], merged(Passage(TEXT, "en"), both)[0]
    assert (alone.confidence, together.confidence, together.sources) == (0.6, 0.84, ("lists", "titles"))


def test_what_nobody_is_sure_of_is_worth_a_look():
    assert merged(Passage(TEXT, "en"), [Heard(Candidate(32, 35, "NAME", 0.4), "lists")])[0].severity == Severity.LOOK


@pytest.mark.parametrize(("confidence", "severity"), [(0.75, Severity.LOOK), (0.85, Severity.ALONE)])
def test_what_only_many_weak_signs_speak_for_is_proposed_and_blocks_nothing(confidence, severity):
    [find] = merged(Passage(TEXT, "en"), [Heard(Candidate(32, 35, "NAME", confidence), "weighed")])
    assert (find.severity, find.confidence >= SURE) == (severity, True)


def test_a_rule_beside_weak_signs_makes_them_strong():
    [find] = merged(Passage(TEXT, "en"), [Heard(Candidate(32, 42, "NAME", 0.52), "weighed"), Heard(Candidate(32, 35, "NAME", 0.6), "lists")])
    assert (find.text, find.severity) == ("Ana Horvat", Severity.ALONE)


def test_an_address_on_the_net_stays_one_though_a_name_stands_in_it():
    assert [(find.text, find.kind) for find in read(TEXT, "en")][:1] == [("ana@example.org", "EMAIL")]
