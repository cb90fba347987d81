"""What every board and every page of an exhibition stands on: to read, to print, and as a file."""
from __future__ import annotations

import json

from flask import Response, render_template

from exhibit.actions.grounds import as_document, grounds_of
from exhibit.store import queries
from exhibit.web.desk.blueprint import blueprint, now


@blueprint.get("/exhibitions/<slug>/grounds")
def grounds(slug: str):
    """Board by board and page by page: the permissions, who confirmed them, the notice and the evidence."""
    found = queries.exhibition(slug)
    return render_template("desk/grounds.html", exhibition=found, surfaces=grounds_of(found, now()))


@blueprint.get("/exhibitions/<slug>/grounds.json")
def grounds_file(slug: str):
    """The same as one JSON document, for the file of the data-protection officer."""
    found, moment = queries.exhibition(slug), now()
    document = json.dumps(as_document(found, grounds_of(found, moment), moment), ensure_ascii=False, indent=1)
    return Response(document, mimetype="application/json", headers={"Content-Disposition": f"attachment; filename={slug}-{moment:%Y-%m-%d}-grounds.json"})
