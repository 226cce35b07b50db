"""Signed HTTP requests to the app's request URLs.

https://docs.slack.dev/authentication/verifying-requests-from-slack
https://docs.slack.dev/apis/events-api#responding
"""

import asyncio
import hashlib
import hmac
import http.client
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from sandbox.delivery import ACK_SECONDS, DeliveryKind, Outcome, Retry, payload_name
from sandbox.faults import Fault, FaultPlan
from sandbox.ids import random_token
from sandbox.installation import Installation
from sandbox.json_types import JsonObject, parse_object
from sandbox.manifest import Interactivity
from sandbox.traffic import TrafficLog


@dataclass(frozen=True)
class Answer:
    """An app's HTTP answer."""

    status: int
    body: bytes
    no_retry: bool = False


class HttpTransport:
    """Post payloads to the app, signed with its secret at real time, which is when it verifies them."""

    def __init__(
        self,
        installation: Installation,
        *,
        traffic: TrafficLog,
        faults: FaultPlan,
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        self._installation = installation
        self._traffic = traffic
        self._faults = faults
        self._ack_seconds = ack_seconds

    async def verify(self, url: str) -> bool:
        """Send the url_verification challenge and tell whether it came back.

        https://docs.slack.dev/reference/events/url_verification
        """
        challenge = random_token(16)
        token = self._installation.verification_token
        payload = {"token": token, "challenge": challenge, "type": "url_verification"}
        body, content_type = json.dumps(payload).encode(), "application/json"
        try:
            answer = await self._post(url, body, {"Content-Type": content_type})
        except (TimeoutError, OSError, http.client.HTTPException):
            return False
        echoed = (parse_object(answer.body) or {}).get("challenge", answer.body.decode(errors="replace"))
        return answer.status == http.client.OK and echoed == challenge

    async def deliver(self, kind: DeliveryKind, payload: JsonObject, retry: Retry) -> Outcome:
        """Post one payload; HTTP 200 within three seconds acknowledges it."""
        started = time.perf_counter()
        outcome = await self._attempt(kind, payload, retry)
        self._traffic.record(
            "to_app",
            "http",
            payload_name(kind, payload),
            status="acked" if outcome.acked else outcome.reason,
            ms=(time.perf_counter() - started) * 1000,
            request=payload,
            response=outcome.body,
        )
        return outcome

    async def _attempt(self, kind: DeliveryKind, payload: JsonObject, retry: Retry) -> Outcome:
        url = self._url_for(kind, payload)
        rule = self._faults.for_delivery(kind, payload)
        if url is None or (rule and rule.fault in {Fault.LOSE, Fault.DISCONNECT}):
            return Outcome(acked=False, reason="connection_failed")
        if rule and rule.fault is Fault.DELAY:
            await asyncio.sleep(rule.seconds)
        copies = rule.copies if rule and rule.fault is Fault.DUPLICATE else 1
        body, headers = _encode(kind, payload, retry)
        outcomes = [await self._outcome(url, body, headers) for _ in range(copies)]
        return outcomes[-1]

    async def _outcome(self, url: str, body: bytes, headers: dict[str, str]) -> Outcome:
        try:
            answer = await self._post(url, body, headers)
        except TimeoutError:
            return Outcome(acked=False, reason="http_timeout")
        except (OSError, http.client.HTTPException):
            return Outcome(acked=False, reason="connection_failed")
        if not 200 <= answer.status < 300:
            return Outcome(acked=False, reason="http_error", wants_no_retry=answer.no_retry)
        return Outcome(acked=True, body=_answer_body(answer.body))

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        signed = headers | _signature(self._installation.signing_secret, body)
        return await asyncio.to_thread(_post_blocking, url, body, signed, self._ack_seconds)

    def _url_for(self, kind: DeliveryKind, payload: JsonObject) -> str | None:
        manifest = self._installation.manifest
        fallback = self._installation.request_url
        if kind is DeliveryKind.COMMAND:
            command = manifest.find_command(str(payload.get("command")))
            return (command.url if command else None) or fallback
        if kind is DeliveryKind.INTERACTION:
            return _interaction_url(manifest.settings.interactivity, payload) or fallback
        return fallback


def _interaction_url(interactivity: Interactivity, payload: JsonObject) -> str | None:
    """https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select"""
    is_suggestion = payload.get("type") == "block_suggestion"
    return (interactivity.message_menu_options_url if is_suggestion else None) or interactivity.request_url


def _encode(kind: DeliveryKind, payload: JsonObject, retry: Retry) -> tuple[bytes, dict[str, str]]:
    headers: dict[str, str] = {"User-Agent": "Slackbot 1.0 (sandbox)"}
    if retry.attempt:
        headers |= {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": retry.reason}
    if kind is DeliveryKind.EVENT:
        return json.dumps(payload).encode(), headers | {"Content-Type": "application/json"}
    form = payload if kind is DeliveryKind.COMMAND else {"payload": json.dumps(payload)}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return urlencode(form).encode(), headers


def _signature(secret: str, body: bytes) -> dict[str, str]:
    timestamp = str(int(time.time()))
    base = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _post_blocking(url: str, body: bytes, headers: dict[str, str], timeout_s: float) -> Answer:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=timeout_s)
    try:
        path = parts.path or "/"
        connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, headers)
        response = connection.getresponse()
        no_retry = response.headers.get("X-Slack-No-Retry") == "1"
        return Answer(response.status, response.read(), no_retry)
    finally:
        connection.close()


def _answer_body(body: bytes) -> JsonObject | None:
    """Read an answer as JSON, or as the plain text of a command's reply."""
    text = body.decode(errors="replace").strip()
    if not text:
        return None
    return parse_object(text) or {"text": text}
