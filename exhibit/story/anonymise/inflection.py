"""The forms a name has in a sentence, turned back: from "Бердичеві", "بطنطا", "हेटौँडामा" to what a list would hold.

Tables of endings, not a parser: names of places are no words of a dictionary. A form gives several candidates; a list says which is one.
"""
from __future__ import annotations

from collections.abc import Iterator

from exhibit.story.anonymise.gazetteer import name_key
from exhibit.story.anonymise.remembered import remembered

_CASES: dict[str, tuple[str, ...]] = {  # Ukrainian, Russian and Belarusian endings, and what may stand in the nominative
    "а": ("", "о", "е"), "я": ("ь", "й", "е", "є"), "у": ("а", "", "о", "е"), "ю": ("я", "ь", "й", "е"), "е": ("а", "я", "", "о", "й", "ь"), "і": ("а", "я", "", "о", "ь", "е", "и", "й"), "и": ("а", "я", "ь", "і"), "ы": ("а", ""),
    "ї": ("я", "й"), "є": ("я",), "ом": ("", "о", "ий", "ый", "ой", "ое", "е"), "ем": ("ь", "й", "е", "", "ее"), "єм": ("й",), "ою": ("а",), "ею": ("я", "а"), "єю": ("я",), "ой": ("а", "ая"), "ей": ("я", "и", "а", "ый"),
    "ові": ("", "о"), "еві": ("ь", "", "й", "ів"), "єві": ("їв", "й"), "ах": ("и", "ы", "а", "і", ""), "ях": ("і", "и", "я"), "ами": ("и", "ы", "а"), "ями": ("і", "и", "я"), "ам": ("и", "ы", "а"), "ям": ("і", "и", "я"),
    "ів": ("и", "і"), "їв": ("ї",), "ов": ("ы", "и"), "ев": ("и", "ы"), "ого": ("ий", "е", "ый", "ой", "ое"), "его": ("ий", "ее", "е"), "ому": ("ий", "е", "ый", "ой", "ое"), "ему": ("ий", "ее"),
    "им": ("ий", "е", "ий", "ой", "ое"), "ым": ("ый", "ое"), "ім": ("ий", "е"), "ої": ("а",), "ій": ("а", "я"), "ую": ("ая",), "их": ("і", "ие"), "іх": ("і",), "іми": ("і",), "ых": ("ые",), "ими": ("і", "ие"), "ыми": ("ые",),
    "ова": ("ів", "ово"), "ову": ("ів", "ово"), "ове": ("ово", "ова"), "овом": ("ів", "ово"), "овим": ("ів",), "ева": ("ів", "ево"), "еву": ("ів", "ево"), "евом": ("ів", "ево"), "єва": ("їв",), "єву": ("їв",), "євом": ("їв",),
    "ця": ("ець",), "цю": ("ець",), "цем": ("ець",), "ці": ("ець", "ка", "ця", "цe"), "це": ("ец", "ця"), "цa": ("ец",), "ца": ("ец", "цо"), "цу": ("ец", "ца"), "цом": ("ец",), "зі": ("га",), "сі": ("ха",), "зе": ("га",),
    "ка": ("ок",), "ку": ("ок",), "ком": ("ок",), "ня": ("ень",), "розі": ("ріг",),
    "ью": ("ь",), "ии": ("ия",), "ию": ("ия", "ий"), "ией": ("ия",), "ії": ("ія",), "ію": ("ія",), "ією": ("ія",),
}
_OPENING = frozenset(("а", "у", "і", "ом", "я", "ю", "ем"))
_SOFT = frozenset(("я", "ю", "ем", "і"))
_BARE = ("и", "ы", "а", "і", "ка", "я")  # Сум, Черкас, Сартан: an ending that is nothing
_TURKIC = tuple(sorted((  # Kyrgyz and Kazakh: place, origin, direction, owner, object, "who is at", "native of"
    "да де до дө та те то тө дан ден дон дөн тан тен тон төн нан нен га ге го гө ка ке ко кө нын нин нун нүн дын дин дун дүн тын тин тун түн ны ни ну нү ды ди ду дү ты ти ту тү "
    "дагы деги догу дөгү тагы теги тогу төгү лык лик лук лүк дык дик дук дүк тык тик тук түк лыкмын ликмин дамын демин домун дөмүн тамын темин томун төмүн мын мин мун мүн ныкы ники нуку нүкү иге иде иден ида идан ига идеги а е о ө").split(), key=len, reverse=True))
