"""The form that names somebody else as an owner."""

from dataclasses import replace
from typing import Any

import pytest

from bot.services.requests import HandOver
from bot.slack.forms.hand_over import hand_over_form, offered_artifacts, read_hand_over
from tests.builders import an_alignment, an_ownership
from tests.slack.scenes import ANA, BEN, CY, a_scene, core_catalogue, shipped_words, submitted

WORDS = shipped_words()
SHARED = an_alignment(
    facilitator=ANA,
    owners={name: an_ownership(name, BEN) for name in ("capability", "monitoring")},
)

BENS = {part.name: an_ownership(part.name, BEN) for part in core_catalogue().artifacts}


def test_what_a_person_owns_can_be_handed_over() -> None:
    assert offered_artifacts(a_scene(SHARED, viewer=BEN)) == ("capability", "monitoring")


def test_the_facilitator_is_offered_everything_their_own_first() -> None:
    offered = offered_artifacts(a_scene(SHARED, viewer=ANA))

    assert (7, ("capability", "monitoring")) == (len(offered), offered[-2:])


def test_of_what_the_facilitator_is_offered_their_own_is_ticked() -> None:
    view = hand_over_form(a_scene(SHARED, viewer=ANA))

    request = read_hand_over(submitted(view, to={"selected_user": CY}), WORDS)

    assert ("input_schema", "output_format", "success_criteria", "ownership", "exception_rollback") == request.artifacts


def test_a_facilitator_who_owns_nothing_hands_everything_over() -> None:
    view = hand_over_form(a_scene(replace(SHARED, facilitator=CY, owners=BENS), viewer=CY))

    assert 7 == len(read_hand_over(submitted(view, to={"selected_user": ANA}), WORDS).artifacts)


@pytest.mark.parametrize("facts", [{}, {"artifacts": ["monitoring"]}])
def test_somebody_who_owns_nothing_any_more_reads_so_at_once(facts: dict[str, Any]) -> None:
    view = hand_over_form(a_scene(SHARED, viewer=CY, facts=facts))

    assert "submit" not in view
    assert view["blocks"][0]["text"]["text"].startswith("Only the owner or the person who started")


def test_what_was_named_and_is_handed_over_already_is_not_offered_again() -> None:
    view = hand_over_form(a_scene(SHARED, viewer=BEN, facts={"artifacts": ["monitoring", "ownership"]}))

    assert ("monitoring",) == read_hand_over(submitted(view, to={"selected_user": CY}), WORDS).artifacts


def test_only_what_was_named_is_ticked() -> None:
    view = hand_over_form(a_scene(SHARED, viewer=BEN, facts={"artifacts": ["monitoring"]}))

    request = read_hand_over(submitted(view, to={"selected_user": CY}), WORDS)

    assert HandOver(alignment_id="A1", artifacts=("monitoring",), to=CY) == request


def test_everything_owned_is_ticked_when_nothing_was_named() -> None:
    view = hand_over_form(a_scene(SHARED, viewer=BEN))

    request = read_hand_over(submitted(view, to={"selected_user": CY}), WORDS)

    assert HandOver(alignment_id="A1", artifacts=("capability", "monitoring"), to=CY) == request


def test_a_new_owner_must_be_named() -> None:
    view = hand_over_form(a_scene(SHARED, viewer=BEN))

    assert read_hand_over(submitted(view), WORDS) == {"to": "Please choose a person."}


def test_something_must_be_ticked() -> None:
    view = hand_over_form(a_scene(SHARED, viewer=BEN))
    filled = submitted(view, artifacts={"selected_options": []}, to={"selected_user": CY})

    assert read_hand_over(filled, WORDS) == {"artifacts": "Please choose at least one part."}
