"""Who may look at a text as the second. Many may stop and few may start: curator, caseworker and verifier look and send back, a verifier passes."""
from __future__ import annotations

from collections.abc import Sequence

from exhibit.actions.ticks import ticks_on
from exhibit.errors import Refused
from exhibit.store import accounts, anonymity_reviews
from exhibit.store.anonymity_reviews import versions_of_text
from exhibit.store.tables import AnonymityReview, StoryVersion, Testimony
from exhibit.story.ticks import Tick

MAY_LOOK, MAY_PASS = ("verifier", "curator", "caseworker"), ("verifier",)


def may_look(version: StoryVersion, by: str) -> bool:
    """May this account look at this text as the second?"""
    return not why_not(version, by)


def why_not(version: StoryVersion, by: str) -> str:
    """Why this account may not look at this text as the second, as a sentence; empty where it may.

    The source of one text is known for all of them: a quote and a translation tell what the story tells.
    """
    if not _holds_one_of(by, MAY_LOOK):
        return f"A text is looked at by a {', '.join(MAY_LOOK[:-1])} or {MAY_LOOK[-1]}."
    if by.casefold() in _hands(version):
        return "You wrote this text or worked on a source of this story: the second pair of eyes is another person's."
    if _has_read_source(version.testimony, by, anonymity_reviews.open_review(version, by)):
        return "You have read a source of this story: whoever looks at one of its texts as the second does not know it yet."
    return ""


def may_pass(by: str) -> bool:
    """May this account say that nobody can be recognised?"""
    return _holds_one_of(by, MAY_PASS)


def reads_alone(version: StoryVersion, by: str) -> bool:
    """Is this account in the first step of a look at a text of this testimony? Then it may see neither a source of it nor another text."""
    return reading_alone(version.testimony_id, by) is not None


def reading_alone(testimony_id: int, by: str) -> AnonymityReview | None:
    """The look of this account, at a text as it is now, in which the attempts are not written yet. A text that was replaced or has passed meanwhile closes nothing."""
    return next((row for row in anonymity_reviews.first_steps(testimony_id) if row.by.casefold() == by.casefold()), None)


def check_not_alone(testimony_id: int, by: str) -> None:
    """Raises Refused for whoever is in the first step of a look: a question to a source is an answer about it, too."""
    if reading_alone(testimony_id, by):
        raise Refused("You are reading a text of this person without its source: first write down who this could be and what your attempts led to.")


def check_newest(version: StoryVersion) -> None:
    """Raises Refused for words that have been replaced."""
    if versions_of_text(version)[-1].id != version.id:
        raise Refused("There is a newer version of this text: look at that one.")


def check_may_look(version: StoryVersion, by: str) -> None:
    """Raises Refused for whoever wrote the text, worked on a source of the story or opened one outside a look, and for roles that do not look."""
    if why := why_not(version, by):
        raise Refused(why)


def knows_source(testimony: Testimony, by: str) -> bool:
    """Has this account put in, decided about or opened a source of this story? What it saw in the comparison of a look does not count."""
    return by.casefold() in {account.casefold() for account in anonymity_reviews.hands_on_source(testimony)} or _has_read_source(testimony, by)


def check_may_pass(version: StoryVersion, by: str) -> None:
    """Raises Refused for everybody but a verifier who may look and has set no other tick on the text."""
    if not may_pass(by):
        raise Refused(f"The tick for anonymity is set by a {' or '.join(MAY_PASS)}. You may send the text back.")
    check_may_look(version, by)
    if any(row.by.casefold() == by.casefold() for name, row in ticks_on(version).items() if name not in (Tick.CONSENT, Tick.ANONYMITY)):
        raise Refused("You have set another tick on this text: each tick needs another person.")


def _hands(version: StoryVersion) -> set[str]:
    """Accounts that wrote this text, in any version, worked on a source of the testimony, or changed a pseudonym of it."""
    written = {other.written_by for other in versions_of_text(version)}
    return {account.casefold() for account in written | anonymity_reviews.hands_on_source(version.testimony) | anonymity_reviews.renamed_by(version.testimony)}


def _has_read_source(testimony: Testimony, by: str, begun: AnonymityReview | None = None) -> bool:
    """Had this account opened a source before the look it has begun, or until now? The comparison of a look does not count, and after it the source is known anyway."""
    readers = anonymity_reviews.readers_of_source(testimony, begun.started_at if begun else None)
    return by.casefold() in {account.casefold() for account in readers}


def _holds_one_of(by: str, roles: Sequence[str]) -> bool:
    account = accounts.user(by)
    return account is not None and account.active and bool({role.name for role in account.roles} & set(roles))
