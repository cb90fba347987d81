"""The pack: all boards of an exhibition, made by the queue, with a progress bar and the list of what was left out."""
from __future__ import annotations

import io

from flask import current_app, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _

from exhibit import jobs
from exhibit.actions import boards
from exhibit.actions.packs.jobs import cancel, pack_file
from exhibit.store import queries
from exhibit.web.desk.answers import REFUSALS, try_then
from exhibit.web.desk.blueprint import base_url, blueprint, for_roles, now, who


@blueprint.post("/exhibitions/<slug>/packs")
@for_roles("curator")
def start_pack(slug: str):
    job = jobs.start_pack(queries.exhibition(slug), who(), now())
    return redirect(url_for("desk.pack", job_id=job.id), 303)


@blueprint.get("/packs/<job_id>")
def pack(job_id: str):
    job = queries.job(job_id)
    return render_template("desk/pack.html", job=job, exhibition=queries.exhibition_of(job))


@blueprint.get("/packs/<job_id>/progress")
def progress(job_id: str):
    """The bar alone: the page asks for it every second until the pack is ready."""
    return render_template("desk/progress.html", job=queries.job(job_id))


@blueprint.post("/packs/<job_id>/cancel")
@for_roles("curator")
def cancel_pack(job_id: str):
    return try_then(url_for("desk.pack", job_id=job_id), cancel, queries.job(job_id), who(), now(), said=lambda job: _("The pack was cancelled."))


@blueprint.post("/packs/<job_id>/again")
@for_roles("curator")
def pack_again(job_id: str):
    """A pack that failed or was cancelled, once more."""
    try:
        job = jobs.start_again(queries.job(job_id), who(), now())
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.pack", job_id=job_id), 303)
    return redirect(url_for("desk.pack", job_id=job.id), 303)


@blueprint.get("/packs/<job_id>/file")
@for_roles("curator")
def pack_download(job_id: str):
    """The finished pack, if every board in it may still be shown."""
    job = queries.job(job_id)
    try:
        path = pack_file(job, current_app.config["EXHIBIT"].packs, now())
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.pack", job_id=job_id), 303)
    return send_file(path, mimetype="application/zip", as_attachment=True, download_name=f"{queries.exhibition_of(job).slug}-pack.zip")


@blueprint.get("/exhibitions/<slug>/contact-sheet.png")
def contact_sheet(slug: str):
    """All boards that may be printed, side by side at one scale."""
    try:
        return send_file(io.BytesIO(boards.contact_sheet(queries.exhibition(slug), base_url(), now())), mimetype="image/png")
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.exhibition", slug=slug), 303)
