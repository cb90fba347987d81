"""Bridge from stored rows to the gate: the one place where a surface asks `may_use`."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from flask import current_app

from exhibit.actions.facts import shown_with, told_by
from exhibit.actions.uniqueness import is_checked
from exhibit.consent.children import INDEPENDENT_GUARDIANS
from exhibit.consent.gate import all_of, may_use
from exhibit.consent.records import Decision, Grant, Guardian, Story, Use, UseKind
from exhibit.consent.states import State
from exhibit.consent.uses import PAGES
from exhibit.errors import WrongUse
from exhibit.store import counts, ledger, queries
from exhibit.store.figure_files import DRAWN_HERE, image_of
from exhibit.store.tables import Copy, Cutout, Exhibition, Person, Recording, Testimony

RECORDED = {"AUDIO": UseKind.AUDIO, "SIGN": UseKind.SIGN_VIDEO}  # kind of recording -> kind of use
VOICED = {"ACTOR": "AUD_ACTOR", "OWN": "AUD_OWN"}  # whose voice is heard -> the permission it needs
DRAWN = frozenset({"CUTOUT_COPY"})


def end_of(exhibition: Exhibition) -> datetime:
    """The first moment after the exhibition's last day, UTC."""
    return datetime.combine(exhibition.ends_on, time.min, UTC) + timedelta(days=1)


def story_facts(testimony: Testimony, language: str, kinds: tuple[str, ...], now: datetime) -> Story:
    """What the gate must know about the texts of `kinds` in one language."""
    person, attributes, shown = testimony.person, testimony.attributes, shown_with(testimony, language, kinds)
    return Story(
        code=testimony.code,
        language=language,
        original_language=testimony.original_language,
        approved_by_person=all(testimony.approved(kind, language) for kind in kinds),
        hold=testimony.hold,
        age_class=person.age_class,
        majority_at=person.majority_at,
        child_assent=person.child_assent,
        guardian=guardian_of(person, now),
        best_interests_until=best_interests_until(person),
        origin_country=testimony.origin_country,
        exploitation_countries=frozenset(attributes.get("exploitation_countries", ())),
        elements=told_by(testimony, shown),
        uniqueness_checked=is_checked(testimony, shown),
    )


def guardian_of(person: Person, now: datetime) -> Guardian:
    """What the guardians who may still act say together: two different answers are a conflict, one of them a suspect stops the others."""
    acting = [g for g in person.guardians if g.ended_at is None]
    answers = {g.permits for g in acting if g.permits is not None}
    speaking = [g for g in acting if g.permits] or acting
    independent = [g for g in speaking if g.kind in INDEPENDENT_GUARDIANS]
    chosen = (independent or speaking or [None])[-1]
    return Guardian(
        permits=True if answers == {True} else False if False in answers else None, disagree=len(answers) > 1,
        conflict=any(g.conflict_of_interest != "NONE" for g in acting), kind=chosen.kind if chosen else "PARENT",
        valid_until=chosen.valid_until if chosen else None)


def best_interests_until(person: Person) -> datetime | None:
    """The end of the newest best-interests decision, when it was favourable and nobody else is put at risk by it (UNICEF I.6)."""
    newest = person.best_interests[-1] if person.best_interests else None
    return newest.valid_until if newest and newest.favourable and newest.no_risk_to_others else None


def grants_of(testimony: Testimony) -> list[Grant]:
    return [
        Grant(
            id=row.uid, permission=row.permission, scope=row.scope, state=State(row.state),
            valid_from=row.valid_from, valid_until=row.valid_until, confirmed_at=row.confirmed_at, given_at=row.given_at,
            max_copies=row.max_copies, embargo_until=row.embargo_until,
            elements=frozenset(row.elements or ()),
            given_by=row.given_by,
        )
        for row in testimony.grants
    ]


def decide(testimony: Testimony, kind: str, language: str, country: str, exhibition: Exhibition | None, now: datetime,
           copies_printed: int = 0, kinds: tuple[str, ...] = ("STORY",), partner: str = "",
           image: str = DRAWN_HERE) -> Decision:
    """Ask the gate for one use of one testimony. `partner`: who receives a loan or an export; `image`: what the board's figure shows."""
    use = Use(
        kind=UseKind(kind), language=language, country=country,
        exhibition_id=exhibition.slug if exhibition else None,
        exhibition_ends_at=end_of(exhibition) if exhibition else None,
        copies_printed=copies_printed, partner=partner,
        image=image if kind in DRAWN else "",
    )
    return _asked(story_facts(testimony, language, kinds, now), use, testimony, now)


