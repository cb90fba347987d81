"""What is stored, where, how long, and who read what: for the impact assessment (GDPR art. 35)."""
from __future__ import annotations

from flask import render_template

from exhibit.store import described, history
from exhibit.web.desk.blueprint import blueprint, for_roles
from exhibit.web.desk.words import ENTRIES

READINGS = 30


@blueprint.get("/dpia")
@for_roles("officer", "verifier", "administrator")
def dpia():
    """Made from the tables themselves: nothing is stored that does not stand here."""
    readings = sorted((*history.entries(kind="READ", limit=READINGS), *history.entries(kind="EXPORT", limit=READINGS)), key=lambda entry: -entry.seq)
    return render_template("desk/dpia.html", tables=described.tables(), about=described.ABOUT, kept=described.KEPT, files=described.FILES, readings=readings[:READINGS],
                           entry_words=ENTRIES)
