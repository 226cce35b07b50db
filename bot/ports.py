"""What the core needs from the outside, as roles: storage, the clock, fresh ids, knowledge of people and channels.

Adapters live in ``storage`` and ``bot.slack``; fakes in ``tests/fakes.py`` pass the same contract suite.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.alignment import Alignment, Answer, MessageRef
from bot.domain.delivery import Delivery, Lane
from bot.domain.effects import Effect
from bot.domain.glimpses import Glimpse, Whereabouts
from bot.domain.people import NudgePreferences, Person
from bot.domain.spec import Spec

NewId = Callable[[], str]


class Clock(Protocol):
    """Tells the time; a test or the demo can set it."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...


class Inbox(Protocol):
    """Which deliveries from Slack have been handled."""

    def accept(self, key: str) -> bool:
        """Remember the key; False when it was there already, so the delivery is a repetition. Kept at least 48 h."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Drop keys accepted before the instant; return how many."""
        ...


class Alignments(Protocol):
    """The alignments of every workspace; each query carries the workspace."""

    def add(self, alignment: Alignment) -> None:
        """Store a new alignment with all its parts."""
        ...

    def get(self, workspace: str, alignment_id: str) -> Alignment:
        """Return it with current answers, owners, waivers and silences; raise UnknownAlignment.

        Inside a write transaction the row stays locked until the end.
        """
        ...

    def whereabouts(self, workspace: str, alignment_id: str) -> Whereabouts:
        """Return where it can be reached, without loading it; raise UnknownAlignment."""
        ...

    def save(self, alignment: Alignment) -> Alignment:
        """Store everything but answers, and return it with the next revision; raise StaleAlignment if it moved on."""
        ...

    def record(self, workspace: str, alignment_id: str, answer: Answer) -> None:
        """Append an answer; raise AnsweredMeanwhile when that revision of the field exists already."""
        ...

    def history(self, workspace: str, alignment_id: str, field: str | None = None) -> tuple[Answer, ...]:
        """List the answers ever given, oldest first; of one field, or of all."""
        ...

    def answers(self, workspace: str, alignment_id: str, ids: Sequence[str]) -> tuple[Answer, ...]:
        """Return those of the answers ever given that have these ids, in this order."""
        ...

    def latest_revision(self, workspace: str, alignment_id: str, field: str) -> int:
        """Return the highest revision a field was answered in, set aside or not; 0 when it never was."""
        ...

    def find_by_thread(self, workspace: str, channel: str, thread_ts: str) -> Alignment | None:
        """Return the alignment whose thread that is."""
        ...

    def concerns(self, workspace: str, message: MessageRef, thread_ts: str | None) -> bool:
        """Tell whether a message belongs to an alignment's thread, or an answer was taken from it; loads neither."""
        ...

    def find_by_source(self, workspace: str, source: MessageRef) -> tuple[Alignment, Answer] | None:
        """Return the newest answer that was taken from that Slack message."""
        ...

    def list_in_channel(self, workspace: str, channel: str, limit: int = 50) -> tuple[Alignment, ...]:
        """List the channel's alignments, the newest first."""
        ...

    def glimpses(self, workspace: str, channel: str) -> tuple[Glimpse, ...]:
        """Return a glimpse of every alignment of the channel, the newest first; loads none."""
        ...

    def list_these(self, workspace: str, ids: Sequence[str]) -> tuple[Alignment, ...]:
        """List those of the alignments that have these ids, in this order."""
        ...

    def change_channel(self, workspace: str, old: str, new: str) -> None:
        """Follow a channel that has another id now: its alignments, the oldest first, and where answers came from."""
        ...

    def list_owed_by(self, workspace: str, person: str) -> tuple[Alignment, ...]:
        """List open alignments in which the person owns an artifact or is the facilitator; oldest first."""
        ...

    def list_involving(self, workspace: str, person: str, limit: int = 50) -> tuple[Alignment, ...]:
        """List alignments the person facilitates, owns something in, or took part in, the newest first."""
        ...

    def list_open(self, limit: int, *, after: Alignment | None) -> tuple[Alignment, ...]:
        """List open alignments of every workspace, by workspace and id, from the first one after the given one."""
        ...

    def list_out_of_reach(self, limit: int) -> tuple[Alignment, ...]:
        """List open alignments of every workspace of which nobody is reminded, since their channel is out of reach."""
        ...

    def list_expiring(self, today: date) -> tuple[Alignment, ...]:
        """List alignments, open or complete, with a waiver that has expired by that day and is still recorded."""
        ...

    def count_opened_by(self, workspace: str, person: str, since: datetime) -> int:
        """Count what the person started since the instant."""
        ...


