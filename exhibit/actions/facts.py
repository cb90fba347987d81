"""Which facts the texts tell: marks on a version's words, and what follows from them for the gate and for confirming."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from exhibit.actions.history import note
from exhibit.consent.requirements import IMAGES, REQUIRED
from exhibit.errors import Refused, WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.tables import Grant, StoryVersion, Testimony
from exhibit.story import elements
from exhibit.story.elements import Span, Spans
from exhibit.story.ticks import Tick
from exhibit.story.vocabulary import ELEMENTS

ON_A_PAGE, ON_A_BOARD = frozenset({"STORY", "QUOTE", "ATTRIBUTION"}), frozenset({"QUOTE", "CUTOUT", "ATTRIBUTION"})
IN_EASY_WORDS = frozenset({"EASY", "QUOTE", "ATTRIBUTION"})
KINDS_SHOWN: dict[str, frozenset[str]] = {  # permission that puts words before someone -> kinds of text it shows; others show any
    "PRT_CUTOUT": ON_A_BOARD, "WEB_STORY": ON_A_PAGE | IN_EASY_WORDS, "EDIT_SHORT": IN_EASY_WORDS | {"CUTOUT"}, "WEB_INDEX": ON_A_PAGE, "WEB_ARCHIVE": ON_A_PAGE, "WEB_LIST": frozenset({"QUOTE", "ATTRIBUTION"}),
    "WEB_PREVIEW": frozenset({"QUOTE", "ATTRIBUTION"}), "PRESS_QUOTE": frozenset({"QUOTE", "ATTRIBUTION"}),
}
TELLING = frozenset(code for rows in REQUIRED.values() for row in rows for code in row) - frozenset(IMAGES)
"""Permissions of which the gate asks that they cover every fact told; a picture tells none."""


def marks(version: StoryVersion) -> Spans | None:
    """The marks on a version; None where nobody has marked it."""
    return elements.from_rows(version.spans)


def told_by(testimony: Testimony, versions: Iterable[StoryVersion]) -> frozenset[str]:
    """Elements these versions tell; where there is none, all that the testimony declares.

    A mark can close at once and open nothing alone: until a verifier has ticked the anonymity of a text, it also counts as telling all that
    is declared, marked or not.
    """
    declared, texts = frozenset(testimony.attributes.get("elements", ())), list(versions)
    found: frozenset[str] = frozenset() if texts else declared
    for version in texts:
        checked = version.spans is not None and version.marks_checked
        found |= elements.told(marks(version) or ()) | (frozenset() if checked else declared)
    return found


def shown_with(testimony: Testimony, language: str, kinds: Iterable[str]) -> list[StoryVersion]:
    """Approved versions that are seen where texts of `kinds` are shown in a language: a page also shows quote and name, a board too."""
    wanted = set(kinds)
    wanted |= ON_A_PAGE if "STORY" in wanted else IN_EASY_WORDS if "EASY" in wanted else ON_A_BOARD
    return [version for kind in sorted(wanted) if (version := testimony.approved(kind, language))]


def newest_texts(testimony: Testimony) -> list[StoryVersion]:
    """The newest version of each kind and language, approved or not."""
    keys = sorted({(v.kind, v.language) for v in testimony.versions})
    return [testimony.newest(*key) for key in keys]


def untold(grant: Grant) -> list[tuple[StoryVersion, frozenset[str]]]:
    """Texts shown under a permission that tell more than it covers, each with the elements that are too much."""
    kinds, covered = KINDS_SHOWN.get(grant.permission), frozenset(grant.elements or ())
    shown = [v for v in newest_texts(grant.testimony) if kinds is None or v.kind in kinds]
    found = ((version, told_by(grant.testimony, [version]) - covered) for version in shown)
    return [(version, more) for version, more in found if more]


def check_elements(grant: Grant) -> None:
    """A yes cannot be confirmed while a text shown under it tells a fact it does not cover. Raises Refused, reason ELEMENT."""
    wrong = untold(grant) if grant.permission in TELLING else []
    if not wrong:
        return
    listed = "; ".join(f"the {version.kind.lower()} in {version.language} tells {', '.join(ELEMENTS[code] for code in sorted(more))}" for version, more in wrong)
    raise Refused(f"The texts tell more than the person agreed to: {listed}. Change the text, or ask the person and record her answer anew.", ("ELEMENT",))


def mark_text(version_id: int, spans: Iterable[Span], by: str, now: datetime) -> StoryVersion:
    """Keep these marks on a version, in place of those it had. What may be shown is asked anew at once. Raises WrongUse."""
    with transaction():
        version = queries.version(version_id)
        _keep(version, elements.merged(spans), by, now)
    return version


def tick_sentences(version_id: int, ticked: Sequence[Iterable[str]], by: str, now: datetime) -> StoryVersion:
    """The marks as boxes ticked sentence by sentence; finer marks stay where their box stays ticked. Raises WrongUse."""
    with transaction():
        version = queries.version(version_id)
        if len(ticked) != len(elements.sentences(version.body, version.language)):
            raise WrongUse("This page shows another text than the one on file. Load it again and tick the boxes once more.")
        wanted = [frozenset(boxes) & frozenset(ELEMENTS) for boxes in ticked]
        _keep(version, elements.with_ticked_sentences(version.body, version.language, marks(version) or (), wanted), by, now)
    return version


def _keep(version: StoryVersion, spans: Spans, by: str, now: datetime) -> None:
    wrong = elements.problems(spans, version.body)
    if wrong:
        raise WrongUse(" ".join(wrong))
    rows = elements.as_rows(spans)
    if version.spans == rows:
        return
    version.spans, version.marks_checked = rows, False
    for tick in [t for t in version.ticks if t.tick == Tick.ANONYMITY]:
        version.ticks.remove(tick)
    note("FACTS", "marked", by, now, testimony=version.testimony, details={"text": version.id, "marks": len(rows)})
    raise_epoch()
