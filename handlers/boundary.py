"""The listener boundary: runs a listener, acknowledges once what it returned, and turns errors into words.

A listener returns its acknowledgement instead of calling `ack`, so an ack always means that the transaction committed,
and an exception can never follow it (Bolt loses an ack when a listener raises right after calling it).
What the database does not take in time is acknowledged by a letter instead; it is then not said to be lost, and what
there is to say is whispered.
One of the two places where every exception is caught.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import structlog
from slack_bolt import Ack, BoltContext, BoltResponse

from bot.domain.effects import Notice
from bot.domain.errors import CannotOwn, CannotStandIn, DateOutOfRange, NotStored, ReasonMissing, Refusal, Unforeseen
from bot.giving_way import once_more
from bot.services import Services
from bot.services.requests import Inbound
from bot.slack.forms.refused import refused_form
from bot.slack.readable import as_typed
from bot.slack.words import Words
from handlers.payload import Body, action_inbound, command_inbound, shortcut_inbound, where

log = structlog.get_logger(__name__)

Reply = Mapping[str, Any]
NOTHING: Reply = {}
KEEPER = "keeper"
"""Where Bolt's context has what can keep the delivery."""
NOT_STORED, FAILED = 503, 500
BESIDE: Mapping[type[Refusal], tuple[str, ...]] = {
    CannotOwn: ("accountable", "to"),
    CannotStandIn: ("stand_in",),
    DateOutOfRange: ("on", "until"),
    ReasonMissing: ("reason",),
}
"""The inputs a refusal is about; any other is shown beside the first."""


class Listener(Protocol):
    """Handles one payload and returns what to acknowledge it with."""

    __name__: str

    def __call__(self, body: Body) -> Reply:
        """Return the keyword arguments for the acknowledgement."""
        ...


class Keeper(Protocol):
    """Can keep a delivery as a letter, which acknowledges it, until the database takes it."""

    @property
    def is_kept(self) -> bool:
        """Tell whether a letter has acknowledged it."""
        ...

    @property
    def is_last_try(self) -> bool:
        """Tell whether it is given up should we fail at it now."""
        ...

    @property
    def is_last_refusal(self) -> bool:
        """Tell whether it is given up should the database take others now, and not this one."""
        ...

    def keep(self) -> bool:
        """Keep it, unless that was done already; False when that cannot be."""
        ...

    def claim(self) -> bool:
        """Take it upon oneself to acknowledge it; False when a letter has done so."""
        ...


class NoKeeper:
    """Keeps nothing."""

    is_kept = is_last_try = is_last_refusal = False

    def keep(self) -> bool:
        """Keep nothing."""
        return False

    def claim(self) -> bool:
        """Leave every acknowledgement to the listener."""
        return True


NO_KEEPER = NoKeeper()

Answer = Callable[[Body, Refusal, Keeper], Reply | None]
"""Says a refusal, and returns what to acknowledge with; None when the database does not take it, and no ack leaves."""


