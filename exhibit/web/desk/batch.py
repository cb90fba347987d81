"""Many testimonies at once: a spreadsheet, or a ZIP of documents with one; the answer line by line, on the page and as a file."""
from __future__ import annotations

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from exhibit.actions import batch as actions
from exhibit.actions.batches.lines import AGES, TEXTS
from exhibit.actions.batches.report import Report, ReportRow
from exhibit.actions.batches.table import COLUMNS, MOST_LINES, NEEDED
from exhibit.actions.documents.container import MOST_BYTES
from exhibit.story.labels import NAMES
from exhibit.story.vocabulary import EXPERIENCE_TYPES, EXPLOITATION, GENDERS, TIP_ACTS, TIP_MEANS, TIP_PURPOSES
from exhibit.web.desk.answers import attempt, status_of
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.batch import BatchForm

ADDRESS = "desk.batch"
CHOICES = (("language", NAMES), ("experience", EXPERIENCE_TYPES), ("age", AGES), ("gender", GENDERS), ("kind", TEXTS), ("act", TIP_ACTS), ("means", TIP_MEANS), ("purpose", TIP_PURPOSES), ("forms", EXPLOITATION))


@blueprint.url_value_preprocessor
def _room_for_many(endpoint: str | None, _values: dict | None) -> None:
    """Before anything reads the form: documents with pictures are larger than whatever else the desk accepts."""
    if endpoint == ADDRESS and request.method == "POST":
        request.max_content_length = MOST_BYTES


@blueprint.route("/batch", methods=["GET", "POST"])
@for_roles("curator", "caseworker")
def batch():
    form, report = BatchForm(), None
    if form.validate_on_submit():
        report = attempt(form, actions.bring_in, form.file.data.read(), form.file.data.filename, who(), now(), only_try=form.try_it.data)
    return render_template("desk/batch.html", form=form, report=report, sealed=_signer().dumps(_packed(report)) if report else "", columns=COLUMNS, needed=NEEDED, most=MOST_LINES,
                           choices=[(name, [(code, getattr(row, "label", row)) for code, row in table.items()]) for name, table in CHOICES]), status_of(form)


@blueprint.post("/batch/report.csv")
@for_roles("curator", "caseworker")
def batch_report():
    """The report as it was shown. Nothing of it is kept here: the page brings it back, signed."""
    try:
        packed = _signer().loads(request.form.get("report", ""))
    except BadSignature:
        flash(_("This report was changed or comes from elsewhere. Bring the file in once more to see it."), "danger")
        return redirect(url_for(ADDRESS), 303)
    report = Report(tuple(ReportRow(**{**row, "severities": {int(key): count for key, count in row["severities"].items()}}) for row in packed))
    return Response(report.csv(), mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=report.csv"})


@blueprint.get("/batch/columns.csv")
@for_roles("curator", "caseworker")
def batch_columns():
    """A spreadsheet with the headings and nothing else."""
    return Response("\ufeff" + ",".join(COLUMNS) + "\r\n", mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=testimonies.csv"})


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, salt="report of many testimonies")


def _packed(report: Report) -> list[dict]:
    return [{name: getattr(row, name) for name in ("line", "what", "code", "came_as", "kinds", "severities", "left", "reason")} for row in report.rows]
