"""The desk: where curators, caseworkers and verifiers work. Every page needs a sign-in; every form carries a token.

A view reads the request, calls one action or one query, and renders. Forms are in `forms/`, one subject a module.
"""
from flask import Flask

from exhibit.web.desk import (
    accounts,
    anonymising,
    anonymising_steps,
    approvals,
    audit,
    batch,
    compare,
    consent,
    consent_forms,
    copies,
    cutouts,
    dpia,
    drills,
    exhibitions,
    facts,
    glossary,
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
    second_eyes,
    site,
    static_builds,
    stopping,
    testimonies,
    texts,
    translating,
    uniqueness,
    uses,
    walks,
)
from exhibit.web.desk.blueprint import blueprint
from exhibit.web.desk.wiring import configure

PAGES = (exhibitions, leaflets, site, grounds, cutouts, copies, packs, looking, testimonies, texts, facts, anonymising, anonymising_steps, second_eyes, compare, margin_notes, risk, uniqueness, reference_counts, approvals, consent, stopping, records, quick, person, guardians, notices, parties, receipts, consent_forms, helplines, accounts, uses, recalls, walks, drills, audit, dpia, retention, person_files, preflight, scans, static_builds, recordings, batch, glossary, translating)


def register(app: Flask) -> None:
    configure(app)
    app.register_blueprint(blueprint)


__all__ = ["PAGES", "register"]
