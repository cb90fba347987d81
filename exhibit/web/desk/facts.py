"""Marking the facts a text tells, and the four ticks on it; that for anonymity comes with a second pair of eyes."""
from __future__ import annotations

import json

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import facts as actions
from exhibit.actions import lookers, ticking
from exhibit.actions.ticks import ticks_on
from exhibit.errors import WrongUse
from exhibit.store import anonymity_reviews, queries
from exhibit.story import elements
from exhibit.story.ticks import ON_A_BOARD, Tick
from exhibit.story.vocabulary import ELEMENTS
from exhibit.web.desk.answers import try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.words import KINDS

KEYS = "1234567890qwertyu"  # one a fact, in the vocabulary's order


@blueprint.get("/texts/<int:version_id>/facts")
def text_facts(version_id: int):
    """The text with its marks, sentence by sentence; and who has ticked what."""
    version = queries.version(version_id)
    spans, newest = actions.marks(version) or (), version.testimony.newest(version.kind, version.language)
    declared = frozenset(version.testimony.attributes.get("elements", ()))
    return render_template(
        "desk/facts.html", version=version, kinds=KINDS, elements=ELEMENTS, keys=dict(zip(ELEMENTS, KEYS, strict=True)), spans=elements.as_rows(spans),
        segments=elements.segments(version.body, spans), sentences=elements.by_sentence(version.body, version.language, spans), told=elements.told(spans), undeclared=[code for code in ELEMENTS if code in elements.told(spans) - declared],
        ticks=[tick for tick in Tick if tick is not Tick.LAYOUT or version.kind in ON_A_BOARD], held=ticks_on(version), may_tick=ticking.MAY_TICK,
        newest=newest, sent_back=anonymity_reviews.sent_back(version), why_not=lookers.why_not(version, who()) if newest.id == version.id else "")


@blueprint.post("/texts/<int:version_id>/facts")
@for_roles("curator", "caseworker", "verifier")
def save_facts(version_id: int):
    """Marks drawn with the pointer come as one field, boxes ticked without script sentence by sentence."""
    action, sent = (_drawn, request.form["spans"]) if "spans" in request.form else (_ticked, request.form)
    return try_then(url_for("desk.text_facts", version_id=version_id), action, version_id, sent, said=lambda _version: _("The marks are saved."))


def _drawn(version_id: int, sent: str):
    try:
        spans = elements.from_rows(json.loads(sent)) or ()
    except (ValueError, TypeError) as error:
        raise WrongUse("The marks could not be read. Load the page again and mark the words once more; nothing was saved.") from error
    return actions.mark_text(version_id, spans, who(), now())


def _ticked(version_id: int, sent):
    count = sent.get("sentences", "")
    boxes = [sent.getlist(f"sentence-{index}") for index in range(int(count) if count.isdigit() else 0)]
    return actions.tick_sentences(version_id, boxes, who(), now())


@blueprint.post("/texts/<int:version_id>/ticks")
@for_roles("curator", "caseworker", "verifier")
def set_tick(version_id: int):
    return try_then(url_for("desk.text_facts", version_id=version_id), ticking.set_tick, version_id, request.form.get("tick", ""), who(), now(), said=lambda _version: _("Ticked."))
