"""The booklet of an exhibition."""
from __future__ import annotations

from pathlib import Path

import click

from exhibit.cli.terminal import cli, context, now, say, write
from exhibit.errors import WrongUse


@cli.command()
@click.argument("exhibition")
@click.option("--language", required=True)
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.option("--imposed", is_flag=True, help="On A4, to be folded and stapled; page by page on A5 if left out.")
@click.option("--copies", default=1, show_default=True, help="How many will be printed of this file.")
@click.option("--for", "holder", required=True, help="Who gets them: a role or an organisation.")
@click.option("--back-to", default="", help="Who takes back what is left over; the exhibition's contact if left out.")
@click.option("--json", "as_json", is_flag=True)
def leaflet(exhibition: str, language: str, out: Path, imposed: bool, copies: int, holder: str, back_to: str, as_json: bool) -> None:
    """“Know their stories”: a booklet of those who agreed to one. A use of each story is written down with the file."""
    from exhibit.actions import leaflets
    from exhibit.actions.uses import Whereabouts
    from exhibit.store import queries

    settings = context()
    found = queries.exhibition(exhibition)
    contact = back_to or found.print_contact
    if not contact:
        raise WrongUse("Say who takes back what is left over: --back-to “a place and a number of your organisation”.")
    order = leaflets.Order(language.lower(), copies, Whereabouts(holder=holder), contact, settings.base_url, "command line", now(), imposed)
    made = leaflets.hand_over(exhibition, order, deliver=lambda pdf: write(out, pdf))
    document = {"file": str(out), "stories": list(made.stories), "pages": made.pages, "copies": copies, "valid_until": made.until.isoformat(),
                "left_out": [{"cutout": one.place, "testimony": one.testimony, "reasons": list(one.reasons)} for one in made.left_out]}
    lines = [f"{out}: {made.pages} pages, {len(made.stories)} {'story' if len(made.stories) == 1 else 'stories'}, to be given out until {made.until.isoformat()}."]
    lines += [f"Left out: place {one.place} ({one.testimony}): {one.sentence}" for one in made.left_out]
    say(as_json, document, "\n".join(lines))
