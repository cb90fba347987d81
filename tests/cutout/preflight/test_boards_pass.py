"""Our own boards, in every template, for every shop: the independent reader finds nothing."""
from __future__ import annotations

import pytest

from exhibit.cutout import compose, figure_names, template_names, write_pdf
from exhibit.cutout.preflight import Report
from exhibit.cutout.press.files import print_files
from exhibit.cutout.press.profiles import profile, profile_names
from tests.cutout.preflight.handmade import report
from tests.cutout.samples import URL, spec_in


def wrong(pdf: bytes, shop: str = "plain", **asked: object) -> list[str]:
    return faults(report(pdf, shop, **asked))


def faults(found: Report) -> list[str]:
    return [f"{finding.name}: {finding.sentence}" for finding in found.findings if not finding.ok]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("template", template_names())
def test_every_template_passes(template, language):
    board = compose(spec_in(language, template=template))
    assert wrong(write_pdf(board), height_mm=board.height_mm, width_mm=board.width_mm, address=URL) == []


@pytest.mark.parametrize("figure", figure_names()[::7])
def test_every_kind_of_figure_passes(figure):
    assert wrong(write_pdf(compose(spec_in("fr", figure=figure)))) == []


@pytest.mark.parametrize("shop", profile_names())
def test_every_shops_files_pass_its_own_checks(shop):
    board = compose(spec_in("en", profile=shop, height_mm=1600.0))
    files = {file.suffix: report(file.pdf, shop, file_name=file.named("board")) for file in print_files(board)}
    assert {suffix: faults(found) for suffix, found in files.items() if faults(found)} == {}
    first = next(iter(files.values()))
    assert profile(shop).piece_mm or first.measures["width_mm"] == pytest.approx(board.width_mm, abs=0.5)
