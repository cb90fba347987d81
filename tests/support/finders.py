"""What the rules alone find, without the voice that weighs all signs: a test of a rule asks the rule."""
from __future__ import annotations

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.merge import merged
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import heard_by_rules
from exhibit.story.anonymise.remembered import for_one_text


@for_one_text
def read_by_rules(text: str, language: str) -> tuple[Find, ...]:
    """Like `reading.read`, with every voice but the last."""
    passage = Passage(text, language)
    return merged(passage, heard_by_rules(passage))
