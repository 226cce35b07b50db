"""One Socket Mode connection: it is greeted, listens, answers, and ends."""

import json
import threading
from collections.abc import Callable, Mapping
from ssl import SSLContext
from typing import Any

import structlog
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

Message = Mapping[str, Any]

#: A peer that does not answer a ping for 20 seconds is dead, however alive the connection looks.
PING_SECONDS, PONG_SECONDS = 5.0, 20.0
OPEN_SECONDS, CLOSE_SECONDS = 10.0, 1.0
LARGEST_MESSAGE = 16 * 1024 * 1024

log = structlog.get_logger(__name__)


class Link:
    """A connection with a thread of its own, which reads it until either side ends it."""

    def __init__(
        self,
        url: str,
        *,
        ssl: SSLContext | None,
        on_message: Callable[["Link", Message], None],
        on_end: Callable[["Link"], None],
    ) -> None:
        self._url = url
        self._ssl = ssl
        self._on_message = on_message
        self._on_end = on_end
        self._connection: ClientConnection | None = None
        self._thread = threading.Thread(target=self._run, name="socket", daemon=True)
        self.is_greeted = False
        self.is_leaving = False

    def start(self) -> None:
        """Connect and listen."""
        self._thread.start()

    def send(self, answer: Message) -> bool:
        """Send an answer; False when the connection is gone."""
        connection = self._connection
        if connection is None:
            return False
        try:
            connection.send(json.dumps(answer))
        except (ConnectionClosed, OSError):
            return False
        return True

    def close(self) -> None:
        """Say goodbye, and wait for the thread, but not for a peer that is gone."""
        connection = self._connection
        if connection is not None:
            connection.close()
        if self._thread.is_alive():
            self._thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        try:
            self._listen()
        except (OSError, WebSocketException, ValueError) as error:
            log.warning("socket lost", reason=f"{type(error).__name__}: {error}")
        finally:
            self._connection = None
            self._on_end(self)

    def _listen(self) -> None:
        is_secure = self._url.startswith("wss:")
        with connect(
            self._url,
            ssl=self._ssl if is_secure else None,
            proxy=True if is_secure else None,
            compression=None,
            open_timeout=OPEN_SECONDS,
            close_timeout=CLOSE_SECONDS,
            ping_interval=PING_SECONDS,
            ping_timeout=PONG_SECONDS,
            max_size=LARGEST_MESSAGE,
        ) as connection:
            self._connection = connection
            for text in connection:
                if message := _read(text):
                    self._on_message(self, message)


def _read(text: str | bytes) -> Message:
    """Read a message; what is none is left out, since nobody could answer it."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        log.warning("a frame that is no message", length=len(text))
        return {}
    return message
