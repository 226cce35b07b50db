"""Stand-ins for the outside: a clock that stands still, and a database that lives in a dictionary.

The database passes the same contract suite as the SQL one (tests/contracts), so a test may trust it.
"""

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.alignment import Alignment, Answer, MessageRef, Status
from bot.domain.delivery import (
    LEASE,
    Delivery,
    DeliveryState,
    Lane,
    coalescing_key_of,
    conversation_of,
    lane_of,
    unique_key_of,
)
from bot.domain.effects import Effect, in_channel
from bot.domain.errors import AnsweredMeanwhile, NotStored, StaleAlignment, UnknownAlignment
from bot.domain.glimpses import Glimpse, Whereabouts
from bot.domain.people import NudgePreferences, Person
from bot.domain.review import review_of
from bot.domain.spec import Spec
from bot.ports import AHEAD, LOOK_BACK, TURN, Clock, DueDigest

MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WAITING = frozenset({DeliveryState.DUE, DeliveryState.AMBIGUOUS})
FINISHED = frozenset({DeliveryState.SENT, DeliveryState.DEAD})


class StoppedClock:
    """A clock that moves only when it is told to."""

    def __init__(self, at: datetime = MONDAY_NOON) -> None:
        self._now = at

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self._now

    def advance(self, by: timedelta | None = None, **parts: float) -> datetime:
        """Move on: `clock.advance(hours=2)`."""
        self._now += by if by is not None else timedelta(**parts)
        return self._now

    def set(self, at: datetime) -> None:
        """Move to an instant."""
        self._now = at


@dataclass(frozen=True)
class Queued:
    """A delivery as the fake keeps it."""

    delivery: Delivery
    leased_until: datetime | None = None
    finished_at: datetime | None = None


@dataclass
class State:
    """Everything a database remembers; every value in it is frozen, so a copy of the dictionaries is a snapshot."""

    inbox: dict[str, datetime] = field(default_factory=dict)
    alignments: dict[tuple[str, str], Alignment] = field(default_factory=dict)
    answers: dict[tuple[str, str, str, int], Answer] = field(default_factory=dict)
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    preferences: dict[tuple[str, str], NudgePreferences] = field(default_factory=dict)
    slots: dict[tuple[str, str], datetime] = field(default_factory=dict)
    digests: dict[tuple[str, str, date], bool] = field(default_factory=dict)
    direct_channels: dict[tuple[str, str], str] = field(default_factory=dict)
    deliveries: dict[int, Queued] = field(default_factory=dict)
    specs: dict[tuple[str, str, int], Spec] = field(default_factory=dict)

    def copy(self) -> "State":
        """Return a snapshot."""
        return State(**{part.name: dict(getattr(self, part.name)) for part in fields(self)})


