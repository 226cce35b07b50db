"""Naming a stand-in: who can be, who cannot, and that whoever was named knows of it."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain.effects import Effect, Notice, SayDirectly
from bot.domain.errors import CannotStandIn
from bot.domain.people import NudgePreferences
from bot.services.requests import Preferences
from tests.builders import WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CAT, Office

MONDAY_EVENING = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
AWAY = {"away_from": date(2026, 3, 3), "away_until": date(2026, 3, 9)}
GONE_BY = {"away_from": date(2026, 2, 2), "away_until": date(2026, 2, 9)}


def prefer(office: Office, stand_in: str | None = BEN, **changes: date | None) -> None:
    """Let Ana name somebody to stand in."""
    wishes = Preferences(
        digest=True,
        starts_at=time(9),
        ends_at=time(17),
        days=frozenset(range(5)),
        stand_in=stand_in,
        **{**AWAY, **changes},  # type: ignore[arg-type]
    )
    office.services.pacing.prefer(office.inbound(), wishes)


def named(effects: tuple[Effect, ...]) -> list[str]:
    """List who is told that they were named."""
    said = [effect for effect in effects if isinstance(effect, SayDirectly)]
    return [effect.person for effect in said if effect.notice is Notice.STAND_IN_NAMED]


def preferences_of(office: Office, person: str) -> NudgePreferences:
    """Return what somebody prefers by now."""
    with office.database.read() as tx:
        return tx.people.preferences_of(WORKSPACE, person)


def test_nobody_stands_in_for_themselves(office: Office) -> None:
    with pytest.raises(CannotStandIn) as refusal:
        prefer(office, ANA)

    assert "self" == refusal.value.facts["reason"]
    assert preferences_of(office, ANA).stand_in is None


@pytest.mark.parametrize("trait", ["is_bot", "is_guest", "is_deactivated", "is_external"])
def test_who_is_known_to_be_no_colleague_does_not_stand_in(office: Office, trait: str) -> None:
    with office.database.write() as tx:
        tx.people.put(a_person(BEN, **{trait: True}))

    with pytest.raises(CannotStandIn):
        prefer(office)

    assert preferences_of(office, ANA).stand_in is None


def test_who_turns_out_to_be_a_bot_does_not_stand_in_and_whoever_named_it_is_told(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    office = Office(database, clock, a_person(BEN, is_bot=True))
    prefer(office)

    (told,) = office.said(Notice.STAND_IN_REFUSED)

    assert (ANA, "bot") == (getattr(told, "person", None), told.facts["reason"])
    assert NudgePreferences(**AWAY) == preferences_of(office, ANA)


def test_a_stand_in_is_told_once_that_they_were_named(office: Office) -> None:
    prefer(office)
    prefer(office)

    assert [BEN] == named(office.carry_out())


def test_a_stand_in_is_told_in_the_morning_what_was_settled_in_the_evening(office: Office) -> None:
    with office.database.write() as tx:
        tx.people.put(a_person(BEN))
    office.clock.set(MONDAY_EVENING)
    prefer(office)

    assert [] == named(office.carry_out())
    office.clock.set(datetime(2026, 3, 3, 8, 30, tzinfo=UTC))
    assert [BEN] == named(office.carry_out())


def test_whoever_takes_the_place_of_a_stand_in_is_told_as_well(office: Office) -> None:
    prefer(office)
    prefer(office, CAT)

    assert [BEN, CAT] == named(office.carry_out())


@pytest.mark.parametrize("changes", [GONE_BY, {"away_from": None, "away_until": None}])
def test_a_stand_in_is_not_told_while_nobody_is_going_to_be_away(
    office: Office, changes: dict[str, date | None]
) -> None:
    prefer(office, **changes)

    assert [] == named(office.carry_out())
