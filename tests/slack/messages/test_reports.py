"""Reports show what was asked for, to whoever may see it, and to nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.alignment import ENDLESS, Alignment, Escalation, Status
from bot.domain.people import NudgePreferences
from bot.domain.review import REVIEW
from bot.slack.ids import ActionId
from bot.slack.messages import reports
from bot.slack.presses import Press
from tests.builders import CHANNEL, WORKSPACE, a_silence, a_waiver, an_alignment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, CY, a_partial_answer, a_scene, a_workspace, every_answer

OPEN = an_alignment(facilitator=ANA, owners={"monitoring": an_ownership("monitoring", BEN)}, thread_ts="1.2")
DONE = an_alignment(
    *every_answer(), id="A2", title="Claims", facilitator=ANA, status=Status.COMPLETE, version=3, thread_ts="1.3"
)
ENDED = an_alignment(id="A3", title="Chatbot", facilitator=ANA, status=Status.CLOSED, thread_ts="1.4")
ELSEWHERE = replace(OPEN, id="A4", title="Elsewhere", channel="C2")


def here(*alignments: Alignment, viewer: str = ANA, **changes: Any) -> Any:
    """Return a scene in the channel of the alignments."""
    return a_scene(*alignments, viewer=viewer, channel=CHANNEL, **changes)


def test_status_shows_what_is_open_here_and_what_comes_next() -> None:
    shown = as_read(reports.status(here(OPEN, DONE, ENDED, ELSEWHERE)))

    assert shown.startswith("text: One alignment is open in this channel.")
    assert "Refund copilot>*: 0 of 7 executable\nNext: Who is accountable (<@U0ANA>)" in shown
    assert not any(title in shown for title in ("Claims", "Chatbot", "Elsewhere"))


def test_status_counts_what_was_left_open_on_purpose() -> None:
    waived = replace(OPEN, waivers=(a_waiver("monitoring"),))

    assert "0 of 7 executable, 1 waived" in as_read(reports.status(here(waived)))


def test_status_without_anything_open_says_what_to_do() -> None:
    message = reports.status(here(DONE))

    assert message.text == "No alignment is open in this channel. Type `/aligned` to start one."


def test_status_of_many_shows_the_newest_ten() -> None:
    message = reports.status(here(*(replace(OPEN, id=f"A{number}") for number in range(12))))

    assert message.text == "12 alignments are open in this channel. The newest 10:"
    assert len(message.blocks) == 11


def test_a_list_shows_every_alignment_of_this_channel() -> None:
    shown = as_read(reports.listed(here(OPEN, DONE, ENDED, ELSEWHERE)))

    assert shown.startswith("text: 3 alignments in this channel:")
    assert "Claims>*: complete, version 3 · meeting on 2 March 2026 · `A2`" in shown
    assert "Chatbot>*: closed unfinished" in shown
    assert "Elsewhere" not in shown


def test_an_empty_list_says_what_to_do() -> None:
    message = reports.listed(a_scene(channel=CHANNEL))

    assert message.text == "There is no alignment in this channel yet. Type `/aligned` to start one."


def test_a_long_list_is_cut_and_says_so() -> None:
    message = reports.listed(here(*(replace(OPEN, id=f"A{number}") for number in range(65))))

    assert message.text == "65 alignments in this channel, the newest 20 first:"
    assert as_read(message).count("of 7 executable") == 20
    assert "And 45 more." in as_read(message)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (reports.status, "One alignment is open in this channel."),
        (reports.nudges, "Reminders to come for this channel. Each person gets at most one a day."),
        (reports.listed, "61 alignments in this channel, the newest 20 first:"),
    ],
)
def test_what_is_open_is_not_forgotten_however_much_was_closed_since(report: Any, said: str) -> None:
    closed = (replace(ENDED, id=f"E{number}") for number in range(60))

    message = report(here(OPEN, *closed))

    assert said == message.text


def test_mine_shows_what_i_owe_wherever_it_is() -> None:
    message = reports.mine(here(OPEN, ELSEWHERE, viewer=BEN))

    shown = as_read(message)
    assert message.text == "6 questions are waiting for your answer, in 2 alignments."
    assert shown.count("What raises an alarm · What is logged, and where · Who looks, and how often") == 2
    assert Press(a="A1", r="monitoring") == Press.of(message.blocks[1]["accessory"])


def test_mine_without_debts_says_thank_you() -> None:
    assert reports.mine(here(OPEN, viewer=CY)).text == "No question is waiting for you. Thank you."


def test_mine_counts_what_it_does_not_show() -> None:
    many = [replace(OPEN, id=f"A{number}") for number in range(12)]

    assert "And 2 more alignments." in as_read(reports.mine(here(*many, viewer=BEN)))


def test_mine_counts_one_alignment_more_as_one() -> None:
    many = [replace(OPEN, id=f"A{number}") for number in range(11)]

    assert "And 1 more alignment." in as_read(reports.mine(here(*many, viewer=BEN)))


def test_the_spec_so_far_is_shown_artifact_by_artifact() -> None:
    partial = a_partial_answer("success_criteria.metric", "fast,\nsays <@U0BEN>")
    alignment = replace(OPEN, answers={partial.field: partial}, waivers=(a_waiver("monitoring.alert"),))

    message = reports.show(here(alignment))

    shown = as_read(message)
    assert "• The number that means success: fast, says @Ben Okafor (not executable yet)\n" in shown
    assert "Missing: The number that means failure\n" in shown
    assert "• What raises an alarm: left open until 2 April 2026\n" in shown
    assert message.blocks[-1]["elements"][0]["action_id"] == ActionId.HISTORY


def test_a_waived_artifact_says_why() -> None:
    alignment = replace(OPEN, waivers=(a_waiver("monitoring", expires_on=date(2026, 4, 2)),))

    shown = as_read(reports.show(here(alignment)))

    assert "◇ *Monitoring and logging plan* · waived" in shown
    assert "Left open until 2 April 2026: The platform team decides in April." in shown


def test_the_spec_of_a_closed_alignment_says_so() -> None:
    assert "closed unfinished" in as_read(reports.show(here(ENDED)))


def test_what_is_closed_after_a_version_says_that_it_stands() -> None:
    stands = replace(ENDED, version=2)

    assert " · closed unfinished, version 2 stands\n" in as_read(reports.show(here(stands)))
    assert "closed unfinished, version 2 stands · meeting on" in as_read(reports.listed(here(stands)))


def test_nudges_say_who_is_reminded_when() -> None:
    database = a_workspace(OPEN, ELSEWHERE)
    with database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, BEN, datetime(2026, 3, 3, 14, 30, tzinfo=UTC))

    shown = as_read(reports.nudges(here(OPEN, ELSEWHERE, database=database)))

    assert "<@U0BEN>: <!date^1772548200^" in shown
    assert "<@U0ANA>: no reminder planned · 18 answers in" in shown


def test_nudges_name_whoever_stands_in_then() -> None:
    database = a_workspace(OPEN)
    away = NudgePreferences(away_from=date(2026, 3, 3), away_until=date(2026, 3, 9), stand_in=CY)
    with database.write() as tx:
        tx.people.put_preferences(WORKSPACE, BEN, away)
        tx.people.schedule_digest(WORKSPACE, BEN, datetime(2026, 3, 3, 14, 30, tzinfo=UTC))

    shown = as_read(reports.nudges(here(OPEN, database=database)))

    assert "2026-03-03 14:30 UTC>, to <@U0CY>, who stands in · 3 answers in" in shown


@pytest.mark.parametrize(("count", "said"), [(21, "And 1 more person."), (28, "And 8 more people.")])
def test_nudges_count_whom_they_do_not_show(count: int, said: str) -> None:
    owners = [an_ownership("monitoring", f"U{number}") for number in range(count - 1)]
    many = [replace(OPEN, id=f"A{number}", owners={"monitoring": owner}) for number, owner in enumerate(owners)]

    shown = as_read(reports.nudges(here(*many)))

    assert shown.endswith(said)
    assert shown.count("\n<@U") == 20


@pytest.mark.parametrize(
    ("count", "said"),
    [(21, "And 1 more complete spec to be confirmed."), (22, "And 2 more complete specs to be confirmed.")],
)
def test_nudges_count_what_else_is_to_be_confirmed(count: int, said: str) -> None:
    spared = replace(DONE, waivers=(a_waiver(REVIEW),))

    shown = as_read(reports.nudges(here(*(replace(spared, id=f"A{number}") for number in range(count)))))

    assert shown.endswith(said)
    assert shown.count("is asked once whether") == 20


def test_nudges_say_who_switched_their_reminders_off() -> None:
    database = a_workspace(OPEN)
    with database.write() as tx:
        tx.people.put_preferences(WORKSPACE, BEN, NudgePreferences(digest=False))

    shown = as_read(reports.nudges(here(OPEN, database=database)))

    assert "<@U0BEN>: switched reminders off · 3 answers in" in shown
    assert "<@U0ANA>: no reminder planned · 18 answers in" in shown


def test_nudges_name_nothing_of_other_channels() -> None:
    shown = as_read(reports.nudges(here(OPEN, ELSEWHERE)))

    assert "Elsewhere" not in shown
    assert "3 answers in" in shown


def test_nudges_say_when_it_is_asked_whether_a_complete_spec_still_holds() -> None:
    reviewed = replace(DONE, waivers=(a_waiver(REVIEW, expires_on=date(2026, 9, 5)),))

    shown = as_read(reports.nudges(here(reviewed)))

    assert "<@U0ANA>: 5 September 2026 · is asked once whether" in shown
    assert "Nobody owes an answer" not in shown


@pytest.mark.parametrize(("off", "asked"), [((BEN,), f"<@{ANA}>: 5 September 2026"), ((BEN, ANA), None)])
def test_nudges_name_whoever_is_really_asked_on_the_review_date(off: tuple[str, ...], asked: str | None) -> None:
    owners = {"ownership": an_ownership("ownership", BEN)}
    reviewed = replace(DONE, owners=owners, waivers=(a_waiver(REVIEW, expires_on=date(2026, 9, 5)),))
    database = a_workspace(reviewed)
    with database.write() as tx:
        for person in off:
            tx.people.put_preferences(WORKSPACE, person, NudgePreferences(digest=False))

    shown = as_read(reports.nudges(here(reviewed, database=database)))

    assert asked in shown if asked else "still holds" not in shown
    assert f"<@{BEN}>" not in shown


def test_nudges_say_nothing_of_a_review_that_waits_for_answers() -> None:
    reopened = replace(OPEN, waivers=(a_waiver(REVIEW, expires_on=date(2026, 9, 5)),))

    assert "still holds" not in as_read(reports.nudges(here(reopened)))


def test_nudges_respect_a_promise_and_say_so() -> None:
    silent = replace(OPEN, silences={BEN: a_silence(BEN, until=datetime(2026, 3, 9, 14, 30, tzinfo=UTC))})

    assert "asked not to be reminded before <!date^1773066600^" in as_read(reports.nudges(here(silent)))


WEDNESDAY = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
CLAIMS = replace(OPEN, id="A5", title="Claims")


def line_of_ben(*alignments: Alignment, preferences: NudgePreferences | None = None) -> str:
    """Read what is said of Ben, whose next reminder is planned for Wednesday."""
    database = a_workspace(*alignments)
    with database.write() as tx:
        tx.people.put_preferences(WORKSPACE, BEN, preferences or NudgePreferences())
        tx.people.schedule_digest(WORKSPACE, BEN, WEDNESDAY)
    shown = as_read(reports.nudges(here(*alignments, database=database)))
    return next(line for line in shown.splitlines() if line.startswith("<@U0BEN>"))


@pytest.mark.parametrize(("is_promise", "said"), [(False, "put off until"), (True, "promised by")])
def test_nudges_list_apart_what_the_next_reminder_says_nothing_of(is_promise: bool, said: str) -> None:
    later = a_silence(BEN, until=datetime(2026, 3, 9, 14, 30, tzinfo=UTC), is_promise=is_promise)

    line = line_of_ben(replace(OPEN, silences={BEN: later}), CLAIMS)

    heard, put_off = line.split(f" · {said} 9 March 2026: ")
    assert "2026-03-04 14:30 UTC> · 3 answers in " in heard
    assert ("Claims>", "Refund copilot>") == (heard[-7:], put_off[-15:])


def test_nudges_count_what_is_put_off_only_until_the_next_reminder() -> None:
    over_then = a_silence(BEN, until=WEDNESDAY)

    assert " · 6 answers in " in line_of_ben(replace(OPEN, silences={BEN: over_then}), CLAIMS)


def test_nudges_list_apart_what_is_muted() -> None:
    line = line_of_ben(replace(OPEN, silences={BEN: a_silence(BEN, until=ENDLESS)}), CLAIMS)

    assert " · 3 answers in " in line
    assert "Claims> · muted: <" in line


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (datetime(2026, 3, 9, 14, 30, tzinfo=UTC), "<@U0BEN>: 3 answers in "),
        (ENDLESS, "<@U0BEN>: muted · 3 answers in "),
    ],
)
def test_nudges_name_no_date_that_is_only_for_other_channels(until: datetime, said: str) -> None:
    line = line_of_ben(replace(OPEN, silences={BEN: a_silence(BEN, until=until)}), ELSEWHERE)

    assert line.startswith(said)
    assert "2026-03-04" not in line


def test_nudges_say_nothing_of_what_was_put_off_in_other_channels() -> None:
    muted = replace(OPEN, silences={BEN: a_silence(BEN, until=ENDLESS)})
    later = replace(ELSEWHERE, silences={BEN: a_silence(BEN, until=datetime(2026, 3, 9, 14, 30, tzinfo=UTC))})

    line = line_of_ben(muted, later)

    assert line.startswith("<@U0BEN>: muted · 3 answers in ")
    assert "asked not to be reminded" not in line
    assert "<!date" not in line


def test_nudges_name_no_date_while_somebody_is_away_without_an_end() -> None:
    line = line_of_ben(OPEN, preferences=NudgePreferences(away_from=date(2026, 3, 3)))

    assert line.startswith("<@U0BEN>: no reminder planned, away without an end · 3 answers in ")


def test_without_debts_nobody_is_reminded() -> None:
    assert reports.nudges(here(DONE)).text.startswith("Nobody owes an answer in this channel")


def test_history_shows_the_newest_ten() -> None:
    message = reports.history(here(DONE))

    assert message.text.startswith("The latest 10 of 21 answers in ")
    assert len([block for block in message.blocks if block["type"] == "divider"]) == 10


def test_history_of_one_field_shows_that_field() -> None:
    message = reports.history(here(DONE, facts={"field": "monitoring.alert"}, alignment_id="A2"))

    assert message.text.startswith("Every answer in ")
    assert "*What raises an alarm*" in as_read(message)


def test_history_without_answers_says_so() -> None:
    assert reports.history(here(OPEN)).text.startswith("Nobody has answered anything in ")


@pytest.mark.parametrize("report", [reports.status, reports.listed, reports.show, reports.nudges, reports.history])
def test_somebody_outside_the_channel_learns_nothing_not_even_a_name(report: Any) -> None:
    secret = replace(OPEN, title="Secret plan", answers={a.field: a for a in every_answer()})

    message = report(here(secret, viewer=CY, members={CHANNEL: {ANA, BEN}}))

    assert as_read(message).count("There is no alignment here that you can see.") == 2
    assert not any(name in as_read(message) for name in ("Secret", "Capability", ANA, BEN))


def test_a_spec_is_shown_only_to_members_of_its_own_channel() -> None:
    message = reports.show(a_scene(ELSEWHERE, viewer=CY, channel=CHANNEL, members={"C2": {ANA}}))

    assert "Elsewhere" not in as_read(message)


def test_a_muted_alignment_is_shown_as_such_with_who_is_told_instead() -> None:
    muted = replace(OPEN, silences={BEN: a_silence(BEN, until=ENDLESS)})

    shown = as_read(reports.nudges(here(muted)))

    assert "<@U0BEN>: muted · " in shown
    assert "told instead: <@U0ANA> after 3 reminders in all, the thread after 5" in shown


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Escalation.FACILITATOR, " · told instead: the thread after 5 reminders in all\n"),
        (Escalation.THREAD, ">\n"),
    ],
)
def test_nudges_announce_only_to_whom_it_was_not_told_yet(told: Escalation, said: str) -> None:
    owners = {"monitoring": an_ownership("monitoring", BEN, escalation=told)}
    muted = replace(OPEN, owners=owners, silences={BEN: a_silence(BEN, until=ENDLESS)})

    (line,) = [line for line in as_read(reports.nudges(here(muted))).splitlines(keepends=True) if "muted" in line]

    assert f"{line.strip()}\n".endswith(said)


def test_nudges_announce_nothing_of_what_is_out_of_reach() -> None:
    lost = replace(OPEN, silences={BEN: a_silence(BEN, until=ENDLESS)}, is_muted=True)

    assert "told instead" not in as_read(reports.nudges(here(lost)))


def test_whoever_owes_something_muted_sees_it_as_such() -> None:
    muted = replace(OPEN, silences={BEN: a_silence(BEN, until=ENDLESS)})

    assert "(muted)" in as_read(reports.mine(here(muted, viewer=BEN)))
