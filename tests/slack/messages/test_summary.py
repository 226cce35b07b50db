"""The completion summary says what was agreed, and what is different from the version before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.alignment import Alignment
from bot.domain.spec import spec_of
from bot.slack.messages.summary import summary
from tests.builders import OPENED_AT, WORKSPACE, a_waiver, an_alignment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_good_answer, a_scene, a_workspace, core_catalogue, every_answer

DONE = an_alignment(
    *every_answer(),
    facilitator=ANA,
    owners={"monitoring": an_ownership("monitoring", BEN)},
    thread_ts="1.2",
    version=1,
)


def frozen(*versions: Alignment, at: datetime = OPENED_AT + timedelta(days=2, hours=3)) -> Any:
    """Return a scene in which these versions of one alignment were frozen."""
    database = a_workspace(versions[-1])
    with database.write() as tx:
        for version in versions:
            tx.specs.freeze(WORKSPACE, spec_of(version, core_catalogue(), at))
    return a_scene(versions[-1], database=database, viewer=None)


def test_every_part_is_named_with_its_owner_and_what_matters_most() -> None:
    shown = as_read(summary(frozen(DONE), 1))

    assert "*Monitoring and logging plan* (<@U0BEN>): If more than 5 % of prescriptions fail to parse" in shown
    assert "*Measurable success criteria* (<@U0ANA>): Failed if the share of misrouted tickets exceeds 8 %" in shown


def test_the_text_says_the_point_by_itself() -> None:
    assert summary(frozen(DONE), 1).text == (
        "Refund copilot: the spec is complete, version 1. 7 of 7 parts are executable."
    )


def test_it_says_how_long_it_took_and_where_the_files_are() -> None:
    shown = as_read(summary(frozen(DONE), 1))

    assert "Meeting on 2 March 2026 · version 1 · took 2 days · spec.md and spec.json are in the thread of <" in shown


@pytest.mark.parametrize(
    ("took", "expected"),
    [
        (timedelta(seconds=20), "took less than a minute"),
        (timedelta(minutes=1), "took 1 minute "),
        (timedelta(minutes=59), "took 59 minutes "),
        (timedelta(hours=1, minutes=30), "took 1 hour "),
        (timedelta(hours=23), "took 23 hours "),
        (timedelta(days=1), "took 1 day "),
        (timedelta(days=12), "took 12 days "),
    ],
)
def test_durations_are_said_in_their_largest_unit(took: timedelta, expected: str) -> None:
    assert expected in as_read(summary(frozen(DONE, at=OPENED_AT + took), 1))


def test_what_was_left_open_is_listed_with_reason_and_end() -> None:
    unanswered = {answer.field: answer for answer in every_answer() if not answer.field.startswith("monitoring.")}
    waived = replace(DONE, answers=unanswered, waivers=(a_waiver("monitoring", author=ANA, reason="<!here> later"),))

    shown = as_read(summary(frozen(waived), 1))

    assert "6 of 7 parts are executable. The others are left open on purpose." in shown
    assert "*Monitoring and logging plan* (<@U0BEN>): waived" in shown
    assert "• Monitoring and logging plan, until 2 April 2026 (<@U0ANA>): @here later" in shown


def test_a_later_version_names_what_changed() -> None:
    amended = a_good_answer("monitoring.alert", "At 7 % the on-call pharmacist is called.", revision=2)
    second = replace(DONE, version=2, answers={**DONE.answers, amended.field: amended})

    shown = as_read(summary(frozen(DONE, second), 2))

    assert "This is version 2. Changed: What raises an alarm." in shown


def test_a_later_version_is_shown_even_when_the_one_before_is_unknown() -> None:
    second = replace(DONE, version=2)

    assert "This is version 2.\n" in as_read(summary(frozen(second), 2))


def test_a_version_that_was_never_frozen_has_no_summary() -> None:
    assert summary(frozen(DONE), 7) is None


def test_a_frozen_version_is_shown_as_it_was_frozen() -> None:
    scene = frozen(DONE)

    assert scene.reporting.spec(WORKSPACE, "A1", 1).frozen_at == datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    assert "version 1" in as_read(summary(scene, 1))
