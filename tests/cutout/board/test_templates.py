"""Templates are data: a row that is wrong stops on load with a sentence that says what to write."""
import tomllib

import pytest

from exhibit.cutout import compose
from exhibit.cutout.board.arrangements import ARRANGEMENTS
from exhibit.cutout.board.measures import MEASURES
from exhibit.cutout.board.templates import TABLE, read_templates, template, template_names
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.type.typeset import MM_PER_PT
from tests.cutout.samples import spec_in

ROWS = tomllib.loads(TABLE.read_text(encoding="utf-8"))


def written(row) -> str:
    def value(part):
        return f'"{part}"' if isinstance(part, str) else str(part).lower() if isinstance(part, bool) else str(part)

    return "\n".join(["[tall]", *(f"{key} = {value(part)}" for key, part in row.items())])


def test_every_arrangement_has_its_measures_and_a_template():
    assert set(ARRANGEMENTS) == set(MEASURES) == {template(name).arrangement for name in template_names()}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_is_read_as_it_is_written(name):
    read = read_templates(written(ROWS[name]))["tall"]
    assert read.measures == template(name).measures and read.arrangement == ROWS[name]["arrangement"]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("key", ["margin_mm", "foot_mm", "easel_mm"])
def test_a_missing_measure_is_named(name, key):
    row = {other: value for other, value in ROWS[name].items() if other != key}
    with pytest.raises(CutoutError, match=f"The template “tall” lacks {key}. A {name} takes "):
        read_templates(written(row))


@pytest.mark.parametrize(("change", "sentence"), [
    ({"arrangement": "spiral"}, "has no arrangement that is known: write arrangement = one of panel, body, plinth, banner."),
    ({"colour": "red"}, "has unknown measures: colour. A panel takes panel_share, "),
    ({"margin_mm": "wide"}, "margin_mm must be a number."),
    ({"margin_mm": True}, "margin_mm must be a number."),
    ({"margin_mm": -3}, "margin_mm must be a number."),
    ({"column_mm": 300}, "column_mm must be a list of numbers."),
    ({"column_mm": []}, "column_mm must be a list of numbers."),
    ({"code_centre_mm": [1000, 1500]}, "code_centre_mm must lie between 900 and 1300 mm"),
    ({"code_centre_low_mm": [600]}, "code_centre_low_mm must lie between 700 and 900 mm"),
])
def test_a_wrong_measure_is_refused_with_what_to_write(change, sentence):
    with pytest.raises(CutoutError) as refusal:
        read_templates(written({**ROWS["panel"], **change}))
    assert refusal.value.sentence.startswith("The template “tall”") and sentence in refusal.value.sentence


def test_a_body_is_filled_with_colour_or_ink():
    assert read_templates(written({**ROWS["body"], "ground": "ink"}))["tall"].measures.ground == "ink"
    with pytest.raises(CutoutError, match="ground must be one of colour, ink"):
        read_templates(written({**ROWS["body"], "ground": "gold"}))


@pytest.mark.parametrize("name", template_names())
def test_columns_are_as_wide_as_can_be_read(name):
    columns = ROWS[name].get("column_mm", [])
    for width in columns if isinstance(columns, list) else [columns]:
        assert 280 <= width <= 50 * 27.5 * MM_PER_PT, "no size keeps lines under 55 characters"


def test_an_unknown_template_names_those_there_are():
    with pytest.raises(CutoutError, match="There is no template “poster”. Known: panel, body, plinth, banner"):
        compose(spec_in("en", template="poster"))
