"""Finding the digests of long ago, so that they can be forgotten."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the digests by their date."""
    op.create_index("ix_digests_local_date", "digests", ["local_date"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_digests_local_date", "digests")
