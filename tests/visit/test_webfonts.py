"""The faces that pages bring hold whole alphabets with their layout rules, and every letter of what the pages say."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from exhibit.actions.demo import told_testimonies
from exhibit.front.assets import load_assets
from exhibit.story import labels

STATIC = Path(__file__).parents[2] / "static"
FOLDER = STATIC / "vendor" / "webfonts"
ALPHABETS = {
    "noto-sans-arabic-regular": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى ً ٌ ٍ َ ُ ِ ّ ْ٠١٢٣٤٥٦٧٨٩،؛؟",
    "noto-nastaliq-urdu-regular": "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤۂۓ َ ِ ُ ّ ْ ٰ۰۱۲۳۴۵۶۷۸۹،؛؟۔",
    "noto-sans-devanagari-regular": "अआइईउऊऋएऐओऔअंअःकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहक्षत्रज्ञ०१२३४५६७८९।॥ँ़ऽॐ",
    "noto-sans-lao-regular": "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະັາຳິີຶືຸູົຼຽເແໂໃໄໆ່້໊໋໌ໍ໐໑໒໓໔໕໖໗໘໙ໜໝຯ",
}
SCRIPTS = {"ar": "noto-sans-arabic", "ur": "noto-nastaliq-urdu", "ne": "noto-sans-devanagari", "lo": "noto-sans-lao"}
OWN = {"ar": "\u0600-\u06ff", "ur": "\u0600-\u06ff", "ne": "\u0900-\u097f", "lo": "\u0e80-\u0eff"}
LARGEST_B = {"noto-nastaliq-urdu": 140_000}  # all others: 50 kB


def letters_of(face: str) -> set[str]:
    return {chr(point) for point in TTFont(FOLDER / f"{face}.woff2").getBestCmap()}


@pytest.mark.parametrize("face", ALPHABETS)
def test_a_face_holds_its_whole_alphabet(face):
    assert set(ALPHABETS[face]) - letters_of(face) == set()


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_letter_that_the_pages_say_is_in_the_face(language):
    words = " ".join(labels._labels()[language].values())
    stories = " ".join(text for told in told_testimonies() for kind in ("story", "quote", "attribution") for text in [told.get(kind, {}).get(language, "")])
    assert set(re.findall(f"[{OWN[language]}]", words + stories)) - letters_of(f"{SCRIPTS[language]}-regular") == set()


@pytest.mark.parametrize(("face", "features"), [("noto-nastaliq-urdu-regular", {"init", "medi", "fina", "rlig", "mark", "curs"}), ("noto-sans-arabic-regular", {"init", "medi", "fina", "mark"}),
                                                ("noto-sans-devanagari-regular", {"half", "rphf", "blwf", "abvm"}), ("noto-sans-lao-regular", {"mark", "mkmk"})])
def test_the_rules_of_its_script_are_kept(face, features):
    font = TTFont(FOLDER / f"{face}.woff2")
    kept = {record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord}
    assert features <= kept


def test_faces_are_small_and_kept_for_a_year_under_an_address_of_their_own():
    assets = load_assets(STATIC)
    for file in FOLDER.glob("*.woff2"):
        address = assets.address(f"fonts/{file.name}")
        assert re.fullmatch(r"/static/fonts/[a-z-]+\.[0-9a-f]{8}\.woff2", address)
        assert file.stat().st_size < LARGEST_B.get(file.stem.removesuffix("-regular"), 50_000), file.name
        headers = dict(assets.ready[address].fitting("").headers)
        assert headers["Cache-Control"].endswith("immutable") and headers["Content-Type"] == "font/woff2"
