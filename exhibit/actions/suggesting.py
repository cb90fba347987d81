"""What `exhibit anonymise` answers: every find of a text with the words proposed for it, and the text with them."""
from __future__ import annotations

from collections.abc import Iterable

from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.plan import Proposal, plan, replaced
from exhibit.story.anonymise.reading import read


def suggested(text: str, language: str, agreed: Iterable[str] = ()) -> dict:
    """{"suggestions": [...], "text": ...}; places in characters of the text that came in. What is only worth a look stays in the text."""
    proposals = plan(text, language, read(text, language, agreed)).proposals
    kept = [(one.find.start, one.find.end, one.replacement) for one in proposals if one.find.confidence >= SURE]
    return {"suggestions": [_row(one) for one in proposals], "text": replaced(text, kept)}


def _row(one: Proposal) -> dict:
    find = one.find
    return {"start": find.start, "end": find.end, "text": find.text, "kind": find.kind, "source": ", ".join(find.sources), "confidence": find.confidence,
            "replacement": one.replacement, "severity": int(find.severity)}
