"""Deliveries that are kept as letters: opened again they change nothing, and what is to say is whispered."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import pytest

from bot.domain.effects import FormName, Notice, OpenForm
from bot.domain.errors import NotStored
from bot.slack.ids import ActionId, CallbackId, CardChoice, Later
from bot.slack.presses import Press
from handlers.actions import Actions
from tests.builders import CHANNEL, WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.handlers.payloads import (
    Body,
    a_choice,
    a_command,
    a_deletion,
    a_direct_message,
    a_global_shortcut,
    a_message,
    a_message_shortcut,
    a_press,
    an_edit,
    an_event,
)
from tests.handlers.reception import Reception, answer_of
from tests.services.office import ANA, BEN, EXECUTABLE, Office

DECISION = "capability.decision"
SAID = a_message(EXECUTABLE[DECISION])


@dataclass
class Letterbox:
    """Keeps a delivery, or has no room for it."""

    is_kept: bool = False
    is_last_try: bool = False
    is_last_refusal: bool = False
    has_room: bool = True

    def keep(self) -> bool:
        self.is_kept = self.is_kept or self.has_room
        return self.is_kept

    def claim(self) -> bool:
        return not self.is_kept


class BreakingDatabase(InMemoryDatabase):
    """A database that has a fault of ours in it until it is mended."""

    is_broken = False

    @contextmanager
    def write(self):  # type: ignore[no-untyped-def]
        if self.is_broken:
            raise LookupError("a fault of ours")
        with super().write() as tx:
            yield tx


class AwayDatabase(InMemoryDatabase):
    """A database that takes nothing from one moment on."""

    takes = 1_000_000
    refuses = 1_000_000

    @contextmanager
    def write(self):  # type: ignore[no-untyped-def]
        self.takes -= 1
        if self.takes < 0 <= self.takes + self.refuses:
            raise NotStored()
        with super().write() as tx:
            yield tx


@pytest.fixture
def breaking(clock: StoppedClock, slack_url: str) -> Reception:
    """A reception with one alignment, and a fault to come."""
    return _opened(BreakingDatabase(clock), clock, slack_url)


@pytest.fixture
def away(clock: StoppedClock, slack_url: str) -> Reception:
    """A reception with one alignment, whose database is about to go away."""
    return _opened(AwayDatabase(clock), clock, slack_url)


def _opened(database: InMemoryDatabase, clock: StoppedClock, slack_url: str) -> Reception:
    reception = Reception(Office(database, clock), slack_url)
    reception.office.open()
    return reception


def _pressed(action_id: str, office: Office) -> Body:
    """Return every control of the product pressed, with what it needs."""
    alignment = office.alignment
    if action_id == ActionId.OPEN_FORM:
        return a_press(action_id, Press.reopening(FormName.HISTORY, alignment.id))
    extra = {
        ActionId.LATER: next(iter(Later)),
        ActionId.CARD_MENU: CardChoice.HISTORY,
        ActionId.SUGGEST: "within 2 hours",
    }
    said = extra.get(ActionId(action_id), alignment.answers[DECISION].id)
    press = Press(a=alignment.id, f=DECISION, r="capability", x=said)
    return (a_choice if action_id == ActionId.CARD_MENU else a_press)(action_id, press)


def _is_repeatable(reception: Reception, body: Body) -> bool:
    """Receive it, and once more as a letter; tell whether that changed nothing but did the first time."""
    state = reception.office.database._state
    before = state.copy()
    first = reception.receives(body).status
    after = reception.office.database._state.copy()
    second = reception.receives(body, Letterbox(is_kept=True)).status
    assert (200, 200) == (first, second)
    assert before != after
    return after == reception.office.database._state


@pytest.mark.parametrize("action_id", sorted(set(ActionId) - {ActionId.UPDATE_ANSWER, ActionId.ANSWERS_THIS}))
def test_a_press_that_was_stored_changes_nothing_when_its_letter_is_opened(
    reception: Reception, action_id: str
) -> None:
    reception.office.open()
    reception.office.answer(DECISION, EXECUTABLE[DECISION])
    reception.office.carry_out()

    assert _is_repeatable(reception, _pressed(action_id, reception.office))


def test_every_control_is_tried(reception: Reception) -> None:
    assert set(ActionId) == set(Actions(services=reception.office.services).action_ids)


def test_an_answer_that_was_updated_is_not_updated_again(reception: Reception) -> None:
    reception.office.open()
    reception.hears(SAID)
    reception.hears(an_edit(SAID, "Refunds are approved by the model, and a clerk releases each."))
    reception.office.carry_out()
    with reception.office.database.read() as tx:
        offer = tx.deliveries.find_latest(WORKSPACE, reception.office.alignment.id, "say_in_thread")
    assert offer is not None
    assert offer.message is not None
    update = a_press(ActionId.UPDATE_ANSWER, Press(a=reception.office.alignment.id, f=DECISION))
    update["container"]["message_ts"] = offer.message.ts

    assert _is_repeatable(reception, update)


WORDS = ["", "Refunds", "status", "mine", "list", "nudges", "show", "close", "depth", "show nothing of the kind"]


@pytest.mark.parametrize("words", WORDS)
def test_a_command_that_was_stored_changes_nothing_when_its_letter_is_opened(reception: Reception, words: str) -> None:
    reception.office.open()

    assert _is_repeatable(reception, a_command(words))


SHORTCUTS = [
    a_global_shortcut(CallbackId.ALIGN_GLOBAL),
    a_message_shortcut(CallbackId.ALIGN_FROM_MESSAGE, SAID["event"]),
    a_message_shortcut(CallbackId.ANSWER_FROM_MESSAGE, SAID["event"]),
]
EVENTS = [
    SAID,
    a_direct_message(EXECUTABLE[DECISION]),
    an_edit(SAID, "Something else."),
    a_deletion(SAID),
    an_event({"type": "app_mention", "channel": CHANNEL, "user": ANA, "text": "<@U0APP> hello", "ts": "1772443999.1"}),
    an_event({"type": "app_home_opened", "user": ANA, "channel": "D1", "tab": "home"}),
    an_event({"type": "user_change", "user": {"id": BEN}}),
    an_event({"type": "channel_archive", "channel": CHANNEL}),
    an_event({"type": "channel_left", "channel": CHANNEL}),
    an_event({"type": "channel_unarchive", "channel": CHANNEL}),
    an_event({"type": "member_joined_channel", "channel": CHANNEL, "user": "U0APP"}),
]


@pytest.mark.parametrize("body", [*SHORTCUTS, *EVENTS], ids=count())
def test_what_was_stored_changes_nothing_when_its_letter_is_opened(reception: Reception, body: Body) -> None:
    reception.office.open()
    with reception.office.database.write() as tx:
        tx.people.put(a_person(BEN))

    assert _is_repeatable(reception, body)


def test_what_was_done_is_not_said_to_be_impossible_now(reception: Reception) -> None:
    alignment = reception.office.open()
    press = a_press(ActionId.ANSWER, Press(a=alignment.id, r="capability"))
    reception.receives(press)
    reception.office.services.closing.close(reception.office.inbound(), alignment.id)
    reception.office.carry_out()

    reception.receives(press, Letterbox(is_kept=True))

    assert [] == reception.office.said(Notice.REFUSED)


BODIES: dict[str, Callable[[], Body]] = {
    "command": lambda: a_command("Refunds"),
    "press": lambda: a_press(ActionId.PREFERENCES, Press()),
    "shortcut": lambda: a_global_shortcut(CallbackId.ALIGN_GLOBAL),
}


@pytest.mark.parametrize("kind", BODIES)
def test_nobody_is_told_to_try_again_what_a_letter_keeps(away: Reception, kind: str) -> None:
    away.office.database.takes = 0
    keeper = Letterbox()

    response = away.receives(BODIES[kind](), keeper)

    assert (503, True, {}) == (response.status, keeper.is_kept, answer_of(response))


@pytest.mark.parametrize("kind", BODIES)
def test_a_letter_is_stored_once_the_database_is_back(away: Reception, kind: str) -> None:
    body, keeper = BODIES[kind](), Letterbox()
    away.office.database.takes = 0
    away.receives(body, keeper)
    away.office.database.takes = 100

    response = away.receives(body, keeper)

    assert (200, 1) == (response.status, len(away.office.queued(OpenForm)))


def test_whoever_typed_is_told_to_try_again_when_it_cannot_be_kept(away: Reception) -> None:
    away.office.database.takes = 0

    response = away.receives(a_command("Refunds"), Letterbox(has_room=False))

    assert 200 == response.status
    assert "was not saved" in answer_of(response)["text"]


@pytest.mark.parametrize("kind", ["press", "shortcut"])
def test_a_press_that_is_neither_stored_nor_kept_is_not_acknowledged_after_one_try(away: Reception, kind: str) -> None:
    away.office.database.takes = 0

    response = away.receives(BODIES[kind](), Letterbox(has_room=False))

    assert (503, {}, -1) == (response.status, answer_of(response), away.office.database.takes)


def test_a_press_whose_refusal_is_neither_stored_nor_kept_is_not_acknowledged(away: Reception) -> None:
    press = a_press(ActionId.ANSWER, Press(a="no such alignment", r="capability"))
    away.office.database.takes = 0

    assert 503 == away.receives(press, Letterbox(has_room=False)).status


def test_an_event_that_was_not_stored_says_so(away: Reception) -> None:
    away.office.database.takes = 0

    assert 503 == away.receives(SAID, Letterbox()).status


def test_a_refusal_that_comes_after_the_letter_is_whispered(reception: Reception) -> None:
    response = reception.receives(a_command("close nothing"), Letterbox(is_kept=True))

    (told,) = reception.office.said(Notice.REFUSED)
    assert (200, {}, "UnknownAlignment") == (response.status, answer_of(response), told.facts["error"])


def test_a_refusal_that_comes_in_time_is_in_the_acknowledgement(reception: Reception) -> None:
    response = reception.receives(a_command("close"), Letterbox())

    assert answer_of(response)["text"]
    assert [] == reception.office.said(Notice.REFUSED)


def test_help_that_comes_after_the_letter_is_whispered(reception: Reception) -> None:
    response = reception.receives(a_command("help"), Letterbox(is_kept=True))

    (told,) = reception.office.said(Notice.HELP)
    assert (200, {}, a_command()["response_url"]) == (response.status, answer_of(response), told.response_url)


def test_a_refusal_that_cannot_be_whispered_now_waits_in_the_letter(away: Reception) -> None:
    away.office.database.takes = 0
    keeper = Letterbox(is_kept=True)

    first = away.receives(a_command("close nothing"), keeper)
    away.office.database.takes = 100
    second = away.receives(a_command("close nothing"), keeper)

    assert (503, 200, 1) == (first.status, second.status, len(away.office.said(Notice.REFUSED)))


def test_what_is_given_up_because_the_database_never_took_it_is_told(away: Reception) -> None:
    away.office.database.takes = 0
    away.office.database.refuses = 1

    response = away.receives(BODIES["press"](), Letterbox(is_kept=True, is_last_refusal=True))

    (told,) = away.office.said(Notice.REFUSED)
    assert (503, "NotStored") == (response.status, told.facts["error"])


def test_a_fault_of_ours_is_tried_again_without_a_word(breaking: Reception) -> None:
    breaking.office.database.is_broken = True
    response = breaking.receives(a_command("Refunds"), Letterbox(is_kept=True))
    breaking.office.database.is_broken = False

    assert (500, []) == (response.status, breaking.office.said(Notice.REFUSED))


def test_a_fault_of_ours_is_told_at_the_last_try(breaking: Reception) -> None:
    never_given = a_press(ActionId.USE_MINE, Press(a=breaking.office.alignment.id, x="no such answer"))

    response = breaking.receives(never_given, Letterbox(is_kept=True, is_last_try=True))

    (told,) = breaking.office.said(Notice.REFUSED)
    assert (500, "Unforeseen") == (response.status, told.facts["error"])
