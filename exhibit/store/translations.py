"""Reads about translations: what is to be translated into what, the house's words, what was read back. And whether a source is on file."""
from __future__ import annotations

from sqlalchemy import or_, select

from exhibit.errors import NotFound
from exhibit.store.engine import db
from exhibit.store.tables import BackTranslation, Cutout, GlossaryTerm, Grant, StoryVersion, Testimony, Worksheet


def source_is_here(sha256: str) -> bool:
    """Is a source with this hash on file, in whatever testimony?"""
    return db.session.scalar(select(Worksheet.id).where(Worksheet.source_sha256 == sha256).limit(1)) is not None


def agreed_to_translate() -> list[Testimony]:
    """Testimonies of which some permission to translate is on file, in order of their codes."""
    wanted = select(Testimony).where(Testimony.id.in_(select(Grant.testimony_id).where(Grant.permission == "TRANSLATE"))).order_by(Testimony.code)
    return list(db.session.scalars(wanted).unique())


def board_of(testimony: Testimony, language: str) -> Cutout | None:
    """The newest figure of a testimony, one that speaks this language first."""
    found = list(db.session.scalars(select(Cutout).where(Cutout.testimony_id == testimony.id).order_by(Cutout.id.desc())).unique())
    return next((cutout for cutout in found if language in (cutout.language, cutout.second_language)), found[0] if found else None)


def glossary(language: str = "", target_language: str = "") -> list[GlossaryTerm]:
    """Terms in order of their languages and words; of one pair, where it is named."""
    wanted = select(GlossaryTerm).order_by(GlossaryTerm.language, GlossaryTerm.target_language, GlossaryTerm.term)
    if language:
        wanted = wanted.where(GlossaryTerm.language == language)
    if target_language:
        wanted = wanted.where(GlossaryTerm.target_language == target_language)
    return list(db.session.scalars(wanted))


def term(term_id: int) -> GlossaryTerm:
    found = db.session.get(GlossaryTerm, term_id)
    if found is None:
        raise NotFound("This term is not in the glossary any more.")
    return found


def same_term(language: str, words: str, target_language: str) -> GlossaryTerm | None:
    """The term as it stands for this pair of languages, whatever its capitals."""
    return next((row for row in glossary(language, target_language) if row.term.casefold() == words.casefold()), None)


def back_translation(back_id: int) -> BackTranslation:
    found = db.session.get(BackTranslation, back_id)
    if found is None:
        raise NotFound("There is no such back-translation on file.")
    return found


def back_translations(version: StoryVersion) -> list[BackTranslation]:
    """Of exactly this text, newest first."""
    return list(db.session.scalars(select(BackTranslation).where(BackTranslation.version_id == version.id).order_by(BackTranslation.id.desc())))


def of_versions(version_ids: list[int]) -> list[BackTranslation]:
    """Of these texts, newest first, in one question."""
    return list(db.session.scalars(select(BackTranslation).where(BackTranslation.version_id.in_(version_ids)).order_by(BackTranslation.id.desc())))


def with_the_same_words(version: StoryVersion) -> list[int]:
    """Texts of the same kind and language of this testimony that hold the very same words: what was read back of one holds for all."""
    wanted = select(StoryVersion.id).where(StoryVersion.testimony_id == version.testimony_id, StoryVersion.kind == version.kind, StoryVersion.language == version.language,
                                           or_(StoryVersion.id == version.id, StoryVersion.sha256 == version.sha256))
    return list(db.session.scalars(wanted))
