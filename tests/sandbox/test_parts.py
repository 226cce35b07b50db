"""The sandbox's small parts by themselves: clock, limits, markup, elements, triggers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.clock import SettableClock
from sandbox.elements import complaint, new_state
from sandbox.errors import ControlError, RateLimited, SlackError
from sandbox.forgetting import forget_oldest
from sandbox.ids import IdSequence, stable_id
from sandbox.installation import Installation
from sandbox.json_types import copied
from sandbox.limits import RateLimits, Strictness, Tier
from sandbox.manifest import Display, Manifest
from sandbox.markup import composed, escape, rich_text, unescape
from sandbox.seed import NORTHWIND, build_workspace
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace
from tests.sandbox.payloads import a_menu, plain


class StoppedClock(SettableClock):
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.present = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment set."""
        return self.present + self.offset


@pytest.fixture
def clock() -> StoppedClock:
    """A clock that stands still."""
    return StoppedClock()


@pytest.fixture
def workspace(clock: StoppedClock) -> Workspace:
    """The workspace that comes with the sandbox."""
    installation = Installation(Manifest(display_information=Display(name="Parrot")))
    return build_workspace(NORTHWIND, installation, clock)


def refused_after(count: Callable[[], None], most: int) -> int:
    """Return how many calls pass before one is refused."""
    for number in range(most):
        try:
            count()
        except RateLimited:
            return number
    return most


def refusal_code(act: Callable[[], object]) -> str | None:
    """Return the code with which something is refused, if it is."""
    try:
        act()
    except SlackError as error:
        return error.code
    return None


def test_a_clock_tells_its_listeners_of_every_move():
    clock, moves = SettableClock(), []
    stop = clock.on_change(lambda: moves.append(clock.offset))

    clock.advance(timedelta(hours=1))
    stop()
    clock.reset()

    assert moves == [timedelta(hours=1)]


def test_a_clock_is_set_to_aware_times_only():
    with pytest.raises(ValueError, match="aware"):
        SettableClock().set(datetime(2026, 1, 1))  # noqa: DTZ001 - naive on purpose


@pytest.mark.parametrize(
    ("tier", "strictness", "expected"),
    [
        (Tier.TWO, Strictness.STRICT, 20),
        (Tier.TWO, Strictness.TOLERANT, 40),
        (Tier.THREE, Strictness.STRICT, 50),
        (Tier.FOUR, Strictness.STRICT, 100),
        (Tier.FOUR, Strictness.OFF, 1000),
        (Tier.UNLIMITED, Strictness.STRICT, 1000),
    ],
)
def test_a_tier_is_so_many_calls_a_minute(clock: StoppedClock, tier: Tier, strictness: Strictness, expected: int):
    limits = RateLimits(clock, strictness)

    assert refused_after(lambda: limits.count_call("users.list", tier), 1000) == expected


def test_a_refusal_says_how_long_to_wait(clock: StoppedClock):
    limits = RateLimits(clock, Strictness.STRICT)
    refused_after(lambda: limits.count_call("users.list", Tier.TWO), 1000)
    with pytest.raises(RateLimited) as refused:
        limits.count_call("users.list", Tier.TWO)

    clock.advance(timedelta(seconds=refused.value.retry_after))

    assert refused.value.retry_after == 3
    assert refused_after(lambda: limits.count_call("users.list", Tier.TWO), 10) == 1


def test_methods_have_limits_of_their_own(clock: StoppedClock):
    limits = RateLimits(clock, Strictness.STRICT)
    refused_after(lambda: limits.count_call("users.list", Tier.TWO), 1000)

    assert refused_after(lambda: limits.count_call("conversations.list", Tier.TWO), 1000) == 20


def test_channels_take_a_message_a_second_each(clock: StoppedClock):
    limits = RateLimits(clock, Strictness.STRICT)

    taken = [refused_after(lambda c=channel: limits.count_message(c), 10) for channel in ("C1", "C2")]
    clock.advance(timedelta(seconds=2))

    assert (taken, refused_after(lambda: limits.count_message("C1"), 10)) == ([1, 1], 1)


def test_a_clock_moved_back_does_not_lock_anybody_out(clock: StoppedClock):
    limits = RateLimits(clock, Strictness.STRICT)
    limits.count_message("C1")
    clock.advance(timedelta(days=-1))
    refused_after(lambda: limits.count_message("C1"), 10)

    clock.advance(timedelta(seconds=1))

    assert refused_after(lambda: limits.count_message("C1"), 10) == 1


def test_the_same_name_has_the_same_id_and_fresh_ones_differ():
    ids = IdSequence()

    assert stable_id("U", "ana") == stable_id("U", "ana") != stable_id("C", "ana")
    assert ids.mint("V") != ids.mint("V")


@pytest.mark.parametrize("text", ["a & b < c > d", "&lt;", "<@U1>", "plain"])
def test_escapes_can_be_undone(text: str):
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("text", ["a@ana", "a#general", "@nobody", "#no-such-channel", "@"])
def test_what_looks_like_a_mention_is_not_always_one(workspace: Workspace, text: str):
    assert composed(text, workspace) == text


