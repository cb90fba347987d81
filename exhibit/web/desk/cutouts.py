"""Cutouts: choosing a testimony, laying out the board with the print file's own picture beside, moving, taking out."""
from __future__ import annotations

import io
from base64 import b64encode

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from exhibit.actions import boards, exhibitions, hall, own_figures
from exhibit.actions.gate import cutout_decision, page_decision
from exhibit.cutout.figures.heights import BANDS, height_mm
from exhibit.store import queries
from exhibit.web.desk.answers import REFUSALS, attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import base_url, blueprint, for_roles, now, who
from exhibit.web.desk.forms.cutout import CutoutForm, FigureForm
from exhibit.web.desk.forms.sheets import PrintForm
from exhibit.web.desk.words import metres, with_detail

PREVIEW_PX, PICTURE_PX = 560, 220


@blueprint.get("/exhibitions/<slug>/cutouts/new")
@for_roles("curator")
def choose_testimony(slug: str):
    """Testimonies to make a figure of, with a search."""
    found, total = queries.testimonies(search=request.args.get("q", "").strip(), limit=30)
    exhibition = queries.exhibition(slug)
    shown = {cutout.testimony_id for cutout in queries.cutouts(exhibition)}
    return render_template("desk/choose_testimony.html", exhibition=exhibition, testimonies=found, total=total, shown=shown)


@blueprint.post("/exhibitions/<slug>/cutouts")
@for_roles("curator")
def add_cutout(slug: str):
    fields = {"testimony_code": request.form.get("testimony", ""), "language": request.form.get("language", ""), **_first_choice(request.form.get("testimony", ""))}
    exhibition = queries.exhibition(slug)
    try:
        made = exhibitions.add_cutout(exhibition, fields, who(), now())
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.choose_testimony", slug=slug), 303)
    return done(_("The figure stands at the end of the hall."), url_for("desk.cutout", cutout_id=made.id))


def _first_choice(code: str) -> dict:
    """Figure and height to begin with: they fit the gender and age of the testimony, no more."""
    testimony = queries.testimony(code)
    gender, young = testimony.attributes.get("gender", ""), testimony.person.age_class in ("CHILD", "UNCERTAIN")
    girl = gender in ("woman", "girl")
    figure, band = (("standing-girl-1", "teen-girl") if girl else ("standing-boy-1", "teen-boy")) if young else (
        ("standing-woman-1", "adult-woman") if girl else ("standing-man-1", "adult-man"))
    return {"figure": figure, "height_mm": height_mm(band, code), "face": "none" if young else "calm"}


@blueprint.route("/cutouts/<int:cutout_id>", methods=["GET", "POST"])
def cutout(cutout_id: int):
    """One board: what it is made of, how it looks, what the gate says, its copies."""
    found = queries.cutout(cutout_id)
    form = _form(found)
    if request.method == "POST":
        return _save(found, form)
    return _board_page(found, form)


@for_roles("curator")
def _save(found, form: CutoutForm):
    if form.validate_on_submit() and attempt(form, exhibitions.save_cutout, found, form.values(), who(), now()):
        return done(_("Saved."), url_for("desk.cutout", cutout_id=found.id))
    return _board_page(found, form)


def _board_page(found, form: CutoutForm):
    return render_template(
        "desk/cutout.html", cutout=found, form=form, preview=_preview(found, {}), decision=cutout_decision(found, now()),
        page_decision=page_decision(found.testimony, found.language, now(), country=found.exhibition.country),
        print_form=PrintForm(), figure_form=FigureForm(), base_url=base_url()), status_of(form)


def _form(found) -> CutoutForm:
    languages = list(dict.fromkeys([found.language, *found.testimony.languages("CUTOUT"), *found.exhibition.languages]))
    form = CutoutForm(obj=found) if request.method == "GET" else CutoutForm()
    return form.offer(languages, _heights(found), own_figures.names(found.testimony.code))


def _heights(found) -> list[tuple[int, str]]:
    """One height a band for this cutout, and the one it has."""
    offered: dict[int, str] = {}
    for band in BANDS.values():
        offered.setdefault(height_mm(band.name, found.testimony.code), _l(band.label))
    if found.height_mm not in offered:
        offered = {found.height_mm: _l("as it is"), **offered}
    return [(height, with_detail(label, metres(height))) for height, label in offered.items()]


@blueprint.get("/cutouts/<int:cutout_id>/preview")
def preview(cutout_id: int):
    """The board with the form's unsaved values, as a fragment."""
    found = queries.cutout(cutout_id)
    changes = {key: request.args[key] for key in ("figure", "face", "template", "palette", "language") if request.args.get(key)}
    changes |= {key: request.args[key] for key in ("panel_side", "second_language") if key in request.args}
    if request.args.get("height_mm", "").isdigit():
        changes["height_mm"] = float(request.args["height_mm"])
    return render_template("desk/preview.html", preview=_preview(found, changes))


def _preview(found, changes: dict) -> dict:
    """{"picture": data address} or {"sentence": why there is none}."""
    try:
        png = boards.preview_board(found, base_url(), now(), PREVIEW_PX, **changes)
    except REFUSALS as refusal:
        return {"sentence": refusal.sentence}
    return {"picture": "data:image/png;base64," + b64encode(png).decode()}


@blueprint.get("/cutouts/<int:cutout_id>/picture.png")
def cutout_picture(cutout_id: int):
    """A small picture of the board for the hall's page; none where the gate says no."""
    try:
        return send_file(io.BytesIO(boards.preview_board(queries.cutout(cutout_id), base_url(), now(), PICTURE_PX)), mimetype="image/png")
    except REFUSALS:
        abort(404)


@blueprint.post("/cutouts/<int:cutout_id>/figure")
@for_roles("curator")
def upload_figure(cutout_id: int):
    """An own silhouette instead of a drawn figure."""
    found, sent = queries.cutout(cutout_id), request.files.get("picture")
    return try_then(url_for("desk.cutout", cutout_id=cutout_id), own_figures.upload, found, sent.read() if sent else b"", sent.filename if sent else "", request.form.get("shows", ""), who(), now(),
                    said=lambda name: _("The silhouette was cut out and is in use."))


@blueprint.post("/cutouts/<int:cutout_id>/move")
@for_roles("curator")
def move_cutout(cutout_id: int):
    found = queries.cutout(cutout_id)
    step = -1 if request.form.get("step") == "before" else 1
    return try_then(url_for("desk.exhibition", slug=found.exhibition.slug) + f"#cutout-{cutout_id}", hall.move_cutout, found, step, who(), now(),
                    said=lambda moved: _("It stands at place %(place)s now.", place=moved.position))


@blueprint.post("/cutouts/<int:cutout_id>/remove")
@for_roles("curator")
def remove_cutout(cutout_id: int):
    found = queries.cutout(cutout_id)
    slug = found.exhibition.slug
    return try_then(url_for("desk.exhibition", slug=slug), hall.remove_cutout, found, who(), now(), said=lambda place: _("The figure at place %(place)s was taken out of the hall.", place=place))
