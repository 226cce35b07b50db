"""What became of one attempt to perform an effect."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.alignment import MessageRef


class Obstacle(StrEnum):
    """What a definite refusal means for the product (reliability table, section 4)."""

    WORKSPACE = "workspace"
    CHANNEL = "channel"
    PERSON = "person"
    MESSAGE_GONE = "message_gone"
    FORM = "form"
    PAYLOAD = "payload"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It happened; `message` is where, when the effect produced a message."""

    message: MessageRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """It need not happen any more: what it was for is settled."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Slack said no, with this code."""

    obstacle: Obstacle
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """Not now: a limit or a passing state; only this key waits.

    `is_failure` where Slack failed at what may simply be asked again: that waits longer each time, and not for ever.
    """

    wait: timedelta
    reason: str
    is_failure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The call left and nobody knows whether it arrived."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """It concerned our own records alone, and the transaction that changed them has settled the delivery as well."""


Outcome = Sent | Skipped | Refused | Postponed | Unknown | Done