class InMemoryInbox:
    """Handled deliveries from Slack, in a dictionary."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def accept(self, key: str) -> bool:
        if key in self._state.inbox:
            return False
        self._state.inbox[key] = self._clock.now()
        return True

    def forget_before(self, instant: datetime) -> int:
        old = [key for key, accepted_at in self._state.inbox.items() if accepted_at < instant]
        for key in old:
            del self._state.inbox[key]
        return len(old)


class InMemoryAlignments:
    """Alignments in a dictionary, their answers append-only beside them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, alignment: Alignment) -> None:
        assert (alignment.workspace, alignment.id) not in self._state.alignments
        self._state.alignments[alignment.workspace, alignment.id] = alignment
        for answer in alignment.answers.values():
            self.record(alignment.workspace, alignment.id, answer)

    def get(self, workspace: str, alignment_id: str) -> Alignment:
        stored = self._state.alignments.get((workspace, alignment_id))
        if stored is None:
            raise UnknownAlignment(id=alignment_id)
        given = sorted(self.history(workspace, alignment_id), key=lambda answer: answer.revision)
        return replace(stored, answers={answer.field: answer for answer in given if not answer.is_set_aside})

    def whereabouts(self, workspace: str, alignment_id: str) -> Whereabouts:
        known = self.get(workspace, alignment_id)
        return Whereabouts(channel=known.channel, thread_ts=known.thread_ts, is_muted=known.is_muted)

    def save(self, alignment: Alignment) -> Alignment:
        stored = self._state.alignments.get((alignment.workspace, alignment.id))
        if stored is None or stored.revision != alignment.revision:
            raise StaleAlignment()
        saved = replace(alignment, revision=alignment.revision + 1)
        self._state.alignments[alignment.workspace, alignment.id] = saved
        return saved

    def record(self, workspace: str, alignment_id: str, answer: Answer) -> None:
        key = (workspace, alignment_id, answer.field, answer.revision)
        if key in self._state.answers:
            raise AnsweredMeanwhile(field=answer.field)
        self._state.answers[key] = answer

    def history(self, workspace: str, alignment_id: str, field: str | None = None) -> tuple[Answer, ...]:
        return tuple(
            answer
            for key, answer in self._state.answers.items()
            if key[:2] == (workspace, alignment_id) and field in (None, answer.field)
        )

    def answers(self, workspace: str, alignment_id: str, ids: Sequence[str]) -> tuple[Answer, ...]:
        every = {answer.id: answer for answer in self.history(workspace, alignment_id)}
        return tuple(every[answer_id] for answer_id in ids if answer_id in every)

    def latest_revision(self, workspace: str, alignment_id: str, field: str) -> int:
        return max((answer.revision for answer in self.history(workspace, alignment_id, field)), default=0)

    def find_by_thread(self, workspace: str, channel: str, thread_ts: str) -> Alignment | None:
        found = self._list(workspace, lambda known: (known.channel, known.thread_ts) == (channel, thread_ts))
        return found[0] if found else None

    def concerns(self, workspace: str, message: MessageRef, thread_ts: str | None) -> bool:
        in_thread = thread_ts is not None and self.find_by_thread(workspace, message.channel, thread_ts) is not None
        return in_thread or self.find_by_source(workspace, message) is not None

    def find_by_source(self, workspace: str, source: MessageRef) -> tuple[Alignment, Answer] | None:
        for (owner, alignment_id, _, _), answer in reversed(self._state.answers.items()):
            if owner == workspace and answer.source == source:
                return self.get(workspace, alignment_id), answer
        return None

    def change_channel(self, workspace: str, old: str, new: str) -> None:
        for key, known in self._state.alignments.items():
            if key[0] == workspace and known.channel == old:
                self._state.alignments[key] = replace(known, channel=new, revision=known.revision + 1)
        for number, answer in self._state.answers.items():
            if number[0] == workspace and answer.source and answer.source.channel == old:
                self._state.answers[number] = replace(answer, source=replace(answer.source, channel=new))

    def list_in_channel(self, workspace: str, channel: str, limit: int = 50) -> tuple[Alignment, ...]:
        return self._newest(workspace, lambda known: known.channel == channel)[:limit]

    def glimpses(self, workspace: str, channel: str) -> tuple[Glimpse, ...]:
        return tuple(
            Glimpse(id=known.id, title=known.title, status=known.status, has_review=review_of(known) is not None)
            for known in self._newest(workspace, lambda known: known.channel == channel)
        )

    def list_these(self, workspace: str, ids: Sequence[str]) -> tuple[Alignment, ...]:
        return tuple(self.get(workspace, one) for one in ids if (workspace, one) in self._state.alignments)

    def list_owed_by(self, workspace: str, person: str) -> tuple[Alignment, ...]:
        return self._list(workspace, lambda known: known.is_open and _answers_for(known, person))

    def list_involving(self, workspace: str, person: str, limit: int = 50) -> tuple[Alignment, ...]:
        involved = self._newest(workspace, lambda known: _answers_for(known, person) or person in known.participants)
        return involved[:limit]

    def list_open(self, limit: int, *, after: Alignment | None) -> tuple[Alignment, ...]:
        last = (after.workspace, after.id) if after else ("", "")
        later = sorted(key for key, known in self._state.alignments.items() if known.is_open and key > last)
        return tuple(self.get(*key) for key in later[:limit])

    def list_out_of_reach(self, limit: int) -> tuple[Alignment, ...]:
        lost = sorted(key for key, known in self._state.alignments.items() if known.is_open and known.is_muted)
        return tuple(self.get(*key) for key in lost[:limit])

    def list_expiring(self, today: date) -> tuple[Alignment, ...]:
        return tuple(
            self.get(*key)
            for key, known in self._state.alignments.items()
            if known.status is not Status.CLOSED and any(waiver.expires_on <= today for waiver in known.waivers)
        )

    def count_opened_by(self, workspace: str, person: str, since: datetime) -> int:
        return len(self._list(workspace, lambda known: known.facilitator == person and known.opened_at >= since))

    def _list(self, workspace: str, condition: Callable[[Alignment], bool]) -> tuple[Alignment, ...]:
        found = [
            self.get(*key) for key, known in self._state.alignments.items() if key[0] == workspace and condition(known)
        ]
        return tuple(sorted(found, key=lambda alignment: alignment.opened_at))

    def _newest(self, workspace: str, condition: Callable[[Alignment], bool]) -> tuple[Alignment, ...]:
        return tuple(reversed(self._list(workspace, condition)))


