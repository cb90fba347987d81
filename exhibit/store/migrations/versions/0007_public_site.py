"""what the public site tells of an exhibition, country panels, recordings of a text, copies of the site without network"""
import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exhibition", sa.Column("site", sa.JSON(), nullable=False, server_default="{}"))
    _country_panels()
    _recordings()
    _static_builds()


def _country_panels() -> None:
    op.create_table(
        "country_panel",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("exhibition_id", sa.Integer(), sa.ForeignKey("exhibition.id"), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.String(255), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("exhibition_id", "country", "language"),
    )
    op.create_index("ix_country_panel_exhibition_id", "country_panel", ["exhibition_id"])


def _recordings() -> None:
    op.create_table(
        "recording",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(36), nullable=False, unique=True),
        sa.Column("testimony_id", sa.Integer(), sa.ForeignKey("testimony.id"), nullable=False),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in (
            ("kind", 12), ("language", 12), ("text_language", 12), ("text_sha256", 64), ("voice", 8), ("file_name", 80), ("file_sha256", 64), ("mime", 40))),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(255), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True)),
        sa.Column("approved_by", sa.String(255), nullable=False, server_default=""),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_recording_testimony_id", "recording", ["testimony_id"])


def _static_builds() -> None:
    op.create_table(
        "static_build",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(36), nullable=False, unique=True),
        sa.Column("exhibition_id", sa.Integer(), sa.ForeignKey("exhibition.id"), nullable=False),
        sa.Column("folder", sa.String(400), nullable=False),
        sa.Column("place", sa.String(120), nullable=False, server_default=""),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("built_by", sa.String(255), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("manifest_sha256", sa.String(64), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_static_build_exhibition_id", "static_build", ["exhibition_id"])


def downgrade() -> None:
    for table in ("static_build", "recording", "country_panel"):
        op.drop_table(table)
    op.drop_column("exhibition", "site")
