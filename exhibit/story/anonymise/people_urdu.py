"""Names in Urdu by where they stand, whatever else the words mean: behind "my name is", between "they call me" and its verb, beside "son of"
and "alias", in the field of a form, at the end of a letter; names of two words of which each is ordinary (خوش بخت, گل زمان), and names before a family.

The words around are people_urdu.toml's.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.kinship import beside
from exhibit.story.anonymise.known_words import is_common
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.names_in_rows import names_in_rows
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.people import People, titled
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("people_urdu.toml")
SUBJECTS = frozenset("copulas no_name whom calling being saying states between before_only first second not_pairs courteous closing foreign persons fields fields_organisation fields_place things_organisation things_place".split())
_SURE, _LIKELY = 0.8, 0.6
_LONGEST = 4  # words of a name
_FIELD_LONGEST = 6
_NAME, _ALIAS_AFTER, _I, _SAYS, _AND, _AM = folded("نام"), folded("نامی"), folded("میں"), folded("رہ"), folded("اور"), folded("ہوں")
_ENDS_CLAUSE = re.compile(r"\s?[،,۔.!؟؛;:()\n\"”»]|\s?$")
_FIELD = re.compile(r"(?m)^[\s•*-]*([\u0620-\u06ff][\u0620-\u06ff ()0-9]{1,28}?)\s?[:：]\s*([^\n]+)$")
_FIELD_INSIDE = re.compile(r"(?<=[۔.،,؛\n])\s*([\u0620-\u06ff]{2,}(?: [\u0620-\u06ff]{2,}){0,2})\s?:\s?([^:\n]{2,60})")
_VALUE = re.compile(r"[^۔;؛(\n|/]+")


def names_in_urdu(passage: Passage) -> Iterator[Candidate]:
    """Names by their place in the sentence, the form or the letter."""
    if passage.language.split("-")[0] != "ur":
        return
    people = People.of(passage)
    found = [*_by_place(people), *_in_fields(passage)]
    yield from found
    yield from _again(people, [*found, *names_in_rows(passage), *titled(passage)])


def _by_place(people: People) -> Iterator[Candidate]:
    for at in range(len(people.tokens)):
        yield from _said_to_be(people, at)
        yield from _called(people, at)
        yield from _speaking(people, at)
        yield from _between(people, at)
        yield from _pair(people, at)
        yield from _of_family(people, at)
        yield from _apposed(people, at)
        yield from _greeted(people, at)
        yield from _with_foreign_title(people, at)
        yield from _in_row(people, at)
    yield from _signed(people)


def _again(people: People, found: list[Candidate]) -> Iterator[Candidate]:
    """A name of the list that is an ordinary word too, once one of the signs has shown it as somebody's, is a name in the whole text."""
    starts = people.starts
    shown = {people.keys[at] for one in found if one.kind == "NAME" for at in range(bisect_left(starts, one.start), bisect_left(starts, one.end))}
    shown = {key for key in shown if len(key) > 2 and key in name_lists.keys_of("ur") and key not in _words("no_name") and key not in _titles() and not is_common(key, "ur")}
    for at, key in enumerate(people.keys):
        if key in shown and people.tokens[at].is_word:
            yield people.candidate(at, at, _LIKELY)


def _said_to_be(people: People, at: int) -> Iterator[Candidate]:
    """میرا نام خوشی ہے; نام تھا البرکہ; کشتی کا نام سمندر کی رانی تھا."""
    if people.keys[at] != _NAME or at + 1 >= len(people.keys):
        return
    first = at + 1
    is_turned = people.keys[first] in _words("copulas") and _is_near(people, at)
    first += is_turned
    last = _last(people, first, is_turned)
    if last < first:
        return
    closes = last + 1 < len(people.keys) and people.keys[last + 1] in _words("copulas") and people.gap(last) == " "
    if closes or is_turned and _ends_clause(people, last) or at and people.plain[people.tokens[at].word.start - 2:people.tokens[at].word.start] == "، " and _ends_clause(people, last):
        yield people.candidate(first, last, _SURE) if _kind(people, at) == "NAME" else Candidate(people.tokens[first].word.start, people.tokens[last].word.end, _kind(people, at), _SURE)


