"""Any text at all: set, or refused with a sentence that names the character and its place. Never a box, never a crash."""
import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exhibit.cutout.errors import CutoutError, TextTooLong, UnknownCharacter
from exhibit.cutout.type.characters import KEPT_UNSEEN, TAKEN_OUT, clean
from exhibit.cutout.type.fit import Place, fit_text
from exhibit.cutout.type.itemise import shape_line
from exhibit.cutout.type.typeset import set_text
from tests.cutout.samples import LANGUAGES, QUOTES

EVERYTHING = st.characters()  # surrogates, private use and unassigned included
SIGNS = st.sampled_from("\u200b\u200c\u200d\u2060\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202e\ufeff\u00ad\ufe0f\u034f\U000e0041\U0001f600\u0301\u064b\u0941\u0eb5\u25cc ()—123")


def refused(text, language="en"):
    with pytest.raises(UnknownCharacter) as refusal:
        set_text(text, language, 40, 2_000)
    return refusal.value.sentence


@settings(max_examples=400, deadline=None)
@given(text=st.text(EVERYTHING | SIGNS | st.sampled_from("".join(QUOTES.values())), max_size=25), language=st.sampled_from(LANGUAGES), bold=st.booleans())
@example("ا\U00010ec2ب", "ar", False)
@example("a\ud800b", "en", False)
@example("\u0941", "ne", False)
@example("क\u094d\u200d", "ne", True)
@example("\u202e", "ur", False)
def test_any_text_is_set_or_refused_with_a_sentence(text, language, bold):
    try:
        block = set_text(text, language, 30, 3_000, bold=bold)
    except UnknownCharacter as refusal:
        assert re.search(r"U\+[0-9A-F]{4,6}", refusal.sentence) and "try again" in refusal.sentence
        refusal.sentence.encode()
        return
    except TextTooLong:
        return
    text = clean(text)
    for line in block.lines:
        assert all(glyph.glyph != 0 for glyph in line.glyphs)
        assert "\u25cc" in text or all(glyph.glyph != glyph.face.dotted_circle for glyph in line.glyphs)


@settings(max_examples=60, deadline=None)
@given(text=st.text(EVERYTHING, max_size=40), language=st.sampled_from(LANGUAGES))
def test_fitting_refuses_with_a_sentence_too(text, language):
    try:
        fit_text(text, Place(language, 320, 400, marks=("“", "”")), 90, 110)
    except CutoutError as refusal:
        assert refusal.sentence.endswith(("try again.", "divide it."))


@pytest.mark.parametrize(("text", "sentence"), [
    ("Well 😀 then", "The character “😀” (U+1F600, GRINNING FACE), number 6 of the text after “Well”, is in none of the fonts here: replace it and try again."),
    ("日本", "The character “日” (U+65E5, CJK UNIFIED IDEOGRAPH-65E5), number 1 of the text, is in none of the fonts here: replace it and try again."),
    ("a\u0007b", "The character (U+0007), number 2 of the text after “a”, is a control character and has no shape: replace it and try again."),
    ("a\ue000b", "The character (U+E000), number 2 of the text after “a”, is for private use and means something else in every font: replace it and try again."),
    ("a\ud83db", "The character (U+D83D), number 2 of the text after “a”, is half of a pair and no character by itself: replace it and try again."),
    ("a\ufdd0", "The character (U+FDD0), number 2 of the text after “a”, is set aside by Unicode and never a character: replace it and try again."),
    ("Her caf\ufffd", "The character “\ufffd” (U+FFFD, REPLACEMENT CHARACTER), number 8 of the text after “Her caf”, stands where a character was lost or a thing was "
                     "embedded: replace it and try again."),
    ("Σοφία 👩\u200d🦰", "The character “👩” (U+1F469, WOMAN), number 7 of the text after “Σοφία”, is in none of the fonts here: replace it and try again."),
])
def test_the_refusal_names_the_character_and_its_place(text, sentence):
    assert refused(text) == sentence


def test_the_place_is_counted_in_the_text_as_it_was_written():
    """Soft hyphens and decomposed accents before it do not shift the count."""
    assert "number 10 of the text" in refused("cafe\u0301\u00ad s \U00013000")


def test_a_place_far_into_a_text_comes_with_the_words_before_it():
    assert "number 2005 of the text after “word word word word”, is in none" in refused("word " * 400 + "word\U00013000")


@pytest.mark.parametrize(("language", "text"), [("ne", "\u0941\u0915"), ("ne", "क \u093f"), ("ne", "अ\u0945"), ("lo", "\u0eb5ກ"), ("en", "a \u0301b"), ("ar", "\u064bب")])
def test_a_mark_without_a_letter_is_refused_and_not_put_on_a_dotted_circle(language, text):
    assert "has no letter to stand on" in refused(text, language)


@pytest.mark.parametrize(("language", "joined", "apart"), [
    ("ur", "بےنظیر", "بے\u200cنظیر"), ("fa", "میخواهم", "می\u200cخواهم"), ("ne", "क्ष", "क्\u200cष"), ("ne", "र्य", "र\u200d्य")])
def test_joiners_shape_the_word_and_are_kept(language, joined, apart):
    glyphs = [[glyph.glyph for glyph in shape_line(clean(text), language, False).glyphs] for text in (joined, apart)]
    assert glyphs[0] != glyphs[1] and any(char in clean(apart) for char in "\u200c\u200d")


@pytest.mark.parametrize("sign", [chr(point) for point in sorted(KEPT_UNSEEN)])
@pytest.mark.parametrize(("language", "word"), [("en", "ab"), ("ar", "دد"), ("lo", "ກກ"), ("zgh", "ⵜⵜ"), ("ur", "دد"), ("ne", "कक")])
def test_what_is_kept_unseen_has_no_width(sign, language, word):
    """Up to kerning and to the tail of a joined letter."""
    plain, marked = (shape_line(text, language, False) for text in (word, word[0] + sign + word[1]))
    assert marked.width == pytest.approx(plain.width, abs=0.07)


@pytest.mark.parametrize("point", sorted(TAKEN_OUT - set(range(0xE0100, 0xE1000))))
def test_what_nobody_sees_is_taken_out(point):
    assert clean(f"a{chr(point)}b") == "ab"
    assert unicodedata.category(chr(point)) in ("Cf", "Mn", "Lo", "Cn")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u2003"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_of_every_width_have_one_in_every_language(space, language):
    """Lao, Tifinagh, Devanagari and Nastaliq faces have no narrow space of their own: it is made from their plain one, or another face's."""
    word = QUOTES[language].split()[0]
    width = shape_line(f"{word}{space}{word}", language, False).width - 2 * shape_line(word, language, False).width
    assert 0.03 < width < 1.2


def test_one_word_of_sixty_letters_is_named_and_not_set_out_of_its_column():
    with pytest.raises(TextTooLong, match="wider than its column of 400 mm at 90 pt: shorten it or divide it"):
        set_text("a" * 60, "en", 90, 400, bold=True)
    with pytest.raises(TextTooLong, match="too long for its place by 1 word"):
        fit_text("a" * 60, Place("en", 400, 900, bold=True, balance=True, marks=("“", "”"), what="quote"), 90, 110)


def test_four_hundred_words_are_told_how_many_are_too_many():
    with pytest.raises(TextTooLong) as refusal:
        fit_text(" ".join(["word"] * 400), Place("en", 320, 500, what="testimony"), 35, 50)
    assert 100 < refusal.value.words_to_cut < 400
    assert refusal.value.sentence.endswith("words: shorten it by that many and try again.")
