"""Alarms on a clock that people move, and the feed that wakes whoever waits."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from sandbox.alarms import Alarms
from sandbox.clock import SettableClock
from sandbox.delivery import Delivery, DeliveryKind, Outcome, Retry, payload_name
from sandbox.json_types import JsonObject
from sandbox.live import LiveFeed
from sandbox.traffic import TrafficLog

DEADLINE = 20.0
Result = TypeVar("Result")
EVENT: JsonObject = {"event": {"type": "message"}}


class Receiver:
    """A way to an app that fails a number of times before it acknowledges."""

    def __init__(self, *, failures: int, outcome: Outcome | None = None) -> None:
        self.retries: list[Retry] = []
        self.failure = outcome or Outcome(acked=False, reason="timeout")
        self.failures = failures
        self.heard = asyncio.Event()

    async def deliver(self, kind: DeliveryKind, payload: JsonObject, retry: Retry) -> Outcome:
        """Remember the attempt and answer it."""
        self.retries.append(retry)
        self.heard.set()
        return self.failure if len(self.retries) <= self.failures else Outcome(acked=True)

    async def attempts(self, count: int) -> list[int]:
        """Return the numbers of the attempts once there are this many."""
        while len(self.retries) < count:
            self.heard.clear()
            await asyncio.wait_for(self.heard.wait(), DEADLINE)
        return [retry.attempt for retry in self.retries]


def apart(story: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine on a thread of its own: a browser in the same test run keeps a loop on this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, story).result(4 * DEADLINE)


def delivering(receiver: Receiver, story: Callable[[Delivery, SettableClock], "asyncio.Future[None]"]) -> None:
    """Run a story with a delivery to a receiver."""

    async def run() -> None:
        clock = SettableClock()
        alarms = Alarms(clock)
        alarms.start(lambda: None)
        delivery = Delivery(alarms=alarms, clock=clock)
        delivery.use(receiver)
        await story(delivery, clock)
        alarms.stop()
        await delivery.stop()

    apart(run())


def test_an_alarm_in_the_past_rings_at_once():
    async def run() -> None:
        clock = SettableClock()
        await asyncio.wait_for(Alarms(clock).until(clock.now()), DEADLINE)

    apart(run())


def test_an_alarm_rings_when_the_clock_is_moved_from_another_thread():
    async def run() -> bool:
        clock, moves = SettableClock(), []
        alarms = Alarms(clock)
        alarms.start(lambda: moves.append(clock.offset))
        waiting = asyncio.create_task(alarms.until(clock.now() + timedelta(days=1)))
        await asyncio.sleep(0)
        await asyncio.to_thread(clock.advance, timedelta(hours=1))
        await asyncio.sleep(0)
        early = waiting.done()
        await asyncio.to_thread(clock.advance, timedelta(days=1))
        await asyncio.wait_for(waiting, DEADLINE)
        alarms.stop()
        return not early and len(moves) >= 1

    assert apart(run())


def test_an_acknowledged_event_is_sent_once():
    receiver = Receiver(failures=0)

    async def story(delivery: Delivery, clock: SettableClock) -> None:
        delivery.event(EVENT)
        await receiver.attempts(1)
        clock.advance(timedelta(hours=1))
        await asyncio.sleep(0)

    delivering(receiver, story)

    assert [retry.attempt for retry in receiver.retries] == [0]


def test_an_event_is_given_up_after_three_retries():
    receiver = Receiver(failures=99)

    async def story(delivery: Delivery, clock: SettableClock) -> None:
        delivery.event(EVENT)
        await receiver.attempts(2)
        for minutes, count in ((1, 3), (5, 4), (60, 4)):
            clock.advance(timedelta(minutes=minutes))
            await receiver.attempts(count)

    delivering(receiver, story)

    assert [retry.attempt for retry in receiver.retries] == [0, 1, 2, 3]


def test_an_app_may_refuse_retries():
    receiver = Receiver(failures=9, outcome=Outcome(acked=False, reason="http_error", wants_no_retry=True))

    async def story(delivery: Delivery, clock: SettableClock) -> None:
        delivery.event(EVENT)
        await receiver.attempts(1)
        clock.advance(timedelta(hours=1))
        await asyncio.sleep(0)

    delivering(receiver, story)

    assert len(receiver.retries) == 1


def test_a_retry_says_why_there_had_to_be_one():
    receiver = Receiver(failures=1, outcome=Outcome(acked=False, reason="http_timeout"))

    async def story(delivery: Delivery, clock: SettableClock) -> None:
        delivery.event(EVENT)
        await receiver.attempts(2)

    delivering(receiver, story)

    assert receiver.retries[1] == Retry(1, "http_timeout")


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (Outcome(acked=True), None),
        (Outcome(acked=False, reason="timeout"), "operation_timeout"),
        (Outcome(acked=False, reason="http_timeout"), "operation_timeout"),
        (Outcome(acked=False, reason="http_error"), "dispatch_failed"),
        (Outcome(acked=False, reason="connection_closed"), "dispatch_failed"),
    ],
)
def test_a_person_sees_one_of_two_failures(outcome: Outcome, problem: str | None):
    assert outcome.problem == problem


@pytest.mark.parametrize(
    ("kind", "payload", "name"),
    [
        (DeliveryKind.EVENT, EVENT, "event message"),
        (DeliveryKind.COMMAND, {"command": "/parrot"}, "command /parrot"),
        (DeliveryKind.INTERACTION, {"type": "view_submission"}, "view_submission"),
    ],
)
def test_traffic_names_what_was_delivered(kind: DeliveryKind, payload: JsonObject, name: str):
    assert payload_name(kind, payload) == name


def test_a_late_poll_is_given_what_it_missed():
    async def run() -> list[int]:
        live = LiveFeed()
        for _ in range(3):
            live.publish({"type": "clock"})
        return [change.n for change in await live.changes_after(1, timeout_s=DEADLINE)]

    assert apart(run()) == [2, 3]


def test_an_early_poll_waits_for_the_next_change():
    async def run() -> list[int]:
        live = LiveFeed()
        polling = asyncio.create_task(live.changes_after(0, timeout_s=DEADLINE))
        await asyncio.sleep(0)
        live.publish({"type": "clock"})
        return [change.n for change in await polling]

    assert apart(run()) == [1]


def test_a_poll_ends_empty_when_nothing_happens():
    assert apart(LiveFeed().changes_after(0, timeout_s=0.01)) == []


@pytest.mark.parametrize(
    ("readers", "watcher", "told"),
    [(None, "U1", True), (["U1"], "U1", True), (["U2"], "U1", False), (["U2"], None, True)],
)
def test_a_change_is_for_its_readers(readers: list[str] | None, watcher: str | None, told: bool):
    async def run() -> bool:
        live = LiveFeed()
        live.publish({"type": "message"}, readers=readers)
        [change] = await live.changes_after(0, timeout_s=DEADLINE)
        return change.is_for(watcher)

    assert apart(run()) == told


def test_traffic_is_numbered_and_the_newest_is_kept_when_it_is_too_much():
    log = TrafficLog(clock=SettableClock(), live=LiveFeed())
    for number in range(5):
        log.record("to_slack", "web_api", f"m{number}", status="ok", ms=1, request={}, response={})

    assert [entry["n"] for entry in log.after(0, limit=2)] == [4, 5]
    assert [entry["name"] for entry in log.after(3, limit=10)] == ["m3", "m4"]


@pytest.mark.parametrize("after", [1, 7])
def test_there_is_no_traffic_after_the_newest(after: int):
    log = TrafficLog(clock=SettableClock(), live=LiveFeed())
    log.record("to_slack", "web_api", "m", status="ok", ms=1, request={}, response={})

    assert log.after(after, limit=10) == []


def test_the_live_summary_of_traffic_has_no_bodies():
    async def run() -> JsonObject:
        live = LiveFeed()
        log = TrafficLog(clock=SettableClock(), live=live)
        log.record("to_app", "socket", "x", status="acked", ms=1, request={"big": 1}, response={"big": 2})
        [change] = await live.changes_after(0, timeout_s=DEADLINE)
        return change.event

    assert not {"request", "response"} & set(apart(run())["entry"])
