"""What controls carry survives the way through Slack, and garbage is refused by name."""

from datetime import UTC, datetime
from html import escape

import pytest

from bot.domain.effects import FormName
from bot.slack.ids import ActionId, Later
from bot.slack.presses import LONGEST, Press, UnreadablePress


def test_a_press_comes_back_as_it_was_sent() -> None:
    press = Press(a="A1", f="capability.decision", r="capability", x="at least")

    assert press == Press.decode(press.encode())


def test_a_press_carries_nothing_that_slack_would_escape() -> None:
    press = Press(a="A1", x="R&D <draft>")

    assert press.encode() == escape(press.encode(), quote=False)
    assert press == Press.decode(press.encode())


@pytest.mark.parametrize("value", [None, "", "approve", "[]", '{"v":2,"a":"A1"}', '{"v":1,"a":7}', "\ud800", 7])
def test_garbage_is_refused(value: object) -> None:
    with pytest.raises(UnreadablePress):
        Press.decode(value)


def test_a_choice_that_is_none_is_refused() -> None:
    assert Later.ONE_WEEK is Press(x="5").chosen(Later)
    with pytest.raises(UnreadablePress):
        Press(x="tomorrow").chosen(Later)


def test_a_press_of_a_later_edition_is_read_as_far_as_it_is_known() -> None:
    assert Press(a="A1") == Press.decode('{"v":1,"a":"A1","new":"thing"}')


@pytest.mark.parametrize(
    "action", [{"value": Press(a="A1").encode()}, {"selected_option": {"value": '{"v":1,"a":"A1"}'}}]
)
def test_buttons_and_selects_are_read_alike(action: dict[str, object]) -> None:
    assert Press(a="A1") == Press.of(action)


def test_an_action_without_a_value_is_refused() -> None:
    with pytest.raises(UnreadablePress):
        Press.of({"type": "users_select", "selected_option": None})


def test_several_artifacts_travel_together() -> None:
    press = Press.decode(Press.listing("A1", ("capability", "monitoring")).encode())

    assert press.names == ("capability", "monitoring")


def test_no_names_are_no_names() -> None:
    assert Press(a="A1").names == ()


def test_a_form_can_be_opened_again_from_a_press() -> None:
    facts = {"title": "Ticket routing", "fields": ["capability.decision"]}

    press = Press.decode(Press.reopening(FormName.START, "A1", facts).encode())

    assert (FormName.START, facts) == press.form


def test_facts_too_long_for_a_button_stay_behind() -> None:
    press = Press.reopening(FormName.START, None, {"title": "Ticket routing", "note": "long " * 1_000})

    assert len(press.encode()) <= LONGEST
    assert press.form == (FormName.START, {"title": "Ticket routing"})


def test_a_press_without_a_form_opens_none() -> None:
    with pytest.raises(UnreadablePress):
        _ = Press(a="A1").form


def test_an_instant_comes_back_as_it_was_sent() -> None:
    made_at = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)

    assert made_at == Press.decode(Press(a="A1", x=made_at.isoformat()).encode()).instant


@pytest.mark.parametrize("carried", [None, "", "soon"])
def test_a_press_that_carries_no_instant_is_refused(carried: str | None) -> None:
    with pytest.raises(UnreadablePress):
        _ = Press(a="A1", x=carried).instant


def test_numbered_actions_are_recognised_as_one_kind() -> None:
    assert ActionId.SUGGEST.pattern.match(ActionId.SUGGEST.numbered(3))
    assert ActionId.SUGGEST.pattern.match(ActionId.SUGGEST)
    assert not ActionId.SUGGEST.pattern.match("aligned.suggestion")
