"""Texts read against each other: the languages of one testimony, and the stories of one exhibition. Texts are read when somebody asks; nothing of it is kept."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from exhibit.actions.facts import newest_texts
from exhibit.actions.left_finds import finds_in
from exhibit.store import queries
from exhibit.store.tables import Exhibition, StoryVersion, Testimony
from exhibit.story.anonymise import Find
from exhibit.story.anonymise.passage import folded
from exhibit.story.cross_check import Read, Shared, Story, Uneven, other_pseudonyms, shared_traces, uneven

TOLD = ("STORY", "CUTOUT", "QUOTE")
"""Kinds of text in which two stories are compared; the story in easy words says the same again."""


@dataclass(frozen=True)
class Readings:
    """The newest texts of a testimony, each read once, the original's language first."""

    testimony: Testimony
    texts: tuple[tuple[str, Read], ...]  # (kind of text, what was read)

    @cached_property
    def uneven(self) -> dict[str, tuple[Uneven, ...]]:
        """Kind of text -> details that stand in one language and not in another."""
        kinds = dict.fromkeys(kind for kind, _ in self.texts)
        return {kind: found for kind in kinds if (found := uneven([text for other, text in self.texts if other == kind]))}

    @property
    def pseudonyms_apart(self) -> tuple[tuple[str, str], ...]:
        """(language, name) of each line of who speaks that names somebody else than the testimony's pseudonym."""
        return other_pseudonyms(self.testimony.pseudonym, [text for kind, text in self.texts if kind == "ATTRIBUTION"])

    @cached_property
    def details(self) -> tuple[Find, ...]:
        """Details left in the original's texts, and those that only a translation still tells, each once."""
        original = self.testimony.original_language
        only = {(kind, one.language, one.start, one.end) for kind, rows in self.uneven.items() for one in rows if original in one.gone_from}
        found: dict[tuple[str, str], Find] = {}
        for kind, text in self.texts:
            for find in text.left:
                if text.language == original or (kind, text.language, find.start, find.end) in only:
                    found.setdefault((find.kind, folded(" ".join(find.text.split()))), find)
        return tuple(found.values())


def read_texts(testimony: Testimony) -> Readings:
    """Reads every newest text of a testimony: about a second for 2,000 words."""
    texts = sorted(newest_texts(testimony), key=lambda v: (v.language != testimony.original_language, v.language))
    return Readings(testimony, tuple((version.kind, as_read(version)) for version in texts))


def as_read(version: StoryVersion) -> Read:
    return Read(version.language, version.body, finds_in(version))


def traces_between(exhibition: Exhibition, code: str = "") -> tuple[Shared, ...]:
    """What two stories of an exhibition have in common and few others have; only with this testimony where a code is given."""
    testimonies = {cutout.testimony_id: cutout.testimony for cutout in queries.cutouts(exhibition)}.values()
    found = shared_traces(Story(testimony.code, tuple(as_read(v) for v in newest_texts(testimony) if v.kind in TOLD)) for testimony in testimonies)
    return tuple(one for one in found if not code or code in one.codes)
