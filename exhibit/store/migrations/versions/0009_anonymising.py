"""sources on their way to anonymised texts, decisions about them, the second pair of eyes, answers to margin notes, glossary, back-translations"""
import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("story_version", sa.Column("telling", sa.String(12), nullable=False, server_default=""))
    op.create_index("ix_story_version_text", "story_version", ["testimony_id", "kind", "language", "id"])
    _worksheets()
    _reviews()
    _notes()
    _translations()


def _id() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _of(table: str, nullable: bool = False) -> sa.Column:
    return sa.Column({"story_version": "version"}.get(table, table) + "_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _when(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _word(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _later(name: str, length: int) -> sa.Column:
    """A word that is empty until somebody has done it."""
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def _sealed(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def _table(name: str, *columns: sa.Column | sa.UniqueConstraint, index: str = "") -> None:
    op.create_table(name, _id(), *columns)
    if index:
        op.create_index(f"ix_{name}_{index}", name, [index])


def _worksheets() -> None:
    _table("worksheet", _of("testimony"), _word("kind", 20), _word("language", 12), _sealed("source_enc"), _word("source_sha256", 64), _word("source_from", 12),
           sa.Column("revision", sa.Integer(), nullable=False, server_default="0"), _when("opened_at"), _word("opened_by", 255), _when("delete_after"), _when("source_deleted_at", True),
           _of("story_version", True), _when("closed_at", True), index="testimony_id")
    _table("span_decision", _of("worksheet"), sa.Column("start", sa.Integer(), nullable=False), sa.Column("end", sa.Integer(), nullable=False), _word("kind", 20), _word("action", 8),
           _sealed("replacement_enc"), _later("element", 30), _sealed("reason_enc"), sa.Column("revision", sa.Integer(), nullable=False), _when("at"), _word("by", 255),
           _when("undone_at", True), _later("undone_by", 255), index="worksheet_id")
    _table("pseudonym_key", _of("testimony"), _word("kind", 20), _sealed("original_enc", False), _sealed("replacement_enc", False), _later("gender", 8), _when("at"), _word("by", 255),
           index="testimony_id")


def _reviews() -> None:
    _table("anonymity_review", _of("story_version"), _word("by", 255), _when("started_at"), _sealed("guess_enc"), _sealed("searches_enc"), _when("attempted_at", True),
           _when("compared_at", True), _later("verdict", 12), _sealed("reason_enc"), sa.Column("agreed", sa.JSON(), nullable=False), _when("verdict_at", True), index="version_id")


def _notes() -> None:
    _table("margin_answer", _of("testimony"), _word("kind", 20), _word("language", 12), _word("rule", 4), _word("words_sha256", 64), _sealed("answer_enc"), _when("at"), _word("by", 255),
           index="testimony_id")
    _table("caseworker_note", _of("testimony"), _of("worksheet", True), _sealed("body_enc", False), _when("at"), _word("by", 255), _sealed("answer_enc"), _when("settled_at", True),
           _later("settled_by", 255), index="testimony_id")


def _translations() -> None:
    _table("glossary_term", _word("language", 12), _word("term", 120), _word("target_language", 12), _word("translation", 120), sa.Column("note", sa.String(), nullable=False, server_default=""),
           _when("at"), _word("by", 255), sa.UniqueConstraint("language", "term", "target_language"))
    _table("back_translation", _of("story_version"), _word("language", 12), _sealed("body_enc", False), _when("at"), _word("by", 255), _later("read_to", 12), _when("read_at", True),
           _later("read_by", 255), index="version_id")


def downgrade() -> None:
    for table in ("back_translation", "glossary_term", "caseworker_note", "margin_answer", "anonymity_review", "pseudonym_key", "span_decision", "worksheet"):
        op.drop_table(table)
    op.drop_index("ix_story_version_text", "story_version")
    op.drop_column("story_version", "telling")