def _answers_for(alignment: Alignment, person: str) -> bool:
    return person == alignment.facilitator or bool(alignment.artifacts_of(person))


class InMemoryPeople:
    """Accounts, preferences and digest slots in dictionaries."""

    def __init__(self, state: State, ours: str | None = None) -> None:
        self._state = state
        self._ours = ours

    def find(self, workspace: str, person: str) -> Person | None:
        return self._state.people.get((workspace, person))

    def put(self, person: Person) -> None:
        self._state.people[person.workspace, person.id] = person

    def preferences_of(self, workspace: str, person: str) -> NudgePreferences:
        return self._state.preferences.get((workspace, person), NudgePreferences())

    def put_preferences(self, workspace: str, person: str, preferences: NudgePreferences) -> None:
        self._state.preferences[workspace, person] = preferences

    def drop_stand_in(self, workspace: str, person: str, stand_in: str) -> None:
        known = self.preferences_of(workspace, person)
        if known.stand_in == stand_in:
            self.put_preferences(workspace, person, replace(known, stand_in=None))

    def list_who_named(self, workspace: str, stand_in: str) -> tuple[str, ...]:
        known = sorted(self._state.preferences.items())
        return tuple(who for (owner, who), set_ in known if (owner, set_.stand_in) == (workspace, stand_in))

    def schedule_digest(self, workspace: str, person: str, at: datetime | None) -> None:
        self._state.slots.pop((workspace, person), None)
        if at is not None:
            self._state.slots[workspace, person] = at

    def next_digest_of(self, workspace: str, person: str) -> datetime | None:
        return self._state.slots.get((workspace, person))

    def keep_others_out(self, workspace: str, person: str) -> None:
        """Do nothing: one transaction writes at a time."""

    def claim_due(self, now: datetime, limit: int) -> tuple[DueDigest, ...]:
        of_ours = {key: at for key, at in self._state.slots.items() if self._ours in {None, key[0]}}
        due = sorted((at, *key) for key, at in of_ours.items() if at <= now)[:limit]
        for _, *key in due:
            self._state.slots[key[0], key[1]] = now + TURN
        return tuple(self._described(workspace, person, at) for at, workspace, person in due)

    def list_scheduled(self, limit: int) -> tuple[DueDigest, ...]:
        coming = sorted((at, *key) for key, at in self._state.slots.items())[:limit]
        return tuple(self._described(workspace, person, at) for at, workspace, person in coming)

    def note_digest(self, workspace: str, person: str, local_date: date) -> bool:
        if (workspace, person, local_date) in self._state.digests:
            return False
        self._state.digests[workspace, person, local_date] = True
        return True

    def last_digest_of(self, workspace: str, person: str) -> date | None:
        return max((day for *key, day in self._state.digests if key == [workspace, person]), default=None)

    def forget_digests_before(self, day: date) -> int:
        old = [key for key in self._state.digests if key[2] < day]
        for key in old:
            del self._state.digests[key]
        return len(old)

    def direct_channel_of(self, workspace: str, person: str) -> str | None:
        return self._state.direct_channels.get((workspace, person))

    def put_direct_channel(self, workspace: str, person: str, channel: str) -> None:
        self._state.direct_channels[workspace, person] = channel

    def find_by_direct_channel(self, workspace: str, channel: str) -> str | None:
        for (owner, person), known in self._state.direct_channels.items():
            if (owner, known) == (workspace, channel):
                return person
        return None

    def _described(self, workspace: str, person: str, at: datetime) -> DueDigest:
        return DueDigest(
            person=self.find(workspace, person) or Person(workspace=workspace, id=person, name=person),
            preferences=self.preferences_of(workspace, person),
            due_at=at,
        )


