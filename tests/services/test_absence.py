"""While somebody is away with a stand-in, what is said about their reminders is what comes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.effects import Heard, Notice, SayDirectly, SendDigest
from bot.services.reporting import Coming
from bot.services.requests import Preferences
from tests.builders import WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CAT, Office, a_reply

TUESDAY = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)  # 09:30 in Berlin
LEAVE = {"away_from": date(2026, 3, 3), "away_until": date(2026, 3, 20)}


@pytest.fixture
def owing(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """An alignment opened by Ana on Monday noon, everything in it owed by Ben; all live in Berlin."""
    return owed_by_ben(database, clock, "Europe/Berlin")


def owed_by_ben(
    database: InMemoryDatabase, clock: StoppedClock, zone_of_cat: str, zone_of_ben: str = "Europe/Berlin"
) -> Office:
    """Open it where some live somewhere else."""
    people = [a_person(CAT, zone=zone_of_cat), a_person(BEN, zone=zone_of_ben)]
    office = Office(database, clock, *people)
    with database.write() as tx:
        for person in people:
            tx.people.put(person)
    office.open(accountable=BEN)
    return office


def prefer(office: Office, person: str, **changes: Any) -> None:
    """Save somebody's settings."""
    usual = {"digest": True, "starts_at": time(9), "ends_at": time(17), "days": frozenset(range(5))}
    office.services.pacing.prefer(office.inbound(person), Preferences(**{**usual, **changes}))


def next_reminder(office: Office, until: datetime) -> tuple[datetime, str] | None:
    """Let quarters of an hour pass until somebody is reminded; return when, and who that is."""
    while office.clock.now() < until:
        office.clock.advance(minutes=15)
        office.services.nudging.tick()
        for digest in office.queued(SendDigest):
            return office.clock.now(), digest.recipient
    return None


def is_as_announced(announced: datetime, came: tuple[datetime, str] | None) -> bool:
    """Tell whether a reminder came by the first quarter of an hour from then on."""
    return came is not None and came[0] - timedelta(minutes=15) < announced <= came[0]


def test_a_reminder_is_announced_for_the_hours_of_the_stand_in(database: InMemoryDatabase, clock: StoppedClock) -> None:
    office = owed_by_ben(database, clock, "America/New_York")
    prefer(office, BEN, stand_in=CAT, **LEAVE)

    announced = office.next_digest_of(BEN)

    assert announced == TUESDAY + timedelta(hours=6)
    assert is_as_announced(announced, next_reminder(office, TUESDAY + timedelta(days=2)))


def test_while_both_are_away_it_is_announced_for_the_first_who_returns(owing: Office) -> None:
    prefer(owing, CAT, away_from=LEAVE["away_from"], away_until=date(2026, 3, 10))
    prefer(owing, BEN, stand_in=CAT, **LEAVE)

    announced = owing.next_digest_of(BEN)

    assert announced == TUESDAY + timedelta(days=8)
    assert is_as_announced(announced, next_reminder(owing, TUESDAY + timedelta(days=9)))


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_a_stand_in_who_puts_it_off_is_told_when_it_comes(
    database: InMemoryDatabase, clock: StoppedClock, zone: str
) -> None:
    office = owed_by_ben(database, clock, "Europe/Berlin", zone)
    prefer(office, BEN, stand_in=CAT, **LEAVE)
    next_reminder(office, TUESDAY + timedelta(days=1))

    office.services.pacing.snooze(office.inbound(CAT), office.alignment.id, 1)

    (told,) = office.said(Notice.SNOOZED)
    announced = datetime.fromisoformat(str(told.facts["until"]))
    assert is_as_announced(announced, next_reminder(office, TUESDAY + timedelta(days=9)))


def test_whoever_named_somebody_is_reckoned_anew_when_those_have_other_hours(owing: Office) -> None:
    prefer(owing, BEN, stand_in=CAT, **LEAVE)

    prefer(owing, CAT, starts_at=time(13))

    assert TUESDAY + timedelta(hours=4) == owing.next_digest_of(BEN)


def planned(office: Office) -> Coming:
    """Return when and to whom the next reminder of Ben's comes, by what is said."""
    (nudge,) = office.services.reporting.nudges(WORKSPACE, [BEN])
    return nudge.coming


def test_of_an_absence_without_an_end_no_reminder_is_announced(owing: Office) -> None:
    prefer(owing, BEN, away_from=LEAVE["away_from"])

    assert Coming(person=BEN, is_away_endlessly=True) == planned(owing)


def test_before_an_absence_without_an_end_a_reminder_is_announced(owing: Office) -> None:
    prefer(owing, BEN, away_from=date(2026, 3, 4))

    assert Coming(person=BEN, at=TUESDAY) == planned(owing)


def test_the_last_reminder_before_an_absence_without_an_end_announces_no_other(owing: Office) -> None:
    prefer(owing, BEN, away_from=date(2026, 3, 4))
    next_reminder(owing, TUESDAY)

    said = owing.services.reporting.reminder(WORKSPACE, SendDigest(person=BEN, local_date="2026-03-03"))

    assert said is not None
    assert said.next_at is None


