"""What people are told before they agree: every version in every language, and a new one."""
from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import notices as actions
from exhibit.consent import notice as wording
from exhibit.store import records
from exhibit.web.desk.answers import attempt, done, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.notice import NoticeForm


@blueprint.get("/notices")
def notices():
    return render_template("desk/notices.html", notices=records.notices(), languages=wording.languages())


@blueprint.route("/notices/new", methods=["GET", "POST"])
@for_roles("caseworker", "officer")
def new_notice():
    """Begins with the model words in the language asked for; nothing is published until all ten things are said."""
    language = request.args.get("language", "en")
    form = NoticeForm(data={"language": language, **wording.model_answers(language, **_names())})
    if form.validate_on_submit():
        made = attempt(form, actions.publish_notice, form.language.data, form.answers(), who(), now(), mode=form.mode.data, material=form.material.data,
                       version=int(form.version.data) if form.version.data else None)
        if made:
            return done(_("Published. %(count)s permissions wait until the person is asked again.", count=made[1]), url_for("desk.notices"))
    return render_template("desk/notice_form.html", form=form, items=wording.ITEMS, language=form.language.data or language), status_of(form)


@blueprint.get("/notices/<int:notice_id>")
def notice(notice_id: int):
    found = records.notice(notice_id)
    return render_template("desk/notice.html", notice=found, sections=wording.sections(found.body))


def _names() -> dict[str, str]:
    """Who to name in the model words, where there is only one controller."""
    found = records.parties("CONTROLLER")
    if len(found) != 1:
        return {}
    return {"controller": found[0].name, "contact": found[0].contact, "officer": found[0].dpo_contact, "authority": found[0].authority}