def _kind(people: People, at: int) -> str:
    """Of what is it the name? کمپنی کا نام: a body; گاؤں کا نام: a place."""
    of = people.keys[at - 2] if at > 1 else ""
    return "ORGANISATION" if of in _words("things_organisation") else "PLACE" if of in _words("things_place") else "NAME"


def _last(people: People, first: int, is_turned: bool = False) -> int:
    """The last word of the name that begins here: on over words that may be names, at most four; before `first` where there is none."""
    last = first - 1
    while last + 1 < len(people.keys) and last + 1 - first < _LONGEST and _may_name(people, last + 1) and (_is_near(people, last) if last + 1 == first else people.gap(last) == " "):
        last += 1
    return last


def _may_name(people: People, at: int) -> bool:
    key = people.keys[at]
    return len(key) > 1 and key not in _words("no_name") and key not in _words("copulas") and not people.tokens[at].excluded and key not in people.around.stops


def _is_near(people: People, at: int) -> bool:
    """Is the next word a blank, a colon, a comma or a quote away?"""
    gap = people.gap(at)
    return len(gap) <= 3 and not gap.strip(" :،«“\"'")


def _ends_clause(people: People, at: int) -> bool:
    return bool(_ENDS_CLAUSE.match(people.plain, people.tokens[at].word.end))


def _called(people: People, at: int) -> Iterator[Candidate]:
    """سب وسو کہتے ہیں; مجھے منی کہہ کر بلاتے; امید کے نام سے."""
    if people.keys[at] == folded("کے") and people.keys[at + 1:at + 3] == [_NAME, folded("سے")]:
        first = _first(people, at - 1, 3)
        if first < at and not people.tokens[at - 1].excluded:
            yield people.candidate(first, at - 1, _LIKELY)
        return
    if people.keys[at] not in _words("calling") or not (_ends_clause(people, at) or people.keys[at + 1] in _words("being")):
        return
    first = _first(people, at - 1, 2)
    if 0 < first < at and people.gap(first - 1) in (" ", " \"", " “", ' «') and people.keys[first - 1] in _words("whom"):
        yield people.candidate(first, at - 1, _LIKELY)


def _first(people: People, last: int, longest: int) -> int:
    """The first word of a name that ends here; behind `last` where there is none. A word for whom is called so ends it."""
    first = last + 1
    while first > 0 and last + 1 - first < longest and _may_name(people, first - 1) and people.keys[first - 1] not in _words("whom") and not people.gap(first - 1).strip(" «»“”\""):
        first -= 1
    return first


def _speaking(people: People, at: int) -> Iterator[Candidate]:
    """میں انمول بول رہی ہوں; میں امید اور ...: who speaks or writes."""
    if people.keys[at] != _I or at + 3 >= len(people.keys):
        return
    last = _last(people, at + 1)
    if at < last < len(people.keys) - 2 and last < at + 4 and people.gap(last) == " " and people.keys[last + 1] in _words("saying") and people.keys[last + 2].startswith((_SAYS, folded("کر"))):
        yield people.candidate(at + 1, last, _LIKELY)
    if people.keys[at + 2] == _AM and people.keys[at + 1] in name_lists.keys_of("ur") and _may_name(people, at + 1) and people.keys[at + 1] not in _words("states"):
        yield people.candidate(at + 1, at + 1, _LIKELY)


