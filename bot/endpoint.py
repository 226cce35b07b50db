"""Signed HTTP delivery: what Slack posts to the request URL, checked before Bolt sees it.

Size, form, signature, replay, shape, in this order; whoever does not hold the signing secret gets no further than the
signature and costs no more than one reading of a bounded body.
"""

import asyncio
import json
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import structlog
from slack_bolt import App, BoltResponse
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.errors import LinkLost, Misconfigured
from bot.http_server import HttpServer
from bot.intake import UNREADABLE, Arrival, Intake, Observe
from bot.letters import Letters
from bot.settings import Settings
from bot.signatures import Signatures

PATH = "/slack/events"
LARGEST_BODY = 1 << 20
READ_SECONDS = 10.0
FINISH_SECONDS = 1.0
"""For what was answered early by a letter; all else was finished by the server."""
MOST_FIELDS = 100
JSON_TYPE, FORM_TYPE = "application/json", "application/x-www-form-urlencoded"

log = structlog.get_logger(__name__)


class Endpoint:
    """Takes deliveries over HTTP, so many at once, in the place of sockets."""

    count = 0
    """How many sockets it opens."""

    def __init__(
        self, app: App, settings: Settings, *, on_ack: Observe = lambda *_: None, letters: Letters | None = None
    ) -> None:
        self._intake = Intake(app, at_once=settings.listeners, on_ack=on_ack, letters=letters)
        self._signatures = Signatures(settings.signing_secrets, now=time.time)
        self._under_way: dict[str, asyncio.Task[BoltResponse]] = {}
        routes = [Route(PATH, self._take, methods=["POST"])]
        self._server = HttpServer(
            Starlette(routes=routes), settings.http_host, settings.http_port, variable="ALIGNED_HTTP_PORT"
        )
        self.ended = threading.Event()
        self.reason: Misconfigured | LinkLost | None = None

    def __str__(self) -> str:
        return f"http://{self._server.host}:{self._server.port}{PATH}"

    @property
    def open_count(self) -> int:
        """Return 1 while it can be reached."""
        return int(self._server.is_serving)

    @property
    def is_kept_open(self) -> bool:
        """Tell whether the server's thread lives."""
        return self._server.is_serving

    @property
    def seconds_lost(self) -> float:
        """Return 0: whether Slack can reach the request URL cannot be seen from here."""
        return 0.0

    def connect(self) -> None:
        """Begin to answer."""
        self._server.start()

    def close(self) -> None:
        """Take nothing more, and finish what is being acknowledged."""
        self._server.stop()
        self._intake.finish(FINISH_SECONDS)

    async def _take(self, request: Request) -> Response:
        try:
            body = await asyncio.wait_for(_read(request), READ_SECONDS)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=HTTPStatus.REQUEST_TIMEOUT)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if content_type not in (JSON_TYPE, FORM_TYPE):
            return Response(status_code=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        if _is_ssl_check(body, content_type):
            return Response()
        if refusal := self._refusal(request, body):
            log.warning("a request that Slack did not sign", reason=refusal, bytes=len(body))
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        return await self._handle_once(request, body, content_type)

    def _refusal(self, request: Request, body: bytes) -> str:
        headers = request.headers
        return self._signatures.refusal(
            headers.getlist("x-slack-request-timestamp"), headers.getlist("x-slack-signature"), body
        )

    async def _handle_once(self, request: Request, body: bytes, content_type: str) -> Response:
        """Handle a request that was not here before; the same one again shares the answer, or changes nothing.

        Slack tries again at once when the way to us breaks, in the same second and so with the same signature.
        """
        signature = request.headers["x-slack-signature"]
        if self._signatures.is_done(signature):
            log.warning("a request came a second time with the same signature")
            return Response()
        if signature not in self._under_way:
            self._under_way[signature] = asyncio.create_task(self._handle(request, body, content_type))
            self._under_way[signature].add_done_callback(partial(self._finished, signature))
        response = await asyncio.shield(self._under_way[signature])
        return Response(response.body, response.status, headers=response.first_headers_without_set_cookie())

    def _finished(self, signature: str, task: asyncio.Task[BoltResponse]) -> None:
        """Let a request come again unless it was acknowledged."""
        del self._under_way[signature]
        if not task.cancelled() and not task.exception() and task.result().status == HTTPStatus.OK:
            self._signatures.note_done(signature)

    async def _handle(self, request: Request, body: bytes, content_type: str) -> BoltResponse:
        """Hand it in, and wait for the commit or for the letter, whichever comes first."""
        since = time.perf_counter()
        kind, payload = _opened(body, content_type)
        if payload.get("type") == "url_verification":
            return BoltResponse(status=HTTPStatus.OK, body=str(payload.get("challenge", "")))
        answered: Future[BoltResponse] = Future()
        answered.set_running_or_notify_cancel()  # a caller who goes away takes nothing with them

        def respond(response: BoltResponse) -> bool:
            if not answered.done():
                answered.set_result(response)
            return response.status == HTTPStatus.OK

        arrival = Arrival(kind=kind, payload=payload, headers=_retry_headers(request), since=since)
        if not self._intake.take(arrival, respond):
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return await asyncio.wrap_future(answered)


def _retry_headers(request: Request) -> dict[str, str | Sequence[str]]:
    return {name: value for name, value in request.headers.items() if name.startswith("x-slack-retry-")}


def _is_ssl_check(body: bytes, content_type: str) -> bool:
    """Tell whether Slack only looks whether the certificate is good, which it may ask unsigned."""
    return content_type == FORM_TYPE and b"ssl_check=1" in body.split(b"&")


async def _read(request: Request) -> bytes | None:
    """Read a body, or give up on one that is too large."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST_BODY:
            return None
    return bytes(read)


def _opened(body: bytes, content_type: str) -> tuple[str, Mapping[str, Any]]:
    """Name the kind of a delivery as Socket Mode does, and open its payload; what cannot be read has none."""
    text = body.decode("utf-8", "replace")
    try:
        if content_type == JSON_TYPE:
            return "events_api", _object(text)
        form = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
        return ("interactive", _object(form["payload"])) if "payload" in form else ("slash_commands", form)
    except (ValueError, RecursionError):
        return UNREADABLE, {}


def _object(text: str) -> Mapping[str, Any]:
    read = json.loads(text)
    return read if isinstance(read, dict) else {}