class InMemoryDeliveries:
    """The outbox in a dictionary; leases run on the machine's own time."""

    def __init__(self, state: State, clock: Clock, lease: timedelta, ours: str | None = None) -> None:
        self._state = state
        self._clock = clock
        self._lease = lease
        self._ours = ours
        self.queued: set[Lane] = set()

    @property
    def newest(self) -> Delivery:
        """What was queued last."""
        return self.get(max(self._state.deliveries))

    def add(self, workspace: str, effect: Effect, *, due_at: datetime) -> int | None:
        if self._is_superfluous(workspace, effect):
            return None
        self.queued.add(lane_of(effect))
        delivery = Delivery(
            id=max(self._state.deliveries, default=0) + 1,
            key=secrets.token_urlsafe(16),
            workspace=workspace,
            effect=effect,
            state=DeliveryState.DUE,
            lane=lane_of(effect),
            due_at=due_at,
            created_at=self._clock.now(),
        )
        self._state.deliveries[delivery.id] = Queued(delivery)
        return delivery.id

    def claim(self, lane: Lane, now: datetime, limit: int) -> tuple[Delivery, ...]:
        due = [one for one in self._waiting() if one.lane is lane and one.due_at <= now]
        free = [one for one in due if not any(_precedes(other, one, now) for other in self._list())]
        return tuple(self._claim(delivery) for delivery in free[:limit])

    def get(self, delivery_id: int) -> Delivery:
        return self._state.deliveries[delivery_id].delivery

    def mark_sent(self, delivery: Delivery, message: MessageRef | None) -> bool:
        return self._finish(delivery, state=DeliveryState.SENT, message=message)

    def mark_due(self, delivery: Delivery, at: datetime, note: str) -> bool:
        return self._finish(delivery, state=DeliveryState.DUE, due_at=at, note=note, lost=delivery.lost)

    def mark_ambiguous(self, delivery: Delivery, at: datetime, note: str) -> bool:
        return self._finish(delivery, state=DeliveryState.AMBIGUOUS, due_at=at, note=note, lost=delivery.lost)

    def mark_dead(self, delivery: Delivery, note: str) -> bool:
        return self._finish(delivery, state=DeliveryState.DEAD, note=note)

    def forget(self, delivery: Delivery) -> bool:
        return self._finish(delivery, state=DeliveryState.SENT) and bool(self._state.deliveries.pop(delivery.id))

    def recover_expired(self, at: datetime) -> int:
        beyond = datetime.now(UTC) + self._lease + AHEAD
        for key, queued in self._state.deliveries.items():
            if queued.leased_until is not None and queued.leased_until > beyond:
                self._state.deliveries[key] = replace(queued, leased_until=datetime.now(UTC) + self._lease)
        held = [(one, self._state.deliveries[one.id].leased_until) for one in self._list(DeliveryState.SENDING)]
        expired = [one for one, until in held if until is not None and until <= datetime.now(UTC)]
        for one in expired:
            self._finish(one, state=DeliveryState.AMBIGUOUS, due_at=at, note="lease expired")
        return len(expired)

    def bring_back(self, now: datetime, at: datetime) -> int:
        ahead = [one for one in self._list(*WAITING) if one.created_at > now + AHEAD]
        for one in ahead:
            is_unknown = one.state is DeliveryState.AMBIGUOUS
            due_at, since = (at, now - LOOK_BACK) if is_unknown else (now, now)
            queued = self._state.deliveries[one.id]
            self._state.deliveries[one.id] = replace(queued, delivery=replace(one, due_at=due_at, created_at=since))
        return len(ahead)

    def next_due_at(self, lane: Lane | None = None) -> datetime | None:
        waiting = [one for one in self._waiting() if lane in (None, one.lane)]
        free = (one for one in waiting if not any(_precedes(other, one, one.due_at) for other in self._list()))
        return min((one.due_at for one in free), default=None)

    def oldest_begun_at(self) -> datetime | None:
        tried = (one for one in self._waiting() if one.attempt and one.lane is not Lane.PATIENT)
        return min((one.created_at for one in tried), default=None)

    def find_sent(self, workspace: str, message: MessageRef) -> Delivery | None:
        sent = [one for one in self._list() if one.workspace == workspace and one.message == message]
        return sent[-1] if sent else None

    def find_under_way(self, workspace: str, conversation: str) -> Delivery | None:
        left = self._list(DeliveryState.SENDING, DeliveryState.AMBIGUOUS)
        found = [one for one in left if (one.workspace, conversation_of(one.effect)) == (workspace, conversation)]
        return found[-1] if found else None

    def find_latest(self, workspace: str, alignment_id: str, kind: str) -> Delivery | None:
        wanted = (workspace, alignment_id, kind)
        found = [one for one in self._list() if (one.workspace, one.effect.alignment_id, one.effect.kind) == wanted]
        return found[-1] if found else None

    def change_channel(self, workspace: str, old: str, new: str) -> None:
        for queued in self._state.deliveries.values():
            delivery = queued.delivery
            if delivery.workspace == workspace and delivery.state not in FINISHED:
                delivery = replace(delivery, effect=in_channel(delivery.effect, old, new))
            is_card = delivery.effect.kind == "post_card"
            if delivery.workspace == workspace and delivery.message and delivery.message.channel == old and not is_card:
                delivery = replace(delivery, message=replace(delivery.message, channel=new))
            self._state.deliveries[delivery.id] = replace(queued, delivery=delivery)

    def count(self) -> dict[str, int]:
        states = [one.state for one in self._list() if one.state is not DeliveryState.SENT]
        return {state.value: states.count(state) for state in DeliveryState if state in states}

    def forget_before(self, instant: datetime) -> int:
        finished = self._state.deliveries.items()
        done = [key for key, queued in finished if queued.finished_at is not None and queued.finished_at < instant]
        old = [key for key in done if not _is_unread(self.get(key))]
        for key in old:
            del self._state.deliveries[key]
        return len(old)

    def _waiting(self) -> list[Delivery]:
        return [one for one in self._list(*WAITING) if self._ours in {None, one.workspace}]

    def _list(self, *states: DeliveryState) -> list[Delivery]:
        every = (queued.delivery for queued in self._state.deliveries.values())
        return [delivery for delivery in every if not states or delivery.state in states]

    def _is_superfluous(self, workspace: str, effect: Effect) -> bool:
        unique, coalescing = unique_key_of(effect), coalescing_key_of(effect)
        ours = [one for one in self._list() if one.workspace == workspace]
        return any(
            (unique is not None and unique_key_of(one.effect) == unique)
            or (
                coalescing is not None
                and one.state is DeliveryState.DUE
                and coalescing_key_of(one.effect) == coalescing
            )
            for one in ours
        )

    def _claim(self, delivery: Delivery) -> Delivery:
        held = replace(delivery, state=DeliveryState.SENDING, attempt=delivery.attempt + 1)
        self._state.deliveries[delivery.id] = Queued(held, leased_until=datetime.now(UTC) + self._lease)
        return replace(held, state=delivery.state) if delivery.state is DeliveryState.AMBIGUOUS else held

    def _finish(self, delivery: Delivery, *, state: DeliveryState, **outcome: object) -> bool:
        kept = self._state.deliveries.get(delivery.id)
        is_known = state is DeliveryState.SENT
        open_to = (DeliveryState.SENDING, DeliveryState.AMBIGUOUS) if is_known else (DeliveryState.SENDING,)
        attempt = (delivery.key, delivery.attempt)
        if kept is None or (kept.delivery.key, kept.delivery.attempt) != attempt or kept.delivery.state not in open_to:
            return False
        stored = kept.delivery
        finished_at = self._clock.now() if state in FINISHED else None
        self._state.deliveries[stored.id] = Queued(replace(stored, state=state, **outcome), finished_at=finished_at)
        return True


