"""How sheets are wanted: what is possible, and a sentence for what is not."""
import pytest

from exhibit.cutout import CutoutError
from exhibit.cutout.sheets.options import OVERLAP_MM, SheetOptions, paper_names, paper_sides_mm, wanted


@pytest.mark.parametrize(("paper", "sides"), [("a4", (210, 297)), ("letter", (215.9, 279.4)), ("legal", (215.9, 355.6)), ("tabloid", (279.4, 431.8)), ("a0", (841, 1189)),
                                              ("roll610", (610, None)), ("roll760", (760, None)), ("300x400", (300, 400)), ("300 × 400.5", (300, 400.5))])
def test_papers_by_name_and_by_size(paper, sides):
    assert paper_sides_mm(paper) == sides


@pytest.mark.parametrize("name", paper_names())
def test_every_named_paper_is_possible(name):
    assert str(SheetOptions(name)) == name


def test_the_name_in_a_file_has_no_spaces():
    assert str(SheetOptions("300 × 400")) == "300x400"


@pytest.mark.parametrize(("wishes", "sentence"), [
    ({"paper": "a9"}, "There is no sheet size “a9”. Known: full, a4, a3, a2, a1, a0, sra3, letter, legal, tabloid, roll610, roll914, roll1067, or a size in mm such as 300x400."),
    ({"paper": "150x400"}, "A sheet's width of 150 mm is not possible: choose between 200 and 2500 mm."),
    ({"paper": "300x9000"}, "A sheet's height of 9000 mm is not possible: choose between 200 and 2500 mm."),
    ({"paper": "roll50"}, "A roll's width of 50 mm is not possible: choose between 300 and 1650 mm."),
    ({"margin_mm": 2}, "A margin of 2 mm is not possible: choose between 3 and 40 mm."),
    ({"overlap_mm": 400}, "An overlap of 400 mm is not possible: choose between 0 and 100 mm."),
    ({"gap_mm": -1}, "A gap of -1 mm is not possible: choose between 0 and 100 mm."),
    ({"gap_mm": 3, "overlap_mm": 10}, "Sheets either overlap or have a gap between them: leave one of the two out."),
    ({"orientation": "sideways"}, "There is no orientation “sideways”. Known: auto, portrait, landscape."),
    ({"order": "up"}, "There is no order “up”. Known: auto, across, down."),
])
def test_what_is_not_possible_gets_a_sentence(wishes, sentence):
    with pytest.raises(CutoutError) as refusal:
        SheetOptions(**wishes)
    assert refusal.value.sentence == sentence


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_number_is_no_length(value):
    with pytest.raises(CutoutError):
        SheetOptions(margin_mm=value)


@pytest.mark.parametrize(("options", "under", "apart", "glued"), [
    (SheetOptions(), OVERLAP_MM, 0, True), (SheetOptions(overlap_mm=0), 0, 0, True), (SheetOptions(overlap_mm=17.5), 17.5, 0, True),
    (SheetOptions(gap_mm=0), 0, 0, True), (SheetOptions(gap_mm=4), 0, 4, False), (SheetOptions(gap_mm=4, overlap_mm=0), 0, 4, False)])
def test_overlap_or_gap(options, under, apart, glued):
    assert (options.under_mm, options.apart_mm, options.glued) == (under, apart, glued)


def test_a_name_alone_is_enough():
    assert wanted("a3", 12) == SheetOptions("a3", overlap_mm=12) and wanted(SheetOptions("a2"), 99) == SheetOptions("a2")
