"""Where everything at the desk is found: one row a place, with the view modules that belong to it."""
from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request
from flask_babel import lazy_gettext
from flask_security import current_user

from exhibit.web.desk.blueprint import only_narrow, opens_for_narrow


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. `modules`: view modules whose pages stand under it; `roles`: who sees it, everyone when empty."""

    endpoint: str
    words: object
    modules: tuple[str, ...]
    roles: tuple[str, ...] = ()

    def is_here(self) -> bool:
        """Does the page that is being answered stand under this entry?"""
        elsewhere = ELSEWHERE.get(request.endpoint or "")
        if elsewhere:
            return self.endpoint == elsewhere
        view = current_app.view_functions.get(request.endpoint or "")
        return view is not None and view.__module__.rsplit(".", 1)[-1] in self.modules

    def is_shown(self) -> bool:
        if only_narrow(current_user) and not opens_for_narrow(self.endpoint):
            return False
        return not self.roles or any(current_user.has_role(role) for role in self.roles)


ELSEWHERE = {  # pages that stand under another entry than their neighbours in the module
    "desk.if_stopped": "desk.testimonies", "desk.take_down": "desk.home", "desk.uses_of_exhibition": "desk.home",
}
MAIN = (
    Place("desk.home", lazy_gettext("Exhibitions"), ("exhibitions", "cutouts", "copies", "packs", "looking", "grounds", "walks", "drills",
                                                       "site", "scans", "leaflets", "static_builds")),
    Place("desk.testimonies", lazy_gettext("Testimonies"), (
        "testimonies", "texts", "facts", "uniqueness", "approvals", "consent", "consent_forms", "quick", "records", "person", "guardians", "receipts", "stopping", "uses",
        "person_files", "recordings", "batch",
        "anonymising", "anonymising_steps", "second_eyes", "compare", "margin_notes", "risk")),
    Place("desk.recalls", lazy_gettext("Stops and recalls"), ("recalls",)),
    Place("desk.helplines", lazy_gettext("Help numbers"), ("helplines",)),
)
MORE = (
    Place("desk.translations_list", lazy_gettext("Translations"), ("translating", "glossary"), ("curator", "caseworker", "translator")),
    Place("desk.preflight", lazy_gettext("Check a print file"), ("preflight",)),
    Place("desk.parties", lazy_gettext("Organisations"), ("parties",)),
    Place("desk.notices", lazy_gettext("Consent notices"), ("notices",)),
    Place("desk.reference_counts", lazy_gettext("Reference counts"), ("reference_counts",), ("verifier", "officer", "administrator")),
    Place("desk.audit", lazy_gettext("The history"), ("audit",)),
    Place("desk.dpia", lazy_gettext("What is kept"), ("dpia",)),
    Place("desk.retention", lazy_gettext("Retention"), ("retention",)),
    Place("desk.accounts", lazy_gettext("Accounts"), ("accounts",), ("administrator",)),
)


def places(rows: tuple[Place, ...]) -> list[Place]:
    """The entries this account sees."""
    return [place for place in rows if place.is_shown()]


def navigation() -> dict[str, list[Place]]:
    """For every template of the desk: the entries in the bar, and those behind “More”."""
    main, more = places(MAIN), places(MORE)
    return {"places": main or more, "more_places": more if main else []}
