"""Health, readiness and metrics over HTTP, on a bind of their own: never where Slack delivers."""

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.http_server import HttpServer
from bot.metrics import Metrics
from bot.readiness import Readiness


class Health:
    """Serves `/healthz`, `/readyz` and `/metrics` from a thread."""

    def __init__(self, host: str, port: int, *, readiness: Readiness, metrics: Metrics) -> None:
        self._readiness = readiness
        self._metrics = metrics
        routes = [
            Route("/healthz", self._healthz),
            Route("/readyz", self._readyz),
            Route("/metrics", self._metrics_page),
        ]
        self._server = HttpServer(Starlette(routes=routes), host, port, variable="ALIGNED_HEALTH_PORT")
        self.port = self._server.port

    def start(self) -> None:
        """Begin to answer."""
        self._server.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.stop()

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
