"""Writing and approving texts. A text is never changed: each save is a new version."""
from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta

from exhibit.actions import left_finds, margin_notes
from exhibit.actions.history import note
from exhibit.actions.meant_words import check_pseudonym, refuse_while_in_source, texts_with
from exhibit.actions.ticks import carry, consent_tick, drop_tick, ticks_on
from exhibit.actions.uses import follow_pages
from exhibit.consent.states import PUBLISHABLE, State
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import approvals, queries, raise_epoch, transaction, worksheets
from exhibit.store.anonymity_reviews import RENAMED
from exhibit.store.counts import free_code
from exhibit.store.tables import Person, PseudonymKey, StoryVersion, Testimony
from exhibit.story.ethics.quotation import telling_after_edit
from exhibit.story.ticks import Tick
from exhibit.story.vocabulary import validate_attributes

KINDS = ("STORY", "QUOTE", "CUTOUT", "ATTRIBUTION", "EASY")
MOST_OF_A_NAME = 80  # characters
MAX_BYTES = 200_000  # about 30,000 words: no story page needs more
ATTRIBUTES = ("exploitation", "exploitation_countries", "tip_act", "tip_means", "tip_purpose", "gender", "age_band", "term", "elements")


def create_testimony(fields: dict, by: str, now: datetime) -> Testimony:
    """A new testimony of a new, nameless person. Raises WrongUse."""
    with transaction() as session:
        testimony = create_inside(fields, session)
    return testimony


def create_inside(fields: dict, session) -> Testimony:
    """The same inside a transaction that is open already. Raises WrongUse."""
    check_facts(fields)
    code = free_code()
    person = Person(code="P" + free_code(), age_class=fields.get("age_class") or "UNCERTAIN")
    testimony = Testimony(code="T" + code, person=person)
    _apply(testimony, fields)
    session.add(testimony)
    return testimony


def save_attributes(testimony: Testimony, fields: dict, by: str, now: datetime) -> None:
    """Change the facts about a testimony; what may be shown is asked anew at once. Raises WrongUse, Refused for a pseudonym that may be a real name."""
    check_facts(fields)
    renamed = fields["pseudonym"].strip() != testimony.pseudonym
    if renamed:
        _check_renaming(testimony, fields["pseudonym"], by)
    old, doubted = testimony.pseudonym, renamed and testimony.pseudonym_in_source
    ask_again = texts_with(testimony, old) if doubted else []
    asked = worksheets.numbers(testimony)
    with transaction() as session:
        if renamed and worksheets.numbers(testimony) != asked:
            raise Conflict("Somebody put a source in while the pseudonym was looked for in the others. Save once more; nothing was changed.")
        _apply(testimony, fields)
        if renamed:
            testimony.pseudonym_in_source = False
            note("SOURCE", RENAMED, by, now, testimony=testimony, details={"kind": "PSEUDONYM"})
        if doubted:
            session.add(PseudonymKey(testimony_id=testimony.id, kind="NAME", original=old, replacement=testimony.pseudonym, at=now, by=by))  # what is a name stays one, also once the source is gone
        for version in ask_again:
            _ask_again(version, by, now)
        if fields.get("age_class"):
            testimony.person.age_class = fields["age_class"]
        follow_pages(testimony, now, by)
        raise_epoch()


def _ask_again(version: StoryVersion, by: str, now: datetime) -> None:
    """A text in which a pseudonym stands that turned out to be a name is looked at once more; until then the finders see it."""
    if Tick.ANONYMITY in ticks_on(version):
        drop_tick(version, Tick.ANONYMITY)
        version.marks_checked = False
        note("TICK", "anonymity cleared", by, now, testimony=version.testimony, details={"text": version.id})


def _check_renaming(testimony: Testimony, pseudonym: str, by: str) -> None:
    """Another pseudonym asks the sources and the texts whether its words stand there: not while a story is on hold, and not in the first step of a look."""
    # imported here: they know the accounts, as only a process with a desk may
    from exhibit.actions import lookers, sources

    lookers.check_not_alone(testimony.id, by)
    sources.check_no_hold(testimony)
    check_pseudonym(testimony, pseudonym)


def check_facts(fields: dict) -> None:
    """Raises WrongUse naming every fact that is missing or does not fit."""
    for key, words in (("pseudonym", "a pseudonym"), ("experience_type", "the type of experience"), ("original_language", "the original language"), ("origin_country", "the country of origin")):
        if not str(fields.get(key) or "").strip():
            raise WrongUse(f"Please give {words}.")
    if not is_a_name(str(fields["pseudonym"])):
        raise WrongUse(f"The pseudonym is a name: at most {MOST_OF_A_NAME} characters on one line, without figures. Nothing that is found in a text counts where the pseudonym says it.")
    if len(str(fields["origin_country"])) != 2:
        raise WrongUse("Give the country as its two letters, for example NP.")
    problems = validate_attributes(
        fields["experience_type"], tip_act=fields.get("tip_act", ()), tip_means=fields.get("tip_means", ()),
        tip_purpose=fields.get("tip_purpose", ()), child=fields.get("age_class") in ("CHILD", "UNCERTAIN"),
        **{key: fields.get(key) or "" for key in ("exploitation", "elements", "term", "gender", "age_band")})
    if problems:
        raise WrongUse(" ".join(problems))


def is_a_name(words: str) -> bool:
    """May these words be somebody's pseudonym? A telephone number or a sentence that came into the field would be passed over by every finder."""
    name = words.strip()
    return 0 < len(name) <= MOST_OF_A_NAME and not any(char.isdigit() or unicodedata.category(char) == "Cc" or char in "@/!?" for char in name)


