"""Links by which the person reads her texts and answers without an account; what she answered; the four ticks."""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import approvals as actions
from exhibit.actions.facts import newest_texts
from exhibit.actions.ticks import ticks_on
from exhibit.store import approvals, queries
from exhibit.story.labels import language_name
from exhibit.story.ticks import ON_A_BOARD, Tick
from exhibit.web.desk.answers import attempt, status_of, try_then
from exhibit.web.desk.blueprint import base_url, blueprint, for_roles, now, who
from exhibit.web.desk.forms.approvals import LinkForm
from exhibit.web.desk.words import KINDS


@blueprint.get("/testimonies/<code>/approvals")
def approval_links(code: str):
    """Links with their openings, answers with their reasons, ticks of every text."""
    found = queries.testimony(code)
    return _page(found, _form(found, LinkForm()))


@blueprint.post("/testimonies/<code>/approvals")
@for_roles("caseworker")
def make_approval_link(code: str):
    """The address is shown on this page, once."""
    found = queries.testimony(code)
    form, made = _form(found, LinkForm()), None
    if form.validate_on_submit():
        made = attempt(form, actions.make_link, found, form.languages.data, form.days.data, int(form.cutout.data) if form.cutout.data else None, who(), now())
    return _page(found, form, f"{base_url()}/read/{made[1]}" if made else "")


def _form(found, form: LinkForm) -> LinkForm:
    texts = sorted({v.language for v in found.versions}, key=lambda language: (language != found.original_language, language))
    form.languages.choices = [(language, language_name(language)) for language in texts]
    boards = [(str(c.id), f"{c.exhibition.title()} · {c.position}") for c in queries.cutouts_of_testimony(found)]
    form.cutout.choices = [*boards, ("", _("no board"))]
    if request.method == "GET":
        form.languages.data = texts
    return form


def _page(found, form: LinkForm, address: str = ""):
    texts = [(version, ticks_on(version), [tick for tick in Tick if tick is not Tick.LAYOUT or version.kind in ON_A_BOARD]) for version in newest_texts(found)]
    return render_template("desk/approvals.html", testimony=found, form=form, address=address, links=approvals.links_of(found), answers=approvals.answers_of(found),
                           is_live=actions.is_live, texts=texts, ticks=list(Tick), kinds=KINDS), status_of(form)


@blueprint.post("/approvals/<int:link_id>/revoke")
@for_roles("caseworker", "verifier", "officer")
def revoke_approval_link(link_id: int):
    back = url_for("desk.approval_links", code=approvals.link(link_id).testimony.code)
    return try_then(back, actions.revoke_link, link_id, who(), now(), said=lambda _link: _("The link is closed."))


@blueprint.post("/approval-answers/<int:answer_id>/settle")
@for_roles("curator", "caseworker")
def settle_answer(answer_id: int):
    back = url_for("desk.approval_links", code=approvals.answer(answer_id).version.testimony.code)
    return try_then(back, actions.settle, answer_id, who(), now(), said=lambda _answer: _("Noted: the answer was dealt with."))
