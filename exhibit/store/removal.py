"""Taking one exhibition with its fictional testimonies out, and leaving every other row where it is."""
from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, or_, select, update

from exhibit.store.engine import db
from exhibit.store.tables import (
    AnonymityReview,
    ApprovalAnswer,
    ApprovalLink,
    ApprovalOpening,
    BackTranslation,
    BestInterests,
    CaseworkerNote,
    Compensation,
    ConsentRecord,
    Copy,
    CountryPanel,
    Cutout,
    Evidence,
    Exhibition,
    Grant,
    GuardianLink,
    Job,
    MarginAnswer,
    Person,
    PseudonymKey,
    Receipt,
    Recording,
    SpanDecision,
    StaticBuild,
    StoryVersion,
    Testimony,
    Understanding,
    UniquenessReview,
    UseRecord,
    VersionTick,
    Walk,
    WalkScan,
    Withdrawal,
    WithdrawalTask,
    Worksheet,
)


def composed_testimonies(codes: Iterable[str]) -> list[int]:
    """Ids of the testimonies with these codes that are marked as composed."""
    found = db.session.scalars(select(Testimony).where(Testimony.code.in_(codes))).unique()
    return [testimony.id for testimony in found if testimony.attributes.get("composed")]


def rows_of(testimony_ids: list[int]) -> list[Testimony]:
    """The testimonies themselves, by code."""
    return list(db.session.scalars(select(Testimony).where(Testimony.id.in_(testimony_ids)).order_by(Testimony.code)).unique())


def shown_elsewhere(testimony_ids: list[int], slug: str) -> list[str]:
    """"T01 in autumn" for each of these testimonies that another exhibition than `slug` shows."""
    wanted = select(Testimony.code, Exhibition.slug).select_from(Cutout).join(Testimony, Testimony.id == Cutout.testimony_id)
    wanted = wanted.join(Exhibition, Exhibition.id == Cutout.exhibition_id).where(Testimony.id.in_(testimony_ids), Exhibition.slug != slug)
    return [f"{code} in {other}" for code, other in db.session.execute(wanted.order_by(Testimony.code).distinct())]


def remove(slug: str, testimony_ids: list[int]) -> tuple[dict[str, int], list[str]]:
    """Delete the exhibition and these testimonies, children first. Returns (how many of what, names of its packs' files)."""
    hall = db.session.scalar(select(Exhibition.id).where(Exhibition.slug == slug))
    others = db.session.scalars(select(Testimony.person_id).where(Testimony.id.not_in(testimony_ids)))
    people = set(db.session.scalars(select(Testimony.person_id).where(Testimony.id.in_(testimony_ids)))) - set(others)
    files = [name for name in db.session.scalars(select(Job.file_name).where(Job.exhibition_id == hall)) if name]
    counted = [(name, db.session.execute(step, execution_options={"synchronize_session": False}).rowcount)
               for name, step in _steps(hall, testimony_ids, people)]
    db.session.expunge_all()
    return {name: count for name, count in counted if name}, files