def _apply(testimony: Testimony, fields: dict) -> None:
    testimony.pseudonym = fields["pseudonym"].strip()
    testimony.experience_type = fields["experience_type"]
    testimony.original_language = fields["original_language"].strip().lower()
    testimony.origin_country = fields["origin_country"].upper()
    testimony.attributes = {**(testimony.attributes or {}), **{key: fields[key] for key in ATTRIBUTES if key in fields}}


def save_text(testimony: Testimony, language: str, kind: str, body: str, based_on: int | None, by: str, now: datetime, parent_id: int | None = None) -> StoryVersion:
    """Keep a new version. Raises Conflict when somebody saved since `based_on`; nothing is overwritten.

    `parent_id`: the text it was translated from, where that is not the newest one in the original language.
    """
    body = checked_text(body)
    if kind not in KINDS:
        raise WrongUse("Choose what this text is: story, quote, cutout text, attribution or story in easy words.")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?", language):
        raise WrongUse("Choose the language of this text.")
    with transaction() as session:
        newest = testimony.newest(kind, language)
        if newest and newest.id != based_on:
            raise Conflict(f"{newest.written_by} saved this text at {newest.written_at:%H:%M} UTC while you were writing. "
                           "Both texts are shown: take over what you need and save again. Nothing was overwritten.")
        if newest and newest.body == body:
            return newest
        version = StoryVersion(testimony=testimony, language=language, kind=kind, body=body, written_at=_after_every_link(testimony, now), written_by=by,
                               sha256=hashlib.sha256(body.encode()).hexdigest())
        original = testimony.newest(kind, testimony.original_language) if language != testimony.original_language else None
        version.parent_id = parent_id or (original.id if original else None)
        session.add(version)
        version.telling = telling_after_edit(newest.telling) if newest else ""
        carry(newest, version, by, now)
    return version


def _after_every_link(testimony: Testimony, now: datetime) -> datetime:
    """Now; or just after the newest link to read, where that was made while this save was under way. A link opens words that were there before it."""
    made = approvals.last_made(testimony)
    return max(now, made + timedelta(microseconds=1)) if made else now


def approve_text(version_id: int, by: str, now: datetime) -> StoryVersion:
    """Record that the person saw exactly this text and said yes. Raises Refused for an older version, and while something that identifies
    by itself stands in the text or a note of a block rule in its margin.

    Permissions confirmed for earlier words go on with these, because the person approved exactly these; the history of each
    says so. Doing it again changes nothing.
    """
    if queries.version(version_id).approved_at is None:
        refuse_while_in_source(queries.version(version_id).testimony, "Nothing was recorded.")
        left_finds.refuse_while_blocking(queries.version(version_id), "Nothing was recorded.")
        margin_notes.refuse_while_blocking(queries.version(version_id), "Nothing was recorded.")
    # imported here: it knows the accounts, as only a process with a desk may; after a yes by link the consumer lets the source go
    from exhibit.actions import sources

    with transaction():
        version = queries.version(version_id)
        approve_inside(version, by, now)
        sources.on_approval(version, now)
    return version


def approve_inside(version: StoryVersion, by: str, now: datetime, method: str = "") -> None:
    """The same inside a transaction that is open already; `method` says how the person answered. Raises Refused for an older version."""
    if version.testimony.newest(version.kind, version.language).id != version.id:
        raise Refused("There is a newer version of this text: show the person that one.")
    if version.approved_at:
        return
    earlier = version.testimony.approved(version.kind, version.language)
    version.approved_at, version.approved_by = now, by
    consent_tick(version, by, now)
    note("APPROVAL", "approved", by, now, testimony=version.testimony, indicated_by="SUBJECT", method=method,
         details={"text": version.id, "kind": version.kind, "language": version.language, "sha256": version.sha256})
    if earlier:
        _note_new_words(version, by, now)
    raise_epoch()


def disapprove_inside(version: StoryVersion, by: str, now: datetime, method: str = "") -> None:
    """The person says no to a text: no words of this kind and language are approved any more, so that none of them is shown from now on."""
    taken_back = [v for v in version.testimony.versions if (v.kind, v.language) == (version.kind, version.language) and v.approved_at]
    for earlier in taken_back:
        earlier.approved_at, earlier.approved_by = None, ""
        drop_tick(earlier, Tick.CONSENT)
        note("APPROVAL", "taken back", by, now, testimony=version.testimony, indicated_by="SUBJECT", method=method, details={"text": earlier.id, "sha256": earlier.sha256})
    if taken_back:
        follow_pages(version.testimony, now, by)
        raise_epoch()


def _note_new_words(version: StoryVersion, by: str, now: datetime) -> None:
    words = f"The person approved new words: {version.kind.lower()} in {version.language}, text {version.id}."
    for grant in version.testimony.grants:
        if State(grant.state) in PUBLISHABLE:
            note("GRANT", grant.state, by, now, grant=grant, indicated_by="SUBJECT", reason=words)


def checked_text(body: str) -> str:
    """The text with plain line ends, in composed form. Raises WrongUse when empty, too long or full of control characters."""
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise WrongUse("The text is empty: nothing was saved.")
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise WrongUse(f"The text is {len(text.encode(errors='replace')) // 1000} kB long; the most is {MAX_BYTES // 1000} kB. Nothing was saved.")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        raise WrongUse("The text holds control characters, as when a program file is pasted. Paste plain text.")
    return text
