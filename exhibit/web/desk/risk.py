"""How far a testimony leads to the person, what would help most, and what its texts give away about one another."""
from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from exhibit.actions import cross_checks
from exhibit.actions.risk import risk_of
from exhibit.store import queries, reference
from exhibit.store.tables import Exhibition
from exhibit.story.anonymise import KINDS as FINDS
from exhibit.story.cross_check import Shared
from exhibit.story.risk import CHANGE_SENTENCES, FIND_SENTENCES, LINE, MOST, SENTENCES, Change, Risk
from exhibit.story.uniqueness import LABELS
from exhibit.web.desk.blueprint import blueprint
from exhibit.web.desk.margin_notes import apart
from exhibit.web.desk.uniqueness import value_in_words
from exhibit.web.desk.words import KINDS

HIGH = 60  # from here on the picture is red: one person alone scores it


def sentence(found: Risk) -> str:
    """The risk in words, in the language of the page."""
    told = _(", ").join(str(value_in_words(name, value)) if value else _(LABELS[name]) for name, value in found.facts.items())
    return _(SENTENCES[found.key]) % {"facts": told, "people": found.k}


def left_sentence(found: Risk) -> str:
    return _(FIND_SENTENCES[min(found.left, 2)]) % {"finds": found.left} if found.left else ""


def change_sentence(change: Change) -> str:
    values = change.values
    return _(CHANGE_SENTENCES[change.key]) % {**values, "what": apart(change.words) if change.words else _(str(values["what"])), "kind": _(str(values["kind"])) if values["kind"] else ""}


def trace_in_words(shared: Shared) -> str:
    """What two stories share, in words."""
    if shared.kind == "WORDS":
        return _("The same words in a row")
    if shared.kind == "RARE":
        return ngettext("A word no other story has", "%(num)s words no other story has", len(shared.words))
    return _("Both still tell %(kind)s") % {"kind": _(FINDS[shared.kind].seems)}


@blueprint.get("/testimonies/<code>/risk")
def risk(code: str):
    """Read now: the number with its sentence, the changes that help most, and the languages against each other."""
    found = queries.testimony(code)
    readings = cross_checks.read_texts(found)
    return render_template(
        "desk/risk.html", testimony=found, risk=risk_of(readings), line=LINE, most=MOST, high=HIGH, sentence=sentence, left_sentence=left_sentence, change_sentence=change_sentence,
        uneven=readings.uneven, kinds=KINDS, finds=FINDS, apart=readings.pseudonyms_apart, sources=reference.sources(), halls=_halls(found))


def _halls(testimony) -> list[Exhibition]:
    return list({cutout.exhibition_id: cutout.exhibition for cutout in queries.cutouts_of_testimony(testimony)}.values())


@blueprint.get("/testimonies/<code>/risk/<slug>")
def risk_beside_others(code: str, slug: str):
    """This story beside the others of one exhibition: every text of it is read, which takes a while."""
    found, exhibition = queries.testimony(code), queries.exhibition(slug)
    traces = cross_checks.traces_between(exhibition, code)
    names = {cutout.testimony.code: cutout.testimony.pseudonym for cutout in queries.cutouts(exhibition)}
    return render_template("desk/risk_others.html", testimony=found, exhibition=exhibition, traces=traces, names=names, in_words=trace_in_words, back=url_for("desk.risk", code=code))