TURN = timedelta(minutes=1)
"""Within this time whoever took somebody who is due has reminded them, or will not."""
AHEAD = timedelta(hours=1)
"""What is dated later than this after now was dated before the clock went back; replicas differ by less."""
LOOK_BACK = timedelta(days=1)
"""How far back a message is looked for that a clock ahead of Slack's may have dated: nobody knows by how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDigest:
    """A person whose next digest has come due."""

    person: Person
    preferences: NudgePreferences
    due_at: datetime


class People(Protocol):
    """What is known of accounts, what they prefer, and when their next digest is due."""

    def find(self, workspace: str, person: str) -> Person | None:
        """Return the account as Slack last described it, or None when it was never looked up."""
        ...

    def put(self, person: Person) -> None:
        """Remember the account."""
        ...

    def preferences_of(self, workspace: str, person: str) -> NudgePreferences:
        """Return the person's own settings, or the defaults."""
        ...

    def put_preferences(self, workspace: str, person: str, preferences: NudgePreferences) -> None:
        """Remember the person's own settings."""
        ...

    def drop_stand_in(self, workspace: str, person: str, stand_in: str) -> None:
        """Let nobody stand in for the person if that one was to; whatever else they have set stays as it is."""
        ...

    def list_who_named(self, workspace: str, stand_in: str) -> tuple[str, ...]:
        """List who named that person to stand in for them, whether they are away now or not."""
        ...

    def schedule_digest(self, workspace: str, person: str, at: datetime | None) -> None:
        """Set the instant of the next digest; None when nothing is owed."""
        ...

    def next_digest_of(self, workspace: str, person: str) -> datetime | None:
        """Return the instant of the person's next digest."""
        ...

    def keep_others_out(self, workspace: str, person: str) -> None:
        """Be the only one who reckons when the person is reminded, from now to the end; what others did is seen."""
        ...

    def claim_due(self, now: datetime, limit: int) -> tuple[DueDigest, ...]:
        """Take people whose digest is due, oldest first, skipping those another replica holds.

        Whoever is not scheduled otherwise within a `TURN` comes again then, for the one who took them has died.
        """
        ...

    def list_scheduled(self, limit: int) -> tuple[DueDigest, ...]:
        """List whose digest comes next, in every workspace, and leave them scheduled."""
        ...

    def note_digest(self, workspace: str, person: str, local_date: date) -> bool:
        """Claim the one digest of that local date; False when it was claimed before."""
        ...

    def last_digest_of(self, workspace: str, person: str) -> date | None:
        """Return the local date of the latest claimed digest."""
        ...

    def forget_digests_before(self, day: date) -> int:
        """Forget the digests of earlier dates, which hold back no other any more; return how many."""
        ...

    def direct_channel_of(self, workspace: str, person: str) -> str | None:
        """Return the conversation id of the direct messages with the person, if known."""
        ...

    def put_direct_channel(self, workspace: str, person: str, channel: str) -> None:
        """Remember the conversation id of the direct messages with the person."""
        ...

    def find_by_direct_channel(self, workspace: str, channel: str) -> str | None:
        """Return whose direct messages that conversation holds."""
        ...


