"""Figures: chosen, laid out, printed; and the pack."""
from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from exhibit.actions.gate import cutout_decision
from exhibit.cutout import preflight, verify_codes
from exhibit.cutout.press.raster import page_count
from exhibit.store import db, queries


@pytest.fixture
def board(demo_app):
    return queries.cutouts(queries.exhibition("demo"))[0]


def test_a_figure_is_added_from_the_list_of_testimonies(sign_in, demo_app):
    desk = sign_in("curator")
    page = desk.submit("/desk/exhibitions/demo/cutouts/new?q=T07", 'form[action$="/cutouts"]', language="en")
    assert page.h1.text.startswith("16 · ")
    made = queries.cutouts(queries.exhibition("demo"))[-1]
    assert (made.testimony.code, made.language, made.figure, len(made.copies)) == ("T07", "en", "standing-man-1", 1)
    assert page.select_one("#preview img")["src"].startswith("data:image/png;base64,")


def test_the_layout_is_saved_and_the_preview_shows_what_is_not_saved_yet(sign_in, board):
    desk = sign_in("curator")
    before = desk.page(f"/desk/cutouts/{board.id}").select_one("#preview img")["src"]
    unsaved = desk.page(f"/desk/cutouts/{board.id}/preview?palette=mint&figure=standing-woman-3&face=smile").img["src"]
    assert unsaved != before
    desk.submit(f"/desk/cutouts/{board.id}", "#board", palette="mint", figure="standing-woman-3", face="smile")
    assert desk.page(f"/desk/cutouts/{board.id}").select_one("#preview img")["src"] == unsaved


def test_a_language_the_person_did_not_agree_to_is_refused_in_words(sign_in, board):
    fragment = sign_in("curator").page(f"/desk/cutouts/{board.id}/preview?language=pt")
    assert not fragment.img and "has not agreed to this language" in fragment.text


@pytest.mark.looks
def test_a_preview_of_nonsense_is_a_sentence(sign_in, board):
    desk = sign_in("curator")
    for query in ("figure=nobody", "face=angry", "template=none", "height_mm=99999", "palette=black"):
        fragment = desk.page(f"/desk/cutouts/{board.id}/preview?{query}")
        assert not fragment.img and len(fragment.text.strip()) > 20, query


@pytest.mark.parametrize("sheet", ["full", "a4", "a3"])
@pytest.mark.looks
def test_a_print_file_comes_as_a_file_with_its_code_readable(sign_in, board, sheet):
    desk = sign_in("curator")
    copy = board.copies[0]
    page = desk.page(f"/desk/cutouts/{board.id}")
    token = page.select_one(f'form[action="/desk/copies/{copy.code}/print"] input[name="csrf_token"]')["value"]
    answer = desk.client.post(f"/desk/copies/{copy.code}/print", data={"csrf_token": token, "sheet": sheet, "overlap_mm": "10"})
    assert answer.mimetype == "application/pdf" and copy.code in answer.headers["Content-Disposition"]
    if sheet == "full":
        verify_codes(answer.data, [f"HTTP://127.0.0.1:8000/{copy.code}"])
        assert all(check.ok for check in preflight(answer.data))
    else:
        assert page_count(answer.data) > 5
    assert any("printed cutout" in row.text and copy.code in row.text for row in desk.page("/desk/testimonies/T01/uses").select("tbody tr"))


def test_an_overlap_that_cannot_be_is_a_sentence(sign_in, board):
    page = sign_in("curator").submit(f"/desk/cutouts/{board.id}", 'form[action$="/print"]', sheet="a4", overlap_mm="400")
    assert "between 0 and 50 mm" in page.select_one("[role=alert]").text


def test_a_board_already_printed_stays_on_record(sign_in, board):
    desk = sign_in("curator")
    desk.client.post(f"/desk/copies/{board.copies[0].code}/print", data={
        "csrf_token": desk.page(f"/desk/cutouts/{board.id}").select_one('input[name="csrf_token"]')["value"], "sheet": "full", "overlap_mm": "10"})
    page = desk.submit(f"/desk/cutouts/{board.id}", f'form[action="/desk/cutouts/{board.id}/remove"]')
    assert "already printed" in page.select_one("[role=alert]").text


def test_one_more_copy_has_a_code_of_its_own(sign_in, board):
    page = sign_in("curator").submit(f"/desk/cutouts/{board.id}", f'form[action="/desk/cutouts/{board.id}/copies"]')
    db.session.expire_all()
    codes = {copy.code for copy in queries.cutout(board.id).copies}
    assert len(codes) == 2 and all(code in page.select_one(".copies").text for code in codes)


