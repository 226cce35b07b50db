"""The form that answers several questions at once."""

from typing import Any

import pytest

from bot.domain.alignment import Answer
from bot.services.requests import Answers
from bot.slack.forms.answer import answer_form, read_answers
from bot.slack.forms.reading import VALUE
from tests.builders import an_alignment
from tests.slack.scenes import ANA, BEN, a_good_answer, a_partial_answer, a_scene, shipped_words, submitted

WORDS = shipped_words()
DECISION, METRIC = "capability.decision", "success_criteria.metric"


def inputs_of(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the inputs of a view by their block."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def test_the_named_fields_are_asked_in_their_order() -> None:
    scene = a_scene(an_alignment(), facts={"fields": [METRIC, DECISION]})

    assert list(inputs_of(answer_form(scene))) == [METRIC, DECISION]


def test_an_artifact_is_asked_for_what_is_open_the_sharpest_first() -> None:
    scene = a_scene(an_alignment(a_good_answer(METRIC)), facts={"artifact": "success_criteria"})

    assert list(inputs_of(answer_form(scene))) == ["success_criteria.failure_threshold"]


def test_an_artifact_with_nothing_open_can_be_amended() -> None:
    fields = ("ownership.accountable_owner", "ownership.backup_owner")
    scene = a_scene(an_alignment(*(a_good_answer(key) for key in fields)), facts={"artifact": "ownership"})

    assert tuple(inputs_of(answer_form(scene))) == fields


def test_at_most_six_questions_are_asked_at_once() -> None:
    assert len(inputs_of(answer_form(a_scene(an_alignment())))) == 6


def test_a_field_the_catalogue_no_longer_has_is_left_out() -> None:
    scene = a_scene(an_alignment(), facts={"fields": [DECISION, "capability.gone"]})

    assert list(inputs_of(answer_form(scene))) == [DECISION]


def test_every_question_comes_with_an_example() -> None:
    block = inputs_of(answer_form(a_scene(an_alignment(), facts={"field": DECISION})))[DECISION]

    assert block["label"]["text"].startswith("Which single decision")
    assert block["hint"]["text"].startswith("Example: Routes each")


def test_what_was_said_is_filled_in_and_what_is_missing_is_asked() -> None:
    alignment = an_alignment(a_partial_answer(METRIC, "fast &amp; cheap", lacking="window"))

    view = answer_form(a_scene(alignment, facts={"field": METRIC}))

    assert inputs_of(view)[METRIC]["element"]["initial_value"] == "fast & cheap"
    assert view["blocks"][-1]["elements"][0]["text"].startswith("Still open: “fast &amp; cheap” is no period")


def test_answers_carry_the_revisions_they_were_written_against() -> None:
    alignment = an_alignment(a_partial_answer(METRIC, "fast", revision=4))
    view = answer_form(a_scene(alignment, facts={"fields": [METRIC, DECISION]}))
    filled = submitted(view, **{METRIC: {"value": " at most 3 % "}, DECISION: {"value": "It routes tickets."}})

    answers = read_answers(filled, WORDS)

    texts = {METRIC: "at most 3 %", DECISION: "It routes tickets."}
    assert Answers(alignment_id="A1", texts=texts, seen={METRIC: 4, DECISION: 0}) == answers


def test_what_was_left_as_it_was_is_not_answered_again() -> None:
    alignment = an_alignment(a_partial_answer(METRIC, "fast,\n97 %"))
    view = answer_form(a_scene(alignment, facts={"fields": [METRIC, DECISION]}))
    filled = submitted(view, **{METRIC: {"value": "fast,\r\n97 % "}, DECISION: {"value": "It routes tickets."}})

    assert set(read_answers(filled, WORDS).texts) == {DECISION}


def test_a_form_without_a_change_stays_open_and_says_so() -> None:
    view = answer_form(a_scene(an_alignment(a_partial_answer(METRIC, "fast")), facts={"field": METRIC}))

    errors = read_answers(submitted(view), WORDS)

    assert errors == {METRIC: "Nothing has changed yet. Write an answer, or cancel."}


def test_an_answer_too_long_to_edit_is_neither_cut_nor_lost() -> None:
    alignment = an_alignment(a_good_answer(METRIC, "long " * 900))
    view = answer_form(a_scene(alignment, facts={"fields": [METRIC, DECISION]}))

    assert "initial_value" not in inputs_of(view)[METRIC]["element"]
    assert "too long to edit here (4500 characters)" in str(view)
    filled = submitted(view, **{DECISION: {"value": "It routes tickets."}})
    assert set(read_answers(filled, WORDS).texts) == {DECISION}


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_emptied_input_takes_nothing_back(text: str) -> None:
    view = answer_form(a_scene(an_alignment(a_partial_answer(METRIC, "fast")), facts={"fields": [METRIC, DECISION]}))
    filled = submitted(view, **{METRIC: {"value": text}, DECISION: {"value": "It routes tickets."}})

    assert set(read_answers(filled, WORDS).texts) == {DECISION}


def test_the_ids_of_inputs_do_not_change_between_editions_of_a_form() -> None:
    before = answer_form(a_scene(an_alignment(), facts={"field": METRIC}))
    after = answer_form(a_scene(an_alignment(a_partial_answer(METRIC, "fast")), viewer=BEN, facts={"field": METRIC}))

    ids = [[(key, block["element"]["action_id"]) for key, block in inputs_of(view).items()] for view in (before, after)]
    assert ids[0] == ids[1]


OWNER, STAND_IN = "ownership.accountable_owner", "ownership.backup_owner"


def owner_form(*answers: Answer) -> dict[str, Any]:
    """Return the form that asks who is accountable and who stands in."""
    return answer_form(a_scene(an_alignment(*answers), facts={"fields": [OWNER, STAND_IN]}))


def test_who_owns_something_is_chosen_since_nobody_can_be_mentioned_in_a_text_input() -> None:
    elements = [block["element"]["type"] for block in inputs_of(owner_form()).values()]

    assert elements == ["users_select", "users_select"]


def test_choosing_a_person_mentions_them() -> None:
    answers = read_answers(submitted(owner_form(), **{STAND_IN: {"selected_user": BEN}}), WORDS)

    assert answers.texts == {STAND_IN: f"<@{BEN}>"}


def test_the_one_person_who_was_named_is_chosen_already() -> None:
    view = owner_form(a_good_answer(STAND_IN, f"<@{BEN}> stands in."))

    assert inputs_of(view)[STAND_IN]["element"]["initial_user"] == BEN


@pytest.mark.parametrize("text", ["Me, since today.", f"<@{BEN}> while <@{ANA}> is away"])
def test_nobody_is_chosen_already_where_it_is_not_clear_who_was_named(text: str) -> None:
    view = owner_form(a_good_answer(STAND_IN, text))

    assert "initial_user" not in inputs_of(view)[STAND_IN]["element"]


def test_whoever_was_chosen_already_is_not_answered_again() -> None:
    view = owner_form(a_good_answer(STAND_IN, f"<@{BEN}> stands in."))

    answers = read_answers(submitted(view, **{OWNER: {"selected_user": ANA}}), WORDS)

    assert answers.texts == {OWNER: f"<@{ANA}>"}


def test_an_input_for_a_person_keeps_its_ids() -> None:
    ids = {key: block["element"]["action_id"] for key, block in inputs_of(owner_form()).items()}

    assert ids == {OWNER: VALUE, STAND_IN: VALUE}
