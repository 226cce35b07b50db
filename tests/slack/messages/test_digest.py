"""The digest names what is owed, asks one question, and says how to be left alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.alignment import ENDLESS, Alignment, Escalation, Provenance
from bot.services.reporting import Reminder
from bot.slack.ids import ActionId, Later
from bot.slack.messages.digest import digest, first_asked, owed_now
from bot.slack.presses import Press
from tests.builders import OPENED_AT, WORKSPACE, a_silence, an_alignment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, CY, a_partial_answer, a_scene, a_workspace, every_answer

BENS = {name: an_ownership(name, BEN) for name in ("success_criteria", "monitoring")}
OWED = an_alignment(facilitator=ANA, owners=BENS, thread_ts="1.2")


def bens_scene(*alignments: Alignment, next_at: datetime | None = None) -> Any:
    """Return what Ben's digest is made of."""
    database = a_workspace(*alignments)
    with database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, BEN, next_at)
    return a_scene(*alignments, database=database, alignment_id=None, viewer=BEN)


def bens_digest(
    *alignments: Alignment, next_at: datetime | None = None, next_stand_in: str | None = None, **options: Any
) -> Any:
    """Return the digest Ben gets, with the next one at that instant."""
    scene = bens_scene(*alignments, next_at=next_at)
    debts = scene.reporting.debts_of(WORKSPACE, BEN)
    return digest(scene, Reminder(debts=debts, next_at=next_at, next_stand_in=next_stand_in), **options)


def many(count: int) -> list[Alignment]:
    """Return so many alignments that Ben owes something, the oldest first."""
    return [
        replace(OWED, id=f"A{number}", title=f"Number {number}", opened_at=OPENED_AT + timedelta(hours=number))
        for number in range(1, count + 1)
    ]


def test_the_text_says_the_point_by_itself() -> None:
    message = bens_digest(OWED)

    assert message.text.startswith("5 questions are waiting for your answer. The first: The number that means failure")


def test_a_single_question_is_not_called_questions() -> None:
    answered = {answer.field: answer for answer in every_answer() if answer.field != "monitoring.alert"}

    assert (
        bens_digest(replace(OWED, answers=answered)).text
        == "One question is waiting for your answer. It is: What raises an alarm"
    )


def test_every_owed_artifact_is_named_with_its_sharpest_gap() -> None:
    shown = as_read(bens_digest(OWED))

    assert "• Measurable success criteria: The number that means failure, and 1 more\n" in shown
    assert "• Monitoring and logging plan: What raises an alarm, and 2 more\n" in shown


def test_every_way_out_is_offered() -> None:
    controls = next(block for block in bens_digest(OWED).blocks if block["type"] == "actions")["elements"]

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
    assert [int(later) for later in Later if later is not Later.NEVER] == [1, 2, 5]


def test_what_was_muted_is_not_in_the_digest() -> None:
    muted = replace(OWED, silences={BEN: a_silence(BEN, until=ENDLESS)})

    assert bens_digest(muted) is None


def test_muting_is_the_last_choice_and_not_for_a_stand_in() -> None:
    own, in_place = (
        [
            option
            for block in rendered.blocks
            for each in block.get("elements", [])
            for option in each.get("options", [])
        ]
        for rendered in (bens_digest(OWED), bens_digest(OWED, stand_in=CY))
    )

    assert Press(a="A1", x=Later.NEVER) == Press.decode(own[-1]["value"])
    assert len(own) - 1 == len(in_place)


def test_it_says_why_when_again_and_who_hears_of_it() -> None:
    shown = as_read(bens_digest(OWED, next_at=datetime(2026, 3, 4, 14, 30, tzinfo=UTC)))

    assert "You get this at most once a day, because you own these parts. Next reminder: <!date^1772634600^" in shown
    assert "What is still open after 3 reminders is shown to <@U0ANA>, after 5 in its thread." in shown
    assert shown.endswith("[Change my reminders]")


@pytest.mark.parametrize(
    ("stand_in", "next_stand_in", "said"),
    [
        (CY, CY, "because you stand in for <@U0BEN>. Next reminder: <!date^1772634600^{}|2026-03-04 14:30 UTC>.\n"),
        (CY, None, "2026-03-04 14:30 UTC>, to <@U0BEN>, who is back then.\n"),
        (CY, ANA, "2026-03-04 14:30 UTC>, to <@U0ANA>, who stands in.\n"),
        (None, CY, "2026-03-04 14:30 UTC>, to <@U0CY>, who stands in. Another time?"),
    ],
    ids=["the same stand-in", "the absent one", "another stand-in", "a stand-in from then on"],
)
def test_it_says_who_gets_the_next_one_in_place_of_the_reader(
    stand_in: str | None, next_stand_in: str | None, said: str
) -> None:
    next_at = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)

    shown = as_read(bens_digest(OWED, next_at=next_at, next_stand_in=next_stand_in, stand_in=stand_in))

    assert said.format("{date_short_pretty} {time}") in shown


def test_a_reminder_of_the_past_is_not_announced() -> None:
    shown = as_read(bens_digest(OWED, next_at=datetime(2026, 3, 1, 14, 30, tzinfo=UTC)))

    assert "Next reminder" not in shown


def test_a_facilitator_is_not_threatened_with_themselves() -> None:
    shown = as_read(bens_digest(replace(OWED, facilitator=BEN)))

    assert "What is still open after 5 reminders is shown in its thread." in shown


