"""What can be read: standings, debts, plans, histories. Nothing here changes anything.

Whether the asker may see a channel's alignments is decided by the caller at that moment (`Directory.may_read`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.alignment import Alignment, Answer, Escalation, MessageRef
from bot.domain.cadence import day_of
from bot.domain.catalogue import Catalogue
from bot.domain.effects import SendDigest
from bot.domain.glimpses import Glimpse, first_named
from bot.domain.people import NudgePreferences, Person
from bot.domain.progress import Gap, Progress, progress_of
from bot.domain.rulebook import NO_RULES, Contradiction, Rulebook
from bot.domain.spec import Spec
from bot.ports import Clock, Database, Transaction
from bot.services.calendars import calendar_for
from bot.services.consistency import Consistency, known_people, without
from bot.services.reviewing import who_is_asked
from bot.services.settling import Owed, digest_of
from bot.services.standing_in import absentees_of, by_themselves, heard_at
from bot.services.threads import alignment_under


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An alignment and how far it is."""

    alignment: Alignment
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What one person owes to one alignment, the most consequential gap first."""

    alignment: Alignment
    person: str
    gaps: tuple[Gap, ...]

    @property
    def is_muted(self) -> bool:
        """Tell whether the person wants no reminders of it."""
        return self.alignment.is_muted_by(self.person)

    @property
    def artifacts(self) -> tuple[str, ...]:
        """List the artifacts with open gaps, the sharpest first, each once."""
        return tuple(dict.fromkeys(gap.field.artifact for gap in self.gaps))

    @property
    def owed(self) -> Owed:
        """Return what of it the person can be reminded of: what they were named for."""
        named = tuple(name for name in self.artifacts if name in self.alignment.owners)
        return Owed(alignment=self.alignment, artifacts=named)

    @property
    def still_to_tell(self) -> frozenset[Escalation]:
        """Name who is yet to be told, the facilitator of others or the thread, if it stays open; each is told once."""
        if self.alignment.is_muted:
            return frozenset()
        owned = (self.alignment.owners.get(name) for name in self.artifacts)
        told = {ownership.escalation for ownership in owned if ownership}
        is_facilitator_next = Escalation.NOBODY in told and self.person != self.alignment.facilitator
        facilitator = {Escalation.FACILITATOR} if is_facilitator_next else set()
        return frozenset(facilitator | ({Escalation.THREAD} if told - {Escalation.THREAD} else set()))

    def unspared(self, at: datetime) -> "Debt":
        """Leave out what the person promised or snoozed until later than the instant, or muted."""
        spared = self.alignment.spared(self.person, at)
        return replace(self, gaps=tuple(gap for gap in self.gaps if gap.field.artifact not in spared))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The next reminder of what somebody owes: when, and who stands in then; without an instant none is planned."""

    person: str
    at: datetime | None = None
    stand_in: str | None = None
    is_away_endlessly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What a digest says: all that the person owes by now, when the next one comes, and who stands in then."""

    debts: tuple[Debt, ...]
    next_at: datetime | None
    next_stand_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """A debt of which the next reminder says nothing: put off until a day, or promised by it."""

    debt: Debt
    until: date
    is_promise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedNudge:
    """One reminder to come: when, to whom, about what and what not, and why not earlier."""

    coming: Coming
    debts: tuple[Debt, ...]
    put_off: tuple[PutOff, ...] = ()
    silent_until: datetime | None = None
    is_off: bool = False

    @property
    def person(self) -> str:
        """Name whose debts they are."""
        return self.coming.person

    @property
    def at(self) -> datetime | None:
        """Return when it comes; None when none is planned."""
        return self.coming.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a person's App Home shows."""

    person: Person | None
    preferences: NudgePreferences
    debts: tuple[Debt, ...]
    waiting: tuple[Debt, ...]
    specs: tuple[Spec, ...]
    coming: Coming
    stood_in_for: tuple[Coming, ...]


