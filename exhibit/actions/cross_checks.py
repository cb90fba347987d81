"""Texts read against each other: the languages of one testimony, and the stories of one exhibition. Texts are read when somebody asks; nothing of it is kept."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from exhibit.actions.facts import newest_texts
from exhibit.actions.margin_notes import finds_in
from exhibit.store import queries
from exhibit.store.tables import Exhibition, StoryVersion, Testimony
from exhibit.story.anonymise import Find
from exhibit.story.anonymise.passage import folded
from exhibit.story.cross_check import Read, Shared, Story, Uneven, other_pseudonyms, shared_traces, uneven

TOLD = ("STORY", "CUTOUT", "QUOTE")
"""Kinds of text in which two stories are compared; the story in easy words says the same again."""


def as_read(version: StoryVersion) -> Read:
    return Read(version.language, version.body, finds_in(version))


def _by_kind(testimony: Testimony) -> dict[str, list[Read]]:
    """Newest texts read, the original's language first."""
    found: dict[str, list[Read]] = {}
    for version in sorted(newest_texts(testimony), key=lambda v: (v.language != testimony.original_language, v.language)):
        found.setdefault(version.kind, []).append(as_read(version))
    return found


def uneven_in(testimony: Testimony) -> dict[str, tuple[Uneven, ...]]:
    """Kind of text -> details that stand in one language and not in another."""
    return {kind: found for kind, texts in _by_kind(testimony).items() if (found := uneven(texts))}


def pseudonyms_apart(testimony: Testimony) -> tuple[tuple[str, str], ...]:
    """(language, name) of each line of who speaks that names somebody else than the testimony's pseudonym."""
    return other_pseudonyms(testimony.pseudonym, [Read(v.language, v.body) for v in newest_texts(testimony) if v.kind == "ATTRIBUTION"])


def details_of(testimony: Testimony, left_over: Mapping[str, tuple[Uneven, ...]]) -> tuple[Find, ...]:
    """Details left in the original's texts, and those that only a translation still tells (`left_over`), each once."""
    original = testimony.original_language
    found: dict[tuple[str, str], Find] = {}
    for version in newest_texts(testimony):
        places = {(one.start, one.end) for one in left_over.get(version.kind, ()) if one.language == version.language and original in one.gone_from}
        if version.language == original or places:
            for find in as_read(version).left:
                if version.language == original or (find.start, find.end) in places:
                    found.setdefault((find.kind, folded(" ".join(find.text.split()))), find)
    return tuple(found.values())


def traces_between(exhibition: Exhibition, code: str = "") -> tuple[Shared, ...]:
    """What two stories of an exhibition have in common and few others have; only with this testimony where a code is given."""
    testimonies = {cutout.testimony_id: cutout.testimony for cutout in queries.cutouts(exhibition)}.values()
    found = shared_traces(Story(testimony.code, tuple(as_read(v) for v in _compared(testimony))) for testimony in testimonies)
    return tuple(one for one in found if not code or code in one.codes)


def _compared(testimony: Testimony) -> Iterable[StoryVersion]:
    return (version for version in newest_texts(testimony) if version.kind in TOLD)
