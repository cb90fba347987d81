"""Looking before printing: any part of a board, the board from three metres, the hall side by side."""
from __future__ import annotations

import io
import math
from base64 import b64encode

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import lazy_gettext as _l

from exhibit.actions import looking
from exhibit.actions.boards import texts_on
from exhibit.actions.gate import board_languages
from exhibit.actions.margin_notes import waiting_on
from exhibit.cutout.board.colour_vision import confusions
from exhibit.store import queries
from exhibit.story.ethics import RULES
from exhibit.web.desk.answers import REFUSALS
from exhibit.web.desk.blueprint import base_url, blueprint, now
from exhibit.web.desk.margin_notes import in_words
from exhibit.web.desk.words import COLOURS, KINDS

PX_PER_MM = 96 / 25.4  # CSS pixels
CLOSER = 2.5
PARTS = {"face": _l("face"), "quote": _l("quote"), "testimony": _l("text on the board"), "code": _l("code"), "notes": _l("notes"), "credits": _l("credits")}


@blueprint.get("/cutouts/<int:cutout_id>/closer")
def closer(cutout_id: int):
    """The board with a click closer to where it was clicked; named parts for the keyboard."""
    found = queries.cutout(cutout_id)
    shown, wanted = _box(), None
    if shown and (at := _numbers("at.x", "at.y")):
        wanted = _clicked(shown, at)
    elif shown:
        wanted = ((shown[0] + shown[2]) / 2, (shown[1] + shown[3]) / 2), shown[2] - shown[0]
    try:
        view = looking.look_at(found, base_url(), now(), *(wanted or (None, None)))
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.cutout", cutout_id=cutout_id), 303)
    return render_template("desk/closer.html", cutout=found, view=view, picture="data:image/png;base64," + b64encode(view.png).decode(), parts=PARTS,
                           far_px=round(view.far_width_mm * PX_PER_MM), view_px=looking.VIEW_PX)


def _box() -> list[float] | None:
    """The part shown, as the address says it; None where it is no box."""
    box = _numbers("left", "bottom", "right", "top")
    return box if box and box[0] < box[2] and box[1] < box[3] else None


def _numbers(*names: str) -> list[float] | None:
    """Numbers of the address, None unless all are there and are numbers."""
    try:
        found = [float(request.args[name]) for name in names]
    except (KeyError, ValueError):
        return None
    return found if all(map(math.isfinite, found)) else None


def _clicked(shown: list[float], at: list[float]) -> tuple[tuple[float, float], float]:
    """Centre and width of the closer part. A key pressed on the picture sends 0, 0: its middle then."""
    scale = (shown[2] - shown[0]) / looking.VIEW_PX
    middle = (shown[0] + shown[2]) / 2, (shown[1] + shown[3]) / 2
    centre = (shown[0] + at[0] * scale, shown[3] - at[1] * scale) if any(at) else middle
    return centre, (shown[2] - shown[0]) / CLOSER


@blueprint.get("/cutouts/<int:cutout_id>/checks")
def board_checks(cutout_id: int):
    """Every rule the board keeps or breaks, with the place, and what an independent reader says of its files."""
    found = queries.cutout(cutout_id)
    try:
        checks = looking.check_board(found, base_url(), now())
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.cutout", cutout_id=cutout_id), 303)
    picture = checks.picture and "data:image/png;base64," + b64encode(checks.picture).decode()
    waiting = waiting_on(texts_on(found, board_languages(found)))
    return render_template("desk/board_checks.html", cutout=found, checks=checks, picture=picture, waiting=waiting, margin_words=in_words, rules=RULES, kinds=KINDS)


@blueprint.get("/exhibitions/<slug>/line-up")
def line_up(slug: str):
    """All boards at one scale beside a figure of 1.70 m, and panel colours that some visitors cannot tell apart."""
    exhibition = queries.exhibition(slug)
    used = sorted({cutout.palette for cutout in queries.cutouts(exhibition)})
    return render_template("desk/line_up.html", exhibition=exhibition, colours=COLOURS, alike=list(dict.fromkeys((pair.one, pair.other) for pair in confusions(used))))


@blueprint.get("/exhibitions/<slug>/line-up.png")
def line_up_picture(slug: str):
    """The picture by itself: it takes a second a board, and the page need not wait for it."""
    try:
        return send_file(io.BytesIO(looking.hall_picture(queries.exhibition(slug), base_url(), now())), mimetype="image/png")
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.exhibition", slug=slug), 303)
