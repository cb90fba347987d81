"""The table of print shops: every value has the shop's own words and a dated source, and a wrong row is a sentence."""
import tomllib

import pytest

from exhibit.cutout import CutoutError
from exhibit.cutout.press.profiles import TABLE, profile, profile_names, read_profiles

TEXT = TABLE.read_text(encoding="utf-8")
PLAIN = TEXT[TEXT.index("[plain]"):TEXT.index("[vinylfire]")]
ROWS = tomllib.loads(TEXT)


@pytest.mark.parametrize("name", [name for name in profile_names() if name != "plain"])
def test_every_value_has_the_shops_words_and_a_dated_source(name):
    row = ROWS[name]
    assert set(row["said"]) == set(row) - {"title", "sources", "said"}
    assert row["sources"] and all("20" in source for source in row["sources"])
    assert dict(profile(name).said) == row["said"]


def test_what_the_shops_say_is_in_the_table():
    """The contradictions that made a table necessary."""
    assert {profile(name).cut_name for name in profile_names()} >= {"CutContour", "CutContur", "C", "ThruCut", "DIE-CUT FORME", "ContourCutLine", "Dieline"}
    assert {profile(name).bleed_mm for name in profile_names()} >= {0.0, 2.0, 3.0, 3.175, 4.0, 10.0}
    assert {profile(name).cut_place for name in profile_names()} == {"page", "file", "first-page"}
    assert {profile(name).standard for name in profile_names()} == {"PDF/X-1a:2003", "PDF/X-3:2003", "PDF 1.7"}
    assert (profile("kallkwik").nodes, profile("kallkwik").frame_mm, profile("kallkwik").cut_cmyk) == (40, 15.0, (0.37, 0.0, 0.83, 0.0))
    assert profile("subia").piece_mm and profile("quickcutouts").fold_shares and profile("kallkwik-drilled").hole_mm >= 5


def test_an_unknown_shop_is_said():
    with pytest.raises(CutoutError, match="There is no print-shop profile “nobody”. Known: plain, vinylfire"):
        profile("nobody")


def with_row(lines, said=None):
    words = "".join(f'{line.split(" =")[0]} = "so"\n' for line in lines) if said is None else said
    return f'{PLAIN}\n[corner-shop]\ntitle = "The corner shop"\n{"".join(f"{line}{chr(10)}" for line in lines)}sources = ["https://shop.example (May 2026)"]\n[corner-shop.said]\n{words}'


def test_a_row_takes_from_the_plain_one_what_it_does_not_say():
    shop = read_profiles(with_row(["bleed_mm = 5"]))["corner-shop"]
    assert (shop.bleed_mm, shop.cut_name, shop.said) == (5, "CutContour", (("bleed_mm", "so"),))


@pytest.mark.parametrize(("line", "sentence"), [
    ("bleed_mm = 25", "bleed_mm is 25: choose a number from 0 to 20"), ("bleed_mm = -1", "choose a number from 0 to 20"), ('bleed_mm = "3"', "bleed_mm is '3'"),
    ("cut_width_pt = 4.0", "cut_width_pt is 4.0: choose a number from 0.1 to 3"), ("nodes = 7", "nodes is 7: choose a whole number from 8"), ("nodes = 40.5", "choose a whole number"),
    ('cut_name = "  "', "cut_name must be words, not empty"), ('cut_place = "back"', "cut_place is “back”: choose page, file, first-page"),
    ('standard = "PDF/X-4"', "standard is “PDF/X-4”: choose PDF/X-1a:2003"), ('condition = "SWOP"', "condition is “SWOP”: choose FOGRA39, FOGRA51"),
    ('layer = "Cut"', "PDF/X-1a:2003 has no layers: leave layer empty or choose another standard"), ("layer = 3", "layer must be words"), ("frame_mm = 2.9", "frame_mm is 2.9"),
    ("cut_cmyk = [0.0, 1.0, 0.0]", "cut_cmyk must be four shares of ink"), ("cut_cmyk = [0, 100, 0, 0]", "cut_cmyk must be four shares of ink from 0 to 1"),
    ("piece_mm = [900]", r"piece_mm must be \[short, long\]"), ("folds_mm = [-5]", "folds_mm must be heights from the floor"), ("fold_shares = [1.5]", "fold_shares must be shares of the height"),
    ("hole_mm = 3", "hole_mm is 3: choose 0 for none or 5 and more"), ('fold_name = "CutContour"', "the cutter could not tell a fold from a cut"),
    ('cut_name = "Black"', "“black” is a printer's ink"), ("crop_marks = 1", "crop_marks must be true or false"), ("cut_colour = 3", "there is no entry cut_colour"), ("scale = true", "scale is True")])
def test_a_wrong_value_is_a_sentence(line, sentence):
    with pytest.raises(CutoutError, match=sentence) as refusal:
        read_profiles(with_row([line]))
    assert refusal.value.sentence.startswith("The table of print shops, “corner-shop”: ")


def test_a_frame_must_hold_the_bleed():
    with pytest.raises(CutoutError, match="the frame must hold the bleed"):
        read_profiles(with_row(["frame_mm = 5", "bleed_mm = 8"]))


def test_a_value_nobody_said_is_refused():
    with pytest.raises(CutoutError, match="bleed_mm has no words of the shop"):
        read_profiles(with_row(["bleed_mm = 5"], said=""))
    with pytest.raises(CutoutError, match="nodes is said but not set"):
        read_profiles(with_row(["bleed_mm = 5"], said='bleed_mm = "so"\nnodes = "few"\n'))
    with pytest.raises(CutoutError, match="sources must say where the shop's words were read, and when"):
        read_profiles(with_row(["bleed_mm = 5"]).replace("(May 2026)", ""))


@pytest.mark.parametrize(("text", "sentence"), [
    ("[plain\n", "cannot be read"), ('[corner-shop]\ntitle = "x"\n', r"has no \[plain\]"), (PLAIN.replace("bleed_mm = 3.0", ""), "the entry bleed_mm is missing"),
    (f"shop = 3\n{PLAIN}", r"“shop”: write it as a table, \[shop\]")])
def test_a_broken_table_is_a_sentence(text, sentence):
    with pytest.raises(CutoutError, match=sentence):
        read_profiles(text)
