"""a testimony knows that its pseudonym stood in a source, also once that source is gone"""
import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("testimony", sa.Column("pseudonym_in_source", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("testimony", "pseudonym_in_source")
