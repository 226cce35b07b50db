"""What the outbox asks its table, and how its rows become deliveries.

Statements are built once: building one takes as long as running it.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Delete,
    FromClause,
    Row,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    desc,
    exists,
    func,
    not_,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, DeliveryState, Lane
from bot.domain.effects import Effect
from storage.columns import UtcDateTime
from storage.rows import DeliveryRow, table_of
from storage.statements import StoreTime, insert_new, is_of_ours, one_of_these, stated

deliveries = table_of(DeliveryRow)

_EFFECTS: TypeAdapter[Effect] = TypeAdapter(Effect)
_WAITING = (DeliveryState.DUE, DeliveryState.AMBIGUOUS)
_FINISHED = (DeliveryState.SENT, DeliveryState.DEAD)


@cache
def queue(dialect: str) -> ReturningInsert[Any]:
    """Insert a delivery and say its number, unless there may be only one and there is."""
    return insert_new(dialect, deliveries).returning(deliveries.c.id)


@cache
def claimable(limit: int) -> Select[Any]:
    """Find what is due by `now` in a `lane` of `ours` and nothing holds back.

    Rows that another replica is claiming are passed over.
    """
    now: BindParameter[datetime] = bindparam("now", type_=UtcDateTime)
    return (
        select(deliveries)
        .where(
            is_in(*_WAITING),
            deliveries.c.lane == bindparam("lane"),
            deliveries.c.due_at <= now,
            is_of_ours(deliveries),
            _is_first_in_conversation(now),
        )
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(stated(limit))
        .with_for_update(skip_locked=True)
    )


@cache
def lease(lasting: timedelta) -> Update:
    """Take the deliveries with these `ids` on for one attempt."""
    ids: BindParameter[list[int]] = bindparam("ids", expanding=True)
    return (
        update(deliveries)
        .where(deliveries.c.id.in_(ids))
        .values(state=DeliveryState.SENDING, attempt=deliveries.c.attempt + 1, leased_until=StoreTime(lasting))
    )


@cache
def outcome() -> Update:
    """End the attempt that is held; sets whatever columns come with it."""
    return update(deliveries).where(_is_held()).values(leased_until=None)


@cache
def arrival() -> Update:
    """End an attempt that is known to have succeeded, also after its lease, unless another has begun since."""
    return (
        update(deliveries)
        .where(_is_latest(), is_in(DeliveryState.SENDING, DeliveryState.AMBIGUOUS))
        .values(state=DeliveryState.SENT, leased_until=None)
    )


@cache
def drop() -> Delete:
    """Forget the delivery of the attempt that is held."""
    return delete(deliveries).where(_is_held())


def held(delivery: Delivery) -> dict[str, Any]:
    """Name the attempt that holds the lease."""
    return {"held_id": delivery.id, "held_key": delivery.key, "held_attempt": delivery.attempt}


def expired() -> ColumnElement[bool]:
    """Say that whoever took it on has not reported within the lease."""
    return and_(is_in(DeliveryState.SENDING), deliveries.c.leased_until <= StoreTime())


@cache
def lease_anew(lasting: timedelta, ahead: timedelta) -> Update:
    """Begin every lease anew that ends later than it could, had it begun by the clock the store has now."""
    is_beyond = and_(is_in(DeliveryState.SENDING), deliveries.c.leased_until > StoreTime(lasting + ahead))
    return update(deliveries).where(is_beyond).values(leased_until=StoreTime(lasting))


@cache
def from_the_future(state: DeliveryState) -> Update:
    """Have what was queued after `later` be queued at `since`, and due `at`."""
    is_waiting = and_(is_in(*_WAITING), is_in(state))  # the first names the index, the second which of the two
    is_ahead = and_(is_waiting, deliveries.c.created_at > bindparam("later", type_=UtcDateTime))
    return (
        update(deliveries)
        .where(is_ahead)
        .values(due_at=bindparam("at", type_=UtcDateTime), created_at=bindparam("since", type_=UtcDateTime))
    )


@cache
def superseding() -> Select[Any]:
    """Find a waiting delivery that will do the same, and keep it waiting until this transaction has ended.

    Without the lock another replica could perform it before it can see what this transaction changed.
    """
    is_same = and_(
        deliveries.c.workspace == bindparam("workspace"), deliveries.c.coalescing_key == bindparam("coalescing_key")
    )
    return select(deliveries.c.id).where(is_same, is_in(DeliveryState.DUE)).limit(1).with_for_update()


@cache
def earliest(*lanes: Lane) -> Select[Any]:
    """Find when the next delivery of these lanes of `ours` is due that nothing holds back: the first in each lane."""
    found = union_all(*(_earliest_of(lane) for lane in lanes)).subquery()
    return select(func.min(found.c.due_at))


@cache
def oldest_begun() -> Select[Any]:
    """Find since when what `ours` has tried for longest is queued; what may wait for days is left aside."""
    is_tried = and_(deliveries.c.attempt > 0, deliveries.c.lane != Lane.PATIENT)
    return select(func.min(deliveries.c.created_at)).where(is_in(*_WAITING), is_tried, is_of_ours(deliveries))


@cache
def unfinished() -> Select[Any]:
    """Find what a workspace has not finished, in order, and keep it from being claimed."""
    what = (deliveries.c.id, deliveries.c.kind, deliveries.c.effect)
    of_workspace = select(*what).where(deliveries.c.workspace == bindparam("workspace"))
    not_finished = of_workspace.where(is_in(*_WAITING, DeliveryState.SENDING))
    return not_finished.order_by(deliveries.c.id).with_for_update()


@cache
def changed() -> Update:
    """Change the delivery `held_id`, which this transaction has locked; sets whatever columns come with it."""
    return update(deliveries).where(deliveries.c.id == bindparam("held_id"))


@cache
def messages_moved() -> Update:
    """Say that messages are in the channel `new` that were in `old`, but for what posted a card."""
    is_there = (deliveries.c.workspace == bindparam("of_workspace"), deliveries.c.message_channel == bindparam("old"))
    is_kept = and_(*is_there, deliveries.c.message_ts.is_not(None), deliveries.c.kind != "post_card")
    return update(deliveries).where(is_kept).values(message_channel=bindparam("new"))


@cache
def newest(*names: str) -> Select[Any]:
    """Find the newest delivery whose columns of these names are as given."""
    is_as_given = (deliveries.c[name] == bindparam(name) for name in names)
    return select(deliveries).where(*is_as_given).order_by(desc(deliveries.c.id)).limit(1)


@cache
def under_way() -> Select[Any]:
    """Find the newest delivery that has left for a conversation and is not recorded yet."""
    has_left = is_in(DeliveryState.SENDING, DeliveryState.AMBIGUOUS)
    return newest("workspace", "conversation").where(deliveries.c.finished_at.is_(None), has_left)


def by_state() -> Select[Any]:
    """Count deliveries that are not sent, by state, each part from an index of its own."""
    per_state = select(deliveries.c.state, func.count().label("number")).group_by(deliveries.c.state)
    waiting = per_state.where(is_in(*_WAITING))
    sending = per_state.where(is_in(DeliveryState.SENDING))
    dead = per_state.where(is_in(DeliveryState.DEAD), deliveries.c.finished_at.is_not(None))
    every = union_all(waiting, sending, dead).subquery()
    return select(every.c.state, every.c.number)


def finished_before(instant: datetime, limit: int) -> Select[Any]:
    """Find sent and dead deliveries finished before the instant, but for what somebody wrote and nobody could read."""
    is_unread = and_(is_in(DeliveryState.DEAD), deliveries.c.kind == "hear")
    is_old = and_(is_in(*_FINISHED), deliveries.c.finished_at < instant)
    return select(deliveries.c.id).where(is_old, not_(is_unread)).limit(limit)


def is_in(*states: DeliveryState) -> ColumnElement[bool]:
    """Say that a delivery is in one of these states."""
    return one_of_these(deliveries.c.state, *states)


def effect_from(row: Row[Any]) -> Effect:
    """Return the effect that a row holds; ValueError when it is none that this release knows."""
    return _EFFECTS.validate_python(row.effect)


def delivery_from(row: Row[Any]) -> Delivery:
    """Return the delivery that a row holds."""
    has_message = row.message_ts is not None
    return Delivery(
        id=row.id,
        key=row.key,
        workspace=row.workspace,
        effect=effect_from(row),
        state=row.state,
        lane=row.lane,
        due_at=row.due_at,
        created_at=row.created_at,
        attempt=row.attempt,
        lost=row.lost,
        message=MessageRef(channel=row.message_channel, ts=row.message_ts) if has_message else None,
        note=row.note,
    )


def _is_first_in_conversation(at: ColumnElement[Any]) -> ColumnElement[bool]:
    """Say that nothing of the same conversation is in flight or must go first.

    What was queued earlier goes first, also while it waits for another try;
    only what was meant for later from the start lets others pass.
    """
    other = deliveries.alias("other")
    return ~exists().where(
        other.c.workspace == deliveries.c.workspace,
        other.c.conversation == deliveries.c.conversation,
        other.c.finished_at.is_(None),
        other.c.id != deliveries.c.id,
        or_(other.c.state == DeliveryState.SENDING, _goes_first(other, at)),
    )


def _earliest_of(lane: Lane) -> Select[Any]:
    is_free = _is_first_in_conversation(deliveries.c.due_at)
    of_lane = (is_in(*_WAITING), deliveries.c.lane == lane, is_of_ours(deliveries))
    waiting = select(deliveries.c.due_at).where(*of_lane, is_free)
    first = waiting.order_by(deliveries.c.due_at, deliveries.c.id).limit(1).subquery()
    return select(first.c.due_at)


def _is_held() -> ColumnElement[bool]:
    """Say that this very attempt still holds the lease."""
    return and_(_is_latest(), is_in(DeliveryState.SENDING))


def _is_latest() -> ColumnElement[bool]:
    """Say that no attempt was begun after this one: a later one fences it off.

    SQLite gives the number of a forgotten row to the next one, so the key is compared as well.
    """
    is_it = and_(deliveries.c.id == bindparam("held_id"), deliveries.c.key == bindparam("held_key"))
    return and_(is_it, deliveries.c.attempt == bindparam("held_attempt"))


def _goes_first(other: FromClause, at: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(other.c.id < deliveries.c.id, or_(other.c.attempt > 0, other.c.due_at <= at))
