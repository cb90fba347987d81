"""a use knows how many copies of it were handed out: a booklet is printed in fifties, a board in ones"""
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("use_record", sa.Column("copies", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("use_record", "copies")
