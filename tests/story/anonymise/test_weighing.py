"""All signs of a word weighed together: which signs there are, what the model adds, and that nothing of a text stays with it."""
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.anonymise.passages import unmarked
from exhibit.errors import ExhibitError
from exhibit.story.anonymise import weighing
from exhibit.story.anonymise.merge import SURE, Candidate, Heard
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import SHOWN, heard_by_rules, read
from exhibit.story.anonymise.signs import signs, units
from tools.train_weights import sequence, trained, typed_small


def test_units_are_words_and_figures_in_order():
    passage = Passage("Room 12/b, file QV 634: Amina slept.", "en")
    assert [passage.plain[unit.start:unit.end] for unit in units(passage, ())] == ["Room", "12", "b", "file", "QV", "634", "Amina", "slept"]


def test_a_unit_knows_which_finders_saw_it_and_how_surely():
    passage = Passage("I met Amina in Lyon.", "en")
    found = units(passage, [Heard(Candidate(6, 11, "NAME", 0.9), "names"), Heard(Candidate(15, 19, "PLACE", 0.3), "gazetteer"), Heard(Candidate(6, 11, "BELIEF", 0.9), "traits")])
    seen = {passage.plain[unit.start:unit.end]: (unit.state, unit.seen) for unit in found}
    assert seen["Amina"] == ("2", ["names/NAME", "traits/-"])
    assert seen["Lyon"] == ("1", ["gazetteer/PLACE?"])
    assert seen["met"] == ("0", [])


def test_signs_hold_the_neighbours_and_what_stands_between():
    passage = Passage("sister Amina, here", "en")
    middle = signs(passage, units(passage, ()))[1]
    assert {"en:w-1=sister", "en:w+1=here", "g-_", "g+,", "-1s=ln1", "1s=ln"} <= set(middle)


@settings(deadline=None)  # the first call reads the lists
@given(st.text(max_size=60), st.sampled_from(["en", "ar", "lo", "ne", "ky"]))
def test_every_unit_of_any_text_gets_a_chance(text, language):
    passage = Passage(text, language)
    found = weighing.chances(passage, ())
    assert len(found) == len(units(passage, ()))
    assert all(-1e-6 <= one.chance <= 1 + 1e-6 for one in found)


@settings(deadline=None)  # the first call reads the lists
@given(st.text(max_size=80), st.sampled_from(["en", "ur", "lo", "uk"]))
def test_what_it_proposes_lies_in_the_text_and_is_sure(text, language):
    passage = Passage(text, language)
    for one in weighing.weighed(passage, heard_by_rules(passage)):
        assert 0 <= one.start < one.end <= len(passage.plain) and SURE <= one.confidence <= 1


@pytest.mark.parametrize("text", ["word " * 900, "long words " * 40, "then " * 50])
def test_words_that_repeat_themselves_are_no_number_and_no_name(text):
    assert [find.text[:20] for find in read(text, "en") if "weighed" in find.sources] == []


def test_the_curator_is_told_of_this_voice():
    assert SHOWN["weighed"] == "all signs weighed together"
    assert any("weighed" in find.sources for find in read("My name is Amina and I come from Lyon.", "en"))


def test_no_word_of_a_text_stays_with_the_model():
    read("Amina slept in Lyon.", "en")
    assert weighing._tagger().tag() == []  # the labels of the text that it was given last


def test_a_text_of_sixty_thousand_words_takes_no_minute():
    passage = Passage("Amina went to 12 houses. " * 12_000, "en")
    found = units(passage, ())
    began = time.process_time()
    signs(passage, found)
    assert time.process_time() - began < 20


def test_weights_that_are_missing_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(weighing, "FILE", tmp_path / "none.xz")
    weighing._tagger.cache_clear()
    weighing._weights.cache_clear()
    try:
        with pytest.raises(ExhibitError, match="weights of the finders"):
            weighing.chances(Passage("Amina", "en"), ())
    finally:
        weighing._tagger.cache_clear()
        weighing._weights.cache_clear()


def test_a_model_learns_what_is_labelled():
    labelled = [unmarked(f"x-{at}", "en", f"then {{NAME|zorbo}} met {{PLACE|quilltown}} at {at}") for at in range(6)]
    seen = [sequence(one) for one in labelled]
    assert seen[0][1] == ["-", "BN", "-", "BP", "-", "-"]
    import pycrfsuite
    tagger, model = pycrfsuite.Tagger(), trained(iter(seen))
    tagger.open_inmemory(model)
    assert tagger.tag(seen[0][0]) == seen[0][1]


def test_a_passage_is_learned_in_small_letters_too_with_its_labels_in_place():
    labelled = unmarked("x", "en", "I am {NAME|Ama}. From {PLACE|Tamale}!")
    small = list(typed_small(labelled))
    assert [one.text for one in small] == ["i am ama  from tamale "]
    assert [small[0].text[label.start:label.end] for label in small[0].labels] == ["ama", "tamale"]
