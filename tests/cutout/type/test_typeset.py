"""Setting words: breaks, order, sizes, directions, in every script of the exhibition."""
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.cutout.board.labels import label, label_language, label_languages, written_date
from exhibit.cutout.errors import CutoutError, TextTooLong, UnknownCharacter
from exhibit.cutout.paths import bounds
from exhibit.cutout.type.even import even_lines
from exhibit.cutout.type.fit import Place, fit_text
from exhibit.cutout.type.itemise import clean, is_rtl, shape_line
from exhibit.cutout.type.typeset import MM_PER_PT, break_text, set_text, words_of
from tests.cutout.samples import LANGUAGES, QUOTES, TESTIMONIES

WORDS = st.lists(st.sampled_from([word for text in QUOTES.values() for word in text.split()]), min_size=1, max_size=40)
LATIN_WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzéçö’-", min_size=1, max_size=14), min_size=1, max_size=60)


def faces_in(text, language):
    return [glyph.face.name for glyph in shape_line(text, language, False).glyphs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_set_without_a_missing_glyph(language):
    block = set_text(QUOTES[language], language, 40, 300)
    assert all(glyph.glyph != 0 for line in block.lines for glyph in line.glyphs)
    assert all(line.width * 40 * MM_PER_PT <= 300 for line in block.lines)


@pytest.mark.parametrize(("language", "face"), [
    ("en", "noto-sans-regular"), ("uk", "noto-sans-regular"), ("ky", "noto-sans-regular"), ("bm", "noto-sans-regular"), ("ar", "noto-sans-arabic-regular"),
    ("ur", "noto-nastaliq-urdu-regular"), ("ne", "noto-sans-devanagari-regular"), ("lo", "noto-sans-lao-regular"), ("zgh", "noto-sans-tifinagh-regular")])
def test_words_come_in_their_own_face(language, face):
    assert set(faces_in(QUOTES[language].split()[1], language)) == {face}


def test_a_sign_its_face_lacks_comes_from_another_face():
    assert faces_in("ມື້ນີ້ж", "lo")[-2:] == ["noto-sans-lao-regular", "noto-sans-regular"]


@pytest.mark.parametrize(("text", "language", "glyphs"), [
    ("क्ष", "ne", 1),  # ka, virama, sha join
    ("fi", "en", 1),  # a ligature
    ("ກຳ", "lo", 3),  # sara am comes apart into ring and vowel
])
def test_letters_join_as_their_script_wants(text, language, glyphs):
    assert len(shape_line(text, language, False).glyphs) == glyphs


def test_arabic_letters_change_form_with_their_neighbours():
    alone, within = ({glyph.glyph for glyph in shape_line(text, "ar", False).glyphs} for text in ("ع", "بعد"))
    assert not alone & within


def clusters(text, language):
    return [glyph.cluster for glyph in shape_line(text, language, False).glyphs]


def test_right_to_left_words_run_from_the_right_and_foreign_ones_from_the_left():
    order = clusters("قال PAG-ASA نعم", "ar")
    assert order[0] == len("قال PAG-ASA نعم") - 1 and order[-1] == 0
    latin = [at for at in order if 4 <= at < 11]
    assert latin == sorted(latin)


@pytest.mark.parametrize("number", ["+32 2 511 64 64", "02 511 64 64", "2027-10-18", "0800-004-747"])
def test_a_number_in_arabic_keeps_its_order(number):
    text = f"الرقم {number} مجاني"
    start = text.index(number)
    inside = [at for at in clusters(text, "ar") if start <= at < start + len(number)]
    assert inside == list(range(start, start + len(number)))


@pytest.mark.parametrize("text", ["سلام\u200c ۱۲ کتاب", "\u200cسلام", "سلام \u200d", "ab\u200bcd قال\u200c نعم"])
def test_joiners_do_not_disturb_the_order(text):
    """Found by comparing with a browser: a zero-width joiner shifted the levels of all that followed."""
    plain = [char for char in text if char not in "\u200b\u200c\u200d"]
    shown = [text[at] for at in clusters(text, "ar") if text[at] in plain]
    without = "".join(plain)
    assert [char for char in shown if char != " "] == [without[at] for at in clusters(without, "ar") if without[at] != " "]


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("ur-PK", True), ("fa", True), ("en", False), ("ha", False), ("ha-Arab", True), ("zgh", False),
                                              ("ku-Latn", False), ("sr-Latn-RS", False)])
def test_direction_follows_the_language_and_its_script(language, rtl):
    assert is_rtl(language) == rtl


@pytest.mark.parametrize(("given", "kept"), [("a\tb", "a b"), ("a\r\nb\rc", "a\nb\nc"), ("\ufeffa\u00adb\u202ac", "abc"), ("e\u0301", "é"), ("a\u2028b", "a\nb")])
def test_text_is_cleaned_before_it_is_set(given, kept):
    assert clean(given) == kept


@pytest.mark.parametrize(("text", "named"), [("Well 😀 then", "U+1F600, GRINNING FACE"), ("日本", "U+65E5"), ("a\u0007b", "U+0007"), ("a\ue000b", "U+E000")])
def test_an_unknown_character_is_named(text, named):
    with pytest.raises(UnknownCharacter) as refusal:
        set_text(text, "en", 40, 300)
    assert named in refusal.value.sentence and "replace it" in refusal.value.sentence


