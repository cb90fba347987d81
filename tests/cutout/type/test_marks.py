"""Quotation marks and the spaces beside signs, as each language sets them."""
import pytest

from exhibit.cutout.type.fit import Place, fit_text
from exhibit.cutout.type.itemise import is_rtl, shape_line
from exhibit.cutout.type.marks import QUOTES, quotation_marks, quoted, spaced
from exhibit.cutout.type.typeset import MM_PER_PT, set_text
from tests.cutout.samples import LANGUAGES
from tests.cutout.samples import QUOTES as TEXTS

N, NB = "\u202f", "\u00a0"


@pytest.mark.parametrize(("language", "marks"), [
    ("en", "“ ”"), ("fr", "«\u202f \u202f»"), ("nl", "‘ ’"), ("es", "« »"), ("pt", "“ ”"), ("pt-BR", "“ ”"), ("pt-PT", "« »"), ("uk", "« »"), ("ru", "« »"), ("be", "« »"),
    ("ky", "« »"), ("ar", "« »"), ("ur", "” “"), ("ne", "“ ”"), ("lo", "“ ”"), ("zgh", "« »"), ("ha", "“ ”"), ("bm", "« »"), ("de", "„ “"), ("am", "« »"), ("tlh", "“ ”")])
def test_the_marks_are_those_of_the_language(language, marks):
    assert " ".join(quotation_marks(language)) == marks


def test_every_language_of_the_exhibition_has_its_row():
    assert set(LANGUAGES) <= set(QUOTES)


@pytest.mark.parametrize("language", QUOTES)
def test_the_marks_of_every_row_are_in_the_faces(language):
    set_text("".join(quotation_marks(language)), language, 40, 300, bold=True)


@pytest.mark.parametrize(("written", "set_as"), [
    ("Pourquoi ?", f"Pourquoi{N}?"), ("Pourquoi?", f"Pourquoi{N}?"), (f"Oui{NB}! Non !", f"Oui{N}! Non{N}!"), ("Quoi ?!", f"Quoi{N}?!"), ("ici ; là : oui", f"ici{N}; là{N}: oui"),
    ("« Oui »", f"«{N}Oui{N}»"), ("«Oui»", f"«{N}Oui{N}»"), ("Il a dit : « Non ! » Fin.", f"Il a dit{N}: «{N}Non{N}!{N}» Fin."), ("à 12:30", "à 12:30"),
    ("https://voices.eu/a?b", "https://voices.eu/a?b"), ("(quoi ?)", f"(quoi{N}?)"), ("(!)", "(!)"), ("Ah… !", f"Ah…{N}!"), ("Oui.", "Oui.")])
def test_french_signs_have_their_narrow_spaces(written, set_as):
    assert spaced(written, "fr") == set_as
    assert spaced(spaced(written, "fr"), "fr") == set_as, "once is enough"


@pytest.mark.parametrize("language", ["en", "uk", "ar", "pt"])
def test_other_languages_keep_theirs(language):
    assert spaced("Why ? « So » !", language) == "Why ? « So » !"


def test_the_space_is_set_and_the_text_is_not_changed():
    plain, narrow = (set_text(text, "fr", 40, 400).lines[0].width for text in ("Pourquoi?", f"Pourquoi{N}?"))
    assert plain == narrow > set_text("Pourquoi?", "en", 40, 400).lines[0].width


@pytest.mark.parametrize(("text", "marked"), [
    ("I walked.", "“I walked.”"), ("“I walked.”", "“I walked.”"), ("\"I walked.\"", "“I walked.”"), ("« I walked. »", "“I walked.”"), (" I walked. ", "“I walked.”"),
    ("“No,” she said, “not now.”", "““No,” she said, “not now.””"), ("He said “go”", "“He said “go””"), ("’tis ‘so’", "“’tis ‘so’”")])
def test_marks_that_stand_around_the_whole_are_not_doubled(text, marked):
    assert quoted(text, ("“", "”")) == marked


HANGING = ["en", "fr", "nl", "uk", "ar", "ur", "lo", "ne", "zgh"]


def hung(language, most_mm, bold=True):
    place = Place(language, 320, 900, bold=bold, balance=True, leading=1.14, marks=quotation_marks(language), hang_mm=most_mm)
    return fit_text(TEXTS[language], place, 90, 110)


def letters(block, at):
    """Left and right of a line in mm without the mark that hangs, if the column's left edge is at 0."""
    left, _, right, _ = block.line_boxes(0, 1000)[at]
    if at:
        return left, right
    return (left, right - block.hang_mm) if block.rtl else (left + block.hang_mm, right)


@pytest.mark.parametrize("language", HANGING)
def test_the_mark_hangs_so_that_the_letters_align(language):
    block = hung(language, 60)
    mark = shape_line(quotation_marks(language)[0], language, True).width
    assert block.hang_mm == pytest.approx(mark * block.size_pt * MM_PER_PT, abs=0.5) and len(block.lines) > 1
    assert block.rtl == is_rtl(language)
    edge, side = (block.width_mm, 1) if block.rtl else (0, 0)
    assert all(letters(block, at)[side] == pytest.approx(edge, abs=0.5) for at in range(len(block.lines)))
    box = block.line_boxes(0, 1000)[0]
    assert (box[2] - edge if block.rtl else edge - box[0]) == pytest.approx(block.hang_mm)


@pytest.mark.parametrize("language", HANGING)
def test_the_mark_hangs_no_farther_than_it_may(language):
    block = hung(language, 5)
    assert block.hang_mm == 5
    assert all(-5.001 <= left and right <= block.width_mm + 5.001 for left, _, right, _ in block.line_boxes(0, 1000))


@pytest.mark.parametrize("language", HANGING)
def test_ink_is_where_the_boxes_say(language):
    from exhibit.cutout.paths import bounds

    block = hung(language, 60)
    drawn = [bounds(path) for path in block.paths(0, 1000)]
    boxes = block.line_boxes(0, 1000)
    em = block.size_pt * MM_PER_PT
    assert min(box[0] for box in boxes) - 0.1 * em < min(box[0] for box in drawn) and max(box[2] for box in drawn) < max(box[2] for box in boxes) + 0.1 * em


def test_without_room_outside_nothing_hangs():
    assert hung("en", 0).hang_mm == 0 and fit_text("No mark here at all.", Place("en", 320, 900, hang_mm=30), 90, 110).hang_mm == 0
