"""What a person says to being reminded is kept to the day, covers what they owed, and is told when it changes."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.alignment import Escalation, MessageRef
from bot.domain.cadence import FACILITATOR_AFTER
from bot.domain.effects import EditMessage, Notice, SayDirectly, SayInThread, SendDigest
from bot.domain.errors import AwayAnyway, DateOutOfRange, NothingOwed
from bot.domain.people import NudgePreferences
from bot.services.requests import Answers, HandOver, Preferences, Promise, Waive
from tests.builders import WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CAT, Office
from tests.services.stories import WHOLE_SPEC

PRESSED = MessageRef(channel="D1", ts="1.1")


def morning(day: int) -> datetime:
    """Return 09:30 in Berlin on that day of March."""
    return datetime(2026, 3, day, 8, 30, tzinfo=UTC)


@pytest.fixture
def owing(office: Office) -> Office:
    """An alignment opened by Ana on Monday noon, of which Ben owes the monitoring."""
    office.open()
    hand_over(office, "monitoring")
    office.carry_out()
    return office


def hand_over(office: Office, artifact: str, *, to: str = BEN) -> None:
    """Let Ana hand a part over."""
    request = HandOver(alignment_id=office.alignment.id, artifacts=(artifact,), to=to)
    office.services.ownership.hand_over(office.inbound(), request)


def promise(office: Office, day: int, *, by: str = BEN) -> None:
    """Let Ben promise to answer by that day of March."""
    request = Promise(alignment_id=office.alignment.id, on=date(2026, 3, 1) + timedelta(days=day - 1))
    office.services.pacing.promise(office.inbound(by), request)


def snooze(office: Office, working_days: int, *, by: str = BEN) -> None:
    """Let Ben be reminded later."""
    office.services.pacing.snooze(office.inbound(by), office.alignment.id, working_days)


def undo(office: Office, made_at: datetime) -> None:
    """Let Ben undo what he asked for at that instant."""
    office.services.pacing.undo_silence(office.inbound(BEN), office.alignment.id, made_at, PRESSED)


def answer_monitoring(office: Office) -> None:
    """Let Ben answer everything about the monitoring."""
    texts = {field: text for field, text in WHOLE_SPEC.items() if field.startswith("monitoring.")}
    office.services.interrogation.submit(office.inbound(BEN), Answers(alignment_id=office.alignment.id, texts=texts))


def confirmed_by(office: Office, notice: Notice) -> MessageRef:
    """Return the message that said that last."""
    office.carry_out()
    with office.database.read() as tx:
        newest = tx.deliveries.find_latest(WORKSPACE, office.alignment.id, "say_directly")
        sent = (tx.deliveries.get(number) for number in range(newest.id if newest else 0, 0, -1))
        message = next(each.message for each in sent if getattr(each.effect, "notice", None) is notice)
    assert message is not None
    return message


def told_on(office: Office, *days: int) -> Counter[Notice]:
    """Let those mornings of March come, and count what is told besides the reminders."""
    said: Counter[Notice] = Counter()
    for day in days:
        office.clock.set(morning(day))
        office.services.nudging.tick()
        said.update(effect.notice for effect in office.carry_out() if isinstance(effect, SayDirectly | SayInThread))
    return said


def tick(office: Office, at: datetime) -> list[str]:
    """Let the time come and the ticker tick; return who is reminded."""
    office.clock.set(at)
    office.services.nudging.tick()
    return [digest.person for digest in office.queued(SendDigest)]


@pytest.mark.parametrize(("working_days", "day"), [(1, 4), (2, 5), (5, 10)])
def test_later_comes_when_it_says_whatever_the_back_off(owing: Office, working_days: int, day: int) -> None:
    tick(owing, morning(3))
    snooze(owing, working_days)

    (confirmed,) = owing.said(Notice.SNOOZED)

    assert confirmed.facts["until"] == morning(day).isoformat()
    assert owing.next_digest_of(BEN) == morning(day)


def test_a_promise_for_a_free_day_confirms_the_morning_on_which_it_comes_up(owing: Office) -> None:
    promise(owing, 7)

    (confirmed,) = owing.said(Notice.PROMISED)

    assert (confirmed.facts["until"], confirmed.facts["on"]) == (morning(9).isoformat(), "2026-03-07")
    assert owing.next_digest_of(BEN) == morning(9)


def test_a_promise_is_reminded_of_on_its_morning_and_is_not_broken_on_that_day(owing: Office) -> None:
    promise(owing, 6)

    assert BEN in tick(owing, morning(6))
    assert owing.said(Notice.PROMISE_BROKEN) == []
    assert owing.next_digest_of(BEN) == morning(9)


def test_a_promise_is_broken_on_the_next_working_morning(owing: Office) -> None:
    promise(owing, 6)
    tick(owing, morning(6))

    owing.clock.set(morning(9))
    owing.services.nudging.tick()

    (told,) = owing.said(Notice.PROMISE_BROKEN)
    assert ("2026-03-06", ["monitoring"]) == (told.facts["on"], told.facts["artifacts"])
    assert BEN not in owing.alignment.silences


def test_a_promise_kept_on_its_day_is_never_called_broken(owing: Office) -> None:
    promise(owing, 6)
    tick(owing, morning(6))
    answer_monitoring(owing)

    owing.clock.set(morning(9))
    owing.services.nudging.tick()

    assert owing.said(Notice.PROMISE_BROKEN) == []


def test_the_day_of_a_broken_promise_is_the_one_where_it_was_made(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    office = Office(database, clock, a_person(BEN, zone="Pacific/Auckland"))
    office.open()
    hand_over(office, "monitoring")
    office.carry_out()
    promise(office, 10)
    opening = office.alignment.silences[BEN].until

    for days in range(3):
        office.clock.set(opening + timedelta(days=days))
        office.services.nudging.tick()

    assert ["2026-03-10"] == [told.facts["on"] for told in office.said(Notice.PROMISE_BROKEN)]


def test_what_waits_is_told_since_the_day_it_was_where_its_owner_is(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    office = Office(database, clock, a_person(BEN, zone="Pacific/Auckland"))
    office.open()
    office.clock.advance(hours=2)  # midnight has passed in Auckland
    hand_over(office, "monitoring")
    office.carry_out()
    since = clock.now().astimezone(ZoneInfo("Pacific/Auckland")).date()

    for _ in range(FACILITATOR_AFTER):
        due = office.next_digest_of(BEN)
        assert due is not None
        office.clock.set(due)
        office.services.nudging.tick()
        told = office.said(Notice.ESCALATED)

    assert clock.now().date() > since > date(2026, 3, 2)
    assert [since.isoformat()] == [escalated.facts["since"] for escalated in told]


def test_a_silence_ends_when_all_it_is_about_is_answered(owing: Office) -> None:
    promise(owing, 13)

    answer_monitoring(owing)

    assert owing.alignment.silences == {}


def test_a_silence_ends_when_all_it_is_about_is_handed_over(owing: Office) -> None:
    promise(owing, 13)

    hand_over(owing, "monitoring", to=CAT)

    assert owing.alignment.silences == {}


def test_what_is_handed_over_after_a_promise_is_reminded_of_at_once_and_alone(owing: Office) -> None:
    promise(owing, 13)
    owing.clock.set(morning(4))
    hand_over(owing, "capability")

    assert BEN in tick(owing, morning(5))
    owners = owing.alignment.owners
    assert (0, 1) == (owners["monitoring"].nudges, owners["capability"].nudges)
    assert BEN in owing.alignment.silences


@pytest.mark.parametrize("silence", [promise, snooze])
def test_whoever_owes_nothing_has_nothing_to_put_off(owing: Office, silence: object) -> None:
    with pytest.raises(NothingOwed):
        silence(owing, 6, by=CAT)  # type: ignore[operator]


def test_whoever_is_away_for_longer_needs_nothing_put_off(owing: Office) -> None:
    with owing.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, BEN, NudgePreferences(away_from=date(2026, 3, 2)))

    with pytest.raises(AwayAnyway):
        snooze(owing, 1)


def test_the_last_day_that_is_named_can_be_chosen(owing: Office) -> None:
    owing.clock.set(datetime(2026, 3, 3, 5, 50, tzinfo=UTC))  # before the morning on which a promise ends
    with pytest.raises(DateOutOfRange) as refused:
        promise(owing, 31 + 30 + 31)

    last = date.fromisoformat(str(refused.value.facts["latest"]))
    owing.services.pacing.promise(owing.inbound(BEN), Promise(alignment_id=owing.alignment.id, on=last))

    assert owing.alignment.silences[BEN].until.date() == last


@pytest.mark.parametrize("on", [date.min, date.max])
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_the_first_and_the_last_day_of_all_are_refused_as_any_other_far_one(owing: Office, zone: str, on: date) -> None:
    with owing.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, BEN, NudgePreferences(zone=zone))

    with pytest.raises(DateOutOfRange):
        owing.services.pacing.promise(owing.inbound(BEN), Promise(alignment_id=owing.alignment.id, on=on))


def test_a_former_owner_cannot_promise_any_more(owing: Office) -> None:
    answer_monitoring(owing)

    with pytest.raises(NothingOwed):
        promise(owing, 6)


def test_undo_takes_back_its_own_silence_and_no_later_one(owing: Office) -> None:
    snooze(owing, 5)
    snoozed_at = owing.clock.now()
    owing.clock.advance(minutes=1)
    promise(owing, 13)

    undo(owing, snoozed_at)

    assert owing.alignment.silences[BEN].is_promise
    assert ["outdated"] == [edit.facts["what"] for edit in owing.queued(EditMessage)]


def test_undoing_later_brings_the_promise_back_that_it_took_the_place_of(owing: Office) -> None:
    promise(owing, 13)
    promised = owing.alignment.silences[BEN]
    owing.clock.advance(minutes=1)
    snooze(owing, 2)
    snoozed_at = owing.clock.now()
    pressed = confirmed_by(owing, Notice.SNOOZED)

    owing.services.pacing.undo_silence(owing.inbound(BEN), owing.alignment.id, snoozed_at, pressed)

    happened = owing.carry_out()
    assert promised == owing.alignment.silences[BEN]
    assert [("2026-03-13", True)] == [
        (told.facts["on"], told.facts["stands"]) for told in happened if isinstance(told, SayDirectly)
    ]
    assert ["restored"] == [edit.facts["what"] for edit in happened if isinstance(edit, EditMessage)]


def test_undoing_later_mutes_again_what_was_muted(owing: Office) -> None:
    owing.services.pacing.mute(owing.inbound(BEN), owing.alignment.id)
    owing.clock.advance(minutes=1)
    snooze(owing, 2)
    snoozed_at = owing.clock.now()
    pressed = confirmed_by(owing, Notice.SNOOZED)

    owing.services.pacing.undo_silence(owing.inbound(BEN), owing.alignment.id, snoozed_at, pressed)

    assert owing.alignment.is_muted_by(BEN)


def test_a_promise_whose_day_is_over_does_not_come_back(owing: Office) -> None:
    promise(owing, 4)
    owing.clock.advance(minutes=1)
    snooze(owing, 5)
    snoozed_at = owing.clock.now()
    pressed = confirmed_by(owing, Notice.SNOOZED)
    owing.clock.set(morning(5))

    owing.services.pacing.undo_silence(owing.inbound(BEN), owing.alignment.id, snoozed_at, pressed)

    assert {} == owing.alignment.silences


def test_later_until_the_promised_day_leaves_the_promise_as_it_was(owing: Office) -> None:
    promise(owing, 5)

    snooze(owing, 3)

    assert owing.alignment.silences[BEN].is_promise
    assert [] == owing.said(Notice.PROMISE_MOVED)


def test_a_promise_protects_until_its_day_is_over(owing: Office) -> None:
    told_on(owing, 3, 5)
    promise(owing, 6)

    told = told_on(owing, 6)

    assert owing.alignment.owners["monitoring"].nudges == FACILITATOR_AFTER
    assert Notice.ESCALATED not in told


def test_a_promise_that_is_broken_is_told_once(owing: Office) -> None:
    told_on(owing, 3, 5)
    promise(owing, 6)

    told = told_on(owing, 6, 9)

    assert (1, 0) == (told[Notice.PROMISE_BROKEN], told[Notice.ESCALATED])
    assert owing.alignment.owners["monitoring"].escalation is Escalation.FACILITATOR


def test_undo_takes_a_promise_back_and_tells_the_facilitator(owing: Office) -> None:
    promise(owing, 13)

    undo(owing, owing.clock.now())

    (told,) = owing.said(Notice.PROMISE_MOVED)
    assert owing.alignment.silences == {}
    assert {"person": BEN, "on": "2026-03-13", "artifacts": ["monitoring"], "by": BEN} == told.facts


def test_later_after_a_promise_tells_the_facilitator_until_when_it_is_put_off(owing: Office) -> None:
    promise(owing, 5)

    snooze(owing, 5)

    (told,) = owing.said(Notice.PROMISE_MOVED)
    assert ("2026-03-05", "2026-03-09") == (told.facts["on"], told.facts["put_off"])


def test_a_promise_that_moves_is_told_every_time(owing: Office) -> None:
    for day in (5, 6, 6, 9):
        promise(owing, day)

    assert ["2026-03-06", "2026-03-09"] == [told.facts["promised"] for told in owing.said(Notice.PROMISE_MOVED)]


def test_a_facilitator_is_not_told_of_their_own_promises(owing: Office) -> None:
    promise(owing, 5, by=ANA)
    promise(owing, 6, by=ANA)

    assert owing.said(Notice.PROMISE_MOVED) == []


def test_what_was_left_open_on_purpose_is_owed_anew_when_that_ends(owing: Office) -> None:
    tick(owing, morning(3))
    tick(owing, morning(5))
    waive = Waive(alignment_id=owing.alignment.id, subject="monitoring", reason="Later.", until=date(2026, 3, 20))
    owing.services.pacing.waive(owing.inbound(BEN), waive)

    tick(owing, morning(20))

    owed = owing.alignment.owners["monitoring"]
    assert (0, Escalation.NOBODY, date(2026, 3, 20)) == (owed.nudges, owed.escalation, owed.since.date())


def test_what_is_amended_so_that_something_lacks_again_is_owed_anew(owing: Office) -> None:
    tick(owing, morning(3))
    answer_monitoring(owing)

    owing.clock.set(morning(20))
    owing.answer("monitoring.alert", "We will see.", by=BEN)

    owed = owing.alignment.owners["monitoring"]
    assert (0, morning(20)) == (owed.nudges, owed.since)


def test_a_clock_put_forward_and_back_again_silences_nobody(owing: Office) -> None:
    tick(owing, morning(3))
    tick(owing, morning(3) + timedelta(days=38))

    assert BEN in tick(owing, morning(6))
    assert owing.next_digest_of(BEN) == morning(13)


def move_away(office: Office) -> None:
    """Let Slack tell that Ben lives on the other side of the world."""
    with office.database.write() as tx:
        office.services.ownership.looked_up(tx, a_person(BEN, zone="America/Los_Angeles"))


def choose_zone(office: Office) -> None:
    """Let Ben set the zone himself."""
    chosen = Preferences(
        digest=True, starts_at=time(9), ends_at=time(17), days=frozenset(range(5)), zone="America/Los_Angeles"
    )
    office.services.pacing.prefer(office.inbound(BEN), chosen)


@pytest.mark.parametrize("move", [move_away, choose_zone])
def test_a_promise_is_of_the_same_day_wherever_its_maker_moves(
    database: InMemoryDatabase, clock: StoppedClock, move: Callable[[Office], None]
) -> None:
    office = Office(database, clock, a_person(BEN, zone="Pacific/Auckland"))
    office.open()
    hand_over(office, "monitoring")
    office.carry_out()
    promise(office, 6)

    move(office)

    assert datetime(2026, 3, 6, 17, 30, tzinfo=UTC) == office.alignment.silences[BEN].until


def test_a_promise_stays_as_it_was_while_its_maker_stays(owing: Office) -> None:
    promise(owing, 6)
    made = owing.alignment

    with owing.database.write() as tx:
        owing.services.ownership.looked_up(tx, a_person(BEN, name="Benjamin"))

    assert made == owing.alignment