@settings(max_examples=60, deadline=None)
@given(words=WORDS, size_pt=st.floats(24, 110), width_mm=st.floats(280, 540), balance=st.booleans(), language=st.sampled_from(["en", "ar", "lo"]))
def test_no_line_is_wider_than_its_column(words, size_pt, width_mm, balance, language):
    lines = break_text(" ".join(words), language, size_pt, width_mm, False, balance)
    assert lines is None or all(line.width * size_pt * MM_PER_PT <= width_mm + 1e-6 for line in lines)


@settings(max_examples=60, deadline=None)
@given(words=LATIN_WORDS, balance=st.booleans(), limit=st.floats(3, 12))
def test_all_words_are_kept_in_order(words, balance, limit):
    pieces = [f"{word} " for word in words]
    full = [shape_line(piece, "en", False).width for piece in pieces]
    trimmed = [shape_line(word, "en", False).width for word in words]
    lines = even_lines(pieces, full, trimmed, max(limit, *trimmed, 0.1), balance)
    assert " ".join(lines).split() == words
    assert all(lines)


@settings(max_examples=30, deadline=None)
@given(words=LATIN_WORDS, height_mm=st.floats(60, 900))
def test_a_fitted_text_fills_its_place_and_stays_readable(words, height_mm):
    text = " ".join(words)
    try:
        block = fit_text(text, Place("en", 320, height_mm), 35, 50)
    except TextTooLong as refusal:
        kept = text.split()[:-refusal.words_to_cut]
        assert not kept or fit_text(" ".join(kept), Place("en", 320, height_mm), 35, 50).height_mm <= height_mm
        return
    assert 35 <= block.size_pt <= 50 and block.height_mm <= height_mm
    if block.size_pt < 50:
        with pytest.raises(TextTooLong):
            fit_text(text, Place("en", 320, height_mm), block.size_pt + 0.5, block.size_pt + 0.5)


@pytest.mark.parametrize("language", ["en", "ar", "ur", "ne", "lo"])
@pytest.mark.parametrize("balance", [True, False])
def test_a_text_too_long_says_how_many_words_to_cut_and_no_fewer(language, balance):
    text, room = " ".join([TESTIMONIES[language]] * 12), 250.0
    place = Place(language, 320, room, balance=balance, what="testimony")
    words = words_of(text, language)
    glue = "" if language == "lo" else " "
    with pytest.raises(TextTooLong) as refusal:
        fit_text(text, place, 35, 50)
    cut = refusal.value.words_to_cut
    assert refusal.value.sentence == f"The testimony is too long for its place by {cut} words: shorten it by that many and try again."
    assert fit_text(glue.join(words[:-cut]), place, 35, 50).height_mm <= room
    with pytest.raises(TextTooLong):
        fit_text(glue.join(words[:1 - cut]), place, 35, 50)


def test_a_word_wider_than_the_column_is_named():
    with pytest.raises(TextTooLong, match="wider than its column of 280 mm at 90 pt"):
        set_text("Donaudampfschifffahrtsgesellschaft", "de", 90, 280)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_never_touch_each_other(language):
    """Ink boxes of neighbouring lines, from the outlines themselves; Nastaliq is the tall one."""
    block = set_text(QUOTES[language], language, 60, 300, leading=1.0)
    em = 60 * MM_PER_PT
    for above, below in zip(block.lines, block.lines[1:], strict=False):
        assert block.pitch_mm > (above.below + below.above) * em


@pytest.mark.parametrize("language", ["en", "ar"])
def test_outlines_stay_in_the_column_and_stand_flush_with_their_side(language):
    block = set_text(TESTIMONIES[language], language, 40, 320)
    boxes = [bounds(path) for path in block.paths(100, 1000)]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert 98 <= left and right <= 422
    assert (right >= 417) if is_rtl(language) else (left <= 103)
    assert max(box[3] for box in boxes) == pytest.approx(1000, abs=0.2)
    assert min(box[1] for box in boxes) == pytest.approx(1000 - block.height_mm, abs=0.2)


def test_a_quote_has_even_lines():
    """Seen on a board: "Elke munt / werd / geteld. Mijn / vragen niet." with one word alone on its line."""
    block = fit_text("Elke munt werd geteld. Mijn vragen niet.", Place("nl", 320, 400, bold=True, balance=True, marks=("‘", "’")), 90, 110)
    widths = [line.width for line in block.lines]
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize("language", label_languages())
def test_every_language_of_the_labels_has_all_of_them(language):
    keys = {"scan", "not_real_name", "need_help", "shown_until", "copy"}
    for key in keys:
        words = label(language, key, n=2, of=13, date=written_date("2027-10-18", language))
        assert words and "{" not in words
        set_text(words, language, 24, 300)


@pytest.mark.parametrize(("language", "written"), [
    ("en", "18 October 2027"), ("fr", "18 octobre 2027"), ("nl", "18 oktober 2027"), ("ar", "18 أكتوبر 2027"), ("uk", "18 жовтня 2027\u202fр."), ("es", "18 de octubre de 2027")])
def test_the_last_day_is_written_as_in_the_language(language, written):
    assert written_date(date(2027, 10, 18).isoformat(), language) == written


def test_figures_are_those_of_the_language():
    assert label("ne", "copy", n=1, of=12) == "प्रति १ / १२"
    assert re.search("१८", label("ne", "shown_until", date=written_date("2027-10-18", "ne")))


def test_a_language_without_labels_borrows_them():
    assert [label_language(language) for language in ("bm", "zgh", "pt-BR", "tlh", "lo")] == ["fr", "fr", "pt", "en", "lo"]


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CutoutError, match="“soon” is no date"):
        written_date("soon", "en")
