"""A story as plain text, made from what its page shows and gone with it."""
from __future__ import annotations

from functools import partial

from exhibit.actions.visiting import StoryPage
from exhibit.story import labels
from exhibit.story.reading import as_plain_text


def transcript(page: StoryPage) -> str:
    """Quote, who speaks, the story in its own paragraphs, what it stands on, help, credits."""
    say = partial(labels.label, labels.words_language(page.language))
    return as_plain_text([
        page.quote, _who(page, say), *(say(key) for key, true in (("composed", page.composed), ("several", page.speaker.several)) if true),
        page.text, "" if page.composed else say("consent"), _help(page, say),
        page.exhibition.text, "\n".join(line.text for line in page.credits), page.disclaimer.text])


def _who(page: StoryPage, say: partial[str]) -> str:
    band = page.speaker.age_band
    line = " · ".join([page.speaker.line or say("someone"), *([say(f"age_{band.lower()}")] if band else [])])
    return f"{line}\n{say('not_real_name')}" if page.speaker.named else line


def _help(page: StoryPage, say: partial[str]) -> str:
    return "\n".join([say("help"), *(f"{line.name} {line.number}" for line in page.help.lines), say("emergency", number=page.help.emergency)])
