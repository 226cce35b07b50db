"""Reminding: one digest a day at most, in working hours, later each time, and silent when it should be."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.alignment import Escalation
from bot.domain.cadence import FACILITATOR_AFTER
from bot.domain.delivery import Lane
from bot.domain.effects import Notice, SendDigest
from bot.domain.errors import DateOutOfRange, NothingOwed, NotYours
from bot.services.requests import Answers, HandOver, Preferences, Promise, Waive
from tests.builders import WORKSPACE, a_person
from tests.services.office import ANA, BEN, CAT, Office
from tests.services.stories import WHOLE_SPEC

DIGEST = "send_digest"
TUESDAY_MORNING = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)  # 09:30 in Berlin


@pytest.fixture
def owed(office: Office) -> Office:
    """An alignment opened on Monday noon, everything still owed by Ana."""
    office.open()
    office.carry_out()
    return office


def tick(office: Office, at: datetime) -> list[SendDigest]:
    """Let the time come and the ticker tick."""
    office.clock.set(at)
    office.services.nudging.tick()
    return office.queued(SendDigest)


def test_the_first_reminder_is_scheduled_for_the_next_working_morning(owed: Office) -> None:
    assert owed.next_digest_of(ANA) == TUESDAY_MORNING


def test_nobody_is_reminded_before_it_is_due(owed: Office) -> None:
    assert tick(owed, TUESDAY_MORNING - timedelta(minutes=1)) == []


def test_one_digest_goes_to_each_person_who_owes(owed: Office) -> None:
    assert [digest.person for digest in tick(owed, TUESDAY_MORNING)] == [ANA]


def test_two_alignments_make_one_digest(owed: Office) -> None:
    owed.open(title="Claims")
    owed.carry_out()

    assert len(tick(owed, TUESDAY_MORNING)) == 1


def test_a_second_tick_on_the_same_day_sends_nothing(owed: Office) -> None:
    tick(owed, TUESDAY_MORNING)

    assert tick(owed, TUESDAY_MORNING + timedelta(hours=2)) == []


def test_reminders_come_further_and_further_apart(owed: Office) -> None:
    days = []
    for _ in range(4):
        due = owed.next_digest_of(ANA)
        assert due is not None
        tick(owed, due)
        days.append(due.date())

    assert days == [date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 10), date(2026, 3, 17)]


def test_what_is_not_due_yet_is_not_counted_and_not_forgotten(owed: Office) -> None:
    early = owed.alignment.id
    tick(owed, TUESDAY_MORNING)
    owed.clock.advance(hours=1)
    late = owed.open(title="Claims").id
    tick(owed, TUESDAY_MORNING + timedelta(days=1))

    with owed.database.read() as tx:
        counted = {known.id: known.owners["monitoring"].nudges for known in tx.alignments.list_owed_by(WORKSPACE, ANA)}
    assert {early: 1, late: 1} == counted
    assert owed.next_digest_of(ANA) == TUESDAY_MORNING + timedelta(days=2)


def test_what_a_tick_plans_is_what_would_be_planned_anew(owed: Office) -> None:
    owed.open(title="Claims")
    tick(owed, TUESDAY_MORNING)
    planned = owed.next_digest_of(ANA)

    wishes = Preferences(digest=True, starts_at=time(9), ends_at=time(17), days=frozenset(range(5)))
    owed.services.pacing.prefer(owed.inbound(), wishes)

    assert planned is not None
    assert planned == owed.next_digest_of(ANA)


def test_a_day_whose_reminder_another_replica_sent_is_over(owed: Office) -> None:
    with owed.database.write() as tx:
        tx.people.note_digest(WORKSPACE, ANA, TUESDAY_MORNING.date())

    assert [] == tick(owed, TUESDAY_MORNING)
    assert owed.next_digest_of(ANA) == TUESDAY_MORNING + timedelta(days=1)


def test_a_reminder_says_when_others_may_have_to_be_told(office: Office) -> None:
    office.open(by=BEN, accountable=ANA)
    said = []
    for _ in range(4):
        due = office.next_digest_of(ANA)
        assert due is not None
        said += [digest.is_late for digest in tick(office, due)]

    assert [False, False, True, False] == said


def test_a_tick_outside_working_hours_waits_for_the_morning(owed: Office) -> None:
    late_evening = TUESDAY_MORNING + timedelta(hours=13)

    assert tick(owed, late_evening) == []
    assert owed.next_digest_of(ANA) == TUESDAY_MORNING + timedelta(days=1)


def test_a_week_of_outage_ends_in_one_digest(owed: Office) -> None:
    assert len(tick(owed, TUESDAY_MORNING + timedelta(days=7))) == 1


def test_it_stops_when_the_last_gap_closes(owed: Office) -> None:
    answers = Answers(alignment_id=owed.alignment.id, texts=WHOLE_SPEC)
    owed.services.interrogation.submit(owed.inbound(), answers)

    assert owed.next_digest_of(ANA) is None
    assert tick(owed, TUESDAY_MORNING) == []


def test_later_waits_that_many_working_days(owed: Office) -> None:
    owed.services.pacing.snooze(owed.inbound(), owed.alignment.id, 5)

    assert owed.next_digest_of(ANA) == datetime(2026, 3, 9, 8, 30, tzinfo=UTC)


def test_undoing_a_snooze_brings_the_reminder_back(owed: Office) -> None:
    owed.services.pacing.snooze(owed.inbound(), owed.alignment.id, 5)

    owed.services.pacing.undo_silence(owed.inbound(), owed.alignment.id, owed.clock.now())

    assert owed.next_digest_of(ANA) == TUESDAY_MORNING


def test_a_promise_buys_silence_until_its_morning(owed: Office) -> None:
    owed.services.pacing.promise(owed.inbound(), Promise(alignment_id=owed.alignment.id, on=date(2026, 3, 12)))

    assert owed.next_digest_of(ANA) == datetime(2026, 3, 12, 8, 30, tzinfo=UTC)


def test_a_promise_for_yesterday_is_refused(owed: Office) -> None:
    with pytest.raises(DateOutOfRange):
        owed.services.pacing.promise(owed.inbound(), Promise(alignment_id=owed.alignment.id, on=date(2026, 3, 1)))


def test_a_broken_promise_is_told_to_the_facilitator(office: Office) -> None:
    office.open(accountable=BEN)
    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)
    office.services.pacing.promise(office.inbound(BEN), Promise(alignment_id=office.alignment.id, on=date(2026, 3, 5)))
    office.carry_out()

    tick(office, datetime(2026, 3, 5, 8, 30, tzinfo=UTC))
    office.clock.set(datetime(2026, 3, 6, 8, 30, tzinfo=UTC))
    office.services.nudging.tick()

    (told,) = office.said(Notice.PROMISE_BROKEN)
    assert (ANA, BEN, "2026-03-05") == (getattr(told, "person", None), told.facts["person"], told.facts["on"])


def test_the_facilitator_is_told_after_three_reminders_and_the_thread_after_five_once_each(office: Office) -> None:
    office.open(accountable=BEN)
    office.carry_out()
    told = []
    for _ in range(7):
        due = office.next_digest_of(BEN)
        assert due is not None
        office.clock.set(due)
        office.services.nudging.tick()
        told += [type(effect).__name__ for effect in office.said(Notice.ESCALATED)]

    assert told == ["SayDirectly", "SayInThread"]
    assert office.alignment.owners["monitoring"].escalation is Escalation.THREAD


def leave_out(office: Office) -> None:
    """Let the digest that was queued last be left out, as one is that was held up beyond its day."""
    with office.database.write() as tx:
        waiting = tx.deliveries.claim(Lane.PATIENT, office.clock.now(), 50)
        (digest,) = [delivery for delivery in waiting if isinstance(delivery.effect, SendDigest)]
        tx.deliveries.mark_sent(digest, None)
        office.services.aftermath.left_out(tx, digest)


def test_a_reminder_that_was_left_out_is_made_up_for_at_once_and_counts_for_nothing(owed: Office) -> None:
    owed.clock.set(TUESDAY_MORNING)
    owed.services.nudging.tick()
    next_day = TUESDAY_MORNING + timedelta(days=1)
    owed.clock.set(next_day)

    leave_out(owed)

    assert next_day == owed.next_digest_of(ANA)
    assert {0} == {ownership.nudges for ownership in owed.alignment.owners.values()}


def test_nobody_else_is_told_after_a_reminder_that_never_arrived(office: Office) -> None:
    office.open(accountable=BEN)
    office.carry_out()
    for _ in range(FACILITATOR_AFTER):
        due = office.next_digest_of(BEN)
        assert due is not None
        office.clock.set(due)
        office.services.nudging.tick()
        leave_out(office)
        office.clock.advance(days=1)

    assert office.said(Notice.ESCALATED) == []


def test_a_reminder_counts_only_for_whom_it_was_meant(office: Office) -> None:
    office.open()
    hand_over = HandOver(alignment_id=office.alignment.id, artifacts=("monitoring",), to=BEN)
    office.services.ownership.hand_over(office.inbound(), hand_over)
    office.carry_out()
    office.clock.set(TUESDAY_MORNING)
    office.services.nudging.tick()
    with office.database.write() as tx:
        digests = [
            one for one in tx.deliveries.claim(Lane.PATIENT, office.clock.now(), 50) if one.effect.kind == DIGEST
        ]
        (to_ben,) = [one for one in digests if one.effect.person == BEN]
        office.services.aftermath.left_out(tx, to_ben)

    owners = office.alignment.owners
    assert (0, 1) == (owners["monitoring"].nudges, owners["capability"].nudges)


def test_what_is_waived_is_not_reminded_of_until_the_waiver_ends(owed: Office) -> None:
    for artifact in owed.catalogue.artifacts:
        waiver = Waive(alignment_id=owed.alignment.id, subject=artifact.name, reason="Later.", until=date(2026, 3, 20))
        owed.services.pacing.waive(owed.inbound(), waiver)
    owed.carry_out()
    assert owed.next_digest_of(ANA) is None

    owed.clock.set(datetime(2026, 3, 20, 8, 30, tzinfo=UTC))
    owed.services.nudging.tick()

    (said,) = owed.said(Notice.WAIVER_ENDED)
    assert [artifact.name for artifact in owed.catalogue.artifacts] == said.facts["subjects"]
    assert owed.next_digest_of(ANA) is not None


def test_only_the_owner_or_the_facilitator_waives(owed: Office) -> None:
    waiver = Waive(alignment_id=owed.alignment.id, subject="monitoring", reason="No.", until=date(2026, 3, 20))

    with pytest.raises(NotYours):
        owed.services.pacing.waive(owed.inbound(BEN), waiver)


def test_somebody_who_wants_no_digest_gets_none(owed: Office) -> None:
    wishes = Preferences(digest=False, starts_at=time(9), ends_at=time(17), days=frozenset(range(5)))

    owed.services.pacing.prefer(owed.inbound(), wishes)

    assert [] == tick(owed, TUESDAY_MORNING)


def test_somebody_who_works_late_is_reminded_late(owed: Office) -> None:
    wishes = Preferences(digest=True, starts_at=time(13), ends_at=time(21), days=frozenset(range(5)))

    owed.services.pacing.prefer(owed.inbound(), wishes)

    assert owed.next_digest_of(ANA) == datetime(2026, 3, 3, 12, 30, tzinfo=UTC)


def test_a_new_owner_is_reminded_and_the_old_one_is_not(owed: Office) -> None:
    every = tuple(artifact.name for artifact in owed.catalogue.artifacts)
    owed.services.ownership.hand_over(owed.inbound(), HandOver(alignment_id=owed.alignment.id, artifacts=every, to=CAT))

    assert owed.next_digest_of(ANA) is None
    assert owed.next_digest_of(CAT) is not None


def test_while_somebody_is_away_their_stand_in_is_reminded(owed: Office) -> None:
    away(owed, stand_in=BEN)

    (digest,) = tick(owed, TUESDAY_MORNING)

    assert (ANA, BEN, BEN) == (digest.person, digest.stand_in, digest.recipient)


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("America/New_York", datetime(2026, 3, 3, 14, 30, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 3, 3, 20, 30, tzinfo=UTC)),  # they work while the other sleeps
    ],
)
def test_a_stand_in_is_reminded_in_their_own_hours(owed: Office, zone: str, morning: datetime) -> None:
    away(owed, stand_in=BEN)
    with owed.database.write() as tx:
        tx.people.put(a_person(BEN, zone=zone))

    assert tick(owed, TUESDAY_MORNING) == []
    assert morning == owed.next_digest_of(ANA)
    assert [BEN] == [digest.recipient for digest in tick(owed, morning)]


def test_without_a_stand_in_nobody_is_reminded_until_the_return(owed: Office) -> None:
    away(owed, stand_in=None)

    assert tick(owed, TUESDAY_MORNING) == []
    assert owed.next_digest_of(ANA) == TUESDAY_MORNING + timedelta(days=7)


def test_while_the_stand_in_is_away_as_well_nobody_is_reminded_until_one_of_them_is_back(owed: Office) -> None:
    away(owed, stand_in=BEN)
    away(owed, stand_in=CAT, person=BEN, until=date(2026, 3, 5))

    assert tick(owed, TUESDAY_MORNING) == []
    assert owed.next_digest_of(ANA) == datetime(2026, 3, 6, 8, 30, tzinfo=UTC)


def test_a_stand_in_whose_account_is_gone_is_not_reminded(owed: Office) -> None:
    away(owed, stand_in=BEN)
    with owed.database.write() as tx:
        tx.people.put(a_person(BEN, is_deactivated=True))

    assert tick(owed, TUESDAY_MORNING) == []
    assert owed.next_digest_of(ANA) == TUESDAY_MORNING + timedelta(days=7)


def test_after_the_return_the_person_is_reminded_again(owed: Office) -> None:
    away(owed, stand_in=BEN)

    (digest,) = tick(owed, TUESDAY_MORNING + timedelta(days=7))

    assert digest.recipient == ANA


def test_what_others_are_told_names_whoever_stands_in(office: Office) -> None:
    office.open(accountable=BEN)
    away(office, stand_in=CAT, person=BEN, until=date(2026, 4, 30))
    told = []
    for _ in range(5):
        due = office.next_digest_of(BEN)
        assert due is not None
        office.clock.set(due)
        office.services.nudging.tick()
        told += [(effect.facts["stand_in"], effect.facts["away_until"]) for effect in office.said(Notice.ESCALATED)]

    assert [(CAT, "2026-04-30")] * 2 == told


def test_later_of_a_stand_in_quiets_the_reminders_they_get(owed: Office) -> None:
    away(owed, stand_in=BEN)
    tick(owed, TUESDAY_MORNING)

    owed.services.pacing.snooze(owed.inbound(BEN), owed.alignment.id, 2)

    assert datetime(2026, 3, 5, 8, 30, tzinfo=UTC) == owed.alignment.silences[ANA].until
    assert BEN not in owed.alignment.silences
    assert [BEN] == [told.person for told in owed.said(Notice.SNOOZED)]


def test_a_stand_in_promises_nothing_in_the_name_of_another(owed: Office) -> None:
    away(owed, stand_in=BEN)
    owed.clock.set(TUESDAY_MORNING)

    owed.services.pacing.promise(owed.inbound(BEN), Promise(alignment_id=owed.alignment.id, on=date(2026, 3, 5)))

    assert not owed.alignment.silences[ANA].is_promise
    assert len(owed.said(Notice.SNOOZED)) == 1


def test_a_stand_in_takes_their_later_back(owed: Office) -> None:
    away(owed, stand_in=BEN)
    owed.clock.set(TUESDAY_MORNING)
    owed.services.pacing.snooze(owed.inbound(BEN), owed.alignment.id, 2)

    owed.services.pacing.undo_silence(owed.inbound(BEN), owed.alignment.id, owed.clock.now())

    assert {} == owed.alignment.silences


def test_a_stand_in_has_nothing_to_put_off_while_nobody_is_away(owed: Office) -> None:
    away(owed, stand_in=BEN)
    owed.clock.set(TUESDAY_MORNING + timedelta(days=7))

    with pytest.raises(NothingOwed):
        owed.services.pacing.snooze(owed.inbound(BEN), owed.alignment.id, 2)


def away(office: Office, *, stand_in: str | None, person: str = ANA, until: date = date(2026, 3, 9)) -> None:
    """Let Ana be away for a week from Tuesday on, or somebody else for as long as that."""
    preferences = Preferences(
        digest=True,
        starts_at=time(9),
        ends_at=time(17),
        days=frozenset(range(5)),
        away_from=date(2026, 3, 3),
        away_until=until,
        stand_in=stand_in,
    )
    office.services.pacing.prefer(office.inbound(person), preferences)
    office.carry_out()
