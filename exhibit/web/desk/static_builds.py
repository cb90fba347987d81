"""Copies of the public site: order one, take it along, see until when each may be shown, say that one is gone."""
from __future__ import annotations

import tempfile
from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from exhibit import jobs
from exhibit.actions.receipts import printed_key
from exhibit.actions.static_site import following, orders
from exhibit.actions.static_site.folder import archive
from exhibit.actions.static_site.manifest import check_folder
from exhibit.store import queries, sites
from exhibit.web.desk.answers import REFUSALS, attempt, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.site_copy import SiteCopyForm


def _folder() -> Path:
    return current_app.config["EXHIBIT"].sites


@blueprint.route("/exhibitions/<slug>/sites", methods=["GET", "POST"])
def site_copies(slug: str):
    """Every copy of this exhibition's site, and the form for a new one."""
    found, form = queries.exhibition(slug), SiteCopyForm()
    if request.method == "POST":
        return _order(found, form)
    return _list(found, form)


@for_roles("curator")
def _order(found, form: SiteCopyForm):
    if form.validate_on_submit():
        wish = attempt(form, jobs.start_copy, found, form.place.data or "", form.kiosk.data, who(), now())
        if wish:
            return redirect(url_for("desk.site_order", token=wish.token), 303)
    return _list(found, form)


def _list(found, form: SiteCopyForm):
    waiting = [wish for wish in orders.wishes(_folder()) if wish.exhibition == found.slug and wish.working]
    return render_template("desk/site_copies.html", exhibition=found, form=form, builds=sites.builds(found), waiting=waiting), status_of(form)


@blueprint.get("/site-orders/<token>")
def site_order(token: str):
    """One order, until it is ready or refused."""
    wish = orders.wish_of(token, _folder())
    return render_template("desk/site_order.html", wish=wish, exhibition=queries.exhibition(wish.exhibition))


@blueprint.get("/site-orders/<token>/state")
def site_order_state(token: str):
    """How far it is, alone: the page asks for it every second."""
    return render_template("desk/site_order_state.html", wish=orders.wish_of(token, _folder()))


@blueprint.get("/sites/<uid>")
def site_copy(uid: str):
    """One copy: until when, where, what it holds, whether its folder is still what was signed."""
    found = sites.build(uid)
    checked = check_folder(Path(found.folder), now(), printed_key()) if following.within_reach(found) else None
    return render_template("desk/site_copy.html", build=found, checked=checked, uses=sites.uses_of_build(found), key=printed_key())


@blueprint.get("/sites/<uid>/file")
@for_roles("curator")
def site_file(uid: str):
    """The copy as one file, if everything in it may still be shown."""
    found = sites.build(uid)
    try:
        folder, out = following.may_hand_out(found, now()), tempfile.TemporaryFile()
        archive(folder, out)
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.site_copy", uid=uid), 303)
    out.seek(0)
    return send_file(out, mimetype="application/zip", as_attachment=True, download_name=f"{found.exhibition.slug}-site.zip")


@blueprint.post("/sites/<uid>/back")
@for_roles("curator")
def take_site_back(uid: str):
    """It exists no more, wherever it went."""
    return try_then(url_for("desk.site_copy", uid=uid), following.take_back, uid, who(), now(), _folder(),
                    said=lambda _build: _("Noted: this copy was taken back. What it showed is off the list."))
