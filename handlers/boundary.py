"""The listener boundary: runs a listener, acknowledges once what it returned, and turns errors into words.

A listener returns its acknowledgement instead of calling `ack`, so an ack always means that the transaction committed,
and an exception can never follow it (Bolt loses an ack when a listener raises right after calling it).
One of the two places where every exception is caught.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import structlog
from slack_bolt import Ack, BoltResponse

from bot.domain.errors import CannotOwn, DateOutOfRange, NotStored, ReasonMissing, Refusal, Unforeseen
from bot.services import Services
from bot.services.requests import Inbound
from bot.slack.forms.refused import refused_form
from bot.slack.words import Words
from handlers.payload import Body, where, workspace_of

log = structlog.get_logger(__name__)

Reply = Mapping[str, Any]
NOTHING: Reply = {}
BESIDE: Mapping[type[Refusal], tuple[str, ...]] = {
    CannotOwn: ("accountable", "to"),
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


class Boundary:
    """Wraps listeners of each kind in the way that kind is answered when something goes wrong."""

    def __init__(self, *, services: Services, words: Words) -> None:
        self._services = services
        self._words = words

    def command(self, listener: Listener) -> Callable[..., Any]:
        """Wrap a slash command: the acknowledgement itself can carry words for the person."""
        return self._wrapped(listener, self._repeated)

    def submission(self, listener: Listener) -> Callable[..., Any]:
        """Wrap a submission: the form stays open with everything typed, and says why."""
        return self._wrapped(listener, self._errors_in_form)

    def press(self, listener: Listener) -> Callable[..., Any]:
        """Wrap a press or shortcut: the person is told in a message only they see."""
        return self._wrapped(listener, self._whispered)

    def event(self, listener: Listener) -> Callable[..., Any]:
        """Wrap an event: what could not be stored is not acknowledged, so Slack delivers it again."""

        def respond(ack: Ack, body: Body) -> BoltResponse | None:
            try:
                listener(body)
            except Refusal as refusal:
                log.warning("event_refused", listener=listener.__name__, reason=str(refusal))
                if isinstance(refusal, NotStored):
                    return BoltResponse(status=503)
            ack()
            return None

        return respond

    def _wrapped(self, listener: Listener, answer: Callable[[Body, Refusal], Reply]) -> Callable[[Ack, Body], None]:
        def respond(ack: Ack, body: Body) -> None:
            try:
                reply = listener(body)
            except Refusal as refusal:
                log.info("refused", listener=listener.__name__, reason=str(refusal))
                reply = answer(body, refusal)
            except Exception:  # the boundary: nothing may leave a person without an answer
                log.exception("listener_failed", listener=listener.__name__)
                reply = answer(body, Unforeseen())
            ack(**reply)

        return respond

    def _repeated(self, body: Body, refusal: Refusal) -> Reply:
        """Say it where the command was typed, with what was typed, which Slack has taken out of the input by now."""
        typed = " ".join(f"{body.get('command')} {body.get('text') or ''}".replace("`", "'").split())
        return {"text": self._words.say("refused_command", refusal=self._words.refusal(refusal), typed=typed)}

    def _errors_in_form(self, body: Body, refusal: Refusal) -> Reply:
        """Say it beside an input; a form without any is replaced by the sentence."""
        view = body["view"]
        inputs = [str(block["block_id"]) for block in view["blocks"] if block.get("type") == "input"]
        if not inputs:
            return {"response_action": "update", "view": refused_form(view, self._words.refusal(refusal))}
        beside = next((name for name in BESIDE.get(type(refusal), ()) if name in inputs), inputs[0])
        sentence = self._words.plainly_refused(type(refusal).__name__, refusal.facts)
        return {"response_action": "errors", "errors": {beside: sentence}}

    def _whispered(self, body: Body, refusal: Refusal) -> Reply:
        person = str((body.get("user") or {}).get("id"))
        inbound = Inbound(key=f"refusal:{body.get('trigger_id')}", workspace=workspace_of(body), person=person)
        try:
            self._services.whispering.refuse(inbound, where(body), refusal)
        except Exception:  # the boundary: not even this may cost the acknowledgement
            log.exception("refusal_not_told", person=person)
        return NOTHING
