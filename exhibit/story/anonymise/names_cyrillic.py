"""Names in Russian, Ukrainian and Kyrgyz that lists and capitals alone do not show in their whole length: initials, courtesies with any word behind them
(пан ежи, гр-на Лапшина), what somebody is behind the name (Сапар бригадир), family names that are ordinary words in texts without capitals
(гена лис, николай бесхлебный), names of Kyrgyz that are ordinary words where a sentence begins, and names of parents (асан уулу бакыт).

names_cyrillic.toml has the words.
"""
from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import known_words, kyrgyz, name_lists, names, slavic
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.people import People, Token

TABLE = Path(__file__).with_name("names_cyrillic.toml")
FIELDS = ("courtesies", "persons", "behind", "calls", "meets", "looks")
LANGUAGES = ("ru", "uk", "ky")
SURE, PAIR, LIKELY, JUST = 0.8, 0.7, 0.6, 0.5
_GIVEN = Part.WOMAN | Part.MAN | Part.GIVEN
_CAPITAL = "А-ЯІЇЄҐӨҮҢЁ"
_INITIAL = rf"(?:[{_CAPITAL}]|Дж|Дз|Ю|Я)\."
_INITIALS_FIRST = re.compile(rf"(?<![\w.]){_INITIAL}\s?(?:{_INITIAL}\s?)?[{_CAPITAL}][а-яіїєґёөүң']+(?:-[{_CAPITAL}][а-яіїєґё]+)?")
_INITIALS_LAST = re.compile(rf"(?<!\w)[{_CAPITAL}][а-яіїєґёөүң']+(?:-[{_CAPITAL}][а-яіїєґё]+)?\s{_INITIAL}\s?{_INITIAL}")
_ONE_INITIAL = re.compile(rf"{_INITIAL}\s?[{_CAPITAL}]?[а-яіїєґёөүң]")
_GAP = re.compile(r"\.? ?[«\"“„]?|-")
_SHORTENED = frozenset("о св гр гражд тов гн гжа г-н г-на г-жа г-жи гр-н гр-на гр-ка гр-ки п о д-р".split())
_CHILD = frozenset(("уулу", "кызы", "улы", "углы", "огли", "кизи", "оглы", "огли"))
_POSTPOSITIONS = frozenset("менен үчүн деген жана тууралуу жөнүндө".split())
_KYRGYZ_CASES = re.compile(r"(?:[тд][аеоө]н?|[нтд][ыиуү]н?|[гк][аеоө]|нын|нин|нун|нүн)$")
_PLACED = re.compile(r"(?:[дт][аеоө]н?|[гк][аеоө]|[дт][аеоө]г[ыиуү])$")
_EVERYDAY = frozenset("азат аман эркин эсен темир алтын күмүш болот өмүр жарык таза акыл күн ай нур жан бай бек эр дос үмүт бакыт сапар кайрат талап максат ырыс таалай".split())
"""Names of Kyrgyz that are words said every day: where a sentence begins the word behind them must be what a person does."""

_OF_ME = ("м", "к", "быз", "биз", "пыз", "мын", "мин", "буз", "бүз")
_OF_THINGS = frozenset("болот болду болгон болчу эле экен керек жок бар эмес керекпи болсун деген тилейм".split())


def names_cyrillic(passage: Passage) -> Iterator[Candidate]:
    """Names in Russian, Ukrainian and Kyrgyz by what stands beside them."""
    language = passage.language.split("-")[0]
    if language not in LANGUAGES:
        return
    yield from _initials(passage, language)
    people = People.of(passage)
    for at in range(len(people.tokens)):
        yield from _behind_courtesy(people, at)
        yield from _before_role(people, at)
        yield from _child_of(people, at)
        if not people.cased:
            yield from _with_family_name(people, at)
            yield from _asian(people, at)
            yield from _in_small(people, at)
        elif language == "ky":
            yield from _at_start(people, at)
    if people.cased:
        yield from _shown_before(people)


