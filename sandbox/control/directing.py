"""What whoever runs the sandbox decides: the clock, faults, accounts, tokens, sockets."""

from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from sandbox.clock import SettableClock
from sandbox.control.requests import ControlBody, ControlRequest
from sandbox.conversations import Kind, seen_conversation
from sandbox.errors import ControlError
from sandbox.faults import Plan
from sandbox.installation import TokenState
from sandbox.json_types import JsonObject
from sandbox.limits import Strictness
from sandbox.people import seen_person
from sandbox.sockets import Disconnect

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
LONGEST_MOVE = (LATEST - EARLIEST).total_seconds()


class ClockMove(ControlBody):
    """Where the clock goes: by some seconds, to a moment, or back to real time."""

    advance: float | None = None
    at: datetime | None = None
    reset: bool = False


class FaultBody(Plan, ControlBody):
    """A fault plan."""


class PersonChange(ControlBody):
    """What is different about somebody."""

    deleted: bool | None = None
    is_restricted: bool | None = None
    is_ultra_restricted: bool | None = None
    is_stranger: bool | None = None
    tz: str | None = None
    name: str | None = None

    @field_validator("tz")
    @classmethod
    def _zone_exists(cls, tz: str | None) -> str | None:
        try:
            ZoneInfo(tz or "UTC")
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{tz!r} is not a time zone") from error
        return tz


class NewPerson(PersonChange):
    """Somebody who joins the workspace."""

    handle: str = Field(pattern=r"^[a-z0-9._-]{1,80}$")
    name: str
    title: str = ""
    is_bot: bool = False


class NewConversation(ControlBody):
    """A channel to create; `app` among the members stands for the app."""

    name: str = Field(pattern=r"^[a-z0-9_-]{1,80}$")
    kind: Literal["channel", "private"] = "channel"
    members: tuple[str, ...] = Field(min_length=1)
    topic: str = ""


class ConversationChange(ControlBody):
    """What is different about a channel."""

    archived: bool | None = None
    kind: Literal["channel", "private"] | None = None
    id: str | None = Field(default=None, pattern=r"^[CG][A-Z0-9]{2,20}$")


class SocketOrder(ControlBody):
    """How every socket ends."""

    disconnect: Disconnect


class TokenOrder(ControlBody):
    """What calls with the bot token run into from now on."""

    state: TokenState


class ScopeOrder(ControlBody):
    """Scopes taken away and given."""

    remove: tuple[str, ...] = ()
    add: tuple[str, ...] = ()


class AppOrder(ControlBody):
    """Where the app takes HTTP deliveries."""

    request_url: str = Field(pattern=r"^https?://")


class LimitOrder(ControlBody):
    """How hard rate limits are, and whether the app counts as sold outside the Marketplace."""

    strictness: Strictness
    distributed: bool = False


async def clock(request: ControlRequest) -> JsonObject:
    """Tell the time."""
    return request.sandbox.clock_face()


async def move_clock(request: ControlRequest) -> JsonObject:
    """Move the clock."""
    body = await request.body(ClockMove)
    face = request.sandbox.clock
    if body.reset:
        face.reset()
    else:
        _move(face, body)
    return request.sandbox.clock_face()


async def plan_faults(request: ControlRequest) -> JsonObject:
    """Follow a fault plan from its beginning."""
    request.sandbox.faults.follow(await request.body(FaultBody))
    return {"ok": True}


async def clear_faults(request: ControlRequest) -> JsonObject:
    """Let everything go well again."""
    request.sandbox.faults.follow(Plan())
    return {"ok": True}


async def change_person(request: ControlRequest) -> JsonObject:
    """Deactivate somebody, make them a guest, move them to another time zone."""
    body = await request.body(PersonChange)
    person = request.person
    for trait, value in body.model_dump(exclude_none=True).items():
        setattr(person, trait, value)
    request.sandbox.membership.person_changed(person)
    return seen_person(person, request.sandbox.clock.now())


