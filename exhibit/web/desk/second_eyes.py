"""A second pair of eyes: texts that wait for one, and the three steps of a look."""
from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import left_finds, lookers
from exhibit.actions import second_eyes as actions
from exhibit.actions.facts import marks
from exhibit.actions.meant_words import meant_in
from exhibit.actions.sent_back import reason_for
from exhibit.errors import NotFound
from exhibit.store import anonymity_reviews
from exhibit.store.anonymity_reviews import PASSED, SENT_BACK
from exhibit.store.tables import AnonymityReview
from exhibit.story.anonymise import KINDS as FINDS
from exhibit.story.elements import told
from exhibit.story.vocabulary import ELEMENTS
from exhibit.web.desk.answers import REFUSALS, attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.second_eyes import LED_TO_WORDS, AttemptsForm, BackForm, PassForm
from exhibit.web.desk.words import KINDS

PER_PAGE = 25


@blueprint.get("/second-eyes")
def second_eyes():
    """Texts that wait, the longest wait first; none of them is read for it."""
    at = max(1, request.args.get("page", 1, int))
    rows, total = anonymity_reviews.waiting(PER_PAGE, (at - 1) * PER_PAGE)
    known = anonymity_reviews.sources_known_to(who(), {row.code for row in rows})
    return render_template("desk/second_eyes.html", rows=rows, known=known, total=total, at=at, pages=-(-total // PER_PAGE), kinds=KINDS, me=who())


@blueprint.post("/texts/<int:version_id>/second-eyes")
@for_roles(*lookers.MAY_LOOK)
def begin_look(version_id: int):
    """From the list, or from a text's page, to the text alone."""
    try:
        review = actions.begin(version_id, who(), now())
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
        return redirect(url_for("desk.text_facts", version_id=version_id), 303)
    return redirect(url_for("desk.look", review_id=review.id), 303)


@blueprint.get("/second-eyes/<int:review_id>")
def look(review_id: int):
    """The step at which this look is."""
    return _page(_mine(review_id))


@blueprint.post("/second-eyes/<int:review_id>/attempts")
@for_roles(*lookers.MAY_LOOK)
def write_attempts(review_id: int):
    review, form = _mine(review_id), AttemptsForm()
    if form.validate_on_submit() and attempt(form, actions.write_attempts, review_id, form.guess.data, form.tried(), who(), now()):
        return done(_("Written down. Now the comparison may be opened."), url_for("desk.look", review_id=review_id))
    return _page(review, attempts_form=form)


@blueprint.post("/second-eyes/<int:review_id>/comparison")
@for_roles(*lookers.MAY_LOOK)
def open_comparison(review_id: int):
    return try_then(url_for("desk.look", review_id=review_id), actions.open_comparison, review_id, who(), now(), said=lambda _review: _("The comparison is open until your verdict."))


@blueprint.post("/second-eyes/<int:review_id>/pass")
@for_roles(*lookers.MAY_PASS)
def pass_look(review_id: int):
    review, form = _mine(review_id), PassForm()
    form.agreed.choices = [(key, key) for key in request.form.getlist("agreed")]  # the action knows which there are
    if form.validate_on_submit() and attempt(form, actions.pass_text, review_id, form.agreed.data or (), who(), now()):
        return done(_("Passed: nobody can be recognised from it. The tick is set."), url_for("desk.look", review_id=review_id))
    return _page(review, pass_form=form)


@blueprint.post("/second-eyes/<int:review_id>/back")
@for_roles(*lookers.MAY_LOOK)
def send_back(review_id: int):
    review, form = _mine(review_id), BackForm()
    if form.validate_on_submit() and attempt(form, actions.send_back, review_id, form.reason.data, who(), now()):
        return done(_("Sent back: the curator sees your reason beside the text."), url_for("desk.look", review_id=review_id))
    return _page(review, back_form=form)


def _mine(review_id: int) -> AnonymityReview:
    review = anonymity_reviews.review(review_id)
    if review.by.casefold() != who().casefold():
        raise NotFound(_("Only whoever has begun a look sees it. You may begin one of your own."))
    return review


def _page(review: AnonymityReview, attempts_form: AttemptsForm | None = None, pass_form: PassForm | None = None, back_form: BackForm | None = None):
    version, sent = review.version, attempts_form or pass_form or back_form
    return render_template(
        "desk/second_eyes_look.html", review=review, version=version, testimony=version.testimony, newest=version.testimony.newest(version.kind, version.language), kinds=KINDS,
        step=_step(review), attempts_form=attempts_form or AttemptsForm(formdata=None), pass_form=pass_form or PassForm(formdata=None), back_form=back_form or BackForm(formdata=None),
        attempts=actions.attempts(review), led_to=LED_TO_WORDS, may_pass=lookers.may_pass(who()), passed=review.verdict == PASSED, sent=reason_for(review, who()) if review.verdict == SENT_BACK else None, finds=FINDS, **_seen(review)), status_of(sent) if sent else 200


def _step(review: AnonymityReview) -> int:
    """1 the text alone, 2 before the comparison, 3 the comparison, 4 the verdict is given."""
    return 4 if review.verdict else 3 if review.compared_at else 2 if review.attempted_at else 1


def _seen(review: AnonymityReview) -> dict:
    """What the third step shows, and no other: the comparison, what still stands in the text, which facts are marked on it."""
    if _step(review) != 3:
        return {}
    version = review.version
    left, tells = left_finds.left_in(version), told(marks(version) or ())
    kept = {row.find for row in left.kept}
    return {"comparison": actions.comparison(review, now()), "kept": left.kept, "meant": meant_in(version), "left": [find for find in left.blocking if find not in kept], "told": [ELEMENTS[code] for code in ELEMENTS if code in tells]}
