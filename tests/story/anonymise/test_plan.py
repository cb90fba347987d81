"""With every proposal taken a text reads as its language does, keeps nobody's name, and is the same each time."""
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.anonymise.passages import passages, unmarked
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import LANGUAGES
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.plan import NO_TABLE, Named, plan, replaced
from exhibit.story.anonymise.reading import read

SENTENCES = tomllib.loads(Path(__file__).with_name("proposals.toml").read_text(encoding="utf-8"))
TUNE = {passage.id: passage for passage in passages("tune")}
ROSA = (Named("NAME", "Fatima Zahra", "Rosa", "woman"),)


def finds_of(passage):
    return [Find(label.start, label.end, passage.text[label.start:label.end], label.kind, label.severity, 1.0, ("hand",)) for label in passage.labels]


def planned(marked, language, key=(), narrator=None):
    passage = unmarked("sentence", language, marked)
    return passage.text, plan(passage.text, language, finds_of(passage), key, narrator)


def taken(text, made):
    return replaced(text, [(one.find.start, one.find.end, one.replacement) for one in made.proposals])


def reads(marked, language, key=(), narrator=None):
    return taken(*planned(marked, language, key, narrator))


@pytest.mark.parametrize(("language", "marked", "expected"), [(language, *row) for language, rows in SENTENCES.items() for row in rows])
def test_a_sentence_reads_so(language, marked, expected):
    assert reads(marked, language) == expected


def test_every_language_has_sentences():
    assert {language: len(rows) >= 8 for language, rows in SENTENCES.items()} == dict.fromkeys(LANGUAGES, True) | {language: True for language in SENTENCES}


@pytest.mark.parametrize(("language", "marked", "expected"), [
    ("es", "Vino {NAME|Fátima}.", "Vino Rosa."), ("ar", "رافقتني {NAME|فاطمة} إلى النقابة.", "رافقتني روزا إلى النقابة."), ("ur", "{NAME|فاطمہ} آئی۔", "روزا آئی۔"),
    ("ru", "Мы видели {NAME|Фатиму}.", "Мы видели Розу."), ("uk", "Я була з {NAME|Фатімою}.", "Я була з Розою."), ("ky", "{NAME|Фатиманы} көрдүм.", "Розаны көрдүм."),
    ("ne", "{NAME|फातिमालाई} भेटेँ।", "रोजालाई भेटेँ।"), ("lo", "{NAME|ຟາຕິມາ}ມາ.", "ໂຣຊາມາ."), ("nl", "Dat is {NAME|Fatima's} jas.", "Dat is Rosa's jas."),
])
def test_a_person_of_the_key_keeps_her_name_in_every_script(language, marked, expected):
    assert reads(marked, language, ROSA) == expected
    assert planned(marked, language, ROSA)[1].new_names == ()


def test_the_name_the_person_chose_goes_to_who_speaks():
    chosen = Named("NAME", "", "Violet", "woman")
    assert reads("My name is {NAME|Kwabena Asante}. {NAME|Kwabena} is a good name.", "en", narrator=chosen) == "My name is Violet. Violet is a good name."


def test_a_chosen_name_in_another_script_is_marked_to_be_written():
    text, made = planned("Меня зовут {NAME|Айнура}.", "ru", narrator=Named("NAME", "", "Violet", "woman"))
    assert (made.proposals[0].fits, made.proposals[0].note) == (False, "This pseudonym comes from a text in another script: check how it is written here.")


@pytest.mark.parametrize(("language", "marked", "gender"), [
    ("uk", "Мене звати {NAME|Женя}. Я довго не могла звикнути.", "woman"), ("ru", "Меня зовут {NAME|Женя}. Тогда я уехал.", "man"), ("fr", "Je m'appelle {NAME|Adjoua} et je suis née là.", "woman"), ("ur", "میرا نام {NAME|نور} ہے، میں یہاں رہتی ہوں۔", "woman"),
    ("en", "{NAME|Robin} left when she could.", "woman"), ("ru", "{NAME|Саша Петров} уехал.", "man"), ("es", "Vino {NAME|doña Cruz}.", "woman"), ("ne", "{NAME|फूलमती सदा} आइन्।", "woman"), ("lo", "{NAME|ທ້າວ ວິໄລ}ມາ.", "man"), ("en", "{NAME|Qqxw} left.", ""),
])
def test_a_pseudonym_is_a_womans_or_a_mans_as_the_text_tells(language, marked, gender):
    assert [row.gender for row in planned(marked, language)[1].new_names] == [gender]


def test_one_person_under_two_spellings_has_one_name_and_another_person_another():
    text, made = planned("{NAME|Fatima Zahra} left. {NAME|Fatma} never wrote, {NAME|Rosalie} did.", "en")
    assert made.proposals[0].replacement == made.proposals[1].replacement != made.proposals[2].replacement
    assert [row.original for row in made.new_names] == ["Fatima Zahra", "Rosalie"]


