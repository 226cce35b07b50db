"""Counting the outcomes that were lost, so that what Slack never answers ends at last."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count for each delivery; what a replica of the release before queues has lost none."""
    op.add_column("deliveries", sa.Column("lost", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Forget the count."""
    op.drop_column("deliveries", "lost")
