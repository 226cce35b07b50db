"""Alignments: looked up by their keys, loaded whole where they changed, saved where they changed."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    desc,
    exists,
    func,
    or_,
    select,
    tuple_,
    union,
    update,
)

from bot.domain.alignment import Alignment, Answer, MessageRef, Status
from bot.domain.errors import AnsweredMeanwhile, StaleAlignment, UnknownAlignment
from bot.ports import Whereabouts
from storage.alignment_loading import alignments_whole, answer_from
from storage.alignment_parts import add_parts, alignment_values, answer_values, save_parts
from storage.columns import UtcDateTime
from storage.memory import Memory
from storage.rows import AlignmentRow, AnswerRow, OwnershipRow, ParticipantRow, WaiverRow, table_of
from storage.statements import add_new

_alignments = table_of(AlignmentRow)
_answers = table_of(AnswerRow)
_ownerships = table_of(OwnershipRow)
_participants = table_of(ParticipantRow)
_waivers = table_of(WaiverRow)

#: What is looked up first: what has not changed since need not be loaded.
_KEY = (_alignments.c.workspace, _alignments.c.id, _alignments.c.revision)
_IS_AS_SEEN = (
    _alignments.c.workspace == bindparam("seen_workspace"),
    _alignments.c.id == bindparam("seen_id"),
    _alignments.c.revision == bindparam("seen_revision"),
)
#: Sets whatever columns come with it; an update that is built anew takes longer to build than to run.
_CHANGE = update(_alignments).where(*_IS_AS_SEEN)
_COUNT_UP = update(_alignments).where(*_IS_AS_SEEN[:2]).values(revision=_alignments.c.revision + 1)

_Key = tuple[str, str]


class SqlAlignments:
    """The aggregate over its tables.

    What a transaction loaded it keeps, so that saving writes the parts that differ; the revision tells whether it is
    still so. What nobody has changed yet is kept in the memory of the process as well, for the next transaction.
    Where `locks` is set, a loaded alignment stays locked.
    """

    def __init__(self, connection: Connection, memory: Memory, *, locks: bool) -> None:
        self._connection = connection
        self._memory = memory
        self._locks = locks
        self._loaded: dict[_Key, Alignment] = {}
        self._outdated: set[_Key] = set()
        self._changed: set[_Key] = set()
        self._answered: set[_Key] = set()

    def add(self, alignment: Alignment) -> None:
        """Store a new alignment with all its parts."""
        key = (alignment.workspace, alignment.id)
        self._changed.add(key)
        self._connection.execute(_alignments.insert(), alignment_values(alignment))
        add_parts(self._connection, alignment)
        for answer in alignment.answers.values():
            self.record(alignment.workspace, alignment.id, answer)
        self._answered.discard(key)  # nobody has seen it without them
        self._loaded[key] = alignment

    def get(self, workspace: str, alignment_id: str) -> Alignment:
        """Return it whole, or raise UnknownAlignment."""
        found = self._load_one(_by_id(locks=self._locks), {"workspace": workspace, "id": alignment_id})
        if found is None:
            raise UnknownAlignment(id=alignment_id)
        return found

    def whereabouts(self, workspace: str, alignment_id: str) -> Whereabouts:
        """Return where it can be reached, without loading it, or raise UnknownAlignment."""
        found = self._connection.execute(_reach(), {"workspace": workspace, "id": alignment_id}).one_or_none()
        if found is None:
            raise UnknownAlignment(id=alignment_id)
        return Whereabouts(thread_ts=found.thread_ts, is_muted=found.is_muted)

    def save(self, alignment: Alignment) -> Alignment:
        """Store everything but answers, and return it with the next revision; raise StaleAlignment if it moved on."""
        key = (alignment.workspace, alignment.id)
        saved = replace(alignment, revision=alignment.revision + 1)
        loaded = self._loaded.get(key)
        before = loaded if loaded and loaded.revision == alignment.revision else None
        self._changed.add(key)
        self._set(alignment, _differences(saved, before))
        save_parts(self._connection, saved, before)
        if loaded is None or loaded.answers != saved.answers:
            self._outdated.add(key)
        self._answered.discard(key)
        self._loaded[key] = saved
        return saved

    def record(self, workspace: str, alignment_id: str, answer: Answer) -> None:
        """Append an answer; raise AnsweredMeanwhile when that revision of the field exists already."""
        values = answer_values(answer)
        key = (workspace, alignment_id)
        self._changed.add(key)
        if not add_new(self._connection, _answers, workspace=workspace, alignment_id=alignment_id, **values):
            raise AnsweredMeanwhile(field=answer.field)
        if not answer.is_set_aside:
            self._outdated.add(key)
            self._answered.add(key)

    def finish(self) -> None:
        """Let an alignment that was answered and not saved take another revision, as by every change."""
        for workspace, alignment_id in sorted(self._answered):
            self._connection.execute(_COUNT_UP, {"seen_workspace": workspace, "seen_id": alignment_id})

    def history(self, workspace: str, alignment_id: str, field: str | None = None) -> tuple[Answer, ...]:
        """List the answers ever given, oldest first; of one field, or of all."""
        given = {"workspace": workspace, "alignment": alignment_id, "field": field}
        rows = self._connection.execute(_given(of_field=field is not None), given).mappings()
        return tuple(answer_from(row) for row in rows)

    def find_by_thread(self, workspace: str, channel: str, thread_ts: str) -> Alignment | None:
        """Return the alignment whose thread that is."""
        place = {"workspace": workspace, "channel": channel, "thread_ts": thread_ts}
        return self._load_one(_by_thread(locks=self._locks), place)

    def concerns(self, workspace: str, message: MessageRef, thread_ts: str | None) -> bool:
        """Tell whether a message belongs to an alignment's thread, or an answer was taken from it."""
        place = {"workspace": workspace, "channel": message.channel, "ts": message.ts, "thread_ts": thread_ts}
        return bool(self._connection.scalar(_concern(), place))

    def find_by_source(self, workspace: str, source: MessageRef) -> tuple[Alignment, Answer] | None:
        """Return the newest answer that was taken from that Slack message."""
        is_source = (_answers.c.source_channel == source.channel) & (_answers.c.source_ts == source.ts)
        taken = select(_answers).where(_answers.c.workspace == workspace, is_source)
        row = self._connection.execute(taken.order_by(desc(_answers.c.number)).limit(1)).one_or_none()
        return (self.get(workspace, row.alignment_id), answer_from(row._mapping)) if row else None

    def list_in_channel(self, workspace: str, channel: str, limit: int = 50) -> tuple[Alignment, ...]:
        """List the channel's alignments, the newest first."""
        return self._load(_newest(_of(workspace).where(_alignments.c.channel == channel), limit))

    def list_owed_by(self, workspace: str, person: str) -> tuple[Alignment, ...]:
        """List open alignments in which the person owns an artifact or is the facilitator; oldest first."""
        return self._load(_owed(), {"workspace": workspace, "person": person})

    def list_involving(self, workspace: str, person: str, limit: int = 50) -> tuple[Alignment, ...]:
        """List alignments the person facilitates, owns something in, or took part in, the newest first."""
        return self._load(_involving(), {"workspace": workspace, "person": person, "limit": limit})

    def list_open(self, limit: int, *, after: Alignment | None) -> tuple[Alignment, ...]:
        """List open alignments of every workspace, by workspace and id, from the first one after the given one."""
        workspace, last = (after.workspace, after.id) if after else ("", "")
        return self._load(_open_after(), {"after_workspace": workspace, "after_id": last, "limit": limit})

    def list_expiring(self, today: date) -> tuple[Alignment, ...]:
        """List alignments, open or complete, with a waiver that has expired by that day and is still recorded."""
        expired = select(_waivers.c.workspace, _waivers.c.alignment_id).where(_waivers.c.expires_on <= today)
        is_expired = tuple_(_alignments.c.workspace, _alignments.c.id).in_(expired)
        wanted = select(*_KEY).where(is_expired, _alignments.c.status != Status.CLOSED)
        return self._load(wanted.order_by(_alignments.c.workspace, _alignments.c.number))

    def count_opened_by(self, workspace: str, person: str, since: datetime) -> int:
        """Count what the person started since the instant."""
        opened = {"workspace": workspace, "person": person, "since": since}
        return self._connection.scalar(_opened(), opened) or 0

    def _load_one(self, statement: Select[Any], given: dict[str, Any]) -> Alignment | None:
        found = self._load(statement, given)
        return found[0] if found else None

    def _load(self, statement: Select[Any], given: dict[str, Any] | None = None) -> tuple[Alignment, ...]:
        """Look up which alignments are wanted and in which revision, and load those that are not known so."""
        keys = self._connection.execute(statement, given).all()
        for workspace, of_workspace in groupby(keys, key=_workspace_of):
            unknown = [row.id for row in of_workspace if not self._knows(row)]
            for alignment in alignments_whole(self._connection, workspace, unknown) if unknown else ():
                self._keep(alignment)
        return tuple(self._loaded[row.workspace, row.id] for row in keys)

    def _knows(self, row: Row[Any]) -> bool:
        """Tell whether this revision was loaded or saved by this transaction, or read by an earlier one."""
        key = (row.workspace, row.id)
        if key in self._outdated:
            return False
        known = self._loaded.get(key)
        if known is not None and known.revision == row.revision:
            return True
        remembered = None if key in self._changed else self._memory.find(*key, row.revision)
        if remembered is None:
            return False
        self._loaded[key] = remembered
        return True

    def _keep(self, alignment: Alignment) -> None:
        """Keep what was read; what this transaction has changed may still be rolled back, and is not remembered."""
        key = (alignment.workspace, alignment.id)
        self._loaded[key] = alignment
        self._outdated.discard(key)
        if key not in self._changed:
            self._memory.put(alignment)

    def _set(self, seen: Alignment, values: dict[str, Any]) -> None:
        as_seen = {"seen_workspace": seen.workspace, "seen_id": seen.id, "seen_revision": seen.revision}
        if self._connection.execute(_CHANGE, {**values, **as_seen}).rowcount != 1:
            raise StaleAlignment()


