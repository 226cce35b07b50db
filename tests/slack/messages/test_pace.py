"""Promises, snoozes, waivers, escalations, and endings are said once, shortly, and only while they matter."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.alignment import Escalation, Status
from bot.domain.people import NudgePreferences
from bot.services.reporting import Reporting
from bot.slack.ids import ActionId
from bot.slack.messages.pace import (
    closed,
    escalated,
    muted,
    promise_broken,
    promise_moved,
    promised,
    settled,
    snoozed,
    stand_in_named,
    waived,
    waiver_ended,
)
from bot.slack.presses import Press
from tests.builders import WORKSPACE, an_alignment, an_ownership
from tests.fakes import StoppedClock
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, CY, a_scene, a_workspace, core_catalogue, every_answer

OWNED = an_alignment(facilitator=ANA, owners={"monitoring": an_ownership("monitoring", BEN)})
ANSWERED = replace(OWNED, answers={answer.field: answer for answer in every_answer()})
CLOSED = replace(OWNED, status=Status.CLOSED)
HANDED_OVER = replace(OWNED, owners={"monitoring": an_ownership("monitoring", CY)})
LATE = {"person": BEN, "artifacts": ["monitoring"], "since": "2026-02-20"}
BROKEN = {"person": BEN, "on": "2026-03-01", "artifacts": ["monitoring"]}
MADE_AT = "2026-03-02T09:00:00+00:00"


def reporting_of(preferences: NudgePreferences) -> Reporting:
    """Return what is known while Ben prefers this."""
    clock = StoppedClock()
    database = a_workspace(OWNED, clock=clock)
    with database.write() as tx:
        tx.people.put_preferences(WORKSPACE, BEN, preferences)
    return Reporting(database=database, catalogue=core_catalogue(), clock=clock)


def about(alignment: Any = OWNED, viewer: str | None = None, **facts: Any) -> Any:
    """Return a scene with these facts."""
    return a_scene(alignment, viewer=viewer, facts=facts)


@pytest.mark.parametrize("render", [promised, snoozed])
def test_silence_names_its_end_in_the_zone_of_the_reader_and_can_be_undone(render: Any) -> None:
    message = render(about(viewer=BEN, until="2026-03-05T14:30:00+00:00", on="2026-03-05", made_at=MADE_AT))

    undo = message.blocks[-1]["elements"][0]
    assert "<!date^1772721000^{date_short_pretty} {time}|2026-03-05 14:30 UTC>" in message.text
    assert undo["action_id"] == ActionId.UNDO_SILENCE
    assert Press(a="A1", x=MADE_AT) == Press.of(undo)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Escalation.NOBODY, "What stays open is shown to <@U0ANA> after 3 reminders in all, in its thread after 5: "),
        (Escalation.FACILITATOR, "What stays open is shown in its thread after 5 reminders in all: "),
        (Escalation.THREAD, "shows it as muted. If it is not yours"),
    ],
)
def test_a_mute_names_only_whom_it_was_not_told_yet(told: Escalation, said: str) -> None:
    owned = replace(OWNED, owners={"monitoring": an_ownership("monitoring", BEN, nudges=3, escalation=told)})

    assert said in muted(about(owned, viewer=BEN, made_at=MADE_AT)).text


def test_a_broken_promise_is_told_with_what_is_still_open() -> None:
    message = promise_broken(about(viewer=ANA, **BROKEN))

    assert message.text.startswith("<@U0BEN> promised to answer ")
    assert "by 1 March 2026. Still open: Monitoring and logging plan." in message.text


def test_a_broken_promise_of_somebody_without_digests_announces_no_reminder() -> None:
    message = promise_broken(about(viewer=ANA, **BROKEN, unreminded="off"))

    assert "They have switched their reminders off, so Aligned reminds them of nothing. A word from" in message.text
    assert "reminds them again" not in message.text


def test_whoever_hears_of_a_broken_promise_can_hand_over() -> None:
    message = promise_broken(about(viewer=ANA, **BROKEN))

    button = message.blocks[-1]["elements"][0]
    assert (ActionId.HAND_OVER, ("monitoring",)) == (button["action_id"], Press.of(button).names)


@pytest.mark.parametrize("alignment", [ANSWERED, CLOSED])
def test_a_promise_that_was_kept_after_all_is_not_called_broken(alignment: Any) -> None:
    assert promise_broken(about(alignment, viewer=ANA, **BROKEN)) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"promised": "2026-03-09"}, "by 1 March 2026. The day is 9 March 2026 now. Still open: "),
        ({"put_off": "2026-03-09"}, "by 1 March 2026, and put that off until 9 March 2026. Still open: "),
        ({"put_off": "2026-03-09", "by": CY}, "1 March 2026. <@U0CY> stands in and put that off until 9 March 2026. "),
        ({}, "by 1 March 2026, and took that back. Still open: "),
        ({"stands": "yes"}, "<@U0BEN> promised to answer "),
        ({"stands": "yes"}, "by 1 March 2026, and that stands: what was chosen instead is undone. Still open: "),
    ],
)
def test_a_promise_that_was_changed_is_told_with_what_takes_its_place(change: dict[str, str], said: str) -> None:
    message = promise_moved(about(viewer=ANA, **{**BROKEN, "by": BEN, **change}))

    assert said in message.text


@pytest.mark.parametrize("alignment", [ANSWERED, CLOSED, HANDED_OVER])
def test_nobody_is_told_of_a_changed_promise_when_nothing_is_owed_any_more(alignment: Any) -> None:
    assert promise_moved(about(alignment, viewer=ANA, **{**BROKEN, "by": BEN})) is None


def test_the_thread_calls_the_owner_by_name() -> None:
    message = escalated(about(**LATE))

    assert message.text == (
        "<@U0BEN>, this part has been open since 20 February 2026: Monitoring and logging plan. "
        "Please reply here, or name a day or hand over with the buttons of your last reminder."
    )


def test_the_thread_calls_whoever_stands_in_and_accuses_nobody() -> None:
    message = escalated(about(**LATE, stand_in=CY, away_until="2026-03-13"))

    assert message.text == (
        "<@U0CY>, you stand in for <@U0BEN>, who is away until 13 March 2026. This part has been open since "
        "20 February 2026: Monitoring and logging plan. "
        "Please reply here, or put it off with the buttons of your last reminder."
    )


@pytest.mark.parametrize(("why", "said"), [("muted", "muted this alignment"), ("off", "switched their reminders off")])
def test_whoever_stands_in_reads_why_the_absent_one_is_not_reminded(why: str, said: str) -> None:
    message = escalated(about(**LATE, stand_in=CY, away_until="2026-03-13", unreminded=why))

    assert message.text.endswith(f"Nothing else reminds you of it, since <@U0BEN> has {said}: please reply here.")


@pytest.mark.parametrize(("render", "facts"), [(escalated, LATE), (promise_broken, BROKEN)])
def test_the_facilitator_reads_that_somebody_is_away_and_who_stands_in(render: Any, facts: dict[str, Any]) -> None:
    message = render(about(viewer=ANA, **facts, stand_in=CY, away_until="2026-03-13"))

    assert "away until 13 March 2026, and <@U0CY> stands in." in message.text


def test_the_facilitator_can_hand_over_what_is_late() -> None:
    message = escalated(about(viewer=ANA, **LATE))

    assert " has waited for <@U0BEN> since 20 February 2026: " in message.text
    assert Press.of(message.blocks[-1]["elements"][0]).names == ("monitoring",)


@pytest.mark.parametrize("alignment", [ANSWERED, CLOSED, HANDED_OVER])
def test_what_was_answered_or_handed_over_meanwhile_is_not_escalated(alignment: Any) -> None:
    assert escalated(about(alignment, **LATE)) is None


def test_an_artifact_the_catalogue_no_longer_has_is_not_escalated() -> None:
    assert escalated(about(**{**LATE, "artifacts": ["gone"]})) is None


def test_a_stand_in_reads_who_named_them_and_when() -> None:
    scene = about(viewer=CY, person=BEN)
    away = NudgePreferences(away_from=date(2026, 3, 9), away_until=date(2026, 3, 13), stand_in=CY)

    assert stand_in_named(replace(scene, reporting=reporting_of(away))).text.startswith(
        "<@U0BEN> named you to stand in while they are away, from 9 March 2026 until 13 March 2026. "
    )


def test_nobody_reads_that_they_were_named_once_somebody_else_is() -> None:
    away = NudgePreferences(away_from=date(2026, 3, 9), stand_in=ANA)

    assert stand_in_named(replace(about(viewer=CY, person=BEN), reporting=reporting_of(away))) is None


def test_a_waiver_is_told_with_reason_and_end() -> None:
    message = waived(about(subject="monitoring", reason="<@U0BEN> decides\nin April", until="2026-04-02", by=ANA))

    assert as_read(message).endswith(
        "<@U0ANA> left *Monitoring and logging plan* open until 2 April 2026. It counts as waived, not as complete. "
        "The reason:\n>@Ben Okafor decides\n>in April"
    )


def test_a_single_question_can_be_waived() -> None:
    message = waived(about(subject="monitoring.alert", reason="Later.", until="2026-04-02", by=ANA))

    assert "left *What raises an alarm* open" in message.text


def test_the_end_of_a_waiver_names_who_owes_it_now() -> None:
    assert waiver_ended(about(subjects=["monitoring.alert"])).text == (
        "*What raises an alarm* was left open until now. It is asked again; <@U0BEN> owns it."
    )


@pytest.mark.parametrize("facts", [{"subjects": ["monitoring.alert"]}, {"subject": "monitoring.alert"}])
def test_what_is_asked_again_can_be_answered_at_once(facts: dict[str, Any]) -> None:
    button = waiver_ended(about(**facts)).blocks[-1]["elements"][0]

    assert (ActionId.ANSWER, Press(a="A1", r="monitoring")) == (button["action_id"], Press.of(button))


def test_several_waivers_that_end_together_are_one_message() -> None:
    assert waiver_ended(about(subjects=["monitoring", "output_format"])).text == (
        "These were left open until now, and are asked again:\n"
        "• *Monitoring and logging plan*, owned by <@U0BEN>\n• *Output format*, owned by <@U0ANA>"
    )


def test_an_ending_says_what_is_kept() -> None:
    assert closed(about(CLOSED, by=ANA)).text == (
        "<@U0ANA> closed this alignment unfinished. Nothing more is asked, and every answer is kept."
    )


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("answered", "<@U0BEN> answered *What is in scope*."),
        ("skipped", "<@U0BEN> put *What is in scope* off."),
        ("declined", "<@U0BEN> declined."),
        ("updated", "<@U0BEN> updated the answer to *What is in scope*."),
        ("kept", "<@U0BEN> kept the answer as it is."),
        ("undone", "Undone. Nothing of it is put off any more."),
        ("something_new", "Done by <@U0BEN>."),
    ],
)
def test_a_settled_message_says_what_became_of_it_and_offers_nothing(what: str, expected: str) -> None:
    message = settled(about(what=what, person=BEN, field="capability.in_scope"))

    assert message.text == expected
    assert [block["type"] for block in message.blocks] == ["section"]


def test_what_is_about_no_question_can_be_settled_too() -> None:
    assert settled(about(what="declined", person=BEN, field=None)).text == "<@U0BEN> declined."


def test_whoever_accepts_reads_what_happens_next() -> None:
    said = settled(about(what="accepted", person=BEN)).text

    assert said.startswith("<@U0BEN> accepted. Your reminders bring the questions")
    assert "To answer sooner, open <https://slack.com/app_redirect?" in said


def test_whoever_accepts_a_part_of_a_complete_spec_reads_that_nothing_is_asked() -> None:
    said = settled(about(what="accepted_complete", person=BEN)).text

    assert said.startswith("<@U0BEN> accepted. <https://slack.com/app_redirect?")
    assert said.endswith(" is complete, so nothing is asked now.")


def test_a_request_that_came_too_late_says_so() -> None:
    said = settled(about(what="handed_on", person=BEN)).text

    assert "This was handed to somebody else meanwhile, so nothing is asked of you." == said
