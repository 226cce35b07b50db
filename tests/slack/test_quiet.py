"""Nobody is told anything in Do Not Disturb, however many are due at once."""

from datetime import timedelta

import pytest

from bot.domain.outcome import Postponed
from bot.slack.quiet import AT_ONCE
from bot.slack.web import Interrupted
from tests.slack.wired import Wired, a_fault

PAUSE = timedelta(minutes=30)


def a_crowd(wired: Wired, size: int) -> list[str]:
    """Return so many new people, and say that they are about to be told something."""
    people = [wired.slack.add_person(f"p{number}", f"Person {number}").id for number in range(size)]
    wired.directory.expect(wired.workspace, people)
    return people


def quiet(wired: Wired, *people: str) -> list[timedelta]:
    """Return how long each is not to be disturbed, to the minute."""
    told = [wired.directory.quiet_for(wired.workspace, person) for person in people]
    return [timedelta(minutes=round(left / timedelta(minutes=1))) for left in told]


def test_fifty_people_are_asked_about_in_one_call(wired: Wired) -> None:
    people = a_crowd(wired, AT_ONCE)

    left = quiet(wired, *people)

    assert left == [timedelta()] * AT_ONCE
    assert (wired.calls("dnd.teamInfo"), wired.calls("dnd.info")) == (1, 0)


def test_the_fifty_first_is_asked_about_by_themselves(wired: Wired) -> None:
    people = a_crowd(wired, AT_ONCE + 1)

    quiet(wired, *people)

    assert (wired.calls("dnd.teamInfo"), wired.calls("dnd.info")) == (1, 1)


def test_whoever_is_paused_is_told_apart_from_the_others(wired: Wired) -> None:
    wired.directory.expect(wired.workspace, [wired.ana.id, wired.bob.id])
    wired.bob.pauses_notifications(wired.clock.now() + PAUSE)

    left = quiet(wired, wired.ana.id, wired.bob.id)

    assert left == [timedelta(), PAUSE]


def test_what_was_told_is_remembered_for_five_minutes(wired: Wired) -> None:
    quiet(wired, wired.bob.id)
    wired.monotonic.seconds += 299
    quiet(wired, wired.bob.id)
    asked_meanwhile = wired.calls("dnd.info")

    wired.monotonic.seconds += 1
    quiet(wired, wired.bob.id)

    assert (asked_meanwhile, wired.calls("dnd.info")) == (1, 2)


def test_nobody_is_disturbed_because_the_pace_is_used_up(wired: Wired) -> None:
    wired.slack.faults(a_fault("dnd.*", "ratelimited", retry_after="7"))
    wired.bob.pauses_notifications(wired.clock.now() + PAUSE)

    with pytest.raises(Interrupted) as interruption:
        quiet(wired, wired.bob.id)

    assert isinstance(interruption.value.outcome, Postponed)
    assert interruption.value.outcome.wait == timedelta(seconds=7)


def test_nobody_is_disturbed_because_slack_does_not_answer(wired: Wired) -> None:
    wired.slack.faults(a_fault("dnd.info", "server_error"))

    with pytest.raises(Interrupted) as interruption:
        quiet(wired, wired.bob.id)

    assert isinstance(interruption.value.outcome, Postponed)


def test_whoever_had_to_wait_is_asked_about_with_the_others(wired: Wired) -> None:
    wired.slack.faults(a_fault("dnd.info", "ratelimited", retry_after="7"))
    for person in (wired.ana.id, wired.bob.id):
        with pytest.raises(Interrupted):
            quiet(wired, person)
    wired.bob.pauses_notifications(wired.clock.now() + PAUSE)

    wired.monotonic.seconds += 7
    left = quiet(wired, wired.ana.id, wired.bob.id)

    assert left == [timedelta(), PAUSE]
    assert (wired.calls("dnd.info"), wired.calls("dnd.teamInfo")) == (1, 1)


def test_hundreds_are_asked_about_within_the_pace_of_slack(wired: Wired) -> None:
    wired.slack.limits("strict")
    people = a_crowd(wired, 500)

    waits = sum(_waited(wired, person) for person in people)

    assert wired.calls("dnd.teamInfo") == 10
    assert waits < 10


@pytest.mark.parametrize("code", ["user_not_visible", "user_not_found"])
def test_one_whom_slack_does_not_show_spoils_the_answer_for_nobody(wired: Wired, code: str) -> None:
    people = a_crowd(wired, 3)
    wired.directory.expect(wired.workspace, [wired.bob.id])
    wired.bob.pauses_notifications(wired.clock.now() + PAUSE)
    wired.slack.faults(a_fault("dnd.teamInfo", "error", error=code))

    left = quiet(wired, *people, wired.bob.id)

    assert left == [*[timedelta()] * 3, PAUSE]


def test_nobody_is_taken_to_be_paused_of_whom_slack_tells_nothing(wired: Wired) -> None:
    wired.directory.expect(wired.workspace, ["UNOBODY"])

    left = quiet(wired, wired.bob.id, "UNOBODY")

    assert left == [timedelta()] * 2


def test_without_the_scope_nobody_is_asked_about_again_and_again(wired: Wired) -> None:
    people = a_crowd(wired, 10)
    wired.slack.scopes(remove=["dnd:read"])

    left = quiet(wired, *people)

    assert left == [timedelta()] * 10
    assert wired.calls("dnd.teamInfo") == 1


def _waited(wired: Wired, person: str) -> bool:
    """Ask, and ask again after the pause that was named; tell whether there was one."""
    try:
        quiet(wired, person)
    except Interrupted as interruption:
        wired.monotonic.seconds += getattr(interruption.outcome, "wait", timedelta()).total_seconds()
        quiet(wired, person)
        return True
    return False
