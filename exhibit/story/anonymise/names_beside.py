"""Names in Arabic that are ordinary words too, or that no list holds, by what stands beside them: another name, a title, "we call him",
a verb that people are the doers of, a clause that begins with them.

names_beside.toml has the words.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.kinship import phrase_ending
from exhibit.story.anonymise.known_words import Use, is_common, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.people import People
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("names_beside.toml")
SUBJECTS = frozenset(("past", "meet", "being", "say_to", "titles", "not_titled", "not_called", "behind", "links", "not_names", "clause", "epithets", "exact", "about"))
_SURE, _LIKELY = 0.7, 0.6
_LEAST = 3  # letters of a name
_LONGEST = 5  # words of one
_TOGETHER = ("و", "ف", "ب", "ل", "ك")
_OBJECTS = ("ني", "نا", "ه", "ها", "هم", "لي", "له", "لها", "لنا")
_PRESENT = ("ي", "ت", "بي", "بت", "كي", "كت")
_SHORT_TITLES = frozenset(("د", "ا", "م"))  # with a full stop
_GOD = folded("الله")
_CARELESS = frozenset(("فى", "التى", "الذى", "لى", "بى", "هى", "اللى", "ابى", "امى", "اخى", "كنتى", "عندى", "معى"))
_ENDS = frozenset(".،,;؛!؟?۔\n»”\"():")
_SON = frozenset(("ود", "وود", "لود"))  # Sudan: son of
_NEVER = frozenset(map(folded, ("لم", "لن", "ما", "هي", "هو", "كان", "كانت")))
_PREPOSITIONS = frozenset(before + word for before in ("", "و") for word in map(folded, ("على", "عن", "إلى", "ع")))
_FAMILIES = tuple(map(folded, ("وف", "يف", "وفا", "يفا", "سكي", "سكايا", "ينكو", "وفيتش", "ويتش", "فيتش", "يان", "دزه", "شفيلي", "أوغلو", "اوغلو", "زاده", "إيسكو", "يسكو", "بولوس", "ذيس", "اكيس", "سون", "سن", "مان")))
"""Endings of family names from Russia to Iceland; after a name of a list."""
_WAS = folded("كان")
_BEHIND_VOCATIVE = frozenset(before + "يا" for before in ("", "و"))


def names_beside(passage: Passage) -> Iterator[Candidate]:
    """Names of Arabic that the words beside them show."""
    if passage.language.split("-")[0] != "ar":
        return
    people = People.of(passage)
    shown = {at for at in range(len(people.tokens)) if _is_sure(people, at)}
    exact = _exact(people)
    for at in range(len(people.tokens)):
        if people.tokens[at].word.text in exact or people.tokens[at].word.text[1:] in exact and people.keys[at].startswith(_TOGETHER):
            shown.add(at)
            yield people.candidate(at, _end(people, at), _LIKELY)
        yield from _row(people, at, shown)
        yield from _behind_title(people, at)
        yield from _behind_call(people, at)
        if people.keys[at] in _SON and _joined(people, at) and people.keys[at + 1].startswith("ال") and len(people.keys[at + 1]) > 4:
            yield people.candidate(at, at + 1, _LIKELY)
        if _is_both(people, at) and _is_in_place(people, at, shown):
            shown.add(at)
            yield people.candidate(at, _end(people, at), _LIKELY)


def _is_sure(people: People, at: int) -> bool:
    """Nothing but a name, or a word of no dictionary."""
    token = people.tokens[at]
    return not token.is_word and not token.excluded and len(token.word.key) >= _LEAST


def _exact(people: People) -> frozenset[str]:
    """منى and هدى, in a text that does not write every last letter so."""
    written = {token.word.text for token in people.tokens}
    return frozenset() if written & _CARELESS else frozenset(_table()["exact"].split())


def _is_both(people: People, at: int) -> bool:
    """A name of the Arabic list that is a word too; with "and" and the like before it when what is left has no article."""
    token = people.tokens[at]
    if not token.is_word or people.keys[at] in _words("not_names"):
        return False
    return any(_may_be_both(form, token.word.text[len(people.keys[at]) - len(form):]) for form in _forms(people.keys[at]))


def _may_be_both(key: str, text: str) -> bool:
    return len(key) >= _LEAST and not key.startswith("ال") and key in _names() and key not in _words("not_names") and not is_common(key, "ar") and not (key == "مني" and text.endswith("ي"))


def _forms(key: str) -> tuple[str, ...]:
    return (key, key[1:]) if key.startswith(_TOGETHER) else (key,)


def _row(people: People, at: int, shown: set[int]) -> Iterator[Candidate]:
    """Words beside a name that is nothing else, which belong to it."""
    if at not in shown or not people.tokens[at].listed or at and at - 1 in shown and _joined(people, at - 1):
        return
    last = _end(people, at)
    first = at
    while first and first > at - 2 and _joined(people, first - 1) and _is_both(people, first - 1):
        first -= 1
    if first < at or last > at:
        shown.update(range(first, last + 1))
        yield people.candidate(first, last, _SURE)


def _end(people: People, at: int) -> int:
    """Where the name that begins here ends: over names that are words too, family names, links and second titles."""
    last = at
    while last - at < _LONGEST and _joined(people, last):
        here = last + 1
        key = people.keys[here]
        if key in _words("links") and _joined(people, here) and not _is_grammar(people, here + 1):
            last = here + 1
        elif _goes_on(people, here, last):
            last = here
        else:
            break
    return last


def _goes_on(people: People, here: int, last: int) -> bool:
    key = people.keys[here]
    if key == folded("علي"):
        return people.tokens[here].word.text == "علي" and (_closes(people, here) or _joined(people, here) and people.keys[here + 1].startswith("ال"))
    if key == _WAS:  # the family name Kane, where no sentence goes on behind it
        return _closes(people, here)
    if key in _words("not_names") and key not in _words("behind") or is_common(key, "ar") or len(key) < 2:
        return False
    if key.startswith("ال"):
        return len(key) > 5 and (key.endswith("ي") or bool(name_lists.parts(key))) and not key.endswith("تي")
    if key.endswith(_FAMILIES) and len(key) > 5 and not key.startswith("ال") and people.tokens[last].listed:
        return True
    if key.startswith("و") and not name_lists.parts(key):
        return False
    return key in _names() and len(key) >= _LEAST or key in _words("behind") and people.tokens[last].listed or not people.tokens[here].is_word and len(key) >= _LEAST


def _behind_title(people: People, at: int) -> Iterator[Candidate]:
    """A title and the word behind it, with the title."""
    key = people.keys[at]
    if key not in _words("titles") or at + 1 >= len(people.tokens):
        return
    gap = people.gap(at)
    if not (gap in (". ", ".") if key in _SHORT_TITLES else gap == " "):
        return
    here = at + 1
    while people.keys[here] in _words("titles") and _joined(people, here) and here - at < 3:
        here += 1
    if _may_be_titled(people, here):
        yield people.candidate(at, _end(people, here), _SURE)


def _may_be_titled(people: People, at: int) -> bool:
    key = people.keys[at]
    if _is_grammar(people, at) or len(key) < _LEAST or key in _words("not_titled") or key in _words("titles") or people.tokens[at].excluded and key not in _names():
        return False
    if key.startswith("ال"):
        return key in _names() or key in _words("epithets") or not people.tokens[at].is_word
    if key in _names() and not _is_verb(people, at):
        return True
    if key.endswith("ه") and not people.tokens[at].word.text.endswith("ة"):
        return False
    return people.tokens[at - 1].word.key not in _PERSONS and not key.startswith((*_TOGETHER, *_PRESENT, "ن", "س")) and not key.endswith(("ا", "ها", "هم", "ني", "نا", "ين", "ات", "ون", "ت")) and not _is_verb(people, at)


_PERSONS = frozenset(map(folded, "الأخ الأخت الأب الأم البنت الولد الشاب الشابة الفتاة الطفل الطفلة العامل العاملة الحارس السائق المدير المديرة الشرطي الشرطية الضابط المشرف المشرفة الطبيب الطبيبة الممرض الممرضة المحامي المحامية الزميل الزميلة الكفيل المهرب السمسار المقاول الدليل الخياط الخياطة الطباخ الطباخة الراهبة الكاهن الإمام المعلم معلم المعلمة العم الخال الخالة العمة الجدة بابا ماما سيدي ستي شيخ أستاذ دكتور دكتورة حاج حاجة سيد سيدة ست د أ م القائد الحكيم الأمير القاضي الوسيط المترجم المترجمة الباحث الباحثة الشاهد المتهم الناجي الناجية المرشد المرشدة المحقق المحققة المختار القابلة الجارة الرفيق الرفيقة الرائد العميد".split()))
"""Of these the word behind is a name only when a list has it: too much else is said of them."""


def _behind_call(people: People, at: int) -> Iterator[Candidate]:
    """يا غمدان, نقول له الصقر."""
    if at + 1 >= len(people.tokens):
        return
    here = at + 1
    key = people.keys[here]
    vocative = people.keys[at] in _BEHIND_VOCATIVE and people.gap(at) == " "
    called = phrase_ending(people.keys, at, _called()) and not people.gap(at).strip(" :«\"“(")
    if not vocative and not called or len(key) < _LEAST or key in _words("not_called") or _is_grammar(people, here) and key not in _words("epithets"):
        return
    listed = any(form in _names() for form in _forms(key)) or key in _words("epithets") or _is_sure(people, here)
    alone = _closes(people, here) and not key.startswith(("و", "ف", "لل", "بال")) and not people.tokens[here].excluded
    if listed or alone and not _is_verb(people, here):
        yield people.candidate(here, _end(people, here), _LIKELY)


def _is_in_place(people: People, at: int, shown: set[int]) -> bool:
    """Does a name that is a word too stand where a name would?"""
    key = people.keys[at]
    bare = next(form for form in _forms(key) if form in _names())
    before = people.keys[at - 1] if at and people.gap(at - 1) == " " else ""
    after = people.keys[at + 1] if _joined(people, at) else ""
    if at and key != bare and key.startswith("و") and at - 1 in shown and not people.gap(at - 1).strip(" ،,"):
        return True  # behind "and" after a name
    if at > 1 and before == "و" and at - 2 in shown and _joined(people, at - 2):
        return True
    if at and at - 1 in shown and people.gap(at - 1).strip() in ("،", ",") and (_closes(people, at) or after.startswith("و")) and people.tokens[at - 1].listed:
        return True
    if at > 1 and before in _PREPOSITIONS and _joined(people, at - 2) and (people.keys[at - 2] in _words("about") or before.startswith("و") and at - 2 in shown):
        return True  # تعرفت على رحيل, على فريدة وعلى كنان
    if key == bare and (before in _words("meet") or before in _past()) and not after.startswith("ال") or key == bare and before in _words("being") and _is_present(people, at + 1):
        return True
    if key == bare and at and _is_present(people, at - 1) and _joined(people, at - 1) and _closes(people, at):
        return True
    begins = not before or before in _words("clause") or key != bare and key.startswith("و")
    return begins and bool(after) and (after in _past() or after in _NEVER or _is_present(people, at + 1)) and not key.startswith(("ب", "ل", "ك", "ف"))


def _is_present(people: People, at: int) -> bool:
    """May the word be a verb of the present: يعمل, بتشتغل?"""
    if at >= len(people.tokens):
        return False
    key = people.keys[at]
    return key.startswith(_PRESENT) and len(key) > 3 and not name_lists.parts(key) and not key.endswith("ه") and bool(use(key, "ar") & Use.WORD)


def _is_verb(people: People, at: int) -> bool:
    return people.keys[at] in _past() or _is_present(people, at)


def _is_grammar(people: People, at: int) -> bool:
    key = people.keys[at]
    return is_common(key, "ar") or key in people.around.stops or key in _words("clause")


def _closes(people: People, at: int) -> bool:
    """Does a sign, or the end, stand behind the word?"""
    end = people.tokens[at].word.end
    return people.plain[end:end + 1] in _ENDS or end == len(people.plain)


def _joined(people: People, at: int) -> bool:
    return 0 <= at < len(people.tokens) - 1 and people.gap(at) == " "


@cache
def _names() -> frozenset[str]:
    return name_lists.keys_of("ar")


@cache
def _past() -> frozenset[str]:
    """He and she did, alone and with an object, with "and" or "then" before it."""
    found = set()
    for he in _words("past"):
        she = (he[:-1] if he.endswith(("ي", "ا")) and len(he) > 2 else he) + "ت"
        stem = he[:-1] + "ا" if he.endswith("ي") and len(he) > 2 else he
        found |= {he, she, *(one + whom for one in (stem, she) for whom in _OBJECTS)}
    return frozenset(before + word for word in found for before in ("", "و", "ف"))


@cache
def _called() -> dict[str, list[tuple[str, ...]]]:
    """The phrases of "we call him" by their last word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(key.split(" ")) for key in _words("say_to")), key=len, reverse=True):
        found.setdefault(phrase[-1], []).append(phrase)
    return found


@cache
def _words(subject: str) -> frozenset[str]:
    words = (folded(word.replace("_", " ")) for word in _table()[subject].split())
    grown = _TOGETHER[:2] if subject in ("meet", "being", "say_to") else _TOGETHER if subject == "titles" else ()
    found = frozenset(before + word for word in words for before in ("", *(grown if len(word) > 1 else ())))
    return found | {"لل" + word[2:] for word in found if word.startswith("ال")} if subject == "titles" else found


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
