"""What stays together on a line: numbers and units, telephone numbers, dates, prepositions of one letter, dashes; and no last line of one short word."""
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exhibit.cutout.type.itemise import shape_line
from exhibit.cutout.type.pieces import flat, pieces
from exhibit.cutout.type.typeset import MM_PER_PT, _Column, _even, set_text
from tests.cutout.samples import LANGUAGES, QUOTES, TESTIMONIES


def groups(text, language):
    return ["".join(group) for group in pieces(text, language)]


@pytest.mark.parametrize(("language", "text", "kept"), [
    ("en", "Call +32 2 511 64 64 now", "+32 2 511 64 64 "), ("en", "Paid 1 500 000 in", "1 500 000 "), ("en", "walked 25 km home", "25 km "), ("en", "about 50 % of us", "50 % "),
    ("en", "on 18 October 2027 we", "18 October 2027 "), ("en", "in October 2027 we", "October 2027 "), ("en", "a word – a dash", "word – "), ("en", "by J. Smith then", "J. Smith "),
    ("en", "see No. 7 there", "No. 7 "), ("en", "from 2027-10-18 on", "2027-10-18 "), ("en", "for € 40 a day", "€ 40 "),
    ("fr", "le 1er octobre 2027 à midi", "1er octobre 2027 "), ("fr", "Elle va à Bruxelles", "à Bruxelles"), ("fr", "il y a dix ans", "y a dix "), ("fr", "n° 12 encore", "n° 12 "),
    ("pt", "foi a Lisboa e voltou", "a Lisboa "), ("pt", "18 de outubro de 2027 foi", "18 de outubro de 2027 "), ("es", "18 de octubre de 2027 fue", "18 de octubre de 2027 "),
    ("es", "pan y agua", "y agua"), ("uk", "жила в місті з ним", "в місті "), ("uk", "жила в місті з ним", "з ним"), ("uk", "вона — моя", "вона — "), ("uk", "18 жовтня 2027 р. було", "18 жовтня 2027 р. "),
    ("ru", "и в доме", "и в доме"), ("ru", "сказала же она", "сказала же "), ("ru", "было 25 км пути", "25 км "), ("ru", "«В доме» тихо", "«В доме» "), ("be", "я ў хаце", "я ў хаце"),
    ("ky", "ал — биз", "ал — "), ("ar", "قبل 18 أكتوبر 2027 كان", "18 أكتوبر 2027 "), ("ar", "اتصل 02 511 64 64 الآن", "02 511 64 64 "), ("nl", "op 18 oktober 2027 was", "18 oktober 2027 "),
    ("ne", "१८ अक्टोबर २०२७ मा", "१८ अक्टोबर २०२७ "), ("ur", "18 اکتوبر 2027 کو", "18 اکتوبر 2027 ")])
def test_a_stretch_is_one_piece(language, text, kept):
    assert kept in groups(text, language)


@pytest.mark.parametrize(("language", "text"), [("en", "I saw a man in May"), ("en", "In 2019 she left"), ("ha", "a gida"), ("ru", "она — да"), ("pt", "o mar")])
def test_the_text_is_all_there(language, text):
    assert "".join(groups(text, language)) == text


@pytest.mark.parametrize(("language", "text", "pieces_in_it"), [("en", "In 2019 she left", 4), ("en", "I saw a man", 4), ("ru", "мы шли домой", 3), ("en", "well-known word", 3)])
def test_nothing_else_is_kept_together(language, text, pieces_in_it):
    assert len(groups(text, language)) == pieces_in_it


def test_where_a_column_is_too_narrow_the_stretch_breaks_after_all():
    parts = flat(pieces("Call +32 2 511 64 64", "en"), lambda text: len(text.rstrip()) <= 8)
    assert parts == ["Call ", "+32 ", "2 ", "511 ", "64 ", "64"]
    block = set_text("Le 18 octobre 2027 à midi", "fr", 90, 250)
    assert len(block.lines) > 1 and max(line.width for line in block.lines) * 90 * MM_PER_PT <= 250


TEXT = {language: " ".join([QUOTES[language], TESTIMONIES.get(language, QUOTES[language]), QUOTES[language]]) for language in LANGUAGES}


def lines_of(text, language, limit_em, balance=False):
    column = _Column(language, False, limit_em)
    return _even(flat(pieces(text, language), column.fits), column, balance)


@pytest.mark.parametrize("balance", [False, True])
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "lo"])
def test_no_text_ends_in_a_line_of_one_short_word(language, balance):
    words, seen = TEXT[language].split(), 0
    for count in range(8, len(words)):
        for limit_em in (10.0, 13.0, 17.0):
            lines = lines_of(" ".join(words[:count]), language, limit_em, balance)
            if lines and len(lines) > 2 and len(lines[-2].split()) > 2:
                seen += 1
                alone = len(lines[-1].split()) == 1 and shape_line(lines[-1], language, False).width < 0.5 * limit_em
                assert not alone or _unavoidable(lines, language, limit_em), lines
    assert seen > 5


def _unavoidable(lines, language, limit_em):
    """Would the last line take no second word from the one before, because it is kept together with others or fills the column?"""
    last = pieces(" ".join(lines[-2:]), language)[-2:]
    return shape_line("".join(map("".join, last)), language, False).width > limit_em


@pytest.mark.parametrize("language", ["uk", "ru", "be", "pt", "fr", "es"])
def test_no_line_ends_with_a_word_of_one_letter_or_begins_with_a_dash(language):
    text = {"uk": "Я жила в домі з двома дітьми — і в тиші, о шостій, у місті, а не вдома.", "ru": "Я жила в доме с двумя детьми — и в тишине, у моря, а не дома.",
            "be": "Я жыла ў доме з дзецьмі — і ў цішы, а не дома, у горадзе.", "pt": "Eu ia a pé e voltava a casa — e o mar, à noite, era o que eu via.",
            "fr": "Elle va à pied — il y a dix ans, à midi, elle y était déjà, à côté.", "es": "Iba a pie y volvía a casa — o a la mar, y así a diario u otra vez."}[language]
    for limit_em in (9.0, 10.5, 12.0, 14.0):
        lines = lines_of(text, language, limit_em)
        assert len(lines) > 2
        assert not [line for line in lines[:-1] if len(line.split()[-1].strip("«»“”,.")) == 1 and line.split()[-1].isalpha()], lines
        assert not [line for line in lines if line.startswith("—")], lines


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(["a", "в", "у", "18", "October", "2027", "—", "km", "25", "word", "слово", "+32 2 511 64 64", "%", "же", "é"]), min_size=1, max_size=30),
       language=st.sampled_from(LANGUAGES), limit_em=st.floats(6, 20))
@example(words=["—"] * 5, language="en", limit_em=6.0)
def test_no_word_is_lost_and_no_line_too_wide(words, language, limit_em):
    text = " ".join(words)
    lines = lines_of(text, language, limit_em)
    if lines is None:  # what must stay together is wider than the column: a row of dashes, none of which may begin a line
        assert max(shape_line("".join(piece).rstrip(" "), language, False).width for piece in pieces(text, language)) > limit_em
        return
    assert " ".join(lines).split() == text.split()
    assert all(shape_line(line, language, False).width <= limit_em + 1e-6 for line in lines)
