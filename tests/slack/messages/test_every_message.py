"""Slack would take every message, form, and page; nothing that people typed comes alive; and each reads well."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.domain.catalogue import Depth
from bot.domain.effects import FormName, Notice, UploadSpec
from bot.domain.errors import Refusal
from bot.domain.people import Ineligible
from bot.slack import forms, presses  # noqa: F401  # their refusals belong to the family
from bot.slack.forms import FORMS
from bot.slack.ids import ActionId, CallbackId
from bot.slack.message import Message
from bot.slack.messages import NOTICES
from bot.slack.presses import Press
from bot.slack.words import UNFORESEEN
from sandbox.checks import check_message, check_view, find_mentions
from tests.builders import CHANNEL, WORKSPACE
from tests.slack.messages.reading import as_read
from tests.slack.messages.world import (
    ENDLESS,
    HOSTILE,
    a_stage,
    an_open_alignment,
    calm_stage,
    deep_stage,
    every_form,
    every_message,
    hostile_stage,
)
from tests.slack.scenes import ANA, BEN, CY, shipped_words, whole_catalogue

MESSAGES = sorted(every_message())
FORM_CASES = sorted(every_form())
LONGEST_MESSAGE = 10_000
OURS = {f"<@{person}>" for person in (ANA, BEN, CY)} | {f"<#{CHANNEL}>", "<#C9>", "<#C4>"}
THREADS = tuple(
    f"https://slack.com/app_redirect?team=T1&amp;channel={channel}" for channel in (f"{CHANNEL}&amp;", "C4")
)


def arguments(message: Message) -> dict[str, Any]:
    """Return what is sent to Slack for a message."""
    return {"channel": CHANNEL, "text": message.text, "blocks": list(message.blocks), "parse": "none"}


def live_words(payload: dict[str, Any]) -> list[str]:
    """List what comes alive in a payload and is neither one of our people nor our link to a thread."""
    return [live for live in find_mentions(payload) if live not in OURS and not live.startswith(THREADS)]


def said(stage: Any, effect: Any) -> Message:
    """Render a message that must be said."""
    message = stage.message(WORKSPACE, effect)
    assert message is not None
    return message


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_reads_well(name: str, snapshot: SnapshotAssertion) -> None:
    message = said(calm_stage(), every_message()[name])

    assert as_read(message) == snapshot


@pytest.mark.parametrize("name", FORM_CASES)
def test_every_form_reads_well(name: str, snapshot: SnapshotAssertion) -> None:
    view = calm_stage().form(WORKSPACE, every_form()[name])

    assert as_read(view) == snapshot


@pytest.mark.parametrize("person", [ANA, BEN, "U0NEW"])
def test_every_home_reads_well(person: str, snapshot: SnapshotAssertion) -> None:
    assert as_read(calm_stage().home(WORKSPACE, person)) == snapshot


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("typed", ["Now with <b> and & in it", HOSTILE, ENDLESS, HOSTILE * 20])
def test_slack_takes_every_message(name: str, typed: str) -> None:
    for stage in (calm_stage(), hostile_stage()):
        payload = arguments(said(stage, every_message(typed)[name]))

        assert check_message(payload) == []
        assert payload["text"].strip()
        assert sum(len(text) for text in texts_of(payload["blocks"])) <= LONGEST_MESSAGE


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("typed", [HOSTILE, HOSTILE * 20])
def test_nothing_that_people_typed_comes_alive_in_a_message(name: str, typed: str) -> None:
    payload = arguments(said(hostile_stage(), every_message(typed)[name]))

    assert live_words(payload) == []
    assert not any(character in str(payload) for character in "\u202e\x00")


@pytest.mark.parametrize("name", FORM_CASES)
@pytest.mark.parametrize("typed", ["Route support tickets", HOSTILE, ENDLESS, HOSTILE * 20])
def test_slack_takes_every_form(name: str, typed: str) -> None:
    for stage in (calm_stage(), hostile_stage()):
        view = stage.form(WORKSPACE, every_form(typed)[name])

        assert check_view(view) == []
        assert live_words(view) == []


@pytest.mark.parametrize("person", [ANA, BEN, "U0NEW"])
def test_slack_takes_every_home(person: str) -> None:
    for stage in (calm_stage(), hostile_stage()):
        view = stage.home(WORKSPACE, person)

        assert check_view(view) == []
        assert live_words(view) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_every_message_at_the_greatest_depth(name: str) -> None:
    payload = arguments(said(deep_stage("and so on " * 40), every_message()[name]))

    assert check_message(payload) == []
    assert sum(len(text) for text in texts_of(payload["blocks"])) <= LONGEST_MESSAGE


@pytest.mark.parametrize("name", FORM_CASES)
def test_slack_takes_every_form_at_the_greatest_depth(name: str) -> None:
    for stage in (deep_stage(), a_stage(an_open_alignment(depth=Depth.HIGH), catalogue=whole_catalogue())):
        assert check_view(stage.form(WORKSPACE, every_form()[name])) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_every_control_can_be_read_back(name: str) -> None:
    message = said(hostile_stage(), every_message(HOSTILE)[name])

    for control in controls_of(message.blocks):
        assert any(action.pattern.match(control["action_id"]) for action in ActionId)
        values = [control["value"]] if "value" in control else [option["value"] for option in control["options"]]
        for value in values:
            assert Press.decode(value).encode() == value


def test_every_notice_is_said_somewhere() -> None:
    said_here = {getattr(effect, "notice", None) for effect in every_message().values()}

    assert set(Notice) == set(NOTICES) == said_here - {None}


def test_every_form_is_opened_somewhere() -> None:
    assert set(FormName) == set(FORMS) == {effect.form for effect in every_form().values()}
    assert {CallbackId.of(form) for form in FormName} <= set(CallbackId)


def test_every_action_is_offered_somewhere() -> None:
    stage = calm_stage()
    blocks = [block for effect in every_message().values() for block in said(stage, effect).blocks]
    blocks += [block for person in (ANA, "U0NEW") for block in stage.home(WORKSPACE, person)["blocks"]]
    offered = {control["action_id"] for control in controls_of(blocks)}

    missing = {action for action in ActionId if not any(action.pattern.match(each) for each in offered)}

    assert missing == set()


def test_every_refusal_has_its_own_sentence() -> None:
    unforeseen = shipped_words().refused("NobodyForesawThis", {})
    named = {refusal for refusal in family(Refusal) if refusal.__name__ != UNFORESEEN}

    for refusal in named:
        assert shipped_words().refusal(refusal()) != unforeseen


@pytest.mark.parametrize("reason", Ineligible)
def test_every_reason_why_somebody_cannot_own_has_its_own_sentence(reason: Ineligible) -> None:
    words = shipped_words()

    assert words.refused("CannotOwn", {"reason": reason}) != words.refused("CannotOwn", {"reason": "otherwise"})


def test_files_are_written_for_every_frozen_version() -> None:
    upload = UploadSpec(alignment_id="A2", channel=CHANNEL, version=1)

    files = hostile_stage().files(WORKSPACE, upload)

    assert [file.name for file in files] == [
        "spec-v1.md",
        "spec-v1.json",
        "input-v1.schema.json",
        "output-v1.schema.json",
    ]
    assert hostile_stage().files(WORKSPACE, upload.model_copy(update={"version": 7})) == ()


def family(parent: type[Refusal]) -> set[type[Refusal]]:
    """List a class of errors with all its descendants, itself left out."""
    children = set(parent.__subclasses__())
    return children | {each for child in children for each in family(child)}


def controls_of(blocks: Any) -> list[dict[str, Any]]:
    """List every button, menu, and select."""
    beside = [block["accessory"] for block in blocks if "accessory" in block]
    return [*beside, *(element for block in blocks if block["type"] == "actions" for element in block["elements"])]


def texts_of(value: Any) -> list[str]:
    """List every text that is shown."""
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if isinstance(value.get("text"), str) else []
    return own + [text for child in value.values() for text in texts_of(child)]