class Boundary:
    """Wraps listeners of each kind in the way that kind is answered when something goes wrong."""

    def __init__(self, *, services: Services, words: Words) -> None:
        self._services = services
        self._words = words

    def command(self, listener: Listener) -> Callable[..., Any]:
        """Wrap a slash command: the acknowledgement itself can carry words for the person."""
        return self._wrapped(listener, self._refused)

    def submission(self, listener: Listener) -> Callable[..., Any]:
        """Wrap a submission: the form stays open with everything typed, and says why."""
        return self._wrapped(listener, self._errors_in_form)

    def press(self, listener: Listener) -> Callable[..., Any]:
        """Wrap a press or shortcut: the person is told by a message, or by Slack where none can be stored."""
        return self._wrapped(listener, self._pressed)

    def event(self, listener: Listener) -> Callable[..., Any]:
        """Wrap an event: what could not be stored is not acknowledged, so Slack delivers it again."""

        def respond(ack: Ack, body: Body) -> BoltResponse | None:
            try:
                once_more(lambda: listener(body))
            except Refusal as refusal:
                log.warning("event_refused", listener=listener.__name__, reason=str(refusal))
                if isinstance(refusal, NotStored):
                    return BoltResponse(status=NOT_STORED)
            ack()
            return None

        return respond

    def _wrapped(self, listener: Listener, answer: Answer) -> Callable[..., Any]:
        def respond(ack: Ack, body: Body, context: BoltContext) -> BoltResponse | None:
            keeper: Keeper = context.get(KEEPER, NO_KEEPER)
            try:
                reply: Reply | None = self._in_time(body, once_more(lambda: listener(body)), keeper)
            except Refusal as refusal:
                if isinstance(refusal, NotStored) and keeper.keep():
                    return self._put_off(body, refusal, keeper)
                log.info("refused", listener=listener.__name__, reason=str(refusal))
                reply = answer(body, refusal, keeper)
            except Exception:  # the boundary: nothing may leave a person without an answer
                log.exception("listener_failed", listener=listener.__name__)
                if keeper.is_kept:
                    return self._failed(body, keeper)
                reply = answer(body, Unforeseen(), keeper)
            if reply is None:
                return BoltResponse(status=NOT_STORED)
            ack(**reply)
            return None

        return respond

    def _in_time(self, body: Body, reply: Reply, keeper: Keeper) -> Reply:
        """Whisper what a letter was too early to say; of all that is not refused that can only be help."""
        if not reply or keeper.claim():
            return reply
        self._services.whispering.say(_inbound(body), where(body), Notice.HELP)
        return NOTHING

    def _put_off(self, body: Body, refusal: Refusal, keeper: Keeper) -> BoltResponse:
        """Leave it to its letter; the last time its sender is told."""
        if keeper.is_last_refusal:
            self._whispered(body, refusal, keeper)
        return BoltResponse(status=NOT_STORED)

    def _failed(self, body: Body, keeper: Keeper) -> BoltResponse:
        """Have a letter tried again; the last time its sender is told."""
        if keeper.is_last_try:
            self._whispered(body, Unforeseen(), keeper)
        return BoltResponse(status=FAILED)

    def _refused(self, body: Body, refusal: Refusal, keeper: Keeper) -> Reply | None:
        return self._repeated(body, refusal) if keeper.claim() else self._whispered(body, refusal, keeper)

    def _repeated(self, body: Body, refusal: Refusal) -> Reply:
        """Say it where the command was typed, with what was typed, which Slack has taken out of the input by now."""
        text = as_typed(str(body.get("text") or ""))
        typed = " ".join(f"{body.get('command')} {text}".replace("`", "'").split())
        return {"text": self._words.say("refused_command", refusal=self._words.refusal(refusal), typed=typed)}

    def _errors_in_form(self, body: Body, refusal: Refusal, _: Keeper) -> Reply:
        """Say it beside an input; a form without any is replaced by the sentence."""
        view = body["view"]
        inputs = [str(block["block_id"]) for block in view["blocks"] if block.get("type") == "input"]
        if not inputs:
            return {"response_action": "update", "view": refused_form(view, self._words.refusal(refusal))}
        beside = next((name for name in BESIDE.get(type(refusal), ()) if name in inputs), inputs[0])
        sentence = self._words.plainly_refused(type(refusal).__name__, refusal.facts)
        return {"response_action": "errors", "errors": {beside: sentence}}

    def _pressed(self, body: Body, refusal: Refusal, keeper: Keeper) -> Reply | None:
        """Whisper it; where the database has just taken nothing leave it to Slack, which marks what failed."""
        return None if isinstance(refusal, NotStored) else self._whispered(body, refusal, keeper)

    def _whispered(self, body: Body, refusal: Refusal, keeper: Keeper) -> Reply | None:
        """Tell it under the delivery's own key, so never of what was done after all; None when that is not stored."""
        try:
            self._services.whispering.refuse(_inbound(body), where(body), refusal)
        except NotStored:
            keeper.keep()
            return None
        except Exception:  # the boundary: not even this may cost the acknowledgement
            log.exception("refusal_not_told", person=_inbound(body).person)
        return NOTHING


def _inbound(body: Body) -> Inbound:
    if "command" in body:
        return command_inbound(body)
    return action_inbound(body, body["actions"][0]) if "actions" in body else shortcut_inbound(body)
