"""Heeding what people say about being asked: a time they name is kept, anything else gets the buttons that fit.

Nothing of it is an answer, so nothing is recorded, judged or shown to anybody else.
"""

from datetime import datetime

from bot.domain.alignment import LONGEST_PROMISE, Alignment, Silence
from bot.domain.cadence import day_of, is_over
from bot.domain.effects import Facts, Hear, Notice, SayDirectly, Whisper
from bot.domain.moments import read_moment
from bot.domain.wish import Wish, WishKind
from bot.ports import Clock, Database, Transaction
from bot.services.calendars import calendar_for
from bot.services.owing import debts_of
from bot.services.requests import Inbound, Where
from bot.services.settling import Settling
from bot.services.standing_in import absentees_of

SETTINGS = frozenset({WishKind.STOP, WishKind.AWAY, WishKind.PACE})
"""What concerns the settings of a person, whether or not they owe anything."""


class Heeding:
    """Takes wishes about being reminded, where they are said."""

    def __init__(self, *, database: Database, clock: Clock, settling: Settling) -> None:
        self._database = database
        self._clock = clock
        self._settling = settling

    def heed(self, tx: Transaction, workspace: str, said: Hear, wish: Wish, alignment_id: str | None = None) -> None:
        """Take the time somebody names, or offer what they can do; in a thread it is about that alignment alone."""
        owed = self._owed(tx, workspace, said.person, only=alignment_id)
        if owed:
            own = [(debtor, each) for debtor, each in owed if debtor == said.person]  # none undoes another's mute
            audible = [(debtor, each) for debtor, each in owed if not each.is_muted_by(debtor)] or own
            free = [(debtor, each) for debtor, each in audible if not self._is_promised(tx, each, debtor)]
            taken = self._put_off(tx, said, wish, free) if free and wish.kind is WishKind.LATER else None
            offered: Facts = {
                "kind": wish.kind,
                "when": wish.when,
                "is_promised": bool(audible) and not free,
                "debtor": owed[0][0],
            }
            notice = Notice.TIME_TAKEN if taken else Notice.WISHED
            self.tell(tx, workspace, said, notice, taken or offered, free[0][1].id if taken else alignment_id)
        elif said.is_direct:
            notice = Notice.WISHED if wish.kind in SETTINGS else Notice.NOTHING_OWED
            self.tell(tx, workspace, said, notice, {"kind": wish.kind} if notice is Notice.WISHED else {})

    def undo(self, inbound: Inbound, alignment_id: str, made_at: str, where: Where) -> None:
        """Remind as before of everything that was put off with one time; what was asked for since then stands."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            undone = [
                self._settling.save(tx, alignment, alignment.without_silence(debtor))
                for debtor, alignment in self._owed(tx, inbound.workspace, inbound.person)
                if (silence := alignment.silences.get(debtor)) and silence.made_at.isoformat() == made_at
            ]
            alignment = tx.alignments.get(inbound.workspace, alignment_id)
            what = "undone" if undone else "outdated"
            self._settling.tidy(tx, alignment, where.pressed, what=what, person=inbound.person)
            if where.pressed is None:  # only they saw it, and Slack lets nobody edit that
                self._settling.tell(tx, alignment, where, what=what, reader=inbound.person, person=inbound.person)

    def tell(
        self,
        tx: Transaction,
        workspace: str,
        said: Hear,
        notice: Notice,
        facts: Facts | None = None,
        alignment_id: str | None = None,
    ) -> None:
        """Say something to one person where they wrote."""
        about = {"alignment_id": alignment_id, "person": said.person, "notice": notice, "facts": facts or {}}
        told = (
            SayDirectly.model_validate(about)
            if said.is_direct
            else Whisper.model_validate({**about, "channel": said.channel, "thread_ts": said.thread_ts})
        )
        tx.deliveries.add(workspace, told, due_at=self._clock.now())

    def _put_off(self, tx: Transaction, said: Hear, wish: Wish, owed: list[tuple[str, Alignment]]) -> Facts | None:
        """Be silent about all of it until the time that was named, and say when the reminder really comes."""
        now, workspace = self._clock.now(), owed[0][1].workspace
        calendar = calendar_for(tx, workspace, said.person)
        until = read_moment(wish.when, calendar, now)
        if until is None or until.date() > (now + LONGEST_PROMISE).date():
            return None
        if not any(calendar_for(tx, workspace, debtor).preferences.digest for debtor, _ in owed):
            return {"at": ""}  # their reminders are switched off, so nothing is put off
        for debtor, listed in owed:
            before = tx.alignments.get(workspace, listed.id)  # they may owe it for two people
            silence = Silence(person=debtor, until=until, is_promise=False, made_at=now)
            self._settling.save(tx, before, before.with_silence(silence))
        planned = [at for debtor, _ in owed if (at := self._reminder_of(tx, workspace, debtor))]
        if not planned:
            return {"at": "", "is_away": True}
        at = min(planned)
        unmuted = any(listed.is_muted_by(debtor) for debtor, listed in owed)
        facts: Facts = {"at": calendar.local(at).isoformat(), "is_moved": at > until, "made_at": now.isoformat()}
        if at < until:
            by_promise = any(self._is_promised_by(tx, at, workspace, debtor) for debtor, _ in owed)
            facts |= {"earlier": "promised" if by_promise else "other", "until": calendar.local(until).isoformat()}
        return {**facts, "unmuted": True} if unmuted else facts

    def _reminder_of(self, tx: Transaction, workspace: str, debtor: str) -> datetime | None:
        """Return when somebody is reminded next; None where they are away without an end, and nobody stands in."""
        calendar, at = calendar_for(tx, workspace, debtor), self._settling.next_digest_at(tx, workspace, debtor)
        is_lost = at is not None and calendar.is_away_endlessly(calendar.local(at).date())
        return None if is_lost and not calendar.preferences.stand_in else at

    def _is_promised_by(self, tx: Transaction, at: datetime, workspace: str, debtor: str) -> bool:
        """Tell whether the day of a promise has come by the instant, so that its reminder is due."""
        calendar = calendar_for(tx, workspace, debtor)
        promised = (
            day_of(silence, calendar)
            for debt in self._settling.debts(tx, workspace, debtor)
            if (silence := debt.alignment.silences.get(debtor)) and silence.is_promise
        )
        return any(day <= calendar.local(at).date() for day in promised)

    def _is_promised(self, tx: Transaction, alignment: Alignment, debtor: str) -> bool:
        """Tell whether a promise stands: the facilitator counts on it, and only its own form moves it."""
        silence, calendar = alignment.silences.get(debtor), calendar_for(tx, alignment.workspace, debtor)
        return silence is not None and silence.is_promise and not is_over(silence, calendar, self._clock.now())

    def _owed(
        self, tx: Transaction, workspace: str, person: str, *, only: str | None = None
    ) -> list[tuple[str, Alignment]]:
        """List what the person owes, and those they stand in for."""
        debtors = (person, *absentees_of(tx, workspace, person, self._clock.now()))
        debts = debts_of(tx, workspace, debtors, only=only)
        return [(debtor, alignment) for debtor, alignment in debts if self._settling.owed(alignment, debtor)]
