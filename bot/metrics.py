"""What is counted while the app runs, in Prometheus' own format."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.outcome import Outcome
from bot.domain.progress import ArtifactState
from bot.letters import Letters
from bot.services.census import SILENCES, VERDICTS, Tally
from bot.worker.auditor import Audit
from bot.worker.delivery_loop import Courier

ACK_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)


class Metrics:
    """One registry for one app."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._acks = Histogram(
            "aligned_ack_seconds",
            "From the arrival of a payload to its acknowledgement.",
            ("kind", "acknowledged"),
            buckets=ACK_BUCKETS,
            registry=self._registry,
        )
        self._calls = Counter(
            "aligned_slack_api_calls", "Calls to Slack's Web API.", ("method", "outcome"), registry=self._registry
        )
        self._pauses = Counter(
            "aligned_long_pauses",
            "Pauses of more than a minute that Slack asked for.",
            ("method",),
            registry=self._registry,
        )
        self._effects = Counter(
            "aligned_effects",
            "What became of things to say and do in Slack; reminders are send_digest.",
            ("effect", "outcome"),
            registry=self._registry,
        )
        self._deliveries = Gauge(
            "aligned_deliveries",
            "Deliveries that are not sent, by state; those sent are counted in aligned_effects.",
            ("state",),
            registry=self._registry,
        )
        self._letters = Gauge(
            "aligned_letters",
            "Deliveries that are acknowledged and not in the database, by state.",
            ("state",),
            registry=self._registry,
        )
        self._lag = Gauge("aligned_oldest_due_seconds", "How late the latest delivery is.", registry=self._registry)
        self._begun = Gauge(
            "aligned_oldest_begun_seconds", "Age of the delivery put off for longest.", registry=self._registry
        )
        self._recovered = Counter(
            "aligned_leases_recovered", "Deliveries taken over from a process that died.", registry=self._registry
        )
        self._census = _CensusGauges(self._registry)

    def acknowledged(self, kind: str, seconds: float, was: bool) -> None:  # noqa: FBT001 # an observation, not a switch
        """Count a payload from Slack."""
        self._acks.labels(kind, str(was).lower()).observe(seconds)

    def called(self, method: str, outcome: str) -> None:
        """Count a call to Slack."""
        self._calls.labels(method, outcome).inc()

    def paused(self, method: str) -> None:
        """Count a long pause that Slack asked for."""
        self._pauses.labels(method).inc()

    def watch_letters(self, letters: Letters) -> None:
        """Count the letters whenever somebody looks."""
        self._letters.labels("waiting").set_function(lambda: letters.waiting)
        self._letters.labels("given_up").set_function(lambda: letters.given_up)

    def performed(self, delivery: Delivery, outcome: Outcome) -> None:
        """Count what became of an attempt."""
        effect = getattr(delivery.effect, "notice", None) or delivery.effect.kind
        self._effects.labels(str(effect), type(outcome).__name__.lower()).inc()

    def audited(self, audit: Audit) -> None:
        """Remember what an audit counted."""
        for state in set(DeliveryState) - {DeliveryState.SENT}:
            self._deliveries.labels(state.value).set(audit.deliveries.get(state.value, 0))
        self._begun.set(audit.oldest_begun.total_seconds())
        self._lag.set(audit.oldest_due.total_seconds())
        self._recovered.inc(audit.recovered)

    def counted(self, tally: Tally) -> None:
        """Remember what a census counted."""
        self._census.show(tally)

    def text(self) -> bytes:
        """Write everything down."""
        return generate_latest(self._registry)


class _CensusGauges:
    """How many alignments are open and how far they are."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._alignments = Gauge("aligned_open_alignments", "Alignments that are open.", registry=registry)
        self._waivers = Gauge("aligned_waivers", "Waivers in force in open alignments.", registry=registry)
        self._artifacts = Gauge(
            "aligned_artifacts", "Artifacts of open alignments by state.", ("state",), registry=registry
        )
        self._gaps = Gauge(
            "aligned_open_gaps",
            "Fields that keep an artifact from being executable, by the verdict on their answer.",
            ("verdict",),
            registry=registry,
        )
        self._silences = Gauge(
            "aligned_silences", "Promises, snoozes and mutes in force in open alignments.", ("kind",), registry=registry
        )

    def show(self, tally: Tally) -> None:
        self._alignments.set(tally.alignments)
        self._waivers.set(tally.waivers)
        for state in ArtifactState:
            self._artifacts.labels(state.value).set(tally.artifacts[state.value])
        for verdict in VERDICTS:
            self._gaps.labels(verdict).set(tally.gaps[verdict])
        for kind in SILENCES:
            self._silences.labels(kind).set(tally.silences[kind])


class CountedCourier:
    """A courier whose outcomes are counted."""

    def __init__(self, courier: Courier, metrics: Metrics) -> None:
        self._courier = courier
        self._metrics = metrics

    def expect(self, deliveries: Iterable[Delivery]) -> None:
        """Tell the courier what comes next."""
        self._courier.expect(deliveries)

    def deliver(self, delivery: Delivery) -> Outcome:
        """Perform the effect once."""
        return self._counted(delivery, self._courier.deliver(delivery))

    def reconcile(self, delivery: Delivery) -> Outcome:
        """Find out whether an earlier attempt arrived."""
        return self._counted(delivery, self._courier.reconcile(delivery))

    def _counted(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        self._metrics.performed(delivery, outcome)
        return outcome
