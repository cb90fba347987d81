"""Words of a text are remembered while it is planned, and no longer."""
from __future__ import annotations

import pytest

from exhibit.story.anonymise.remembered import for_one_text, remembered


def test_each_word_is_asked_once_while_a_text_is_worked_on_and_anew_afterwards():
    asked: list[str] = []

    @remembered
    def reading(word: str) -> str:
        asked.append(word)
        return word.upper()

    @for_one_text
    def work(words: str) -> list[str]:
        return [reading(word) for word in words.split()]

    assert work("one two one") == ["ONE", "TWO", "ONE"] and asked == ["one", "two"]
    assert work("one") == ["ONE"] and asked == ["one", "two", "one"]
    with pytest.raises(AttributeError):
        work(None)  # type: ignore[arg-type]
    reading("one")
    assert reading("one") == "ONE" and len(asked) == 5, "outside of a text nothing is kept"
