"""The person's receipt: issued, shown once, put away, replaced. For caseworkers alone."""
from __future__ import annotations

import io
import json

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from exhibit.actions import receipt_paper, receipts
from exhibit.consent.withdrawal import HOLD
from exhibit.consent.words import words_language
from exhibit.store import papers, queries
from exhibit.store.uses import withdrawals
from exhibit.web.desk.answers import REFUSALS, attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.receipt import FORMS, OWN_LANGUAGES, NumberForm, ReceiptForm


@blueprint.get("/testimonies/<code>/receipt")
@for_roles("caseworker")
def receipt(code: str):
    """What was issued, and the form to issue another."""
    found = queries.testimony(code)
    return _page(found, ReceiptForm(formdata=None, language=words_language(found.person.preferred_language or found.original_language)))


def _page(found, form: ReceiptForm, issued: receipts.Issued | None = None):
    return render_template("desk/receipt.html", testimony=found, form=form, issued=issued, number_form=NumberForm(formdata=None), forms=FORMS, rows=papers.receipts_of(found),
                           address=receipts.address_of_the_page(), living=papers.living_receipts(found), alarms=receipts.old_numbers_used(found),
                           languages=OWN_LANGUAGES, stopped=any(one.cause != HOLD for one in withdrawals(testimony=found))), status_of(form)


@blueprint.post("/testimonies/<code>/receipt")
@for_roles("caseworker")
def issue_receipt(code: str):
    """The page that follows shows the number: this once, and to nobody again."""
    found, form = queries.testimony(code), ReceiptForm()
    if not form.validate_on_submit():
        return _page(found, form)
    made = attempt(form, receipts.issue, found, form.kind.data, form.language.data, who(), now(), replaces=form.replaces.data)
    if made is None or made.number:
        return _page(found, form, made)
    return done(_("Written down: the person declined a receipt."), url_for("desk.receipt", code=code))


@blueprint.post("/receipts/<receipt_id>/card")
@for_roles("caseworker")
def receipt_card(receipt_id: str):
    """The card, from the page that shows the number."""
    form = NumberForm()
    return _pdf(receipt_id, lambda _found, number: receipt_paper.card_pdf(number, not form.without_address.data), form, "card.pdf")


@blueprint.post("/receipts/<receipt_id>/paper")
@for_roles("caseworker")
def receipt_on_paper(receipt_id: str):
    """The paper, with the number only from the page that shows it."""
    return _pdf(receipt_id, receipt_paper.paper_pdf, NumberForm(), "paper.pdf")


def _pdf(receipt_id: str, write, form: NumberForm, name: str) -> Response:
    found = papers.receipt(receipt_id)
    try:
        number = receipts.checked_number(found, form.number.data or "") if form.number.data or name == "card.pdf" else ""
        return send_file(io.BytesIO(write(found, number)), mimetype="application/pdf", as_attachment=True, download_name=name)
    except REFUSALS as refusal:
        return _refused(found, refusal.sentence)


def _refused(found, sentence: str) -> Response:
    flash(sentence, "danger")
    return redirect(url_for("desk.receipt", code=found.testimony.code), 303)


@blueprint.get("/testimonies/<code>/stopped.pdf")
@for_roles("caseworker")
def receipt_of_a_stop(code: str):
    """What followed a stop, on paper for the person."""
    pdf = receipt_paper.stop_pdf(queries.testimony(code), request.args.get("language", ""), now())
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", as_attachment=True, download_name="paper.pdf")


@blueprint.get("/receipts/<receipt_id>/receipt.json")
@for_roles("caseworker")
def receipt_file(receipt_id: str):
    """The signed file, without the number."""
    found = papers.receipt(receipt_id)
    try:
        document = json.dumps(receipts.document_of(found), ensure_ascii=False, indent=1)
    except REFUSALS as refusal:
        return _refused(found, refusal.sentence)
    return send_file(io.BytesIO(f"{document}\n".encode()), mimetype="application/json", as_attachment=True, download_name="receipt.json")


@blueprint.post("/receipts/<receipt_id>/kept")
@for_roles("caseworker")
def keep_receipt(receipt_id: str):
    found = papers.receipt(receipt_id)
    return try_then(url_for("desk.receipt", code=found.testimony.code), receipts.keep, receipt_id, who(), now(), said=lambda _kept: _("Written down: the person has put it away."))


@blueprint.post("/receipts/<receipt_id>/end")
@for_roles("caseworker")
def end_receipt(receipt_id: str):
    found = papers.receipt(receipt_id)
    return try_then(url_for("desk.receipt", code=found.testimony.code), receipts.kill, receipt_id, who(), now(), said=lambda _ended: _("The number opens nothing any more."))
