"""Street addresses of a story: names in small letters, houses and floors after a comma, streets of towns abroad written in the story's script.

More is taken than from notes (addresses.py), where a harmless sentence must pass.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.addresses import streets
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.words import alternatives, words

_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_LETTERS = rf"(?:[^\W\d_]{{1,3}}\.\s?)?[^\W\d_](?:[\w'-]|[{_MARKS}])*"
_NO_PART = "مقابل|لمدة|منذ|بعد|قبل|حوالي|نحو|مع|عند|لقاء|في|من|إلى|على"  # words between a street and a number that is not its house
_GLUED = "[وف]?[بلك]?"  # Arabic writes and, then, in, to, like together with the word for a street
_SHORT = _LETTERS[:-1] + "{0,60}"  # before the word for a street: a word without end would be read again from each of its letters
_SMALL_LINK = r"(?:de la|de las|de los|делла|ді|де|дель|de l'|delle|della|del|des|du|de|d'|dos|das|do|da|van de|van den|van der|van het|van|of the|of|la|le|los|las|the|el|al)"
_NOT_A_STREET = frozenset(map(folded, (
    "i he she we they you to into from near by of in on at and or if as is was crossed left right through along beside busy railway country dirt sandy paved mountain ring toll service the this that our my his her their a an one next same main every each other whole wrong dark empty quiet narrow long busy first last across down high back off open dusty new old any no some side "
    "principal atras enfrente tierra arriba abajo noche dia oscura vacia larga al lado donde que y en con sin por mi su esta esa la una para hasta cuando como muy ya no se me le lo hay era estaba "
    "deserta escura vazia cima baixo lado onde minha essa nao com sem uma para ate pela foi era "
    "principale voisine deserte sombre vide longue meme pour dans ou qui avec sans jusqu et est etait a au en vers par pas ne ma sa cette une public publique seule "
    "и в на за с к у по не где что мы я она он они было была темной пустой той этой нашей своей широкой узкой большой центральной соседней незнакомой чужой так как до от из для же "
    "і й у з до де що ми я вона він вони було була темній порожній тій цій нашій своїй широкій вузькій великій центральній сусідній незнайомій чужій як від із для та "
    "في من إلى على كان كانت طويل ضيق واسع واحد آخر مظلم فارغ جدا حيث التي الذي عام رئيسي "
    "پر میں سے تک کے کی کا کو تھی تھا ہے ہیں اور والی والے ایک پار نہیں "
    "मा को का की बाट तिर लाई छ थियो हो र पनि एउटा कच्ची पक्की").split()))
_TAIL = (r"(?:\s?[,،]?\s?(?:(?:n[o°º]\.?|nr\.?|№|#|bus|flat|apt\.?|piso|apto\.?|дом|д\.|будинок|буд\.|кв\.|корпус|корп\.|стр\.|porte|étage|к\.|үй|батир|بناية|عمارة|رقم|شقة|منزل|دار|طابق|مکان نمبر|مکان|فلیٹ|نمبر|वडा नं\.?|वडा|घर नं\.?|घर|फ्ल्याट|कोठा|ເຮືອນເລກທີ|ບ້ານເລກທີ|ເລກທີ|ຮ່ອມ)\s?)?"
         r"\d{1,4}(?:\s?[-/]\s?\d{1,4})?(?:\s?[a-zA-Zа-яА-Я](?![\w']))?(?:-?(?:үй|батир|кабат|подъезд|(?:e|er|ème)\s(?:étage|verdieping)))?(?:\.?\s?[ºª°](?:\s?[A-Za-z](?!\w))?)?(?!\w))")
_ALSO_VERBS = frozenset({"drive", "close", "square", "terrace", "crescent"})
"""English words for a street that mean something else in small letters."""
_SURE, _LIKELY = 0.95, 0.75


def street_addresses(passage: Passage) -> Iterator[Candidate]:
    """Streets of a story, with their house and floor. A name in small letters counts where the whole story is written so, or a house number follows."""
    plain = passage.plain
    for start, end in streets(plain):
        if _is_talk(plain[start:end]):
            continue
        yield Candidate(start, _with_tail(plain, end), "ADDRESS", _SURE)
    caseless = plain == plain.lower() or plain == plain.upper()
    for form, name_group in _story_forms():
        for found in form.finditer(plain):
            end = _with_tail(plain, found.end())
            numbered = end > found.end() or found.group()[0].isdigit()
            if not numbered and found.group().split()[-1] in _ALSO_VERBS:
                continue
            if _is_street(found.group(name_group), caseless, numbered):
                yield Candidate(found.start(), end, "ADDRESS", _SURE if numbered else _LIKELY)
    for found in _fixed_forms().finditer(plain):
        yield Candidate(found.start(), _with_tail(plain, found.end()), "ADDRESS", _SURE)


def _is_street(name: str, caseless: bool, numbered: bool) -> bool:
    """Is this the name of a street? Every small word of talk ("the next street") says no; a capital, a number or a text without capitals says yes."""
    spoken = [folded(part) for part in re.findall(rf"(?:[^\W\d_]|[{_MARKS}])+", name)]
    if not spoken or spoken[0] in _NOT_A_STREET or spoken[0] in words("common") and not name[0].isupper():
        return False
    uncased = name[0].lower() == name[0].upper()
    return numbered or caseless or uncased or any(part[0].isupper() for part in name.split())


def _is_talk(found: str) -> bool:
    """Is a find of notes a long street, a next street? Scripts without capitals cannot tell by form."""
    spoken = [folded(part) for part in re.findall(rf"(?:[^\W\d_]|[{_MARKS}])+", found)]
    return found[-1:].isalpha() and len(spoken) > 1 and spoken[1] in _NOT_A_STREET and not any(char.isdigit() for char in found) and found.lower() == found.upper()


def _with_tail(plain: str, end: int) -> int:
    """The end of the address: house, floor and flat after the street belong to it."""
    tail = _tail()
    for _ in range(3):
        found = tail.match(plain, end)
        if not found or not found.group().strip():
            break
        end = found.end()
    return end


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_TAIL, re.I)


@cache
def _story_forms() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Each with the group that holds the street's name."""
    before, after = alternatives("street_before"), alternatives("street_after")
    house = r"(?:\d{1,4}\s?[a-z]?,?\s+)?"
    return (
        (re.compile(rf"(?<!\w){house}{_GLUED}(?:{before})\s+(?:{_SMALL_LINK}\s+)?({_LETTERS}(?:(?:\s+{_SMALL_LINK})?\s+(?-i:[^\W\d_a-zß-öø-ÿа-яёіїєґўөүңһء-ۿऀ-ॿ]){_LETTERS})*(?:(?:\s+(?!(?:{_NO_PART})(?!\w)){_LETTERS}){{1,3}}(?=\s?[,،]?\s?\d{{1,4}}(?!\w)))?(?:\s(?:norte|sur|este|oeste|sul|leste|nord|sud|est|ouest|north|south|east|west|noord|zuid)(?!\w))?)", re.I), 1),
        (re.compile(rf"(?<!\w){house}((?-i:[^\W\d_a-zß-öø-ÿа-яёіїєґўөүңһ])[\w'.-]{{0,60}}(?:\s+(?-i:[^\W\d_a-zß-öø-ÿа-яёіїєґўөүңһ])[\w'.-]{{0,60}})?)\s+(?:{after})(?!\w)", re.I), 1),
        (re.compile(rf"(?<!\w)({_SHORT})\s+(?:{after})(?!\w)", re.I), 1),
    )


