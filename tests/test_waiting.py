"""An app runs until somebody ends it, or until it has ended by itself."""

import gc
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from bot.domain.errors import Misconfigured
from bot.waiting import ENDINGS, until_stopped


class Inlet:
    """Connections that have ended already, for a reason or for none."""

    def __init__(self, reason: Exception | None = None) -> None:
        self.ended = threading.Event()
        self.ended.set()
        self.reason = reason


class App:
    """An app that notes what is done to it, and ends once it was asked whether it is ready."""

    def __init__(self, reason: Exception | None = None) -> None:
        self.inlet = Inlet(reason)
        self.ticker = self.readiness = self
        self.seen: list[str] = []
        self.frozen = 0
        self.codes: list[int] = []

    def start(self) -> None:
        self.seen.append("started")
        self.frozen = gc.get_freeze_count()

    def catch_up(self) -> None:
        self.seen.append("caught up")

    def say_changes(self) -> None:
        self.inlet.ended.set()

    def stop(self) -> None:
        self.seen.append("stopped")


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Let the test run end as it began, whatever signals and collector were told."""
    before = {number: signal.getsignal(number) for number in ENDINGS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
    gc.unfreeze()


def test_an_app_that_ended_by_itself_is_stopped() -> None:
    app = App()

    until_stopped(app, insist=app.codes.append)  # type: ignore[arg-type]

    assert app.seen == ["started", "stopped"]


def test_what_ended_the_app_is_raised_after_it_was_stopped() -> None:
    app = App(Misconfigured("Socket Mode is switched off."))

    with pytest.raises(Misconfigured, match="switched off"):
        until_stopped(app, insist=app.codes.append)  # type: ignore[arg-type]

    assert (app.seen, app.codes) == (["started", "stopped"], [2])


def test_a_ticker_is_looked_after_while_the_app_runs() -> None:
    app = App()
    app.inlet.ended.clear()

    until_stopped(app, insist=app.codes.append)  # type: ignore[arg-type]

    assert app.seen == ["started", "caught up", "stopped"]


def test_what_was_built_before_the_start_is_not_looked_at_again_by_the_collector() -> None:
    app = App()

    until_stopped(app, insist=app.codes.append)  # type: ignore[arg-type]

    assert app.frozen > 0


HANGING = """
import signal, sys, threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from bot.domain.errors import LinkLost
from bot.waiting import end_in_time, until_stopped

workers = ThreadPoolExecutor(1)


class App:
    ended = threading.Event()
    reason = None

    def __init__(self):
        self.inlet = self.ticker = self.readiness = self

    def start(self):
        workers.submit(threading.Event().wait)

    def catch_up(self):
        {trouble}

    def say_changes(self):
        pass

    def stop(self):
        {at_the_end}


until_stopped(App(), insist=partial(end_in_time, seconds=0.5))
"""
BY_SIGNAL = "signal.raise_signal(signal.SIGTERM)"
BY_ITSELF = "self.reason = LinkLost(); self.ended.set()"
FOR_EVER = "threading.Event().wait()"


@pytest.mark.parametrize(
    ("trouble", "at_the_end", "code"),
    [
        (BY_SIGNAL, "pass", 0),
        (BY_SIGNAL, FOR_EVER, 0),
        (f"{BY_SIGNAL}; {FOR_EVER}", "pass", 0),
        (BY_ITSELF, "pass", 1),
        (BY_ITSELF, FOR_EVER, 1),
    ],
    ids=["a worker", "stopping", "a look at the database", "a worker, the link lost", "stopping, the link lost"],
)
def test_whatever_hangs_the_process_ends_with_the_code_it_would_have_had(
    trouble: str, at_the_end: str, code: int
) -> None:
    program = HANGING.format(trouble=trouble, at_the_end=at_the_end)

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)

    assert (code, True) == (ended.returncode, "something hangs" in ended.stdout + ended.stderr), ended.stderr
