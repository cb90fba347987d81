"""Makes the visitor's web fonts: the Noto faces cut down to what readers of one language write, as WOFF2 in static/vendor/webfonts.

HarfBuzz cuts the face down and keeps every layout rule that still has glyphs to act on, so that marks, conjuncts and
Nastaliq's slopes stay right; fontTools writes the container. None is committed (OFL 1.1; the files keep their names).
"""
from __future__ import annotations

import io
import sys
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
SOURCES, TARGET = ROOT / "build" / "fonts", ROOT / "static" / "vendor" / "webfonts"
# Spaces, digits and the punctuation that stands between words: drawn by the same face, so that a line keeps one rhythm. Latin letters are the phone's.
COMMON = "0020-0022 0025-0029 002B-003B 003D 003F 00A0 00AB 00BB 00D7 2010-2015 2018-201D 2026 202F 2039 203A 200B-200F 2066-2069 25CC"
# Whole alphabets after the Unicode charts and CLDR's exemplar sets, with digits, vowel signs, honorifics and the letters of words borrowed from neighbours.
ARABIC = "0600-0603 060C 060E-0610 0614 0615 061B 061C 061E-063A 0640-065F 0660-066D 0670 0671 067E 0686 0698 06A4 06A9 06AF 06CC 06D4 06F0-06F9 FDF2 FDFA FDFB FDFD"
URDU = ("0600-0604 060C-0615 061B 061C 061E-063A 0640-065F 0660-066D 0670 0671 0674 0679 067A-067E 0681 0685-0689 0691 0693 0698 06A9 06AB 06AF "
        "06BA 06BE 06C0-06C3 06CC 06D2-06D4 06F0-06F9 FDF2 FDFA FDFB FDFD")
DEVANAGARI = "0900-097F 20B9 A8E0-A8FF"
LAO = "0E81-0EDF 20AD"
# Nastaliq comes in one weight: a second would cost a phone another 130 kB, and headings in it are set in the regular one.
FACES = {
    "noto-sans-arabic": (ARABIC, ("regular", "bold")), "noto-nastaliq-urdu": (URDU, ("regular",)),
    "noto-sans-devanagari": (DEVANAGARI, ("regular", "bold")), "noto-sans-lao": (LAO, ("regular", "bold")),
}
# Two languages whose names in a menu not every machine can draw: the letters of the name and no others, 1 to 2 kB.
NAMES = {"name-nepali": ("noto-sans-devanagari", "नेपाली"), "name-lao": ("noto-sans-lao", "ລາວ")}


def characters(ranges: str) -> set[int]:
    """"0041-0043 0061" is {0x41, 0x42, 0x43, 0x61}."""
    found: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def cut_down(source: Path, wanted: set[int]) -> TTFont:
    """The face with the wanted characters only and every layout feature it has."""
    order = hb.SubsetInput()
    order.unicode_set.clear()
    order.unicode_set.update(wanted)
    order.layout_feature_tag_set.update(_features(source))
    order.flags = hb.SubsetFlags.NO_HINTING
    return TTFont(io.BytesIO(hb.subset(hb.Face(hb.Blob.from_file_path(str(source))), order).blob.data))


def _features(source: Path) -> set[int]:
    """Tags of all layout features of a face, as HarfBuzz numbers them."""
    font = TTFont(source, lazy=True)
    tags = {record.FeatureTag for table in ("GSUB", "GPOS") if table in font for record in font[table].table.FeatureList.FeatureRecord}
    return {int.from_bytes(tag.encode(), "big") for tag in tags}


def main() -> None:
    """static/vendor/webfonts/<face>-<weight>.woff2 for each row of FACES, <name>.woff2 for each of NAMES; each written beside and moved into place."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for face, (letters, weights) in FACES.items():
        for weight in weights:
            _write(f"{face}-{weight}", f"{face}-{weight}", characters(letters) | characters(COMMON))
    for name, (face, word) in NAMES.items():
        _write(name, f"{face}-regular", {ord(letter) for letter in word})


def _write(name: str, face: str, wanted: set[int]) -> None:
    source = SOURCES / f"{face}.ttf"
    if not source.exists():
        sys.exit(f"{source.name} is missing from build/fonts: run tools/build_fonts.py first.")
    font = cut_down(source, wanted)
    font.flavor = "woff2"
    beside = TARGET / f"{name}.part"
    font.save(beside)
    beside.replace(TARGET / f"{name}.woff2")


if __name__ == "__main__":
    main()
