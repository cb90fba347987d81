"""The tables, one subject a module. Names follow the design: person, testimony, story version, grant, event, exhibition, cutout, copy, use.

No column holds a person's name, phone or address: identity stays with the custodian.
"""
from exhibit.store.tables.consent import (
    ENDS_BY_ITSELF,
    BestInterests,
    Compensation,
    ConsentEvent,
    ConsentNotice,
    ConsentRecord,
    Evidence,
    Grant,
    GuardianLink,
    Party,
    Tombstone,
    Understanding,
)
from exhibit.store.tables.halls import Copy, CountryPanel, Cutout, Exhibition, Helpline, Job, StaticBuild
from exhibit.store.tables.papers import ApprovalAnswer, ApprovalLink, ApprovalOpening, Receipt
from exhibit.store.tables.story import (
    Person,
    Recording,
    ReferenceCount,
    StoryVersion,
    Testimony,
    UniquenessReview,
    VersionTick,
)
from exhibit.store.tables.uses import Proof, UseRecord, Walk, WalkScan, Withdrawal, WithdrawalTask

__all__ = [
    "ENDS_BY_ITSELF", "ApprovalAnswer", "ApprovalLink", "ApprovalOpening", "BestInterests", "Compensation", "ConsentEvent", "ConsentNotice",
    "ConsentRecord", "Copy", "CountryPanel", "Cutout", "Evidence", "Exhibition", "Grant", "GuardianLink", "Helpline", "Job", "Party", "Person", "Proof", "Receipt", "Recording",
    "ReferenceCount", "StaticBuild", "StoryVersion", "Testimony", "Tombstone", "Understanding", "UniquenessReview", "UseRecord", "VersionTick", "Walk", "WalkScan",
    "Withdrawal", "WithdrawalTask",
]
