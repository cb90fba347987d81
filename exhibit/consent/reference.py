"""docs/permissions.md, written from the tables: `python -m exhibit.consent.reference > docs/permissions.md`."""
from __future__ import annotations

from collections.abc import Iterable

from exhibit.consent.permissions import PERMISSIONS, Permission
from exhibit.consent.reasons import SENTENCES
from exhibit.consent.requirements import IMAGES, IN_A_HALL, REQUIRED, Row
from exhibit.consent.states import DPV_STATUS, ENTERED_BY, PUBLISHABLE, TRANSITIONS, State

_INTRO = """# Permissions

A person agrees to each use by itself. What nobody has said yes to is a no. A yes counts once a second person has confirmed it,
and it ends by itself; a stop takes effect at once, needs no reason, and a change of mind is a new permission.

What can be undone: **R0** stops at once, **R1** can be recalled, **R2** can be undone in part, **R3** cannot be undone.
Default: *ask* is offered to the person, *deny* is a no unless the person brings it up or it is explained separately.
A child's permission never lasts longer than 12 months nor past the day of coming of age.
"""


def page() -> str:
    """The whole page, Markdown."""
    return "\n".join((_INTRO, _permissions(), _uses(), _states(), _reasons()))


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows)]
    return "\n".join((f"## {title}", "", *lines, ""))


def _code(permission: Permission) -> str:
    return f"`{permission.code}:{{{permission.parameter}}}`" if permission.parameter else f"`{permission.code}`"


def _permissions() -> str:
    head = ("code", "what the person agrees to", "undone", "default", "child", "longest, months", "DPV 2.3")
    rows = ((_code(p), p.label, p.reversibility, p.default, "yes" if p.child_allowed else "never", str(p.max_months or "as agreed"), p.dpv_verb)
            for p in PERMISSIONS.values())
    return _table("What can be agreed to", head, rows)


def _alternatives(row: Row) -> str:
    return "one `IMG_…`" if row is IMAGES else " or ".join(_code(PERMISSIONS[code]) for code in row)


def _uses() -> str:
    rows = ((f"`{kind}`", " + ".join(_alternatives(row) for row in needed), "yes" if kind in IN_A_HALL else "no") for kind, needed in REQUIRED.items())
    note = (
        "Every use in another language than the original also needs `TRANSLATE:{language}`. A use in a hall also needs `EVENT_COUNTRY:{country}`"
        " or `EVENT_ONE:{exhibition}`,\nand in the country of origin `EVENT_ORIGIN`, in a country of exploitation `EVENT_EXPLOIT`.\n"
    )
    return _table("What each use needs", ("use", "permissions", "in a hall"), rows) + "\n" + note


def _states() -> str:
    rows = ((f"`{s}`", "**yes**" if s in PUBLISHABLE else "no", f"`{DPV_STATUS[s]}`", ENTERED_BY[s],
             ", ".join(f"`{t}`" for t in State if t in TRANSITIONS[s]) or "final") for s in State)
    return _table("States", ("state", "opens", "DPV 2.3", "entered by", "may become"), rows)


def _reasons() -> str:
    return _table("Why the gate says no", ("code", "what it means"), ((f"`{code}`", sentence) for code, sentence in SENTENCES.items()))


if __name__ == "__main__":
    print(page(), end="")
