"""who asked to lift a hold and who wrote down an approval; the facts a yes covers; what a pack holds"""
import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

testimony = sa.table("testimony", sa.column("id", sa.Integer), sa.column("attributes", sa.JSON), sa.column("lift_asked_by", sa.String))
consent_grant = sa.table("consent_grant", sa.column("testimony_id", sa.Integer), sa.column("elements", sa.JSON))


def upgrade() -> None:
    op.add_column("testimony", sa.Column("lift_asked_by", sa.String(255), nullable=False, server_default=""))
    op.add_column("story_version", sa.Column("approved_by", sa.String(255), nullable=False, server_default=""))
    op.add_column("consent_grant", sa.Column("elements", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("job", sa.Column("boards", sa.JSON(), nullable=False, server_default="[]"))
    op.execute(sa.table("job", sa.column("state", sa.String), sa.column("sentence", sa.String)).update()
               .where(sa.column("state") != "failed").values(state="failed", sentence=LOST))
    connection = op.get_bind()
    for row in connection.execute(sa.select(testimony.c.id, testimony.c.attributes)).all():
        attributes = _read(row.attributes)
        asked, told = attributes.pop("lift_asked_by", ""), attributes.pop("elements_granted", attributes.get("elements", []))
        connection.execute(testimony.update().where(testimony.c.id == row.id).values(attributes=attributes, lift_asked_by=asked))
        connection.execute(consent_grant.update().where(consent_grant.c.testimony_id == row.id).values(elements=told))


LOST = "This pack was made by an earlier version, which did not keep what is in it. Make it again."


def downgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(testimony.c.id, testimony.c.attributes, testimony.c.lift_asked_by)).all():
        if row.lift_asked_by:
            attributes = {**_read(row.attributes), "lift_asked_by": row.lift_asked_by}
            connection.execute(testimony.update().where(testimony.c.id == row.id).values(attributes=attributes))
    for table, column in (("job", "boards"), ("consent_grant", "elements"), ("story_version", "approved_by"), ("testimony", "lift_asked_by")):
        op.drop_column(table, column)


def _read(attributes) -> dict:
    return dict(json.loads(attributes) if isinstance(attributes, str) else attributes or {})
