"""What could stand in place of each find. A proposal only: people decide."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exhibit.story.anonymise.amounts_said import amounts_said
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import LANGUAGES, Said, base
from exhibit.story.anonymise.kinds import KINDS
from exhibit.story.anonymise.named import Named
from exhibit.story.anonymise.names_said import names_said
from exhibit.story.anonymise.places_said import places_said
from exhibit.story.anonymise.remembered import for_one_text
from exhibit.story.anonymise.roles_said import roles_said
from exhibit.story.anonymise.times_said import times_said

__all__ = ["Named", "Plan", "Proposal", "plan", "replaced"]

NO_TABLE = "There are no words of this language for it yet: write them."
FROM_KEY = "As the key has it: check that the words are of this language."
_TAKEN_OUT = "[…]"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A find and the words proposed for it. `find` may reach over a word before or after what a finder saw (a preposition, an article, a comma) where
    that word changes with it. `fits` is False where the grammar around may have to change; `note` then says what to look at."""

    find: Find
    replacement: str
    fits: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Proposals in reading order, and the rows the key must get for them to stay the same in other texts."""

    proposals: tuple[Proposal, ...]
    new_names: tuple[Named, ...]

    @property
    def agreed(self) -> tuple[str, ...]:
        """What stands for names in the text now, for `reading.read(agreed=...)` over it."""
        return tuple(proposal.replacement for proposal in self.proposals if proposal.find.kind == "NAME")


@for_one_text
def plan(text: str, language: str, finds: Iterable[Find], key: Iterable[Named] = (), narrator: Named | None = None) -> Plan:
    """A proposal for each find; who is in the key keeps the pseudonym, in the script of the language.

    `narrator`: the pseudonym the person chose; with an empty `original` it goes to whoever the text introduces as speaking. Names that no title
    tells get pseudonyms from the table of pseudonyms.toml, which come back as `new_names`. Same text, same key: same plan.
    """
    found = sorted(finds, key=lambda find: find.start)
    rows = tuple(key)
    names = names_said(text, language, found, rows, narrator)
    said = dict(names.said)
    if base(language) in LANGUAGES:
        for rule in (places_said, times_said, amounts_said, roles_said):
            said.update(rule(text, language, found))
    by_key = {(row.kind, row.original): row.replacement for row in rows if row.kind != "NAME"}
    if base(language) not in LANGUAGES:
        said = {find: replace(one, fits=False, note=NO_TABLE) for find, one in said.items()}
    for find in found:
        if (find.kind, find.text) in by_key:
            said[find] = Said(by_key[find.kind, find.text], note=FROM_KEY)
    return Plan(_apart(text, found, said), names.new)


def _apart(text: str, finds: Sequence[Find], said: dict[Find, Said]) -> tuple[Proposal, ...]:
    """Proposals over the characters they need; none reaches into another find."""
    proposals: list[Proposal] = []
    at = 0
    for index, find in enumerate(finds):
        words = said.get(find) or Said(_TAKEN_OUT, fits=False, note=f"{KINDS[find.kind].seems[:1].upper()}{KINDS[find.kind].seems[1:]}. {NO_TABLE}")
        following = finds[index + 1].start if index + 1 < len(finds) else len(text)
        start, end = max(at, find.start - words.back), min(following, find.end + words.ahead)
        whole = replace(find, start=start, end=end, text=text[start:end])
        proposals.append(Proposal(whole, words.words, words.fits, words.note))
        at = end
    return tuple(proposals)


def replaced(text: str, replacements: Iterable[tuple[int, int, str]]) -> str:
    """The text with each [start, end) replaced. Raises ValueError where two of them overlap."""
    parts: list[str] = []
    at = 0
    for start, end, words in sorted(replacements):
        if start < at:
            raise ValueError(f"two replacements meet at character {start}")
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])
