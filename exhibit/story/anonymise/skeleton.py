"""One name in many scripts: Fatima, فاطمة, Фатима, फातिमा and ຟາຕິມາ have one skeleton, "ftm".

A skeleton is the name in Latin letters, reduced to its consonants in classes that hold over scripts (p is b, z is s, kh is h), with an "a" before them
where it begins with a vowel. Vowels are left out because Arabic script leaves them out. It joins spellings; it never tells two names apart for sure.
"""
from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from exhibit.story.anonymise.remembered import remembered

_CYRILLIC = dict(zip("абвгґдеёжзийклмнопрстуфхцчшщъыьэюяіїєңөүў", [
    "a", "b", "v", "g", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "sh", "", "y", "", "e", "yu", "ya", "i", "yi", "ye", "ng", "o", "u", "u"], strict=True))
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ئ": "", "ؤ": "u", "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh",
    "د": "d", "ڈ": "d", "ذ": "dh", "ر": "r", "ڑ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h", "ہ": "h", "ھ": "", "ة": "a", "ۃ": "a", "و": "u", "ي": "i", "ی": "i", "ى": "a", "ے": "e", "ۓ": "e"}
_DEVANAGARI = dict(zip("अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह", [
    "a", "a", "i", "i", "u", "u", "ri", "e", "ai", "o", "au", "k", "kh", "g", "gh", "ng", "ch", "ch", "j", "j", "n", "t", "th", "d", "dh", "n", "t", "th", "d", "dh", "n", "p", "f", "b", "bh", "m", "y", "r", "l", "v", "sh", "sh", "s", "h"], strict=True))
_DEVANAGARI_SIGNS = {"ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "ृ": "ri", "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ं": "n", "ँ": "", "ः": "", "्": "", "़": ""}
_LAO = {
    "ກ": "k", "ຂ": "kh", "ຄ": "kh", "ງ": "ng", "ຈ": "j", "ສ": "s", "ຊ": "s", "ຍ": "y", "ດ": "d", "ຕ": "t", "ຖ": "th", "ທ": "th", "ນ": "n", "ບ": "b", "ປ": "p", "ຜ": "f", "ຝ": "f", "ພ": "f",
    "ຟ": "f", "ມ": "m", "ຢ": "y", "ຣ": "r", "ລ": "l", "ວ": "v", "ຫ": "h", "ອ": "o", "ຮ": "h", "ໜ": "n", "ໝ": "m", "ຼ": "l", "ະ": "a", "ັ": "a", "າ": "a", "ຳ": "am", "ິ": "i", "ີ": "i", "ຶ": "u",
    "ື": "u", "ຸ": "u", "ູ": "u", "ົ": "o", "ຽ": "i", "ເ": "e", "ແ": "e", "ໂ": "o", "ໃ": "ai", "ໄ": "ai"}
_LAO_SILENT = re.compile("ຫ(?=[ນມລຣຍວງ])|ວ(?=[\u0e81-\u0eae])")  # a written ຫ that only sets the tone; ວ between consonants is a vowel
_LETTERS = _CYRILLIC | _ARABIC | _DEVANAGARI | _DEVANAGARI_SIGNS | _LAO
_LAO_FIRST = re.compile("([ເແໂໃໄ])([\u0e81-\u0eae])")  # vowels written before the consonant they follow
_CLASSES = (  # consonants that one and the same name has in different scripts and spellings; capitals are classes of their own
    ("kh", "h"), ("gh", "k"), ("ph", "f"), ("tch", "C"), ("dj", "C"), ("zh", "C"), ("ch", "C"), ("sh", "s"), ("th", "t"), ("dh", "t"), ("bh", "b"), ("ng", "n"),
    ("ck", "k"), ("qu", "k"), ("ce", "se"), ("ci", "si"),
)
_CLASS = str.maketrans({"p": "b", "v": "f", "w": "u", "z": "s", "x": "s", "d": "t", "g": "k", "q": "k", "c": "k", "j": "C", "y": "i"})
_VOWELS = "aeiou"


def script(text: str) -> str:
    """LATIN, CYRILLIC, ARABIC, DEVANAGARI or LAO, by its first letter; empty where it has none of them."""
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "").split(" ")[0]
            return name if name in {"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "LAO"} else ""
    return ""


@remembered
def romanised(text: str) -> str:
    """The text in letters a-z and blanks, by letter."""
    text = _LAO_FIRST.sub(r"\2\1", text.casefold())
    text = _LAO_SILENT.sub(lambda found: "u" if found.group() == "ວ" and found.start() else "", text)
    read = "".join(_LETTERS.get(char, char) for char in unicodedata.normalize("NFC", text))
    plain = "".join(char for char in unicodedata.normalize("NFD", read) if char.isalpha() and char.isascii() or char.isspace())
    return " ".join(plain.split())


@remembered
def skeleton(text: str) -> str:
    """Of one word: consonants by class, each once where it is doubled, "a" before them where a vowel begins; empty for what has no letters."""
    word = romanised(text).replace(" ", "")
    for written, one in _CLASSES:
        word = word.replace(written, one)
    word = re.sub(r"(.)\1+", r"\1", word.translate(_CLASS)).lower()
    return ("a" if word[:1] in tuple(_VOWELS) else "") + re.sub(f"[{_VOWELS}]", "", word.rstrip("h") or word)


def _readings(word: str) -> frozenset[str]:
    """Its skeletons: Nepali says व as b or as v, so विशाल is Vishal and Bishal."""
    return frozenset((skeleton(word), skeleton(word.replace("व", "ब")))) - {""}


@remembered
def alike(one: str, other: str) -> bool:
    """Can two words be one name? In one script they must look alike as well; over scripts the skeleton and, where both write vowels, some of them."""
    if not _readings(one) & _readings(other):
        return False
    scripts = {script(one), script(other)}
    if "ARABIC" in scripts and len(scripts) > 1:
        return True
    likeness = SequenceMatcher(None, romanised(one), romanised(other)).ratio()
    return likeness >= (0.7 if len(scripts) == 1 else 0.5)
