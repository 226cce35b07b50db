"""The boundary itself: an acknowledgement means that it was stored, leaves at once, and is never lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from slack_bolt import App

from bot.domain.effects import OpenForm
from bot.domain.errors import NotStored
from bot.slack.ids import ActionId, CallbackId
from bot.slack.presses import Press
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.handlers.payloads import (
    Body,
    a_command,
    a_global_shortcut,
    a_message,
    a_press,
    an_event,
)
from tests.handlers.reception import Reception, answer_of
from tests.services.office import EXECUTABLE, Office


class Severed(Exception):
    """The connection broke after the commit."""


class SeveredDatabase(InMemoryDatabase):
    """A database that commits and then breaks, so that whoever wrote cannot know."""

    breaks = False

    @contextmanager
    def write(self):  # type: ignore[no-untyped-def]
        with super().write() as tx:
            yield tx
        if self.breaks:
            raise Severed()


class OrderlyDatabase(InMemoryDatabase):
    """A database that notes when it commits."""

    def __init__(self, clock: StoppedClock, journal: list[str]) -> None:
        super().__init__(clock)
        self._journal = journal

    @contextmanager
    def write(self):  # type: ignore[no-untyped-def]
        with super().write() as tx:
            yield tx
        self._journal.append("committed")


@pytest.fixture
def severed(clock: StoppedClock, slack_url: str) -> Reception:
    """A reception whose database breaks right after it committed."""
    database = SeveredDatabase(clock)
    reception = Reception(Office(database, clock), slack_url)
    reception.office.open()
    database.breaks = True
    return reception


def _presses() -> list[Body]:
    return [
        a_command("Refunds"),
        a_global_shortcut(CallbackId.ALIGN_GLOBAL),
        a_press(ActionId.PREFERENCES, Press()),
    ]


@pytest.mark.parametrize("body", _presses())
def test_a_listener_that_raises_after_its_commit_still_acknowledges(severed: Reception, body: Body) -> None:
    response = severed.receives(body)

    assert response.status == 200


def test_a_form_whose_fate_is_unknown_stays_open(severed: Reception) -> None:
    severed.office.database.breaks = False
    severed.receives(a_press(ActionId.PREFERENCES, Press()))
    form = severed.shown_form()
    severed.office.database.breaks = True

    answer = answer_of(severed.submits(form))

    assert answer["response_action"] == "errors"


def test_an_event_whose_fate_is_unknown_is_delivered_again_and_counts_once(severed: Reception) -> None:
    said = a_message(EXECUTABLE["capability.decision"])
    first = severed.receives(said)
    severed.office.database.breaks = False

    second = severed.hears(said)

    given = severed.office.services.reporting.history("T1", severed.office.alignment.id, "capability.decision")
    assert (first.status, second.status) == (500, 200)
    assert len(given) == 1


def test_the_commit_comes_before_the_acknowledgement(clock: StoppedClock, slack_url: str) -> None:
    journal: list[str] = []
    reception = Reception(Office(OrderlyDatabase(clock, journal), clock), slack_url)

    reception.receives(a_command("Refunds"))
    journal.append("acknowledged")

    assert journal == ["committed", "acknowledged"]


def test_a_crowd_is_acknowledged_without_any_being_lost(reception: Reception) -> None:
    reception.office.open()
    crowd = 64
    together = threading.Barrier(8, timeout=10)

    def press(number: int) -> int:
        if number < together.parties:
            together.wait()
        return reception.receives(a_press(ActionId.PREFERENCES, Press(), person=f"U{number}")).status

    with ThreadPoolExecutor(together.parties) as people:
        statuses = list(people.map(press, range(crowd)))

    assert statuses == [200] * crowd
    assert len(reception.office.queued(OpenForm)) == crowd


UNKNOWN = {
    "an event nobody handles": an_event({"type": "emoji_changed", "subtype": "add"}),
    "a message of a kind that is new": a_message("…", subtype="from_the_future"),
    "a button of another time": a_press("somebody_elses.button", "7"),
    "a shortcut nobody offers": a_global_shortcut("no_such_shortcut"),
    "a form nobody shows": {
        **a_global_shortcut("x"),
        "type": "view_submission",
        "view": {"id": "V1", "type": "modal", "callback_id": "no_such_form", "blocks": []},
    },
    "a form that was closed": {
        **a_global_shortcut("x"),
        "type": "view_closed",
        "view": {"id": "V1", "type": "modal", "callback_id": "aligned.form.start", "blocks": []},
        "is_cleared": False,
    },
    "a menu that asks for options": {
        **a_global_shortcut("x"),
        "type": "block_suggestion",
        "action_id": "no_such_menu",
        "block_id": "b",
        "value": "",
    },
}


@pytest.mark.parametrize("body", UNKNOWN.values(), ids=UNKNOWN)
def test_what_nobody_handles_is_acknowledged(reception: Reception, body: Body) -> None:
    response = reception.receives(body)

    assert response.status == 200
    assert reception.office.carry_out() == ()


def test_the_acknowledgement_leaves_when_the_listener_returns(reception: Reception) -> None:
    assert isinstance(reception.app, App)
    assert reception.app.listener_runner.process_before_response


class YieldingDatabase(InMemoryDatabase):
    """A database that rolls the next transactions back, to let others through."""

    gives_way = 0

    @contextmanager
    def write(self):  # type: ignore[no-untyped-def]
        with super().write() as tx:
            yield tx
            if self.gives_way:
                self.gives_way -= 1
                raise NotStored(has_given_way=True)


@pytest.fixture
def yielding(clock: StoppedClock, slack_url: str) -> Reception:
    """A reception whose next transaction has to give way."""
    database = YieldingDatabase(clock)
    reception = Reception(Office(database, clock), slack_url)
    reception.office.open()
    database.gives_way = 1
    return reception


def test_a_press_whose_transaction_gave_way_is_run_again(yielding: Reception) -> None:
    response = yielding.receives(a_press(ActionId.PREFERENCES, Press()))

    assert response.status == 200
    assert len(yielding.office.queued(OpenForm)) == 1


def test_an_event_whose_transaction_gave_way_is_run_again(yielding: Reception) -> None:
    response = yielding.receives(a_message("At least 95 % over 30 days."))

    assert response.status == 200
    assert len(yielding.office.hear()) == 1
