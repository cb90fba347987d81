"""The uniqueness check: reference counts from a file, reviews by one or two people, and which reviews still hold.

A review belongs to the values of the facts and to the very words that tell them. As soon as either changes the review is void by itself;
nothing has to run for that.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from exhibit.actions.facts import marks, newest_texts, told_by
from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.errors import Refused, WrongUse
from exhibit.store import queries, raise_epoch, reference, transaction
from exhibit.store.tables import Exhibition, ReferenceCount, StoryVersion, Testimony, UniquenessReview
from exhibit.story import reference_counts
from exhibit.story.uniqueness import QUASI_IDENTIFIERS, Pair, Shown, Verdict, judge, pairs

SHORTEST_REASONS = 20  # characters: “it is fine” is no reason
DESCRIBED = ("sector", "year", "place", "rare_event")
"""Facts whose value the reviewer writes down: the testimony's form does not ask for them."""
_FROM_ATTRIBUTES = {"exploitation_country": "exploitation_countries", "form": "exploitation", "age_band": "age_band", "gender": "gender"}


def values(testimony: Testimony) -> dict[str, str]:
    """Fact -> its value as far as the testimony knows it, told or not."""
    attributes = testimony.attributes
    found = {name: attributes.get(key) or "" for name, key in _FROM_ATTRIBUTES.items()}
    found |= {name: attributes.get(name) or "" for name in DESCRIBED}
    return {"nationality": testimony.origin_country} | {name: "+".join(sorted(value)) if isinstance(value, list) else value for name, value in found.items()}


def facts_told(testimony: Testimony, versions: Iterable[StoryVersion] | None = None) -> dict[str, str]:
    """The quasi-identifiers the texts tell, with their values; of all newest texts unless versions are given."""
    told = told_by(testimony, newest_texts(testimony) if versions is None else versions)
    known = values(testimony)
    return {name: known[name] for name, element in QUASI_IDENTIFIERS.items() if element in told or (not element and known[name])}


def verdict_of(testimony: Testimony) -> Verdict:
    """What the rule says about the newest texts, with the reference counts on file."""
    return judge(facts_told(testimony), reference.counts())


def fingerprint(testimony: Testimony) -> str:
    """SHA-256 of the values of the facts."""
    return _digest({"values": values(testimony), "age": testimony.person.age_class})


def text_digest(version: StoryVersion) -> str:
    """SHA-256 of the words that tell quasi-identifiers in a version; of one that nobody marked, of all its words."""
    spans, quasi = marks(version), frozenset(QUASI_IDENTIFIERS.values())
    words = [version.sha256] if spans is None else sorted([span.element, version.body[span.start:span.end]] for span in spans if span.element in quasi)
    return _digest([version.kind, version.language, words])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_checked(testimony: Testimony, versions: Iterable[StoryVersion]) -> bool:
    """Does a finished review hold for all these versions? Asked by the gate, each time. Fewer texts than were reviewed tell no more."""
    if not testimony.uniqueness_checked:
        return False
    return any(is_finished(made) and covers(made, testimony, versions) for made in reversed(testimony.reviews))


def has_been_checked(testimony: Testimony) -> bool:
    """Does a finished review hold for all that the person approved, or where she approved nothing yet for the newest texts?"""
    approved = [v for v in {(v.kind, v.language): v for v in testimony.versions if v.approved_at}.values()]
    return is_checked(testimony, approved or newest_texts(testimony))


def covers(made: UniquenessReview, testimony: Testimony, versions: Iterable[StoryVersion]) -> bool:
    """Was the review made of these facts in these words?"""
    return made.fingerprint == fingerprint(testimony) and {text_digest(v) for v in versions} <= set(made.texts)


def is_finished(made: UniquenessReview) -> bool:
    """One reviewer is enough unless the facts single the person out or are too many: then a second gave reasons."""
    return not made.needs_second or made.second_at is not None


def current_review(testimony: Testimony) -> UniquenessReview | None:
    """The newest review of the facts as they stand in the newest texts, finished or not."""
    texts = newest_texts(testimony)
    return next((made for made in reversed(testimony.reviews) if covers(made, testimony, texts)), None)


