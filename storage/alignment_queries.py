"""How alignments are looked up: by their keys, for what has not changed need not be loaded again.

Statements are built once: building one takes as long as running it.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Update,
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

from bot.domain.alignment import Status
from bot.domain.review import REVIEW
from storage.columns import CleanText, UtcDateTime
from storage.rows import AlignmentRow, AnswerRow, OwnershipRow, ParticipantRow, WaiverRow, table_of

_alignments = table_of(AlignmentRow)
_answers = table_of(AnswerRow)
_ownerships = table_of(OwnershipRow)
_participants = table_of(ParticipantRow)
_waivers = table_of(WaiverRow)

_OLD, _NEW = bindparam("old", type_=CleanText), bindparam("new", type_=CleanText)
_KEY = (_alignments.c.workspace, _alignments.c.id, _alignments.c.revision)


@cache
def by_id(*, locks: bool) -> Select[Any]:
    """Find the one with that `id`."""
    return _one(_alignments.c.id == bindparam("id"), locks=locks)


@cache
def by_thread(*, locks: bool) -> Select[Any]:
    """Find the one whose thread that is."""
    in_channel = _alignments.c.channel == bindparam("channel")
    return _one(and_(in_channel, _alignments.c.thread_ts == bindparam("thread_ts")), locks=locks).limit(1)


@cache
def in_channel() -> Select[Any]:
    """Find those of a channel, the newest first."""
    is_there = _alignments.c.channel == bindparam("channel")
    return _newest(select(*_KEY).where(_is_in_workspace(_alignments), is_there))


@cache
def glimpses() -> Select[Any]:
    """Find what those of a channel are called and how they stand, the newest first."""
    is_there = _alignments.c.channel == bindparam("channel")
    is_of_it = (_waivers.c.workspace == _alignments.c.workspace, _waivers.c.alignment_id == _alignments.c.id)
    has_review = exists().where(*is_of_it, _waivers.c.subject == REVIEW).label("has_review")
    seen = select(_alignments.c.id, _alignments.c.title, _alignments.c.status, has_review)
    return _in_order(seen.where(_is_in_workspace(_alignments), is_there))


@cache
def by_ids() -> Select[Any]:
    """Find those that have some `ids`."""
    is_named = _alignments.c.id.in_(bindparam("ids", expanding=True))
    return select(*_KEY).where(_is_in_workspace(_alignments), is_named)


@cache
def owed() -> Select[Any]:
    """Find the open ones that a person owns a part of or facilitates, the oldest first."""
    is_owed = _alignments.c.id.in_(union(*_owed_ids()))
    listed = select(*_KEY).where(_is_in_workspace(_alignments), _alignments.c.status == Status.OPEN, is_owed)
    return listed.order_by(_alignments.c.opened_at, _alignments.c.number)


@cache
def involving() -> Select[Any]:
    """Find those a person has to do with in any way, the newest first."""
    attended = select(_participants.c.alignment_id).where(_is_in_workspace(_participants), _is(_participants.c.person))
    involved = _alignments.c.id.in_(union(*_owed_ids(), attended))
    return _newest(select(*_KEY).where(_is_in_workspace(_alignments), involved))


@cache
def open_after() -> Select[Any]:
    """Find the open ones of every workspace that come after a key."""
    key = tuple_(_alignments.c.workspace, _alignments.c.id)
    is_later = key > tuple_(bindparam("after_workspace", type_=CleanText), bindparam("after_id", type_=CleanText))
    listed = select(*_KEY).where(_alignments.c.status == Status.OPEN, is_later)
    return listed.order_by(_alignments.c.workspace, _alignments.c.id).limit(bindparam("limit", type_=Integer))


@cache
def out_of_reach() -> Select[Any]:
    """Find the open ones of every workspace whose channel is out of reach."""
    listed = select(*_KEY).where(_alignments.c.status == Status.OPEN, _alignments.c.is_muted)
    return listed.order_by(_alignments.c.workspace, _alignments.c.id).limit(bindparam("limit", type_=Integer))


@cache
def touched_by_channel(*, locks: bool) -> Select[Any]:
    """Find those of the channel `old`, and those that took an answer from a message there, the oldest first."""
    sources = select(_answers.c.alignment_id).where(_is_in_workspace(_answers), _answers.c.source_channel == _OLD)
    is_touched = or_(_alignments.c.channel == _OLD, _alignments.c.id.in_(sources))
    found = select(*_KEY).where(_is_in_workspace(_alignments), is_touched)
    in_order = found.order_by(_alignments.c.opened_at, _alignments.c.number)
    return in_order.with_for_update() if locks else in_order


@cache
def channel_change() -> Update:
    """Give those of the channel `old` its `new` id."""
    is_there = (_alignments.c.workspace == bindparam("of_workspace"), _alignments.c.channel == _OLD)
    return update(_alignments).where(*is_there).values(channel=_NEW)


@cache
def source_change() -> Update:
    """Let answers come from the `new` id of the channel `old`."""
    is_there = (_answers.c.workspace == bindparam("of_workspace"), _answers.c.source_channel == _OLD)
    return update(_answers).where(*is_there).values(source_channel=_NEW)


@cache
def expiring() -> Select[Any]:
    """Find those that are not closed and have a waiver which ends by `today`."""
    ends = _waivers.c.expires_on <= bindparam("today")
    expired = select(_waivers.c.workspace, _waivers.c.alignment_id).where(ends)
    is_expired = tuple_(_alignments.c.workspace, _alignments.c.id).in_(expired)
    wanted = select(*_KEY).where(is_expired, _alignments.c.status != Status.CLOSED)
    return wanted.order_by(_alignments.c.workspace, _alignments.c.number)


@cache
def reach() -> Select[Any]:
    """Find where one can be reached."""
    is_it = _alignments.c.id == bindparam("id")
    where = (_alignments.c.channel, _alignments.c.thread_ts, _alignments.c.is_muted)
    return select(*where).where(_is_in_workspace(_alignments), is_it)


@cache
def answers_given(*, of_field: bool) -> Select[Any]:
    """Find the answers ever given, oldest first."""
    given = select(_answers).where(_is_in_workspace(_answers), _answers.c.alignment_id == bindparam("alignment"))
    narrowed = given.where(_answers.c.field == bindparam("field")) if of_field else given
    return narrowed.order_by(_answers.c.number)


@cache
def answers_named() -> Select[Any]:
    """Find some of the answers ever given."""
    is_named = _answers.c.id.in_(bindparam("ids", expanding=True))
    of_alignment = _answers.c.alignment_id == bindparam("alignment")
    return select(_answers).where(_is_in_workspace(_answers), of_alignment, is_named)


@cache
def latest_revision() -> Select[Any]:
    """Find how often a field was answered."""
    is_of_field = and_(_answers.c.alignment_id == bindparam("alignment"), _answers.c.field == bindparam("field"))
    return select(func.max(_answers.c.revision)).where(_is_in_workspace(_answers), is_of_field)


@cache
def answer_from_message() -> Select[Any]:
    """Find the newest answer that was taken from a message."""
    taken = select(_answers).where(_is_in_workspace(_answers), *_is_from_message())
    return taken.order_by(desc(_answers.c.number)).limit(1)


@cache
def concern() -> Select[Any]:
    """Ask whether a message has to do with us; most messages of a channel have not."""
    in_thread = exists().where(
        _is_in_workspace(_alignments),
        _alignments.c.channel == bindparam("channel"),
        _alignments.c.thread_ts == bindparam("thread_ts", type_=CleanText),
    )
    is_source = exists().where(_is_in_workspace(_answers), *_is_from_message())
    return select(or_(in_thread, is_source))


@cache
def number_opened() -> Select[Any]:
    """Count what a person started `since` an instant."""
    is_theirs = _alignments.c.facilitator == bindparam("person")
    is_recent = _alignments.c.opened_at >= bindparam("since", type_=UtcDateTime)
    counted = select(func.count()).select_from(_alignments)
    return counted.where(_is_in_workspace(_alignments), is_theirs, is_recent)


@cache
def change() -> Update:
    """Give it the next revision and whatever columns come with it, unless somebody has changed it since it was seen."""
    return count_up().where(_alignments.c.revision == bindparam("seen_revision"))


@cache
def count_up() -> Update:
    """Give an alignment the next revision."""
    is_it = (_alignments.c.workspace == bindparam("seen_workspace"), _alignments.c.id == bindparam("seen_id"))
    return update(_alignments).where(*is_it).values(revision=_alignments.c.revision + 1)


def _one(condition: ColumnElement[bool], *, locks: bool) -> Select[Any]:
    wanted = select(*_KEY).where(_is_in_workspace(_alignments), condition)
    return wanted.with_for_update() if locks else wanted


def _newest(statement: Select[Any]) -> Select[Any]:
    return _in_order(statement).limit(bindparam("limit", type_=Integer))


def _in_order(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(desc(_alignments.c.opened_at), desc(_alignments.c.number))


def _owed_ids() -> tuple[Select[Any], Select[Any]]:
    """Find what the person owns a part of and what they facilitate, each by its own index.

    An `OR` over both would read every alignment of the workspace.
    """
    facilitated = _alignments.alias("facilitated")
    return (
        select(_ownerships.c.alignment_id).where(_is_in_workspace(_ownerships), _is(_ownerships.c.person)),
        select(facilitated.c.id).where(_is_in_workspace(facilitated), _is(facilitated.c.facilitator)),
    )


def _is_from_message() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _answers.c.source_channel == bindparam("channel"), _answers.c.source_ts == bindparam("ts")


def _is_in_workspace(table: FromClause) -> ColumnElement[bool]:
    return table.c.workspace == bindparam("workspace")


def _is(person: ColumnElement[str]) -> ColumnElement[bool]:
    return person == bindparam("person")
