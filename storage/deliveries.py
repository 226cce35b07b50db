"""The outbox: which effects are due, who is performing them, and what became of them."""

import logging
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, update

from bot.domain.alignment import MessageRef
from bot.domain.delivery import (
    Delivery,
    DeliveryState,
    Lane,
    coalescing_key_of,
    conversation_of,
    lane_of,
    unique_key_of,
)
from bot.domain.effects import Effect, in_channel
from bot.ports import AHEAD, LOOK_BACK, Clock
from storage import delivery_queries as queries
from storage.connections import outages_told
from storage.delivery_queries import deliveries, delivery_from, effect_from
from storage.inbox import SWEEP

UNREADABLE = "written by another release: this one cannot read it"
UNREAD_PAUSE, UNREAD_FOR = timedelta(seconds=10), timedelta(minutes=10)
"""How long what cannot be read waits to be tried again, and how old it may become before it is given up."""

_KEY_BYTES = 16  # 22 characters, url-safe
_log = logging.getLogger(__name__)


class SqlDeliveries:
    """Deliveries in a table; leases run on the store's own clock.

    What is due is looked for in the workspace `ours` alone, if one is given.
    """

    def __init__(self, connection: Connection, clock: Clock, lease: timedelta, ours: str | None = None) -> None:
        self._connection = connection
        self._clock = clock
        self._lease = lease
        self._ours = {"ours": ours}
        self.queued: set[Lane] = set()

    def add(self, workspace: str, effect: Effect, *, due_at: datetime) -> int | None:
        """Queue an effect and return its id; None when one that waits will do, or when it may exist only once."""
        same = {"workspace": workspace, "coalescing_key": coalescing_key_of(effect)}
        if same["coalescing_key"] and self._connection.scalar(queries.superseding(), same):
            return None
        queue, values = queries.queue(self._connection.dialect.name), self._values(workspace, effect, due_at)
        delivery_id: int | None = self._connection.scalar(queue, values)
        if delivery_id is not None:
            self.queued.add(lane_of(effect))
        return delivery_id

    @outages_told()  # whoever claims within somebody else's transaction has to know what costs them theirs
    def claim(self, lane: Lane, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """Lease due deliveries in the order they were queued.

        One whose outcome is unknown is returned as `ambiguous`: it is to be reconciled before it is sent again.
        One that cannot be read is passed over and keeps none of the others from being claimed.
        """
        rows = self._connection.execute(queries.claimable(limit), {"lane": lane, "now": now, **self._ours}).all()
        found = sorted(self._readable(rows, now), key=lambda delivery: delivery.id)
        if found:
            self._connection.execute(queries.lease(self._lease), {"ids": [delivery.id for delivery in found]})
        return tuple(_begun(delivery) for delivery in found)

    def get(self, delivery_id: int) -> Delivery:
        """Return one delivery, or raise KeyError."""
        found = self._newest(id=delivery_id)
        if found is None:
            raise KeyError(delivery_id)
        return found

    def mark_sent(self, delivery: Delivery, message: MessageRef | None) -> bool:
        """Record that it happened, also when the lease has run out since; False when another attempt was begun."""
        where = {"message_channel": message.channel, "message_ts": message.ts} if message else {}
        arrived = {"finished_at": self._clock.now(), **where, **queries.held(delivery)}
        return self._connection.execute(queries.arrival(), arrived).rowcount == 1

    def mark_due(self, delivery: Delivery, at: datetime, note: str) -> bool:
        """Try again at the instant; `lost` is kept with it."""
        return self._mark(delivery, state=DeliveryState.DUE, due_at=at, note=note, lost=delivery.lost)

    def mark_ambiguous(self, delivery: Delivery, at: datetime, note: str) -> bool:
        """Record that the outcome is unknown and must be reconciled at the instant; `lost` is kept with it."""
        return self._mark(delivery, state=DeliveryState.AMBIGUOUS, due_at=at, note=note, lost=delivery.lost)

    def mark_dead(self, delivery: Delivery, note: str) -> bool:
        """Give up, with the reason."""
        return self._mark(delivery, state=DeliveryState.DEAD, finished_at=self._clock.now(), note=note)

    def forget(self, delivery: Delivery) -> bool:
        """Drop one that is done, with all it holds; False when another attempt holds the lease now."""
        return self._connection.execute(queries.drop(), queries.held(delivery)).rowcount == 1

    def recover_expired(self, at: datetime) -> int:
        """Turn deliveries whose lease ran out into ambiguous ones, to be reconciled at the instant; return how many.

        A lease that ends later than any can is from before the store's clock went back, and begins anew.
        """
        self._connection.execute(queries.lease_anew(self._lease, AHEAD))
        to_reconcile = {"state": DeliveryState.AMBIGUOUS, "due_at": at, "note": "lease expired"}
        return self._connection.execute(update(deliveries).where(queries.expired()).values(to_reconcile)).rowcount

    def bring_back(self, now: datetime, at: datetime) -> int:
        """Take up what comes from the future, for the clock went back since it was queued; return how much that was.

        What only waits is due now; what may have happened is looked up at the instant, and far enough back.
        """
        waiting = {DeliveryState.DUE: (now, now), DeliveryState.AMBIGUOUS: (at, now - LOOK_BACK)}
        return sum(
            self._connection.execute(
                queries.from_the_future(state), {"later": now + AHEAD, "at": due_at, "since": since}
            ).rowcount
            for state, (due_at, since) in waiting.items()
        )

    def next_due_at(self, lane: Lane | None = None) -> datetime | None:
        """Return when the earliest waiting delivery, of a lane or of all, is due that nothing holds back."""
        lanes = (lane,) if lane else tuple(Lane)
        earliest: datetime | None = self._connection.scalar(queries.earliest(*lanes), self._ours)
        return earliest

    def oldest_begun_at(self) -> datetime | None:
        """Return when the delivery was queued that has been tried, and put off, for longest."""
        oldest: datetime | None = self._connection.scalar(queries.oldest_begun(), self._ours)
        return oldest

    def find_sent(self, workspace: str, message: MessageRef) -> Delivery | None:
        """Return the delivery that produced that Slack message."""
        return self._newest(workspace=workspace, message_channel=message.channel, message_ts=message.ts)

    def find_under_way(self, workspace: str, conversation: str) -> Delivery | None:
        """Return the delivery that has left for a conversation and is not recorded yet: there is one at a time."""
        return self._one(queries.under_way(), {"workspace": workspace, "conversation": conversation})

    def find_latest(self, workspace: str, alignment_id: str, kind: str) -> Delivery | None:
        """Return the newest delivery of that kind for an alignment."""
        return self._newest(workspace=workspace, alignment_id=alignment_id, kind=kind)

    def change_channel(self, workspace: str, old: str, new: str) -> None:
        """Follow a channel that has another id now: with what is not finished, and with where messages are."""
        unfinished = self._connection.execute(queries.unfinished(), {"workspace": workspace}).all()
        for row, known in _with_effects(unfinished):
            effect = in_channel(known, old, new)
            if effect is not known:
                addressed = {"effect": effect.model_dump(mode="json"), "conversation": conversation_of(effect)}
                self._connection.execute(queries.changed(), {**addressed, "held_id": row.id})
        self._connection.execute(queries.messages_moved(), {"of_workspace": workspace, "old": old, "new": new})

    def count(self) -> dict[str, int]:
        """Count those that are not sent, by state; sent ones are too many to count again and again."""
        return {row.state.value: row.number for row in self._connection.execute(queries.by_state())}

    def forget_before(self, instant: datetime) -> int:
        """Drop what was finished before the instant, a thousand at a time, but for words nobody could read."""
        old = queries.finished_before(instant, SWEEP)
        return self._connection.execute(delete(deliveries).where(deliveries.c.id.in_(old))).rowcount

    def _readable(self, rows: Iterable[Row[Any]], now: datetime) -> Iterator[Delivery]:
        for row in rows:
            try:
                yield delivery_from(row)
            except ValueError as error:
                _say_unreadable(row, error)
                self._pass_over(row, now)

    def _pass_over(self, row: Row[Any], now: datetime) -> None:
        """Leave a row to a newer release that runs beside this one, as replicas do while they are upgraded.

        When none has taken it after a while, there is none any more, and the row is given up.
        """
        outcome: dict[str, Any] = {"due_at": now + UNREAD_PAUSE}
        if now - row.created_at >= UNREAD_FOR:
            outcome = {"state": DeliveryState.DEAD, "finished_at": self._clock.now(), "note": UNREADABLE}
        self._connection.execute(queries.changed(), {**outcome, "held_id": row.id})

    def _values(self, workspace: str, effect: Effect, due_at: datetime) -> dict[str, Any]:
        return {
            "key": secrets.token_urlsafe(_KEY_BYTES),
            "workspace": workspace,
            "alignment_id": effect.alignment_id,
            "kind": effect.kind,
            "effect": effect.model_dump(mode="json"),
            "conversation": conversation_of(effect),
            "unique_key": unique_key_of(effect),
            "coalescing_key": coalescing_key_of(effect),
            "lane": lane_of(effect),
            "state": DeliveryState.DUE,
            "due_at": due_at,
            "created_at": self._clock.now(),
            "attempt": 0,
            "lost": 0,
        }

    def _mark(self, delivery: Delivery, **outcome: Any) -> bool:
        return self._connection.execute(queries.outcome(), {**outcome, **queries.held(delivery)}).rowcount == 1

    def _newest(self, **given: Any) -> Delivery | None:
        return self._one(queries.newest(*given), given)

    def _one(self, statement: Select[Any], given: dict[str, Any]) -> Delivery | None:
        row = self._connection.execute(statement, given).one_or_none()
        return delivery_from(row) if row else None


def _with_effects(rows: Iterable[Row[Any]]) -> Iterator[tuple[Row[Any], Effect]]:
    for row in rows:
        try:
            yield row, effect_from(row)
        except ValueError as error:
            _say_unreadable(row, error)


def _say_unreadable(row: Row[Any], error: ValueError) -> None:
    """Say so without what the row holds, which people may have typed; the error quotes it."""
    _log.error("delivery %s (%s) cannot be read: %s", row.id, row.kind, type(error).__name__)


def _begun(delivery: Delivery) -> Delivery:
    is_unknown = delivery.state is DeliveryState.AMBIGUOUS
    return replace(
        delivery,
        state=DeliveryState.AMBIGUOUS if is_unknown else DeliveryState.SENDING,
        attempt=delivery.attempt + 1,
    )
