"""Texts of a testimony: writing them, and recording that the person approved exactly this one."""
from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import testimonies as actions
from exhibit.actions.back_translations import approve_translation
from exhibit.actions.document_text import read_document
from exhibit.actions.sent_back import sent_back
from exhibit.errors import Conflict, ExhibitError, NotFound
from exhibit.store import queries
from exhibit.story.labels import NAMES
from exhibit.web.desk.answers import done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.testimony import TextForm
from exhibit.web.desk.margin_notes import margin_of
from exhibit.web.desk.words import KINDS


@blueprint.get("/testimonies/<code>/texts")
def open_text(code: str):
    """From the two choices on the testimony's page to the text."""
    return redirect(url_for("desk.text", code=code, kind=request.args.get("kind", "STORY"), language=request.args.get("language", "en")))


@blueprint.route("/testimonies/<code>/texts/<kind>/<language>", methods=["GET", "POST"])
@for_roles("curator", "caseworker")
def text(code: str, kind: str, language: str):
    """Write one text. Somebody else's newer text is shown beside yours, never overwritten."""
    if kind not in KINDS or language not in NAMES:
        raise NotFound("There is no such kind of text or language.")
    found = queries.testimony(code)
    newest = found.newest(kind, language)
    form = TextForm(obj=None, data={"body": newest.body if newest else "", "based_on": newest.id if newest else ""})
    theirs = None
    if form.validate_on_submit():
        try:
            actions.save_text(found, language, kind, _sent_text(form), _number(request.form.get("based_on")), who(), now())
        except Conflict as refusal:
            form.form_errors.append(refusal.sentence)
            theirs = found.newest(kind, language)
            form.based_on.data = str(theirs.id)
        except ExhibitError as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            return done(_("Saved as a new version. It is shown once the person has approved it."), url_for("desk.testimony", code=code))
    return render_template("desk/text.html", form=form, testimony=found, kind=kind, kinds_word=KINDS[kind], language=language, newest=newest, theirs=theirs,
                           sent_back=sent_back(newest, who(), now()) if newest else None, **margin_of(None if theirs else newest)), status_of(form)


def _number(value: str | None) -> int | None:
    return int(value) if (value or "").isdigit() else None


def _sent_text(form: TextForm) -> str:
    """The uploaded file's text where there is one, else what was typed."""
    sent = form.upload.data
    if not sent:
        return form.body.data or ""
    found = read_document(sent.read(), sent.filename)
    if found.sentence:
        flash(found.sentence, "info")
    return found.text


@blueprint.post("/texts/<int:version_id>/approve")
@for_roles("caseworker")
def approve_text(version_id: int):
    """The person saw exactly this text and said yes."""
    version = queries.version(version_id)
    return try_then(url_for("desk.testimony", code=version.testimony.code), approve_translation, version_id, request.form.get("reads") == "yes", who(), now(),
                    said=lambda _version: _("Recorded: the person approved exactly this text."))
