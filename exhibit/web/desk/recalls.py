"""Stops and recalls: every list that a stop opened, its tasks with their proof, whom to tell, and what a stop would do."""
from __future__ import annotations

import io

from flask import render_template, request, send_file, url_for
from flask_babel import format_date, gettext
from flask_babel import gettext as _

from exhibit.actions import tasks, withdrawals
from exhibit.actions.gate import grants_of
from exhibit.actions.held_copies import list_held_copies
from exhibit.actions.withdrawals import facts_of
from exhibit.consent.forecast import Agreed, months_later, preview
from exhibit.consent.states import FINAL, State
from exhibit.consent.uses import KINDS
from exhibit.consent.withdrawal import ACTIONS, OUTCOMES, limits
from exhibit.paper import write_pdf
from exhibit.store import queries
from exhibit.store import uses as ledger
from exhibit.web.desk.answers import attempt, done, try_then
from exhibit.web.desk.blueprint import blueprint, now, who
from exhibit.web.desk.crew_papers import take_down_paper
from exhibit.web.desk.forms.uses import TaskForm
from exhibit.web.desk.uses import _photo
from exhibit.web.desk.wiring import interface_language

MONTHS = (1, 3, 6, 12, 24)


@blueprint.get("/recalls")
def recalls():
    """Open lists first. A permission that has ended while something is out opens its list here, whoever looks first."""
    withdrawals.open_recalls(who(), now())
    list_held_copies(now())
    found = ledger.withdrawals()
    return render_template("desk/recalls.html", open=[one for one in found if not one.closed_at], closed=[one for one in found if one.closed_at][:50],
                           overdue=withdrawals.overdue, halls=[(hall, withdrawals.to_take_down(hall, now())) for hall in queries.exhibitions()])


@blueprint.get("/recalls/<uid>")
def recall(uid: str):
    """One list: what is to be done by when, whom to tell, what was done with which proof, what could not be undone."""
    return _list_page(ledger.withdrawal(uid))


def _list_page(found, failed: TaskForm | None = None, failed_id: int = 0):
    rows = withdrawals.due_first(found)
    forms = {task.id: failed if failed and task.id == failed_id else TaskForm.of(task) for task in rows if not task.done_at}
    lost = [task for task in rows if task.done_at and not OUTCOMES[task.outcome].good]
    page = render_template("desk/recall.html", found=found, tasks=rows, forms=forms, failed_id=failed_id, overdue=withdrawals.overdue, lost=lost, limits=limits(task.action for task in rows),
                           message=_message, last_hand=tasks.last_hand(found))
    return page, 422 if failed else 200


def _message(task) -> str:
    """What can be sent as it stands. It never says who stopped what, or why."""
    if task.use and task.use.copy:
        what = _("the board with the code %(code)s on its back", code=task.use.copy.staff_code)
    else:
        what = _("what you received from us: %(kind)s, %(day)s", kind=gettext(KINDS[task.use.kind].label), day=format_date(task.use.at)) if task.use else _("what you received from us")
    return _("Please do this by %(day)s: %(action)s. It concerns %(what)s. Hand on nothing of it, and tell us when it is done; for a board, scan the code on its back and send a photo. "
             "We give no reason, and ask you not to look for one. Thank you.", day=format_date(task.due_at), action=gettext(ACTIONS[task.action].label), what=what)


@blueprint.post("/recalls/<uid>/tasks/<int:task_id>")
def finish_task(uid: str, task_id: int):
    """One task is done, with its outcome and proof."""
    task = ledger.task(task_id)
    form = TaskForm.of(task)
    if form.validate_on_submit():
        photo = _photo(form.photo.data) if "photo" in form else None
        kind = form.proof.data if "proof" in form and (photo or form.proof.data != "PHOTO") else ""
        if attempt(form, tasks.finish_task, task_id, form.outcome.data, who(), now(), form.words.data or "", photo, kind):
            return done(_("Noted."), url_for("desk.recall", uid=uid))
    return _list_page(ledger.withdrawal(uid), form, task_id)


@blueprint.post("/recalls/<uid>/tasks/<int:task_id>/mine")
def take_on_task(uid: str, task_id: int):
    return try_then(url_for("desk.recall", uid=uid), tasks.take_on, task_id, who(), now(), said=lambda _task: _("This task is yours now."))


@blueprint.post("/recalls/<uid>/close")
def close_recall(uid: str):
    """A second person closes the list."""
    return try_then(url_for("desk.recall", uid=uid), tasks.close_list, uid, who(), now(), said=lambda _list: _("The list is closed."))


@blueprint.get("/exhibitions/<slug>/take-down")
def take_down(slug: str):
    """For the crew: what may not stand in the hall at this moment. It prints as it is."""
    found = queries.exhibition(slug)
    withdrawals.open_recalls(who(), now(), found)
    return render_template("desk/take_down.html", exhibition=found, uses=withdrawals.to_take_down(found, now()))


@blueprint.get("/exhibitions/<slug>/take-down.pdf")
def take_down_pdf(slug: str):
    found = queries.exhibition(slug)
    paper = write_pdf(take_down_paper(found, withdrawals.to_take_down(found, now()), now(), interface_language()))
    return send_file(io.BytesIO(paper), mimetype="application/pdf", as_attachment=True, download_name=f"{slug}-take-down.pdf")


@blueprint.get("/testimonies/<code>/if-stopped")
def if_stopped(code: str):
    """To be told before anybody agrees: what a stop in some months would do to each item, and what it could not undo."""
    found = queries.testimony(code)
    months = int(request.args.get("months", "")) if request.args.get("months", "") in {str(one) for one in MONTHS} else 3
    agreed = [Agreed(grant.id, grant.permission, grant.scope, grant.valid_until) for grant in grants_of(found) if State(grant.state) not in {*FINAL, State.REFUSED}]
    rows = {use.uid: use for use in ledger.ledger_of(found)}
    return render_template("desk/if_stopped.html", testimony=found, months=months, choices=MONTHS, then=months_later(now(), months), rows=rows,
                           forecasts=preview(agreed, [facts_of(use) for use in rows.values()], months, now()))
