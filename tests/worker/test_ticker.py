"""Ticks come at their interval, one at a time, and outlive a tick that fails."""

import math
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import NotStored, StaleAlignment
from bot.services.nudging import Turn
from bot.worker.auditor import Audit, Auditor
from bot.worker.ticker import Nudging, Ticker
from tests.builders import an_effect
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.worker.couriers import DEADLINE, queue

SOON = timedelta(milliseconds=20)


class CountedNudging:
    """Counts its ticks; the first ones fail if they are told to."""

    def __init__(self, *, queues: int = 3, failures: int = 0, failure: type[Exception] = RuntimeError) -> None:
        self._queues = queues
        self._failures = failures
        self._failure = failure
        self.ticks = threading.Semaphore(0)

    def turns(self) -> Iterator[Turn]:
        """Count a tick, in which everything is queued in one turn."""
        self.ticks.release()
        if self._failures:
            self._failures -= 1
            raise self._failure
        yield Turn(take=lambda: self._queues)

    def wait_for(self, count: int) -> bool:
        """Tell whether that many ticks came before the deadline."""
        return all(self.ticks.acquire(timeout=DEADLINE) for _ in range(count))


class People:
    """Some who are due at once: what their turns raise, one after the other, before they are taken at last."""

    def __init__(self, *failures: list[Exception]) -> None:
        self._failures = failures
        self.put_off: list[int] = []

    def turns(self) -> Iterator[Turn]:
        """Let one after the other have their turn."""
        for number, failures in enumerate(self._failures):
            yield Turn(take=partial(self._take, failures), put_off=partial(self.put_off.append, number))

    def _take(self, failures: list[Exception]) -> int:
        if failures:
            raise failures.pop(0)
        return 1


