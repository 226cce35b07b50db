"""A table that is filled from another one, in small steps as careful migrations take them."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = max(file.name.partition("_")[0] for file in Path(__file__).parent.glob("0*.py"))
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take a copy of every title."""
    titles = op.create_table("titles", sa.Column("id", sa.Text(), primary_key=True), sa.Column("title", sa.Text()))
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id, title FROM alignments")).all():
        connection.execute(titles.insert(), {"id": row.id, "title": row.title})


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("titles")