@cache
def _fixed_forms() -> re.Pattern[str]:
    """Dutch streets in one word, Lao streets, and quarters of Nepali towns, crossings of numbered streets: the form itself tells."""
    dutch = (r"(?<!\w)(?!(?:hoofd|dwars|zij|winkel|achter|doorgaande|doodlopende|dorps|eenrichtings|water|land|spoor|snel)(?:straat|weg|laan|plein|kade))[a-zà-ÿ]{4,}(?:straat|laan|kade|steenweg|dreef|singel|gracht|plantsoen)(?!\w)"
             r"|(?<!\w)(?-i:[A-Z])[a-zà-ÿ]{3,}(?:plein|markt|weg|lei|dijk)\s\d{1,4}(?!\w)")
    lao = r"(?:ຖະໜົນ|ຖະຫນົນ|ຊອຍ|ຮ່ອມ)\s?[\u0e80-\u0eff]{2,20}(?:\s(?=(?:ເຮືອນເລກທີ|ບ້ານເລກທີ|ເລກທີ|\d)))?"
    nepali = r"(?<!\w)[\u0900-\u097f]{3,60}(?:चोक|टोल|मार्ग|गल्ली)(?![\u0900-\u097f])(?=\s?[,]?\s?(?:वडा|घर|\d))|(?<!\w)सेक्टर\s\d{1,3}"
    numbered = r"(?<!\w)(?:مکان نمبر|گلی نمبر)\s?\d{1,4}(?:[،,]\s[^\s،۔,.]+(?:\s(?:نگری|کالونی|ٹاؤن|آباد|محلہ|پورہ|بستی))?)?"
    crossing = (r"(?<!\w)(?:calle|cll\.?|cl\.|carrera|cra\.?|kra?\.|avenida|av\.|transversal|diagonal)\s?\d{1,3}\s?[a-z]?(?:\s?(?:bis|sur|norte|este))?\s?(?:#|n[o°º]\.?|con(?:\s(?:calle|carrera|avenida))?)\s?\d{1,3}\s?[a-z]?(?:\s?-\s?\d{1,3})?"
                r"|(?<!\w)(?:quadra|qd\.?)\s\d{1,3},?\s(?:lote|lt\.?|casa|bloco)\s\d{1,3}|(?<!\w)(?:plot|block|erf|stand|house)\s(?:no\.?\s?)?(?:\d{1,4}[a-z]?|[A-Z])\s?,\s?(?:street|block|road|sector|phase|section|extension|ext)\s?(?:no\.?\s?)?\d{1,3}")
    return re.compile("|".join((dutch, lao, nepali, numbered, crossing)), re.I)
