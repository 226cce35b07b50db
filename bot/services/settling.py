"""What every change of an alignment leads to, in the same transaction: completion, the card, the next reminders."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.alignment import Alignment, MessageRef, Status
from bot.domain.cadence import WorkingCalendar, is_over, next_reminder
from bot.domain.catalogue import Catalogue
from bot.domain.effects import (
    EditMessage,
    Effect,
    Facts,
    Notice,
    PostSummary,
    SayDirectly,
    SayInThread,
    UpdateCard,
    UploadSpec,
    Whisper,
)
from bot.domain.progress import Progress, is_answered, progress_of
from bot.domain.review import REVIEW, spared_until_review
from bot.domain.rulebook import NO_RULES, Rulebook
from bot.domain.spec import spec_of
from bot.ports import Clock, Transaction
from bot.services.calendars import calendar_for
from bot.services.consistency import Consistency
from bot.services.requests import Where
from bot.services.standing_in import absentees_of, heard_at
from bot.services.waiving import without_waivers

Offer = SayInThread | SayDirectly
"""What was said with buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The artifacts with gaps that one person owes to one alignment."""

    alignment: Alignment
    artifacts: tuple[str, ...]

    def next_reminder(self, person: str, calendar: WorkingCalendar, now: datetime) -> datetime:
        """Return when the person is to be reminded of them."""
        return next_reminder(self.alignment, person, self.artifacts, calendar, now)

    def is_told(self, person: str, calendar: WorkingCalendar) -> bool:
        """Tell whether the person is reminded when its turn comes, and has neither muted it nor switched all off."""
        return calendar.preferences.digest and not self.alignment.is_muted_by(person)

    def unspared(self, person: str, now: datetime) -> "Owed":
        """Leave out what was put off until later than now; the turns of what was muted go on."""
        spared = frozenset() if self.alignment.is_muted_by(person) else self.alignment.spared(person, now)
        return self._but(spared)

    def overdue(self, person: str, calendar: WorkingCalendar, now: datetime) -> "Owed":
        """Leave out what others are not to be told of yet: what was put off, or promised by a day that is not over."""
        silence = self.alignment.silences.get(person)
        stands = silence is not None and not silence.is_mute and not is_over(silence, calendar, now)
        return self._but(self.alignment.covered_by(silence) if silence and stands else frozenset())

    def _but(self, spared: frozenset[str]) -> "Owed":
        return replace(self, artifacts=tuple(name for name in self.artifacts if name not in spared))


class Settling:
    """Saves a changed alignment and queues what follows from the change."""

    def __init__(self, *, catalogue: Catalogue, clock: Clock, rulebook: Rulebook = NO_RULES) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._rulebook = rulebook
        self._consistency = Consistency(catalogue=catalogue, rulebook=rulebook)

    def progress(self, alignment: Alignment) -> Progress:
        """Work out how far the alignment is now."""
        return progress_of(alignment, self._catalogue)

    def settle(self, tx: Transaction, before: Alignment, after: Alignment, *said: Effect) -> Alignment:
        """Save a change, say what is to be said of it, and show what it came to.

        Whoever waits for the words gets them before the card is edited and before a summary is posted.
        """
        saved = self.save(tx, before, after)
        for effect in said:
            tx.deliveries.add(saved.workspace, effect, due_at=self._clock.now())
        self.show(tx, before, saved)
        return saved

    def save(self, tx: Transaction, before: Alignment, after: Alignment) -> Alignment:
        """Save it, complete when nothing is owed any more, and schedule who is reminded next."""
        after = self._paced(before, self._unwaived(after))
        saved = tx.alignments.save(self._reached(before, after, self._clock.now()))
        for person in self._concerned(before, saved):
            self.schedule(tx, saved.workspace, person)
        return saved

    def show(self, tx: Transaction, before: Alignment, saved: Alignment) -> None:
        """Bring the card up to date, and publish the version that is complete now."""
        now = self._clock.now()
        tx.deliveries.add(saved.workspace, UpdateCard(alignment_id=saved.id, channel=saved.channel), due_at=now)
        if saved.version > before.version:
            self._publish(tx, saved, now)

    def tidy(
        self,
        tx: Transaction,
        alignment: Alignment,
        pressed: MessageRef | None,
        *,
        what: str,
        person: str,
        field: str | None = None,
    ) -> None:
        """Take the buttons off a message that has been dealt with, and say what became of it."""
        if pressed is not None:
            self._replace(tx, alignment, pressed, Notice.SETTLED, {"what": what, "person": person, "field": field})

    def take_buttons(self, tx: Transaction, alignment: Alignment, pressed: MessageRef | None) -> Offer | None:
        """Take the buttons off a message that says more than they offer, and return what it was sent as."""
        offer = sent_as(tx, alignment.workspace, pressed)
        if offer and pressed:
            viewer = offer.person if isinstance(offer, SayDirectly) else None
            over: Facts = {**offer.facts, "is_over": True, "viewer": viewer}
            self._replace(tx, alignment, pressed, offer.notice, over)
        return offer

    def _replace(
        self, tx: Transaction, alignment: Alignment, pressed: MessageRef, notice: Notice, facts: Facts
    ) -> None:
        said = EditMessage(
            alignment_id=alignment.id, channel=pressed.channel, ts=pressed.ts, notice=notice, facts=facts
        )
        tx.deliveries.add(alignment.workspace, said, due_at=self._clock.now())

    def tell(
        self,
        tx: Transaction,
        alignment: Alignment,
        where: Where,
        *,
        what: str,
        reader: str,
        person: str,
        field: str | None = None,
    ) -> None:
        """Say what became of a message to the one reader who pressed it, where it stays as it is for all others."""
        if where.channel:
            told = Whisper(
                alignment_id=alignment.id,
                person=reader,
                channel=where.channel,
                thread_ts=where.thread_ts,
                response_url=where.response_url,
                notice=Notice.SETTLED,
                facts={"what": what, "person": person, "field": field},
            )
            tx.deliveries.add(alignment.workspace, told, due_at=self._clock.now())

    def schedule(self, tx: Transaction, workspace: str, person: str, *, reminded_on: date | None = None) -> None:
        """Set the person's next turn, at the end: to when the most pressing thing they owe is due, if anything is.

        Who is reminded today is not asked for their last digest.
        """

        def reckon() -> None:
            tx.people.keep_others_out(workspace, person)
            at = self.next_turn_at(tx, workspace, person, reminded_on=reminded_on)
            tx.people.schedule_digest(workspace, person, at)

        tx.at_the_end(("reminder", workspace, person), reckon)

    def next_turn_at(
        self, tx: Transaction, workspace: str, person: str, *, reminded_on: date | None = None
    ) -> datetime | None:
        """Reckon when what the person owes has its next turn: a digest, or a silent one of what they want none of."""
        calendar, debts = calendar_for(tx, workspace, person), self.debts(tx, workspace, person)
        last = reminded_on or tx.people.last_digest_of(workspace, person)
        silent = [debt for debt in debts if not debt.is_told(person, calendar)]
        turns = (
            next_digest(debts, person, calendar, last, self._clock.now()),
            _earliest(silent, person, calendar, self._clock.now()),
        )
        at = min((at for at in turns if at), default=None)
        return heard_at(tx, workspace, person, at) if at else None

    def next_digest_at(self, tx: Transaction, workspace: str, person: str) -> datetime | None:
        """Reckon when the person really gets their next digest, by all that is known now."""
        return digest_of(tx, workspace, person, self.debts(tx, workspace, person), self._clock.now())

    def debts(self, tx: Transaction, workspace: str, person: str) -> tuple[Owed, ...]:
        """List what a person can be reminded of: what they owe to alignments within reach."""
        return tuple(
            Owed(alignment=alignment, artifacts=artifacts)
            for alignment in tx.alignments.list_owed_by(workspace, person)
            if not alignment.is_muted and (artifacts := self.owed(alignment, person))
        )

    def owed(self, alignment: Alignment, person: str) -> tuple[str, ...]:
        """List the artifacts that a person owns and that have gaps."""
        return _owed(self.progress(alignment), alignment, person)

    def concerns(self, tx: Transaction, alignment: Alignment, person: str) -> bool:
        """Tell whether somebody has a part in it, or stands in for one who has."""
        absentees = absentees_of(tx, alignment.workspace, person, self._clock.now())
        return not people_of(alignment).isdisjoint({person, *absentees})

    def is_open(self, alignment: Alignment, subject: str) -> bool:
        """Tell whether a field, or an artifact, has a gap."""
        return any(subject in {gap.field.key, gap.field.artifact} for gap in self.progress(alignment).gaps)

    def _concerned(self, before: Alignment, after: Alignment) -> list[str]:
        """List whose next reminder may have changed; most answers close no artifact, and change nobody's."""
        people = sorted(people_of(before) | people_of(after))
        if _without_answers(before) != _without_answers(after):
            return people
        then, now = self.progress(before), self.progress(after)
        return [person for person in people if set(_owed(then, before, person)) != set(_owed(now, after, person))]

    def _paced(self, before: Alignment, after: Alignment) -> Alignment:
        """Begin to count from now what is open again, and forget the promises that are kept."""
        was_open, is_open = _open(self.progress(before)), _open(self.progress(after))
        return after.owed_anew(is_open - was_open, self._clock.now()).without_silences_but_of(is_open)

    def _unwaived(self, alignment: Alignment) -> Alignment:
        """Forget what was left open and is answered all the same: its end would be news of nothing."""
        answered = tuple(w.subject for w in alignment.waivers if is_answered(alignment, self._catalogue, w.subject))
        return without_waivers(alignment, answered) if answered else alignment

    def _reached(self, before: Alignment, after: Alignment, now: datetime) -> Alignment:
        if after.status is Status.CLOSED:
            return after
        if not self.progress(after).is_complete:
            return after.without_waiver(REVIEW).reopened() if after.status is Status.COMPLETE else after
        is_amended = before.answers != after.answers or self._unwaived(before).waivers != after.waivers
        if not after.is_open and not is_amended:
            return after
        return spared_until_review(after.completed(now), now.date())

    def _publish(self, tx: Transaction, alignment: Alignment, now: datetime) -> None:
        """Freeze the version with whatever contradicts in it, and make it known.

        A contradiction is shown, not enforced: whether an artifact is executable follows from its slots alone.
        """
        contradictions = self._consistency.contradictions(tx, alignment)
        spec = spec_of(alignment, self._catalogue, now, contradictions=contradictions, rules_off=self._rulebook.off)
        tx.specs.freeze(alignment.workspace, spec)
        for effect in (
            PostSummary(alignment_id=alignment.id, channel=alignment.channel, version=alignment.version),
            UploadSpec(alignment_id=alignment.id, channel=alignment.channel, version=alignment.version),
        ):
            tx.deliveries.add(alignment.workspace, effect, due_at=now)