async def add_person(request: ControlRequest) -> JsonObject:
    """Welcome somebody new."""
    body = await request.body(NewPerson)
    workspace = request.sandbox.workspace
    if workspace.find_person(body.handle):
        raise ControlError("handle_taken", f"{body.handle!r} is here already.")
    traits = body.model_dump(exclude={"handle", "name"}, exclude_none=True)
    person = workspace.add_person(body.handle, body.name, **traits)
    request.sandbox.membership.person_changed(person, is_new=True)
    return seen_person(person, request.sandbox.clock.now())


async def add_conversation(request: ControlRequest) -> JsonObject:
    """Create a channel."""
    body = await request.body(NewConversation)
    workspace, bot = request.sandbox.workspace, request.sandbox.installation.bot_user
    if workspace.find_conversation(body.name):
        raise ControlError("name_taken", f"#{body.name} is here already.")
    members = [bot.id if name == "app" else request.find_person(name).id for name in body.members]
    kind = Kind(body.kind)
    found = workspace.add_conversation(body.name, kind, members=members, creator=members[0], topic=body.topic)
    request.sandbox.membership.opened(found)
    return seen_conversation(found)


async def change_conversation(request: ControlRequest) -> JsonObject:
    """Archive a channel, make it private or public, or give it another id."""
    body = await request.body(ConversationChange)
    conversation = request.find_any_conversation(request.request.path_params["conversation"])
    if body.kind is not None:
        conversation.kind = Kind(body.kind)
        request.sandbox.membership.tell(conversation)
    if body.archived is not None:
        by = conversation.creator
        request.sandbox.membership.archive(conversation, archived=body.archived, by=by)
    if body.id is not None:
        if request.sandbox.workspace.find_conversation(body.id):
            raise ControlError("id_taken", "There is a conversation with that id already.")
        request.sandbox.membership.renumber(conversation, body.id)
    return seen_conversation(conversation)


async def end_sockets(request: ControlRequest) -> JsonObject:
    """End every socket in one of the ways sockets end."""
    body = await request.body(SocketOrder)
    await request.sandbox.sockets.disconnect(body.disconnect)
    return {"ok": True}


async def set_token(request: ControlRequest) -> JsonObject:
    """Revoke the token, let it expire, or bring it back."""
    body = await request.body(TokenOrder)
    if body.state is TokenState.REVOKED:
        request.sandbox.revoke_token()
    else:
        request.sandbox.installation.token_state = body.state
    return {"ok": True}


async def set_scopes(request: ControlRequest) -> JsonObject:
    """Take scopes away and give scopes."""
    body = await request.body(ScopeOrder)
    installation = request.sandbox.installation
    installation.scopes = (installation.scopes - set(body.remove)) | set(body.add)
    return {"scopes": sorted(installation.scopes)}


async def set_request_url(request: ControlRequest) -> JsonObject:
    """Verify and take a request URL for HTTP deliveries."""
    body = await request.body(AppOrder)
    sandbox = request.sandbox
    if not await sandbox.http.verify(body.request_url):
        message = "The URL did not answer the challenge."
        raise ControlError("url_verification_failed", message)
    sandbox.installation.request_url = body.request_url
    return {"ok": True}


async def set_limits(request: ControlRequest) -> JsonObject:
    """Make rate limits strict, tolerant of bursts, or end them."""
    body = await request.body(LimitOrder)
    request.sandbox.limits.strictness = body.strictness
    request.sandbox.limits.is_distributed = body.distributed
    return {"ok": True}


def _move(face: SettableClock, body: ClockMove) -> None:
    if body.at is not None and body.at.tzinfo is not None:
        _require_reason(body.at)
        face.set(body.at)
    elif body.advance is not None:
        step = timedelta(seconds=max(-LONGEST_MOVE, min(LONGEST_MOVE, body.advance)))
        _require_reason(face.now() + step)
        face.advance(step)
    else:
        raise ControlError("invalid_body", "Give advance, reset, or at with a time zone.")


def _require_reason(moment: datetime) -> None:
    if not EARLIEST <= moment <= LATEST:
        raise ControlError("invalid_body", f"The clock goes from {EARLIEST:%Y} to {LATEST:%Y}.")
