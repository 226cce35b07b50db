"""App Home shows a person's own desk, and a way in to somebody who is new."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.domain.alignment import ENDLESS, Alignment, Status
from bot.domain.effects import FormName
from bot.domain.people import NudgePreferences
from bot.domain.spec import spec_of
from bot.slack.home import home_view
from bot.slack.ids import ActionId
from bot.slack.presses import Press
from tests.builders import CHANNEL, OPENED_AT, WORKSPACE, a_silence, an_alignment, an_ownership
from tests.fakes import MONDAY_NOON
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, CY, a_scene, a_workspace, core_catalogue, every_answer

OPEN = an_alignment(facilitator=ANA, owners={"monitoring": an_ownership("monitoring", BEN)}, thread_ts="1.2")
DONE = an_alignment(
    *every_answer(),
    id="A2",
    title="Claims",
    facilitator=ANA,
    participants=(BEN, CY),
    status=Status.COMPLETE,
    version=1,
    thread_ts="1.3",
)


def home_of(person: str, *alignments: Alignment, **changes: Any) -> dict[str, Any]:
    """Render a person's home in a workspace with these alignments."""
    database = a_workspace(*alignments)
    with database.write() as tx:
        for alignment in alignments:
            if alignment.version:
                tx.specs.freeze(WORKSPACE, spec_of(alignment, core_catalogue(), OPENED_AT))
        tx.people.put_preferences(WORKSPACE, person, changes.pop("preferences", NudgePreferences()))
        tx.people.schedule_digest(WORKSPACE, person, changes.pop("next_at", None))
    return home_view(a_scene(*alignments, database=database, alignment_id=None, viewer=person, **changes))


def many(count: int) -> list[Alignment]:
    """Return so many alignments in which Ana waits for Ben."""
    return [replace(OPEN, id=f"A{number}") for number in range(count)]


def buttons_of(view: dict[str, Any], action: ActionId) -> list[dict[str, Any]]:
    """List the buttons beside a row that do one thing."""
    beside = (block.get("accessory", {}) for block in view["blocks"])
    return [button for button in beside if button.get("action_id") == action]


def test_somebody_new_is_shown_how_to_try_it() -> None:
    view = home_of("U0NEW")

    assert "Type `/aligned` in the channel where the work happens" in as_read(view)
    assert "[Try it with a past meeting]" in as_read(view)
    assert "What you owe" not in as_read(view)


def test_debts_come_first_each_with_its_way_to_answer() -> None:
    view = home_of(BEN, OPEN)

    assert as_read(view).startswith("# What you owe\n")
    assert Press(a="A1", r="monitoring") == Press.of(view["blocks"][1]["accessory"])


def test_a_facilitator_sees_whom_they_wait_for() -> None:
    shown = as_read(home_of(ANA, OPEN))

    assert "# What you wait for\n" in shown
    assert "<@U0BEN> owes Monitoring and logging plan" in shown


def test_recent_specs_can_be_shown() -> None:
    view = home_of(CY, DONE)

    show = next(block["accessory"] for block in view["blocks"] if block.get("accessory"))
    assert "You owe nothing. Thank you." in as_read(view)
    assert [show["action_id"], Press.of(show)] == [ActionId.SHOW, Press(a="A2")]


def test_a_spec_of_a_channel_one_left_is_not_even_named() -> None:
    shown = as_read(home_of(CY, DONE, members={CHANNEL: {ANA}}))

    assert "Claims" not in shown
    assert "[Try it with a past meeting]" in shown


def test_specs_of_a_channel_one_left_take_no_room_from_older_ones() -> None:
    left = [replace(DONE, id=f"B{number}", title="Left", channel="C9") for number in range(12)]

    shown = as_read(home_of(CY, DONE, *left, members={"C9": {ANA}}))

    assert "Claims" in shown
    assert "Left" not in shown


def test_what_is_open_is_waited_for_however_much_was_completed_since() -> None:
    completed = (replace(DONE, id=f"B{number}", version=0) for number in range(60))

    assert "<@U0BEN> owes Monitoring and logging plan" in as_read(home_of(ANA, OPEN, *completed))


def test_a_facilitator_keeps_what_they_started() -> None:
    assert "Claims" in as_read(home_of(ANA, DONE, members={CHANNEL: {BEN}}))


def test_the_next_reminder_is_announced() -> None:
    shown = as_read(home_of(BEN, OPEN, next_at=datetime(2026, 3, 3, 14, 30, tzinfo=UTC)))

    assert "Your next reminder: <!date^1772548200^" in shown


@pytest.mark.parametrize("due", [datetime(2026, 3, 1, 14, 30, tzinfo=UTC), MONDAY_NOON])
def test_a_reminder_that_is_due_comes_in_a_moment(due: datetime) -> None:
    shown = as_read(home_of(BEN, OPEN, preferences=NudgePreferences(zone="UTC"), next_at=due))

    assert "Your next reminder comes in a moment." in shown


def test_a_reminder_that_is_due_outside_the_hours_comes_in_the_morning() -> None:
    early = NudgePreferences(starts_at=time(7), ends_at=time(10), zone="UTC")

    shown = as_read(home_of(BEN, OPEN, preferences=early, next_at=MONDAY_NOON))

    assert "2026-03-03 07:30 UTC>" in shown


def test_nobody_is_told_of_a_reminder_that_was_never_planned() -> None:
    assert "No reminder is planned for you." in as_read(home_of(BEN, OPEN))


AWAY = NudgePreferences(zone="UTC", away_from=date(2026, 3, 2), away_until=date(2026, 3, 13), stand_in=CY)
TUESDAY = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)


