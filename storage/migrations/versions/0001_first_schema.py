"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
CHOICE = sa.String(32)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "inbox",
    "alignments",
    "participants",
    "ownerships",
    "waivers",
    "silences",
    "answers",
    "people",
    "preferences",
    "direct_channels",
    "digest_slots",
    "digests",
    "deliveries",
    "specs",
)


def _of_alignment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "alignment_id"], ["alignments.workspace", "alignments.id"], name=f"fk_{table}_alignments"
    )


def _partial_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    """Create every table."""
    _create_inbox()
    _create_alignments()
    _create_participants()
    _create_ownerships()
    _create_waivers()
    _create_silences()
    _create_answers()
    _create_people()
    _create_preferences()
    _create_direct_channels()
    _create_digest_slots()
    _create_digests()
    _create_deliveries()
    _index_deliveries()
    _create_specs()


def downgrade() -> None:
    """Drop every table."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_inbox"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_inbox_accepted_at", "inbox", ["accepted_at"])


def _create_alignments() -> None:
    op.create_table(
        "alignments",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("facilitator", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("met_on", sa.Date, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("depth", CHOICE, nullable=False),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("completed_at", INSTANT),
        sa.Column("thread_ts", sa.Text),
        sa.Column("is_muted", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("skipped", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_alignments"),
        sa.UniqueConstraint("workspace", "id", name="uq_alignments_workspace_id"),
    )
    op.create_index("ix_alignments_channel", "alignments", ["workspace", "channel", "opened_at"])
    op.create_index("ix_alignments_facilitator", "alignments", ["workspace", "facilitator", "opened_at"])
    _partial_index("ix_alignments_thread", "alignments", ["workspace", "channel", "thread_ts"], "thread_ts IS NOT NULL")


def _create_participants() -> None:
    op.create_table(
        "participants",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("alignment_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "alignment_id", "position", name="pk_participants"),
        _of_alignment("participants"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participants_person", "participants", ["workspace", "person"])


def _create_ownerships() -> None:
    op.create_table(
        "ownerships",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("alignment_id", sa.Text, nullable=False),
        sa.Column("artifact", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("consent", CHOICE, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("named_by", sa.Text, nullable=False),
        sa.Column("nudges", sa.Integer, nullable=False),
        sa.Column("last_nudged_at", INSTANT),
        sa.Column("escalation", CHOICE, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "alignment_id", "artifact", name="pk_ownerships"),
        _of_alignment("ownerships"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ownerships_person", "ownerships", ["workspace", "person"])


def _create_waivers() -> None:
    op.create_table(
        "waivers",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("alignment_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("granted_on", sa.Date, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "alignment_id", "position", name="pk_waivers"),
        _of_alignment("waivers"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_waivers_expires_on", "waivers", ["expires_on"])


def _create_silences() -> None:
    op.create_table(
        "silences",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("alignment_id", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("is_promise", sa.Boolean, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "alignment_id", "person", name="pk_silences"),
        _of_alignment("silences"),
        sqlite_with_rowid=False,
    )


def _create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("alignment_id", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.Column("provenance", CHOICE, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("catalogue_version", sa.Text, nullable=False),
        sa.Column("assessment", sa.JSON, nullable=False),
        sa.Column("source_channel", sa.Text),
        sa.Column("source_ts", sa.Text),
        sa.Column("is_set_aside", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_answers"),
        _of_alignment("answers"),
        sa.UniqueConstraint(
            "workspace", "alignment_id", "field", "revision", name="uq_answers_workspace_alignment_id_field_revision"
        ),
    )
    _partial_index(
        "ix_answers_source", "answers", ["workspace", "source_channel", "source_ts"], "source_ts IS NOT NULL"
    )


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("is_bot", sa.Boolean, nullable=False),
        sa.Column("is_deactivated", sa.Boolean, nullable=False),
        sa.Column("is_guest", sa.Boolean, nullable=False),
        sa.Column("is_external", sa.Boolean, nullable=False),
        sa.Column("seen_at", INSTANT),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_people"),
        sqlite_with_rowid=False,
    )


def _create_preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("zone", sa.Text),
        sa.Column("starts_at", sa.Time, nullable=False),
        sa.Column("ends_at", sa.Time, nullable=False),
        sa.Column("days", sa.JSON, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("away_from", sa.Date),
        sa.Column("away_until", sa.Date),
        sa.Column("stand_in", sa.Text),
        sa.Column("digest", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_preferences"),
        sqlite_with_rowid=False,
    )


def _create_direct_channels() -> None:
    op.create_table(
        "direct_channels",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_direct_channels"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_direct_channels_channel", "direct_channels", ["workspace", "channel"])


def _create_digest_slots() -> None:
    op.create_table(
        "digest_slots",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("next_digest_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_digest_slots"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_digest_slots_next_digest_at", "digest_slots", ["next_digest_at"])


def _create_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", "local_date", name="pk_digests"),
        sqlite_with_rowid=False,
    )


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("alignment_id", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("effect", sa.JSON, nullable=False),
        sa.Column("conversation", sa.Text),
        sa.Column("unique_key", sa.Text),
        sa.Column("coalescing_key", sa.Text),
        sa.Column("lane", CHOICE, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("leased_until", INSTANT),
        sa.Column("finished_at", INSTANT),
        sa.Column("message_channel", sa.Text),
        sa.Column("message_ts", sa.Text),
        sa.Column("note", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )


def _index_deliveries() -> None:
    _partial_index(
        "ix_deliveries_alignment", "deliveries", ["workspace", "alignment_id", "kind", "id"], "alignment_id IS NOT NULL"
    )
    _partial_index(
        "ix_deliveries_coalescing",
        "deliveries",
        ["workspace", "coalescing_key"],
        "coalescing_key IS NOT NULL AND state = 'due'",
    )
    _partial_index(
        "ix_deliveries_conversation",
        "deliveries",
        ["workspace", "conversation", "id"],
        "conversation IS NOT NULL AND finished_at IS NULL",
    )
    _partial_index("ix_deliveries_finished", "deliveries", ["state", "finished_at"], "finished_at IS NOT NULL")
    _partial_index("ix_deliveries_leased", "deliveries", ["leased_until"], "state = 'sending'")
    _partial_index(
        "ix_deliveries_message", "deliveries", ["workspace", "message_channel", "message_ts"], "message_ts IS NOT NULL"
    )
    _partial_index("ix_deliveries_waiting", "deliveries", ["lane", "due_at", "id"], "state IN ('due', 'ambiguous')")
    _partial_index(
        "uq_deliveries_unique_key", "deliveries", ["workspace", "unique_key"], "unique_key IS NOT NULL", unique=True
    )


def _create_specs() -> None:
    op.create_table(
        "specs",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("alignment_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("frozen_at", INSTANT, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "alignment_id", "version", name="pk_specs"),
    )
