"""The tables. A workspace is part of every key but that of the inbox, whose keys are unique across Slack."""

from datetime import date, datetime, time
from typing import Any, cast

from sqlalchemy import Date, ForeignKeyConstraint, Index, Integer, MetaData, Table, Time, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.domain.alignment import Consent, Escalation, Provenance, Status
from bot.domain.catalogue import Depth
from bot.domain.delivery import DeliveryState, Lane
from storage.columns import CleanJson, CleanText, Number, UtcDateTime, one_of


class Row(SQLModel):
    """What every table has in common: the names of its constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(row: type[Row]) -> Table:
    """Return the table that a row class declares."""
    return cast(Table, getattr(row, "__table__"))  # noqa: B009 # SQLModel does not declare the attribute


def _column(type_: Any, **options: Any) -> Any:
    return Field(sa_type=type_, **options)


def _text(**options: Any) -> Any:
    return _column(CleanText, **options)


def _key() -> Any:
    return _column(CleanText, primary_key=True)


def _instant(**options: Any) -> Any:
    return _column(UtcDateTime, **options)


def _number() -> Any:
    return _column(Number, primary_key=True, default=None)


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _of_alignment() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace", "alignment_id"], ["alignments.workspace", "alignments.id"])


#: A narrow table whose only order is its key is kept in the key's own tree.
_CLUSTERED = {"sqlite_with_rowid": False}


class InboxRow(Row, table=True):
    """A delivery from Slack that has been handled."""

    __tablename__ = "inbox"
    __table_args__ = (_CLUSTERED,)

    key: str = _key()
    accepted_at: datetime = _instant(index=True)


class AlignmentRow(Row, table=True):
    """The alignment itself; its parts have tables of their own."""

    __tablename__ = "alignments"
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        Index("ix_alignments_channel", "workspace", "channel", "opened_at"),
        Index("ix_alignments_facilitator", "workspace", "facilitator", "opened_at"),
        _partial("ix_alignments_thread", "workspace", "channel", "thread_ts", where="thread_ts IS NOT NULL"),
    )

    number: int = _number()
    workspace: str = _text()
    id: str = _text()
    channel: str = _text()
    facilitator: str = _text()
    title: str = _text()
    met_on: date = _column(Date)
    opened_at: datetime = _instant()
    depth: Depth = _column(one_of(Depth))
    status: Status = _column(one_of(Status))
    completed_at: datetime | None = _instant()
    thread_ts: str | None = _text()
    is_muted: bool
    version: int
    revision: int
    asked: list[str] = _column(CleanJson)
    skipped: list[str] = _column(CleanJson)


class ParticipantRow(Row, table=True):
    """Somebody who was in the room."""

    __tablename__ = "participants"
    __table_args__ = (_of_alignment(), Index("ix_participants_person", "workspace", "person"), _CLUSTERED)

    workspace: str = _key()
    alignment_id: str = _key()
    position: int = Field(primary_key=True)
    person: str = _text()


class OwnershipRow(Row, table=True):
    """Who owes an artifact."""

    __tablename__ = "ownerships"
    __table_args__ = (_of_alignment(), Index("ix_ownerships_person", "workspace", "person"), _CLUSTERED)

    workspace: str = _key()
    alignment_id: str = _key()
    artifact: str = _key()
    person: str = _text()
    consent: Consent = _column(one_of(Consent))
    since: datetime = _instant()
    named_by: str = _text()
    nudges: int
    last_nudged_at: datetime | None = _instant()
    escalation: Escalation = _column(one_of(Escalation))


class WaiverRow(Row, table=True):
    """What is left open on purpose."""

    __tablename__ = "waivers"
    __table_args__ = (_of_alignment(), Index("ix_waivers_expires_on", "expires_on"), _CLUSTERED)

    workspace: str = _key()
    alignment_id: str = _key()
    position: int = Field(primary_key=True)
    subject: str = _text()
    reason: str = _text()
    author: str = _text()
    granted_on: date = _column(Date)
    expires_on: date = _column(Date)


class SilenceRow(Row, table=True):
    """Until when a person is not reminded of an alignment."""

    __tablename__ = "silences"
    __table_args__ = (_of_alignment(), _CLUSTERED)

    workspace: str = _key()
    alignment_id: str = _key()
    person: str = _key()
    until: datetime = _instant()
    is_promise: bool
    made_at: datetime = _instant()


class AnswerRow(Row, table=True):
    """An answer: written once, never updated; the unique key is what turns the second of two answerers away."""

    __tablename__ = "answers"
    __table_args__ = (
        _of_alignment(),
        UniqueConstraint("workspace", "alignment_id", "field", "revision"),
        _partial("ix_answers_source", "workspace", "source_channel", "source_ts", where="source_ts IS NOT NULL"),
    )

    number: int = _number()
    workspace: str = _text()
    alignment_id: str = _text()
    field: str = _text()
    revision: int
    id: str = _text()
    text: str = _text()
    author: str = _text()
    answered_at: datetime = _instant()
    provenance: Provenance = _column(one_of(Provenance))
    question: str = _text()
    catalogue_version: str = _text()
    assessment: dict[str, Any] = _column(CleanJson)
    source_channel: str | None = _text()
    source_ts: str | None = _text()
    is_set_aside: bool


class PersonRow(Row, table=True):
    """An account as Slack last described it."""

    __tablename__ = "people"
    __table_args__ = (_CLUSTERED,)

    workspace: str = _key()
    id: str = _key()
    name: str = _text()
    zone: str = _text()
    is_bot: bool
    is_deactivated: bool
    is_guest: bool
    is_external: bool
    seen_at: datetime | None = _instant()


class PreferencesRow(Row, table=True):
    """When a person wants to be reminded; no row means the defaults."""

    __tablename__ = "preferences"
    __table_args__ = (_CLUSTERED,)

    workspace: str = _key()
    person: str = _key()
    zone: str | None = _text()
    starts_at: time = _column(Time)
    ends_at: time = _column(Time)
    days: list[int] = _column(CleanJson)
    country: str | None = _text()
    away_from: date | None = _column(Date)
    away_until: date | None = _column(Date)
    stand_in: str | None = _text()
    digest: bool


class DirectChannelRow(Row, table=True):
    """The conversation that holds a person's direct messages."""

    __tablename__ = "direct_channels"
    __table_args__ = (Index("ix_direct_channels_channel", "workspace", "channel"), _CLUSTERED)

    workspace: str = _key()
    person: str = _key()
    channel: str = _text()