class Steady:
    """Seconds that only go on, when they are told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


Build = Callable[..., Ticker]


@pytest.fixture
def ticker_for(database: InMemoryDatabase, clock: StoppedClock) -> Iterator[Build]:
    """Build tickers, and stop them in the end."""
    built: list[Ticker] = []

    def build(nudging: Nudging, **changes: object) -> Ticker:
        auditor = Auditor(database=database, clock=clock)
        ticker = Ticker(nudging=nudging, auditor=auditor, **{"every": SOON, **changes})
        built.append(ticker)
        return ticker

    yield build
    for ticker in built:
        ticker.stop()


def test_a_tick_queues_what_is_due(ticker_for: Build) -> None:
    assert ticker_for(CountedNudging()).tick_now() == 3


def test_a_tick_is_noted_by_a_clock_that_nobody_sets(ticker_for: Build) -> None:
    steady = Steady()
    ticker = ticker_for(CountedNudging(), steady=steady)

    ticker.tick_now()
    steady.seconds += 7.0

    assert ticker.seconds_since_tick == 7.0


def test_a_tick_counts_after_it_has_looked_for_what_is_due(ticker_for: Build) -> None:
    ticks: list[bool] = []
    nudging = CountedNudging(queues=0)

    ticker_for(nudging, afterwards=lambda: ticks.append(nudging.ticks.acquire(blocking=False))).tick_now()

    assert ticks == [True]


def test_a_tick_counts_nothing_while_reminders_are_due(ticker_for: Build) -> None:
    counts: list[str] = []

    ticker_for(CountedNudging(queues=1), afterwards=lambda: counts.append("counted")).tick_now()

    assert counts == []


def test_a_tick_counts_nothing_while_others_have_yet_to_be_told_something(
    ticker_for: Build, database: InMemoryDatabase, clock: StoppedClock
) -> None:
    counts: list[str] = []
    queue(database, clock, an_effect())
    clock.advance(seconds=5)

    ticker_for(CountedNudging(queues=0), afterwards=lambda: counts.append("counted")).tick_now()

    assert counts == []


def test_what_comes_up_every_few_seconds_keeps_no_tick_from_counting(
    ticker_for: Build, database: InMemoryDatabase, clock: StoppedClock
) -> None:
    counts: list[str] = []
    queue(database, clock, an_effect())
    clock.advance(seconds=1)

    ticker_for(CountedNudging(queues=0), afterwards=lambda: counts.append("counted")).tick_now()

    assert counts == ["counted"]


def test_a_tick_audits_first_and_reports_what_it_found(ticker_for: Build) -> None:
    audits: list[Audit] = []

    ticker_for(CountedNudging(), on_audit=audits.append).tick_now()

    assert [audit.recovered for audit in audits] == [0]


def test_a_started_ticker_ticks_again_and_again(ticker_for: Build) -> None:
    nudging = CountedNudging()

    ticker_for(nudging).start()

    assert nudging.wait_for(3)


def test_the_first_tick_does_not_wait_for_the_interval(ticker_for: Build) -> None:
    nudging = CountedNudging()

    ticker_for(nudging, every=timedelta(hours=1)).start()

    assert nudging.wait_for(1)


def test_a_tick_that_fails_is_followed_by_the_next(ticker_for: Build) -> None:
    nudging = CountedNudging(failures=2)

    ticker_for(nudging).start()

    assert nudging.wait_for(4)


def test_a_tick_without_a_database_is_told_in_a_line_and_followed_by_the_next(
    ticker_for: Build, caplog: pytest.LogCaptureFixture
) -> None:
    nudging = CountedNudging(failures=2, failure=NotStored)

    with capture_logs() as logs:
        ticker_for(nudging).start()
        assert nudging.wait_for(4)

    assert ["warning", "warning"] == [line["log_level"] for line in logs]
    assert [] == [record for record in caplog.records if record.exc_info]


def test_a_failed_tick_is_not_noted_as_done(ticker_for: Build) -> None:
    ticker = ticker_for(CountedNudging(failures=1))

    with pytest.raises(RuntimeError):
        ticker.tick_now()

    assert ticker.seconds_since_tick == math.inf


def _ticked(ticker: Ticker, nudging: CountedNudging) -> bool:
    ticker.catch_up()
    return nudging.ticks.acquire(timeout=0.1)


def test_a_scheduler_that_sleeps_long_beyond_the_interval_is_woken(ticker_for: Build) -> None:
    nudging, steady = CountedNudging(), Steady()
    ticker = ticker_for(nudging, every=timedelta(hours=1), steady=steady)
    ticker.start()
    assert nudging.wait_for(1)

    steady.seconds += 7201.0

    assert any(_ticked(ticker, nudging) for _ in range(100))  # the first tick may not have come to its end yet


def test_a_scheduler_that_is_in_time_is_left_alone(ticker_for: Build) -> None:
    nudging, steady = CountedNudging(), Steady()
    ticker = ticker_for(nudging, every=timedelta(hours=1), steady=steady)
    ticker.start()
    assert nudging.wait_for(1)

    steady.seconds += 7199.0
    ticker.catch_up()

    assert not nudging.ticks.acquire(timeout=5 * SOON.total_seconds())


def test_a_stopped_ticker_ticks_no_more(ticker_for: Build) -> None:
    nudging = CountedNudging()
    ticker = ticker_for(nudging)
    ticker.start()
    nudging.wait_for(1)

    ticker.stop()

    while nudging.ticks.acquire(blocking=False):
        pass
    assert not nudging.ticks.acquire(timeout=5 * SOON.total_seconds())


def test_a_tick_that_hangs_does_not_keep_the_ticker_from_stopping(
    ticker_for: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.ticker.STOP_SECONDS", 0.05)
    hanging, may_go_on = threading.Event(), threading.Event()

    def hang(_: Audit) -> None:
        hanging.set()
        may_go_on.wait(DEADLINE)

    ticker = ticker_for(CountedNudging(), on_audit=hang)
    ticker.start()
    assert hanging.wait(DEADLINE)

    stopping = threading.Thread(target=ticker.stop)
    stopping.start()
    stopping.join(DEADLINE / 2)

    is_stopped = not stopping.is_alive()
    may_go_on.set()
    stopping.join(DEADLINE)
    assert is_stopped


def test_a_tick_under_way_is_waited_for(ticker_for: Build) -> None:
    ticked = threading.Event()
    hanging = threading.Event()

    def take_a_moment(_: Audit) -> None:
        hanging.set()
        ticked.wait(5 * SOON.total_seconds())

    nudging = CountedNudging()
    ticker = ticker_for(nudging, on_audit=take_a_moment)
    ticker.start()
    assert hanging.wait(DEADLINE)

    ticker.stop()

    assert nudging.ticks.acquire(blocking=False)


def test_stopping_a_ticker_that_never_started_is_no_error(ticker_for: Build) -> None:
    ticker_for(CountedNudging()).stop()


def test_whoever_makes_our_own_code_fail_is_put_off_and_stops_nobody_else(ticker_for: Build) -> None:
    people = People([KeyError("what somebody answered")], [], [])

    queued = ticker_for(people).tick_now()

    assert (2, [0]) == (queued, people.put_off)


def test_what_failed_is_logged_without_what_it_quotes(ticker_for: Build) -> None:
    with capture_logs() as logs:
        ticker_for(People([KeyError("what somebody answered")])).tick_now()

    (line,) = logs
    assert ("error", "KeyError", "_take") == (line["log_level"], line["error"], line["at"].split(",")[0])
    assert "answered" not in str(line)


@pytest.mark.parametrize("failure", [NotStored(has_given_way=True), StaleAlignment()])
def test_a_transaction_that_gave_way_to_another_runs_again(ticker_for: Build, failure: Exception) -> None:
    people = People([failure])

    queued = ticker_for(people).tick_now()

    assert (1, []) == (queued, people.put_off)


def test_whoever_the_database_did_not_take_stops_nobody_else_and_is_not_put_off(ticker_for: Build) -> None:
    people = People([NotStored()], [], [NotStored()], [])

    queued = ticker_for(people).tick_now()

    assert (2, []) == (queued, people.put_off)


def test_a_database_that_takes_nobody_ends_the_tick(ticker_for: Build) -> None:
    people = People([NotStored()], [NotStored()], [])

    with pytest.raises(NotStored):
        ticker_for(people).tick_now()
