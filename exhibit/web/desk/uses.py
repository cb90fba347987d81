"""The ledger of uses: what shows a story, on which permissions, where it is, and how it ended."""
from __future__ import annotations

import io

from flask import Flask, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from flask_babel import gettext as _

from exhibit.actions import placing, proofs
from exhibit.actions.uses import Whereabouts, may_still
from exhibit.consent.forecast import REVERSIBILITY
from exhibit.consent.uses import KINDS, STATUSES, is_thing, reconcile, still_out
from exhibit.consent.withdrawal import ACTIONS, OUTCOMES
from exhibit.store import queries
from exhibit.store import uses as ledger
from exhibit.web.desk.answers import REFUSALS, attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.uses import PROOFS, MoveForm, UseForm

WITH_PHOTO = frozenset({"desk.use", "desk.finish_task"})
FORM_BYTES = proofs.LARGEST_BYTES + 100_000
WORDS = {
    "use_kind": lambda code: gettext(KINDS[code].label), "use_status": lambda code: gettext(STATUSES[code].label), "task_action": lambda code: gettext(ACTIONS[code].label),
    "task_outcome": lambda code: gettext(OUTCOMES[code].label), "reversal": lambda level: gettext(REVERSIBILITY[level]), "still_out": still_out, "is_thing": is_thing,
    "known_outcomes": OUTCOMES, "proof_word": lambda kind: PROOFS[kind],
}


@blueprint.record_once
def _words_for_templates(state) -> None:
    app: Flask = state.app
    app.jinja_env.globals.update(WORDS)


@blueprint.before_app_request
def _room_for_a_photo() -> None:
    """A telephone's picture is larger than anything else the desk accepts."""
    if request.endpoint in WITH_PHOTO:
        request.max_content_length = FORM_BYTES


@blueprint.get("/exhibitions/<slug>/uses")
def uses_of_exhibition(slug: str):
    """Printed against accounted for, and every use of the exhibition."""
    found = queries.exhibition(slug)
    rows = ledger.ledger_in(found)
    boards = [use for use in rows if use.kind == "CUTOUT_COPY"]
    by_place = {}
    for use in boards:
        by_place.setdefault(use.copy.cutout if use.copy else None, []).append(use.status)
    return render_template("desk/uses_exhibition.html", exhibition=found, uses=rows, whole=reconcile([use.status for use in boards]),
                           counts=[(cutout, reconcile(statuses)) for cutout, statuses in by_place.items()])


@blueprint.route("/testimonies/<code>/uses", methods=["GET", "POST"])
def uses_of_testimony(code: str):
    """Every use of one story; a curator writes down what was made outside this program."""
    found = queries.testimony(code)
    form = UseForm(exhibitions=queries.exhibitions(), language=found.original_language)
    if request.method == "POST":
        return _record(found, form)
    return _ledger_page(found, form)


@for_roles("curator")
def _record(found, form: UseForm):
    if form.validate_on_submit():
        where = Whereabouts(form.place.data or "", form.holder.data or "", int(form.party.data) if form.party.data else None)
        made = attempt(form, placing.record_use, found, form.kind.data, form.language.data, placing.exhibition_or_none(form.exhibition.data), where, who(), now())
        if made:
            return done(_("Written down, with the permissions it stands on."), url_for("desk.uses_of_testimony", code=found.code))
    return _ledger_page(found, form)


def _ledger_page(found, form: UseForm):
    return render_template("desk/uses_testimony.html", testimony=found, uses=ledger.ledger_of(found), form=form), status_of(form)


@blueprint.route("/uses/<uid>", methods=["GET", "POST"])
def use(uid: str):
    """One use: what it stands on, where it is, its history; anyone signed in says where it is now."""
    found = ledger.use(uid)
    form = MoveForm.of(found)
    if form.validate_on_submit():
        where = Whereabouts(form.place.data or "", form.holder.data or "", int(form.party.data) if form.party.data else None)
        moved = attempt(form, placing.move_board, uid, form.state.data, who(), now(), where, form.words.data or "", _photo(form.photo.data))
        if moved:
            return done(_("Noted."), url_for("desk.use", uid=uid))
        found = ledger.use(uid)
    grants = {grant.uid: grant for grant in found.testimony.grants}
    return render_template("desk/use.html", use=found, form=form, decision=may_still(found, now()) if still_out(found.kind, found.status) else None,
                           relied=[grants[code] for code in found.grant_ids if code in grants], history=ledger.history_of(found), tasks=ledger.open_tasks_of(found)), status_of(form)


def _photo(sent) -> bytes | None:
    """The bytes of an uploaded picture; None when nothing was chosen."""
    return (sent.read(FORM_BYTES) or None) if sent and sent.filename else None


@blueprint.post("/uses/<uid>/end")
@for_roles("curator")
def end_use(uid: str):
    """A post, list or build of ours is off."""
    return try_then(url_for("desk.use", uid=uid), placing.end_use, uid, who(), now(), said=lambda _use: _("Noted: it is off."))


@blueprint.get("/proofs/<uid>")
def proof(uid: str):
    """The photo of a proof, opened from its encrypted file."""
    found = ledger.proof(uid)
    try:
        return send_file(io.BytesIO(proofs.read(found)), mimetype="image/jpeg")
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.recalls"), 303)
