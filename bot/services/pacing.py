"""What owners say to being reminded: later, by a date, not needed, and how they want to be reminded at all."""

from datetime import datetime

from bot.domain.alignment import ENDLESS, LONGEST_PROMISE, Alignment, MessageRef, Silence, Status, Waiver
from bot.domain.cadence import WorkingCalendar, calendar_of, day_of
from bot.domain.effects import Effect, Facts, LookUpPerson, Notice, PublishHome, SayDirectly, SayInThread
from bot.domain.errors import AwayAnyway, NothingOpen, NothingOwed, NotYours
from bot.domain.people import NudgePreferences
from bot.ports import Clock, Database, Transaction
from bot.services.calendars import calendar_for
from bot.services.promises import keep_promised_days
from bot.services.requests import Inbound, Preferences, Promise, Waive
from bot.services.settling import Settling
from bot.services.silences import replaced, replaced_by
from bot.services.standing_in import absentees_of, ensure_can_stand_in, heard_at, is_named_anew, tell_stand_in


class Pacing:
    """Lets people set the pace at which they are reminded."""

    def __init__(self, *, database: Database, clock: Clock, settling: Settling) -> None:
        self._database = database
        self._clock = clock
        self._settling = settling

    def promise(self, inbound: Inbound, request: Promise) -> None:
        """Stay silent until the day a person named; their reminder comes on that morning."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                until = self._calendar(tx, inbound).opening(request.on)
                self._silence(tx, inbound, request.alignment_id, until, is_promise=True)

    def snooze(self, inbound: Inbound, alignment_id: str, working_days: int) -> None:
        """Stay silent until the person's own morning, so many working days from now; raise AwayAnyway."""
        now = self._clock.now()
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                until = self._calendar(tx, inbound).morning_in(working_days, now)
                if until > now + LONGEST_PROMISE:
                    raise AwayAnyway()
                self._silence(tx, inbound, alignment_id, until, is_promise=False)

    def mute(self, inbound: Inbound, alignment_id: str) -> None:
        """Remind the person of one alignment no more, until they undo it; nobody mutes in the name of another."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = tx.alignments.get(inbound.workspace, alignment_id)
            if not self._settling.owed(before, inbound.person):
                raise NothingOwed()
            made_at = self._clock.now()
            mute = Silence(person=inbound.person, until=ENDLESS, is_promise=False, made_at=made_at)
            after = before.with_silence(mute)
            facts: Facts = {"made_at": made_at.isoformat(), **replaced(before, inbound.person)}
            said = SayDirectly(alignment_id=alignment_id, person=inbound.person, notice=Notice.MUTED, facts=facts)
            self._settling.settle(tx, before, after, said, *self._moved(tx, before, after, inbound.person))

    def undo_silence(
        self, inbound: Inbound, alignment_id: str, made_at: datetime, pressed: MessageRef | None = None
    ) -> None:
        """Forget the promise, snooze or mute made at that instant; what was asked for since then stands."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = after = tx.alignments.get(inbound.workspace, alignment_id)
            for person in (inbound.person, *self._absentees(tx, inbound)):
                silence = before.silences.get(person)
                if silence and silence.made_at == made_at:
                    after = after.without_silence(person)
            what = "undone" if after is not before else "outdated"
            said = self._moved(tx, before, after, inbound.person)
            if after is not before and (restored := self._restored(tx, inbound, after, pressed)):
                what, after = "restored", after.with_silence(restored)
                said += self._standing_again(tx, after, restored)
            self._settling.tidy(tx, after, pressed, what=what, person=inbound.person)
            self._settling.settle(tx, before, after, *said)
            if pressed is None:  # in App Home
                self._queue(tx, inbound.workspace, PublishHome(person=inbound.person))

    def waive(self, inbound: Inbound, request: Waive) -> None:
        """Leave an artifact or field open on purpose; its owner or the facilitator may, with a reason and an expiry.

        Raises NothingOpen when it is answered; what was left open already may be so for another reason or until later.
        """
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = tx.alignments.get(inbound.workspace, request.alignment_id)
            artifact = request.subject.split(".")[0]
            if inbound.person not in {before.facilitator, before.owner_of(artifact)}:
                raise NotYours()
            if not self._settling.is_open(before.without_waiver(request.subject), request.subject):
                raise NothingOpen()
            waiver = Waiver(
                subject=request.subject,
                reason=request.reason.strip(),
                author=inbound.person,
                granted_on=self._calendar(tx, inbound).local(self._clock.now()).date(),
                expires_on=request.until,
            )
            self._settling.settle(tx, before, before.with_waiver(waiver), _waived(before, waiver))

    def prefer(self, inbound: Inbound, request: Preferences) -> None:
        """Remember how a person wants to be reminded, and reckon their next reminder anew; raise CannotStandIn."""
        preferences = NudgePreferences(
            zone=request.zone,
            starts_at=request.starts_at,
            ends_at=request.ends_at,
            days=request.days,
            country=request.country,
            away_from=request.away_from,
            away_until=request.away_until,
            stand_in=request.stand_in,
            digest=request.digest,
        )
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                before = tx.people.preferences_of(inbound.workspace, inbound.person)
                account = tx.people.find(inbound.workspace, inbound.person)
                moved = calendar_of(account, before), calendar_of(account, preferences)
                keep_promised_days(tx, inbound.workspace, inbound.person, *moved)
                tx.people.put_preferences(inbound.workspace, inbound.person, preferences)
                for who in (inbound.person, *tx.people.list_who_named(inbound.workspace, inbound.person)):
                    self._settling.schedule(tx, inbound.workspace, who)
                self._queue(tx, inbound.workspace, PublishHome(person=inbound.person))
                if request.stand_in:
                    self._name_stand_in(tx, inbound, request.stand_in, before, preferences)

    def _name_stand_in(
        self, tx: Transaction, inbound: Inbound, stand_in: str, before: NudgePreferences, after: NudgePreferences
    ) -> None:
        """Look the stand-in up, who is reminded in their own time zone, and tell them; raise CannotStandIn."""
        ensure_can_stand_in(tx, inbound.workspace, inbound.person, stand_in)
        self._queue(tx, inbound.workspace, LookUpPerson(person=stand_in))
        now = self._clock.now()
        if is_named_anew(before, after, self._calendar(tx, inbound).local(now).date()):
            tell_stand_in(tx, inbound.workspace, inbound.person, stand_in, now)

    def _silence(
        self, tx: Transaction, inbound: Inbound, alignment_id: str, until: datetime, *, is_promise: bool
    ) -> None:
        """Keep silent to the person, and to whomever they stand in for; nobody promises in the name of another."""
        made_at = self._clock.now()
        before = after = tx.alignments.get(inbound.workspace, alignment_id)
        whose = [who for who in self._reminded_of(tx, inbound, before) if self._settling.owed(before, who)]
        if not whose:
            raise NothingOwed()
        is_promise = is_promise or self._is_promised_for(tx, inbound, before, until)
        for person in whose:
            is_binding = is_promise and person == inbound.person
            silence = Silence(person=person, until=until, is_promise=is_binding, made_at=made_at)
            after = after.with_silence(silence)
        said = SayDirectly(
            alignment_id=alignment_id,
            person=inbound.person,
            notice=Notice.PROMISED if is_promise and inbound.person in whose else Notice.SNOOZED,
            facts={
                **self._silenced(tx, inbound, whose, until),
                "made_at": made_at.isoformat(),
                "unmuted": before.is_muted_by(inbound.person),
                **replaced(before, inbound.person),
            },
        )
        self._settling.settle(tx, before, after, said, *self._moved(tx, before, after, inbound.person))

    def _is_promised_for(self, tx: Transaction, inbound: Inbound, alignment: Alignment, until: datetime) -> bool:
        """Tell whether that is the very day by which the person has promised to answer: it stays a promise."""
        silence, calendar = alignment.silences.get(inbound.person), self._calendar(tx, inbound)
        return silence is not None and silence.is_promise and day_of(silence, calendar) == calendar.local(until).date()

    def _reminded_of(self, tx: Transaction, inbound: Inbound, alignment: Alignment) -> list[str]:
        """List the person and whomever they stand in for; that another muted it is not for them to undo."""
        absentees = self._absentees(tx, inbound)
        return [inbound.person, *(who for who in absentees if not alignment.is_muted_by(who))]

    def _silenced(self, tx: Transaction, inbound: Inbound, whose: list[str], until: datetime) -> Facts:
        """Say when they hear of it again, which is not on a free day, and by which day they promised to answer."""
        calendars = {who: calendar_for(tx, inbound.workspace, who) for who in whose}
        again = (calendar.next_opening(until) for calendar in calendars.values())
        heard = [heard_at(tx, inbound.workspace, who, at) for who, at in zip(calendars, again, strict=True)]
        return {
            "until": min(heard).isoformat(),
            "on": self._calendar(tx, inbound).local(until).date().isoformat(),
            "is_off": not any(calendar.preferences.digest for calendar in calendars.values()),
        }

    def _restored(
        self, tx: Transaction, inbound: Inbound, alignment: Alignment, confirmed: MessageRef | None
    ) -> Silence | None:
        """Return what the person had chosen before, unless it is over, or nothing is asked any more."""
        if alignment.status is Status.CLOSED or inbound.person in alignment.silences:
            return None
        return replaced_by(tx, inbound.workspace, inbound.person, confirmed, self._clock.now())

    def _standing_again(self, tx: Transaction, alignment: Alignment, silence: Silence) -> list[SayDirectly]:
        """Tell the facilitator that a promise stands after all."""
        owed = self._owed_under(alignment, silence)
        if not owed or not silence.is_promise or silence.person == alignment.facilitator:
            return []
        on = day_of(silence, calendar_for(tx, alignment.workspace, silence.person)).isoformat()
        facts: Facts = {"person": silence.person, "on": on, "artifacts": owed, "by": silence.person, "stands": True}
        return [
            SayDirectly(
                alignment_id=alignment.id, person=alignment.facilitator, notice=Notice.PROMISE_MOVED, facts=facts
            )
        ]

    def _owed_under(self, alignment: Alignment, silence: Silence) -> list[str]:
        """List what is open of all that a promise, or what took its place, is about."""
        covered = alignment.covered_by(silence)
        return [name for name in self._settling.owed(alignment, silence.person) if name in covered]

    def _moved(self, tx: Transaction, before: Alignment, after: Alignment, by: str) -> list[SayDirectly]:
        """Tell the facilitator of every promise that does not stand any more as it was made."""
        made = (silence for silence in before.silences.values() if silence.is_promise)
        return [
            moved
            for promise in made
            if promise.person != before.facilitator and promise is not after.silences.get(promise.person)
            if (moved := self._moved_promise(tx, before, promise, after.silences.get(promise.person), by))
        ]

    def _moved_promise(
        self, tx: Transaction, alignment: Alignment, promise: Silence, instead: Silence | None, by: str
    ) -> SayDirectly | None:
        """Tell which day was promised and what takes its place, unless it is the same day again."""
        calendar = calendar_for(tx, alignment.workspace, promise.person)
        owed = self._owed_under(alignment, promise)
        on = day_of(promise, calendar)
        if not owed or (instead and instead.is_promise and day_of(instead, calendar) == on):
            return None
        facts: Facts = {"person": promise.person, "on": on.isoformat(), "artifacts": owed, "by": by}
        if instead and instead.is_mute:
            facts["muted"] = True
        elif instead:
            named = "promised" if instead.is_promise else "put_off"
            facts[named] = day_of(instead, calendar).isoformat()
        return SayDirectly(
            alignment_id=alignment.id, person=alignment.facilitator, notice=Notice.PROMISE_MOVED, facts=facts
        )

    def _absentees(self, tx: Transaction, inbound: Inbound) -> tuple[str, ...]:
        return absentees_of(tx, inbound.workspace, inbound.person, self._clock.now())

    def _calendar(self, tx: Transaction, inbound: Inbound) -> WorkingCalendar:
        return calendar_for(tx, inbound.workspace, inbound.person)

    def _queue(self, tx: Transaction, workspace: str, effect: Effect) -> None:
        tx.deliveries.add(workspace, effect, due_at=self._clock.now())


def _waived(alignment: Alignment, waiver: Waiver) -> SayInThread:
    facts: Facts = {
        "subject": waiver.subject,
        "reason": waiver.reason,
        "until": waiver.expires_on.isoformat(),
        "by": waiver.author,
    }
    return SayInThread.of(alignment, Notice.WAIVED, facts)
