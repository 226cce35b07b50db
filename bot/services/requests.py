"""What people ask of the services, as typed values; the listeners read them out of Slack's payloads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from bot.domain.alignment import MessageRef
from bot.domain.catalogue import Depth


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One delivery from Slack: the key that makes a repetition harmless, and who sent it."""

    key: str
    workspace: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where somebody stands when they press or type, so that only they can be answered there.

    `pressed` is the message whose button it was, when that message can be edited. `is_direct` where a few people talk
    among themselves or with the app, so that nothing can be begun there.
    """

    channel: str | None = None
    is_direct: bool = False
    pressed: MessageRef | None = None
    thread_ts: str | None = None
    response_url: str | None = None
    trigger_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Turn a meeting's outcome into a spec."""

    channel: str
    title: str
    met_on: date
    accountable: str
    participants: tuple[str, ...] = ()
    depth: Depth = Depth.CORE
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answer fields of an alignment in a form; `seen` holds the revisions the form was filled in against."""

    alignment_id: str
    texts: Mapping[str, str]
    seen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Add a suggested piece to the answer of a field; no slot is named by buttons of an earlier release."""

    alignment_id: str
    field: str
    words: str
    slot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAsAnswer:
    """File a Slack message as the answer to a field."""

    alignment_id: str
    field: str
    text: str
    author: str
    source: MessageRef


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Name somebody else as the owner of artifacts."""

    alignment_id: str
    artifacts: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive:
    """Leave an artifact or a field open on purpose."""

    alignment_id: str
    subject: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deepen:
    """Ask more of an alignment than when it was started."""

    alignment_id: str
    depth: Depth


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Say by which day one will answer."""

    alignment_id: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Say how one wants to be reminded."""

    digest: bool
    starts_at: time
    ends_at: time
    days: frozenset[int]
    zone: str | None = None
    country: str | None = None
    away_from: date | None = None
    away_until: date | None = None
    stand_in: str | None = None
