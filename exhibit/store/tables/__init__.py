"""The tables, one subject a module. Names follow the design: person, testimony, story version, grant, event, exhibition, cutout, copy, use.

No column holds a person's name, phone or address: identity stays with the custodian.
"""
from exhibit.store.tables.anonymising import (
    AnonymityReview,
    BackTranslation,
    CaseworkerNote,
    GlossaryTerm,
    MarginAnswer,
    PseudonymKey,
    SpanDecision,
    Worksheet,
)
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
    "ENDS_BY_ITSELF", "AnonymityReview", "ApprovalAnswer", "ApprovalLink", "ApprovalOpening", "BackTranslation", "BestInterests",
    "CaseworkerNote", "Compensation", "ConsentEvent", "ConsentNotice", "ConsentRecord", "Copy", "CountryPanel", "Cutout", "Evidence",
    "Exhibition", "GlossaryTerm", "Grant", "GuardianLink", "Helpline", "Job", "MarginAnswer", "Party", "Person", "Proof", "PseudonymKey",
    "Receipt", "Recording", "ReferenceCount", "SpanDecision", "StaticBuild", "StoryVersion", "Testimony", "Tombstone", "Understanding",
    "UniquenessReview", "UseRecord", "VersionTick", "Walk", "WalkScan", "Withdrawal", "WithdrawalTask", "Worksheet",
]
