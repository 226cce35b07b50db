"""Reminding: one digest per person and day, back-off, escalation once each, waivers and promises that run out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.domain.alignment import Alignment, Escalation, Ownership, Silence
from bot.domain.cadence import (
    FACILITATOR_AFTER,
    THREAD_AFTER,
    WorkingCalendar,
    calendar_of,
    day_of,
    is_over,
)
from bot.domain.effects import Effect, Facts, Notice, SayDirectly, SayInThread, SendDigest
from bot.domain.people import Person
from bot.domain.review import review_of
from bot.ports import Clock, Database, Transaction
from bot.services.calendars import calendar_for
from bot.services.reviewing import ask_for_review, can_be_asked
from bot.services.settling import Owed, Settling
from bot.services.standing_in import absence_on, heard_at
from bot.services.waiving import EARLIEST_ZONE, ended_by, without_waivers

CLOCK_PUT_BACK = timedelta(hours=1)
MOST_PEOPLE = 100_000
AT_ONCE = 20
PUT_OFF = timedelta(hours=1)
"""How long somebody, or a waiver, is left alone at whom our own code failed."""


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One of the things that are due, in transactions of its own: what goes wrong with it concerns no other."""

    take: Callable[[], int]
    put_off: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What was owed when a turn was counted, and the artifacts of which it was."""

    owed: Owed
    artifacts: tuple[str, ...]


class Nudging:
    """Turns what is due into digests; called by the ticker, as often as one likes."""

    def __init__(self, *, database: Database, clock: Clock, settling: Settling) -> None:
        self._database = database
        self._clock = clock
        self._settling = settling
        self._ticked_at: datetime | None = None
        self._left: dict[tuple[str, str], datetime] = {}

    def tick(self) -> int:
        """Queue every digest that is due and reopen what a waiver no longer covers; return how many digests."""
        return sum(turn.take() for turn in self.turns())

    def turns(self) -> Iterator[Turn]:
        """Go through all that is due: what waivers cover no longer, then who is to be reminded of what is open."""
        for person in self._planned_too_late():
            yield Turn(take=partial(self._plan_anew, person))
        expiring: list[Alignment] = []
        yield Turn(take=lambda: self._note_expiring(expiring))
        for listed in expiring:
            yield Turn(take=partial(self._end_waivers, listed), put_off=partial(self._leave_waivers, listed))
        while due := self._next_due():
            for person in due:
                yield Turn(take=partial(self._take_turn, person), put_off=partial(self._put_off, person))

    def _planned_too_late(self) -> tuple[Person, ...]:
        """List whose next reminder lies too far ahead, since the clock was put back: all that are planned."""
        before, self._ticked_at = self._ticked_at, self._clock.now()
        if before is None or before - self._ticked_at < CLOCK_PUT_BACK:
            return ()
        with self._database.read() as tx:
            return tuple(slot.person for slot in tx.people.list_scheduled(MOST_PEOPLE))

    def _plan_anew(self, person: Person) -> int:
        with self._database.write() as tx:
            self._settling.schedule(tx, person.workspace, person.id)
        return 0

    def reached(self, tx: Transaction, workspace: str, digest: SendDigest) -> None:
        """Tell others what stays open, now that one more reminder of it has arrived."""
        if not digest.is_late:
            return
        calendar = calendar_for(tx, workspace, digest.person)
        for owed in self._settling.debts(tx, workspace, digest.person):
            debt = owed.overdue(digest.person, calendar, self._clock.now())
            if _is_late(debt):
                current = tx.alignments.get(workspace, debt.alignment.id)
                tx.alignments.save(self._escalated(tx, current, digest.person, debt.artifacts))

    def left_out(self, tx: Transaction, workspace: str, digest: SendDigest) -> None:
        """Count a reminder that never arrived neither for the next one nor for telling others."""
        calendar = calendar_for(tx, workspace, digest.person)
        day_after = calendar.instant(date.fromisoformat(digest.local_date) + timedelta(days=1), time.min)
        for alignment_id, artifacts in digest.counts.items():
            alignment = tx.alignments.get(workspace, alignment_id)
            undone = alignment.nudge_undone(digest.person, artifacts, day_after)
            if undone is not alignment and not alignment.is_muted_by(digest.person):
                tx.alignments.save(undone)
        self._settling.schedule(tx, workspace, digest.person)

    def _next_due(self) -> tuple[Person, ...]:
        """Take the next few, and hold nothing of theirs: whoever answers meanwhile waits for one of them at most."""
        with self._database.write() as tx:
            return tuple(digest.person for digest in tx.people.claim_due(self._clock.now(), AT_ONCE))

    def _take_turn(self, person: Person) -> int:
        with self._database.write() as tx:
            known = tx.people.find(person.workspace, person.id)
            return int(self._remind(tx, known or person))

    def _put_off(self, person: Person) -> None:
        """Let the others be reminded, and come back to this one later."""
        with self._database.write() as tx:
            tx.people.schedule_digest(person.workspace, person.id, self._clock.now() + PUT_OFF)

    def _remind(self, tx: Transaction, person: Person) -> bool:
        """Queue one person's digest, unless they may not be disturbed now or had today's already."""
        now = self._clock.now()
        calendar = calendar_of(person, tx.people.preferences_of(person.workspace, person.id))
        today = calendar.local(now).date()
        if heard_at(tx, person.workspace, person.id, now) > now:
            self._settling.schedule(tx, person.workspace, person.id)
            return False
        debts = self._settling.debts(tx, person.workspace, person.id)
        due = [debt for debt in debts if debt.next_reminder(person.id, calendar, now) <= now]
        told = [debt for debt in due if debt.is_told(person.id, calendar)]
        # The one digest of the person's day: the unique date absorbs replicas, restarts and clock jumps.
        is_sent = bool(told) and tx.people.note_digest(person.workspace, person.id, today)
        if is_sent:
            counted = [self._count(tx, debt, person.id, calendar) for debt in told]
            self._send(tx, person, today, calendar.stand_in_on(today), counted)
        for debt in due:
            if not debt.is_told(person.id, calendar):
                self._pass_silently(tx, debt, person.id, calendar)
        self._settling.schedule(tx, person.workspace, person.id, reminded_on=today if told else None)
        return is_sent

    def _count(self, tx: Transaction, debt: Owed, person: str, calendar: WorkingCalendar) -> _Counted:
        """Count a reminder of what is owed, from now on with nobody else at work on the alignment."""
        now = self._clock.now()
        current = _as_it_is_now(tx, debt)
        artifacts = current.unspared(person, now).artifacts
        counted = current.alignment.nudged(person, artifacts, now)
        silence = counted.silences.get(person)
        if silence and is_over(silence, calendar, now):
            counted = counted.without_silence(person)
            counted = self._break_promise(tx, current, counted, silence, calendar)
        return _Counted(owed=replace(current, alignment=tx.alignments.save(counted)), artifacts=artifacts)

    def _pass_silently(self, tx: Transaction, debt: Owed, person: str, calendar: WorkingCalendar) -> None:
        """Count a turn of which the person hears nothing, and tell whoever is to be told: no arrival is waited for.

        No date of a digest absorbs it should another replica have taken the turn meanwhile: what it counted does.
        """
        now = self._clock.now()
        current = _as_it_is_now(tx, debt)
        if current.next_reminder(person, calendar, now) > now:
            return
        late = self._count(tx, current, person, calendar).owed.overdue(person, calendar, now)
        if _is_late(late):
            tx.alignments.save(self._escalated(tx, late.alignment, person, late.artifacts))

    def _send(
        self, tx: Transaction, person: Person, today: date, stand_in: str | None, counted: list[_Counted]
    ) -> None:
        digest = SendDigest(
            person=person.id,
            local_date=today.isoformat(),
            stand_in=stand_in,
            is_late=any(_is_late(each.owed) for each in counted),
            counts={each.owed.alignment.id: each.artifacts for each in counted},
        )
        self._queue(tx, person.workspace, digest)

    def _break_promise(
        self, tx: Transaction, debt: Owed, counted: Alignment, silence: Silence, calendar: WorkingCalendar
    ) -> Alignment:
        """A broken promise is the only thing that is told at once, and counts as told; a snooze does not bind."""
        alignment = debt.alignment
        late = [name for name in debt.artifacts if name in alignment.covered_by(silence)]
        if not late or not silence.is_promise or silence.person == alignment.facilitator:
            return counted
        on = day_of(silence, calendar).isoformat()
        absence = absence_on(calendar, self._clock.now())
        unreminded = _unreminded(alignment, silence.person, calendar)
        facts: Facts = {"person": silence.person, "on": on, "artifacts": late, **unreminded, **absence}
        told = SayDirectly(
            alignment_id=alignment.id, person=alignment.facilitator, notice=Notice.PROMISE_BROKEN, facts=dict(facts)
        )
        self._queue(tx, alignment.workspace, told)
        untold = [name for name in late if counted.owners[name].escalation is Escalation.NOBODY]
        return counted.escalated(untold, Escalation.FACILITATOR)

    def _escalated(self, tx: Transaction, alignment: Alignment, person: str, owed: tuple[str, ...]) -> Alignment:
        """Tell the facilitator, and later the thread, once each; parts that were handed over may differ in that."""
        after = alignment
        for level in (Escalation.THREAD, Escalation.FACILITATOR):
            late = [name for name in owed if _next_told(alignment.owners[name]) is level]
            if late:
                self._tell(tx, alignment, person, late, level)
                after = after.escalated(late, level)
        return after

    def _tell(
        self, tx: Transaction, alignment: Alignment, person: str, artifacts: list[str], level: Escalation
    ) -> None:
        calendar = calendar_for(tx, alignment.workspace, person)
        since = calendar.local(min(alignment.owners[name].since for name in artifacts)).date().isoformat()
        absence = absence_on(calendar, self._clock.now())
        unreminded = _unreminded(alignment, person, calendar)
        facts: Facts = {"person": person, "artifacts": artifacts, "since": since, **unreminded, **absence}
        told: Effect
        if level is Escalation.THREAD:
            told = SayInThread(
                alignment_id=alignment.id, channel=alignment.channel, notice=Notice.ESCALATED, facts=dict(facts)
            )
        elif person != alignment.facilitator:
            told = SayDirectly(
                alignment_id=alignment.id, person=alignment.facilitator, notice=Notice.ESCALATED, facts=dict(facts)
            )
        else:
            return
        self._queue(tx, alignment.workspace, told)

    def _note_expiring(self, expiring: list[Alignment]) -> int:
        now = self._clock.now()
        self._left = {key: until for key, until in self._left.items() if until > now}
        with self._database.read() as tx:
            listed = tx.alignments.list_expiring((now + EARLIEST_ZONE).date())
        expiring += (alignment for alignment in listed if _key(alignment) not in self._left)
        return 0

    def _leave_waivers(self, alignment: Alignment) -> None:
        self._left[_key(alignment)] = self._clock.now() + PUT_OFF

    def _end_waivers(self, listed: Alignment) -> int:
        """Ask again for what an alignment left open until now; that queues no digest."""
        now = self._clock.now()
        with self._database.read() as tx:
            if not (ended_by(tx, listed, now) or self._is_review_due(tx, listed)):
                return 0
        with self._database.write() as tx:
            alignment = tx.alignments.get(listed.workspace, listed.id)
            if self._is_review_due(tx, alignment):
                alignment = ask_for_review(tx, alignment, now)
            if ended := ended_by(tx, alignment, now):
                after = without_waivers(alignment, ended)
                asked = [subject for subject in ended if self._settling.is_open(after, subject)]
                said = [SayInThread.of(alignment, Notice.WAIVER_ENDED, {"subjects": asked})] if asked else []
                self._settling.settle(tx, alignment, after, *said)
        return 0

    def _is_review_due(self, tx: Transaction, alignment: Alignment) -> bool:
        """Tell whether to ask if the whole spec still holds: a question to a person waits for their working hours."""
        now, review = self._clock.now(), review_of(alignment)
        return review is not None and review.expires_on <= now.date() and can_be_asked(tx, alignment, now)

    def _queue(self, tx: Transaction, workspace: str, effect: Effect) -> None:
        tx.deliveries.add(workspace, effect, due_at=self._clock.now())


def _as_it_is_now(tx: Transaction, debt: Owed) -> Owed:
    """Return what is owed with nobody else at work on the alignment from now on."""
    return replace(debt, alignment=tx.alignments.get(debt.alignment.workspace, debt.alignment.id))


def _key(alignment: Alignment) -> tuple[str, str]:
    return alignment.workspace, alignment.id


def _unreminded(alignment: Alignment, person: str, calendar: WorkingCalendar) -> Facts:
    """Say why the person gets no reminders, if they get none."""
    if not calendar.preferences.digest:
        return {"unreminded": "off"}
    return {"unreminded": "muted"} if alignment.is_muted_by(person) else {}


def _is_late(debt: Owed) -> bool:
    """Tell whether somebody else is to be told of what is owed."""
    return any(_next_told(debt.alignment.owners[name]) is not None for name in debt.artifacts)


def _next_told(ownership: Ownership) -> Escalation | None:
    """Say who is to be told that something stays open, if anybody; nobody is told twice."""
    if ownership.escalation is Escalation.NOBODY and ownership.nudges >= FACILITATOR_AFTER:
        return Escalation.FACILITATOR
    if ownership.escalation is Escalation.FACILITATOR and ownership.nudges >= THREAD_AFTER:
        return Escalation.THREAD
    return None