@pytest.mark.parametrize(
    ("escalation", "said"),
    [
        (Escalation.NOBODY, "What is still open after 3 reminders is shown to <@U0ANA>, after 5 in its thread."),
        (Escalation.FACILITATOR, "What is still open after 5 reminders is shown in its thread."),
        (Escalation.THREAD, ""),
    ],
)
def test_what_has_happened_is_not_announced(escalation: Escalation, said: str) -> None:
    told = {name: replace(owned, escalation=escalation) for name, owned in BENS.items()}

    shown = as_read(bens_digest(replace(OWED, owners=told)))

    assert said in shown
    assert bool(said) is ("What is still open" in shown)


def test_what_came_after_a_promise_is_brought_up_and_nothing_else() -> None:
    later = OPENED_AT + timedelta(minutes=1)
    owners = {**BENS, "monitoring": an_ownership("monitoring", BEN, since=later)}
    promise = a_silence(BEN, is_promise=True)

    (debt,) = owed_now(bens_scene(replace(OWED, owners=owners, silences={BEN: promise})))

    assert ("monitoring",) == debt.artifacts


def test_nothing_owed_is_nothing_said() -> None:
    answered = replace(OWED, answers={answer.field: answer for answer in every_answer()})

    assert bens_digest(answered) is None
    assert bens_digest() is None


def test_what_was_promised_or_snoozed_is_left_out() -> None:
    silent = replace(OWED, silences={BEN: a_silence(BEN, until=datetime(2026, 3, 9, 9, 0, tzinfo=UTC))})

    assert bens_digest(silent) is None


def test_a_promise_that_ran_out_is_spoken_of_again() -> None:
    over = replace(OWED, silences={BEN: a_silence(BEN, until=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))})

    assert len(owed_now(bens_scene(over))) == 1


def test_the_silence_of_somebody_else_spares_nobody() -> None:
    other = replace(OWED, silences={ANA: a_silence(ANA, until=datetime(2026, 3, 9, 9, 0, tzinfo=UTC))})

    assert len(owed_now(bens_scene(other))) == 1


def test_an_alignment_whose_channel_is_out_of_reach_is_left_out() -> None:
    assert bens_digest(replace(OWED, is_muted=True)) is None


def test_five_alignments_are_shown_and_the_rest_counted() -> None:
    message = bens_digest(*many(7))

    assert message.text.startswith("35 questions are waiting for your answer, in 7 alignments.")
    assert "2 more alignments wait for you." in as_read(message)
    assert "Number 5" in as_read(message)
    assert "Number 6" not in as_read(message)


def test_one_alignment_more_is_counted_as_one() -> None:
    shown = as_read(bens_digest(*many(6)))

    assert "1 more alignment waits for you. It is in Aligned, under Home." in shown


def test_only_the_first_button_stands_out() -> None:
    rows = [block for block in bens_digest(*many(3)).blocks if block["type"] == "actions"]

    assert [row["elements"][0].get("style") for row in rows] == ["primary", None, None, None]


def half_answered(author: str, provenance: Provenance) -> Alignment:
    """Return an alignment in which somebody began to answer one of Ben's lighter questions."""
    half = a_partial_answer("monitoring.review_cadence", "often", author, provenance=provenance)
    return replace(OWED, answers={half.field: half}, asked=(half.field,))


def test_a_person_is_asked_first_what_they_left_half_answered_in_their_messages() -> None:
    debt = owed_now(bens_scene(half_answered(BEN, Provenance.DIRECT)))[0]

    assert first_asked(debt).field.key == "monitoring.review_cadence"


def test_of_what_was_half_answered_only_what_is_missing_is_asked() -> None:
    shown = as_read(bens_digest(half_answered(BEN, Provenance.DIRECT)))

    assert "*Who looks, and how often*: “often” is no rhythm a calendar knows. How often exactly?\n---" in shown


@pytest.mark.parametrize(("author", "provenance"), [(ANA, Provenance.DIRECT), (BEN, Provenance.THREAD)])
def test_what_was_begun_elsewhere_does_not_come_before_the_sharpest_gap(author: str, provenance: Provenance) -> None:
    debt = owed_now(bens_scene(half_answered(author, provenance)))[0]

    assert first_asked(debt).field.key == "success_criteria.failure_threshold"


def test_what_was_put_off_is_not_asked_first() -> None:
    debt = owed_now(bens_scene(replace(OWED, skipped=("success_criteria.failure_threshold",))))[0]

    assert first_asked(debt).field.key == "success_criteria.metric"


def test_the_button_says_whether_it_answers_all_or_the_first_of_the_parts() -> None:
    one = replace(OWED, owners={"monitoring": an_ownership("monitoring", BEN)})

    assert "[Answer the first part]" in as_read(bens_digest(OWED))
    assert "[Answer this part]" in as_read(bens_digest(one))


def test_a_question_that_is_asked_but_unanswered_goes_by_consequence() -> None:
    debt = owed_now(bens_scene(replace(OWED, asked=("monitoring.review_cadence",))))[0]

    assert first_asked(debt).field.key == "success_criteria.failure_threshold"


def test_many_owed_artifacts_of_one_alignment_are_counted() -> None:
    everything = replace(OWED, facilitator=BEN, owners={})

    assert "• and 3 more parts" in as_read(bens_digest(everything))
