"""The preflight sheet, and the words of a mail."""
from __future__ import annotations

import json
from dataclasses import replace

import pytest

from exhibit.cutout.preflight import CHECKS, preflight
from exhibit.cutout.press.profiles import profile
from tests.cutout.preflight.handmade import ADDRESS, CLEAN, TALL, WIDE, code, drawn, failing, page, report


def test_every_check_answers_every_time():
    findings = preflight(page())
    assert [finding.name for finding in findings] == [check.name for check in CHECKS] and len({check.name for check in CHECKS}) == len(CHECKS) > 50
    assert all(finding.ok and finding.sentence.endswith(".") for finding in findings)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_says_why_it_is_made(check):
    assert check.why.endswith(".") and check.severity in ("refuse", "ask")


def test_the_measures_are_those_of_the_board():
    measures = report(page()).measures
    assert (measures["width_mm"], measures["height_mm"], measures["cut_nodes"], measures["scale"]) == (WIDE, TALL, 8, "1:1")
    assert measures["smallest_radius_mm"] == pytest.approx(30, abs=1.5) and measures["text_to_cut_mm"] == pytest.approx(50, abs=3)
    assert measures["codes"] == [{"address": ADDRESS, "width_mm": 100.0, "module_mm": 4.0, "reads_from_mm": 1152}]
    assert measures["smallest_letters_mm"] == pytest.approx(36 * 25.4 / 72 * 0.55, abs=0.4)
    assert measures["fonts"] == [] and measures["spot_colours"] == ["CutContour"] and measures["pictures"] == []


def test_the_sheet_is_one_json_document():
    document = json.loads(json.dumps(report(page(), file_name="board.pdf").document()))
    assert document["ok"] and document["file"] == "board.pdf" and document["profile"] == "plain" and len(document["checks"]) == len(CHECKS)


def test_the_sheet_begins_with_what_is_wrong():
    text = report(drawn(code=code(30))).text()
    assert text.startswith("refused  code size: ") and text.endswith(f"1 of {len(CHECKS)} checks fail for Plain: PDF/X-1a, CutContour.")


def test_a_mail_says_what_was_measured_and_asks_a_question():
    mail = report(drawn(cut=CLEAN.cut.replace(" h S", " S")), file_name="board-7.pdf").mail()
    assert mail.startswith("Subject: board-7.pdf: please look at 1 point\n\nDear colleagues,\n\nwe checked board-7.pdf against your requirements as we know them (Plain")
    assert "- board 500.0 x 1200.0 mm at 1:1, 1 page(s), PDF 1.4, PDF/X-1a:2003" in mail and "- cut line CutContour: " in mail and "code HTTPS://VOICES.EU/ABC234: 100.0 mm wide" in mail
    assert "1. Cut closed (page 1, " in mail and "Could you tell us for each point" in mail and mail.endswith("Kind regards,\n")


def test_names_keep_their_capitals_in_a_mail():
    mail = report(drawn(extra="1 0 0 rg 50 50 100 100 re f")).mail()
    assert "1. CMYK and spot only (page 1, " in mail and "RGB (1 place)." in mail and "colours: CMYK, RGB, CutContour" in mail


def test_a_mail_with_a_clean_file_asks_for_nothing():
    mail = report(page()).mail()
    assert "ready to print" in mail and "without scaling" in mail and "Could you" not in mail


def test_a_board_larger_than_the_shops_largest_piece():
    shop = replace(profile("plain"), piece_mm=(400.0, 1000.0))
    assert failing(page(), shop) == ["largest piece"]
    assert failing(page(), replace(shop, piece_mm=(1200.0, 500.0))) == []


def test_a_code_that_reads_only_straight_on():
    """A white patch of eight modules in its middle, as a logo: two readers manage on the screen, not in a hall."""
    assert failing(drawn(code=f"{code()} 0 0 0 0 k 94 334 32 32 re f")) == ["code in the hall"]
