"""How often the stories were opened: numbers that stand for no person."""
from __future__ import annotations

from flask import Response, render_template, request

from exhibit.actions import scans as actions
from exhibit.store import queries
from exhibit.story.few import FEW
from exhibit.web.desk.blueprint import blueprint, for_roles, now

CHART = {"width": 640, "height": 120, "bar_least": 3}  # of the drawing, in its own units


@blueprint.get("/exhibitions/<slug>/scans")
@for_roles("curator", "officer")
def scans(slug: str):
    """Openings by figure and language, by day, by hour of the day."""
    exhibition, figure, language = queries.exhibition(slug), request.args.get("figure", ""), request.args.get("language", "")
    found = actions.openings(exhibition, now(), figure, language)
    return render_template("desk/scans.html", exhibition=exhibition, found=found, figure=figure, language=language, few=FEW, bars=bars)


@blueprint.get("/exhibitions/<slug>/scans.csv")
@for_roles("curator", "officer")
def scans_file(slug: str) -> Response:
    """The same numbers as a file; there is none with others."""
    exhibition = queries.exhibition(slug)
    return Response(actions.as_csv(exhibition, now()), mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="openings-{exhibition.slug}.csv"'})


def bars(numbers: list[int]) -> list[dict[str, float]]:
    """Bars of one chart, left to right: x, y, width and height in the units of CHART. “Few” is a mark at the foot, as high for four as for none."""
    step, highest = CHART["width"] / max(1, len(numbers)), max([*numbers, 1])
    return [{"x": round(step * place + step * 0.1, 1), "width": round(step * 0.8, 1), "y": round(CHART["height"] - high, 1), "height": round(high, 1), "few": number == FEW}
            for place, number in enumerate(numbers) for high in [max(CHART["bar_least"], CHART["height"] * number / highest)]]
