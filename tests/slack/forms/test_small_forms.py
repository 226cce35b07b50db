"""The forms with one or two inputs: a promise, a waiver, closing."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.alignment import Alignment, Status
from bot.domain.people import NudgePreferences
from bot.services.requests import Promise, Waive
from bot.slack.forms.close import close_form, read_close
from bot.slack.forms.promise import promise_form, read_promise, working_days_after
from bot.slack.forms.waive import read_waive, waive_form
from tests.builders import CHANNEL, WORKSPACE, an_alignment, an_ownership
from tests.fakes import StoppedClock
from tests.slack.scenes import ANA, BEN, CY, a_good_answer, a_scene, a_workspace, every_answer, shipped_words, submitted

WORDS = shipped_words()
FRIDAY = date(2026, 3, 6)
OWED = an_alignment(facilitator=ANA, owners={"monitoring": an_ownership("monitoring", CY)})


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, FRIDAY), (1, date(2026, 3, 9)), (3, date(2026, 3, 11)), (6, date(2026, 3, 16))],
)
def test_weekends_are_not_promised(count: int, expected: date) -> None:
    assert working_days_after(FRIDAY, count) == expected


def test_three_working_days_are_suggested() -> None:
    view = promise_form(a_scene(OWED, viewer=CY))

    assert Promise(alignment_id="A1", on=date(2026, 3, 5)) == read_promise(submitted(view), WORDS)


def test_days_are_counted_where_the_person_is() -> None:
    late = StoppedClock(datetime(2026, 3, 2, 20, 0, tzinfo=UTC))

    view = promise_form(a_scene(OWED, viewer=CY, clock=late))

    assert read_promise(submitted(view), WORDS).on == date(2026, 3, 6)


@pytest.mark.parametrize("entered", [None, "", "soon", "2026-02-30"])
def test_a_promise_needs_a_day(entered: str | None) -> None:
    view = promise_form(a_scene(OWED, viewer=CY))

    assert read_promise(submitted(view, on={"selected_date": entered}), WORDS) == {"on": "Please choose a day."}


def test_a_waiver_is_read_with_its_reason_and_its_end() -> None:
    view = waive_form(a_scene(OWED, facts={"artifact": "monitoring"}))

    request = read_waive(submitted(view, reason={"value": " Decided in April. "}), WORDS)

    expected = Waive(alignment_id="A1", subject="monitoring", reason="Decided in April.", until=date(2026, 4, 1))
    assert expected == request


def test_a_single_question_can_be_left_open() -> None:
    view = waive_form(a_scene(OWED, facts={"artifact": "monitoring", "field": "monitoring.alert"}))

    request = read_waive(submitted(view, reason={"value": "Later."}), WORDS)

    assert request.subject == "monitoring.alert"


def test_only_what_is_open_can_be_left_open() -> None:
    answered = [answer for answer in every_answer() if not answer.field.startswith("ownership.")]
    view = waive_form(a_scene(an_alignment(*answered, facilitator=ANA)))

    groups = view["blocks"][1]["element"]["option_groups"]
    assert [group["label"]["text"] for group in groups] == ["Ownership"]
    assert [option["value"] for option in groups[0]["options"]] == [
        "ownership",
        "ownership.accountable_owner",
        "ownership.backup_owner",
    ]


def test_an_owner_is_offered_to_leave_open_what_is_theirs() -> None:
    view = waive_form(a_scene(OWED, viewer=CY))

    groups = view["blocks"][1]["element"]["option_groups"]
    assert ["Monitoring and logging plan"] == [group["label"]["text"] for group in groups]


@pytest.mark.parametrize(
    ("alignment", "viewer", "said"),
    [
        (an_alignment(*every_answer(), facilitator=ANA), ANA, "Nothing is open there any more"),
        (OWED, BEN, "Only the owner or the person who started"),
    ],
)
def test_whoever_can_leave_nothing_open_reads_so_at_once(alignment: Alignment, viewer: str, said: str) -> None:
    view = waive_form(a_scene(alignment, viewer=viewer))

    assert "submit" not in view
    assert view["blocks"][0]["text"]["text"].startswith(said)


@pytest.mark.parametrize("viewer", [ANA, BEN])
def test_whoever_owes_nothing_any_more_cannot_promise_it(viewer: str) -> None:
    view = promise_form(a_scene(OWED, viewer=viewer))

    assert "submit" not in view
    assert "Nothing is open for you there" in view["blocks"][0]["text"]["text"]


def test_a_stand_in_may_say_when_the_other_answers() -> None:
    database = a_workspace(OWED)
    away = NudgePreferences(away_from=date(2026, 3, 2), away_until=date(2026, 3, 9), stand_in=BEN)
    with database.write() as tx:
        tx.people.put_preferences(WORKSPACE, CY, away)

    assert "submit" in promise_form(a_scene(OWED, database=database, viewer=BEN))


def test_everything_that_a_waiver_lacks_is_said_at_once() -> None:
    view = waive_form(a_scene(OWED))

    errors = read_waive(submitted(view, reason={"value": " "}, until={"selected_date": None}), WORDS)

    assert errors == {
        "subject": "Please choose what stays open.",
        "reason": "Please give a reason.",
        "until": "Please choose a day.",
    }


def test_closing_says_what_stays_unspecified_and_submits_the_alignment() -> None:
    answered = [answer for answer in every_answer() if not answer.field.startswith("ownership.")]
    view = close_form(a_scene(an_alignment(*answered)))

    assert "These stay unspecified: Ownership." in view["blocks"][0]["text"]["text"]
    assert read_close(submitted(view)) == "A1"


def test_closing_what_is_answered_names_nothing_unspecified() -> None:
    view = close_form(a_scene(an_alignment(*(a_good_answer(answer.field) for answer in every_answer()))))

    assert "unspecified" not in view["blocks"][0]["text"]["text"]


@pytest.mark.parametrize(
    ("status", "said"), [(Status.COMPLETE, "is complete, so it cannot be closed"), (Status.CLOSED, "was closed")]
)
def test_what_is_not_open_cannot_be_closed(status: Status, said: str) -> None:
    view = close_form(a_scene(an_alignment(*every_answer(), status=status, version=1)))

    assert "submit" not in view
    assert said in view["blocks"][0]["text"]["text"]


@pytest.mark.parametrize(("version", "said"), [(0, "is kept. This"), (1, "is kept, and version 1 of its spec stands.")])
def test_closing_says_which_version_stands(version: int, said: str) -> None:
    view = close_form(a_scene(an_alignment(version=version)))

    assert said in view["blocks"][0]["text"]["text"]


def test_whoever_started_it_may_close_it_where_the_app_cannot_look() -> None:
    view = close_form(a_scene(an_alignment(facilitator=ANA), viewer=ANA, members={CHANNEL: ()}))

    assert read_close(submitted(view)) == "A1"


def test_an_outsider_of_the_channel_learns_nothing_from_closing() -> None:
    view = close_form(a_scene(an_alignment(title="A secret"), members={CHANNEL: ()}))

    assert "submit" not in view
    assert "A secret" not in str(view)
