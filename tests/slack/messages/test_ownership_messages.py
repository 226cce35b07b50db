"""People are asked to own, told why they cannot, and told when somebody else cannot any more."""

from typing import Any

import pytest

from bot.domain.alignment import Consent, Status
from bot.domain.people import Ineligible
from bot.slack.ids import ActionId
from bot.slack.messages.ownership import (
    owner_left,
    ownership_accepted,
    ownership_asked,
    ownership_declined,
    ownership_refused,
)
from bot.slack.presses import Press
from tests.builders import an_alignment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, CY, a_scene, every_answer

EVERYTHING = (
    "capability",
    "input_schema",
    "output_format",
    "success_criteria",
    "ownership",
    "monitoring",
    "exception_rollback",
)


def asked(*names: str, consent: Consent = Consent.ASKED, **changes: Any) -> Any:
    """Return the scene in which Ana asks Ben to own these artifacts."""
    owners = {name: an_ownership(name, BEN, consent=consent) for name in names}
    alignment = an_alignment(facilitator=ANA, owners=owners, thread_ts="1.2", **changes)
    return a_scene(alignment, viewer=BEN, facts={"artifacts": list(names), "by": ANA})


def test_one_set_of_buttons_answers_for_all_artifacts() -> None:
    message = ownership_asked(asked("capability", "monitoring"))

    controls = message.blocks[-1]["elements"]
    assert [control["action_id"] for control in controls] == [ActionId.ACCEPT, ActionId.DECLINE, ActionId.HAND_OVER]
    assert {Press.of(control).names for control in controls} == {("capability", "monitoring")}
    assert "own *Capability definition and Monitoring and logging plan* of" in as_read(message)


def test_being_asked_for_everything_is_said_shortly() -> None:
    assert "asks you to own *every part* of" in as_read(ownership_asked(asked(*EVERYTHING)))


def test_the_thread_is_one_press_away() -> None:
    address = "https://slack.com/app_redirect?team=T1&amp;channel=C1&amp;message_ts=1.2"

    assert f"<{address}|Refund copilot>" in ownership_asked(asked("monitoring")).text


def test_somebody_who_accepted_already_is_not_asked() -> None:
    assert ownership_asked(asked("monitoring", consent=Consent.ACCEPTED)) is None


def test_somebody_who_was_replaced_meanwhile_is_not_asked() -> None:
    alignment = an_alignment(owners={"monitoring": an_ownership("monitoring", CY, consent=Consent.ASKED)})

    assert ownership_asked(a_scene(alignment, viewer=BEN, facts={"artifacts": ["monitoring"], "by": ANA})) is None


def test_nobody_is_asked_to_own_a_closed_alignment() -> None:
    assert ownership_asked(asked("monitoring", status=Status.CLOSED)) is None


def test_whoever_is_to_own_a_part_of_a_complete_spec_is_asked_and_told_that_nothing_is_open() -> None:
    shown = as_read(ownership_asked(asked("monitoring", status=Status.COMPLETE)))

    assert "own *Monitoring and logging plan* of" in shown
    assert "which is complete.\nNothing is open there now. The owner is asked when something is opened again." in shown


def test_only_what_is_still_asked_is_named() -> None:
    owners = {
        "capability": an_ownership("capability", BEN, consent=Consent.ASKED),
        "monitoring": an_ownership("monitoring", CY, consent=Consent.ASKED),
    }
    facts = {"artifacts": ["capability", "monitoring"], "by": ANA}

    message = ownership_asked(a_scene(an_alignment(owners=owners), viewer=BEN, facts=facts))

    assert Press.of(message.blocks[-1]["elements"][0]).names == ("capability",)


def test_the_thread_learns_who_accepted_and_who_declined() -> None:
    facts = {"person": BEN, "artifacts": ["monitoring"]}
    scene = a_scene(an_alignment(facilitator=ANA), viewer=None, facts=facts)

    assert ownership_accepted(scene).text == "<@U0BEN> accepted and owns Monitoring and logging plan."
    assert ownership_declined(scene).text == (
        "<@U0BEN> declined Monitoring and logging plan. Until somebody else takes it, <@U0ANA> owns it. "
        "To name somebody else, choose “Hand parts over” on the card."
    )


def test_nobody_is_sent_to_a_menu_that_the_card_of_a_complete_spec_has_not() -> None:
    facts = {"person": BEN, "artifacts": ["monitoring"]}
    complete = an_alignment(facilitator=ANA, status=Status.COMPLETE)

    assert ownership_declined(a_scene(complete, viewer=None, facts=facts)).text.endswith("<@U0ANA> owns it.")


@pytest.mark.parametrize("reason", Ineligible)
def test_a_refused_owner_is_refused_with_the_reason(reason: Ineligible) -> None:
    facts = {"person": CY, "artifacts": ["monitoring"], "reason": str(reason), "by": ANA}

    message = ownership_refused(a_scene(an_alignment(facilitator=ANA), viewer=None, facts=facts))

    assert message.text.startswith("<@U0CY> cannot own Monitoring and logging plan. ")
    assert message.text.endswith(" Until then, <@U0ANA> owns it.")
    assert "Please choose a person from this workspace." not in message.text


def test_whoever_handed_over_to_somebody_who_cannot_own_is_told() -> None:
    facts = {"person": CY, "artifacts": ["monitoring"], "reason": "guest", "by": BEN}

    message = ownership_refused(a_scene(an_alignment(facilitator=ANA), viewer=None, facts=facts))

    assert message.text.startswith("<@U0BEN>, you handed over to somebody who cannot take it. <@U0CY> cannot own ")


def test_a_facilitator_who_inherits_can_hand_over_at_once() -> None:
    facts = {"person": CY, "artifacts": ["monitoring"], "reason": "deactivated"}

    message = owner_left(a_scene(an_alignment(facilitator=ANA), viewer=ANA, facts=facts))

    assert "That account is deactivated." in message.text
    assert Press.of(message.blocks[-1]["elements"][0]).names == ("monitoring",)


def test_a_facilitator_is_not_told_of_parts_that_are_answered() -> None:
    facts = {"person": CY, "artifacts": ["monitoring"], "reason": "deactivated"}

    assert owner_left(a_scene(an_alignment(*every_answer(), facilitator=ANA), viewer=ANA, facts=facts)) is None
