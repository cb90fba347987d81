"""a stop is saved before its list is written: a list without that moment is still to be written; each old one was written with its stop"""
import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("withdrawal", sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE withdrawal SET listed_at = at")


def downgrade() -> None:
    op.drop_column("withdrawal", "listed_at")
