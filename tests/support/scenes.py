"""Small situations for tests of actions: one testimony with everything a board needs, and a hall."""
from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from exhibit.actions.confirming import confirm_permission
from exhibit.actions.exhibitions import add_cutout, create_exhibition
from exhibit.actions.recording import record_permission
from exhibit.actions.records import open_record
from exhibit.actions.testimonies import approve_text, create_testimony, save_text
from exhibit.actions.understanding import NOBODY, check_understanding
from exhibit.actions.uniqueness import review
from exhibit.consent.vocabulary import UNDERSTANDING
from exhibit.store import records, transaction
from exhibit.store.tables import ConsentNotice, ConsentRecord, Cutout, Party, Testimony

NOW = datetime.now(UTC).replace(microsecond=0)
BEFORE = NOW - timedelta(days=10)
CURATOR, CASEWORKER, VERIFIER = "curator@demo.example", "caseworker@demo.example", "verifier@demo.example"
BASE = "https://voices.eu"
HALL = {"slug": "autumn", "name": {"en": "Autumn"}, "languages": ["en"], "country": "BE", "starts_on": date(2026, 10, 1), "ends_on": date(2099, 2, 1)}
FACTS = {"pseudonym": "Rosa", "experience_type": "TIP", "original_language": "en", "origin_country": "CO", "age_class": "ADULT",
         "tip_act": ["RECRUITMENT"], "tip_means": ["DECEPTION"], "tip_purpose": ["SERVITUDE"], "elements": ["GENDER", "PRESENT_LIFE"]}
FIGURE = {"figure": "standing-woman-1", "height_mm": 1600, "language": "en", "palette": "amber"}
TEXTS = {
    "QUOTE": "I asked for my passport every week. Now I carry it in my own bag.",
    "CUTOUT": "I answered an advertisement for hotel work. There was no hotel. I wrote down every hour in a small notebook. Today I teach others to read a contract.",
    "STORY": "The advertisement said hotel.\n\nToday I open the front door with my own key.",
}
NEEDED = (("PRT_CUTOUT", None), ("IMG_SILHOUETTE", None), ("EVENT_COUNTRY", "BE"), ("WEB_STORY", None))


def a_testimony(reviewed: bool = True, **facts) -> Testimony:
    """A testimony whose person approved its English texts, and whose facts somebody looked at together; nothing is permitted yet."""
    testimony = create_testimony({**FACTS, **facts}, CASEWORKER, BEFORE)
    for kind, body in TEXTS.items():
        approve_text(save_text(testimony, "en", kind, body, None, CURATOR, BEFORE).id, CASEWORKER, BEFORE)
    if reviewed:
        review(testimony, {}, VERIFIER, BEFORE)
    return testimony


def a_notice() -> ConsentNotice:
    """A notice and the organisation behind it, made once a database."""
    if records.notices():
        return records.notices()[0]
    with transaction() as session:
        session.add(Party(code="house", name="House of Voices", role="CONTROLLER", address="1 Canal Street, Ghent", contact="voices@house.example",
                          dpo_contact="privacy@house.example", authority="the data-protection authority"))
        made = ConsentNotice(version=1, language="en", body="What you should know.", sha256=hashlib.sha256(b"What you should know.").hexdigest(),
                             valid_from=BEFORE, written_by=CASEWORKER)
        session.add(made)
    return made


def a_record(testimony: Testimony, understood: bool = True, when: datetime = BEFORE, **fields) -> ConsentRecord:
    """A consent record of this person in which nothing is missing: a yes can rest on it and be confirmed."""
    notice = a_notice()
    usual = {"notice_id": notice.id, "controller": records.parties("CONTROLLER")[0].code, "collection_method": "IN_PERSON", "assistance_independent": True}
    record = open_record(testimony, {**usual, **fields}, CASEWORKER, when)
    if understood:
        check_understanding(record.id, dict.fromkeys((*UNDERSTANDING, NOBODY), True), CASEWORKER, when)
    return record


def said_yes(testimony: Testimony, permission: str = "WEB_STORY", scope: str | None = None, when: datetime = BEFORE, by: str = CASEWORKER, **more):
    """A yes to one permission, written down on a complete record of its own; nobody has confirmed it."""
    return record_permission(testimony, permission, scope, "given", more.pop("valid_from", None), more.pop("valid_until", None), by, when,
                             **{"record_id": a_record(testimony).id, **more})


def permitted(testimony: Testimony, needed=NEEDED, **changes) -> Testimony:
    """The same with these permissions given ten days ago and confirmed since."""
    record = a_record(testimony)
    for permission, scope in needed:
        row = record_permission(testimony, permission, scope, "given", None, None, CASEWORKER, BEFORE, record_id=record.id,
                                **(changes if permission == "PRT_CUTOUT" else {}))
        confirm_permission(row.id, VERIFIER, BEFORE + timedelta(days=4), 72)
    return testimony


def a_cutout(testimony: Testimony, **hall) -> Cutout:
    return add_cutout(create_exhibition({**HALL, **hall}, CURATOR, BEFORE), {**FIGURE, "testimony_code": testimony.code}, CURATOR, BEFORE)
