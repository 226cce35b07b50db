"""The form that names somebody else as an owner."""

from bot.services.requests import HandOver
from bot.slack.forms.hand_over import hand_over_form, offered_artifacts, read_hand_over
from tests.builders import an_alignment, an_ownership
from tests.slack.scenes import ANA, BEN, CY, a_scene, shipped_words, submitted

WORDS = shipped_words()
SHARED = an_alignment(
    facilitator=ANA,
    owners={name: an_ownership(name, BEN) for name in ("capability", "monitoring")},
)


def test_what_a_person_owns_can_be_handed_over() -> None:
    assert offered_artifacts(a_scene(SHARED, viewer=BEN)) == ("capability", "monitoring")


def test_what_nobody_took_belongs_to_the_facilitator() -> None:
    assert "monitoring" not in offered_artifacts(a_scene(SHARED, viewer=ANA))
    assert "ownership" in offered_artifacts(a_scene(SHARED, viewer=ANA))


def test_an_artifact_that_was_named_is_offered_even_to_somebody_else() -> None:
    assert offered_artifacts(a_scene(SHARED, viewer=CY, facts={"artifacts": ["monitoring"]})) == ("monitoring",)


def test_somebody_who_owns_nothing_is_offered_everything() -> None:
    assert len(offered_artifacts(a_scene(SHARED, viewer=CY))) == 7


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
