"""What Slack refuses in modals and App Home."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.checks import check_view
from tests.sandbox.checks.check_payloads import asked, elements, home, modal, plain, section, text_input

Json = dict[str, Any]
ALERT = {"type": "alert", "text": plain("Careful"), "level": "warning"}


def found(view: Json) -> list[tuple[str, str]]:
    """List kind and pointer of every problem."""
    return [(str(each.constraint.get("type") or each.code), each.pointer) for each in check_view(view)]


@pytest.mark.parametrize("name", sorted(elements()))
def test_every_input_is_accepted_in_a_modal(name: str) -> None:
    assert [] == check_view(modal(asked(elements()[name])))


def test_an_alert_stands_in_a_modal_and_not_in_the_home_tab() -> None:
    assert [] == found(modal(ALERT))
    assert [("enum", "/blocks/0/type")] == found(home(ALERT))


def test_a_modal_that_asks_needs_a_submit_button() -> None:
    silent = modal(section())
    del silent["submit"]
    asking = modal(asked(text_input()))
    del asking["submit"]

    assert [] == found(silent)
    assert [("required", "")] == found(asking)


@pytest.mark.parametrize("name", ["title", "submit", "close"])
def test_the_words_around_a_modal_have_24_characters(name: str) -> None:
    assert [] == found(modal(section(), **{name: plain("x" * 24)}))
    assert [("max_length", f"/{name}/text")] == found(modal(section(), **{name: plain("x" * 25)}))


@pytest.mark.parametrize(("name", "most"), [("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)])
def test_what_an_app_keeps_in_a_view_is_limited(name: str, most: int) -> None:
    assert [] == found(modal(section(), **{name: "x" * most}))
    assert [("max_length", f"/{name}")] == found(modal(section(), **{name: "x" * (most + 1)}))


def test_a_hundred_blocks_are_the_most() -> None:
    assert [] == found(modal(*[section()] * 100))
    assert [("max_items", "/blocks")] == found(modal(*[section()] * 101))


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    heavy = modal(*[section("x" * 2900) for _ in range(90)])

    assert "view_too_large" == check_view(heavy)[0].code


def test_only_one_element_may_take_the_focus() -> None:
    focused = asked(text_input(focus_on_load=True))

    assert [("max_items", "/blocks/1/element/focus_on_load")] == found(modal(focused, focused))


def test_the_home_tab_has_no_submit() -> None:
    assert [("additional_properties", "")] == found(home(section(), submit=plain("Save")))


@pytest.mark.parametrize(
    ("view", "pointer"), [([], ""), ({}, ""), ({"type": "page"}, "/type"), ({"type": []}, "/type")]
)
def test_what_is_no_view_is_refused(view: Any, pointer: str) -> None:
    assert pointer == check_view(view)[0].pointer


def test_a_view_slack_returned_may_be_sent_again() -> None:
    returned = modal(section(), id="V1", hash="1.a", state={"values": {}}, bot_id="B1", team_id="T1")

    assert [] == check_view(returned)
