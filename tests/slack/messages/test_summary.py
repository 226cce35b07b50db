"""The completion summary says what was agreed, and what is different from the version before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.alignment import Alignment, Answer, Consent
from bot.domain.spec import spec_of
from bot.domain.verdict import Assessment
from bot.slack.messages.summary import summary
from tests.builders import OPENED_AT, WORKSPACE, a_waiver, an_alignment, an_assessment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import (
    ANA,
    BEN,
    CY,
    a_good_answer,
    a_partial_answer,
    a_scene,
    a_workspace,
    core_catalogue,
    every_answer,
)

DONE = an_alignment(
    *every_answer(),
    facilitator=ANA,
    owners={"monitoring": an_ownership("monitoring", BEN)},
    thread_ts="1.2",
    version=1,
)


def frozen(
    *versions: Alignment, at: datetime = OPENED_AT + timedelta(days=2, hours=3), taking: timedelta = timedelta()
) -> Any:
    """Return a scene in which these versions of one alignment were frozen, each taking so long after the one before."""
    database = a_workspace(versions[-1])
    with database.write() as tx:
        for number, version in enumerate(versions):
            tx.specs.freeze(WORKSPACE, spec_of(version, core_catalogue(), at + number * taking))
    return a_scene(versions[-1], database=database, viewer=None)


def test_every_part_is_named_with_what_matters_most() -> None:
    shown = as_read(summary(frozen(DONE), 1))

    assert "● *Monitoring and logging plan* · If more than 5 % of prescriptions fail to parse" in shown
    assert "● *Measurable success criteria* · success: Share of misrouted tickets at most 3 %" in shown
    assert " · failure: Failed if the share of misrouted tickets exceeds 8 %" in shown


def test_a_spec_all_of_which_is_left_open_is_not_called_complete() -> None:
    waivers = tuple(a_waiver(artifact.name) for artifact in core_catalogue().artifacts)

    message = summary(frozen(replace(DONE, answers={}, waivers=waivers)), 1)

    assert message is not None
    assert (
        "Refund copilot: every part is left open on purpose, version 1. None of 7 parts is executable." == message.text
    )
    assert "Refund copilot: left open on purpose" == message.blocks[0]["text"]["text"]


def test_what_is_left_open_is_said_in_the_first_sentence() -> None:
    answers = {key: answer for key, answer in DONE.answers.items() if not key.startswith("monitoring.")}

    message = summary(frozen(replace(DONE, answers=answers, waivers=(a_waiver("monitoring"),))), 1)

    assert message is not None
    assert "the spec is complete but for what is left open on purpose, version 1. 6 of 7 parts" in message.text
    assert "Refund copilot: complete but for what is left open" == message.blocks[0]["text"]["text"]


def test_owners_are_named_once() -> None:
    shown = as_read(summary(frozen(DONE), 1))

    assert "<@U0ANA> owns every part, except *Monitoring and logging plan* (<@U0BEN>)." in shown
    assert shown.count("<@U0BEN>") == 1


def test_one_owner_owns_every_part() -> None:
    assert "\n<@U0ANA> owns every part.\n" in as_read(summary(frozen(replace(DONE, owners={})), 1))


def test_whoever_has_not_accepted_yet_is_said_to_be_asked() -> None:
    owners = {"monitoring": an_ownership("monitoring", BEN, consent=Consent.ASKED)}

    shown = as_read(summary(frozen(replace(DONE, owners=owners)), 1))

    assert "<@U0ANA> owns every part, except *Monitoring and logging plan* (<@U0BEN>, asked)." in shown


def test_one_who_is_asked_for_every_part_does_not_own_it_yet() -> None:
    owners = {part.name: an_ownership(part.name, BEN, consent=Consent.ASKED) for part in core_catalogue().artifacts}

    assert "\n<@U0BEN> is asked to own every part.\n" in as_read(summary(frozen(replace(DONE, owners=owners)), 1))


def test_who_was_asked_after_it_was_frozen_is_not_named_for_another() -> None:
    asked = replace(DONE, version=2, owners={"monitoring": an_ownership("monitoring", CY, consent=Consent.ASKED)})

    assert "*Monitoring and logging plan* (<@U0BEN>)." in as_read(summary(frozen(DONE, asked), 1))


def agreed(*answers: Answer) -> str:
    """Return the summary of an alignment in which these answers replaced the examples."""
    changed = {answer.field: answer for answer in answers}
    return as_read(summary(frozen(replace(DONE, answers={**DONE.answers, **changed})), 1))


def found(**slots: str) -> Assessment:
    """Return the assessment of an executable answer in which these words were found."""
    return an_assessment(found=slots)


def test_of_the_input_only_the_names_of_its_fields_are_told() -> None:
    pasted = "- claim_id: string, required\n- filed_at: datetime, required\n- note: string, optional"

    assert "*Input schema* · claim_id, filed_at, note\n" in agreed(a_good_answer("input_schema.fields", pasted))


def test_the_output_is_told_by_its_form_and_the_names_of_its_fields() -> None:
    form = a_good_answer("output_format.format", "JSON with queue (string)", assessment=found(format="JSON"))
    fields = a_good_answer("output_format.output_fields", "- claim_id: string\n- queue: enum fast, manual")

    assert "*Output format* · JSON · claim_id, queue\n" in agreed(form, fields)


def test_many_fields_are_counted() -> None:
    pasted = "\n".join(f"- field_{n}: string, required" for n in range(30))

    assert "field_6, field_7, and 22 more\n" in agreed(a_good_answer("input_schema.fields", pasted))


def test_who_is_accountable_and_who_stands_in_are_mentioned() -> None:
    owner = a_good_answer("ownership.accountable_owner", "Me, since today.", ANA, assessment=found(person="Me"))
    stand_in = a_good_answer("ownership.backup_owner", f"<@{BEN}>", assessment=found(person=f"<@{BEN}>"))

    assert "*Ownership* · <@U0ANA> is accountable · <@U0BEN> stands in\n" in agreed(owner, stand_in)


def test_somebody_who_was_not_mentioned_is_named() -> None:
    stand_in = a_good_answer("ownership.backup_owner", "Dana Novak does.", assessment=found(person="Dana Novak"))

    assert " · Dana Novak stands in\n" in agreed(stand_in)


def test_the_rollback_is_told_with_its_time_limit() -> None:
    trigger = a_good_answer("exception_rollback.rollback_trigger", "More than 15 misrouted claims in 24 h.")
    procedure = a_good_answer(
        "exception_rollback.rollback_procedure",
        "Switch the flag off, within 15 minutes.",
        assessment=found(steps="Switch the flag off", time_limit="within 15 minutes"),
    )

    assert "rollback: More than 15 misrouted claims in 24 h · within 15 minutes\n" in agreed(trigger, procedure)


def test_the_text_says_the_point_by_itself() -> None:
    assert summary(frozen(DONE), 1).text == (
        "Refund copilot: the spec is complete, version 1. 7 of 7 parts are executable."
    )


def test_it_says_how_long_it_took_and_where_the_files_are() -> None:
    shown = as_read(summary(frozen(DONE), 1))

    assert "Meeting on 2 March 2026 · complete after 2 days · version 1 · its files are in the thread of <" in shown


@pytest.mark.parametrize(
    ("took", "expected"),
    [
        (timedelta(seconds=20), "complete after less than a minute"),
        (timedelta(minutes=1), "complete after 1 minute "),
        (timedelta(minutes=59), "complete after 59 minutes "),
        (timedelta(hours=1, minutes=30), "complete after 1 hour "),
        (timedelta(hours=23), "complete after 23 hours "),
        (timedelta(days=1), "complete after 1 day "),
        (timedelta(days=12), "complete after 12 days "),
    ],
)
def test_durations_are_said_in_their_largest_unit(took: timedelta, expected: str) -> None:
    assert expected in as_read(summary(frozen(DONE, at=OPENED_AT + took), 1))


def test_what_was_left_open_is_listed_with_reason_and_end() -> None:
    unanswered = {answer.field: answer for answer in every_answer() if not answer.field.startswith("monitoring.")}
    waived = replace(DONE, answers=unanswered, waivers=(a_waiver("monitoring", author=ANA, reason="<!here> later"),))

    shown = as_read(summary(frozen(waived), 1))

    assert "6 of 7 parts are executable. The others are left open on purpose." in shown
    assert "◇ *Monitoring and logging plan* · waived\n" in shown
    assert "• Monitoring and logging plan, until 2 April 2026 (<@U0ANA>): @here later" in shown


def test_what_cannot_be_executed_is_not_quoted_as_agreed() -> None:
    vague = a_partial_answer("monitoring.alert", "I don't understand the question")
    kept = {key: answer for key, answer in DONE.answers.items() if not key.startswith("monitoring.")}
    waived = replace(DONE, answers={**kept, vague.field: vague}, waivers=(a_waiver("monitoring"),))

    shown = as_read(summary(frozen(waived), 1))

    assert "◇ *Monitoring and logging plan* · waived\n" in shown
    assert "understand" not in shown


def test_of_a_part_that_is_open_in_part_what_was_agreed_is_quoted() -> None:
    vague = a_partial_answer("exception_rollback.rollback_trigger", "who are you?")
    waiver = a_waiver("exception_rollback.rollback_trigger")
    waived = replace(DONE, answers={**DONE.answers, vague.field: vague}, waivers=(waiver,))

    (line,) = [line for line in as_read(summary(frozen(waived), 1)).splitlines() if line.startswith("◇")]

    assert line.startswith("◇ *Exception and rollback model* · ")
    assert line.endswith(" (waived)")
    assert "rollback: " not in line


def test_a_later_version_names_what_changed() -> None:
    amended = a_good_answer("monitoring.alert", "At 7 % the on-call pharmacist is called.", revision=2)
    second = replace(DONE, version=2, answers={**DONE.answers, amended.field: amended})

    shown = as_read(summary(frozen(DONE, second), 2))

    assert "This is version 2. Changed: What raises an alarm." in shown


def test_a_later_version_says_how_long_it_came_after_the_one_before() -> None:
    second = replace(DONE, version=2)
    scene = frozen(DONE, second, taking=timedelta(days=14))

    assert " · version 2, 14 days after version 1 · its files" in as_read(summary(scene, 2))


def test_a_later_version_is_shown_even_when_the_one_before_is_unknown() -> None:
    second = replace(DONE, version=2)

    shown = as_read(summary(frozen(second), 2))

    assert "This is version 2.\n" in shown
    assert "Meeting on 2 March 2026 · version 2 · its files" in shown


def test_a_version_that_was_never_frozen_has_no_summary() -> None:
    assert summary(frozen(DONE), 7) is None


def test_a_frozen_version_is_shown_as_it_was_frozen() -> None:
    scene = frozen(DONE)

    assert scene.reporting.spec(WORKSPACE, "A1", 1).frozen_at == datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    assert "version 1" in as_read(summary(scene, 1))
