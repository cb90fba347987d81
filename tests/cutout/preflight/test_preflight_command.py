"""`exhibit preflight`: exit 0 when a shop takes the file, 1 with the reasons when it does not, 2 for wrong use."""
from __future__ import annotations

import pytest

from tests.cli.conftest import typed
from tests.cutout.preflight.handmade import ADDRESS, TALL, code, drawn, page

__all__ = ["typed"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "board.pdf"
    path.write_bytes(page())
    return path


def test_a_clean_file_passes(typed, file):
    said = typed("preflight", file, "--height", TALL, "--address", ADDRESS)
    assert said.code == 0 and "checks pass for Plain" in said.out and not said.err


def test_a_file_with_a_fault_is_refused_and_the_fault_comes_first(typed, file):
    file.write_bytes(drawn(code=code(30)))
    said = typed("preflight", file)
    assert said.code == 1 and said.out.startswith("refused  code size: The code is 30 mm wide, its modules 1.2")
    assert "(page 1, 95 mm from the left and 335 mm from the lower edge of the page)" in said.out.splitlines()[0]


def test_the_document_says_the_same(typed, file):
    said = typed("preflight", file, "--json", "--height", 1650)
    assert said.code == 1 and not said.document["ok"]
    wrong = [check for check in said.document["checks"] if not check["ok"]]
    assert [check["name"] for check in wrong] == ["asked size"] and "1200.0 mm tall; 1650.0 mm were asked (27.3% too small)" in wrong[0]["sentence"]
    assert said.document["measures"]["height_mm"] == 1200.0 and said.document["measures"]["cut_nodes"] == 8


def test_what_only_needs_a_look_is_no_refusal(typed, file):
    file.write_bytes(page().replace(b"/PrintScaling /None", b"/PrintScaling /Hmmm"))
    said = typed("preflight", file)
    assert said.code == 0 and said.out.startswith("ask      print scaling") and "1 point(s) to look at" in said.out


def test_the_mail_is_for_the_chosen_shop(typed, file):
    said = typed("preflight", file, "--profile", "onlineprinters", "--mail")
    assert said.code == 1 and "Onlineprinters" in said.out
    assert "1. Cut line: The cut line is called “CutContour”; this shop's machine looks for “CutContur”." in said.out


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "The file is empty"), (b"%!PS-Adobe-3.0\nshowpage\n", "This is no PDF"), (b"%PDF-1.4\n%%EOF", "The file is damaged"), (page()[:20_000], "The page cannot be turned into a picture")])
def test_a_file_that_nobody_can_read_gives_one_sentence(typed, file, content, sentence):
    file.write_bytes(content)
    said = typed("preflight", file)
    assert said.code == 1 and said.err.startswith(sentence) and not said.out and len(said.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["nothing.pdf"], ["{file}", "--profile", "nobody"], ["{file}", "--height", "tall"], []])
def test_wrong_use_is_said(typed, file, arguments):
    said = typed("preflight", *(argument.format(file=file) for argument in arguments))
    assert said.code == 2 and said.err and not said.out


def test_no_database_is_needed(typed, file, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert typed("preflight", file).code == 0
