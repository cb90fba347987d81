"""Readings to listen to and tellings in a sign language: added by one person, agreed to by the person herself as another writes down, offered while all of it holds."""
from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exhibit.actions.gate import recording_decision
from exhibit.actions.history import note
from exhibit.consent.records import Decision
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import files, queries, raise_epoch, transaction
from exhibit.store import recordings as found_by
from exhibit.store.parts import sealed_in_parts, stretch
from exhibit.store.tables import Recording, Testimony
from exhibit.story.media import FILM, SOUND, Clean, NotPlayable, clean
from exhibit.story.sign_languages import SIGN_LANGUAGES

LARGEST = {"AUDIO": 25_000_000, "SIGN": 80_000_000}  # bytes: 25 minutes of speech; ten minutes of film for a phone
HOLDS = {"AUDIO": SOUND, "SIGN": FILM}
SENT = {"AUDIO": "sound: MP3, M4A, Ogg or WAV", "SIGN": "film: MP4 or WebM"}
VOICES = {"AUDIO": ("ACTOR", "OWN"), "SIGN": ("ACTOR",)}  # who signs is seen: the person herself never


@dataclass(frozen=True, slots=True)
class Offered:
    """One recording that may be heard or seen now, with the gate's yes."""

    recording: Recording
    decision: Decision


def add(testimony: Testimony, kind: str, language: str, text_language: str, voice: str, content: bytes, by: str, now: datetime) -> Recording:
    """A recording of the approved story in `text_language`; `language`: of SIGN the sign language. Nobody hears it before the person has agreed.

    Raises WrongUse for a file that cannot be played or is too large, Refused without an approved text to go with it, Conflict for a file that is there already.
    """
    _check_kind(kind, language, voice)
    kept = _kept(kind, content)
    sha256 = hashlib.sha256(kept.content).hexdigest()
    with transaction() as session:
        text = testimony.approved("STORY", text_language)
        if text is None:
            raise Refused("There is no story in this language that the person has approved: a recording renders exactly such a text.")
        if any(row.file_sha256 == sha256 and row.ended_at is None for row in found_by.of_testimony(testimony)):
            raise Conflict("This very file is on the list already. Nothing was added.")
        uid = str(uuid.uuid4())
        made = Recording(
            uid=uid, testimony=testimony, kind=kind, language=language if kind == "SIGN" else text_language, text_language=text_language, text_sha256=text.sha256, voice=voice,
            file_name=f"{uid}.sealed", file_sha256=sha256, mime=kept.mime, size_bytes=len(kept.content), seconds=kept.seconds, added_at=now, added_by=by)
        files.write(found_by.path_of(made), sealed_in_parts(kept.content, uid), private=True)
        session.add(made)
        _note(made, "added", by, now)
    return made


def _check_kind(kind: str, language: str, voice: str) -> None:
    if kind not in VOICES:
        raise WrongUse("Choose what it is: a reading to listen to, or a telling in a sign language.")
    if voice not in VOICES[kind]:
        raise WrongUse("In a sign language another person tells the story: whoever signs is seen." if kind == "SIGN" else "Say whose voice it is: another person's, or the person's own.")
    if kind == "SIGN" and not (language in SIGN_LANGUAGES or re.fullmatch(r"[a-z]{3}", language)):
        raise WrongUse("Name the sign language by its code of three letters (ISO 639-3), for example vgt or sfb.")


def _kept(kind: str, content: bytes) -> Clean:
    if len(content) > LARGEST[kind]:
        raise WrongUse(f"The file is larger than {LARGEST[kind] // 1_000_000} MB: save it smaller. Speech is well heard at 64 kbit/s, and a person signing is well seen at 480 lines.")
    try:
        kept = clean(content)
    except NotPlayable as refusal:
        raise WrongUse(refusal.sentence) from refusal
    if kept.kind != HOLDS[kind]:
        raise WrongUse(f"This file is no {SENT[kind]}.")
    return kept


def approve(uid: str, by: str, now: datetime) -> Recording:
    """The person has heard or seen it and said yes; somebody else than who added it writes that down. Raises Refused, Conflict."""
    with transaction():
        row = found_by.recording(uid)
        if row.ended_at:
            raise Conflict("This recording was taken off: add it again if the person wants it.")
        if row.added_by.casefold() == by.casefold():
            raise Refused("You added this recording yourself: somebody else plays it to the person and writes down her yes.")
        text = row.testimony.approved("STORY", row.text_language)
        if text is None or text.sha256 != row.text_sha256:
            raise Refused("The approved text is another one by now: this recording does not say it any more. Take it off and record it anew.")
        if row.approved_at is None:
            row.approved_at, row.approved_by = now, by
            _note(row, "approved", by, now)
            raise_epoch()
    return row


def end(uid: str, by: str, now: datetime) -> Recording:
    """Take it off at once and for good; its file is removed when the testimony is erased. Doing it again changes nothing."""
    with transaction():
        row = found_by.recording(uid)
        if row.ended_at is None:
            row.ended_at = now
            _note(row, "ended", by, now)
            raise_epoch()
    return row


def _note(row: Recording, state: str, by: str, now: datetime) -> None:
    note("RECORDING", state, by, now, testimony=row.testimony, indicated_by="SUBJECT" if state == "approved" else "",
         details={"sha256": row.file_sha256, "kind": row.kind, "language": row.language, "text": row.text_sha256})


def offered(testimony: Testimony, language: str, now: datetime, country: str = "") -> list[Offered]:
    """What may be heard or seen now of the story in this language (the text's), the newest of each kind and sign language."""
    return [one for one in _all_offered(testimony, now, country) if one.recording.text_language == language]


def _all_offered(testimony: Testimony, now: datetime, country: str) -> list[Offered]:
    found: dict[tuple[str, str, str], Offered] = {}
    for row in found_by.current(testimony):
        key = (row.kind, row.language, row.text_language)
        if key not in found:
            decision = recording_decision(row, now, country)
            if decision.allowed:
                found[key] = Offered(row, decision)
    return [found[key] for key in sorted(found)]


def behind(code: str, language: str, now: datetime, kind: str) -> list[Offered]:
    """What may be heard or seen now behind a board's code in a language of the text, or, of SIGN, in that sign language.

    A code that does not exist costs the same work as one that does (see `visiting.story_page`).
    """
    copy = queries.nearest_copy(code)
    if copy is None:
        return []
    found = _all_offered(copy.cutout.testimony, now, copy.cutout.exhibition.country)
    asked = copy.code == code.upper()
    return [one for one in found if asked and one.recording.kind == kind and language in (one.recording.language, one.recording.text_language)]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The file of a recording, without its row: what outlives a session."""

    path: Path
    uid: str
    size_bytes: int
    mime: str

    def read(self, first: int, last: int) -> bytes:
        """A stretch of it in the clear, never on a disk. Raises ExhibitError when the file is gone."""
        return b"".join(stretch(self.path, self.uid, first, last))


def file_of(row: Recording) -> KeptFile:
    return KeptFile(found_by.path_of(row), row.uid, row.size_bytes, row.mime)


def whole(row: Recording) -> bytes:
    """All of it, for somebody of the house who plays it to the person. Raises ExhibitError when the file is gone."""
    return file_of(row).read(0, row.size_bytes - 1)
