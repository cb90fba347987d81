"""a text knows whether a verifier has looked at its marks: only then may they open what the declared facts close"""
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

version = sa.table("story_version", sa.column("id", sa.Integer), sa.column("marks_checked", sa.Boolean))
tick = sa.table("version_tick", sa.column("version_id", sa.Integer), sa.column("tick", sa.String))


def upgrade() -> None:
    op.add_column("story_version", sa.Column("marks_checked", sa.Boolean(), nullable=False, server_default=sa.false()))
    ticked = sa.select(tick.c.version_id).where(tick.c.tick == "ANONYMITY")
    op.get_bind().execute(version.update().where(version.c.id.in_(ticked)).values(marks_checked=True))


def downgrade() -> None:
    op.drop_column("story_version", "marks_checked")
