"""Writing and approving texts. A text is never changed: each save is a new version."""
from __future__ import annotations

import hashlib
from datetime import datetime

from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.codes import new_code
from exhibit.store.tables import Person, StoryVersion, Testimony
from exhibit.story.vocabulary import validate_attributes

KINDS = ("STORY", "QUOTE", "CUTOUT", "ATTRIBUTION")
MAX_BYTES = 200_000  # about 30,000 words: no story page needs more
ATTRIBUTES = ("exploitation", "exploitation_countries", "tip_act", "tip_means", "tip_purpose", "gender", "age_band", "term", "elements")


def create_testimony(fields: dict, by: str, now: datetime) -> Testimony:
    """A new testimony of a new, nameless person. Raises WrongUse."""
    _check(fields)
    with transaction() as session:
        person = Person(code="P" + new_code(), age_class=fields.get("age_class") or "UNCERTAIN")
        testimony = Testimony(code="T" + new_code(), person=person)
        _apply(testimony, fields)
        session.add(testimony)
    return testimony


def save_attributes(testimony: Testimony, fields: dict, by: str, now: datetime) -> None:
    """Change the facts about a testimony; what may be shown is asked anew at once."""
    _check(fields)
    with transaction():
        _apply(testimony, fields)
        testimony.uniqueness_checked = bool(fields.get("uniqueness_checked", testimony.uniqueness_checked))
        if fields.get("age_class"):
            testimony.person.age_class = fields["age_class"]
        raise_epoch()


def _check(fields: dict) -> None:
    for key, words in (("pseudonym", "a pseudonym"), ("experience_type", "the type of experience"), ("original_language", "the original language"), ("origin_country", "the country of origin")):
        if not str(fields.get(key) or "").strip():
            raise WrongUse(f"Please give {words}.")
    if len(str(fields["origin_country"])) != 2:
        raise WrongUse("Give the country as its two letters, for example NP.")
    problems = validate_attributes(
        fields["experience_type"], tip_act=fields.get("tip_act", ()), tip_means=fields.get("tip_means", ()),
        tip_purpose=fields.get("tip_purpose", ()), child=fields.get("age_class") in ("CHILD", "UNCERTAIN"),
        **{key: fields.get(key) or "" for key in ("exploitation", "elements", "term", "gender", "age_band")})
    if problems:
        raise WrongUse(" ".join(problems))


def _apply(testimony: Testimony, fields: dict) -> None:
    testimony.pseudonym = fields["pseudonym"].strip()
    testimony.experience_type = fields["experience_type"]
    testimony.original_language = fields["original_language"].strip().lower()
    testimony.origin_country = fields["origin_country"].upper()
    testimony.attributes = {**(testimony.attributes or {}), **{key: fields[key] for key in ATTRIBUTES if key in fields}}


def save_text(testimony: Testimony, language: str, kind: str, body: str, based_on: int | None, by: str, now: datetime) -> StoryVersion:
    """Keep a new version. Raises Conflict when somebody saved since `based_on`; nothing is overwritten."""
    body = checked_text(body)
    if kind not in KINDS:
        raise WrongUse("Choose what this text is: story, quote, cutout text or attribution.")
    if not 2 <= len(language) <= 12:
        raise WrongUse("Choose the language of this text.")
    with transaction() as session:
        newest = testimony.newest(kind, language)
        if newest and newest.id != based_on:
            raise Conflict(f"{newest.written_by} saved this text at {newest.written_at:%H:%M} UTC while you were writing. "
                           "Both texts are shown: take over what you need and save again. Nothing was overwritten.")
        if newest and newest.body == body:
            return newest
        version = StoryVersion(testimony=testimony, language=language, kind=kind, body=body, written_at=now, written_by=by,
                               sha256=hashlib.sha256(body.encode()).hexdigest())
        session.add(version)
    return version


def approve_text(version_id: int, by: str, now: datetime) -> StoryVersion:
    """Record that the person saw exactly this text and said yes. Raises Refused for an older version."""
    with transaction():
        version = queries.version(version_id)
        if version.testimony.newest(version.kind, version.language).id != version.id:
            raise Refused("There is a newer version of this text: show the person that one.")
        version.approved_at = version.approved_at or now
        raise_epoch()
    return version


def checked_text(body: str) -> str:
    """The text with plain line ends. Raises WrongUse when empty, too long or full of control characters."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise WrongUse("The text is empty: nothing was saved.")
    if len(text.encode()) > MAX_BYTES:
        raise WrongUse(f"The text is {len(text.encode()) // 1000} kB long; the most is {MAX_BYTES // 1000} kB. Nothing was saved.")
    if any(ord(c) < 32 and c not in "\n\t" for c in text):
        raise WrongUse("The text holds control characters, as when a program file is pasted. Paste plain text.")
    return text


def text_from_upload(content: bytes, filename: str) -> str:
    """Text of an uploaded .txt file. Raises WrongUse for anything else, with the way out."""
    if content[:5] == b"%PDF-":
        raise WrongUse(f"{filename} is a PDF. Copy its text and paste it, or save it as plain text first.")
    if content[:2] == b"PK":
        raise WrongUse(f"{filename} is an office document. Save it as plain text (UTF-8) and upload that.")
    if len(content) > MAX_BYTES:
        raise WrongUse(f"{filename} is {len(content) // 1000} kB large; the most is {MAX_BYTES // 1000} kB.")
    try:
        return checked_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WrongUse(f"{filename} is not in UTF-8 (byte {error.start + 1} cannot be read). Save it again as “Plain text, UTF-8”.") from error
