"""The desk: where curators, caseworkers and verifiers work. Every page needs a sign-in; every form carries a token.

A view reads the request, calls one action or one query, and renders. Forms are in `forms/`, one subject a module.
"""
from flask import Flask

from exhibit.web.desk import (
    accounts,
    approvals,
    audit,
    consent,
    consent_forms,
    copies,
    cutouts,
    dpia,
    drills,
    exhibitions,
    facts,
    grounds,
    guardians,
    helplines,
    leaflets,
    looking,
    margin_notes,
    notices,
    packs,
    parties,
    person,
    person_files,
    preflight,
    quick,
    recalls,
    receipts,
    recordings,
    records,
    reference_counts,
    retention,
    risk,
    scans,
    site,
    static_builds,
    stopping,
    testimonies,
    texts,
    uniqueness,
    uses,
    walks,
)
from exhibit.web.desk.blueprint import blueprint
from exhibit.web.desk.wiring import configure

PAGES = (exhibitions, leaflets, site, grounds, cutouts, copies, packs, looking, testimonies, texts, facts, margin_notes, risk, uniqueness, reference_counts, approvals, consent, stopping, records, quick, person, guardians, notices, parties, receipts, consent_forms, helplines, accounts, uses, recalls, walks, drills, audit, dpia, retention, person_files, preflight, scans, static_builds, recordings)


def register(app: Flask) -> None:
    configure(app)
    app.register_blueprint(blueprint)


__all__ = ["PAGES", "register"]