def pairs(passage: Passage) -> Iterator[Candidate]:
    """Two capitals side by side (names.py); in Russian, Ukrainian and Kyrgyz without the ordinary word that begins the sentence before them, or the row of a form behind."""
    language = passage.language.split("-")[0]
    if language not in LANGUAGES:
        yield from _pairs_in_rows(passage)
        return
    people = People.of(passage)
    for start, end in names.pairs(passage.plain):
        row = people.tokens[bisect_left(people.starts, start):bisect_left(people.starts, end)]
        whole = len(row)
        while row and _only_begins(passage.plain, row[0], language):
            row = row[1:]
        while len(row) > 1 and row[-1].word.first and row[-1].is_word:
            row = row[:-1]
        if row and (len(row) == whole or len(row) > 1) and not all(token.excluded or token.is_word and token.excluded for token in row):
            yield Candidate(row[0].word.start, row[-1].word.end, "NAME", PAIR)


def _pairs_in_rows(passage: Passage) -> Iterator[Candidate]:
    """Elsewhere without the word of the next row alone: Blessing Igbinedion | Roepnaam: Bibi."""
    words = passage.words if "\n" in passage.text else ()
    starts = [word.start for word in words]
    for start, end in names.pairs(passage.plain):
        row = words[bisect_left(starts, start):bisect_left(starts, end)]
        whole = len(row)
        while len(row) > 1 and row[-1].first and known_words.use(row[-1].key, passage.language.split("-")[0]) & known_words.Use.WORD:
            row = row[:-1]
        if len(row) != 1 or whole == 1:
            yield Candidate(start, row[-1].end if row else end, "NAME", PAIR)


def _only_begins(plain: str, token: Token, language: str) -> bool:
    """Has the word its capital from the sentence alone? A word behind a colon is what a form was filled in with; in Russian and Ukrainian a noun may be a family name."""
    if not token.word.first or not token.is_word or token.listed or plain[max(0, token.word.start - 3):token.word.start].rstrip(" ")[-1:] == ":":
        return False
    return language == "ky" or token.excluded or known_words.is_verb(token.word.key, language)


def _initials(passage: Passage, language: str) -> Iterator[Candidate]:
    """Е. Шмидт, Лапшина О. В.; one initial stands before a word that is no ordinary one, or where a row or its value begins."""
    for found in _INITIALS_FIRST.finditer(passage.plain):
        family = re.split(r"[.\s]+", found.group())[-1]
        before = passage.plain[max(0, found.start() - 3):found.start()].rstrip(" ")[-1:]
        two = found.group().count(".") > 1
        if two or name_lists.parts(folded(family)) & Part.FAMILY or not before or before in ":,(«—-\n" or not known_words.use(folded(family), language) & known_words.Use.WORD:
            yield Candidate(*found.span(), "NAME", SURE)
    for found in _INITIALS_LAST.finditer(passage.plain):
        yield Candidate(*found.span(), "NAME", SURE)


def _is_grammar(people: People, at: int) -> bool:
    key = people.keys[at]
    return known_words.is_common(key, people.language) or known_words.never(key) and not name_lists.listed(key) or key in people.around.stops | people.around.large


def _is_given(people: People, at: int) -> bool:
    """Does a list hold it as a given name, in whatever case?"""
    key = people.keys[at]
    return bool(name_lists.listed(key) & _GIVEN) or bool(people.tokens[at].use & known_words.Use.NAME)


def _behind_courtesy(people: People, at: int) -> Iterator[Candidate]:
    """пан ежи, кіріоса Андреаса, гр-на Лапшина О. В.: the courtesy and the name, with its initials."""
    if people.keys[at] not in _words(people.language, "courtesies") or at + 1 >= len(people.tokens) or not _GAP.fullmatch(people.gap(at)):
        return
    name = at + 1
    token = people.tokens[name]
    if "." in people.gap(at) and people.keys[at] not in _SHORTENED or len(people.keys[at]) < 3 and "." not in people.gap(at) or _is_grammar(people, name) or people.keys[name] in _words(people.language, "courtesies"):
        return
    if people.cased and not token.word.capital or not people.cased and not _may_be_named(people, name):
        return
    last = people.run(name)
    end = people.tokens[last].word.end
    initials = re.match(rf"\s?{_INITIAL}(?:\s?{_INITIAL})?", people.plain[end:end + 8])
    yield Candidate(people.tokens[at].word.start, end + (initials.end() if initials else 0), "NAME", SURE)