def _differences(alignment: Alignment, before: Alignment | None) -> dict[str, Any]:
    """Return what its own row must be told: the revision alone, where only parts have changed."""
    values = alignment_values(alignment)
    is_same = before is not None and alignment_values(before) == {**values, "revision": before.revision}
    return {"revision": alignment.revision} if is_same else values


def _of(workspace: str) -> Select[Any]:
    return select(*_KEY).where(_alignments.c.workspace == workspace)


def _newest(statement: Select[Any], limit: int | BindParameter[int]) -> Select[Any]:
    return statement.order_by(desc(_alignments.c.opened_at), desc(_alignments.c.number)).limit(limit)


@cache
def _by_id(*, locks: bool) -> Select[Any]:
    return _one(_alignments.c.id == bindparam("id"), locks=locks)


@cache
def _reach() -> Select[Any]:
    is_it = _alignments.c.id == bindparam("id")
    return select(_alignments.c.thread_ts, _alignments.c.is_muted).where(_is_in_workspace(_alignments), is_it)


@cache
def _by_thread(*, locks: bool) -> Select[Any]:
    in_channel = _alignments.c.channel == bindparam("channel")
    return _one(and_(in_channel, _alignments.c.thread_ts == bindparam("thread_ts")), locks=locks).limit(1)


