"""An app runs until somebody ends it, or until it has ended by itself."""

import gc
import signal
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
    """An app that notes what is done to it."""

    def __init__(self, reason: Exception | None = None) -> None:
        self.inlet = Inlet(reason)
        self.seen: list[str] = []
        self.frozen = 0

    def start(self) -> None:
        self.seen.append("started")
        self.frozen = gc.get_freeze_count()

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

    until_stopped(app)  # type: ignore[arg-type]

    assert app.seen == ["started", "stopped"]


def test_what_ended_the_app_is_raised_after_it_was_stopped() -> None:
    app = App(Misconfigured("Socket Mode is switched off."))

    with pytest.raises(Misconfigured, match="switched off"):
        until_stopped(app)  # type: ignore[arg-type]

    assert app.seen == ["started", "stopped"]


def test_what_was_built_before_the_start_is_not_looked_at_again_by_the_collector() -> None:
    app = App()

    until_stopped(app)  # type: ignore[arg-type]

    assert app.frozen > 0
