"""what the consent model asks to be on file: parties, notices, records, evidence, guardians, uses and their end, receipts, approvals"""
import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from exhibit.store.codes import new_grant_code, new_staff_code
from exhibit.store.engine import UtcDateTime
from exhibit.store.vault import SealedDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = {"nullable": False, "server_default": ""}
COLUMNS = (  # table, column
    ("consent_grant", sa.Column("uid", sa.String(12), **TEXT)),
    ("consent_grant", sa.Column("identity_mode", sa.String(24), nullable=False, server_default="ANONYMOUS")),
    ("consent_grant", sa.Column("conditions", sa.String(), **TEXT)),
    ("copy", sa.Column("staff_code", sa.String(12))),
    ("ledger", sa.Column("restored", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("person", sa.Column("majority_enc", sa.String())),
    ("person", sa.Column("custodian_ref_enc", sa.String())),
    ("person", sa.Column("jurisdiction", sa.String(2), **TEXT)),
    ("person", sa.Column("preferred_language", sa.String(12), **TEXT)),
    ("person", sa.Column("literacy_mode", sa.String(12), nullable=False, server_default="READS")),
    ("person", sa.Column("safe_contact", sa.String(24), nullable=False, server_default="VIA_CASEWORKER")),
    ("person", sa.Column("deceased", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("person", sa.Column("erase_on_stop", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("story_version", sa.Column("spans", sa.JSON())),
    ("user", sa.Column("organisation", sa.String(40), **TEXT)),
    ("use_record", sa.Column("uid", sa.String(36), **TEXT)),
    ("use_record", sa.Column("texts", sa.JSON(), nullable=False, server_default="[]")),
    ("use_record", sa.Column("status", sa.String(16), nullable=False, server_default="printed")),
    ("use_record", sa.Column("place", sa.String(120), **TEXT)),
    ("use_record", sa.Column("holder", sa.String(120), **TEXT)),
    ("use_record", sa.Column("removed_at", UtcDateTime(timezone=True))),
)
REFERENCES = (  # table, column, type, what it points to; in plain SQL because SQLite adds no constraint to a table that exists
    ("consent_grant", "record_id", "VARCHAR(36)", "consent_record"),
    ("person", "custodian_id", "INTEGER", "party"),
    ("story_version", "parent_id", "INTEGER", "story_version"),
    ("use_record", "exhibition_id", "INTEGER", "exhibition"),
    ("use_record", "holder_id", "INTEGER", "party"),
    ("use_record", "proof_id", "INTEGER", "proof"),
)
INDEXES = (  # name, table, column, unique
    ("ix_consent_grant_record_id", "consent_grant", "record_id", False),
    ("ix_consent_grant_uid", "consent_grant", "uid", True),
    ("ix_copy_staff_code", "copy", "staff_code", True),
    ("ix_use_record_exhibition_id", "use_record", "exhibition_id", False),
    ("ix_use_record_uid", "use_record", "uid", True),
)
OF_GUARDIANS = ("guardian_permits", "guardian_conflict", "best_interests_until", "majority_at")
person = sa.table("person", sa.column("id", sa.Integer), sa.column("majority_enc", SealedDateTime), *(
    sa.column(name, kind) for name, kind in zip(OF_GUARDIANS, (sa.Boolean, sa.Boolean, UtcDateTime(timezone=True), UtcDateTime(timezone=True)), strict=True)))
guardian_link = sa.table("guardian_link", *(sa.column(name) for name in ("id", "person_id", "kind", "permits", "conflict_of_interest", "recorded_by")),
                         sa.column("recorded_at", UtcDateTime(timezone=True)))
best_interests = sa.table("best_interests", *(sa.column(name) for name in ("id", "person_id", "decided_by", "favourable", "no_risk_to_others", "recorded_by")),
                          sa.column("panel", sa.JSON), sa.column("at", UtcDateTime(timezone=True)), sa.column("valid_until", UtcDateTime(timezone=True)))
BEFORE = "taken over from an earlier version"


def upgrade() -> None:
    _new_tables()
    for table, column in COLUMNS:
        op.add_column(table, column)
    for table, column, kind, target in REFERENCES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} REFERENCES {target} (id)")
    connection, now = op.get_bind(), datetime.now(UTC)
    _name_rows(connection, "consent_grant", new_grant_code)
    _name_rows(connection, "use_record", lambda: str(uuid.uuid4()))
    _name_rows(connection, "copy", new_staff_code, "staff_code")
    _place_uses(connection)
    for name, table, column, unique in INDEXES:
        op.create_index(name, table, [column], unique=unique)
    _take_guardians_along(connection, now)
    for name in OF_GUARDIANS:
        op.drop_column("person", name)


def _name_rows(connection, name: str, fresh, column: str = "uid") -> None:
    """A code for each row that has none yet."""
    table = sa.table(name, sa.column("id", sa.Integer), sa.column(column, sa.String))
    for row_id in connection.scalars(sa.select(table.c.id)).all():
        connection.execute(table.update().where(table.c.id == row_id).values({column: fresh()}))


def _place_uses(connection) -> None:
    """Boards printed before belong to the hall of their cutout."""
    use, copy, cutout = (sa.table(name, *(sa.column(column, sa.Integer) for column in columns)) for name, columns in (
        ("use_record", ("id", "copy_id", "exhibition_id")), ("copy", ("id", "cutout_id")), ("cutout", ("id", "exhibition_id"))))
    rows = sa.select(use.c.id, cutout.c.exhibition_id).join(copy, copy.c.id == use.c.copy_id).join(cutout, cutout.c.id == copy.c.cutout_id)
    for use_id, exhibition_id in connection.execute(rows).all():
        connection.execute(use.update().where(use.c.id == use_id).values(exhibition_id=exhibition_id))


def _take_guardians_along(connection, now: datetime) -> None:
    for row in connection.execute(sa.select(person)).all():
        if row.majority_at:
            connection.execute(person.update().where(person.c.id == row.id).values(majority_enc=row.majority_at))
        if row.guardian_permits is not None or row.guardian_conflict:
            connection.execute(guardian_link.insert().values(
                person_id=row.id, kind="PARENT", permits=row.guardian_permits, conflict_of_interest="SUSPECTED" if row.guardian_conflict else "NONE",
                recorded_at=now, recorded_by=BEFORE))
        if row.best_interests_until:
            connection.execute(best_interests.insert().values(
                person_id=row.id, decided_by=BEFORE, panel=[], favourable=True, no_risk_to_others=True, at=now, valid_until=row.best_interests_until, recorded_by=BEFORE))


def downgrade() -> None:
    op.add_column("person", sa.Column("guardian_permits", sa.Boolean()))
    op.add_column("person", sa.Column("guardian_conflict", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("person", sa.Column("best_interests_until", UtcDateTime(timezone=True)))
    op.add_column("person", sa.Column("majority_at", UtcDateTime(timezone=True)))
    connection = op.get_bind()
    for row in connection.execute(sa.select(person.c.id, person.c.majority_enc)).all():
        connection.execute(person.update().where(person.c.id == row.id).values(majority_at=row.majority_enc))
    for row in connection.execute(sa.select(guardian_link)).all():
        connection.execute(person.update().where(person.c.id == row.person_id).values(
            guardian_permits=row.permits, guardian_conflict=row.conflict_of_interest != "NONE"))
    for row in connection.execute(sa.select(best_interests)).all():
        connection.execute(person.update().where(person.c.id == row.person_id).values(best_interests_until=row.valid_until))
    for name, table, _column, _unique in INDEXES:
        op.drop_index(name, table)
    for table, column, _kind, _target in REFERENCES:
        op.drop_column(table, column)
    for table, column in COLUMNS:
        op.drop_column(table, column.name)
    for name in reversed(NEW_TABLES):
        op.drop_table(name)


NEW_TABLES = (
    "consent_notice", "party", "proof", "reference_count", "tombstone", "walk", "best_interests", "compensation", "consent_record", "uniqueness_review",
    "withdrawal", "approval_link", "evidence", "receipt", "understanding", "version_tick", "approval_answer", "approval_opening", "guardian_link", "walk_scan",
    "withdrawal_task",
)


def _new_tables() -> None:
    op.create_table("consent_notice",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("language", sa.String(length=12), nullable=False),
    sa.Column("mode", sa.String(length=12), nullable=False),
    sa.Column("body", sa.String(), nullable=False),
    sa.Column("sha256", sa.String(length=64), nullable=False),
    sa.Column("valid_from", UtcDateTime(timezone=True), nullable=False),
    sa.Column("material", sa.Boolean(), nullable=False),
    sa.Column("written_by", sa.String(length=255), nullable=False),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("version", "language", "mode")
    )
    op.create_table("party",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("code", sa.String(length=40), nullable=False),
    sa.Column("name", sa.String(length=200), nullable=False),
    sa.Column("role", sa.String(length=20), nullable=False),
    sa.Column("org_type", sa.String(length=40), nullable=False),
    sa.Column("address", sa.String(), nullable=False),
    sa.Column("contact", sa.String(), nullable=False),
    sa.Column("dpo_contact", sa.String(), nullable=False),
    sa.Column("authority", sa.String(), nullable=False),
    sa.Column("agreement_ref", sa.String(), nullable=False),
    sa.Column("dpia_ref", sa.String(), nullable=False),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("code")
    )
    op.create_table("proof",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("uid", sa.String(length=36), nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("sha256", sa.String(length=64), nullable=False),
    sa.Column("file_name", sa.String(length=80), nullable=False),
    sa.Column("note", sa.String(), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("by", sa.String(length=255), nullable=False),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("uid")
    )
    op.create_table("reference_count",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("facts", sa.JSON(), nullable=False),
    sa.Column("people", sa.Integer(), nullable=False),
    sa.Column("source", sa.String(), nullable=False),
    sa.Column("loaded_at", UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_table("tombstone",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("testimony_code", sa.String(length=20), nullable=False),
    sa.Column("person_code", sa.String(length=20), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("by", sa.String(length=255), nullable=False),
    sa.Column("kept", sa.JSON(), nullable=False),
    sa.Column("delete_after", UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("testimony_code")
    )
    op.create_table("walk",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("exhibition_id", sa.Integer(), nullable=False),
    sa.Column("started_at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("started_by", sa.String(length=255), nullable=False),
    sa.Column("signed_at", UtcDateTime(timezone=True), nullable=True),
    sa.Column("signed_by", sa.String(length=255), server_default="", nullable=False),
    sa.Column("list_sha256", sa.String(length=64), server_default="", nullable=False),
    sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
    sa.Column("closed_by", sa.String(length=255), server_default="", nullable=False),
    sa.ForeignKeyConstraint(["exhibition_id"], ["exhibition.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_walk_exhibition_id", "walk", ["exhibition_id"], unique=False)
    op.create_table("best_interests",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("decided_by", sa.String(length=120), nullable=False),
    sa.Column("panel", sa.JSON(), nullable=False),
    sa.Column("favourable", sa.Boolean(), nullable=False),
    sa.Column("no_risk_to_others", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("valid_until", UtcDateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(["person_id"], ["person.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_best_interests_person_id", "best_interests", ["person_id"], unique=False)
    op.create_table("compensation",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("testimony_id", sa.Integer(), nullable=False),
    sa.Column("offered_on", sa.Date(), nullable=False),
    sa.Column("kind", sa.String(length=12), nullable=False),
    sa.Column("band", sa.String(length=20), nullable=False),
    sa.Column("answer", sa.String(length=12), nullable=False),
    sa.Column("independent_of_content", sa.Boolean(), nullable=False),
    sa.Column("recorded_by", sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(["testimony_id"], ["testimony.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_compensation_testimony_id", "compensation", ["testimony_id"], unique=False)
    op.create_table("consent_record",
    sa.Column("id", sa.String(length=36), nullable=False),
    sa.Column("schema_version", sa.String(length=40), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("testimony_id", sa.Integer(), nullable=False),
    sa.Column("notice_id", sa.Integer(), nullable=True),
    sa.Column("controller_id", sa.Integer(), nullable=True),
    sa.Column("form_number", sa.String(length=20), nullable=False),
    sa.Column("language", sa.String(length=12), nullable=False),
    sa.Column("jurisdiction", sa.String(length=2), nullable=False),
    sa.Column("legal_basis", sa.String(length=60), nullable=False),
    sa.Column("collection_method", sa.String(length=30), nullable=False),
    sa.Column("collected_country", sa.String(length=2), nullable=False),
    sa.Column("interpreter_present", sa.Boolean(), nullable=False),
    sa.Column("interpreter_vetted", sa.Boolean(), nullable=False),
    sa.Column("support_person_present", sa.Boolean(), nullable=False),
    sa.Column("assistance_independent", sa.Boolean(), nullable=False),
    sa.Column("referral_offered", sa.Boolean(), nullable=False),
    sa.Column("risk_assessment_ref", sa.String(), nullable=False),
    sa.Column("restrictions", sa.String(), nullable=False),
    sa.Column("own_risk_view", sa.String(), nullable=False),
    sa.Column("added_value_reason", sa.String(), nullable=False),
    sa.Column("checklist", sa.JSON(), nullable=False),
    sa.Column("details", sa.JSON(), nullable=False),
    sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("made_by", sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(["controller_id"], ["party.id"], ),
    sa.ForeignKeyConstraint(["notice_id"], ["consent_notice.id"], ),
    sa.ForeignKeyConstraint(["person_id"], ["person.id"], ),
    sa.ForeignKeyConstraint(["testimony_id"], ["testimony.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_consent_record_person_id", "consent_record", ["person_id"], unique=False)
    op.create_index("ix_consent_record_testimony_id", "consent_record", ["testimony_id"], unique=False)
    op.create_table("uniqueness_review",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("testimony_id", sa.Integer(), nullable=False),
    sa.Column("fingerprint", sa.String(length=64), nullable=False),
    sa.Column("facts", sa.JSON(), nullable=False),
    sa.Column("texts", sa.JSON(), nullable=False),
    sa.Column("smallest", sa.Integer(), nullable=True),
    sa.Column("needs_second", sa.Boolean(), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("by", sa.String(length=255), nullable=False),
    sa.Column("second_at", UtcDateTime(timezone=True), nullable=True),
    sa.Column("second_by", sa.String(length=255), nullable=False),
    sa.Column("reasons", sa.String(), nullable=False),
    sa.ForeignKeyConstraint(["testimony_id"], ["testimony.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_uniqueness_review_testimony_id", "uniqueness_review", ["testimony_id"], unique=False)
    op.create_table("withdrawal",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("uid", sa.String(length=36), nullable=False),
    sa.Column("testimony_id", sa.Integer(), nullable=False),
    sa.Column("grant_ids", sa.JSON(), nullable=False),
    sa.Column("cause", sa.String(length=16), server_default="WITHDRAWN", nullable=False),
    sa.Column("everything", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("by", sa.String(length=255), nullable=False),
    sa.Column("indicated_by", sa.String(length=20), nullable=False),
    sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
    sa.Column("closed_by", sa.String(length=255), server_default="", nullable=False),
    sa.ForeignKeyConstraint(["testimony_id"], ["testimony.id"], ),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("uid")
    )
    op.create_index("ix_withdrawal_testimony_id", "withdrawal", ["testimony_id"], unique=False)
    op.create_table("approval_link",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("testimony_id", sa.Integer(), nullable=False),
    sa.Column("cutout_id", sa.Integer(), nullable=True),
    sa.Column("token_hash", sa.String(length=64), nullable=False),
    sa.Column("mark", sa.String(length=12), nullable=False),
    sa.Column("languages", sa.JSON(), nullable=False),
    sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("made_by", sa.String(length=255), nullable=False),
    sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("revoked_at", UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(["cutout_id"], ["cutout.id"], ),
    sa.ForeignKeyConstraint(["testimony_id"], ["testimony.id"], ),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("token_hash")
    )
    op.create_index("ix_approval_link_testimony_id", "approval_link", ["testimony_id"], unique=False)
    op.create_table("evidence",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("uid", sa.String(length=36), nullable=False),
    sa.Column("record_id", sa.String(length=36), nullable=False),
    sa.Column("kind", sa.String(length=24), nullable=False),
    sa.Column("held_by_id", sa.Integer(), nullable=True),
    sa.Column("locator_enc", sa.String(), nullable=True),
    sa.Column("sha256", sa.String(length=64), nullable=False),
    sa.Column("taken_on", sa.Date(), nullable=False),
    sa.Column("taken_by", sa.String(length=255), nullable=False),
    sa.Column("witness_role", sa.String(length=60), nullable=False),
    sa.Column("file_name", sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(["held_by_id"], ["party.id"], ),
    sa.ForeignKeyConstraint(["record_id"], ["consent_record.id"], ),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("uid")
    )
    op.create_index("ix_evidence_record_id", "evidence", ["record_id"], unique=False)
    op.create_table("receipt",
    sa.Column("id", sa.String(length=36), nullable=False),
    sa.Column("testimony_id", sa.Integer(), nullable=False),
    sa.Column("record_id", sa.String(length=36), nullable=True),
    sa.Column("form", sa.String(length=20), nullable=False),
    sa.Column("language", sa.String(length=12), nullable=False),
    sa.Column("code_hash", sa.String(length=64), nullable=True),
    sa.Column("payload", sa.JSON(), nullable=False),
    sa.Column("payload_sha256", sa.String(length=64), nullable=False),
    sa.Column("signature", sa.String(length=128), nullable=False),
    sa.Column("issued_at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("delivered_by", sa.String(length=255), nullable=False),
    sa.Column("kept_at", UtcDateTime(timezone=True), nullable=True),
    sa.Column("died_at", UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(["record_id"], ["consent_record.id"], ),
    sa.ForeignKeyConstraint(["testimony_id"], ["testimony.id"], ),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("code_hash")
    )
    op.create_index("ix_receipt_testimony_id", "receipt", ["testimony_id"], unique=False)
    op.create_table("understanding",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("record_id", sa.String(length=36), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("by", sa.String(length=255), nullable=False),
    sa.Column("knows_what", sa.Boolean(), nullable=False),
    sa.Column("knows_where", sa.Boolean(), nullable=False),
    sa.Column("knows_risk", sa.Boolean(), nullable=False),
    sa.Column("knows_free", sa.Boolean(), nullable=False),
    sa.Column("knows_stop", sa.Boolean(), nullable=False),
    sa.Column("nobody_with_power_present", sa.Boolean(), nullable=False),
    sa.Column("notes", sa.String(), nullable=False),
    sa.ForeignKeyConstraint(["record_id"], ["consent_record.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_understanding_record_id", "understanding", ["record_id"], unique=False)
    op.create_table("version_tick",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version_id", sa.Integer(), nullable=False),
    sa.Column("tick", sa.String(length=12), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("by", sa.String(length=255), nullable=False),
    sa.Column("carried_from", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["version_id"], ["story_version.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_version_tick_version_id", "version_tick", ["version_id"], unique=False)
    op.create_table("approval_answer",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("link_id", sa.Integer(), nullable=False),
    sa.Column("version_id", sa.Integer(), nullable=False),
    sa.Column("answer", sa.String(length=8), nullable=False),
    sa.Column("passage", sa.String(), nullable=False),
    sa.Column("reason", sa.String(), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("settled_at", UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(["link_id"], ["approval_link.id"], ),
    sa.ForeignKeyConstraint(["version_id"], ["story_version.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_approval_answer_link_id", "approval_answer", ["link_id"], unique=False)
    op.create_index("ix_approval_answer_version_id", "approval_answer", ["version_id"], unique=False)
    op.create_table("approval_opening",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("link_id", sa.Integer(), nullable=False),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(["link_id"], ["approval_link.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_approval_opening_link_id", "approval_opening", ["link_id"], unique=False)
    op.create_table("guardian_link",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(length=20), nullable=False),
    sa.Column("permits", sa.Boolean(), nullable=True),
    sa.Column("conflict_of_interest", sa.String(length=12), nullable=False),
    sa.Column("evidence_id", sa.Integer(), nullable=True),
    sa.Column("valid_until", UtcDateTime(timezone=True), nullable=True),
    sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
    sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], ),
    sa.ForeignKeyConstraint(["person_id"], ["person.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_guardian_link_person_id", "guardian_link", ["person_id"], unique=False)
    op.create_table("walk_scan",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("walk_id", sa.Integer(), nullable=False),
    sa.Column("copy_id", sa.Integer(), nullable=True),
    sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("verdict", sa.String(length=12), nullable=False),
    sa.Column("note", sa.String(), nullable=False),
    sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], ),
    sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_walk_scan_walk_id", "walk_scan", ["walk_id"], unique=False)
    op.create_table("withdrawal_task",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("withdrawal_id", sa.Integer(), nullable=False),
    sa.Column("use_id", sa.Integer(), nullable=True),
    sa.Column("action", sa.String(length=24), nullable=False),
    sa.Column("due_at", UtcDateTime(timezone=True), nullable=False),
    sa.Column("owner", sa.String(length=255), nullable=False),
    sa.Column("told", sa.String(length=120), nullable=False),
    sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
    sa.Column("done_by", sa.String(length=255), nullable=False),
    sa.Column("outcome", sa.String(length=20), nullable=False),
    sa.Column("note", sa.String(), nullable=False),
    sa.Column("proof_id", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["proof_id"], ["proof.id"], ),
    sa.ForeignKeyConstraint(["use_id"], ["use_record.id"], ),
    sa.ForeignKeyConstraint(["withdrawal_id"], ["withdrawal.id"], ),
    sa.PrimaryKeyConstraint("id")
    )
    op.create_index("ix_withdrawal_task_due_at", "withdrawal_task", ["due_at"], unique=False)
    op.create_index("ix_withdrawal_task_use_id", "withdrawal_task", ["use_id"], unique=False)
    op.create_index("ix_withdrawal_task_withdrawal_id", "withdrawal_task", ["withdrawal_id"], unique=False)