def _may_be_named(people: People, at: int) -> bool:
    """Where all is small: a name, a word of no dictionary, or one that is neither verb nor adverb: what the lady does is no name of hers."""
    token = people.tokens[at]
    if token.listed or not token.is_word:
        return True
    if people.language == "ky" or people.keys[at - 1] not in _HARD or known_words.is_verb(token.word.key, people.language):
        return False
    return any(tag.POS == "ADJF" or tag.POS == "NOUN" and "anim" in tag.grammemes for tag in _tags(people, at))


def _tags(people: People, at: int) -> tuple[Any, ...]:
    return tuple(parse.tag for parse in slavic.parses(people.keys[at], people.language))


_HARD = frozenset("пан пана пану паном панові пани пані панна мистер мистера містер містера мадам сеньор сеньора сеньйор сеньйора синьор синьора синьйор синьйора батони батоні кириос кіріос кириоса кіріоса кірія кирия герр фрау месье месьє дон г-н г-на г-жа г-жи гр-н гр-на гр-ка тётя тьотя дядя вуйко цьоця".split())


def _before_role(people: People, at: int) -> Iterator[Candidate]:
    """Сапар бригадир, Ким тимжаң, Бекзат аксакалдын: a name with what its bearer is behind it."""
    if at + 1 >= len(people.tokens) or people.gap(at) not in (" ", "-") or not _is_role(people, at + 1) or _is_grammar(people, at) and not _is_given(people, at):
        return
    token = people.tokens[at]
    named = token.word.capital and not _PLACED.search(people.keys[at]) if people.cased else not token.is_word or people.keys[at] in name_lists.keys_of(people.language)
    if not named or people.keys[at] in _words(people.language, "behind") or people.cased and token.word.first and token.is_word and not token.listed:
        return
    yield people.candidate(at, at + 1, SURE if not token.is_word else LIKELY)


def _is_role(people: People, at: int) -> bool:
    key = people.keys[at]
    words = _words(people.language, "behind")
    return key in words or people.language == "ky" and any(stem in words for stem in kyrgyz.stems(key) if len(stem) > 2 and len(key) - len(stem) < 10)


def _child_of(people: People, at: int) -> Iterator[Candidate]:
    """асан уулу бакыт: the father's name, "son of", the own name."""
    if people.keys[at] not in _CHILD or not at or people.gap(at - 1) not in (" ", "-"):
        return
    first = at - 1
    if people.cased and not people.tokens[first].word.capital or not people.cased and not (_is_given(people, first) or not people.tokens[first].is_word):
        return
    last = at
    if at + 1 < len(people.tokens) and people.gap(at) == " " and (people.tokens[at + 1].word.capital if people.cased else _is_given(people, at + 1) and not _is_grammar(people, at + 1)):
        last = at + 1
    yield people.candidate(first, last, SURE)


def _with_family_name(people: People, at: int) -> Iterator[Candidate]:
    """николай бесхлебный, гена лис, соня маленькая: behind a given name a word for an animal, a craft or a people, or how somebody looks, in the same case; where
    the name is announced any noun."""
    if people.language == "ky" or at + 1 >= len(people.tokens) or people.gap(at) != " " or not _is_given(people, at) or known_words.is_common(people.keys[at], people.language):
        return
    family = people.tokens[at + 1]
    called = _is_called(people, at)
    if known_words.is_common(family.word.key, people.language) or len(family.word.key) < 3 or not family.is_word or people.tokens[at].is_word and not called and family.word.key not in _looks(people.language):
        return
    cases = slavic.cases_of(people.keys[at], people.language, names=True) or {"nomn"}
    if any((tag.case or "nomn") in cases and tag.number != "plur" and _may_be_family(people, at + 1, tag, called) for tag in _tags(people, at + 1)):
        yield people.candidate(at, at + 1, LIKELY)


def _may_be_family(people: People, at: int, tag: Any, called: bool) -> bool:
    if tag.POS == "ADJF":
        return called and not tag.grammemes & {"Apro", "NPRO"} or people.keys[at] in _looks(people.language)
    return tag.POS == "NOUN" and ("anim" in tag.grammemes and people.keys[at] not in people.around.kin and people.keys[at] not in people.around.titles or called or people.keys[at] in _looks(people.language))


@cache
def _looks(language: str) -> frozenset[str]:
    """How somebody looks, in all forms, as a nickname has it: маленькая, рыжего, кривому."""
    return frozenset(folded(str(form.word)) for word in _words(language, "looks") for form in slavic.parses(word, language)[0].lexeme)