def silhouette() -> bytes:
    """A plain standing shape: head, body, two legs joined at the ground."""
    picture = Image.new("RGB", (400, 1000), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((140, 20, 260, 160), fill="black")
    pen.rounded_rectangle((100, 150, 300, 600), 60, fill="black")
    pen.rectangle((120, 560, 190, 990), fill="black")
    pen.rectangle((210, 560, 280, 990), fill="black")
    pen.rectangle((90, 950, 310, 995), fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def upload(desk, board, content, name, **answers):
    return desk.submit(f"/desk/cutouts/{board.id}", f'form[action="/desk/cutouts/{board.id}/figure"]', files={"picture": (io.BytesIO(content), name)}, **answers)


SHAPE_SVG = (b'<svg xmlns="http://www.w3.org/2000/svg"><title>Woman, standing</title><circle cx="100" cy="60" r="45"/><rect x="40" y="98" width="120" height="330" rx="30"/>'
             b'<rect x="50" y="420" width="100" height="360"/></svg>')


@pytest.mark.parametrize(("content", "name"), [(silhouette(), "shape.png"), (SHAPE_SVG, "shape.svg")])
def test_an_own_silhouette_becomes_the_figure(sign_in, board, content, name):
    desk = sign_in("curator")
    before = desk.page(f"/desk/cutouts/{board.id}").select_one("#preview img")["src"]
    height_mm = board.height_mm
    page = upload(desk, board, content, name, shows="IMG_SILHOUETTE")
    assert "cut out and is in use" in page.select_one("[role=status]").text
    db.session.expire_all()
    assert queries.cutout(board.id).figure.startswith("own-") and queries.cutout(board.id).height_mm == height_mm, "nothing is measured on the picture"
    assert page.select_one("#preview img")["src"] != before


@pytest.mark.parametrize(("content", "name"), [(b"not a picture at all", "notes.txt"), (b"%PDF-1.4", "board.pdf"), (b"", ""), (silhouette()[:200], "half.png"),
                                               (SHAPE_SVG.replace(b"<title>", b"<script>1</script><title>"), "shape.svg"), (SHAPE_SVG, "woman in chains.svg")])
@pytest.mark.looks
def test_an_upload_that_is_no_image_is_refused_and_the_figure_stays(sign_in, board, content, name):
    page = upload(sign_in("curator"), board, content, name, shows="IMG_SILHOUETTE")
    assert len(page.select_one("[role=alert]").text.strip()) > 20
    db.session.expire_all()
    assert queries.cutout(board.id).figure == "standing-woman-2"


@pytest.mark.parametrize("shows", [None, "IMG_OWN_OPEN", "IMG_NONE"])
def test_whom_a_figure_shows_must_be_said_and_is_never_somebody_recognisable(sign_in, board, shows):
    desk = sign_in("curator")
    page = desk.page(f"/desk/cutouts/{board.id}")
    form = page.select_one(f'form[action="/desk/cutouts/{board.id}/figure"]')
    assert [box["value"] for box in form.select("input[name=shows]")] == ["IMG_SILHOUETTE", "IMG_DRAWN", "IMG_STANDIN", "IMG_OWN_HIDDEN"]
    assert not form.select("input[name=shows][checked]")
    token = form.select_one('input[name="csrf_token"]')["value"]
    answers = {"csrf_token": token, "picture": (io.BytesIO(SHAPE_SVG), "shape.svg")} | ({"shows": shows} if shows else {})
    desk.client.post(f"/desk/cutouts/{board.id}/figure", data=answers, content_type="multipart/form-data")
    assert "Say whom the figure shows" in desk.page(f"/desk/cutouts/{board.id}").select_one("[role=alert]").text
    db.session.expire_all()
    assert queries.cutout(board.id).figure == "standing-woman-2"


def test_the_gate_asks_for_the_permission_of_what_the_figure_shows(sign_in, board, now):
    """The demo's people agreed to a drawn figure of nobody in particular, and to no other picture."""
    desk = sign_in("curator")
    page = upload(desk, board, SHAPE_SVG, "shape.svg", shows="IMG_OWN_HIDDEN")
    db.session.expire_all()
    decision = cutout_decision(queries.cutout(board.id), now)
    assert not page.select_one("#preview img") and decision.reasons == ("NOT_ASKED",) and "IMG_OWN_HIDDEN" in decision.requires
    page = upload(desk, board, SHAPE_SVG, "shape.svg", shows="IMG_SILHOUETTE")
    db.session.expire_all()
    assert page.select_one("#preview img") and cutout_decision(queries.cutout(board.id), now).allowed


@pytest.mark.looks
def test_all_boards_in_one_picture(sign_in, demo_app):
    answer = sign_in("curator").get("/desk/exhibitions/demo/contact-sheet.png")
    assert answer.mimetype == "image/png" and Image.open(io.BytesIO(answer.data)).width > 1000


def test_a_pack_waits_for_its_turn_and_says_so(sign_in, demo_app):
    page = sign_in("curator").submit("/desk/exhibitions/demo", 'form[action="/desk/exhibitions/demo/packs"]')
    assert "Waiting for its turn" in page.select_one("#progress").text
    assert page.select_one("progress") is not None
