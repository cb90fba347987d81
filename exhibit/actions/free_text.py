"""Free text that other people will read: no name, telephone number, address or e-mail address goes into it.

Identity stays with the custodian. A note that seems to hold some is refused with the reason; a stop is never refused, so its
reason is left out instead and the record says so.
"""
from __future__ import annotations

from exhibit.errors import Refused
from exhibit.story.anonymise import KINDS, Find, found_in

OF_A_PLACE = frozenset({"ADDRESS"})  # a hall or a store has an address, and it is nobody's home


def checked_note(text: str | None, field_label: str, allowed: frozenset[str] = frozenset()) -> str:
    """The text without outer blanks. Raises Refused when it seems to lead to a person; `field_label` is the field as the page calls it.

    `allowed`: kinds of find that belong into this field, for example OF_A_PLACE where it says in which hall a board stands.
    """
    note = (text or "").strip()
    finds = tuple(find for find in found_in(note) if find.kind not in allowed)
    if finds:
        raise Refused(f"{field_label}: {' '.join(find.sentence for find in finds[:3])} Nothing that leads to a person is kept here. "
                      "Write it without, for example “the person” or “a caseworker”; if it means something else, say it in other words. Nothing was saved.")
    return note


def note_of_a_stop(text: str | None) -> str:
    """The text, or in its place what it seemed to hold: a stop or a hold counts whatever its reason says."""
    note = (text or "").strip()
    finds = found_in(note)
    return left_out(finds) if finds else note


def left_out(finds: tuple[Find, ...]) -> str:
    """[left out: seems to hold a telephone number, a name]"""
    held = list(dict.fromkeys(KINDS[find.kind].seems for find in finds))
    return f"[left out: seems to hold {', '.join(held)}]"