def _is_unread(delivery: Delivery) -> bool:
    return delivery.state is DeliveryState.DEAD and delivery.effect.kind == "hear"


def _precedes(other: Delivery, one: Delivery, at: datetime) -> bool:
    conversation = conversation_of(one.effect)
    if conversation is None or (other.workspace, conversation_of(other.effect)) != (one.workspace, conversation):
        return False
    if other.id == one.id or other.state in FINISHED:
        return False
    if other.state is DeliveryState.SENDING:
        return True
    is_begun = other.attempt > 0 or other.state is DeliveryState.AMBIGUOUS
    return other.id < one.id and (is_begun or other.due_at <= at)


class InMemorySpecs:
    """Frozen versions in a dictionary."""

    def __init__(self, state: State) -> None:
        self._state = state

    def freeze(self, workspace: str, spec: Spec) -> None:
        self._state.specs.setdefault((workspace, spec.alignment, spec.version), spec)

    def get(self, workspace: str, alignment_id: str, version: int | None = None) -> Spec | None:
        versions = self._versions(workspace).get(alignment_id, {})
        return versions.get(version or max(versions, default=0))

    def list(self, workspace: str) -> tuple[Spec, ...]:
        newest = [versions[max(versions)] for versions in self._versions(workspace).values()]
        return tuple(sorted(newest, key=lambda spec: spec.frozen_at, reverse=True))

    def _versions(self, workspace: str) -> Mapping[str, Mapping[int, Spec]]:
        found: dict[str, dict[int, Spec]] = {}
        for (owner, alignment_id, version), spec in self._state.specs.items():
            if owner == workspace:
                found.setdefault(alignment_id, {})[version] = spec
        return found