def review(testimony: Testimony, described: Mapping[str, str], by: str, now: datetime) -> UniquenessReview:
    """One person looked at all facts together. Finished at once when the rule needs no second one. Raises WrongUse, Refused.

    `described`: values of DESCRIBED facts, written down by the reviewer as the texts tell them.
    """
    known = _checked(described)
    with transaction() as session:
        testimony.attributes = {**testimony.attributes, **known}
        verdict = judge(facts_told(testimony), reference.counts())
        made = UniquenessReview(fingerprint=fingerprint(testimony), texts=[text_digest(v) for v in newest_texts(testimony)], facts=dict(verdict.facts),
                                smallest=verdict.smallest, needs_second=verdict.needs_reasons, at=now, by=by, second_by="", reasons="")
        testimony.reviews.append(made)
        testimony.uniqueness_checked = is_finished(made) or testimony.uniqueness_checked
        session.flush()
        note("UNIQUENESS", "reviewed" if verdict.needs_reasons else "passed", by, now, testimony=testimony, details={"review": made.id})
        raise_epoch()
    return made


def _checked(described: Mapping[str, str]) -> dict[str, str]:
    found = {name: (described.get(name) or "").strip() for name in DESCRIBED if name in described}
    for name, value in found.items():
        right, kept, wanted = reference_counts.VALUES[name]
        if value and not right(kept(value)):
            raise WrongUse(f"“{value}” cannot be the {name.replace('_', ' ')}: give {wanted}.")
        found[name] = kept(value) if value else ""
    return found


def second_review(testimony: Testimony, reasons: str, by: str, now: datetime) -> UniquenessReview:
    """A second person gives the reasons why these facts may stand together all the same. Raises Refused, WrongUse."""
    why = checked_note(reasons, "Reasons")
    if len(why) < SHORTEST_REASONS:
        raise WrongUse("Say in a sentence why nobody can be recognised from these facts together, or make them coarser.")
    with transaction():
        made = current_review(testimony)
        if made is None:
            raise Refused("The facts were changed since the first review: review them as they stand now.", ("UNIQUENESS",))
        if made.by.casefold() == by.casefold():
            raise Refused("You were the first reviewer: another person gives the reasons.", ("UNIQUENESS",))
        if made.second_at is None:
            made.second_at, made.second_by, made.reasons = now, by, why
            testimony.uniqueness_checked = True
            note("UNIQUENESS", "passed with reasons", by, now, testimony=testimony, details={"review": made.id, "first": made.by})
        raise_epoch()
    return made


def load_counts(content: bytes, source: str, by: str, now: datetime) -> int:
    """Take a file of reference counts, in place of what was loaded under this name before. Returns how many lines. Raises WrongUse with
    every bad line; nothing is half loaded."""
    name = checked_note(source, "Source")
    if not name:
        raise WrongUse("Say where the counts come from, for example: national register, 2024.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse(f"The file is not in UTF-8 (byte {error.start + 1} cannot be read). Save it again as CSV, UTF-8.") from error
    rows, wrong = reference_counts.read_counts(text, name)
    if wrong:
        raise WrongUse("Nothing was loaded. " + " ".join(wrong))
    with transaction() as session:
        reference.remove_source(name)
        session.add_all(ReferenceCount(facts=dict(row.facts), people=row.people, source=name, loaded_at=now) for row in rows)
        note("UNIQUENESS", "counts loaded", by, now, details={"lines": len(rows), "sha256": hashlib.sha256(content).hexdigest()})
    return len(rows)


def remove_counts(source: str, by: str, now: datetime) -> str:
    """Take the counts of one source out again; reviews made with them stay as they were made. Returns its name."""
    with transaction():
        reference.remove_source(source)
        note("UNIQUENESS", "counts removed", by, now)
    return source


def one_person_warnings(exhibition: Exhibition) -> tuple[Pair, ...]:
    """Pairs of testimonies of one exhibition that a reader can take for one person."""
    shown = {cutout.testimony_id: cutout.testimony for cutout in queries.cutouts(exhibition)}
    return pairs(Shown(t.code, t.person.code, t.pseudonym, facts_told(t)) for t in shown.values())
