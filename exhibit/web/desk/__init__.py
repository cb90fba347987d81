"""The desk: where curators, caseworkers and verifiers work. Every page needs a sign-in; every form carries a token.

A view reads the request, calls one action or one query, and renders. Forms are in `forms/`, one subject a module.
"""
from flask import Flask

from exhibit.web.desk import (
    accounts,
    approvals,
    consent,
    consent_forms,
    copies,
    cutouts,
    drills,
    exhibitions,
    facts,
    grounds,
    guardians,
    helplines,
    notices,
    packs,
    parties,
    person,
    quick,
    recalls,
    receipts,
    records,
    reference_counts,
    stopping,
    testimonies,
    texts,
    uniqueness,
    uses,
    walks,
)
from exhibit.web.desk.blueprint import blueprint
from exhibit.web.desk.wiring import configure

PAGES = (exhibitions, grounds, cutouts, copies, packs, testimonies, texts, facts, uniqueness, reference_counts, approvals, consent, stopping, records, quick, person, guardians, notices, parties, receipts, consent_forms, helplines, accounts, uses, recalls, walks, drills)


def register(app: Flask) -> None:
    configure(app)
    app.register_blueprint(blueprint)


__all__ = ["PAGES", "register"]
