"""A workspace with the app in it, for every journey of one day; after each of them the wire is looked over."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import STARTS_AT, Demo, running_demo
from bot.slack.rates import Rates
from sandbox.clock import SettableClock
from tests.journeys.journey import Journey

MANIFEST = Path(__file__).parent.parent.parent / "manifest.yml"
BETWEEN_JOURNEYS = timedelta(minutes=7)
"""Nobody may start more than ten alignments within an hour."""
DAYS_IN_A_MINUTE = 20
"""How much faster than Slack's the workspace is, or the cards of a day would wait for their turn to be edited."""


@pytest.fixture(scope="session")
def today() -> Iterator[Demo]:
    """The app in a workspace where it stays Tuesday."""
    with _running() as demo:
        yield demo


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest) -> Iterator[Demo]:
    """The shared workspace, or a fresh one for a file of journeys that move the clock by days (`MOVES_THE_CLOCK`)."""
    if getattr(request.module, "MOVES_THE_CLOCK", False):
        with _running() as demo:
            yield demo
    else:
        yield request.getfixturevalue("today")


@contextmanager
def _running() -> Iterator[Demo]:
    clock = SettableClock()
    clock.set(STARTS_AT)
    with running_demo(MANIFEST, port=0, clock=clock, rates=Rates(speed=DAYS_IN_A_MINUTE)) as demo:
        yield demo


@pytest.fixture
def journey(demo: Demo) -> Iterator[Journey]:
    """People at work; every payload of theirs and of the app is one Slack takes."""
    journey = Journey(demo)
    journey.clock.advance(BETWEEN_JOURNEYS)
    journey.clear_desks()
    yield journey
    assert journey.sandbox.problems() == []
