"""T19: answering, editing, reminding, claiming, sending, crashing and reconciling, in any order that can be thought of.

    python -m benchmarks.faults.interleavings [--count 400] [--seed 1]

A state machine (hypothesis) drives the use cases and the outbox over the in-memory database and a Slack that is a list.
After every step the invariants of the design must hold.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from benchmarks.faults.report import Report, at_least, command, note
from benchmarks.faults.seeding import CORE, open_alignment, services_on
from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, DeliveryState, Lane, conversation_of
from bot.domain.effects import EditMessage, LookUpPerson, PublishHome, SendDigest, UpdateCard
from bot.services.requests import Answers, Inbound, Promise
from tests.fakes import InMemoryDatabase, StoppedClock

WORKSPACE, CHANNEL = "T1", "C1"
ANA, BEN = "U0ANA", "U0BEN"
FIELDS = tuple(one.key for one in CORE)
STEPS = 50
REPEATABLE = (UpdateCard, EditMessage, PublishHome, LookUpPerson)


@dataclass
class Tally:
    """How much was tried in all runs of the machine together."""

    steps: Counter[str] = field(default_factory=Counter)


class Office(RuleBasedStateMachine):
    """Two people, one alignment, and two workers that can die at any moment."""

    tally = Tally()

    def __init__(self) -> None:
        super().__init__()
        self.clock = StoppedClock()
        self.database = InMemoryDatabase(self.clock, lease=timedelta(0))
        self.services = services_on(self.database, self.clock)
        self.acknowledged: dict[str, str] = {}
        self.posted: list[tuple[str, MessageRef]] = []
        self.holders: list[Delivery] = []

    @initialize()
    def begin(self) -> None:
        """Begin the alignment."""
        self.alignment = open_alignment(
            self.services, self.database, workspace=WORKSPACE, channel=CHANNEL, facilitator=ANA, accountable=BEN
        )

    @rule(
        person=st.sampled_from((ANA, BEN)),
        field=st.sampled_from(FIELDS),
        seen=st.integers(0, 2),
        is_good=st.booleans(),
    )
    def answer(self, person: str, field: str, seen: int, *, is_good: bool) -> None:
        """Submit a form that was opened at some earlier revision; good answers complete the spec in the end."""
        key = f"key{len(self.acknowledged)}"
        text = CORE.field(field).example if is_good else f"It will be fine somehow, says {key}."
        answers = Answers(alignment_id=self.alignment, texts={field: text}, seen={field: seen})
        self.services.interrogation.submit(Inbound(key=key, workspace=WORKSPACE, person=person), answers)
        self.acknowledged[key] = text
        self._did("answer")

    @precondition(lambda self: self.acknowledged)
    @rule(number=st.integers(0, 1_000), field=st.sampled_from(FIELDS))
    def deliver_again(self, number: int, field: str) -> None:
        """Let Slack repeat a delivery, after whatever has happened since."""
        key = sorted(self.acknowledged)[number % len(self.acknowledged)]
        answers = Answers(alignment_id=self.alignment, texts={field: "repeated"}, seen={})
        self.services.interrogation.submit(Inbound(key=key, workspace=WORKSPACE, person=ANA), answers)
        self._did("deliver again")

    @rule(days=st.integers(1, 9))
    def promise(self, days: int) -> None:
        """Let Ben buy silence."""
        request = Promise(alignment_id=self.alignment, on=self.clock.now().date() + timedelta(days=days))
        key = f"promise{self.clock.now().timestamp()}{days}"
        self.services.pacing.promise(Inbound(key=key, workspace=WORKSPACE, person=BEN), request)
        self._did("promise")

    @rule(hours=st.sampled_from((1, 5, 20, 30, 100)))
    def tick(self, hours: int) -> None:
        """Let time pass and the ticker tick, twice, as two replicas would."""
        self.clock.advance(timedelta(hours=hours))
        self.services.nudging.tick()
        self.services.nudging.tick()
        self._did("tick")

    @precondition(lambda self: len(self.holders) < 2)
    @rule(lane=st.sampled_from(tuple(Lane)))
    def claim(self, lane: Lane) -> None:
        """Let a worker take the next delivery."""
        with self.database.write() as tx:
            self.holders += tx.deliveries.claim(lane, self.clock.now(), 1)
        self._did("claim")

    @precondition(lambda self: self.holders)
    @rule(is_recorded=st.booleans(), is_posted=st.booleans(), which=st.integers(0, 1))
    def perform(self, *, is_recorded: bool, is_posted: bool, which: int) -> None:
        """Look first if need be, post, and record; or die, or lose the answer, before or after Slack took it."""
        delivery = self.holders.pop(which % len(self.holders))
        found = next((ref for key, ref in self.posted if key == delivery.key), None)
        if delivery.state is DeliveryState.AMBIGUOUS and found:
            self._record(delivery, found)
            return
        message = self._post(delivery) if is_posted or is_recorded else None
        if is_recorded:
            self._record(delivery, message)
        elif is_posted:
            with self.database.write() as tx:
                tx.deliveries.mark_ambiguous(delivery, self.clock.now(), "the answer was lost")
        else:
            self.crash()  # nobody knows that no call left, so it is looked up before it is sent again
        self._did("perform")

    @precondition(lambda self: self.holders)
    @rule()
    def crash(self) -> None:
        """Let every worker die; their leases run out."""
        self.holders.clear()
        with self.database.write() as tx:
            tx.deliveries.recover_expired(self.clock.now())
        self._did("crash")

    @invariant()
    def every_acknowledged_answer_is_kept(self) -> None:
        """I1."""
        with self.database.read() as tx:
            kept = {answer.text for answer in tx.alignments.history(WORKSPACE, getattr(self, "alignment", ""))}
        assert set(self.acknowledged.values()) <= kept

    @invariant()
    def nothing_is_posted_twice(self) -> None:
        """I4."""
        keys = Counter(key for key, _ in self.posted)
        assert all(times == 1 for times in keys.values()), keys

    @invariant()
    def one_digest_a_person_and_day(self) -> None:
        """I5."""
        days = Counter(
            (d.effect.person, d.effect.local_date) for d in self._deliveries() if isinstance(d.effect, SendDigest)
        )
        assert all(times == 1 for times in days.values()), days

    @invariant()
    def what_is_recorded_as_sent_was_posted(self) -> None:
        """I4, the other way round."""
        keys = {key for key, _ in self.posted}
        sent = [d for d in self._deliveries() if d.state is DeliveryState.SENT and not isinstance(d.effect, REPEATABLE)]
        assert all(delivery.key in keys for delivery in sent)

    @invariant()
    def one_answer_is_current_and_revisions_do_not_repeat(self) -> None:
        """I7."""
        with self.database.read() as tx:
            history = tx.alignments.history(WORKSPACE, getattr(self, "alignment", ""))
        revisions = Counter((answer.field, answer.revision) for answer in history)
        assert all(times == 1 for times in revisions.values())

    @invariant()
    def one_message_at_a_time_in_a_conversation(self) -> None:
        """One post in flight keeps the order."""
        flying = Counter(conversation_of(delivery.effect) for delivery in self.holders)
        flying.pop(None, None)
        assert all(times == 1 for times in flying.values()), flying

    def _post(self, delivery: Delivery) -> MessageRef:
        """Let Slack take it; what may be called twice leaves no message of its own."""
        message = MessageRef(channel=CHANNEL, ts=f"{1772442000 + len(self.posted)}.000100")
        if not isinstance(delivery.effect, REPEATABLE):
            self.posted.append((delivery.key, message))
        return message

    def _record(self, delivery: Delivery, message: MessageRef | None) -> None:
        with self.database.write() as tx:
            if tx.deliveries.mark_sent(delivery, message):
                self.services.aftermath.sent(tx, delivery, message)

    def _deliveries(self) -> list[Delivery]:
        with self.database.read() as tx:
            return [queued.delivery for queued in tx.deliveries._state.deliveries.values()]

    def _did(self, what: str) -> None:
        self.tally.steps[what] += 1


def run(*, count: int, seed: int) -> Report:
    """Try so many sequences of fifty steps; the first one that breaks an invariant is raised, shortened."""
    Office.tally = Tally()
    machine = hypothesis.seed(seed)(Office)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=count,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
    steps = Office.tally.steps
    figures = (
        note("sequences", count),
        at_least("steps without a broken invariant", sum(steps.values()), 10 * count),
        *(note(f"of them: {what}", times) for what, times in sorted(steps.items())),
    )
    return Report(bench="interleavings", seed=seed, figures=figures)


main = command(run, count=400, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
