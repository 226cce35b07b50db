"""A sweep finds who owes something and would never be reminded of it, and schedules them; it disturbs nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.people import NudgePreferences
from bot.services.sweep import EVERY, PAGE, PAGES_AT_ONCE
from tests.builders import WORKSPACE, an_alignment, an_ownership
from tests.services.office import ANA, BEN, Office


@pytest.fixture
def forgotten(office: Office) -> Office:
    """Ana owes something, and is not scheduled."""
    office.open()
    unschedule(office, ANA)
    return office


def unschedule(office: Office, person: str) -> None:
    with office.database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, person, None)


def sweep(office: Office) -> int:
    return office.services.sweep.go_on()


def test_who_owes_something_and_is_not_scheduled_is_reminded_on_the_next_morning(forgotten: Office) -> None:
    sweep(forgotten)

    planned = forgotten.next_digest_of(ANA)
    assert planned is not None
    assert date(2026, 3, 3) == planned.date()


def test_a_second_sweep_finds_nobody(forgotten: Office) -> None:
    found = [sweep(forgotten)]
    forgotten.clock.advance(EVERY)
    found.append(sweep(forgotten))

    assert [1, 0] == found


def test_a_sweep_is_made_once_a_day(forgotten: Office) -> None:
    sweep(forgotten)
    unschedule(forgotten, ANA)

    found = []
    for hours in (23, 1):
        forgotten.clock.advance(hours=hours)
        found.append(sweep(forgotten))

    assert [0, 1] == found


def test_a_sweep_is_made_at_once_where_the_clock_went_back(forgotten: Office) -> None:
    sweep(forgotten)
    unschedule(forgotten, ANA)

    forgotten.clock.advance(days=-31)

    assert 1 == sweep(forgotten)


def test_who_is_scheduled_is_left_alone(office: Office) -> None:
    office.open()
    later = office.clock.now() + timedelta(days=9)
    with office.database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, ANA, later)

    sweep(office)

    assert later == office.next_digest_of(ANA)


def test_what_somebody_owes_who_wants_no_reminders_has_its_turns_too(forgotten: Office) -> None:
    with forgotten.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, ANA, NudgePreferences(digest=False))

    assert 1 == sweep(forgotten)


def test_who_owes_nothing_is_left_alone(forgotten: Office) -> None:
    forgotten.services.closing.close(forgotten.inbound(), forgotten.alignment.id)

    assert 0 == sweep(forgotten)


@pytest.mark.parametrize("change", [{"is_muted": True}, {"thread_ts": None}])
def test_nobody_is_scheduled_for_what_cannot_be_seen(forgotten: Office, change: dict[str, object]) -> None:
    with forgotten.database.write() as tx:
        tx.alignments.save(replace(tx.alignments.get(WORKSPACE, forgotten.alignment.id), **change))

    assert 0 == sweep(forgotten)


def test_a_large_sweep_is_made_in_several_turns(office: Office) -> None:
    first_of_next_turn = PAGE * PAGES_AT_ONCE
    with office.database.write() as tx:
        for number in range(first_of_next_turn + 1):
            owned = {"monitoring": an_ownership(person=BEN if number == first_of_next_turn else ANA)}
            opened = an_alignment(id=f"A{number:04}", facilitator=ANA, owners=owned, thread_ts=f"1.{number}")
            tx.alignments.add(opened)

    swept = []
    for _ in range(3):
        sweep(office)
        swept.append([person for person in (ANA, BEN) if office.next_digest_of(person)])

    assert [[ANA], [ANA, BEN], [ANA, BEN]] == swept
