"""Something that answers in Slack's place, as a proxy on the way does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOREIGN = "<h1>Verbindung unmöglich</h1>".encode("latin-1")


@dataclass(frozen=True, kw_only=True)
class Page:
    """What comes back, whatever was asked."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


ODD_PAGES = {
    "in another charset": Page(status=503, body=FOREIGN),
    "in another charset, and well": Page(body=FOREIGN),
    "in a charset nobody knows": Page(status=502, body=b"x", headers={"content-type": "text/html; charset=x-none"}),
    "a list": Page(body=b'["maintenance"]'),
    "a string": Page(body=b'"maintenance"'),
    "nothing": Page(status=502),
    "null": Page(body=b"null"),
    "deep": Page(body=b"[" * 100_000),
    "packed": Page(body=b"\x1f\x8b", headers={"content-type": "application/gzip"}),
    "packed badly": Page(body=b"\x1f\x8b", headers={"content-encoding": "gzip"}),
    "elsewhere": Page(status=302, headers={"location": "/login"}),
    "a login": Page(status=407, body=b'{"error": "login_required"}'),
    "a yes to something else": Page(body=b'{"ok": true}'),
}


def said(status: int = 200, *, retry_after: str = "", **answer: object) -> Page:
    """Return an answer as Slack gives it."""
    headers = {"content-type": "application/json", **({"retry-after": retry_after} if retry_after else {})}
    return Page(status=status, body=json.dumps(answer).encode(), headers=headers)


class Place:
    """Where Slack would be."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[tuple[str, str]] = []
        self.url = ""

    @property
    def is_asked_on(self) -> bool:
        """Tell whether it was asked once more than a start asks."""
        return len(self.asked) > 5


@contextmanager
def in_place_of_slack(page: Page) -> Iterator[Place]:
    """Answer every request with a page while the block lasts."""
    place = Place(page)

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            place.asked.append((self.path, self.headers.get("authorization", "")))
            self.send_response(place.page.status)
            for name, value in {**place.page.headers, "content-length": str(len(place.page.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(place.page.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        place.url = f"http://127.0.0.1:{server.server_port}/api/"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield place
        finally:
            server.shutdown()
