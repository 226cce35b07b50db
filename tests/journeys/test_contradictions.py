"""Answers that cannot all be true, pasted schemas, and asking more: as people see it over the wire."""

from bot.slack.ids import ActionId, CardChoice
from tests.journeys.journey import Journey, Thread

TARGET = "At least 92 % of claims in the right queue, over 30 days."
WRONG = "Below 95 % of claims in the right queue over 7 days: stop."
FIELDS = "- claim_id: string, required\n- damage: number, required\n- note: string, optional"


def _answered(journey: Journey, thread: Thread, artifact: str, **answers: str) -> None:
    assert journey.submit(thread.form_for(journey.ana, artifact), **answers).ok


def test_a_contradiction_shows_in_the_thread_and_on_the_card_until_it_is_gone(journey: Journey) -> None:
    thread = journey.start()
    _answered(journey, thread, "success_criteria", success_criteria__metric=TARGET)

    _answered(journey, thread, "success_criteria", success_criteria__failure_threshold=WRONG)

    thread.waits_for("X10", "counts as failure", "Which one moves?")
    thread.waits_for_card("X10")

    _answered(journey, thread, "success_criteria", success_criteria__failure_threshold=WRONG.replace("95", "85"))

    journey.until(lambda: "X10" not in thread.card.everything)


def test_a_guest_who_is_to_be_alerted_is_noticed_once_slack_says_who_it_is(journey: Journey) -> None:
    guest = journey.newcomer(is_restricted=True)
    thread = journey.start()

    _answered(
        journey,
        thread,
        "monitoring",
        monitoring__alert=f"Share of claims in the right queue below 88 % over 24 h alerts <@{guest.id}>.",
    )

    thread.waits_for("X3", "who is a guest here")
    thread.waits_for_card("X3")


def test_pasted_fields_come_back_as_a_table_and_a_broken_example_with_its_path(journey: Journey) -> None:
    thread = journey.start()

    _answered(
        journey, thread, "input_schema", input_schema__fields=f'{FIELDS}\n{{"claim_id": "C-1", "damage": "much"}}'
    )

    told = thread.waits_for("3 fields, read from a list", "$.damage")
    (table,) = [block for block in told.blocks if block["type"] == "table"]
    assert [row[0]["text"] for row in table["rows"]] == ["Field", "claim_id", "damage", "note"]


def test_the_table_can_be_corrected(journey: Journey) -> None:
    thread = journey.start()
    _answered(journey, thread, "input_schema", input_schema__fields=FIELDS)
    told = thread.waits_for("3 fields, read from a list")

    form = journey.opens(journey.ana, told, ActionId.ANSWER, lambda press: press.f == "input_schema.fields")

    assert "Which fields does it receive" in form.everything


def test_more_is_asked_of_the_same_alignment_and_nothing_is_lost(journey: Journey) -> None:
    thread = journey.start()
    _answered(journey, thread, "success_criteria", success_criteria__metric=TARGET)

    submitted = journey.submit(thread.menu(journey.ana, CardChoice.DEEPEN), depth="high")

    assert not submitted.errors
    thread.waits_for("raised the depth to high", "Every answer is kept.")
    assert journey.ana.types("/aligned show", channel=thread.channel).ok
    shown = journey.told(journey.ana, thread.channel, "Who approved the use of the data")
    assert TARGET in shown.everything


def test_a_depth_can_be_typed(journey: Journey) -> None:
    thread = journey.start()

    assert journey.ana.types("/aligned depth standard", channel=thread.channel).ok
    journey.submit(journey.ana.waits_for_modal(timeout=15))

    thread.waits_for("raised the depth to standard")
