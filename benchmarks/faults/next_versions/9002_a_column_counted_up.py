"""A column in a table that is in use, counted up: whoever runs this twice is found out."""

import sqlalchemy as sa
from alembic import op

revision = "9002"
down_revision = "9001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count every alignment once."""
    op.add_column("alignments", sa.Column("times", sa.Integer(), nullable=False, server_default="0"))
    connection = op.get_bind()
    for alignment in connection.execute(sa.text("SELECT id FROM alignments")).scalars().all():
        connection.execute(sa.text("UPDATE alignments SET times = times + 1 WHERE id = :id"), {"id": alignment})
    op.create_index("ix_alignments_times", "alignments", ["times"])


def downgrade() -> None:
    """Forget the count."""
    op.drop_index("ix_alignments_times")
    op.drop_column("alignments", "times")
