"""What somebody muted, or wants no reminders of at all, goes on without them: others are told in its turn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.alignment import Escalation, Silence
from bot.domain.effects import Notice, SayDirectly, SendDigest
from bot.domain.errors import NothingOwed
from bot.domain.people import NudgePreferences
from bot.services.requests import Answers, HandOver, Preferences, Promise
from tests.builders import WORKSPACE
from tests.services.office import ANA, BEN, CAT, Office
from tests.services.stories import WHOLE_SPEC

TUESDAY_MORNING = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)  # 09:30 in Berlin
NO_DIGEST = Preferences(digest=False, starts_at=time(9), ends_at=time(17), days=frozenset(range(5)))


@pytest.fixture
def owing(office: Office) -> Office:
    """An alignment opened by Ana on Monday noon, everything in it still owed by Ben."""
    office.open(accountable=BEN)
    office.carry_out()
    return office


def mute(office: Office, by: str = BEN) -> None:
    """Mute the newest alignment."""
    office.services.pacing.mute(office.inbound(by), office.alignment.id)


def switch_off(office: Office, by: str = BEN) -> None:
    """Switch all reminders off."""
    office.services.pacing.prefer(office.inbound(by), NO_DIGEST)


def silence_of(office: Office, person: str = BEN) -> Silence | None:
    """Return what a person asked for about the newest alignment."""
    return office.alignment.silences.get(person)


def take_turns(office: Office, count: int, person: str = BEN) -> tuple[list[SendDigest], list[str]]:
    """Let so many turns of a person pass; return the digests, and who was told how."""
    digests: list[SendDigest] = []
    told: list[str] = []
    for _ in range(count):
        due = office.next_digest_of(person)
        assert due is not None
        office.clock.set(due)
        office.services.nudging.tick()
        for effect in office.carry_out():
            if isinstance(effect, SendDigest):
                digests.append(effect)
            elif getattr(effect, "notice", None) is Notice.ESCALATED:
                why = effect.facts.get("unreminded")  # type: ignore[attr-defined]
                told.append(f"{type(effect).__name__}: {why}")
    return digests, told


@pytest.mark.parametrize(("silenced", "why"), [(mute, "muted"), (switch_off, "off")])
def test_what_nobody_is_reminded_of_is_told_to_the_facilitator_and_the_thread_once_each(
    owing: Office, silenced: Callable[[Office], None], why: str
) -> None:
    silenced(owing)

    digests, told = take_turns(owing, 7)

    assert [] == [digest for digest in digests if digest.person == BEN]
    assert [f"SayDirectly: {why}", f"SayInThread: {why}"] == told


def test_silent_turns_keep_to_the_same_back_off(owing: Office) -> None:
    mute(owing)

    days = []
    for _ in range(4):
        take_turns(owing, 1)
        days.append(owing.clock.now().date())

    assert days == [date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 10), date(2026, 3, 17)]


def test_of_what_the_facilitator_muted_only_the_thread_is_told(office: Office) -> None:
    office.open()
    office.carry_out()
    mute(office, ANA)

    _, told = take_turns(office, 7, ANA)

    assert ["SayInThread: muted"] == told


def test_a_facilitator_without_digests_is_told_of_the_debts_of_others(owing: Office) -> None:
    switch_off(owing, ANA)

    _, told = take_turns(owing, 3)

    assert ["SayDirectly: None"] == told


def test_a_broken_promise_is_told_of_somebody_without_digests(owing: Office) -> None:
    switch_off(owing)
    owing.services.pacing.promise(owing.inbound(BEN), Promise(alignment_id=owing.alignment.id, on=date(2026, 3, 5)))
    owing.carry_out()

    owing.clock.set(datetime(2026, 3, 5, 8, 30, tzinfo=UTC))
    owing.services.nudging.tick()
    owing.clock.set(datetime(2026, 3, 6, 8, 30, tzinfo=UTC))
    owing.services.nudging.tick()

    (told,) = owing.said(Notice.PROMISE_BROKEN)
    assert ("2026-03-05", "off") == (told.facts["on"], told.facts["unreminded"])


def test_a_silent_turn_does_not_take_the_digest_of_the_day(owing: Office) -> None:
    mute(owing)
    owing.open(accountable=BEN, title="Claims")
    three = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    with owing.database.write() as tx:
        snooze = Silence(person=BEN, until=three, is_promise=False, made_at=owing.clock.now())
        tx.alignments.save(tx.alignments.get(WORKSPACE, owing.alignment.id).with_silence(snooze))
        tx.people.schedule_digest(WORKSPACE, BEN, TUESDAY_MORNING)
    owing.carry_out()

    silent, _ = take_turns(owing, 1)
    heard, _ = take_turns(owing, 1)

    assert ([], [BEN]) == (silent, [digest.person for digest in heard])
    assert three == owing.clock.now()


def test_the_next_digest_is_that_of_what_is_not_muted(owing: Office) -> None:
    mute(owing)
    muted = owing.services.reporting.debts_of(WORKSPACE, BEN)
    owing.clock.advance(hours=30)
    owing.open(accountable=BEN, title="Claims")
    both = owing.services.reporting.debts_of(WORKSPACE, BEN)

    at = owing.services.reporting.coming(WORKSPACE, BEN, both).at

    assert owing.services.reporting.coming(WORKSPACE, BEN, muted).at is None
    assert TUESDAY_MORNING + timedelta(days=1) == at


def test_nobody_is_promised_a_digest_who_switched_them_off(owing: Office) -> None:
    switch_off(owing)

    (planned,) = owing.services.reporting.nudges(WORKSPACE, (BEN,))

    assert (None, True) == (planned.at, planned.is_off)


def test_a_mute_covers_what_becomes_theirs_later(owing: Office) -> None:
    mute(owing)
    owing.services.ownership.hand_over(
        owing.inbound(), HandOver(alignment_id=owing.alignment.id, artifacts=("monitoring",), to=CAT)
    )
    owing.clock.advance(hours=1)

    owing.services.ownership.hand_over(
        owing.inbound(), HandOver(alignment_id=owing.alignment.id, artifacts=("monitoring",), to=BEN)
    )

    assert "monitoring" in owing.alignment.spared(BEN, owing.clock.now())


def test_a_mute_outlasts_completion(office: Office) -> None:
    office.open()
    mute(office, ANA)
    answers = Answers(alignment_id=office.alignment.id, texts=WHOLE_SPEC)

    office.services.interrogation.submit(office.inbound(), answers)

    assert office.alignment.completed_at is not None
    assert office.alignment.is_muted_by(ANA)


def test_a_mute_is_confirmed_and_can_be_undone(owing: Office) -> None:
    mute(owing)
    (said,) = owing.said(Notice.MUTED)

    made_at = datetime.fromisoformat(str(said.facts["made_at"]))
    owing.services.pacing.undo_silence(owing.inbound(BEN), owing.alignment.id, made_at)

    assert silence_of(owing) is None
    digests, _ = take_turns(owing, 1)
    assert [BEN] == [digest.person for digest in digests]


def test_putting_off_what_was_muted_takes_the_place_of_the_mute(owing: Office) -> None:
    mute(owing)
    owing.clock.advance(minutes=1)

    owing.services.pacing.snooze(owing.inbound(BEN), owing.alignment.id, 1)

    (said,) = owing.said(Notice.SNOOZED)
    assert True is said.facts["unmuted"]
    assert not owing.alignment.is_muted_by(BEN)


def test_a_typed_time_is_about_what_is_not_muted(owing: Office) -> None:
    mute(owing)
    muted = owing.alignment.id
    owing.clock.advance(minutes=1)
    heard = owing.open(accountable=BEN, title="Claims").id

    owing.write("tomorrow at 3pm", by=BEN)

    with owing.database.read() as tx:
        assert tx.alignments.get(WORKSPACE, muted).is_muted_by(BEN)
        assert BEN in tx.alignments.get(WORKSPACE, heard).silences


def test_a_typed_time_ends_the_mute_of_the_only_thing_owed(owing: Office) -> None:
    mute(owing)

    owing.write("tomorrow at 3pm", by=BEN)

    (said,) = owing.said(Notice.TIME_TAKEN)
    assert True is said.facts["unmuted"]
    assert not owing.alignment.is_muted_by(BEN)


def test_the_facilitator_hears_that_a_promise_gave_way_to_a_mute(owing: Office) -> None:
    owing.services.pacing.promise(owing.inbound(BEN), Promise(alignment_id=owing.alignment.id, on=date(2026, 3, 5)))
    owing.carry_out()

    mute(owing)

    (told,) = owing.said(Notice.PROMISE_MOVED)
    assert True is told.facts["muted"]
    assert "put_off" not in told.facts


def test_whoever_stands_in_mutes_nothing_of_the_absent_one(owing: Office) -> None:
    with owing.database.write() as tx:
        away = NudgePreferences(away_from=date(2026, 3, 1), away_until=date(2026, 3, 9), stand_in=CAT)
        tx.people.put_preferences(WORKSPACE, BEN, away)

    with pytest.raises(NothingOwed):
        mute(owing, CAT)


def test_a_stand_in_hears_nothing_of_what_the_absent_one_muted(owing: Office) -> None:
    mute(owing)
    away = replace(NO_DIGEST, digest=True, away_from=date(2026, 3, 2), away_until=date(2026, 3, 9), stand_in=CAT)
    owing.services.pacing.prefer(owing.inbound(BEN), away)
    owing.carry_out()

    digests, _ = take_turns(owing, 1)

    assert [] == digests


def test_a_digest_is_left_out_that_was_queued_before_its_reader_switched_them_off(owing: Office) -> None:
    digest = SendDigest(person=BEN, local_date="2026-03-03")
    owing.clock.set(TUESDAY_MORNING)

    switch_off(owing)

    assert owing.services.reporting.reminder(WORKSPACE, digest) is None


def test_handing_over_ends_the_silent_turns(owing: Office) -> None:
    mute(owing)
    every = tuple(artifact.name for artifact in owing.catalogue.artifacts)

    owing.services.ownership.hand_over(
        owing.inbound(), HandOver(alignment_id=owing.alignment.id, artifacts=every, to=CAT)
    )

    assert owing.next_digest_of(BEN) is None
    assert owing.next_digest_of(CAT) is not None


def test_what_was_told_in_a_silent_turn_is_kept(owing: Office) -> None:
    mute(owing)

    take_turns(owing, 3)

    assert Escalation.FACILITATOR is owing.alignment.owners["monitoring"].escalation


@pytest.mark.parametrize("said", ["mute this", "stop reminding me about this one", "leave me alone with this"])
def test_nothing_anybody_types_mutes_by_itself(owing: Office, said: str) -> None:
    owing.write(said, by=BEN)

    (offered,) = [effect for effect in owing.carry_out() if isinstance(effect, SayDirectly)]
    assert (Notice.WISHED, "stop") == (offered.notice, offered.facts["kind"])
    assert silence_of(owing) is None
