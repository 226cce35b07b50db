"""One meeting outcome on its way to a spec: the aggregate, its parts, and every change it can undergo.

All values are frozen; a change returns a new alignment. Nothing here reads a clock: times are passed in.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from bot.domain.catalogue import Depth, Field
from bot.domain.errors import AlignmentClosed, DateOutOfRange, NotDeeper, ReasonMissing
from bot.domain.verdict import Assessment

LONGEST_WAIVER = timedelta(days=90)
LONGEST_PROMISE = timedelta(days=60)
LONGEST_ANSWER = 20_000
TRIES = 3
ENDLESS = datetime(2099, 12, 31, tzinfo=UTC)
"""When a mute ends: never. No calendar reckons with it, and the release before takes it for a long snooze."""


class Status(StrEnum):
    """Where an alignment stands in its life."""

    OPEN = "open"
    COMPLETE = "complete"
    CLOSED = "closed"


class Provenance(StrEnum):
    """The way an answer came in."""

    THREAD = "thread"
    FORM = "form"
    DIRECT = "direct"
    MESSAGE = "message"
    START = "start"
    HANDSHAKE = "handshake"


class Consent(StrEnum):
    """What the named owner said to being named."""

    ASKED = "asked"
    ACCEPTED = "accepted"


class Escalation(StrEnum):
    """Who has been told, beyond the owner, that an artifact stays open."""

    NOBODY = "nobody"
    FACILITATOR = "facilitator"
    THREAD = "thread"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """The address of one Slack message: the conversation and its `ts`, kept as text."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody said for a field, with where it came from and how it was judged. Never changed, only followed.

    `revision` counts the answers of one field from 1; the highest that is not set aside is current.
    An answer is set aside when somebody else answered while it was being typed: kept, but not current.
    """

    id: str
    field: str
    text: str
    author: str
    answered_at: datetime
    provenance: Provenance
    question: str
    catalogue_version: str
    assessment: Assessment
    revision: int
    source: MessageRef | None = None
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """The one person who owes an artifact, what they said to it, and how often they were reminded."""

    artifact: str
    person: str
    consent: Consent
    since: datetime
    named_by: str
    nudges: int = 0
    last_nudged_at: datetime | None = None
    escalation: Escalation = Escalation.NOBODY

    def uncounted(self, before: datetime) -> "Ownership":
        """Take back a reminder that was counted before the instant; a later one stays the last."""
        last = self.last_nudged_at
        is_last = last is not None and last < before
        return replace(self, nudges=max(self.nudges - 1, 0), last_nudged_at=None if is_last else last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A field or artifact deliberately left open until a date. `subject` is an artifact name or a field key."""

    subject: str
    reason: str
    author: str
    granted_on: date
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Until when a person is not reminded of what they owed this alignment when they asked for it.

    A promise names a day: its morning is `until`, and it stands until that day is over. A snooze does not bind.
    A mute is about the whole alignment, whatever becomes theirs in it, until it is undone or another takes its place.
    """

    person: str
    until: datetime
    is_promise: bool
    made_at: datetime

    @property
    def is_mute(self) -> bool:
        """Tell whether it lasts until it is undone."""
        return self.until == ENDLESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """One meeting outcome being turned into a spec.

    `thread_ts` is the card's own address and the root of its thread; None until the card is posted.
    `asked` lists the field keys the thread waits for; `skipped` those somebody put off with *Not now*.
    `version` is the number of the last frozen spec, 0 before the first.
    """

    id: str
    workspace: str
    channel: str
    facilitator: str
    title: str
    met_on: date
    opened_at: datetime
    depth: Depth = Depth.CORE
    participants: tuple[str, ...] = ()
    status: Status = Status.OPEN
    completed_at: datetime | None = None
    thread_ts: str | None = None
    is_muted: bool = False
    version: int = 0
    revision: int = 0
    asked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    owners: Mapping[str, Ownership] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    silences: Mapping[str, Silence] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Tell whether answers are still owed."""
        return self.status is Status.OPEN

    def ensure_not_closed(self) -> None:
        """Raise AlignmentClosed when nothing may change any more."""
        if self.status is Status.CLOSED:
            raise AlignmentClosed(title=self.title)

    def owner_of(self, artifact: str) -> str:
        """Return who owes the artifact; where nobody was named, the facilitator does."""
        ownership = self.owners.get(artifact)
        return ownership.person if ownership else self.facilitator

    def artifacts_of(self, person: str) -> tuple[str, ...]:
        """List the artifacts a person owns."""
        return tuple(name for name, ownership in self.owners.items() if ownership.person == person)

    def revision_of(self, field_key: str) -> int:
        """Return the revision of the field's current answer, 0 when there is none."""
        answer = self.answers.get(field_key)
        return answer.revision if answer else 0

    def with_answer(self, answer: Answer) -> "Alignment":
        """Follow the current answer of a field with a newer one."""
        self.ensure_not_closed()
        done = answer.assessment.is_executable
        return replace(
            self,
            answers={**self.answers, answer.field: answer},
            asked=tuple(key for key in self.asked if key != answer.field) if done else self.asked,
            skipped=tuple(key for key in self.skipped if key != answer.field),
        )

    def with_owner(self, artifact: str, person: str, *, named_by: str, at: datetime) -> "Alignment":
        """Name the owner of an artifact; naming oneself is accepting."""
        self.ensure_not_closed()
        consent = Consent.ACCEPTED if person == named_by else Consent.ASKED
        ownership = Ownership(artifact=artifact, person=person, consent=consent, since=at, named_by=named_by)
        return replace(self, owners={**self.owners, artifact: ownership})

    def accepted_by(self, person: str, artifacts: Collection[str]) -> "Alignment":
        """Record that a person takes on those of these artifacts that they were named for."""
        self.ensure_not_closed()
        named = (name for name in self.artifacts_of(person) if name in artifacts)
        taken = {name: replace(self.owners[name], consent=Consent.ACCEPTED) for name in named}
        return replace(self, owners={**self.owners, **taken})

    def owed_anew(self, artifacts: Iterable[str], at: datetime) -> "Alignment":
        """Let artifacts be owed from now on, with no reminder behind them: they were done, or open on purpose."""
        anew = {
            name: replace(self.owners[name], since=at, nudges=0, last_nudged_at=None, escalation=Escalation.NOBODY)
            for name in artifacts
            if name in self.owners
        }
        return replace(self, owners={**self.owners, **anew}) if anew else self

    def nudged(self, person: str, artifacts: Iterable[str], at: datetime) -> "Alignment":
        """Count a reminder of these artifacts."""
        counted = {
            name: replace(self.owners[name], nudges=self.owners[name].nudges + 1, last_nudged_at=at)
            for name in artifacts
            if self.owner_of(name) == person
        }
        return replace(self, owners={**self.owners, **counted})

    def nudge_undone(self, person: str, artifacts: Iterable[str], before: datetime) -> "Alignment":
        """Count a reminder of these no more that was counted before the instant, because it never reached anybody.

        Nothing is taken back from whoever took over since, nor from what was owed anew since.
        """
        uncounted = {
            name: known.uncounted(before)
            for name in artifacts
            if (known := self.owners.get(name)) and known.person == person and known.since < before
        }
        return replace(self, owners={**self.owners, **uncounted}) if uncounted else self

    def escalated(self, artifacts: Iterable[str], to: Escalation) -> "Alignment":
        """Record who has been told that these artifacts stay open."""
        told = {name: replace(self.owners[name], escalation=to) for name in artifacts}
        return replace(self, owners={**self.owners, **told})

    def with_waiver(self, waiver: Waiver) -> "Alignment":
        """Leave a field or artifact open on purpose, for at most 90 days, with a reason."""
        self.ensure_not_closed()
        if not waiver.reason.strip():
            raise ReasonMissing()
        if not waiver.granted_on < waiver.expires_on <= waiver.granted_on + LONGEST_WAIVER:
            raise DateOutOfRange(latest=(waiver.granted_on + LONGEST_WAIVER).isoformat())
        others = tuple(other for other in self.waivers if other.subject != waiver.subject)
        return replace(self, waivers=(*others, waiver))

    def without_waiver(self, subject: str) -> "Alignment":
        """Take back a waiver."""
        return replace(self, waivers=tuple(waiver for waiver in self.waivers if waiver.subject != subject))

    def with_silence(self, silence: Silence) -> "Alignment":
        """Do not remind the person of this alignment before the given instant, or at all."""
        self.ensure_not_closed()
        latest = (silence.made_at + LONGEST_PROMISE).date()
        if not silence.is_mute and not (silence.made_at < silence.until and silence.until.date() <= latest):
            raise DateOutOfRange(latest=latest.isoformat())
        return replace(self, silences={**self.silences, silence.person: silence})

    def is_silent_for(self, person: str, at: datetime) -> bool:
        """Tell whether the person promised or snoozed until later than the instant."""
        silence = self.silences.get(person)
        return silence is not None and at < silence.until

    def is_muted_by(self, person: str) -> bool:
        """Tell whether the person wants no reminders of this alignment."""
        silence = self.silences.get(person)
        return silence is not None and silence.is_mute

    def covered_by(self, silence: Silence) -> frozenset[str]:
        """Name the artifacts a promise or snooze is about: what its maker owned when they made it, and still owns.

        A mute is about all that is theirs.
        """
        named = self.artifacts_of(silence.person)
        return frozenset(name for name in named if silence.is_mute or self.owners[name].since <= silence.made_at)

    def spared(self, person: str, at: datetime) -> frozenset[str]:
        """Name the artifacts of which a person is not to be reminded at the instant."""
        silence = self.silences.get(person)
        return self.covered_by(silence) if silence is not None and at < silence.until else frozenset()

    def without_silence(self, person: str) -> "Alignment":
        """Forget the promise, snooze or mute of a person."""
        return replace(self, silences={key: value for key, value in self.silences.items() if key != person})

    def without_silences_but_of(self, owed: Collection[str]) -> "Alignment":
        """Forget the promises and snoozes that are about none of these artifacts."""
        kept = {
            who: silence
            for who, silence in self.silences.items()
            if silence.is_mute or self.covered_by(silence) & set(owed)
        }
        return self if len(kept) == len(self.silences) else replace(self, silences=kept)

    def with_questions(self, *fields: Field) -> "Alignment":
        """Wait for answers to these fields in the thread, and to no others."""
        return replace(self, asked=tuple(field.key for field in fields))

    def with_skipped(self, field_key: str) -> "Alignment":
        """Put a question off until the others are answered."""
        others = tuple(key for key in self.skipped if key != field_key)
        return replace(self, skipped=(*others, field_key), asked=tuple(key for key in self.asked if key != field_key))

    def taken_up(self, field_key: str) -> "Alignment":
        """Ask a question again that had been put off."""
        return replace(self, skipped=tuple(key for key in self.skipped if key != field_key))

    def completed(self, at: datetime) -> "Alignment":
        """Freeze the next version of the spec."""
        return replace(self, status=Status.COMPLETE, completed_at=at, version=self.version + 1, asked=(), skipped=())

    def reopened(self) -> "Alignment":
        """Open a complete alignment again because a field is being amended or a waiver ran out."""
        return replace(self, status=Status.OPEN, completed_at=None)

    def deepened(self, depth: Depth) -> "Alignment":
        """Ask more from now on; every answer stays. What was asked once is only taken back by a waiver."""
        self.ensure_not_closed()
        if depth not in self.depth.deeper:
            raise NotDeeper(depth=self.depth)
        return replace(self, depth=depth)

    def closed(self) -> "Alignment":
        """End it unfinished: nothing is asked or owed any more."""
        self.ensure_not_closed()
        return replace(self, status=Status.CLOSED, asked=(), skipped=())
