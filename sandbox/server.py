"""The sandbox as one ASGI application: Web API, Socket Mode, files, control API and page."""

import contextlib
import os
from collections.abc import AsyncIterator
from email import message_from_bytes
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette.websockets import WebSocket

from sandbox.answers import JsonAnswer
from sandbox.control.routes import control_routes
from sandbox.errors import SlackError
from sandbox.json_types import parse_object
from sandbox.sandbox import Sandbox
from sandbox.web_api.endpoint import WebApi

PAGE = Path(__file__).parent / "page"
ASK_EACH_TIME = {"Cache-Control": "no-cache"}
"""Without it a browser may keep a module for hours, beside others of a newer release that it does not fit."""


def create_app(sandbox: Sandbox, base_url: str) -> Starlette:
    """Serve a sandbox that is reached at an address."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sandbox.start(base_url)
        yield
        await sandbox.stop()

    wire = Wire(sandbox)
    routes: list[BaseRoute] = [
        Route("/api/{method}", WebApi(sandbox).answer, methods=["GET", "POST"]),
        WebSocketRoute("/socket/{ticket}", wire.socket),
        Route("/response/{token}", wire.response_url, methods=["POST"]),
        Route("/upload/{ticket}", wire.upload, methods=["POST"]),
        Route("/files/{file_id}/{name}", wire.file),
        *control_routes(sandbox),
        Mount("/page", PageFiles(directory=PAGE, check_dir=False)),
        Route("/", front_page),
    ]
    # A web page elsewhere must not reach this by a name that resolves to loopback.
    only_loopback = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=routes, lifespan=lifespan, middleware=[only_loopback])


class Wire:
    """What apps reach beside the Web API."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def socket(self, websocket: WebSocket) -> None:
        """Serve a Socket Mode connection."""
        await self._sandbox.sockets.serve(websocket, websocket.path_params["ticket"])

    async def response_url(self, request: Request) -> Response:
        """Carry out what an app posts to a response URL."""
        body = parse_object(await request.body())
        answer, error = "ok", None
        try:
            if body is None:
                raise SlackError("invalid_payload")
            self._sandbox.response_urls.use(request.path_params["token"], body)
        except SlackError as refused:
            error = refused
        self._sandbox.traffic.record(
            "to_slack",
            "response_url",
            "response_url",
            status=error.code if error else answer,
            ms=0.0,
            request=body,
            response=answer if error is None else {"ok": False, "error": error.code},
        )
        if error is None:
            return PlainTextResponse(answer)
        status = 404 if error.code in {"used_url", "expired_url"} else 400
        return JsonAnswer({"ok": False, "error": error.code, **error.extra}, status_code=status)

    async def upload(self, request: Request) -> Response:
        """Take the bytes of a file."""
        content = _file_bytes(request.headers.get("content-type", ""), await request.body())
        try:
            file = self._sandbox.files.receive(request.path_params["ticket"], content)
        except SlackError as error:
            return PlainTextResponse(error.code, status_code=400)
        return PlainTextResponse(f"OK - {file.length}")

    async def file(self, request: Request) -> Response:
        """Serve an uploaded file."""
        try:
            file = self._sandbox.files.find(request.path_params["file_id"])
        except SlackError as error:
            return PlainTextResponse(error.code, status_code=404)
        media = "text/plain; charset=utf-8" if file.preview is not None else "application/octet-stream"
        return Response(file.content or b"", media_type=media, headers={"X-Content-Type-Options": "nosniff"})


class PageFiles(StaticFiles):
    """The modules and styles of the page."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Serve a file, or say that it has not changed."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(ASK_EACH_TIME)
        return response


async def front_page(_: Request) -> Response:
    """Serve the workspace page."""
    index = PAGE / "index.html"
    if index.exists():
        return FileResponse(index, headers=ASK_EACH_TIME)
    return PlainTextResponse("The sandbox runs; its page is not installed.")


def _file_bytes(content_type: str, body: bytes) -> bytes:
    """Return the bytes of a raw upload, or of the first part of a form."""
    if not content_type.startswith("multipart/form-data"):
        return body
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    for part in message.walk():
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b""
    return b""
