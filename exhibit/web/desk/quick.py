"""Quick entry: one paper, one page, the keyboard alone."""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import quick as actions
from exhibit.actions.consent import is_a_child
from exhibit.actions.forms_out import form_out
from exhibit.errors import NotFound
from exhibit.store import queries, records
from exhibit.web.desk.answers import attempt, done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.quick import QUESTIONS, QuickForm


@blueprint.route("/testimonies/<code>/quick", methods=["GET", "POST"])
@for_roles("caseworker")
def quick(code: str):
    """The lines of the printed form, or the usual ones; saved all together or not at all."""
    found = queries.testimony(code)
    form = QuickForm() if request.method == "POST" else _begun(found, request.args.get("form", "").strip())
    if form.validate_on_submit():
        scan = form.scan.data.read() if form.scan.data else None
        made = attempt(form, actions.enter_conversation, found, form.conversation(scan or None), who(), now())
        if made:
            return done(_("Everything on this paper is entered: %(count)s answers. A yes counts once another person has confirmed it.", count=len(made.grants)),
                        url_for("desk.consent", code=code))
    return render_template("desk/quick.html", testimony=found, form=form, questions=QUESTIONS, is_child=is_a_child(found)), status_of(form)


def _begun(found, number: str) -> QuickForm:
    """The form as it stands before anything is typed. An unknown number is said, and the usual lines are offered."""
    controllers = records.parties("CONTROLLER")
    data: dict = {"language": found.person.preferred_language, "controller": controllers[0].code if len(controllers) == 1 else ""}
    sentence = ""
    try:
        printed = form_out(found, number) if number else None
    except NotFound as refusal:
        printed, sentence = None, refusal.sentence
    if printed:
        data |= {"form_number": printed.number, "language": printed.language, "notice_id": str(printed.notice.id) if printed.notice else ""}
    lines = printed.permissions if printed else actions.usual_permissions(found)
    form = QuickForm(formdata=None, data=data | {"lines": [{"permission": permission, "scope": scope} for permission, scope in lines]})
    if sentence:
        form.form_errors.append(sentence)
    return form
