"""One person's file: to hand out, and to bring in from elsewhere."""
from __future__ import annotations

import io
import json

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from exhibit.actions import erasure, person_file, person_import, person_paper
from exhibit.consent.words import LANGUAGES, words_language
from exhibit.store import queries
from exhibit.web.desk.answers import REFUSALS, done
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who


@blueprint.get("/testimonies/<code>/file", endpoint="person_file")
@for_roles("caseworker", "officer", "verifier")
def overview(code: str):
    """What it holds, and the buttons."""
    found = queries.testimony(code)
    return render_template("desk/person_file.html", testimony=found, file=person_file.of(found, now()), languages=LANGUAGES, asked_by=erasure.asked_by(found),
                           language=words_language(found.person.preferred_language or found.original_language))


@blueprint.post("/testimonies/<code>/file")
@for_roles("caseworker", "officer")
def export_person_file(code: str):
    """As a file: that it was taken is in the history."""
    found = queries.testimony(code)
    file, content = person_file.export(found, who(), now())
    if request.form.get("form") == "pdf":
        return send_file(io.BytesIO(person_paper.pdf(file, request.form.get("language", "en"))), mimetype="application/pdf", as_attachment=True, download_name="file.pdf")
    return send_file(io.BytesIO(content), mimetype="application/json", as_attachment=True, download_name=f"{file.person_code}.json")


@blueprint.post("/testimonies/import")
@for_roles("caseworker")
def import_person_file():
    """From another installation: nothing opens."""
    try:
        document = json.loads(request.files["file"].read()) if request.files.get("file") else None
        made = person_import.bring_in(document if isinstance(document, dict) else {}, who(), now())
    except (ValueError, *REFUSALS) as refusal:
        flash(getattr(refusal, "sentence", _("This is no JSON document: choose the file that the other installation wrote.")), "danger")
        return redirect(url_for("desk.testimonies"), 303)
    return done(_("Brought in: %(permissions)s permissions and %(texts)s texts; %(known)s were here already. Nothing is open: each yes is to be confirmed.",
                  permissions=made.permissions, texts=made.texts, known=made.known), url_for("desk.testimony", code=made.testimony.code))