_ARABIC = ("وبال", "فبال", "وال", "فال", "بال", "كال", "ولل", "لل", "وب", "ول", "فب", "و", "ف", "ب", "ل", "ك")
_NEPALI = tuple(sorted({name_key(form) for form in (
    "मा बाट को का की कै ले लाई लाइ सँग सित देखि सम्म तिर भन्दा भित्र बाहिर नजिक नजिकै स्थित मै हरू हरु हरूको हरूमा मार्फत माथि तल पारि वारि सम्मको बाटै सँगै को लागि कोलागि मात्रै मात्र").split()}, key=len, reverse=True))
_URDU = {"ے": ("ا", "ه"), "وں": ("", "ا"), "ي": ("",)}


@remembered
def base_forms(key: str) -> tuple[str, ...]:
    """The word itself, then what it may be a form of; `key` is a `gazetteer.name_key` of one word."""
    return tuple(_base_forms(key))


def _base_forms(key: str) -> Iterator[str]:
    yield key
    first = key[:1]
    if "\u0400" <= first < "\u0530":
        yield from _cyrillic(key)
    elif "\u0600" <= first < "\u0780":
        yield from _arabic(key)
    elif "\u0900" <= first < "\u0980":
        yield from _nepali(key)
    elif key.endswith("'s"):
        yield key[:-2]
    elif key.endswith(("'", "s")) and len(key) > 4:
        yield key[:-1]


def _cyrillic(key: str) -> Iterator[str]:
    for length in (5, 4, 3, 2, 1):
        stem, ending = key[:-length], key[-length:]
        if len(stem) > 1 and ending in _CASES:
            for nominative in _CASES[ending]:
                yield stem + nominative
    yield from _closed(key)
    for ending in _TURKIC:
        if key.endswith(ending) and len(key) - len(ending) > 2:
            yield key[:-len(ending)]
    if key[-1] not in "аеиоуыіїєюяй":
        for ending in _BARE:
            yield key + ending


def _closed(key: str) -> Iterator[str]:
    """Ukrainian о and е become і where the ending falls: рогу, Тернополя, Канева."""
    for length in (1, 2):
        stem, ending = key[:-length], key[-length:]
        if len(stem) > 2 and ending in _OPENING and stem[-2] in "ое":
            yield stem[:-2] + "і" + stem[-1] + ("ь" if ending in _SOFT else "")


def _arabic(key: str) -> Iterator[str]:
    """Without the particles written with the word; with and without its article; Urdu words in their oblique form."""
    for particle in _ARABIC:
        if key.startswith(particle) and len(key) - len(particle) > 2:
            bare = key[len(particle):]
            yield bare
            if "ل" in particle[1:] or particle == "لل":
                yield "ال" + bare
    for ending, bases in _URDU.items():
        if key.endswith(ending) and len(key) > 3:
            for base in bases:
                yield key[:-len(ending)] + base


def _nepali(key: str) -> Iterator[str]:
    """Without its postpositions, one or two."""
    for ending in _NEPALI:
        if key.endswith(ending) and len(key) - len(ending) > 1:
            bare = key[:-len(ending)]
            yield bare
            for second in _NEPALI:
                if bare.endswith(second) and len(bare) - len(second) > 1:
                    yield bare[:-len(second)]


def glued_place_ending(key: str) -> str:
    """The stem of a word that carries an ending or particle of place: Nepali -मा, -बाट, -देखि...; else an empty string."""
    for ending in _NEPALI_PLACE:
        if key.endswith(ending) and len(key) - len(ending) > 1:
            return key[:-len(ending)]
    return ""


_NEPALI_PLACE = tuple(name_key(form) for form in ("सम्मको", "देखिको", "तिरको", "बाटै", "स्थित", "सम्म", "देखि", "तिर", "बाट", "मा"))