def sent_as(tx: Transaction, workspace: str, pressed: MessageRef | None) -> Offer | None:
    """Find what a pressed message was sent as; nothing is known of it any more after a while."""
    sent = tx.deliveries.find_sent(workspace, pressed) if pressed else None
    return sent.effect if sent and isinstance(sent.effect, SayInThread | SayDirectly) else None


def digest_of(tx: Transaction, workspace: str, person: str, debts: Iterable[Owed], now: datetime) -> datetime | None:
    """Reckon when the next digest of what a person owes comes to whoever hears of it then."""
    calendar, last = calendar_for(tx, workspace, person), tx.people.last_digest_of(workspace, person)
    at = next_digest(debts, person, calendar, last, now)
    return heard_at(tx, workspace, person, at) if at else None


def next_digest(
    debts: Iterable[Owed], person: str, calendar: WorkingCalendar, last: date | None, now: datetime
) -> datetime | None:
    """Reckon a person's next digest, one a day at most; None when nothing is owed of which they want to hear."""
    earliest = _earliest([debt for debt in debts if debt.is_told(person, calendar)], person, calendar, now)
    if earliest and last is not None and calendar.local(earliest).date() <= last <= calendar.local(now).date():
        return calendar.opening(calendar.working_day_after(last, 1))
    return earliest


def _earliest(debts: Iterable[Owed], person: str, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    instants = [debt.next_reminder(person, calendar, now) for debt in debts]
    return calendar.next_opening(max(min(instants), now)) if instants else None


def _owed(progress: Progress, alignment: Alignment, person: str) -> tuple[str, ...]:
    gaps = progress.gaps_of(person)
    return tuple(dict.fromkeys(gap.field.artifact for gap in gaps if gap.field.artifact in alignment.owners))


def _open(progress: Progress) -> frozenset[str]:
    return frozenset(artifact.name for artifact in progress.artifacts if artifact.gaps)


def _without_answers(alignment: Alignment) -> Alignment:
    """Leave what reminders depend on besides the gaps."""
    return replace(alignment, answers={}, asked=(), skipped=(), revision=0)


def people_of(alignment: Alignment) -> frozenset[str]:
    """List everybody who may owe something to an alignment."""
    return frozenset({alignment.facilitator, *(ownership.person for ownership in alignment.owners.values())})