class Reporting:
    """Answers every question about what stands where."""

    def __init__(
        self, *, database: Database, catalogue: Catalogue, clock: Clock, rulebook: Rulebook = NO_RULES
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._rulebook = rulebook
        self._consistency = Consistency(catalogue=catalogue, rulebook=rulebook)

    @property
    def rules_off(self) -> tuple[str, ...]:
        """List the rules that are not applied in this workspace."""
        return self._rulebook.off

    def standing(self, workspace: str, alignment_id: str) -> Standing:
        """Return one alignment with its progress; raise UnknownAlignment."""
        with self._database.read() as tx:
            return self._standing(tx.alignments.get(workspace, alignment_id))

    def contradictions(self, alignment: Alignment) -> tuple[Contradiction, ...]:
        """List what disagrees in an alignment; nobody waits for the database meanwhile."""
        with self._database.read() as tx:
            people = known_people(tx, alignment)
        return self._consistency.among(alignment, people)

    def caused_by(self, alignment: Alignment, answer_ids: Iterable[str]) -> tuple[Contradiction, ...]:
        """List what disagrees in an alignment only since these answers were given."""
        now = self.contradictions(alignment)
        if not now:
            return ()
        with self._database.read() as tx:
            before = without(tx, alignment, answer_ids)
        then = self.contradictions(before)
        return tuple(each for each in now if each not in then)

    def find_by_thread(self, workspace: str, channel: str, thread_ts: str) -> str | None:
        """Return the id of the alignment whose thread that is, or was."""
        with self._database.read() as tx:
            found = alignment_under(tx, workspace, MessageRef(channel=channel, ts=thread_ts))
        return found.id if found else None

    def resolve(self, workspace: str, channel: str, reference: str, *, open_first: bool = False) -> str:
        """Return the id somebody means, by words of a title in the channel or by the id; raise UnknownAlignment."""
        named = self.named(workspace, channel, reference, open_first=open_first)
        return named or self.standing(workspace, reference).alignment.id

    def named(self, workspace: str, channel: str, words: str, *, open_first: bool = False) -> str | None:
        """Return the id of the channel's newest alignment whose title holds these words; open ones may go first."""
        found = first_named(self.glimpses(workspace, channel), words, open_first=open_first)
        return found.id if found else None

    def glimpses(self, workspace: str, channel: str) -> tuple[Glimpse, ...]:
        """Say what every alignment of a channel is called and how it stands, the newest first."""
        with self._database.read() as tx:
            return tx.alignments.glimpses(workspace, channel)

    def standings(self, workspace: str, glimpses: Iterable[Glimpse]) -> tuple[Standing, ...]:
        """Return the alignments that were glimpsed, with their progress, in this order."""
        with self._database.read() as tx:
            found = tx.alignments.list_these(workspace, [glimpse.id for glimpse in glimpses])
        return tuple(self._standing(alignment) for alignment in found)

    def in_channel(self, workspace: str, channel: str) -> tuple[Standing, ...]:
        """List all alignments of a channel, the newest first."""
        return self.standings(workspace, self.glimpses(workspace, channel))

    def debts_of(self, workspace: str, person: str) -> tuple[Debt, ...]:
        """List what a person owes, alignment by alignment, the oldest first."""
        with self._database.read() as tx:
            return self._debts(tx.alignments.list_owed_by(workspace, person), person)

    def waiting_for(self, workspace: str, person: str) -> tuple[Debt, ...]:
        """List what others owe to the alignments a person facilitates, the newest first."""
        with self._database.read() as tx:
            oldest_first = tx.alignments.list_owed_by(workspace, person)
        return tuple(
            debt
            for alignment in reversed(oldest_first)
            if alignment.facilitator == person
            for owner in sorted({gap.owner for gap in self._progress(alignment).gaps} - {person})
            for debt in self._debts((alignment,), owner)
        )

    def desk(self, workspace: str, person: str) -> Desk:
        """Gather what a person's App Home shows."""
        with self._database.read() as tx:
            known = tx.people.find(workspace, person)
            preferences = tx.people.preferences_of(workspace, person)
            involved = tx.alignments.list_involving(workspace, person)
            frozen = [tx.specs.get(workspace, alignment.id) for alignment in involved if alignment.version]
            named_by = tx.people.list_who_named(workspace, person)
            others = [self._expected(tx, workspace, absentee) for absentee in named_by]
            coming = self._expected(tx, workspace, person)
        return Desk(
            person=known,
            preferences=preferences,
            debts=self.debts_of(workspace, person),
            waiting=self.waiting_for(workspace, person),
            specs=tuple(spec for spec in frozen if spec),  # whoever shows them knows which the person may read
            coming=coming,
            stood_in_for=tuple(other for other in others if other.stand_in == person),
        )

    def nudges(
        self, workspace: str, people: Iterable[str], among: Collection[str] | None = None
    ) -> tuple[PlannedNudge, ...]:
        """Say who of these people will be reminded when, and of what; of these alignments only, if any are named."""
        return tuple(self._planned(workspace, person, among) for person in people)

    def coming(self, workspace: str, person: str, debts: Iterable[Debt]) -> Coming:
        """Say when a person who owes this is reminded next, and who gets it in their place."""
        with self._database.read() as tx:
            return self._coming(tx, workspace, person, debts)

    def history(self, workspace: str, alignment_id: str, field: str | None = None) -> tuple[Answer, ...]:
        """List the answers ever given to a field, or to all, oldest first."""
        with self._database.read() as tx:
            return tx.alignments.history(workspace, alignment_id, field)

    def answers(self, workspace: str, alignment_id: str, ids: Iterable[str]) -> tuple[Answer, ...]:
        """Return the answers with these ids, in this order."""
        with self._database.read() as tx:
            return tx.alignments.answers(workspace, alignment_id, tuple(ids))

    def spec(self, workspace: str, alignment_id: str, version: int | None = None) -> Spec | None:
        """Return a frozen version, the newest when none is named."""
        with self._database.read() as tx:
            return tx.specs.get(workspace, alignment_id, version)

    def person(self, workspace: str, person: str) -> Person | None:
        """Return what is known of an account."""
        with self._database.read() as tx:
            return tx.people.find(workspace, person)

    def preferences_of(self, workspace: str, person: str) -> NudgePreferences:
        """Return how a person wants to be reminded."""
        with self._database.read() as tx:
            return tx.people.preferences_of(workspace, person)

    def asked_for_review(self, alignment: Alignment) -> str | None:
        """Say who is asked, by what is known now, whether a complete spec still holds; None when nobody is."""
        with self._database.read() as tx:
            return who_is_asked(tx, alignment)

    def today_of(self, workspace: str, person: str) -> date:
        """Return the date where that person is."""
        with self._database.read() as tx:
            calendar = calendar_for(tx, workspace, person)
        return calendar.local(self._clock.now()).date()

    def reminder(self, workspace: str, digest: SendDigest) -> Reminder | None:
        """Return what a digest says now; None when it may not reach whom it is for: it was held up for too long."""
        with self._database.read() as tx:
            if not self._is_welcome(tx, workspace, digest):
                return None
            debts = self._debts(tx.alignments.list_owed_by(workspace, digest.person), digest.person)
            coming = self._coming(tx, workspace, digest.person, debts)
            return Reminder(debts=debts, next_at=coming.at, next_stand_in=coming.stand_in)

    def absentees_of(self, workspace: str, stand_in: str) -> tuple[str, ...]:
        """List for whom somebody stands in today."""
        with self._database.read() as tx:
            return absentees_of(tx, workspace, stand_in, self._clock.now())

    def welcome_after(self, workspace: str, person: str, quiet: timedelta) -> timedelta:
        """Say how long to wait until a person may be disturbed who is in Do Not Disturb for that long.

        Whoever is away is not, whoever stands in: it is said to themselves.
        """
        with self._database.read() as tx:
            calendar = by_themselves(calendar_for(tx, workspace, person))
        now = self._clock.now()
        return calendar.next_opening(now + quiet) - now

    def _is_welcome(self, tx: Transaction, workspace: str, digest: SendDigest) -> bool:
        calendar = calendar_for(tx, workspace, digest.recipient)
        if not tx.people.preferences_of(workspace, digest.person).digest:
            return False
        now = self._clock.now()
        if digest.stand_in:
            return calendar.is_open(now)
        return calendar.is_still_welcome(date.fromisoformat(digest.local_date), now)

    def _coming(self, tx: Transaction, workspace: str, person: str, debts: Iterable[Debt]) -> Coming:
        at = self._next_digest_at(tx, workspace, person, debts)
        return _heard_by(tx, workspace, person, at) if at else Coming(person=person)

    def _expected(self, tx: Transaction, workspace: str, person: str) -> Coming:
        """Say what a person is to expect; what is due already comes as soon as whoever gets it may be disturbed."""
        debts = self._debts(tx.alignments.list_owed_by(workspace, person), person)
        coming, now = self._coming(tx, workspace, person, debts), self._clock.now()
        if coming.at is None or coming.at > now:
            return coming
        return _heard_by(tx, workspace, person, heard_at(tx, workspace, person, now))

    def _next_digest_at(self, tx: Transaction, workspace: str, person: str, debts: Iterable[Debt]) -> datetime | None:
        """Look it up; for whoever muted something it is reckoned anew, since they have turns they hear nothing of."""
        owed = [debt.owed for debt in debts if not debt.alignment.is_muted and debt.owed.artifacts]
        calendar = calendar_for(tx, workspace, person)
        if not calendar.preferences.digest:
            return None
        if all(debt.is_told(person, calendar) for debt in owed):
            return tx.people.next_digest_of(workspace, person)
        return digest_of(tx, workspace, person, owed, self._clock.now())

    def _planned(self, workspace: str, person: str, among: Collection[str] | None) -> PlannedNudge:
        every, now = self.debts_of(workspace, person), self._clock.now()
        coming = self.coming(workspace, person, every)
        debts = tuple(debt for debt in every if among is None or debt.alignment.id in among)
        audible = [debt for debt in debts if not debt.is_muted]
        instants = [debt.alignment.silences[person].until for debt in audible if not debt.unspared(now).gaps]
        return PlannedNudge(
            coming=coming,
            debts=debts,
            put_off=self._put_off(workspace, audible, coming.at) if coming.at else (),
            is_off=not self.preferences_of(workspace, person).digest,
            silent_until=min(instants) if instants and len(instants) == len(audible) else None,
        )

    def _put_off(self, workspace: str, debts: Iterable[Debt], at: datetime) -> tuple[PutOff, ...]:
        """List what is not spoken of at the instant, since its owner put all of it off until later."""
        spared = [(debt, debt.alignment.silences[debt.person]) for debt in debts if not debt.unspared(at).gaps]
        with self._database.read() as tx:
            return tuple(
                PutOff(debt=debt, until=day_of(silence, calendar), is_promise=silence.is_promise)
                for debt, silence in spared
                for calendar in (calendar_for(tx, workspace, debt.person),)
            )

    def _standing(self, alignment: Alignment) -> Standing:
        return Standing(alignment=alignment, progress=self._progress(alignment))

    def _progress(self, alignment: Alignment) -> Progress:
        return progress_of(alignment, self._catalogue)

    def _debts(self, alignments: Iterable[Alignment], person: str) -> tuple[Debt, ...]:
        debts = (
            Debt(alignment=alignment, person=person, gaps=self._progress(alignment).gaps_of(person))
            for alignment in alignments
            if alignment.is_open and _was_told(alignment, person)
        )
        return tuple(debt for debt in debts if debt.gaps)


def _heard_by(tx: Transaction, workspace: str, person: str, at: datetime) -> Coming:
    """Say who hears of it at the instant; while that is nobody who is ever back, the instant means nothing."""
    calendar = calendar_for(tx, workspace, person)
    stand_in = calendar.stand_in_on(calendar.local(at).date())
    theirs = calendar_for(tx, workspace, stand_in) if stand_in else calendar
    if theirs.is_away_endlessly(theirs.local(at).date()):
        return Coming(person=person, is_away_endlessly=True)
    return Coming(person=person, at=at, stand_in=stand_in)


def _was_told(alignment: Alignment, person: str) -> bool:
    """Tell whether a person can know of an alignment: where its card was refused, only whoever started it does."""
    is_unseen = alignment.is_muted and alignment.thread_ts is None
    return alignment.facilitator == person or not is_unseen
