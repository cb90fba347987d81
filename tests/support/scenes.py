"""Small situations for tests of actions: one testimony with everything a board needs, and a hall."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from exhibit.actions.confirming import confirm_permission
from exhibit.actions.exhibitions import add_cutout, create_exhibition
from exhibit.actions.recording import record_permission
from exhibit.actions.testimonies import approve_text, create_testimony, save_text
from exhibit.store.tables import Cutout, Testimony

NOW = datetime.now(UTC).replace(microsecond=0)
BEFORE = NOW - timedelta(days=10)
CURATOR, CASEWORKER, VERIFIER = "curator@demo.example", "caseworker@demo.example", "verifier@demo.example"
BASE = "https://voices.eu"
HALL = {"slug": "autumn", "name": {"en": "Autumn"}, "languages": ["en"], "country": "BE", "starts_on": date(2026, 10, 1), "ends_on": date(2099, 2, 1)}
FACTS = {"pseudonym": "Rosa", "experience_type": "TIP", "original_language": "en", "origin_country": "CO", "age_class": "ADULT",
         "tip_act": ["RECRUITMENT"], "tip_means": ["DECEPTION"], "tip_purpose": ["SERVITUDE"], "elements": ["GENDER", "PRESENT_LIFE"], "uniqueness_checked": True}
FIGURE = {"figure": "standing-woman-1", "height_mm": 1600, "language": "en", "palette": "amber"}
TEXTS = {
    "QUOTE": "I asked for my passport every week. Now I carry it in my own bag.",
    "CUTOUT": "I answered an advertisement for hotel work. There was no hotel. I wrote down every hour in a small notebook. Today I teach others to read a contract.",
    "STORY": "The advertisement said hotel.\n\nToday I open the front door with my own key.",
}
NEEDED = (("PRT_CUTOUT", None), ("IMG_SILHOUETTE", None), ("EVENT_COUNTRY", "BE"), ("WEB_STORY", None))


def a_testimony(**facts) -> Testimony:
    """A testimony whose person approved its English texts; nothing is permitted yet."""
    testimony = create_testimony({**FACTS, **facts}, CASEWORKER, BEFORE)
    from exhibit.actions.testimonies import save_attributes

    save_attributes(testimony, {**FACTS, **facts}, CASEWORKER, BEFORE)
    for kind, body in TEXTS.items():
        approve_text(save_text(testimony, "en", kind, body, None, CURATOR, BEFORE).id, CASEWORKER, BEFORE)
    return testimony


def permitted(testimony: Testimony, needed=NEEDED, **changes) -> Testimony:
    """The same with these permissions given ten days ago and confirmed since."""
    for permission, scope in needed:
        row = record_permission(testimony, permission, scope, "given", None, None, CASEWORKER, BEFORE, **(changes if permission == "PRT_CUTOUT" else {}))
        confirm_permission(row.id, VERIFIER, BEFORE + timedelta(days=4), 72)
    return testimony


def a_cutout(testimony: Testimony, **hall) -> Cutout:
    return add_cutout(create_exhibition({**HALL, **hall}, CURATOR, BEFORE), {**FIGURE, "testimony_code": testimony.code}, CURATOR, BEFORE)