def test_of_an_absence_without_an_end_the_reminders_of_a_stand_in_are_announced(owing: Office) -> None:
    prefer(owing, BEN, away_from=LEAVE["away_from"], stand_in=CAT)

    assert Coming(person=BEN, at=TUESDAY, stand_in=CAT) == planned(owing)


def test_while_both_are_away_without_an_end_no_reminder_is_announced(owing: Office) -> None:
    prefer(owing, CAT, away_from=LEAVE["away_from"])
    prefer(owing, BEN, away_from=LEAVE["away_from"], stand_in=CAT)

    assert Coming(person=BEN, is_away_endlessly=True) == planned(owing)


def test_whoever_comes_back_from_an_absence_without_an_end_is_reminded_as_announced(owing: Office) -> None:
    prefer(owing, BEN, away_from=LEAVE["away_from"])
    assert next_reminder(owing, TUESDAY + timedelta(days=5)) is None

    prefer(owing, BEN)

    announced = planned(owing).at
    assert announced is not None
    assert is_as_announced(announced, next_reminder(owing, TUESDAY + timedelta(days=8)))


def test_a_stand_in_is_told_that_the_next_reminder_goes_to_whoever_is_back(owing: Office) -> None:
    prefer(owing, BEN, **{**LEAVE, "stand_in": CAT, "away_until": date(2026, 3, 4)})
    next_reminder(owing, TUESDAY)

    digest = SendDigest(person=BEN, local_date="2026-03-03", stand_in=CAT)
    said = owing.services.reporting.reminder(WORKSPACE, digest)

    assert said is not None
    assert (TUESDAY + timedelta(days=2), None) == (said.next_at, said.next_stand_in)


def test_whoever_named_somebody_who_is_gone_is_reckoned_anew(owing: Office) -> None:
    prefer(owing, BEN, stand_in=CAT, **LEAVE)

    with owing.database.write() as tx:
        owing.services.ownership.looked_up(tx, a_person(CAT, is_deactivated=True))

    assert datetime(2026, 3, 23, 8, 30, tzinfo=UTC) == owing.next_digest_of(BEN)


def test_a_stand_in_without_digests_of_their_own_is_told_that_it_comes(owing: Office) -> None:
    prefer(owing, BEN, stand_in=CAT, **LEAVE)
    prefer(owing, CAT, digest=False)
    owing.clock.set(TUESDAY)

    owing.services.pacing.snooze(owing.inbound(CAT), owing.alignment.id, 1)

    (told,) = owing.said(Notice.SNOOZED)
    assert told.facts["is_off"] is False


@pytest.fixture
def half_muted(owing: Office) -> Office:
    """What Ben muted, who is away: Cat stands in and owes a part of it herself."""
    owing.services.pacing.mute(owing.inbound(BEN), owing.alignment.id)
    prefer(owing, BEN, stand_in=CAT, **LEAVE)
    owing.clock.set(TUESDAY)
    return owing


def test_a_stand_in_who_puts_off_their_own_part_undoes_no_mute_of_the_absent_one(half_muted: Office) -> None:
    with half_muted.database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, half_muted.alignment.id)
        tx.alignments.save(alignment.with_owner("monitoring", CAT, named_by=ANA, at=half_muted.clock.now()))

    half_muted.services.pacing.snooze(half_muted.inbound(CAT), half_muted.alignment.id, 1)

    assert half_muted.alignment.is_muted_by(BEN)


def test_a_time_that_a_stand_in_types_undoes_no_mute_of_the_absent_one(half_muted: Office) -> None:
    half_muted.receive(a_reply("remind me tomorrow at 3pm", person=CAT, channel="D1", is_direct=True, what=Heard.SAID))
    half_muted.hear()

    assert half_muted.alignment.is_muted_by(BEN)


def test_whoever_is_away_is_not_written_to_because_somebody_stands_in(owing: Office) -> None:
    prefer(owing, ANA, stand_in=CAT, **LEAVE)
    owing.clock.set(TUESDAY)

    wait = owing.services.reporting.welcome_after(WORKSPACE, ANA, timedelta())

    assert datetime(2026, 3, 23, 8, 30, tzinfo=UTC) == TUESDAY + wait


def told_facilitator(office: Office) -> list[list[str]]:
    said = [effect for effect in office.said(Notice.ESCALATED) if isinstance(effect, SayDirectly)]
    return [list(effect.facts["artifacts"]) for effect in said]  # type: ignore[arg-type]


def test_a_part_that_came_back_is_told_to_the_facilitator_beside_what_is_told_in_the_thread(owing: Office) -> None:
    with owing.database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, owing.alignment.id)
        parts = [name for name in alignment.owners if name != "monitoring"]
        for number in range(5):
            names = [*parts, "monitoring"] if number < 3 else parts
            alignment = alignment.nudged(BEN, names, TUESDAY - timedelta(days=1))
        alignment = tx.alignments.save(alignment.escalated(parts, alignment.owners[parts[0]].escalation.FACILITATOR))
        owing.services.nudging.reached(tx, WORKSPACE, SendDigest(person=BEN, local_date="2026-03-03"))

    assert [["monitoring"]] == told_facilitator(owing)
