"""Health, readiness and metrics over HTTP, on a bind of their own: never where Slack delivers."""

import socket
import threading

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.errors import Misconfigured
from bot.metrics import Metrics
from bot.readiness import Readiness

STOP_SECONDS = 2.0


class Health:
    """Serves `/healthz`, `/readyz` and `/metrics` from a thread."""

    def __init__(self, host: str, port: int, *, readiness: Readiness, metrics: Metrics) -> None:
        self._readiness = readiness
        self._metrics = metrics
        self._listener = _listen(host, port)
        self.port: int = self._listener.getsockname()[1]
        routes = [
            Route("/healthz", self._healthz),
            Route("/readyz", self._readyz),
            Route("/metrics", self._metrics_page),
        ]
        config = uvicorn.Config(Starlette(routes=routes), log_level="critical", access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name="health", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)
        self._listener.close()

    def _serve(self) -> None:
        self._server.run(sockets=[self._listener])

    def _healthz(self, _: Request) -> Response:
        """Say that the process lives."""
        return PlainTextResponse("ok\n")

    def _readyz(self, _: Request) -> Response:
        """Say whether it can work, and what it is waiting for."""
        checks = self._readiness.checks()
        is_ready = all(check.is_well for check in checks)
        found = {check.name: check.waiting_for or "ok" for check in checks}
        return JSONResponse({"ready": is_ready, "checks": found}, status_code=200 if is_ready else 503)

    def _metrics_page(self, _: Request) -> Response:
        return Response(self._metrics.text(), media_type=CONTENT_TYPE_LATEST)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise Misconfigured(f"ALIGNED_HEALTH_PORT: {host}:{port} cannot be used: {error.strerror}.") from error
