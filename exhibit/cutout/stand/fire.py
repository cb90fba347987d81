"""What a hall's country asks of a free-standing board, as a table, and the sentences for whoever has not got it yet.

Rules of halls differ and change: these are the ones this project has read (exhibition.md 4), never a promise that a hall asks no more.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exhibit.cutout.stand.fire_classes import fire_class
from exhibit.cutout.stand.materials import Material


@dataclass(frozen=True, slots=True)
class FireRule:
    """One country's rule. `over_m2`: for boards larger than this; `refused`: kinds of material that are not let in at all."""

    least: str
    who: str
    source: str
    over_m2: float = 0.0
    refused: tuple[str, ...] = ()


RULES = {
    "FR": FireRule("M1", "France asks M0, M1 or an equal Euroclass of free-standing elements over 0.5 m²", "fire rules for fairs, p. 11 (order of 25 June 1980)", 0.5),
    "DE": FireRule("C-s2,d0", "German fair halls ask B1 without burning drops or C-s2,d0 or better, and let in no polystyrene", "lubricantexpo.com, fair rules", 0.0, ("polystyrene",)),
    "NL": FireRule("C-s2,d0", "Amsterdam's halls ask that foam board and cardboard are treated, whatever their thickness", "RAI Amsterdam rules"),
    "GB": FireRule("B-s3,d2", "British halls ask B-s3,d2 or better along escape routes", "IOSH forum, circulation spaces"),
}
USUAL = FireRule("C-s2,d0", "Fair halls usually ask C-s2,d0 or B1 or better; B-s1,d0 is let in everywhere we read of", "exhibition.md 4")
GERMAN_EQUAL = "B1"  # DIN 4102-1: named beside the Euroclass in the rules of fairs


def rule_for(country: str) -> FireRule:
    """The rule of an event's country (ISO 3166-1, two letters); what is usual where we read none."""
    return RULES.get(country.upper(), USUAL)


def fire_warnings(board: Material, area_m2: float, country: str, on: date | None) -> tuple[str, ...]:
    """Sentences about class and certificate; none when all is in order. `on`: the last day of the event, if it is known."""
    rule = rule_for(country)
    if area_m2 <= rule.over_m2:
        return ()
    found = []
    if board.kind in rule.refused:
        found.append(f"{rule.who}: {board.title} may not come in. Choose another material.")
    found += _class_warnings(board, rule, area_m2) + _certificate_warnings(board, on)
    if rule is USUAL:
        found.append("This project has read no fire rule of this country: ask the hall which class it wants, before printing.")
    return tuple(found)


def _class_warnings(board: Material, rule: FireRule, area_m2: float) -> list[str]:
    if board.fire is None:
        return [f"{rule.who}; the class of {board.title} is not known. This board has {area_m2:.2f} m². Ask the shop for a material of class {rule.least} or better, with its certificate."]
    if board.fire_class == GERMAN_EQUAL and rule is not RULES["FR"]:
        return []
    if not board.fire.as_good_as(fire_class(rule.least)):
        return [f"{rule.who}; {board.title} is {board.fire_class}. Choose a material of class {rule.least} or better."]
    return []


def _certificate_warnings(board: Material, on: date | None) -> list[str]:
    paper = board.certificate
    if paper is None:
        return [f"No certificate is on file for {board.title}: ask the shop for the one of your batch and enter it in your table of materials."]
    if on is not None and not paper.holds_on(on):
        return [f"The certificate {paper.number} of {paper.issuer} ends on {paper.valid_until.isoformat()}, before the event does: ask for a new one."]
    return []