def test_a_full_stop_after_a_mention_is_not_part_of_it(workspace: Workspace):
    ana = workspace.find_person("ana")

    assert composed("ask @ana.", workspace) == f"ask <@{ana.id}>."


def test_private_channels_are_not_linked(workspace: Workspace):
    assert composed("see #leadership", workspace) == "see #leadership"


def test_rich_text_says_what_each_piece_is():
    [block] = rich_text("ask <@U1> in <#C1|general> or <https://x.y|there> &amp; <!here>")

    kinds = [element["type"] for element in block["elements"][0]["elements"]]
    assert kinds == ["text", "user", "text", "channel", "text", "link", "text", "broadcast"]


@pytest.mark.parametrize(
    ("kind", "value", "state"),
    [
        ("plain_text_input", "typed", {"value": "typed"}),
        ("plain_text_input", "", {"value": None}),
        ("number_input", 5, {"value": "5"}),
        ("users_select", "U1", {"selected_user": "U1"}),
        ("multi_users_select", ["U1", "U2"], {"selected_users": ["U1", "U2"]}),
        ("multi_users_select", None, {"selected_users": []}),
        ("datepicker", "2026-03-02", {"selected_date": "2026-03-02"}),
        ("timepicker", "09:30", {"selected_time": "09:30"}),
        ("datetimepicker", "1772442000", {"selected_date_time": 1772442000}),
    ],
)
def test_a_value_becomes_the_state_slack_sends(kind: str, value: object, state: dict[str, Any]):
    assert new_state({"type": kind, "action_id": "a"}, value) == {"type": kind, **state}


@pytest.mark.parametrize("kind", ["checkboxes", "multi_static_select"])
def test_several_options_may_be_chosen(kind: str):
    state = new_state(a_menu(type=kind), ["red", "blue"])

    assert [option["value"] for option in state["selected_options"]] == ["red", "blue"]


def test_options_may_stand_in_groups():
    option = {"text": plain("Green"), "value": "green"}
    menu = {**a_menu(), "options": None, "option_groups": [{"label": plain("More"), "options": [option]}]}

    assert new_state(menu, "green")["selected_option"] == option


def test_an_option_that_is_not_offered_is_refused():
    with pytest.raises(ControlError, match="green"):
        new_state(a_menu(), "green")


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "plain_text_input"}, ""),
        ({"type": "plain_text_input", "min_length": 5}, "four"),
        ({"type": "plain_text_input", "max_length": 3}, "four"),
        ({"type": "number_input"}, "many"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5"),
        ({"type": "number_input", "min_value": "2"}, "1"),
        ({"type": "number_input", "max_value": "2"}, "3"),
        ({"type": "email_text_input"}, "ana"),
        ({"type": "url_text_input"}, "example"),
        ({"type": "multi_users_select", "max_selected_items": 1}, ["U1", "U2"]),
        ({"type": "datepicker"}, None),
    ],
)
def test_slacks_own_form_objects_before_the_app_does(element: dict[str, Any], value: object):
    assert complaint({"type": "input"}, element, new_state(element, value))


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "number_input", "is_decimal_allowed": True, "min_value": "1", "max_value": "2"}, "1.5"),
        ({"type": "email_text_input"}, "ana@example.org"),
        ({"type": "url_text_input"}, "https://example.org"),
        ({"type": "plain_text_input", "min_length": 2, "max_length": 4}, "four"),
    ],
)
def test_an_acceptable_value_passes(element: dict[str, Any], value: object):
    assert complaint({"type": "input"}, element, new_state(element, value)) is None


def test_only_the_newest_are_remembered():
    remembered = {number: str(number) for number in range(5)}

    forget_oldest(remembered, keep=2)

    assert remembered == {3: "3", 4: "4"}


def test_a_trigger_is_for_whoever_pulled_it_and_where(clock: StoppedClock):
    triggers = Triggers(clock, "T1")

    trigger = triggers.exchange(triggers.issue("U1", view_id="V1"))

    assert (trigger.person_id, trigger.view_id) == ("U1", "V1")


@pytest.mark.parametrize(("seconds", "code"), [(2.9, None), (3.1, "expired_trigger_id")])
def test_a_trigger_lives_exactly_three_seconds(clock: StoppedClock, seconds: float, code: str | None):
    triggers = Triggers(clock, "T1")
    trigger_id = triggers.issue("U1")
    clock.advance(timedelta(seconds=seconds))

    assert refusal_code(lambda: triggers.exchange(trigger_id)) == code


def test_a_copy_of_json_shares_nothing_that_can_change():
    original = {"blocks": [{"type": "divider"}], "n": 1}

    copied(original)["blocks"][0]["type"] = "header"

    assert original == {"blocks": [{"type": "divider"}], "n": 1}