@pytest.mark.parametrize(("language", "marked"), [
    ("ru", "{PLACE|Москва} встретила нас дождём."), ("ru", "Мне исполнилось {AGE|18}."), ("ru", "За мной записали {MONEY|тысячу долларов} долга."), ("en", "It was {EVENT|the winter the wall came down}."), ("ur", "میں {PLACE|حیدرآبادی} ہوں۔"), ("ur", "گھر پہنچا تو {FESTIVAL|شب برات} تھی۔"),
    ("nl", "We sliepen in {COUNT|huisje 27}."), ("fr", "Je suis {BELIEF|bozo}."), ("lo", "ລາວ{MARK|ຖະໜັດມືຊ້າຍ}."),
])
def test_what_may_not_fit_says_what_to_look_at(language, marked):
    proposal = planned(marked, language)[1].proposals[0]
    assert not proposal.fits and proposal.note.endswith(".")


def test_what_the_key_says_of_a_place_stands():
    assert reads("I lived in {PLACE|Winneba}.", "en", [Named("PLACE", "Winneba", "a fishing town")]) == "I lived in a fishing town."


@pytest.mark.parametrize("language", ["be", "de", "fa"])
def test_a_language_without_words_gets_no_english_in_silence(language):
    _, made = planned("Ich bin {NAME|Anja} aus {PLACE|Bonn}.", language)
    assert [one.fits for one in made.proposals] == [False, False]
    assert made.proposals[1].replacement == "[…]" and made.proposals[1].note.endswith(NO_TABLE)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_words_in_every_language_or_says_what_to_look_at(language, kind):
    _, made = planned(f"… {{{kind}|xyz}} …", language)
    proposal = made.proposals[0]
    assert "xyz" not in proposal.replacement and "{" not in proposal.replacement
    assert proposal.replacement and (proposal.fits or proposal.note)


@pytest.mark.parametrize("passage", TUNE.values(), ids=TUNE)
def test_a_passage_keeps_no_name_and_plans_the_same_again(passage):
    finds = finds_of(passage)
    made = plan(passage.text, passage.language, finds)
    again = plan(passage.text, passage.language, finds, made.new_names)
    assert [one.replacement for one in again.proposals] == [one.replacement for one in made.proposals]
    assert again.new_names == ()
    text = taken(passage.text, made)
    now = set(text.split()) | {word.key for word in Passage(text, passage.language).words}
    names = {word for row in made.new_names for word in row.original.split()}
    if passage.language == "lo":  # names are made of ordinary words there
        assert not [name for row in made.new_names if (name := row.original) in text]
    else:
        assert not now & (names | {word.key for name in names for word in Passage(name, passage.language).words})


@pytest.mark.parametrize("identity", ["en-02", "es-01", "nl-01", "uk-05", "ky-01", "ar-03", "ne-01", "ur-01"])
def test_the_finders_see_nothing_new_that_identifies_alone(identity):
    passage = TUNE[identity]
    made = plan(passage.text, passage.language, finds_of(passage))
    text = taken(passage.text, made)
    meant = {word.key for words in made.agreed for word in Passage(words, passage.language).words}
    before = {word.key for word in Passage(passage.text, passage.language).words}
    new = [find.text for find in read(text, passage.language, made.agreed) if find.severity is Severity.ALONE and not {word.key for word in Passage(find.text, passage.language).words} <= meant | before]
    assert new == []


NAMES = {"en": ["Kwabena Asante", "Marivic", "Rosa Lee", "Clara", "Sam"], "fr": ["Adjoua Kouamé", "Marie", "Étienne"], "uk": ["Оксана Гринчук", "Марія", "Богдан"], "ru": ["Айнура Токтосунова", "Анна", "Роман"],
         "ar": ["صابر عبد الموجود", "سميرة", "كريم"], "ne": ["सुनिता पुलामी", "सीता", "रमेश"], "lo": ["ບຸນທັນ", "ມາລີ"], "ky": ["Гүлзат Абдыкеримова", "Айгуль"], "ur": ["محمد اصغر", "سلمیٰ"], "es": ["Reynaldo Mamani", "Lucía"]}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(NAMES)).flatmap(lambda language: st.tuples(st.just(language), st.lists(st.sampled_from(NAMES[language]), min_size=1, max_size=5))), st.text(st.characters(categories=["Zs", "Po"]), max_size=4))
def test_no_name_of_a_text_is_ever_a_pseudonym_in_it(drawn, between):
    language, names = drawn
    text, made = planned(f" {between.replace('{', '').replace('}', '').replace('|', '')} ".join(f"{{NAME|{name}}}" for name in names), language)
    words = {word for name in names for word in name.split()}
    assert not {word for one in made.proposals for word in re.split(r"\W+", one.replacement)} & words
    by_name = {}
    for name, one in zip(names, made.proposals, strict=True):
        assert by_name.setdefault(name, one.replacement) == one.replacement


def test_two_replacements_never_meet():
    assert replaced("abc", [(0, 1, "x"), (2, 3, "")]) == "xb"
    with pytest.raises(ValueError, match="two replacements meet at character 1"):
        replaced("abc", [(0, 2, "x"), (1, 3, "y")])