class Deliveries(Protocol):
    """The outbox: effects that must happen in Slack exactly once. Leases run on the store's own clock, not on ours."""

    def add(self, workspace: str, effect: Effect, *, due_at: datetime) -> int | None:
        """Queue an effect and return its id; None when a coalescing or unique key shows that it is queued or done."""
        ...

    def claim(self, lane: Lane, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """Lease due deliveries, in order, at most one of each conversation and none behind an unfinished one."""
        ...

    def get(self, delivery_id: int) -> Delivery:
        """Return one delivery, or raise KeyError."""
        ...

    def mark_sent(self, delivery: Delivery, message: MessageRef | None) -> bool:
        """Record that it happened, also when the lease has run out since; False when another attempt was begun."""
        ...

    def mark_due(self, delivery: Delivery, at: datetime, note: str) -> bool:
        """Try again at the instant; `lost` is kept with it."""
        ...

    def mark_ambiguous(self, delivery: Delivery, at: datetime, note: str) -> bool:
        """Record that the outcome is unknown and must be reconciled at the instant; `lost` is kept with it."""
        ...

    def mark_dead(self, delivery: Delivery, note: str) -> bool:
        """Give up, with the reason."""
        ...

    def forget(self, delivery: Delivery) -> bool:
        """Drop one that is done, with all it holds; False when another attempt holds the lease now."""
        ...

    def recover_expired(self, at: datetime) -> int:
        """Turn deliveries whose lease ran out into ambiguous ones, to be reconciled at the instant; return how many.

        A lease that ends later than any can is from before the store's clock went back, and begins anew.
        """
        ...

    def bring_back(self, now: datetime, at: datetime) -> int:
        """Take up what comes from the future, for the clock went back since it was queued; return how much that was.

        What only waits is due now; what may have happened is looked up at the instant, and far enough back.
        """
        ...

    def next_due_at(self, lane: Lane | None = None) -> datetime | None:
        """Return when the earliest waiting delivery, of a lane or of all, is due that nothing holds back."""
        ...

    def oldest_begun_at(self) -> datetime | None:
        """Return when the delivery was queued that has been tried, and put off, for longest."""
        ...

    def find_sent(self, workspace: str, message: MessageRef) -> Delivery | None:
        """Return the delivery that produced that Slack message."""
        ...

    def find_under_way(self, workspace: str, conversation: str) -> Delivery | None:
        """Return the delivery that has left for a conversation and is not recorded yet: there is one at a time."""
        ...

    def find_latest(self, workspace: str, alignment_id: str, kind: str) -> Delivery | None:
        """Return the newest delivery of that kind (the effect's `kind`) for an alignment."""
        ...

    def change_channel(self, workspace: str, old: str, new: str) -> None:
        """Follow a channel that has another id now: with what is not finished, and with where messages are.

        What posted a card keeps the old id: what is late, and names that, is known by it.
        """
        ...

    def count(self) -> dict[str, int]:
        """Count those that are not sent, by state; sent ones are too many to count again and again."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Drop sent and dead deliveries finished before the instant, but for words never read; return how many."""
        ...


class Specs(Protocol):
    """The frozen versions."""

    def freeze(self, workspace: str, spec: Spec) -> None:
        """Store a version; versions never change."""
        ...

    def get(self, workspace: str, alignment_id: str, version: int | None = None) -> Spec | None:
        """Return a version, the newest when none is named."""
        ...

    def list(self, workspace: str) -> tuple[Spec, ...]:
        """List the newest version of each spec, the newest first."""
        ...


class Transaction(Protocol):
    """One local transaction.

    Whoever needs several things that others may change takes them in this order, so that no two ever wait for each
    other: the key in the inbox, or the delivery whose outcome is recorded; an account, or the one digest of a day;
    alignments, the oldest first (`Alignments.get` holds one to the end, lists hold none); the deliveries they lead to;
    and at the end, in order of their names, the people whose next reminder has to be reckoned, with their slots.
    """

    inbox: Inbox
    alignments: Alignments
    people: People
    deliveries: Deliveries
    specs: Specs

    @property
    def is_alone(self) -> bool:
        """Tell whether nobody else can write, or has written anything this cannot see, until this is over."""
        ...

    def at_the_end(self, key: tuple[str, ...], step: Callable[[], None]) -> None:
        """Do this last, before the commit: the steps run in the order of their keys, and one of each key."""
        ...


class Database(Protocol):
    """Where transactions come from."""

    def write(self) -> AbstractContextManager[Transaction]:
        """Begin a writing transaction: committed at the end of the block, rolled back when the block raises.

        Raises NotStored when the database cannot take it within the ack deadline of two seconds.
        Whoever waits for deliveries attends every commit that queued some (`on_commit`).
        """
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """Begin a reading transaction; nothing may be changed in it."""
        ...


class ChannelAccess(StrEnum):
    """What the bot, and a person, may do in a channel."""

    MEMBER = "member"
    NOT_A_MEMBER = "not_a_member"
    ARCHIVED = "archived"
    UNKNOWN = "unknown"


class Directory(Protocol):
    """Fresh knowledge from Slack of people and channels: network calls, so never for a listener."""

    def expect(self, workspace: str, people: Iterable[str]) -> None:
        """Learn who is about to be told something: Slack is asked about many people in one call."""
        ...

    def person(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        """Describe an account, from memory when that is fresh enough."""
        ...

    def quiet_for(self, workspace: str, person: str) -> timedelta:
        """Return how much longer the person is in Do Not Disturb; nothing where that may not be known."""
        ...

    def access(self, workspace: str, channel: str) -> ChannelAccess:
        """Say whether the bot can post in the channel."""
        ...

    def may_read(self, workspace: str, channel: str, person: str) -> bool:
        """Tell whether the person is a member of the channel now."""
        ...