def test_whoever_is_away_is_told_who_gets_their_next_reminder() -> None:
    shown = as_read(home_of(BEN, OPEN, preferences=AWAY, next_at=TUESDAY))

    assert "Your next reminder: <!date^1772548200^" in shown
    assert "2026-03-03 14:30 UTC>, to <@U0CY>, who stands in until you are back." in shown


def test_a_reminder_that_is_due_is_announced_for_the_hours_of_the_stand_in() -> None:
    shown = as_read(home_of(BEN, OPEN, preferences=AWAY, next_at=MONDAY_NOON))

    assert "2026-03-03 02:30 UTC>, to <@U0CY>" in shown  # 09:30 in Ho Chi Minh City


def test_after_an_absence_the_next_reminder_is_ones_own_again() -> None:
    shown = as_read(home_of(BEN, OPEN, preferences=AWAY, next_at=datetime(2026, 3, 17, 14, 30, tzinfo=UTC)))

    assert "2026-03-17 14:30 UTC>.\n" in shown


def home_of_a_stand_in(*alignments: Alignment, next_at: datetime, preferences: NudgePreferences = AWAY) -> str:
    """Read the home of Cy, whom Ben named to stand in for him."""
    database = a_workspace(*alignments)
    with database.write() as tx:
        tx.people.put_preferences(WORKSPACE, BEN, preferences)
        tx.people.schedule_digest(WORKSPACE, BEN, next_at)
    return as_read(home_view(a_scene(*alignments, database=database, alignment_id=None, viewer=CY)))


def test_a_stand_in_is_told_when_the_next_reminder_of_the_absent_one_comes_to_them() -> None:
    shown = home_of_a_stand_in(OPEN, next_at=TUESDAY)

    assert "The next reminder for <@U0BEN>, for whom you stand in, comes to you: <!date^1772548200^" in shown
    assert "No reminder is planned for you." not in shown


def test_a_stand_in_with_debts_of_their_own_is_told_of_both() -> None:
    mine = replace(OPEN, owners={**OPEN.owners, "capability": an_ownership("capability", CY)})

    shown = home_of_a_stand_in(mine, next_at=TUESDAY)

    assert "No reminder is planned for you" not in shown
    assert "for whom you stand in, comes to you: <!date^1772548200^" in shown


def test_a_stand_in_is_told_nothing_of_a_reminder_that_the_absent_one_gets_themselves() -> None:
    shown = home_of_a_stand_in(OPEN, next_at=datetime(2026, 3, 17, 14, 30, tzinfo=UTC))

    assert "No reminder is planned for you." in shown
    assert "for whom you stand in" not in shown


def test_whoever_is_away_without_an_end_is_told_that_no_reminder_is_planned() -> None:
    endless = replace(AWAY, away_until=None, stand_in=None)

    shown = as_read(home_of(BEN, OPEN, preferences=endless, next_at=datetime(2029, 3, 5, 8, 30, tzinfo=UTC)))

    assert "No reminder is planned for you, since you are away without an end." in shown
    assert "2029" not in shown


def test_somebody_who_switched_reminders_off_is_told_so() -> None:
    shown = as_read(home_of(BEN, OPEN, preferences=NudgePreferences(digest=False)))

    assert "Your daily reminder is off." in shown
    assert shown.endswith("[Change my reminders]")


def test_an_alignment_can_be_started_from_here() -> None:
    view = home_of(BEN, OPEN)

    buttons = [element for block in view["blocks"] if block["type"] == "actions" for element in block["elements"]]
    start = next(button for button in buttons if button["action_id"] == ActionId.OPEN_FORM)
    assert Press.of(start).form == (FormName.START, {})


def test_everything_that_somebody_owes_is_here() -> None:
    view = home_of(BEN, *many(40))

    assert len(buttons_of(view, ActionId.ANSWER)) == 40
    assert "more alignment" not in as_read(view)


@pytest.mark.parametrize(
    ("person", "count", "expected"),
    [
        (BEN, 41, "And 1 more alignment.\n"),
        (BEN, 45, "And 5 more alignments.\n"),
        (ANA, 11, "And 1 more alignment.\n"),
        (ANA, 12, "And 2 more alignments.\n"),
    ],
    ids=["one owed", "some owed", "one waited for", "some waited for"],
)
def test_what_does_not_fit_is_counted(person: str, count: int, expected: str) -> None:
    assert expected in as_read(home_of(person, *many(count)))


def test_what_was_muted_and_does_not_fit_is_counted() -> None:
    muted = {BEN: a_silence(BEN, until=ENDLESS)}

    view = home_of(BEN, *(replace(each, silences=muted) for each in many(13)))

    assert len(buttons_of(view, ActionId.UNDO_SILENCE)) == 10
    assert "And 3 more alignments.\n" in as_read(view)


def test_no_more_is_shown_than_fits() -> None:
    muted, owner = {BEN: a_silence(BEN, until=ENDLESS)}, an_ownership("capability", CY)
    owed = [
        replace(each, facilitator=BEN, silences=muted, owners={**each.owners, "capability": owner}) for each in many(60)
    ]
    done = [replace(DONE, id=f"D{number}", facilitator=BEN) for number in range(20)]

    assert len(home_of(BEN, *owed, *done)["blocks"]) <= 100


def test_what_somebody_muted_is_listed_with_a_way_to_undo_it() -> None:
    muted = replace(OPEN, silences={BEN: a_silence(BEN, until=ENDLESS)})

    view = home_of(BEN, muted, next_at=datetime(2026, 3, 9, 8, 30, tzinfo=UTC))

    (unmute,) = buttons_of(view, ActionId.UNDO_SILENCE)
    assert Press(a="A1", x=OPENED_AT.isoformat()) == Press.of(unmute)
    assert "No reminder is planned for you." in as_read(view)
