"""Whoever says something about being reminded reads that nothing was recorded, with the controls that fit."""

from typing import Any

import pytest

from bot.domain.wish import WishKind
from bot.slack.ids import ActionId
from bot.slack.messages.choices import which_question
from bot.slack.messages.wishes import time_taken, wished
from bot.slack.presses import Press
from tests.builders import an_alignment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_scene

OWED = an_alignment(facilitator=ANA, owners={"monitoring": an_ownership("monitoring", BEN)})
OTHER = an_alignment(id="A2", title="Refunds", facilitator=ANA, owners={"monitoring": an_ownership("monitoring", BEN)})
AT = "2026-03-06T15:00:00-05:00"


def told(*alignments: Any, about: str | None = None, viewer: str = BEN, **facts: Any) -> Any:
    """Return a scene in which Ben is told something, in a direct message unless it is about one alignment."""
    return a_scene(*alignments, alignment_id=about, viewer=viewer, facts=facts)


def offered(message: Any) -> list[str]:
    """List what can be pressed in a message."""
    blocks = (block for block in message.blocks if block["type"] == "actions")
    return [element["action_id"] for block in blocks for element in block["elements"]]


@pytest.mark.parametrize(
    ("kind", "controls"),
    [
        (WishKind.LATER, [ActionId.LATER, ActionId.PROMISE]),
        (WishKind.STOP, [ActionId.MUTE, ActionId.NOT_MINE, ActionId.PREFERENCES]),
        (WishKind.AWAY, [ActionId.PREFERENCES]),
        (WishKind.PACE, [ActionId.PREFERENCES]),
        (WishKind.NOT_MINE, [ActionId.NOT_MINE]),
        (WishKind.UNSURE, [ActionId.LATER, ActionId.NOT_MINE, ActionId.NOT_NEEDED]),
    ],
)
def test_every_wish_gets_the_controls_that_fit(kind: WishKind, controls: list[str]) -> None:
    message = wished(told(OWED, kind=kind, debtor=BEN))

    assert controls == offered(message)


def test_each_alignment_that_is_owed_has_its_own_controls() -> None:
    message = wished(told(OWED, OTHER, kind="not_mine", debtor=BEN))

    assert [ActionId.NOT_MINE, ActionId.NOT_MINE] == offered(message)
    assert "Refunds" in as_read(message)


def test_in_a_thread_it_is_about_that_alignment_alone() -> None:
    message = wished(told(OWED, OTHER, about="A2", kind="not_mine", debtor=BEN))

    assert "Refunds" in as_read(message)
    assert OWED.title not in as_read(message)


def test_a_stand_in_cannot_hand_over_what_is_not_theirs() -> None:
    message = wished(told(OWED, viewer=ANA, kind="unsure", debtor=BEN))

    assert [ActionId.LATER] == offered(message)


def test_whoever_owes_nothing_is_offered_their_settings_alone() -> None:
    message = wished(told(OWED, kind="stop"))

    assert [ActionId.PREFERENCES] == offered(message)


def test_a_time_that_cannot_be_read_is_quoted() -> None:
    message = wished(told(OWED, kind="later", when="31 february", debtor=BEN))

    assert message.text.startswith("“31 february” could not be read as a time")


def test_a_time_is_said_back_with_its_day_and_can_be_undone() -> None:
    message = time_taken(told(OWED, about="A1", at=AT, is_moved=False, made_at="2026-03-04T14:30:00+00:00"))

    (undo,) = message.blocks[-1]["elements"]
    assert "{date_long} at {time}|2026-03-06 15:00" in message.text
    assert ActionId.UNDO_LATER == undo["action_id"]
    assert Press(a="A1", x="2026-03-04T14:30:00+00:00") == Press.of(undo)


def test_a_time_that_was_moved_says_why() -> None:
    message = time_taken(told(OWED, about="A1", at=AT, is_moved=True, made_at=AT))

    assert "in your working hours" in message.text


@pytest.mark.parametrize(
    ("why", "said"), [("promised", "what was promised by then"), ("other", "something else that is open")]
)
def test_a_reminder_before_the_time_that_was_typed_says_what_it_is_about(why: str, said: str) -> None:
    facts = {"is_moved": False, "earlier": why, "until": "2026-03-10T09:30:00-05:00"}

    message = time_taken(told(OWED, about="A1", at=AT, made_at=AT, **facts))

    assert f"That is about {said}; what you put off now waits until <!date^" in message.text
    assert "{date_long} at {time}|2026-03-10 09:30" in message.text
    assert "in your working hours" not in message.text


def test_whoever_switched_reminders_off_reads_that_none_comes() -> None:
    message = time_taken(told(OWED, about="A1", at="", made_at=AT))

    assert message.text.startswith("Your reminders are switched off")
    assert [ActionId.PREFERENCES] == offered(message)


def test_which_question_it_was_is_asked_with_a_button_for_each() -> None:
    places = ["A1:monitoring.alert", "A1:monitoring.logged_events", "A2:monitoring.alert"]

    message = which_question(told(OWED, OTHER, text="It should be good.", places=places))

    *elements, none = [
        element for block in message.blocks if block["type"] == "actions" for element in block["elements"]
    ]
    assert [("A1", "monitoring.alert"), ("A1", "monitoring.logged_events"), ("A2", "monitoring.alert")] == [
        (Press.of(each).a, Press.of(each).f) for each in elements
    ]
    assert (ActionId.NONE_OF_THESE, "A1") == (none["action_id"], Press.of(none).a)
    assert all(ActionId.ANSWERS_THIS.pattern.match(each["action_id"]) for each in elements)
