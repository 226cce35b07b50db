"""What arrives on a socket, and how it is acknowledged there: with what Bolt answers, and only when that is good."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import App, BoltResponse

from bot.intake import Arrival, Intake, Observe
from bot.letters import Letters
from bot.watched import OK

Envelope = Mapping[str, Any]
Answer = Callable[[Mapping[str, Any]], bool]


class Envelopes:
    """Opens envelopes and hands in what they hold."""

    def __init__(
        self, app: App, *, at_once: int, on_ack: Observe = lambda *_: None, letters: Letters | None = None
    ) -> None:
        self._intake = Intake(app, at_once=at_once, on_ack=on_ack, letters=letters)

    def take(self, envelope: Envelope, answer: Answer) -> None:
        """Handle an envelope soon, and answer it; once they are finishing, leave it to whoever it is sent to next."""

        def respond(response: BoltResponse) -> bool:
            return response.status == OK and answer({"envelope_id": envelope["envelope_id"], **_payload(response)})

        kind, payload = str(envelope.get("type")), envelope.get("payload")
        self._intake.take(Arrival(kind=kind, payload=payload, headers=_headers(envelope)), respond)

    def finish(self, within: float) -> None:
        """Take nothing more, and wait so many seconds for what is under way."""
        self._intake.finish(within)


def _headers(envelope: Envelope) -> dict[str, str | Sequence[str]]:
    """Tell Bolt of retries as it is told over HTTP."""
    given = {"x-slack-retry-num": envelope.get("retry_attempt"), "x-slack-retry-reason": envelope.get("retry_reason")}
    return {name: str(value) for name, value in given.items() if value}


def _payload(response: BoltResponse) -> Mapping[str, Any]:
    """Return what goes along with an acknowledgement."""
    if not response.body:
        return {}
    is_json = response.first_headers().get("content-type", "").startswith("application/json")
    return {"payload": json.loads(response.body) if is_json else {"text": response.body}}