def _asked(story: Story, use: Use, testimony: Testimony, now: datetime) -> Decision:
    """The gate, with what this house has closed; between a restore and its later stops that is everything."""
    settings = current_app.config["EXHIBIT"]
    closed = frozenset(UseKind) if ledger.restored() else frozenset(UseKind(kind) for kind in settings.closed_uses)
    return may_use(story, use, grants_of(testimony), now, policy=closed, cooling_off=timedelta(hours=settings.cooling_off_hours))


def recording_decision(recording: Recording, now: datetime, country: str = "") -> Decision:
    """May this recording be heard or seen now? Only beside the page of the very words it renders, once the person has agreed to it, with the permission for
    the voice that is heard; a sign language needs the permission to translate into it."""
    testimony, spoken = recording.testimony, recording.text_language
    text = testimony.approved("STORY", spoken)
    holds = text is not None and text.sha256 == recording.text_sha256 and recording.approved_at is not None and recording.ended_at is None
    told = story_facts(testimony, spoken, ("STORY",), now)
    story = replace(told, language=recording.language, approved_by_person=told.approved_by_person and holds)
    use = Use(kind=RECORDED[recording.kind], language=recording.language, country=country, voice=VOICED[recording.voice])
    return all_of((page_decision(testimony, spoken, now, country=country), _asked(story, use, testimony, now)))


def answer(testimony: Testimony, copy: Copy | None, kind: str, now: datetime, language: str | None = None, country: str | None = None,
           slug: str | None = None, partner: str = "") -> Decision:
    """The gate's answer to a question asked in words: what is left out is taken from the copy, where one is named.

    Raises WrongUse for a kind of use that does not exist, NotFound for an exhibition.
    """
    if kind not in {known.value for known in UseKind}:
        raise WrongUse(f"There is no use “{kind.lower()}”. Known: {', '.join(known.value for known in UseKind)}.")
    cutout = copy.cutout if copy else None
    event = queries.exhibition(slug) if slug else cutout.exhibition if cutout else None
    spoken = language or (cutout.language if cutout else testimony.original_language)
    others = len(counts.printed_copies([testimony.id])[testimony.id] - {copy.id if copy else None})
    texts = ("QUOTE", "CUTOUT") if kind in DRAWN else (PAGES.get(kind, "STORY"),)
    return decide(testimony, kind, spoken, (country or (event.country if event else "")).upper(), event, now, others, texts, partner,
                  image_of(cutout.figure) if cutout else DRAWN_HERE)


def page_decision(testimony: Testimony, language: str, now: datetime, kind: str = "QR_TARGET", country: str = "") -> Decision:
    """May the page show this testimony in this language now? `kind` EASY_READ: the page in easy words, which shows another text."""
    return decide(testimony, kind, language, country, None, now, kinds=(PAGES.get(kind, "STORY"),))


def cutout_decision(cutout: Cutout, now: datetime, language: str | None = None, copy: Copy | None = None,
                    printed: set[int] | None = None, second: str | None = None, figure: str | None = None) -> Decision:
    """May this board be printed or previewed now? `copy` (the first, unless named) may be printed again: only other copies count.

    `second`: its second language, "" for none; the figure's own unless named. A board in two languages needs the yes to both.

    `figure`: another than its own, before it is saved.

    `printed`: ids of the copies of this testimony printed so far, where the caller has looked already.
    """
    exhibition, copy = cutout.exhibition, copy or (cutout.copies[0] if cutout.copies else None)
    if printed is None:
        printed = counts.printed_copies([cutout.testimony_id])[cutout.testimony_id]
    others = len(printed - {copy.id if copy else None})
    image = image_of(figure or cutout.figure)
    return all_of(decide(cutout.testimony, "CUTOUT_COPY", spoken, exhibition.country, exhibition, now, others, ("QUOTE", "CUTOUT"), image=image)
                  for spoken in board_languages(cutout, language, second))


def board_languages(cutout: Cutout, language: str | None = None, second: str | None = None) -> tuple[str, ...]:
    """The languages on a board, one or two. A board asked for in another language than the figure's own carries that one alone."""
    first = language or cutout.language
    other = second if second is not None else cutout.second_language if first == cutout.language else ""
    return (first, other) if other and other != first else (first,)
