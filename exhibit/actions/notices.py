"""What people are told before they agree: versions that never change, by language; a new wording is a new version."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from exhibit.actions.consent import ask_anew
from exhibit.actions.history import note
from exhibit.consent import notice as wording
from exhibit.consent.vocabulary import NOTICE_MODES
from exhibit.errors import Conflict, WrongUse
from exhibit.store import records, transaction
from exhibit.store.tables import ConsentNotice


def publish_notice(language: str, answers: Mapping[str, str], by: str, now: datetime, *, version: int | None = None, mode: str = "PRINTED",
                   material: bool = False) -> tuple[ConsentNotice, int]:
    """Publish a wording. Returns it and how many permissions wait for a new answer because of it. Raises WrongUse, Conflict.

    `version`: an existing one that gets this language or form too; None makes the next. `material`: what is done with the story
    changes, so that whoever agreed under an older version is asked again and nothing is shown meanwhile.
    """
    language = language.strip().lower()
    _check(language, answers, mode)
    with transaction() as session:
        made_for, material = _version(version, language, mode, material)
        body = wording.compose(language, answers)
        notice = ConsentNotice(version=made_for, language=language, mode=mode, body=body, sha256=wording.sha256_of(body), valid_from=now, material=material, written_by=by)
        session.add(notice)
        session.flush()
        note("NOTICE", "PUBLISHED", by, now, details={"notice_version": made_for, "notice_language": language, "notice_mode": mode, "notice_sha256": notice.sha256,
                                                      "material": material})
        waiting = [grant for grant in records.grants_standing_on_older(made_for)] if material else []
        asked = sum(ask_anew(grant, f"The notice changed (version {made_for}).", by, now) for grant in waiting)
    return notice, asked


def _check(language: str, answers: Mapping[str, str], mode: str) -> None:
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", language):
        raise WrongUse("Choose the language of this notice.")
    if mode not in NOTICE_MODES:
        raise WrongUse("Say how the notice is given: printed, read aloud, in pictograms or as a film.")
    gaps = wording.missing(answers)
    if gaps:
        raise WrongUse("A person must be told all ten things before she can agree (GDPR, article 13). Still empty: "
                       f"{'; '.join(wording.ITEMS[item] for item in gaps)}.")
    if any("…" in answers[item] for item in wording.ITEMS):
        raise WrongUse("A gap (…) is still open in the model words: fill in the organisation, its contact and the authority.")


def _version(version: int | None, language: str, mode: str, material: bool) -> tuple[int, bool]:
    """The number this wording gets, and whether it is material: a translation is what its version is."""
    if version is None:
        return records.newest_version() + 1, material
    same_version = [notice for notice in records.notices() if notice.version == version]
    if not same_version:
        raise WrongUse(f"There is no version {version} yet: publish a new one instead.")
    if any(notice.language == language and notice.mode == mode for notice in same_version):
        raise Conflict("This version is already published in this language. What people were told is never changed: publish a new version.")
    return version, any(notice.material for notice in same_version)
