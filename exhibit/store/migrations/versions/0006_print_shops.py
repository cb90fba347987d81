"""an exhibition knows its print shop, material and load class; a figure its panel's side and a second language; a job how its pack is wanted"""
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXTS = (("exhibition", "print_profile", 30, "plain"), ("exhibition", "material", 30, "pvc-foam-10"), ("exhibition", "load_class", 10, "D5"), ("exhibition", "print_contact", 200, ""),
        
         ("cutout", "panel_side", 5, ""), ("cutout", "second_language", 12, ""),
         ("use_record", "second_language", 12, ""))


def upgrade() -> None:
    for table, name, length, default in TEXTS:
        op.add_column(table, sa.Column(name, sa.String(length), nullable=False, server_default=default))
    op.add_column("job", sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("job", "options")
    for table, name, _length, _default in TEXTS:
        op.drop_column(table, name)
