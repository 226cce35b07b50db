"""Domain values with sensible defaults: name only what a test is about."""

from datetime import UTC, date, datetime

from bot.domain.alignment import Alignment, Answer, Consent, MessageRef, Ownership, Provenance, Silence, Waiver
from bot.domain.delivery import Delivery, DeliveryState, lane_of
from bot.domain.effects import Effect, Notice, SayInThread
from bot.domain.people import Person
from bot.domain.progress import ArtifactState
from bot.domain.spec import Spec, SpecArtifact, SpecField
from bot.domain.verdict import Assessment, Finding, Verdict

WORKSPACE = "T1"
CHANNEL = "C1"
OPENED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_finding(**changes: object) -> Finding:
    """Return one reason against an answer."""
    defaults = {"rule": "vague-term", "slot": "limit", "words": "fast", "follow_up": "Under how many milliseconds?"}
    return Finding(**{**defaults, **changes})


def an_assessment(verdict: Verdict = Verdict.EXECUTABLE, **changes: object) -> Assessment:
    """Return a verdict, by default that nothing is missing."""
    return Assessment(**{"verdict": verdict, "found": {"decision": "approve a refund"}, **changes})


def an_answer(field: str = "capability.decision", **changes: object) -> Answer:
    """Return a first, executable answer by Ana in the thread."""
    defaults = {
        "id": f"answer-{field}-{changes.get('revision', 1)}",
        "field": field,
        "text": "Approve refunds up to 200 euros.",
        "author": "UANA",
        "answered_at": OPENED_AT,
        "provenance": Provenance.THREAD,
        "question": "Which decision does it take?",
        "catalogue_version": "1",
        "assessment": an_assessment(),
        "revision": 1,
    }
    return Answer(**{**defaults, **changes})


def an_alignment(*answers: Answer, **changes: object) -> Alignment:
    """Return an open alignment by Ana in #refunds, with the given current answers and nothing else."""
    defaults = {
        "id": "A1",
        "workspace": WORKSPACE,
        "channel": CHANNEL,
        "facilitator": "UANA",
        "title": "Refund copilot",
        "met_on": date(2026, 3, 2),
        "opened_at": OPENED_AT,
        "answers": {answer.field: answer for answer in answers},
    }
    return Alignment(**{**defaults, **changes})


def an_ownership(artifact: str = "monitoring", person: str = "UBEN", **changes: object) -> Ownership:
    """Return an artifact that Ben has accepted."""
    defaults = {"consent": Consent.ACCEPTED, "since": OPENED_AT, "named_by": "UANA"}
    return Ownership(**{"artifact": artifact, "person": person, **defaults, **changes})


def a_waiver(subject: str = "monitoring", **changes: object) -> Waiver:
    """Return a waiver of a month."""
    defaults = {
        "reason": "The platform team decides in April.",
        "author": "UANA",
        "granted_on": date(2026, 3, 2),
        "expires_on": date(2026, 4, 2),
    }
    return Waiver(**{"subject": subject, **defaults, **changes})


def a_silence(person: str = "UBEN", **changes: object) -> Silence:
    """Return a snooze of a day."""
    defaults = {"until": datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "is_promise": False, "made_at": OPENED_AT}
    return Silence(**{"person": person, **defaults, **changes})


def a_person(id: str = "UANA", **changes: object) -> Person:  # noqa: A002 # the domain's own word
    """Return a colleague in Berlin who may own anything."""
    return Person(**{"workspace": WORKSPACE, "id": id, "name": "Ana", "zone": "Europe/Berlin", **changes})


def a_message(ts: str = "1772442000.000100", channel: str = CHANNEL) -> MessageRef:
    """Return the address of a message."""
    return MessageRef(channel=channel, ts=ts)


def an_effect(**changes: object) -> Effect:
    """Return something to say in the thread of A1."""
    return SayInThread(**{"alignment_id": "A1", "channel": CHANNEL, "notice": Notice.QUESTION, **changes})


def a_delivery(effect: Effect | None = None, **changes: object) -> Delivery:
    """Return a delivery that has been claimed for the first time."""
    effect = effect or an_effect()
    defaults = {
        "id": 1,
        "key": "k" * 22,
        "workspace": WORKSPACE,
        "effect": effect,
        "state": DeliveryState.SENDING,
        "lane": lane_of(effect),
        "due_at": OPENED_AT,
        "created_at": OPENED_AT,
        "attempt": 1,
    }
    return Delivery(**{**defaults, **changes})


def a_spec(**changes: object) -> Spec:
    """Return the first version of a spec with one artifact."""
    field = SpecField(field="capability.decision", label="Decision", question="Which?", state=ArtifactState.EXECUTABLE)
    defaults = {
        "alignment": "A1",
        "version": 1,
        "title": "Refund copilot",
        "channel": CHANNEL,
        "facilitator": "UANA",
        "depth": "core",
        "catalogue": "1",
        "met_on": date(2026, 3, 2),
        "opened_at": OPENED_AT,
        "frozen_at": datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
        "score": 1.0,
        "artifacts": (
            SpecArtifact(
                artifact="capability", title="Capability", state=ArtifactState.EXECUTABLE, owner="UANA", fields=(field,)
            ),
        ),
    }
    return Spec(**{**defaults, **changes})
