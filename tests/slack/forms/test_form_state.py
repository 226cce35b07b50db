"""What a form remembers, and where a refusal is shown in it."""

import json
from typing import Any

import pytest

from bot.domain.effects import FormName
from bot.domain.errors import AlignmentClosed, CannotOwn, DateOutOfRange, NotStored, ReasonMissing, Refusal
from bot.slack.forms import FormState, UnreadableForm, errors_from
from bot.slack.forms.answer import answer_form
from bot.slack.forms.close import close_form
from bot.slack.forms.hand_over import hand_over_form
from bot.slack.forms.promise import promise_form
from bot.slack.forms.state import fingerprint
from bot.slack.forms.waive import waive_form
from tests.builders import an_alignment
from tests.slack.scenes import a_scene, core_catalogue, shipped_words

WORDS = shipped_words()


def test_a_form_remembers_what_it_was_about() -> None:
    state = FormState(form=FormName.ANSWER, alignment_id="A1", fields=("a.b",), seen={"a.b": 3}, channel="C1")

    assert state == FormState.of({"private_metadata": state.encode()})


def test_only_what_is_known_is_remembered() -> None:
    state = FormState(form=FormName.CLOSE, alignment_id="A1")

    assert json.loads(state.encode()) == {"v": 1, "form": "close", "alignment_id": "A1"}


def test_six_fields_fit_easily() -> None:
    view = answer_form(a_scene(an_alignment(id="A" * 36)))

    assert len(view["private_metadata"]) < 1_000


@pytest.mark.parametrize("metadata", [None, "", "A1", "[]", '{"v":2,"form":"close"}', '{"v":1,"form":"unknown"}'])
def test_a_form_of_another_edition_is_refused(metadata: str | None) -> None:
    with pytest.raises(UnreadableForm):
        FormState.of({"private_metadata": metadata})


def test_a_state_of_a_later_edition_is_read_as_far_as_it_is_known() -> None:
    metadata = '{"v":1,"form":"close","alignment_id":"A1","later":"thing"}'

    assert FormState.of({"private_metadata": metadata}).alignment_id == "A1"


def test_a_fingerprint_overlooks_what_slack_does_to_white_space() -> None:
    assert fingerprint("one  two\r\nthree ") == fingerprint("one two\nthree")
    assert fingerprint("one two") != fingerprint("one three")


def test_a_fingerprint_can_be_taken_of_any_text() -> None:
    assert fingerprint("\ud800") == fingerprint("\ud800")


@pytest.mark.parametrize(
    ("refusal", "form", "block"),
    [
        (DateOutOfRange(latest="2026-05-31"), waive_form, "until"),
        (DateOutOfRange(latest="2026-05-31"), promise_form, "on"),
        (ReasonMissing(), waive_form, "reason"),
        (CannotOwn(reason="bot"), hand_over_form, "to"),
        (NotStored(), hand_over_form, "artifacts"),
        (AlignmentClosed(title="R&D"), promise_form, "on"),
    ],
)
def test_a_refusal_is_shown_under_the_input_it_is_about(refusal: Refusal, form: Any, block: str) -> None:
    errors = errors_from(refusal, form(a_scene(an_alignment())), WORDS)

    assert list(errors) == [block]


def test_errors_are_plain_text() -> None:
    errors = errors_from(AlignmentClosed(title="R&D"), promise_form(a_scene(an_alignment())), WORDS)

    assert errors["on"].startswith("“R&D” was closed")


def test_a_form_without_inputs_has_no_place_for_a_refusal() -> None:
    assert errors_from(NotStored(), close_form(a_scene(an_alignment())), WORDS) == {}


def test_the_fields_of_the_catalogue_are_valid_ids_of_blocks() -> None:
    assert all(len(field.key) <= 255 for field in core_catalogue())
