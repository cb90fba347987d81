"""What can be counted about the demo's texts (docs/decisions/13-demo-texts.md). Whether they are dignified, people must read."""
import re
import tomllib
from pathlib import Path

import pytest

from exhibit.cutout import face_names, figure_names
from exhibit.story import elements, vocabulary

FOLDER = Path(__file__).parents[2] / "exhibit" / "demo_content" / "testimonies"
TOLD = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
COMPLETE_IN_FRENCH_AND_DUTCH = 5
SPACED = {"en", "fr", "nl", "pt", "es", "uk", "ru", "ky", "ar", "ur", "ne"}  # Lao writes words without spaces
NEVER = re.compile(r"voiceless|rescued|slave girl|sold like|helpless|horrific|shocking|prostitut|illegal|victim|sans[- ]voix|secouru|illégal|victime|stemloos|gered door|illegaal|slachtoffer", re.I)
EXACT = re.compile(r"\b(?:19|20)\d\d\b|\b\d+ (?:years old|ans\b|jaar oud)|January|February|August|September|October|November|December")


@pytest.fixture(params=TOLD, scope="module")
def told(request) -> dict:
    return TOLD[request.param]


def words(text: str) -> int:
    """Words as the spaces part them; a dash or a sign that stands alone is none."""
    return sum(any(sign.isalpha() for sign in part) for part in text.split())


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?؟۔।])\s+", text.replace("\n", " ")) if part]


def test_there_are_fifteen_from_thirteen_countries():
    assert len(TOLD) == 15
    assert {told["origin_country"] for told in TOLD.values()} == {"BY", "BR", "CO", "EG", "KG", "LA", "ML", "MA", "NP", "NE", "PK", "ZA", "UA"}


def test_lengths_in_english_are_those_of_the_rules(told):
    board = (45, 60) if told["age_class"] == "CHILD" else (60, 100)
    assert 12 <= words(told["quote"]["en"]) <= 25
    assert board[0] <= words(told["cutout"]["en"]) <= board[1]
    assert 150 <= words(told["story"]["en"]) <= 250


def test_no_board_in_any_language_is_over_its_length(told):
    most = 60 if told["age_class"] == "CHILD" else 100
    for language, text in told["cutout"].items():
        assert words(text) <= most, language


def test_sentences_are_short(told):
    for table in ("quote", "cutout", "story"):
        for language in SPACED & set(told[table]):
            assert max(map(words, sentences(told[table][language]))) < 25, (table, language)


def test_easy_words_are_easy(told):
    """One thought a sentence, at most twelve words; told in every language the story is told in, or in none."""
    easy = told.get("easy", {})
    assert set(easy) in (set(), set(told["story"]))
    assert len({len(text.strip().split("\n\n")) for text in easy.values()}) <= 1
    for language in SPACED & set(easy):
        assert max(map(words, sentences(easy[language]))) <= 12 and words(easy[language]) < words(told["story"][language]), language
        assert not NEVER.search(easy[language]) and not EXACT.search(easy[language])


def test_some_open_stories_are_there_in_easy_words():
    assert len([name for name, told in TOLD.items() if told["consent"] == "complete" and "easy" in told]) >= 4


def test_the_story_is_there_in_her_language_and_in_english(told):
    assert {told["original_language"], "en"} <= set(told["story"])
    assert told["board_language"] in told["cutout"]


def test_whoever_can_read_the_story_can_read_quote_board_and_name(told):
    for table in ("quote", "cutout", "attribution"):
        assert set(told["story"]) <= set(told[table]), table


def test_translations_have_the_same_paragraphs(told):
    assert len({len(story.strip().split("\n\n")) for story in told["story"].values()}) == 1


def test_enough_stories_can_be_read_in_the_languages_of_brussels():
    both = [name for name, told in TOLD.items() if told["consent"] == "complete" and {"fr", "nl"} <= set(told["story"])]
    assert len(both) >= COMPLETE_IN_FRENCH_AND_DUTCH


def test_no_word_that_takes_agency_away_and_nothing_exact(told):
    for table in ("quote", "cutout", "story"):
        for text in told[table].values():
            assert not NEVER.search(text) and not EXACT.search(text)


def test_a_quote_carries_no_quotation_marks(told):
    for text in told["quote"].values():
        assert not re.search(r"[«»“”„\"]", text) and text[0] not in "’‘'"


def test_smuggling_and_trafficking_stay_apart(told):
    problems = vocabulary.validate_attributes(told["experience_type"], tip_act=told["tip_act"], tip_means=told["tip_means"], tip_purpose=told["tip_purpose"],
                                              child=told["age_class"] == "CHILD")
    assert problems == () or problems == []
    assert told["experience_type"] == "TIP" or not told["exploitation"]


def test_facts_told_are_words_of_the_vocabulary(told):
    assert set(told["elements"]) <= {*vocabulary.ELEMENTS, "PSEUDONYM_ASSIGNED"}
    assert set(told["exploitation"]) <= set(vocabulary.EXPLOITATION) and told["term"] in vocabulary.TERMS and told["age_band"] in vocabulary.AGE_BANDS


def test_the_facts_declared_are_exactly_those_that_words_are_marked_for(told):
    marked = {element for languages in told["marks"].values() for row in languages.values() for element in row}
    assert set(told["elements"]) == marked


def test_in_every_text_the_words_that_tell_a_fact_are_marked_once_and_exactly(told):
    for kind in ("attribution", "quote", "cutout", "story", *(["easy"] if "easy" in told else [])):
        assert set(told["marks"][kind]) == set(told[kind]), kind
        for language, row in told["marks"][kind].items():
            body = told[kind][language].strip()
            assert row and all(body.count(words) == 1 for pieces in row.values() for words in pieces), (kind, language)
            assert elements.problems(elements.merged(elements.of_words(body, element, words) for element, pieces in row.items() for words in pieces), body) == []


def test_a_translation_tells_what_the_others_tell(told):
    """Gender alone differs: some languages say it in every verb."""
    for kind, languages in told["marks"].items():
        assert len({frozenset(row) - {"GENDER"} for row in languages.values()}) == 1, kind


def test_of_a_child_neither_nationality_nor_place_is_told(told):
    if told["age_class"] == "CHILD":
        assert not {"NATIONALITY", "REGION"} & set(told["elements"])
        assert told["face"] == "none"
    else:
        assert "PSEUDONYM_CHOSEN" in told["elements"]


def test_figures_fit_the_person_and_no_figure_stands_beside_itself():
    figures = [told["figure"] for told in TOLD.values()]
    assert set(figures) <= set(figure_names()) and {told["face"] for told in TOLD.values()} <= set(face_names())
    assert all(f"-{told['gender']}-" in told["figure"] for told in TOLD.values())
    hung = [told["figure"] for told in TOLD.values() if told["consent"] in ("complete", "no_web")]
    for row in (figures, hung):
        assert all(left != right for left, right in zip(row, row[1:], strict=False))


def test_many_figures_of_grown_people_are_used():
    grown = {name for name in figure_names() if re.match(r"standing-(wo)?man-", name)}
    assert len(grown & {told["figure"] for told in TOLD.values()}) >= 8