def _between(people: People, at: int) -> Iterator[Candidate]:
    """خان زمان ولد گل رحمان; شبنم عرف رانو; امید نامی لڑکی; مسماۃ خوشی."""
    key = people.keys[at]
    if key == _ALIAS_AFTER and at:
        first = _first(people, at - 1, 2)
        if first < at:
            yield people.candidate(first, at - 1, _LIKELY)
    if key in _words("between") and at:
        first = _first(people, at - 1, 3)
        if first < at:
            yield people.candidate(first, at - 1, _LIKELY)
    if key in _words("between") or key in _words("before_only"):
        last = _last(people, at + 1)
        if last > at:
            yield people.candidate(at + 1, last, _LIKELY)


def _pair(people: People, at: int) -> Iterator[Candidate]:
    """گل زمان, خوش بخت, اللہ ورایا: two words that are halves of names; on over names of the list."""
    if at + 1 >= len(people.keys) or people.gap(at) != " ":
        return
    one, two = people.keys[at], people.keys[at + 1]
    if f"{one} {two}" in _words("not_pairs") or not (one in _words("first") and (two in _words("second") or _is_name(two)) or two in _words("second") and _is_name(one) and two not in _words("no_name")):
        return
    last = at + 1
    while last + 1 < len(people.keys) and last - at < _LONGEST - 1 and people.gap(last) == " " and (_is_name(people.keys[last + 1]) or people.keys[last + 1] in _words("second") or people.keys[last + 1] in _tribes()):
        last += 1
    yield people.candidate(at, last, _LIKELY)


def _is_name(key: str) -> bool:
    """A name of Urdu and of nothing that the lists call a word too."""
    return len(key) > 2 and key in _sure_names()


@cache
def _sure_names() -> frozenset[str]:
    return name_lists.keys_of("ur") - beside("ur").not_names - _words("no_name")


@cache
def _tribes() -> frozenset[str]:
    """Families and tribes, also those that are ordinary words: behind two names they are none."""
    return frozenset(folded(name) for name in name_lists.names_of("ur", Part.FAMILY)) - _words("no_name")


@cache
def _families() -> frozenset[str]:
    given = {folded(name) for part in (Part.WOMAN, Part.MAN, Part.GIVEN) for name in name_lists.names_of("ur", part)}
    return frozenset(folded(name) for name in name_lists.names_of("ur", Part.FAMILY)) - beside("ur").not_names - _words("no_name") - given


def _of_family(people: People, at: int) -> Iterator[Candidate]:
    """بھورو کولہی: the word before a family or tribe that is nothing else, where it is no word for a person, and one more before it."""
    if not at or people.keys[at] not in _families() or people.gap(at - 1) != " " or not _is_given(people, at - 1):
        return
    yield people.candidate(at - 1, at, _LIKELY)


def _is_given(people: People, at: int) -> bool:
    key = people.keys[at]
    return _may_name(people, at) and len(key) > 2 and key not in _words("persons") and key not in _words("things_place") and not key.endswith(("تا", "تي", "تے", "وں", "يں", "نے"))


def _apposed(people: People, at: int) -> Iterator[Candidate]:
    """ایک بلوچ بھائی، درا، نے: one or two words between commas, behind a word for a person."""
    if people.keys[at] not in _words("persons") or at + 1 >= len(people.keys) or people.gap(at) not in ("، ", ", "):
        return
    last = _last(people, at + 1)
    if at < last < at + 4 and last + 1 < len(people.keys) and people.gap(last) in ("، ", ", ", " - ") and not any(people.keys[here] in _words("persons") for here in range(at + 1, last + 1)):
        yield people.candidate(at + 1, last, _LIKELY)


def _greeted(people: People, at: int) -> Iterator[Candidate]:
    """پیاری مینا، ...: the word behind a courtesy that a comma follows."""
    if people.keys[at] not in _words("courteous") or at + 1 >= len(people.keys) or people.gap(at).strip(" ،,"):
        return
    last = _last(people, at + 1)
    if at < last < at + 4 and last + 1 < len(people.keys) and people.gap(last)[:1] in ("،", ",", "!", "\n"):
        yield people.candidate(at + 1, last, _LIKELY)


