"""From what a caseworker sent to a text that leads to nobody: the source, what was decided about it, who looked at the result, and translations."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.engine import Base, UtcDateTime
from exhibit.store.tables.story import StoryVersion, Testimony
from exhibit.store.vault import Sealed


class Worksheet(Base):
    """A source text on its way to an anonymised one. The source is encrypted and goes as soon as nobody needs it."""

    __tablename__ = "worksheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # of the text it becomes: STORY, QUOTE, CUTOUT...
    language: Mapped[str] = mapped_column(String(12))
    source: Mapped[str | None] = mapped_column("source_enc", Sealed)  # None: deleted
    source_sha256: Mapped[str] = mapped_column(String(64))
    source_from: Mapped[str] = mapped_column(String(12))  # PASTED, TXT, DOCX, ODT, PDF, BATCH
    revision: Mapped[int] = mapped_column(default=0, server_default="0")  # raised by every decision
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[str] = mapped_column(String(255))
    delete_after: Mapped[datetime] = mapped_column(UtcDateTime)  # the source goes then at the latest
    source_deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("story_version.id"))  # the text last saved from it
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    testimony: Mapped[Testimony] = relationship()
    version: Mapped[StoryVersion | None] = relationship()
    decisions: Mapped[list[SpanDecision]] = relationship(back_populates="worksheet", order_by="SpanDecision.id", lazy="selectin")


class SpanDecision(Base):
    """What somebody decided about [start, end) characters of a source. Of several about the same characters the last that is not undone holds."""

    __tablename__ = "span_decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheet.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))  # row of KINDS; EDIT: words the curator changed without a find
    action: Mapped[str] = mapped_column(String(8))  # ACCEPT, CHANGE, KEEP, TAG
    replacement: Mapped[str | None] = mapped_column("replacement_enc", Sealed)
    element: Mapped[str] = mapped_column(String(30), default="", server_default="")  # fact of consent model 3.4 that the words tell
    reason: Mapped[str | None] = mapped_column("reason_enc", Sealed)  # why it is kept
    revision: Mapped[int]  # of the worksheet once this was decided
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str] = mapped_column(String(255), default="", server_default="")
    worksheet: Mapped[Worksheet] = relationship(back_populates="decisions")


class PseudonymKey(Base):
    """Which name stands for which in all texts of one testimony. Encrypted; goes with the testimony."""

    __tablename__ = "pseudonym_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # NAME, PLACE, ORGANISATION
    original: Mapped[str] = mapped_column("original_enc", Sealed)
    replacement: Mapped[str] = mapped_column("replacement_enc", Sealed)
    gender: Mapped[str] = mapped_column(String(8), default="", server_default="")  # woman, man, or unknown
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))


class AnonymityReview(Base):
    """A second pair of eyes on one text: what a stranger could find out, before the comparison with the source, and the verdict."""

    __tablename__ = "anonymity_review"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("story_version.id"), index=True)
    by: Mapped[str] = mapped_column(String(255))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    guess: Mapped[str | None] = mapped_column("guess_enc", Sealed)  # who could this be?
    searches: Mapped[str | None] = mapped_column("searches_enc", Sealed)  # three attempts at search terms and what they led to, as JSON
    attempted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # from here on the comparison may be seen
    compared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verdict: Mapped[str] = mapped_column(String(12), default="", server_default="")  # PASSED, SENT_BACK
    reason: Mapped[str | None] = mapped_column("reason_enc", Sealed)
    agreed: Mapped[list] = mapped_column(JSON, default=list)  # [[start, end, kind], ...] of the text: both say that these are no finds
    verdict_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[StoryVersion] = relationship()


class MarginAnswer(Base):
    """The curator's answer to a margin note of an ethics rule; holds as long as the words it is about stay the same."""

    __tablename__ = "margin_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    rule: Mapped[str] = mapped_column(String(4))  # E05, E08...
    words_sha256: Mapped[str] = mapped_column(String(64))  # of the words the note is about
    answer: Mapped[str | None] = mapped_column("answer_enc", Sealed)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))


class CaseworkerNote(Base):
    """A question from the desk to the caseworker about one testimony, and its answer."""

    __tablename__ = "caseworker_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    worksheet_id: Mapped[int | None] = mapped_column(ForeignKey("worksheet.id"))
    body: Mapped[str] = mapped_column("body_enc", Sealed)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    answer: Mapped[str | None] = mapped_column("answer_enc", Sealed)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(String(255), default="", server_default="")


class GlossaryTerm(Base):
    """How the house says a word in another language."""

    __tablename__ = "glossary_term"
    __table_args__ = (UniqueConstraint("language", "term", "target_language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(12))
    term: Mapped[str] = mapped_column(String(120))
    target_language: Mapped[str] = mapped_column(String(12))
    translation: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))


class BackTranslation(Base):
    """A translation brought back into the person's language, and whether it was read to her."""

    __tablename__ = "back_translation"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("story_version.id"), index=True)
    language: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column("body_enc", Sealed)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    read_to: Mapped[str] = mapped_column(String(12), default="", server_default="")  # PERSON, DELEGATE
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_by: Mapped[str] = mapped_column(String(255), default="", server_default="")
    version: Mapped[StoryVersion] = relationship()
