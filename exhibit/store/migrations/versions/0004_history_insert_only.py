"""the history as a chain of hashes that the database itself refuses to change"""
import sqlalchemy as sa
from alembic import op

from exhibit.consent.chain import START, Entry, digest
from exhibit.store.engine import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REFUSAL = "the history is insert-only"
FROZEN = ("consent_event",)
OLD = sa.text("""
    SELECT e.id, e.state, e.occurred_at, e.recorded_at, e.indicated_by, e.recorded_by, e.reason, g.uid, g.permission, g.scope, t.code AS testimony, p.code AS person
    FROM old_event e JOIN consent_grant g ON g.id = e.grant_id JOIN testimony t ON t.id = g.testimony_id JOIN person p ON p.id = t.person_id ORDER BY e.id
""").columns(occurred_at=UtcDateTime(timezone=True), recorded_at=UtcDateTime(timezone=True))


def upgrade() -> None:
    op.add_column("ledger", sa.Column("chain_seq", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ledger", sa.Column("chain_hash", sa.String(64), nullable=False, server_default=START))
    op.drop_index("ix_consent_event_grant_id", "consent_event")
    op.rename_table("consent_event", "old_event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX consent_event_pkey RENAME TO old_event_pkey")
    table = op.create_table(
        "consent_event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in (("kind", 20), ("testimony_code", 20), ("person_code", 20))),
        sa.Column("grant_uid", sa.String(12)),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in (("permission", 40), ("scope", 60), ("state", 24))),
        *(sa.Column(name, UtcDateTime(timezone=True), nullable=False) for name in ("occurred_at", "recorded_at")),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in (("indicated_by", 20), ("indication_method", 24), ("recorded_by", 255))),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("prev_hash", "hash")),
        sa.PrimaryKeyConstraint("seq"),
    )
    for column in ("grant_uid", "kind", "testimony_code"):
        op.create_index(f"ix_consent_event_{column}", "consent_event", [column])
    _chain(op.get_bind(), table)
    op.drop_table("old_event")
    for name in FROZEN:
        _freeze(name)


def _chain(connection, table) -> None:
    """The history so far, each entry on the one before."""
    before, seq = START, 0
    for seq, row in enumerate(connection.execute(OLD).all(), 1):
        entry = dict(seq=seq, kind="GRANT", testimony_code=row.testimony, person_code=row.person, grant_uid=row.uid, permission=row.permission, scope=row.scope or "",
                     state=row.state, occurred_at=row.occurred_at, recorded_at=row.recorded_at, indicated_by=row.indicated_by, indication_method="",
                     recorded_by=row.recorded_by, reason=row.reason, details={})
        written = digest(Entry(**entry), before)
        connection.execute(table.insert().values(**entry, prev_hash=before, hash=written))
        before = written
    ledger = sa.table("ledger", sa.column("id", sa.Integer), sa.column("epoch", sa.Integer), sa.column("chain_seq", sa.Integer), sa.column("chain_hash", sa.String))
    if seq and connection.execute(ledger.update().values(chain_seq=seq, chain_hash=before)).rowcount == 0:
        connection.execute(ledger.insert().values(id=1, epoch=1, chain_seq=seq, chain_hash=before))


def _freeze(table: str) -> None:
    """From here on the database refuses every change and every deletion, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq) "
                   f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")  # INSERT OR REPLACE deletes without asking the other trigger
        return
    op.execute(f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$")
    op.execute(f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")


def downgrade() -> None:
    """Back to the rows that the earlier version knows: what happened to permissions; other entries have no place there."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute("ALTER INDEX consent_event_pkey RENAME TO new_event_pkey")
    for column in ("grant_uid", "kind", "testimony_code"):
        op.drop_index(f"ix_consent_event_{column}", "consent_event")
    op.rename_table("consent_event", "new_event")
    op.create_table(
        "consent_event",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("grant_id", sa.Integer(), sa.ForeignKey("consent_grant.id"), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        *(sa.Column(name, UtcDateTime(timezone=True), nullable=False) for name in ("occurred_at", "recorded_at")),
        sa.Column("indicated_by", sa.String(20), nullable=False), sa.Column("recorded_by", sa.String(255), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
    )
    op.create_index("ix_consent_event_grant_id", "consent_event", ["grant_id"])
    op.execute("INSERT INTO consent_event (grant_id, state, occurred_at, recorded_at, indicated_by, recorded_by, reason) "
               "SELECT g.id, e.state, e.occurred_at, e.recorded_at, e.indicated_by, e.recorded_by, e.reason FROM new_event e "
               "JOIN consent_grant g ON g.uid = e.grant_uid WHERE e.kind = 'GRANT' ORDER BY e.seq")
    op.drop_table("new_event")
    if connection.dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
    op.drop_column("ledger", "chain_hash")
    op.drop_column("ledger", "chain_seq")

