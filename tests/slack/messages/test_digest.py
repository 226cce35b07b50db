"""The digest names what is owed, asks one question, and says how to be left alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.alignment import Alignment
from bot.slack.ids import ActionId, Later
from bot.slack.messages.digest import digest, first_asked, owed_now
from bot.slack.presses import Press
from tests.builders import OPENED_AT, WORKSPACE, a_silence, an_alignment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_partial_answer, a_scene, a_workspace, every_answer

BENS = {name: an_ownership(name, BEN) for name in ("success_criteria", "monitoring")}
OWED = an_alignment(facilitator=ANA, owners=BENS, thread_ts="1.2")


def bens_scene(*alignments: Alignment, next_at: datetime | None = None) -> Any:
    """Return what Ben's digest is made of."""
    database = a_workspace(*alignments)
    with database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, BEN, next_at)
    return a_scene(*alignments, database=database, alignment_id=None, viewer=BEN)


def many(count: int) -> list[Alignment]:
    """Return so many alignments that Ben owes something, the oldest first."""
    return [
        replace(OWED, id=f"A{number}", title=f"Number {number}", opened_at=OPENED_AT + timedelta(hours=number))
        for number in range(1, count + 1)
    ]


def test_the_text_says_the_point_by_itself() -> None:
    message = digest(bens_scene(OWED))

    assert message.text.startswith("You owe 5 answers. The first: At which value of which number do you call it failed")


def test_one_owed_answer_is_not_called_answers() -> None:
    answered = {answer.field: answer for answer in every_answer() if answer.field != "monitoring.alert"}

    assert digest(bens_scene(replace(OWED, answers=answered))).text.startswith("You owe 1 answer. The first: Which")


def test_every_owed_artifact_is_named_with_its_sharpest_gap() -> None:
    shown = as_read(digest(bens_scene(OWED)))

    assert "• Measurable success criteria: The number that means failure\n" in shown
    assert "• Monitoring and logging plan: What raises an alarm\n" in shown


def test_every_way_out_is_offered() -> None:
    controls = next(block for block in digest(bens_scene(OWED)).blocks if block["type"] == "actions")["elements"]

    answer, later, promise, not_mine, not_needed = controls
    assert [control["action_id"] for control in controls] == [
        ActionId.ANSWER,
        ActionId.LATER,
        ActionId.PROMISE,
        ActionId.NOT_MINE,
        ActionId.NOT_NEEDED,
    ]
    assert Press(a="A1", r="success_criteria") == Press.of(answer) == Press.of(not_needed)
    assert [Press.decode(option["value"]) for option in later["options"]] == [Press(a="A1", x=each) for each in Later]
    assert Press(a="A1") == Press.of(promise)
    assert Press.of(not_mine).names == ("success_criteria", "monitoring")


def test_mornings_are_counted_in_working_days() -> None:
    assert [int(later) for later in Later] == [1, 2, 5]


def test_it_says_why_when_again_and_who_hears_of_it() -> None:
    shown = as_read(digest(bens_scene(OWED, next_at=datetime(2026, 3, 4, 14, 30, tzinfo=UTC))))

    assert "You get this at most once a day, because you own these parts. Next reminder: <!date^1772634600^" in shown
    assert "If a part stays open, <@U0ANA> will hear of it after 3 reminders, and its thread after 5." in shown
    assert shown.endswith("[Change my reminders]")


def test_a_reminder_of_the_past_is_not_announced() -> None:
    shown = as_read(digest(bens_scene(OWED, next_at=datetime(2026, 3, 1, 14, 30, tzinfo=UTC))))

    assert "Next reminder" not in shown


def test_a_facilitator_is_not_threatened_with_themselves() -> None:
    shown = as_read(digest(bens_scene(replace(OWED, facilitator=BEN))))

    assert "If a part stays open, its thread after 5." not in shown
    assert "If a part stays open, its thread hears of it after 5 reminders." in shown


def test_nothing_owed_is_nothing_said() -> None:
    answered = replace(OWED, answers={answer.field: answer for answer in every_answer()})

    assert digest(bens_scene(answered)) is None
    assert digest(bens_scene()) is None


def test_what_was_promised_or_snoozed_is_left_out() -> None:
    silent = replace(OWED, silences={BEN: a_silence(BEN, until=datetime(2026, 3, 9, 9, 0, tzinfo=UTC))})

    assert digest(bens_scene(silent)) is None


def test_a_promise_that_ran_out_is_spoken_of_again() -> None:
    over = replace(OWED, silences={BEN: a_silence(BEN, until=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))})

    assert len(owed_now(bens_scene(over))) == 1


def test_the_silence_of_somebody_else_spares_nobody() -> None:
    other = replace(OWED, silences={ANA: a_silence(ANA, until=datetime(2026, 3, 9, 9, 0, tzinfo=UTC))})

    assert len(owed_now(bens_scene(other))) == 1


def test_an_alignment_whose_channel_is_out_of_reach_is_left_out() -> None:
    assert digest(bens_scene(replace(OWED, is_muted=True))) is None


def test_five_alignments_are_shown_and_the_rest_counted() -> None:
    message = digest(bens_scene(*many(7)))

    assert message.text.startswith("You owe 35 answers in 7 alignments.")
    assert "2 more alignments wait for you." in as_read(message)
    assert "Number 5" in as_read(message)
    assert "Number 6" not in as_read(message)


def test_only_the_first_button_stands_out() -> None:
    rows = [block for block in digest(bens_scene(*many(3))).blocks if block["type"] == "actions"]

    assert [row["elements"][0].get("style") for row in rows] == ["primary", None, None, None]


def test_the_first_question_is_the_one_that_was_left_half_answered() -> None:
    half = a_partial_answer("monitoring.review_cadence", "often", BEN)
    begun = replace(OWED, answers={half.field: half}, asked=(half.field,))

    debt = owed_now(bens_scene(begun))[0]

    assert first_asked(debt).field.key == half.field


def test_a_question_that_is_asked_but_unanswered_goes_by_consequence() -> None:
    debt = owed_now(bens_scene(replace(OWED, asked=("monitoring.review_cadence",))))[0]

    assert first_asked(debt).field.key == "success_criteria.failure_threshold"


def test_many_owed_artifacts_of_one_alignment_are_counted() -> None:
    everything = replace(OWED, facilitator=BEN, owners={})

    assert "• and 3 more parts" in as_read(digest(bens_scene(everything)))