def _asian(people: People, at: int) -> Iterator[Candidate]:
    """пак ен су, чан тхи хоа, юн хи: where all is small a family name of one syllable with the short words behind it."""
    if people.keys[at] not in _SYLLABLES:
        return
    last = at
    while last + 1 < len(people.tokens) and last < at + 2 and people.gap(last) in (" ", "-") and len(people.keys[last + 1]) < 5 and not _is_grammar(people, last + 1) and (people.keys[last + 1] in _SECOND or not people.tokens[last + 1].is_word):
        last += 1
    if last > at or people.keys[at] in _ALONE:
        yield people.candidate(at, last, LIKELY)


_SYLLABLES = frozenset("пак ким ли лим хан чхве чой цой чон чжон юн ю ян ан хван хон шин сон со кан чо чан чжан ван лю лю чэнь хуан чжао чжоу у сюй сунь ма чжу линь хэ го ло лян сун тан фэн юй дун сяо цао нгуен чан ле фам хоанг хюинь во ву данг буй до хо нго зыонг лы динь тхи тэ ко чха нам ку пэ пэк но ом квон чу мун".split())
_SECOND = frozenset("су хи ен ён мин юн хо чжи чжу мён сон сок ын а ра рим вон тхи ван тхань хоа лан май хыонг зунг лонг туан хай минь ань линь чанг куок мэй ли лин юй вэй цзюнь фан хуа на янь ся цин хун лэй чао пин бо син шу и джи джу ди чун сын сан гу гю ок сук дже хён мин джун ми ри ран хва суль сыль ёль".split())
_ALONE = frozenset("нгуен чхве чжон хван чжан чэнь чжао чжоу хоанг фам хюинь зыонг квон".split())


def _is_called(people: People, at: int) -> bool:
    """Does "my name is", "this is" stand right before?"""
    return bool(at) and people.keys[at - 1] in _words(people.language, "calls") and people.gap(at - 1).strip(" ,:") == ""


def _in_small(people: People, at: int) -> Iterator[Candidate]:
    """A given name that is a word too, where all is small: паспорт каті; in Kyrgyz: бакыт менен айгүл."""
    token = people.tokens[at]
    if not token.is_word or token.excluded or len(token.word.key) < 3 or token.word.key in people.around.stops or not _is_given(people, at):
        return
    if people.language == "ky":
        if _base(people.keys[at]) in name_lists.keys_of("ky") and (_has_partner(people, at) or _is_called(people, at) or _begins_in_kyrgyz(people, at)):
            yield people.candidate(at, at, JUST)
        return
    named = [parse for parse in slavic.parses(token.word.key, people.language) if "Name" in parse.tag.grammemes]
    share = sum(parse.score for parse in named)
    if not named and name_lists.parts(token.word.key) & _GIVEN and (_begins_clause(people, at) or _is_called(people, at)):
        yield people.candidate(at, at, JUST)
    if named and (share >= 0.5 or _joined_to_name(people, at) or _is_called(people, at) or share >= 0.2 and _stands_as_person(people, at) or at and people.keys[at - 1] in ("у", "к", "до", "від") and people.gap(at - 1) == " " or _begins_clause(people, at)):
        yield people.candidate(at, at, JUST)


def _begins_in_kyrgyz(people: People, at: int) -> bool:
    """жылдыз палоо бышырат: behind a full stop or a comma, as it stands in the list, and what is said is said of somebody."""
    begins = not at or bool(re.search(r"[,.!?;:\n]", people.gap(at - 1)))
    return begins and people.keys[at] not in _EVERYDAY and people.keys[at] in name_lists.keys_of("ky") and _does(people, at)


def _begins_clause(people: People, at: int) -> bool:
    """марго теперь в ялте, майя в бресте: behind a sign or at the start, before where or when she is."""
    begins = not at or bool(re.search(r"[,.!?;:\n]", people.gap(at - 1)))
    return begins and at + 1 < len(people.tokens) and people.gap(at) == " " and people.keys[at + 1] in _WHERE and bool({"nomn"} & (slavic.cases_of(people.keys[at], people.language, names=True) or {"nomn"}))


_WHERE = frozenset("теперь сейчас тоже уже ещё потом сразу дома там здесь в у из на с к тепер зараз теж вже ще потім одразу вдома тут з із зі до і и не".split())