class DigestSlotRow(Row, table=True):
    """The instant of a person's next digest. Narrow, and gone when nothing is owed: a tick costs what is due."""

    __tablename__ = "digest_slots"
    __table_args__ = (_CLUSTERED,)

    workspace: str = _key()
    person: str = _key()
    next_digest_at: datetime = _instant(index=True)


class DigestRow(Row, table=True):
    """The one digest of a person's local date: the key absorbs replicas, restarts and clock jumps."""

    __tablename__ = "digests"
    __table_args__ = (_CLUSTERED,)

    workspace: str = _key()
    person: str = _key()
    local_date: date = _column(Date, primary_key=True, index=True)


class DeliveryRow(Row, table=True):
    """An effect on its way to Slack. Partial indexes keep each search as small as what it looks for."""

    __tablename__ = "deliveries"
    __table_args__ = (
        _partial("ix_deliveries_waiting", "lane", "due_at", "id", where="state IN ('due', 'ambiguous')"),
        _partial("ix_deliveries_leased", "leased_until", where="state = 'sending'"),
        _partial(
            "ix_deliveries_conversation",
            "workspace",
            "conversation",
            "id",
            where="conversation IS NOT NULL AND finished_at IS NULL",
        ),
        _partial("ix_deliveries_finished", "state", "finished_at", where="finished_at IS NOT NULL"),
        _partial("uq_deliveries_unique_key", "workspace", "unique_key", where="unique_key IS NOT NULL", unique=True),
        _partial(
            "ix_deliveries_coalescing",
            "workspace",
            "coalescing_key",
            where="coalescing_key IS NOT NULL AND state = 'due'",
        ),
        _partial("ix_deliveries_message", "workspace", "message_channel", "message_ts", where="message_ts IS NOT NULL"),
        _partial(
            "ix_deliveries_alignment", "workspace", "alignment_id", "kind", "id", where="alignment_id IS NOT NULL"
        ),
    )

    id: int = _number()
    key: str = _text()
    workspace: str = _text()
    alignment_id: str | None = _text()
    kind: str = _text()
    effect: dict[str, Any] = _column(CleanJson)
    conversation: str | None = _text()
    unique_key: str | None = _text()
    coalescing_key: str | None = _text()
    lane: Lane = _column(one_of(Lane))
    state: DeliveryState = _column(one_of(DeliveryState))
    due_at: datetime = _instant()
    created_at: datetime = _instant()
    attempt: int
    leased_until: datetime | None = _instant()
    finished_at: datetime | None = _instant()
    message_channel: str | None = _text()
    message_ts: str | None = _text()
    note: str | None = _text()
    lost: int = _column(Integer, sa_column_kwargs={"server_default": "0"})


class SpecRow(Row, table=True):
    """A frozen version, as the document it is."""

    __tablename__ = "specs"

    workspace: str = _key()
    alignment_id: str = _key()
    version: int = Field(primary_key=True)
    frozen_at: datetime = _instant()
    document: dict[str, Any] = _column(CleanJson)
