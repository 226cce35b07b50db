"""What is known of accounts, what they prefer, and when their next digest is due."""

from dataclasses import asdict, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, Select, Table, and_, bindparam, delete, func, select

from bot.domain.people import NudgePreferences, Person
from bot.ports import DueDigest
from storage.rows import DigestRow, DigestSlotRow, DirectChannelRow, PersonRow, PreferencesRow, table_of
from storage.statements import add_new, put

_people = table_of(PersonRow)
_preferences = table_of(PreferencesRow)
_slots = table_of(DigestSlotRow)
_digests = table_of(DigestRow)
_direct_channels = table_of(DirectChannelRow)


class SqlPeople:
    """Accounts, preferences, digest slots and direct conversations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, workspace: str, person: str) -> Person | None:
        """Return the account as Slack last described it, or None."""
        row = self._connection.execute(_known(), {"workspace": workspace, "person": person}).one_or_none()
        return _person(row) if row else None

    def put(self, person: Person) -> None:
        """Remember the account."""
        put(self._connection, _people, **asdict(person))

    def preferences_of(self, workspace: str, person: str) -> NudgePreferences:
        """Return the person's own settings, or the defaults."""
        row = self._row_of(_preferences, workspace, person)
        return _nudge_preferences(row) if row else NudgePreferences()

    def put_preferences(self, workspace: str, person: str, preferences: NudgePreferences) -> None:
        """Remember the person's own settings."""
        values = {**asdict(preferences), "days": sorted(preferences.days)}
        put(self._connection, _preferences, workspace=workspace, person=person, **values)

    def list_who_named(self, workspace: str, stand_in: str) -> tuple[str, ...]:
        """List who named that person to stand in for them."""
        named = (_preferences.c.workspace == workspace) & (_preferences.c.stand_in == stand_in)
        found = select(_preferences.c.person).where(named).order_by(_preferences.c.person)
        return tuple(self._connection.scalars(found))

    def schedule_digest(self, workspace: str, person: str, at: datetime | None) -> None:
        """Set the instant of the next digest; None when nothing is owed."""
        if at is None:
            self._connection.execute(_UNSCHEDULE, {"of_workspace": workspace, "of_person": person})
        else:
            put(self._connection, _slots, workspace=workspace, person=person, next_digest_at=at)

    def next_digest_of(self, workspace: str, person: str) -> datetime | None:
        """Return the instant of the person's next digest."""
        row = self._row_of(_slots, workspace, person)
        return row.next_digest_at if row else None

    def claim_due(self, now: datetime, limit: int) -> tuple[DueDigest, ...]:
        """Take people whose digest is due, oldest first; an account nobody looked up yet comes with its id as name."""
        due = self._connection.execute(_due_slots(), {"now": now, "limit": limit}).all()
        if due:
            taken = [{"of_workspace": row.workspace, "of_person": row.person} for row in due]
            self._connection.execute(_UNSCHEDULE, taken)
        return tuple(_due_digest(row) for row in due)

    def list_scheduled(self, limit: int) -> tuple[DueDigest, ...]:
        """List whose digest comes next, in every workspace, and leave them scheduled."""
        coming = self._connection.execute(_slots_in_order().limit(limit)).all()
        return tuple(_due_digest(row) for row in coming)

    def note_digest(self, workspace: str, person: str, local_date: date) -> bool:
        """Claim the one digest of that local date; False when it was claimed before."""
        return add_new(self._connection, _digests, workspace=workspace, person=person, local_date=local_date)

    def last_digest_of(self, workspace: str, person: str) -> date | None:
        """Return the local date of the latest claimed digest."""
        latest: date | None = self._connection.scalar(_latest_digest(), {"workspace": workspace, "person": person})
        return latest

    def direct_channel_of(self, workspace: str, person: str) -> str | None:
        """Return the conversation id of the direct messages with the person, if known."""
        row = self._row_of(_direct_channels, workspace, person)
        return row.channel if row else None

    def put_direct_channel(self, workspace: str, person: str, channel: str) -> None:
        """Remember the conversation id of the direct messages with the person."""
        put(self._connection, _direct_channels, workspace=workspace, person=person, channel=channel)

    def find_by_direct_channel(self, workspace: str, channel: str) -> str | None:
        """Return whose direct messages that conversation holds."""
        held = (_direct_channels.c.workspace == workspace) & (_direct_channels.c.channel == channel)
        person: str | None = self._connection.scalar(select(_direct_channels.c.person).where(held).limit(1))
        return person

    def _row_of(self, table: Table, workspace: str, person: str) -> Row[Any] | None:
        return self._connection.execute(_of(table), {"workspace": workspace, "person": person}).one_or_none()


_UNSCHEDULE = delete(_slots).where(
    _slots.c.workspace == bindparam("of_workspace"), _slots.c.person == bindparam("of_person")
)


@cache
def _due_slots() -> Select[Any]:
    """Find who is due by `now`, up to a `limit`, with all that is known of them; built once, as ticks are many."""
    return (
        _slots_in_order()
        .where(_slots.c.next_digest_at <= bindparam("now"))
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(of=_slots, skip_locked=True)
    )


def _slots_in_order() -> Select[Any]:
    is_account = and_(_people.c.workspace == _slots.c.workspace, _people.c.id == _slots.c.person)
    has_set = and_(_preferences.c.workspace == _slots.c.workspace, _preferences.c.person == _slots.c.person)
    joined = _slots.outerjoin(_people, is_account).outerjoin(_preferences, has_set)
    return select(_slots, _people, _preferences).select_from(joined).order_by(_slots.c.next_digest_at)


@cache
def _of(table: Table) -> Select[Any]:
    """Find what a table has of a person; built once, because building it takes as long as running it."""
    return select(table).where(*_is_of(table))


@cache
def _known() -> Select[Any]:
    return select(_people).where(_people.c.workspace == bindparam("workspace"), _people.c.id == bindparam("person"))


@cache
def _latest_digest() -> Select[Any]:
    return select(func.max(_digests.c.local_date)).where(*_is_of(_digests))


def _is_of(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.workspace == bindparam("workspace"), table.c.person == bindparam("person")


def _due_digest(row: Row[Any]) -> DueDigest:
    is_known = row._mapping[_people.c.id] is not None
    has_set = row._mapping[_preferences.c.person] is not None
    return DueDigest(
        person=_person(row) if is_known else Person(workspace=row.workspace, id=row.person, name=row.person),
        preferences=_nudge_preferences(row) if has_set else NudgePreferences(),
        due_at=row.next_digest_at,
    )


def _person(row: Row[Any]) -> Person:
    return Person(**{part.name: row._mapping[_people.c[part.name]] for part in fields(Person)})


def _nudge_preferences(row: Row[Any]) -> NudgePreferences:
    values = {part.name: row._mapping[_preferences.c[part.name]] for part in fields(NudgePreferences)}
    return NudgePreferences(**{**values, "days": frozenset(values["days"])})