def _with_foreign_title(people: People, at: int) -> Iterator[Candidate]:
    """مسٹر لی, سائنور لی, میڈم وو: behind these titles short words are names too, whatever they mean in Urdu."""
    if people.keys[at] in _words("foreign") and at + 1 < len(people.keys) and people.gap(at) == " " and people.keys[at + 1] not in people.around.stops and len(people.keys[at + 1]) > 1:
        last = at + 1
        while last + 1 < len(people.keys) and last - at < _LONGEST and people.gap(last) == " " and (_is_name(people.keys[last + 1]) or not people.tokens[last + 1].is_word and len(people.keys[last + 1]) > 2):
            last += 1
        yield people.candidate(at, last, _SURE)


def _in_row(people: People, at: int) -> Iterator[Candidate]:
    """مونو، چھوٹے اور عرفان: one word between two names of a row."""
    if not 0 < at < len(people.keys) - 2 or not _may_name(people, at):
        return
    left, right = people.gap(at - 1), people.gap(at)
    if left not in ("، ", ", ") or not (right in ("، ", ", ") or right == " " and people.keys[at + 1] == _AND):
        return
    beyond = at + 1 + (people.keys[at + 1] == _AND)
    if _is_name(people.keys[at - 1]) and _is_name(people.keys[beyond]) and not people.keys[at].endswith(("تا", "تي", "تے")):
        yield people.candidate(at, at, _LIKELY)


@cache
def _titles() -> frozenset[str]:
    around = beside("ur")
    return frozenset(word for phrases in (around.titles, around.kin, around.after) for rows in phrases.values() for phrase in rows for word in phrase)


def _signed(people: People) -> Iterator[Candidate]:
    """آپ کی چندا: the last words of a letter."""
    end = len(people.keys) - 1
    for count in range(1, min(4, end)):
        first = end - count + 1
        before = people.keys[max(0, first - 3):first]
        if not all(_may_name(people, at) for at in range(first, end + 1)) or any(people.gap(at) != " " for at in range(first, end)):
            return
        if any(before[-len(phrase.split()):] == phrase.split() for phrase in _words("closing")) and not people.gap(first - 1).strip(" ،,\n"):
            yield people.candidate(first, end, _SURE)
            return


def _in_fields(passage: Passage) -> Iterator[Candidate]:
    """گواہ: بخت منیر — what stands behind the colon of a form, up to a comma or the end of the line."""
    for form in (_FIELD, _FIELD_INSIDE):
        for found in form.finditer(passage.text):
            kind = _field_kind(" ".join(folded(found.group(1)).split()))
            value = _VALUE.match(found.group(2)) if kind else None
            words = value.group().split() if value else []
            if not value or not words or any(len(part.split()) > _FIELD_LONGEST for part in re.split("[،,]", value.group())) or any(folded(word) in _words("no_name") for word in words[:1] + words[-1:]) or not any(char.isalpha() for char in value.group()):
                continue
            start = found.start(2) + len(value.group()) - len(value.group().lstrip())
            end = found.start(2) + len(value.group().rstrip())
            yield Candidate(_in_plain(passage, start), _in_plain(passage, end), kind, _LIKELY)


def _field_kind(label: str) -> str:
    label = label if any(label in _words(subject) for subject in ("fields", "fields_organisation", "fields_place")) else label.split(" ")[0]
    for subject, kind in (("fields", "NAME"), ("fields_organisation", "ORGANISATION"), ("fields_place", "PLACE")):
        if label in _words(subject):
            return kind
    return ""


def _in_plain(passage: Passage, at: int) -> int:
    """The character of the plain text that stands for a character of the text."""
    return bisect_left(range(len(passage.plain) + 1), at, key=lambda here: passage.place(here, here)[0])


@cache
def _words(subject: str) -> frozenset[str]:
    return frozenset(folded(word.replace("_", " ")) for word in _table()[subject].split())


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