def _joined_to_name(people: People, at: int) -> bool:
    """вера и соня, слава, роман и зина: by "and" or a comma to a given name of the same case."""
    here = slavic.cases_of(people.keys[at], people.language, names=True)
    for step in (1, -1):
        other = at + step
        if 0 <= other < len(people.tokens) and people.keys[other] in ("и", "й", "і", "та", "с", "з"):
            other += step
        elif not 0 <= other < len(people.tokens) or people.gap(min(at, other)).strip() != ",":
            continue
        if 0 <= other < len(people.tokens) and _is_given(people, other) and not _is_grammar(people, other) and (not people.tokens[other].is_word or here & slavic.cases_of(people.keys[other], people.language, names=True)):
            return True
    return False


def _stands_as_person(people: People, at: int) -> bool:
    """Behind a preposition of a person, or behind a noun whose owner it is."""
    if not at or people.gap(at - 1) != " ":
        return False
    if people.keys[at - 1] in _words(people.language, "persons"):
        return True
    return any(tag.POS == "NOUN" for tag in _tags(people, at - 1)[:1]) and "gent" in slavic.cases_of(people.keys[at], people.language, names=True)


def _has_partner(people: People, at: int) -> bool:
    """Joined by "and" or "with" to a name that is nothing else."""
    for joint, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if 0 <= other < len(people.tokens) and people.keys[joint] in ("менен", "жана") and people.tokens[other].listed and not people.tokens[other].is_word:
            return True
    return False


def _base(key: str) -> str:
    """A Kyrgyz word without the ending of its case."""
    known = name_lists.keys_of("ky")
    return next((stem for stem in kyrgyz.stems(key) if stem in known and (stem == key or _KYRGYZ_CASES.fullmatch(key[len(stem):]))), key)


def _at_start(people: People, at: int) -> Iterator[Candidate]:
    """Тилек мектепке барат, Бакыттын үйү: a Kyrgyz name that is a word too and begins a sentence."""
    token = people.tokens[at]
    if not token.word.capital or not token.word.first or not token.is_word or token.excluded:
        return
    base = _base(token.word.key)
    if base not in name_lists.keys_of("ky") or not name_lists.parts(base) & _GIVEN:
        return
    if base in _EVERYDAY and base == token.word.key and not _does(people, at):
        return
    yield people.candidate(at, people.run(at), JUST)


def _does(people: People, at: int) -> bool:
    """Is what is said up to the end of the sentence said of somebody else: neither "I" and "we" nor "there is", "must be", "becomes"?"""
    last = at
    while last + 1 < len(people.tokens) and not re.search(r"[.!?:;«\n]", people.gap(last)):
        last += 1
    key = people.keys[last]
    return last > at and (key in _words("ky", "meets") or not key.endswith(_OF_ME) and key not in _OF_THINGS)


def _shown_before(people: People) -> Iterator[Candidate]:
    """A given name that is a word, seen once inside a sentence with its capital, is a name where a sentence begins too."""
    shown = {form for at, token in enumerate(people.tokens) if token.word.capital and not token.word.first and token.is_word and not token.excluded and not token.word.text.isupper() and _is_given(people, at)
             for form in (token.word.key, _lemma(people, at))}
    if not shown:
        return
    for at, token in enumerate(people.tokens):
        if token.word.capital and token.word.first and token.is_word and not token.excluded and (token.word.key in shown or _lemma(people, at) in shown):
            yield people.candidate(at, at, LIKELY)


def _lemma(people: People, at: int) -> str:
    return _base(people.keys[at]) if people.language == "ky" else slavic.base_form(people.keys[at], people.language)


@cache
def _words(language: str, field: str) -> frozenset[str]:
    return frozenset(folded(word.strip("_").replace("_", " ")) for word in _table()[language].get(field, "").split())


@cache
def _table() -> dict[str, dict[str, str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    unknown = {field for rows in table.values() for field in rows} - set(FIELDS)
    if unknown or set(table) != set(LANGUAGES):
        raise ExhibitError(f"exhibit/story/anonymise/{TABLE.name} has rows that nothing reads ({', '.join(sorted(unknown))}) or lacks a language. It needs a table for each of {', '.join(LANGUAGES)} with the rows its head names.")
    return table
