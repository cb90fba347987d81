"""Walking the room: start, follow on the screen, type a code, sign, and close by a second person."""
from __future__ import annotations

import io

from flask import redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from exhibit.actions import walks
from exhibit.paper import write_pdf
from exhibit.store import queries
from exhibit.store import uses as ledger
from exhibit.web.desk.answers import try_then
from exhibit.web.desk.blueprint import base_url, blueprint, now, who
from exhibit.web.desk.crew_papers import walk_paper
from exhibit.web.desk.wiring import interface_language

VERDICTS = {walks.LIVE: _l("may stand"), walks.TAKE_DOWN: _l("take down"), walks.WRONG_PLACE: _l("wrong place"), walks.UNKNOWN: _l("unknown code")}
HINTS = {walks.LIVE: "success", walks.TAKE_DOWN: "danger", walks.WRONG_PLACE: "warning", walks.UNKNOWN: "warning"}


@blueprint.route("/exhibitions/<slug>/walks", methods=["GET", "POST"])
def walks_of_exhibition(slug: str):
    """Earlier walks, and a new one."""
    found = queries.exhibition(slug)
    if request.method == "POST":
        return redirect(url_for("desk.walk", walk_id=walks.start_walk(found, who(), now()).id), 303)
    return render_template("desk/walks.html", exhibition=found, walks=[(walk, walks.walk_list(walk)) for walk in ledger.walks_in(found)])


@blueprint.get("/walks/<int:walk_id>")
def walk(walk_id: int):
    """What was met and what is still missing; the link for a telephone; later the signed list."""
    found = ledger.walk(walk_id)
    link = f"{base_url()}/h/walk/{walks.token(found)}"
    return render_template("desk/walk.html", walk=found, list=walks.walk_list(found), verdicts=VERDICTS, link=link, said=request.args.get("said", ""), hints=HINTS)


@blueprint.post("/walks/<int:walk_id>/scan")
def scan(walk_id: int):
    """A code read or typed at the desk's own screen."""
    code = "".join(request.form.get("code", "").split()).upper()
    return try_then(url_for("desk.walk", walk_id=walk_id), walks.scan, walk_id, code, now(), said=lambda verdict: f"{code[:20]}: {VERDICTS[verdict]}")


@blueprint.post("/walks/<int:walk_id>/sign")
def sign_walk(walk_id: int):
    return try_then(url_for("desk.walk", walk_id=walk_id), walks.sign_walk, walk_id, who(), now(),
                    said=lambda found: _("Signed. The list is closed.") if found.closed_at else _("Signed. Boards had to come down: a second person looks at the list and closes it."))


@blueprint.post("/walks/<int:walk_id>/close")
def close_walk(walk_id: int):
    return try_then(url_for("desk.walk", walk_id=walk_id), walks.close_walk, walk_id, who(), now(), said=lambda _walk: _("The list is closed."))


@blueprint.get("/walks/<int:walk_id>/list.pdf")
def walk_pdf(walk_id: int):
    found = ledger.walk(walk_id)
    paper = write_pdf(walk_paper(found, walks.walk_list(found), interface_language(), VERDICTS.__getitem__))
    return send_file(io.BytesIO(paper), mimetype="application/pdf", as_attachment=True, download_name=f"{found.exhibition.slug}-walk-{found.id}.pdf")
