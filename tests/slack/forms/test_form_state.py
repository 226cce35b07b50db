"""What a form remembers while it is open."""

import json

import pytest

from bot.domain.effects import FormName
from bot.slack.forms.answer import answer_form
from bot.slack.forms.state import FormState, UnreadableForm, fingerprint
from tests.builders import an_alignment
from tests.slack.scenes import a_scene, core_catalogue


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


def test_the_fields_of_the_catalogue_are_valid_ids_of_blocks() -> None:
    assert all(len(field.key) <= 255 for field in core_catalogue())
