"""The history: whole or not, its signed roots, who did and who read what."""
from __future__ import annotations

import io
import json
from datetime import date

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from exhibit.actions import audit as actions
from exhibit.store import history
from exhibit.web.desk.answers import REFUSALS
from exhibit.web.desk.blueprint import blueprint, for_roles, now
from exhibit.web.desk.words import ENTRIES

PAGE = 50
WATCHERS = ("verifier", "officer", "administrator")


@blueprint.get("/audit")
@for_roles(*WATCHERS)
def audit():
    """The newest entries, and the filters."""
    return _page()


@blueprint.post("/audit/verify")
@for_roles(*WATCHERS)
def verify_history():
    """Walk it now."""
    return _page(actions.verify())


def _page(report: actions.Report | None = None):
    asked = {name: request.args.get(name, "").strip() for name in ("kind", "code", "by")}
    before = request.args.get("before", type=int)
    rows = history.entries(**asked, limit=PAGE + 1, before=before)
    return render_template("desk/audit.html", rows=rows[:PAGE], older=rows[PAGE - 1].seq if len(rows) > PAGE else None, asked=asked, kinds=history.kinds(), entry_words=ENTRIES,
                           report=report, public_key=actions.public_key(), today=now().date())


@blueprint.get("/audit/root")
@for_roles(*WATCHERS)
def history_root():
    """The signed root of a day, as a file."""
    try:
        day = date.fromisoformat(request.args["day"]) if request.args.get("day") else None
        document = actions.root_of(day, now())
    except ValueError:
        flash(_("Give the day as year, month, day, for example 2026-10-18."), "danger")
        return redirect(url_for("desk.audit"))
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.audit"))
    return send_file(io.BytesIO(json.dumps(document, indent=1).encode()), mimetype="application/json", as_attachment=True, download_name=f"history-root-{document['day']}.json")
