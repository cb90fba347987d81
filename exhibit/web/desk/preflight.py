"""A print file looked at before a shop does. It is read, answered and forgotten: nothing of it is kept."""
from __future__ import annotations

from flask import render_template, request

from exhibit.cutout.preflight import Asked, Report, examine
from exhibit.cutout.press.profiles import profile
from exhibit.web.desk.answers import attempt, status_of
from exhibit.web.desk.blueprint import blueprint
from exhibit.web.desk.forms.preflight import PreflightForm

LARGEST_BYTES = 40_000_000  # a board of ours has 0.2 MB; pictures of others make it more


@blueprint.url_value_preprocessor
def _room_for_a_print_file(endpoint: str | None, _values: dict | None) -> None:
    """Before the form's token is looked for, which reads the whole request."""
    if endpoint == "desk.preflight":
        request.max_content_length = LARGEST_BYTES


@blueprint.route("/preflight", methods=["GET", "POST"])
def preflight():
    """Choose a file and a shop; see every check, what was measured, and the words of a mail."""
    form, report = PreflightForm(), None
    if form.validate_on_submit():
        report = attempt(form, _report, form)
    return render_template("desk/preflight.html", form=form, report=report), status_of(form)


def _report(form: PreflightForm) -> Report:
    asked = Asked(profile(form.shop.data), float(form.height_mm.data) if form.height_mm.data else None, file_name=form.file.data.filename or "")
    report = examine(form.file.data.read(), asked)
    report.measures  # noqa: B018  everything is measured here, where a file that cannot be drawn still gets its sentence
    return report
