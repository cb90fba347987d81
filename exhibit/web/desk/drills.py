"""A drill before the doors open: a stop played through to its last task, timed, and undone."""
from __future__ import annotations

import json

from flask import Response, flash, redirect, render_template, request, url_for

from exhibit.actions.drills import run_drill
from exhibit.store import queries
from exhibit.web.desk.answers import REFUSALS
from exhibit.web.desk.blueprint import blueprint, now, who


@blueprint.route("/exhibitions/<slug>/drill", methods=["GET", "POST"])
def drill(slug: str):
    """Choose a story or all; see how fast everything closed, what there would be to do, who would be told. Nothing changes."""
    found, result = queries.exhibition(slug), None
    if request.method == "POST":
        try:
            result = run_drill(found, request.form.get("testimony", ""), who(), now())
        except REFUSALS as refusal:
            flash(refusal.sentence, "danger")
            return redirect(url_for("desk.drill", slug=slug), 303)
        if request.form.get("as") == "file":
            return Response(json.dumps(result.document(), ensure_ascii=False, indent=1), mimetype="application/json",
                            headers={"Content-Disposition": f"attachment; filename={slug}-drill.json"})
        found = queries.exhibition(slug)
    return render_template("desk/drill.html", exhibition=found, result=result, stories=sorted({cutout.testimony.code for cutout in queries.cutouts(found)}),
                           chosen=request.form.get("testimony", ""))
