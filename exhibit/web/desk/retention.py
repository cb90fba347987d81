"""What is due under the retention rules, erasures that wait for a second person, and what remains of those that are done."""
from __future__ import annotations

from flask import current_app, redirect, render_template, url_for
from flask_babel import gettext as _

from exhibit.actions import erasure
from exhibit.actions import retention as actions
from exhibit.store import keeping, queries
from exhibit.web.desk.answers import try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who


@blueprint.get("/retention")
@for_roles("officer", "verifier", "administrator")
def retention():
    """The dry run. Doing it is a command on the server, so that nobody erases by a slip of the mouse."""
    return render_template("desk/retention.html", steps=actions.plan(now()), waiting=keeping.erasures_waiting(), tombstones=keeping.tombstones(),
                           years=current_app.config["EXHIBIT"].evidence_years)


@blueprint.post("/testimonies/<code>/erasure")
@for_roles("caseworker", "verifier", "officer")
def ask_erasure(code: str):
    """The first of two people."""
    return try_then(url_for("desk.person_file", code=code), erasure.ask, queries.testimony(code), who(), now(),
                    said=lambda _nothing: _("Noted. Another person with the role verifier or data-protection officer must do it."))


@blueprint.post("/testimonies/<code>/erase")
@for_roles("verifier", "officer")
def erase(code: str):
    """The second."""
    found = queries.testimony(code)
    answer = try_then(url_for("desk.retention"), erasure.erase, found, who(), now(), said=_erased)
    return answer if queries.find_testimony(code) is None else redirect(url_for("desk.person_file", code=code), 303)


def _erased(done: erasure.Erased) -> str:
    if done.traceless:
        return _("%(code)s is erased, with %(files)s files. What must be provable remains as codes, dates and hashes.", code=done.code, files=done.files)
    return _("%(code)s is erased. The database was busy and lets go of the last traces with the next erasure.", code=done.code)