class InMemoryTransaction:
    """All stores over one snapshot."""

    def __init__(
        self, state: State, clock: Clock, lease: timedelta, *, is_alone: bool = True, ours: str | None = None
    ) -> None:
        self.inbox = InMemoryInbox(state, clock)
        self.alignments = InMemoryAlignments(state)
        self.people = InMemoryPeople(state, ours)
        self.deliveries = InMemoryDeliveries(state, clock, lease, ours)
        self.specs = InMemorySpecs(state)
        self.is_alone = is_alone
        self._last: dict[tuple[str, ...], Callable[[], None]] = {}

    def at_the_end(self, key: tuple[str, ...], step: Callable[[], None]) -> None:
        self._last[key] = step

    def finish(self) -> None:
        """Do what was left to the end."""
        for key in sorted(self._last):
            self._last[key]()


Attend = Callable[[InMemoryTransaction, Set[Lane]], Callable[[], None]]


class InMemoryDatabase:
    """A database that forgets everything at the end of the test.

    `fail_next_commit` makes the next write end in NotStored, as a locked or full database would. Its writers wait for
    each other; without `is_alone` they are told that they might not, as on PostgreSQL.
    """

    def __init__(self, clock: Clock | None = None, *, lease: timedelta = LEASE) -> None:
        self._clock = clock or StoppedClock()
        self._lease = lease
        self._ours: str | None = None
        self._state = State()
        self._lock = threading.Lock()
        self._attending: list[Attend] = []
        self.fail_next_commit = False
        self.is_alone = True

    @contextmanager
    def write(self) -> Iterator[InMemoryTransaction]:
        """Work on a copy, and let it replace the original when the block ends well."""
        if not self._lock.acquire(timeout=2):
            raise NotStored()
        try:
            draft = self._state.copy()
            transaction = InMemoryTransaction(draft, self._clock, self._lease, is_alone=self.is_alone, ours=self._ours)
            yield transaction
            transaction.finish()
            queued = transaction.deliveries.queued
            once_committed = [attend(transaction, queued) for attend in self._attending if queued]
            self._commit(draft)
        finally:
            self._lock.release()
        for step in once_committed:
            step()

    @contextmanager
    def read(self) -> Iterator[InMemoryTransaction]:
        """Work on a copy that is thrown away."""
        yield InMemoryTransaction(self._state.copy(), self._clock, self._lease, ours=self._ours)

    def on_commit(self, attend: Attend) -> None:
        """Have every transaction that queued deliveries attended, and do what comes of that once it is committed."""
        self._attending.append(attend)

    def keep_to(self, workspace: str) -> tuple[str, ...]:
        """Claim only what belongs to that workspace from now on, and list the others in which somebody is waiting."""
        self._ours = workspace
        return tuple(sorted({owner for owner, _ in self._state.slots if owner != workspace}))

    def check(self) -> None:
        """Answer at once: a dictionary is always ready."""

    def close(self) -> None:
        """Do nothing."""

    def _commit(self, draft: State) -> None:
        if self.fail_next_commit:
            self.fail_next_commit = False
            raise NotStored()
        self._state = draft