def _one(condition: ColumnElement[bool], *, locks: bool) -> Select[Any]:
    wanted = select(*_KEY).where(_is_in_workspace(_alignments), condition)
    return wanted.with_for_update() if locks else wanted


@cache
def _given(*, of_field: bool) -> Select[Any]:
    """Find the answers ever given, oldest first."""
    given = select(_answers).where(_is_in_workspace(_answers), _answers.c.alignment_id == bindparam("alignment"))
    narrowed = given.where(_answers.c.field == bindparam("field")) if of_field else given
    return narrowed.order_by(_answers.c.number)


@cache
def _opened() -> Select[Any]:
    return (
        select(func.count())
        .select_from(_alignments)
        .where(
            _is_in_workspace(_alignments),
            _alignments.c.facilitator == bindparam("person"),
            _alignments.c.opened_at >= bindparam("since", type_=UtcDateTime),
        )
    )


@cache
def _concern() -> Select[Any]:
    """Ask whether a message has to do with us; built once, as most messages of a channel have not."""
    in_thread = exists().where(
        _is_in_workspace(_alignments),
        _alignments.c.channel == bindparam("channel"),
        _alignments.c.thread_ts == bindparam("thread_ts", type_=Text),
    )
    is_source = exists().where(
        _is_in_workspace(_answers),
        _answers.c.source_channel == bindparam("channel"),
        _answers.c.source_ts == bindparam("ts"),
    )
    return select(or_(in_thread, is_source))


@cache
def _owed() -> Select[Any]:
    """Find the open alignments that a person owns a part of or facilitates; built once, as digests are many."""
    is_owed = _alignments.c.id.in_(union(*_owed_ids()))
    listed = select(*_KEY).where(_is_in_workspace(_alignments), _alignments.c.status == Status.OPEN, is_owed)
    return listed.order_by(_alignments.c.opened_at, _alignments.c.number)


@cache
def _open_after() -> Select[Any]:
    key = tuple_(_alignments.c.workspace, _alignments.c.id)
    is_later = key > tuple_(bindparam("after_workspace", type_=Text), bindparam("after_id", type_=Text))
    listed = select(*_KEY).where(_alignments.c.status == Status.OPEN, is_later)
    return listed.order_by(_alignments.c.workspace, _alignments.c.id).limit(bindparam("limit", type_=Integer))


@cache
def _involving() -> Select[Any]:
    attended = select(_participants.c.alignment_id).where(_is_in_workspace(_participants), _is(_participants.c.person))
    involved = _alignments.c.id.in_(union(*_owed_ids(), attended))
    listed = select(*_KEY).where(_is_in_workspace(_alignments), involved)
    return _newest(listed, bindparam("limit", type_=Integer))


def _owed_ids() -> tuple[Select[Any], Select[Any]]:
    """Find what the person owns a part of and what they facilitate, each by its own index.

    An `OR` over both would read every alignment of the workspace.
    """
    facilitated = _alignments.alias("facilitated")
    return (
        select(_ownerships.c.alignment_id).where(_is_in_workspace(_ownerships), _is(_ownerships.c.person)),
        select(facilitated.c.id).where(_is_in_workspace(facilitated), _is(facilitated.c.facilitator)),
    )


def _is_in_workspace(table: FromClause) -> ColumnElement[bool]:
    return table.c.workspace == bindparam("workspace")


def _is(person: ColumnElement[str]) -> ColumnElement[bool]:
    return person == bindparam("person")


def _workspace_of(row: Row[Any]) -> str:
    workspace: str = row.workspace
    return workspace
