"""Names in Arabic and Urdu that are ordinary words too, and rows of names: a word that is both is a name behind a word of the family or of saying,
beside a name that is nothing else, behind "and" after one, and in Urdu as the doer of a sentence.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.kinship import phrase_ending
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.people import People

_SURE, _LIKELY = 0.8, 0.6
_LONGEST = 5
_SERVANT = frozenset(map(folded, ("عبد", "أبو", "أبي", "أبا", "أم", "بن", "ابن", "بنت", "ولد", "آيت", "أيت", "ود", "بو", "آل", "أهل", "منت")))
_SERVANT_OF = frozenset(before + "عبد" for before in ("", "و", "ل", "ب", "ف"))
_STEMS = "أخ أخو أخا أخت ابن بنت ولد أب أبو أم زوج زوجت عم عمت خال خالت جد جدت صديق صديقت زميل زميلت جار جارت رفيق رفيقت خطيب خطيبت صاحب صاحبت حما حمات حمو والد والدت حفيد حفيدت نسيب كنت سلفت ضرت طفل طفلت مدير مديرت كفيل كفيلت سيدت ربيب ابنت بنتو أخوات توأم مرت مراة شريك شريكت محامي محاميت".split()
_WHOSE = "ي ه ها نا هم ك كم".split()
_SAYING = frozenset(map(folded, "قال قالت يقول تقول حكى حكت تحكي يحكي أضاف أضافت سألني سألتني ساعدني ساعدتني ساعدنا ساعدتنا أخبرني أخبرتني أخبر أخبرت علمني علمتني أعطاني أعطتني ضربني ضربتني زارني زارتني اتصل اتصلت كلمني كلمتني رافقني رافقتني استقبلني استقبلتني أخذني أخذتني باعني باعتني اشتراني خطفني وعدني وعدتني جاء جاءت وصل وصلت تزوجت تزوجني عند يا مثل كلمت شكرا شكر أشكر أحب دعاني أنقذني أنقذتني نصحني نصحتني رد ردت كتب كتبت لـ ناداني نادتني أوصلني هددني هددتني خدعني خدعتني وظفني اسمه اسمها صرخ صرخت همس همست بكى بكت مات ماتت هرب هربت سافر سافرت رجع رجعت".split()))
_TO_WHOM = frozenset(map(folded, "لي له لها لنا لهم معي معنا إلي علي عني لى".split()))
_NO_FAMILY = frozenset(map(folded, "الآن اليوم البارحة الليلة التي الذي الذين اللي التى الان الأسبوع الشهر العام السنة الصبح الصباح المساء الجمعة السبت الأحد الاثنين الثلاثاء الأربعاء الخميس البيت الباب الطعام الأكل الخبز الشاي الماء الفلوس المال الهاتف الجواز السيارة الغرفة المطبخ السوق العمل".split()))
_DOER = folded("نے")
_OTHER_DOERS = frozenset(map(folded, "عزیز مالک منشی نگران شیخ شاہ بادشاہ ملاح قاضی حاکم وزیر فقیر خادم خاتون مہمان انسان کسان مسلمان پٹھان سردار ملکہ رانی راجہ بیگم بابا شہید قائد والد استاد حکیم طالب عالم پری دل قسمت محبت وقت دنیا زمان".split()))
_AND, _GOD = folded("اور"), folded("اللہ")


def names_in_arabic_script(passage: Passage) -> Iterator[Candidate]:
    """Rows of names and names that are ordinary words too, in Arabic and Urdu."""
    if passage.language.split("-")[0] not in ("ar", "ur"):
        return
    people = People.of(passage)
    at = 0
    while at < len(people.tokens):
        sure = _begins(people, at)
        if not sure:
            at += 1
            continue
        last = _end(people, at)
        yield people.candidate(_with_title(people, at), last, sure)
        at = last + 1


def _begins(people: People, at: int) -> float:
    token = people.tokens[at]
    if people.keys[at] in _SERVANT_OF and _joined(people, at) and people.keys[at + 1].startswith("ال"):
        return _SURE
    if people.keys[at] in _SERVANT:
        return _SURE if _joined(people, at) and _is_only_name(people, at + 1) and len(people.keys[at]) > 1 else 0
    if _is_row_of_list(people, at):
        return _SURE
    if token.excluded or not token.listed or len(token.word.key) < 3:
        return 0
    if not token.is_word or people.language == "ur" and _joined(people, at) and people.keys[at + 1] == _GOD:
        return _SURE
    if _joined(people, at) and _is_only_name(people, at + 1):
        return _SURE
    if people.language == "ur":
        doer = _joined(people, at) and people.keys[at + 1] == _DOER and people.keys[at] not in _OTHER_DOERS and bool(name_lists.parts(token.word.key))
        coordinated = at > 1 and people.keys[at - 1] == _AND and _is_only_name(people, at - 2)
        return _LIKELY if doer or coordinated else 0
    if at == 0 or not _joined(people, at - 1, " ،,"):
        return 0
    before = people.keys[at - 1]
    if before in _TO_WHOM and at > 1 and people.keys[at - 2] in _SAYING:  # قالت لي إخلاص
        before = people.keys[at - 2]
    if people.keys[at].startswith("و") and _is_only_name(people, at - 1) and name_lists.parts(people.keys[at][1:]):
        return _LIKELY
    known = bool(name_lists.parts(token.word.key)) and people.plain[people.tokens[at - 1].word.end:token.word.start] == " "
    return _LIKELY if known and people.keys[at] not in _NO_FAMILY and (before in _family() or before in _SAYING or before.endswith("ني") and len(before) > 4) else 0  # -ني: a verb done to me


def _is_row_of_list(people: People, at: int) -> bool:
    """Are this word and the next together a name of the list: شیر زمان, عوض الجيد?"""
    if not _joined(people, at):
        return False
    whole = f"{people.keys[at]} {people.keys[at + 1]}"
    return bool(name_lists.parts(whole)) or people.language == "ar" and whole.startswith(("و", "ل", "ب")) and bool(name_lists.parts(whole[1:]))


@cache
def _family() -> frozenset[str]:
    """My brother, her mother, our neighbour: with "and" and the like before it."""
    words = [folded(stem + whose) for stem in _STEMS for whose in _WHOSE]
    return frozenset(before + word for word in words for before in ("", "و", "ل", "ب", "ف", "ول", "وب"))


def _joined(people: People, at: int, signs: str = " ") -> bool:
    """Is there a next word, one blank (or one of the signs) away?"""
    if not 0 <= at < len(people.tokens) - 1:
        return False
    between = people.gap(at)
    return len(between) <= 2 and not between.strip(signs)


def _is_only_name(people: People, at: int) -> bool:
    if not 0 <= at < len(people.tokens):
        return False
    token = people.tokens[at]
    return token.listed and not token.is_word and not token.excluded and len(token.word.key) > 2


def _end(people: People, at: int) -> int:
    """On over names of a list, ordinary words or not, while they stand side by side; behind "servant of" and "father of" whatever it is."""
    last = at + _is_row_of_list(people, at)
    while _joined(people, last) and last - at < _LONGEST - 1:
        following = people.tokens[last + 1]
        key = following.word.key
        bound = people.keys[last] in _SERVANT or people.keys[last] in _SERVANT_OF
        if key == _GOD and people.language == "ur":
            last += 1
            continue
        if not bound and (following.excluded and not (key.startswith("ال") and name_lists.parts(key)) or key in people.around.stops or phrase_ending(people.keys, last + 1, people.around.called)):
            break
        goes_on = key in _SERVANT and _joined(people, last + 1) and people.tokens[last + 2].listed
        family = people.language == "ar" and key.startswith("ال") and len(key) > 4 and key not in _NO_FAMILY and _is_only_name(people, last)
        unknown = not following.is_word and key not in people.around.particles and len(key) > 1 and _is_only_name(people, at)
        if not (bound or goes_on or family or unknown or name_lists.parts(key) and len(key) > 2 and not (following.is_word and key.startswith("و"))):
            break
        last += 1
    return last


def _with_title(people: People, at: int) -> int:
    """With the title or word of kinship before it, of one or two words."""
    if at and _joined(people, at - 1):
        return at - (phrase_ending(people.keys, at - 1, people.around.titles) or phrase_ending(people.keys, at - 1, people.around.kin))
    return at
