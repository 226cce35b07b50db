"""What is known of accounts, what they prefer, and when their next digest is due."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)

from bot.domain.people import NudgePreferences, Person
from bot.ports import TURN, DueDigest
from storage.columns import CleanText
from storage.inbox import SWEEP
from storage.rows import DigestRow, DigestSlotRow, DirectChannelRow, PersonRow, PreferencesRow, table_of
from storage.statements import add_new, is_of_ours, put, stated

_people = table_of(PersonRow)
_preferences = table_of(PreferencesRow)
_slots = table_of(DigestSlotRow)
_digests = table_of(DigestRow)
_direct_channels = table_of(DirectChannelRow)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is wanted of a person together."""

    account: Person | None
    preferences: NudgePreferences
    last_digest: date | None


class SqlPeople:
    """Accounts, preferences, digest slots and direct conversations.

    A transaction looks a person up once, with all that is wanted together, and follows what it changes itself.
    Who is due is looked for in the workspace `ours` alone, if one is given.
    """

    def __init__(self, connection: Connection, ours: str | None = None) -> None:
        self._connection = connection
        self._ours = ours
        self._known: dict[tuple[str, str], _Known] = {}

    def find(self, workspace: str, person: str) -> Person | None:
        """Return the account as Slack last described it, or None."""
        return self._look_up(workspace, person).account

    def put(self, person: Person) -> None:
        """Remember the account."""
        put(self._connection, _people, **asdict(person))
        self._known.pop((person.workspace, person.id), None)

    def preferences_of(self, workspace: str, person: str) -> NudgePreferences:
        """Return the person's own settings, or the defaults."""
        return self._look_up(workspace, person).preferences

    def put_preferences(self, workspace: str, person: str, preferences: NudgePreferences) -> None:
        """Remember the person's own settings."""
        values = {**asdict(preferences), "days": sorted(preferences.days)}
        put(self._connection, _preferences, workspace=workspace, person=person, **values)
        self._known.pop((workspace, person), None)

    def drop_stand_in(self, workspace: str, person: str, stand_in: str) -> None:
        """Let nobody stand in for the person if that one was to, without reading what else they may be saving."""
        named = {"of_workspace": workspace, "of_person": person, "named": stand_in}
        self._connection.execute(_DROP_STAND_IN, named)
        self._known.pop((workspace, person), None)

    def list_who_named(self, workspace: str, stand_in: str) -> tuple[str, ...]:
        """List who named that person to stand in for them."""
        return tuple(self._connection.scalars(_who_named(), {"workspace": workspace, "stand_in": stand_in}))

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

    def keep_others_out(self, workspace: str, person: str) -> None:
        """Be the only one who reckons when the person is reminded, from now to the end; what others did is seen.

        There may be no row to lock, so it is the name that is locked. SQLite has one writer at a time anyhow.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_KEEP_OUT, {"of_workspace": workspace, "of_person": person})
            self._known.pop((workspace, person), None)

    def claim_due(self, now: datetime, limit: int) -> tuple[DueDigest, ...]:
        """Take people whose digest is due, oldest first; an account nobody looked up yet comes with its id as name."""
        due = self._connection.execute(_due_slots(limit), {"now": now, "ours": self._ours}).all()
        if due:
            taken = [{"of_workspace": row.workspace, "of_person": row.person, "again_at": now + TURN} for row in due]
            self._connection.execute(_PUT_OFF, taken)
        self._known |= {(row.workspace, row.person): _known_from(row) for row in due}
        return tuple(_due_digest(row) for row in due)

    def list_scheduled(self, limit: int) -> tuple[DueDigest, ...]:
        """List whose digest comes next, in every workspace, and leave them scheduled."""
        coming = self._connection.execute(_slots_in_order().limit(limit)).all()
        return tuple(_due_digest(row) for row in coming)

    def list_elsewhere(self) -> tuple[str, ...]:
        """List the other workspaces in which somebody is to be reminded."""
        elsewhere = select(_slots.c.workspace).where(_slots.c.workspace != self._ours).distinct()
        return tuple(self._connection.scalars(elsewhere.order_by(_slots.c.workspace)))

    def note_digest(self, workspace: str, person: str, local_date: date) -> bool:
        """Claim the one digest of that local date; False when it was claimed before."""
        is_new = add_new(self._connection, _digests, workspace=workspace, person=person, local_date=local_date)
        known = self._known.get((workspace, person))
        if known is not None:
            last = max(known.last_digest or local_date, local_date)
            self._known[workspace, person] = replace(known, last_digest=last)
        return is_new

    def last_digest_of(self, workspace: str, person: str) -> date | None:
        """Return the local date of the latest claimed digest."""
        return self._look_up(workspace, person).last_digest

    def forget_digests_before(self, day: date) -> int:
        """Forget the digests of earlier dates, a thousand at a time; return how many."""
        key = tuple_(*_digests.primary_key)
        old = select(*_digests.primary_key).where(_digests.c.local_date < day).limit(SWEEP)
        return self._connection.execute(delete(_digests).where(key.in_(old))).rowcount

    def direct_channel_of(self, workspace: str, person: str) -> str | None:
        """Return the conversation id of the direct messages with the person, if known."""
        row = self._row_of(_direct_channels, workspace, person)
        return row.channel if row else None

    def put_direct_channel(self, workspace: str, person: str, channel: str) -> None:
        """Remember the conversation id of the direct messages with the person."""
        put(self._connection, _direct_channels, workspace=workspace, person=person, channel=channel)

    def find_by_direct_channel(self, workspace: str, channel: str) -> str | None:
        """Return whose direct messages that conversation holds."""
        held = {"workspace": workspace, "channel": channel}
        person: str | None = self._connection.scalar(_holder(), held)
        return person

    def _row_of(self, table: Table, workspace: str, person: str) -> Row[Any] | None:
        return self._connection.execute(_of(table), {"workspace": workspace, "person": person}).one_or_none()

    def _look_up(self, workspace: str, person: str) -> _Known:
        known = self._known.get((workspace, person))
        if known is None:
            row = self._connection.execute(_all_of(), {"workspace": workspace, "person": person}).one()
            known = self._known[workspace, person] = _known_from(row)
        return known


_OF_PERSON = and_(_slots.c.workspace == bindparam("of_workspace"), _slots.c.person == bindparam("of_person"))
_DROP_STAND_IN = (
    update(_preferences)
    .where(
        _preferences.c.workspace == bindparam("of_workspace"),
        _preferences.c.person == bindparam("of_person"),
        _preferences.c.stand_in == bindparam("named"),
    )
    .values(stand_in=None)
)
_UNSCHEDULE = delete(_slots).where(_OF_PERSON)
_PUT_OFF = update(_slots).where(_OF_PERSON).values(next_digest_at=bindparam("again_at"))
_KEEP_OUT = select(
    func.pg_advisory_xact_lock(
        func.hashtext(bindparam("of_workspace", type_=CleanText)),
        func.hashtext(bindparam("of_person", type_=CleanText)),
    )
)


@cache
def _due_slots(limit: int) -> Select[Any]:
    """Find who of `ours` is due by `now`, with all that is known of them; built once, as ticks are many."""
    return (
        _slots_in_order()
        .where(_slots.c.next_digest_at <= bindparam("now"), is_of_ours(_slots))
        .limit(stated(limit))
        .with_for_update(of=_slots, skip_locked=True)
    )


def _slots_in_order() -> Select[Any]:
    return _with_all_known(_slots).order_by(_slots.c.next_digest_at)


@cache
def _all_of() -> Select[Any]:
    """Find what is wanted of a person together; built once, because building it takes as long as running it."""
    named = (bindparam(name, type_=CleanText).label(name) for name in ("workspace", "person"))
    return _with_all_known(select(*named).subquery("named"))


def _with_all_known(who: FromClause) -> Select[Any]:
    """Find with every row of `who` the account, the preferences and the date of the last digest."""
    is_account = and_(_people.c.workspace == who.c.workspace, _people.c.id == who.c.person)
    has_set = and_(_preferences.c.workspace == who.c.workspace, _preferences.c.person == who.c.person)
    latest = select(func.max(_digests.c.local_date)).where(
        _digests.c.workspace == who.c.workspace, _digests.c.person == who.c.person
    )
    joined = who.outerjoin(_people, is_account).outerjoin(_preferences, has_set)
    return select(who, _people, _preferences, latest.scalar_subquery().label("last_digest")).select_from(joined)


@cache
def _of(table: Table) -> Select[Any]:
    """Find what a table has of a person; built once, because building it takes as long as running it."""
    return select(table).where(*_is_of(table))


@cache
def _who_named() -> Select[Any]:
    named = (_preferences.c.workspace == bindparam("workspace")) & (_preferences.c.stand_in == bindparam("stand_in"))
    return select(_preferences.c.person).where(named).order_by(_preferences.c.person)


@cache
def _holder() -> Select[Any]:
    held = (_direct_channels.c.workspace == bindparam("workspace")) & (
        _direct_channels.c.channel == bindparam("channel")
    )
    return select(_direct_channels.c.person).where(held).limit(1)


def _is_of(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.workspace == bindparam("workspace"), table.c.person == bindparam("person")


def _due_digest(row: Row[Any]) -> DueDigest:
    known = _known_from(row)
    nobody_yet = Person(workspace=row.workspace, id=row.person, name=row.person)
    return DueDigest(person=known.account or nobody_yet, preferences=known.preferences, due_at=row.next_digest_at)


def _known_from(row: Row[Any]) -> _Known:
    is_known = row._mapping[_people.c.id] is not None
    has_set = row._mapping[_preferences.c.person] is not None
    return _Known(
        account=_person(row) if is_known else None,
        preferences=_nudge_preferences(row) if has_set else NudgePreferences(),
        last_digest=row.last_digest,
    )


def _person(row: Row[Any]) -> Person:
    return Person(**{part.name: row._mapping[_people.c[part.name]] for part in fields(Person)})


def _nudge_preferences(row: Row[Any]) -> NudgePreferences:
    values = {part.name: row._mapping[_preferences.c[part.name]] for part in fields(NudgePreferences)}
    return NudgePreferences(**{**values, "days": frozenset(values["days"])})
