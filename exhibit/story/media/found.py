"""What a format's module gives back, and how it says no."""
from __future__ import annotations

from dataclasses import dataclass

SOUND, FILM = "SOUND", "FILM"
LONGEST_S = 7_200


@dataclass(frozen=True, slots=True)
class Clean:
    """A recording without tags. `seconds`: how long it plays, at least 1."""

    content: bytes
    kind: str
    mime: str
    seconds: int


class NotPlayable(ValueError):
    """The file cannot be kept; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def damaged(form: str) -> NotPlayable:
    return NotPlayable(f"This {form} file is cut off or damaged: save it once more and send it again.")


def whole_seconds(seconds: float) -> int:
    """Raises NotPlayable for a length that cannot be."""
    if not 0 <= seconds <= LONGEST_S:
        raise NotPlayable("This file says that it plays for longer than two hours: it is damaged, or no reading of one story.")
    return max(1, round(seconds))
