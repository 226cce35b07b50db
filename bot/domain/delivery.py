"""A delivery: one effect that must happen exactly once, and what is known about it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import inf

from bot.domain.alignment import MessageRef
from bot.domain.effects import (
    EditMessage,
    Effect,
    Hear,
    LookUpPerson,
    Notice,
    OpenForm,
    PostCard,
    PostSummary,
    PublishHome,
    SayDirectly,
    SendDigest,
    UpdateCard,
    UploadSpec,
    Whisper,
)

LEASE = timedelta(seconds=60)
CARD_SOON = timedelta(seconds=1)
"""How long what needs the address of a card waits before it looks again."""

PATIENT = frozenset(
    {
        Notice.REVIEW_DUE,
        Notice.ESCALATED,
        Notice.PROMISE_BROKEN,
        Notice.PROMISE_MOVED,
        Notice.OWNER_LEFT,
        Notice.STAND_IN_NAMED,
    }
)
"""What is brought up in working hours only: whether a spec still holds, what others have not done, and who is away."""


class DeliveryState(StrEnum):
    """What is known: `ambiguous` means a call left and nobody knows whether it arrived."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    AMBIGUOUS = "ambiguous"
    DEAD = "dead"


class Lane(StrEnum):
    """Who waits for whom: a trigger lives three seconds, and what was heard needs nothing of Slack.

    Reminders are many at once, and nobody waits for one: they keep nobody waiting who has asked for something.
    A card is edited after what is said in its thread, once for all that changed together.
    """

    HEARING = "hearing"
    FAST = "fast"
    NORMAL = "normal"
    CARD = "card"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One effect with its claim. `key` is opaque; it travels in the message metadata, for reconciling a lost outcome.

    `attempt` fences the outcome: only the attempt that holds the lease may record one. `lost` counts what failed and
    what was lost, in a way that the recorder knows. `send_before` is an instant on the clock of the process that holds
    it: after it, the lease leaves no time for a call that must not be made twice.
    """

    id: int
    key: str
    workspace: str
    effect: Effect
    state: DeliveryState
    lane: Lane
    due_at: datetime
    created_at: datetime
    attempt: int = 0
    lost: int = 0
    send_before: float = field(default=inf, compare=False)
    message: MessageRef | None = None
    note: str | None = None


def lane_of(effect: Effect) -> Lane:
    """Choose the lane: whatever a person is waiting for in front of the screen is fast."""
    if isinstance(effect, Hear):
        return Lane.HEARING
    if isinstance(effect, OpenForm | Whisper):
        return Lane.FAST
    if isinstance(effect, UpdateCard):
        return Lane.CARD
    can_wait = isinstance(effect, SendDigest) or (isinstance(effect, SayDirectly) and is_patient(effect))
    return Lane.PATIENT if can_wait else Lane.NORMAL


def conversation_of(effect: Effect) -> str | None:
    """Name what keeps its order: messages of one channel, or to one person, leave one after the other."""
    if isinstance(effect, OpenForm | LookUpPerson | Whisper):
        return None
    if apart := _kept_apart(effect):
        return apart
    return str(effect.channel) if hasattr(effect, "channel") else f"@{effect.person}"


def _kept_apart(effect: Effect) -> str | None:
    """Name the conversation of what waits for no other message there, and no message for it."""
    match effect:
        case Hear():  # what is said in a thread is heard in order, and waits for no post
            return f"heard:{effect.channel}:{effect.thread_ts or ''}"
        case SendDigest():  # it may wait for hours, and nothing else to the same person should
            return f"digest@{effect.recipient}"
        case SayDirectly() if is_patient(effect):
            return f"patient@{effect.person}"
        case UpdateCard():  # nobody waits for it, so no message should wait behind it
            return f"card@{effect.alignment_id}"
        case EditMessage():
            return f"edit@{effect.channel}:{effect.ts}"
        case PostCard():  # words that wait for a card must not keep it waiting
            return cards_of(effect.channel)
        case UploadSpec():  # it needs a second host, which may be away or closed to us
            return f"files@{effect.alignment_id}"
        case PublishHome():  # a later one shows more, and is not to be overtaken by an earlier one
            return f"home@{effect.person}"
    return None


def cards_of(channel: str) -> str:
    """Name the conversation in which the cards of a channel are posted."""
    return f"cards@{channel}"


def is_patient(effect: SayDirectly) -> bool:
    """Tell whether it can wait until the person may be disturbed: nobody asked for it, and nobody waits for it."""
    return effect.notice in PATIENT


def coalescing_key_of(effect: Effect) -> str | None:
    """Name what a newer effect makes superfluous: one waiting card update, home or look-up is enough."""
    if isinstance(effect, UpdateCard):
        return f"card:{effect.alignment_id}"
    if isinstance(effect, PublishHome):
        return f"home:{effect.person}"
    if isinstance(effect, LookUpPerson):
        return f"person:{effect.person}"
    return None


def unique_key_of(effect: Effect) -> str | None:
    """Name what may exist only once ever: one card, one summary a version, one digest a person and day."""
    if isinstance(effect, PostCard):
        return f"card-post:{effect.alignment_id}:{effect.edition}"
    if isinstance(effect, PostSummary):
        return f"summary:{effect.alignment_id}:{effect.version}"
    if isinstance(effect, SendDigest):
        return f"digest:{effect.person}:{effect.local_date}"
    return None
