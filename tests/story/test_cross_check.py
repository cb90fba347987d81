"""Texts read against each other: translations of one story, and stories of one exhibition."""
from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS
from exhibit.story.cross_check import Read, Story, other_pseudonyms, shared_traces, uneven

DEMO = Path(__file__).parents[2] / "exhibit" / "demo_content" / "testimonies"


def text(language: str, body: str, **marked: str) -> Read:
    """`marked`: kind -> the words that the finders saw."""
    finds = tuple(Find(body.index(words), body.index(words) + len(words), words, kind, KINDS[kind].severity, 0.9, ("test",)) for kind, words in marked.items())
    return Read(language, body, finds)


@pytest.mark.parametrize(("left", "others"), [
    (text("en", "I came in May 2019. I work.", DATE="May 2019"), [text("fr", "Je suis arrivée en mai 2019. Je travaille."), text("ru", "Я приехала в мае 2019 года. Я работаю.")]),
    (text("en", "I came in 2019. I work.", DATE="2019"), [text("ne", "म २०७६ सालमा आएँ। म काम गर्छु।"), text("lo", "ຂ້ອຍມາໃນປີ 2562. ຂ້ອຍເຮັດວຽກ."), text("ar", "جئت عام ٢٠١٩. أعمل.")]),
    (text("en", "I was nineteen. I work.", AGE="nineteen"), [text("fr", "J’avais dix-neuf ans. Je travaille."), text("nl", "Ik was 19. Ik werk.")]),
    (text("en", "We went to Minsk. I work.", PLACE="Minsk"), [text("ru", "Мы поехали в Минск. Я работаю."), text("uk", "Ми поїхали до Мінська. Я працюю.")]),
    (text("en", "Fatima waited. I work.", NAME="Fatima"), [text("ar", "انتظرت فاطمة. أعمل."), text("ru", "Фатима ждала. Я работаю.")]),
])
def test_the_same_detail_in_another_language_and_script_is_no_find(left, others):
    assert uneven([left, *others]) == ()


@pytest.mark.parametrize(("kind", "words", "left", "gone"), [
    ("DATE", "May 2019", text("en", "I came in May 2019. I work.", DATE="May 2019"), text("fr", "Je suis arrivée un printemps. Je travaille.")),
    ("DATE", "२०७६", text("ne", "म २०७६ सालमा आएँ। म काम गर्छु।", DATE="२०७६"), text("en", "I came some years ago. I work.")),
    ("AGE", "девятнадцать", text("ru", "Мне было девятнадцать лет. Я работаю.", AGE="девятнадцать"), text("en", "I was young. I work.")),
    ("MONEY", "3000 euros", text("en", "They asked for 3000 euros. I work.", MONEY="3000 euros"), text("es", "Pidieron mucho dinero. Trabajo.")),
    ("PLACE", "Минск", text("ru", "Мы поехали в Минск. Я работаю.", PLACE="Минск"), text("en", "We went to a city. I work.")),
    ("NAME", "فاطمة", text("ar", "انتظرت فاطمة. أعمل.", NAME="فاطمة"), text("en", "A friend waited. I work.")),
])
def test_a_detail_left_in_one_language_and_gone_from_another_is_a_find(kind, words, left, gone):
    (found,) = uneven([gone, left])
    assert (found.kind, found.words, found.language, found.gone_from) == (kind, words, left.language, (gone.language,))
    assert left.body[found.start:found.end] == words


def test_another_number_is_not_the_same_detail():
    (one, other) = uneven([text("en", "I was 19. I work.", AGE="19"), text("nl", "Ik was 17. Ik werk.", AGE="17")])
    assert [(one.words, one.gone_from), (other.words, other.gone_from)] == [("19", ("nl",)), ("17", ("en",))]


def test_the_same_number_far_away_is_another_detail():
    body = " ".join(["Ik werk."] * 20)
    assert [one.words for one in uneven([text("en", "I was 19. " + " ".join(["I work."] * 20), AGE="19"), text("nl", f"Ik was jong. {body} Er waren 19 stoelen.")])] == ["19"]


def test_a_name_spelled_beyond_recognition_counts_where_a_name_of_its_kind_stands_at_the_same_point():
    assert uneven([text("en", "We went to Brussels. I work.", PLACE="Brussels"), text("lo", "ພວກເຮົາໄປບຣັສແຊັລ. ຂ້ອຍເຮັດວຽກ.", PLACE="ບຣັສແຊັລ")]) == ()


def test_who_speaks_carries_the_pseudonym_in_every_script():
    told = [text("en", "Amina, 25–34"), text("ar", "أمينة، 25–34"), text("fr", "Samira, 25–34 ans"), text("nl", "Amina, 25–34")]
    assert other_pseudonyms("Amina", told) == (("fr", "Samira"),)


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_the_demo_speaks_under_one_pseudonym_in_all_its_languages(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert other_pseudonyms(told["pseudonym"], [Read(language, body) for language, body in told["attribution"].items()]) == ()


def test_a_trace_that_two_stories_share_joins_them_and_one_that_many_share_does_not():
    one, two = Story("T1", (text("en", "I tuned organs.", PROFESSION="tuned organs"),)), Story("T2", (text("en", "He tuned organs too.", PROFESSION="tuned organs"),))
    other = Story("T3", (text("en", "I baked bread."),))
    assert [(found.codes, found.kind, found.words) for found in shared_traces([two, other, one])] == [(("T1", "T2"), "PROFESSION", ("tuned organs",))]
    many = [Story(f"T{number}", (text("en", "In 2019 I left.", DATE="2019"),)) for number in range(4)]
    assert [found for found in shared_traces(many) if found.kind == "DATE"] == []


def test_a_date_joins_stories_in_different_languages():
    found = shared_traces([Story("T1", (text("en", "On 3 May 2019 I left.", DATE="3 May 2019"),)), Story("T2", (text("fr", "Le 3 mai 2019, je suis partie.", DATE="3 mai 2019"),))])
    assert [(one.codes, one.kind) for one in found] == [(("T1", "T2"), "DATE")]


def test_the_same_words_in_a_row_join_two_stories():
    found = shared_traces([Story("T1", (text("en", "She carried a notebook small enough for my sleeve."),)), Story("T2", (text("en", "It was a notebook small enough for my sleeve, he said."),))])
    assert [(one.kind, one.codes) for one in found] == [("WORDS", ("T1", "T2"))] and "notebook" in found[0].words[0]


def test_several_words_that_no_other_story_has_join_two():
    rare = "lighthouse keepers polished brass lanterns beneath thundering seagulls"
    found = shared_traces([Story("T1", (text("en", rare),)), Story("T2", (text("en", " and ".join(reversed(rare.split()))),)), Story("T3", (text("en", "I baked bread."),))])
    assert [(one.kind, one.codes) for one in found] == [("RARE", ("T1", "T2"))] and "lighthouse" in found[0].words


def test_the_demo_holds_no_story_that_points_at_another():
    told = [tomllib.loads(path.read_text(encoding="utf-8")) for path in DEMO.glob("*.toml")]
    stories = [Story(row["code"], tuple(Read(language, body) for table in ("story", "quote", "cutout") for language, body in row[table].items())) for row in told]
    assert shared_traces(stories) == ()