def _steps(hall: int | None, testimony_ids: list[int], people: set[int]) -> tuple:
    """Deletions in an order that no reference forbids. The history keeps its entries: it names what is gone by code."""
    cutouts = select(Cutout.id).where(Cutout.exhibition_id == hall)
    copies = select(Copy.id).where(Copy.cutout_id.in_(cutouts))
    walks = select(Walk.id).where(Walk.exhibition_id == hall)
    return (
        ("", delete(WalkScan).where(or_(WalkScan.walk_id.in_(walks), WalkScan.copy_id.in_(copies)))),
        ("", delete(Walk).where(Walk.exhibition_id == hall)),
        *(("", step) for step in of_testimonies(testimony_ids, copies)),
        ("use records", delete(UseRecord).where(UseRecord.testimony_id.in_(testimony_ids))),
        # a use of somebody else's testimony in this hall stays on record: only its copy and its hall are gone
        ("", update(UseRecord).where(UseRecord.copy_id.in_(copies)).values(copy_id=None)),
        ("", update(UseRecord).where(UseRecord.exhibition_id == hall).values(exhibition_id=None)),
        ("copies", delete(Copy).where(Copy.cutout_id.in_(cutouts))),
        ("cutouts", delete(Cutout).where(Cutout.exhibition_id == hall)),
        ("", delete(CountryPanel).where(CountryPanel.exhibition_id == hall)),
        ("", delete(StaticBuild).where(StaticBuild.exhibition_id == hall)),
        ("packs", delete(Job).where(Job.exhibition_id == hall)),
        ("permissions", delete(Grant).where(Grant.testimony_id.in_(testimony_ids))),
        *(("", step) for step in of_records(testimony_ids, people)),
        ("texts", delete(StoryVersion).where(StoryVersion.testimony_id.in_(testimony_ids))),
        ("testimonies", delete(Testimony).where(Testimony.id.in_(testimony_ids))),
        ("", delete(Person).where(Person.id.in_(people))),
        ("exhibitions", delete(Exhibition).where(Exhibition.id == hall)),
    )


def of_testimonies(testimony_ids: list[int], copies) -> tuple:
    """What hangs on these testimonies and on nothing else: stops and their tasks, receipts, approval links, reviews, ticks,
    sources and what was decided about them."""
    stops = select(Withdrawal.id).where(Withdrawal.testimony_id.in_(testimony_ids))
    uses = select(UseRecord.id).where(UseRecord.testimony_id.in_(testimony_ids))
    links = select(ApprovalLink.id).where(or_(ApprovalLink.testimony_id.in_(testimony_ids), ApprovalLink.cutout_id.in_(
        select(Copy.cutout_id).where(Copy.id.in_(copies)))))
    versions = select(StoryVersion.id).where(StoryVersion.testimony_id.in_(testimony_ids))
    sheets = select(Worksheet.id).where(Worksheet.testimony_id.in_(testimony_ids))
    return (
        delete(SpanDecision).where(SpanDecision.worksheet_id.in_(sheets)),
        *(delete(table).where(table.testimony_id.in_(testimony_ids)) for table in (CaseworkerNote, Worksheet, PseudonymKey, MarginAnswer)),
        *(delete(table).where(table.version_id.in_(versions)) for table in (AnonymityReview, BackTranslation)),
        delete(WithdrawalTask).where(or_(WithdrawalTask.withdrawal_id.in_(stops), WithdrawalTask.use_id.in_(uses))),
        delete(Withdrawal).where(Withdrawal.id.in_(stops)),
        delete(Receipt).where(Receipt.testimony_id.in_(testimony_ids)),
        delete(ApprovalOpening).where(ApprovalOpening.link_id.in_(links)),
        delete(ApprovalAnswer).where(or_(ApprovalAnswer.link_id.in_(links), ApprovalAnswer.version_id.in_(versions))),
        delete(ApprovalLink).where(ApprovalLink.id.in_(links)),
        delete(VersionTick).where(VersionTick.version_id.in_(versions)),
        delete(UniquenessReview).where(UniquenessReview.testimony_id.in_(testimony_ids)),
        delete(Recording).where(Recording.testimony_id.in_(testimony_ids)),
        delete(Compensation).where(Compensation.testimony_id.in_(testimony_ids)),
    )


def of_records(testimony_ids: list[int], people: set[int]) -> tuple:
    records = select(ConsentRecord.id).where(ConsentRecord.testimony_id.in_(testimony_ids))
    return (
        delete(GuardianLink).where(GuardianLink.person_id.in_(people)),
        delete(BestInterests).where(BestInterests.person_id.in_(people)),
        delete(Evidence).where(Evidence.record_id.in_(records)),
        delete(Understanding).where(Understanding.record_id.in_(records)),
        delete(ConsentRecord).where(ConsentRecord.id.in_(records)),
    )
