"""The reference counts the uniqueness check is made with."""
from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from exhibit.actions import uniqueness as actions
from exhibit.store import reference
from exhibit.story.uniqueness import LABELS, QUASI_IDENTIFIERS
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import blueprint, for_roles, now, who
from exhibit.web.desk.forms.uniqueness import CountsForm


@blueprint.route("/reference-counts", methods=["GET", "POST"])
@for_roles("verifier", "officer", "administrator")
def reference_counts():
    """What the organisation counted: how many people share which facts."""
    form = CountsForm()
    if form.validate_on_submit():
        lines = attempt(form, actions.load_counts, form.table.data.read(), form.source.data, who(), now())
        if lines:
            return done(_("%(count)s lines loaded.", count=lines), url_for("desk.reference_counts"))
    return render_template("desk/reference_counts.html", form=form, sources=reference.sources(), columns=QUASI_IDENTIFIERS, labels=LABELS), status_of(form)


@blueprint.post("/reference-counts/<path:source>/remove")
@for_roles("verifier", "officer", "administrator")
def remove_counts(source: str):
    return try_then(url_for("desk.reference_counts"), actions.remove_counts, source, who(), now(), said=lambda name: _("The counts of “%(name)s” are taken out.", name=name))
