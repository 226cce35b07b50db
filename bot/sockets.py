"""Socket Mode: at least two connections to Slack, each replaced before or when it ends, and closed in order.

The SDK's own client is not used: when the peer goes away without a word it spins until a ping is missed, it holds the
lock that closing needs while it reads, and it comes back for ever to an app whose Socket Mode was switched off.
"""

import random
import ssl
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog

from bot.domain.errors import LinkLost, Misconfigured
from bot.envelopes import Envelopes
from bot.link import Link, Message
from bot.patience import patiently
from bot.settings import Settings
from bot.slack.enquiries import Enquiries, SlackAway, TokenRefused
from bot.worker.survival import survive

OPEN = "apps.connections.open"
WATCH_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
CROWDED_PAUSE = 30.0
LOST_SECONDS = 300.0
"""Without a connection for this long the process ends, for its supervisor to try from the beginning."""
FINISH_SECONDS = 3.0
REPLACE: Final = frozenset({"warning", "refresh_requested"})

log = structlog.get_logger(__name__)


class Sockets:
    """Keeps so many connections open, and hands over what arrives on any of them."""

    def __init__(
        self,
        envelopes: Envelopes,
        settings: Settings,
        *,
        on_pause: Callable[[str, timedelta], None] = lambda *_: None,
    ) -> None:
        self._envelopes = envelopes
        self._on_pause = on_pause
        self._ssl = ssl.create_default_context()
        self._enquiries = Enquiries(settings.slack_api_url, settings.app_token.get_secret_value())
        self._links: list[Link] = []
        self._changed = threading.Condition()
        self._watch = threading.Thread(target=self._keep_open, name="sockets", daemon=True)
        self._is_closing = False
        self._failures = 0
        self._not_before = self._asked_until = 0.0
        self._connected_at = time.monotonic()
        self.count = settings.sockets
        self.ended = threading.Event()
        self.reason: Misconfigured | LinkLost | None = None

    def __str__(self) -> str:
        return f"{self.count} sockets"

    @property
    def open_count(self) -> int:
        """Return how many connections Slack has greeted."""
        with self._changed:
            return sum(1 for link in self._links if link.is_greeted)

    @property
    def is_kept_open(self) -> bool:
        """Tell whether a connection that ends would be replaced."""
        return self._watch.is_alive()

    @property
    def seconds_lost(self) -> float:
        """Return for how long there has been no connection at all; 0 while there is one."""
        return 0.0 if self.open_count else time.monotonic() - self._connected_at

    def connect(self) -> None:
        """Open every connection; raises Misconfigured when Slack does not accept the app-level token.

        A connection that cannot be opened just now is opened later: whoever starts the app is not sent away for a
        minute's trouble on the way to Slack.
        """
        try:
            for _ in range(self.count):
                self._open(patiently(self._ask_for_url))
        except TokenRefused as error:
            raise refused_app_token(error) from error
        except SlackAway as error:
            self._later(error)
        self._watch.start()

    def close(self) -> None:
        """Take nothing more, finish what is being acknowledged, and close; Slack delivers the rest elsewhere."""
        with self._changed:
            self._is_closing = True
            links = tuple(self._links)
            self._changed.notify_all()
        self._envelopes.finish(FINISH_SECONDS)
        closing = [threading.Thread(target=link.close, daemon=True) for link in links]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join(FINISH_SECONDS)

    def _ask_for_url(self) -> str:
        return str(self._enquiries.ask(OPEN, "url").object["url"])

    def _open(self, url: str) -> None:
        link = Link(url, ssl=self._ssl, on_message=self._take, on_end=self._forget)
        with self._changed:
            self._links.append(link)
        try:
            link.start()
        except RuntimeError:  # the system has no thread for it
            self._forget(link)
            raise

    def _keep_open(self) -> None:
        """Open another connection whenever one is missing, but not more often than Slack bears."""
        while not self._is_closing and not self.ended.is_set():
            is_due = self._is_one_missing() and time.monotonic() >= self._not_before
            if is_due and (error := survive(self._open_another)):
                self._later(error)  # without this thread the app would be deaf, and nobody would end it
            if self._is_lost():
                self._end(LinkLost())
            with self._changed:
                self._changed.wait(WATCH_SECONDS)

    def _is_lost(self) -> bool:
        """Tell whether to begin anew; a new process would not know for how long Slack asked us to wait."""
        return self.seconds_lost > LOST_SECONDS and time.monotonic() >= self._asked_until

    def _is_one_missing(self) -> bool:
        with self._changed:
            return sum(1 for link in self._links if not link.is_leaving) < self.count

    def _open_another(self) -> None:
        try:
            self._open(self._ask_for_url())
        except TokenRefused as error:
            self._end(refused_app_token(error))

    def _later(self, error: Exception) -> None:
        log.warning("no socket could be opened", reason=str(error), error=type(error).__name__)
        asked = error.asked if isinstance(error, SlackAway) else 0.0
        if asked:
            self._asked_until = time.monotonic() + asked
            self._on_pause(OPEN, timedelta(seconds=asked))
        self._pause(asked)

    def _pause(self, at_least: float = 0.0) -> None:
        """Wait twice as long after each failure, and never in step with other processes."""
        self._failures += 1
        pause = max(at_least, min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._failures, 10)))
        until = time.monotonic() + pause * random.uniform(1.0, 1.5)  # noqa: S311 # no secret
        self._not_before = max(self._not_before, until)

    def _take(self, link: Link, message: Message) -> None:
        kind = message.get("type")
        if kind == "hello":
            self._greeted(link, message)
        elif kind == "disconnect":
            self._dismissed(link, str(message.get("reason")))
        elif message.get("envelope_id"):
            self._hand_over(link, message)

    def _greeted(self, link: Link, message: Message) -> None:
        with self._changed:
            link.is_greeted = True
            self._failures = 0
            self._connected_at = time.monotonic()
            self._changed.notify_all()
        log.debug("socket open", connections=message.get("num_connections"))

    def _dismissed(self, link: Link, reason: str) -> None:
        """Replace the connection; it is read until Slack ends it, for what arrives meanwhile."""
        log.info("slack ends a socket", reason=reason)
        if reason == "link_disabled":
            self._end(
                Misconfigured("Socket Mode was switched off for this app: switch it on in its settings at Slack.")
            )
        elif reason not in REPLACE:
            log.warning("too many sockets: another instance of this app is running")
            self._pause(CROWDED_PAUSE)
        with self._changed:
            link.is_leaving = True
            self._changed.notify_all()

    def _forget(self, link: Link) -> None:
        if not link.is_greeted:
            self._pause()
        with self._changed:
            self._links.remove(link)
            if not any(other.is_greeted for other in self._links) and link.is_greeted:
                self._connected_at = time.monotonic()
            self._changed.notify_all()

    def _end(self, reason: Misconfigured | LinkLost) -> None:
        self.reason = reason
        self.ended.set()

    def _hand_over(self, link: Link, envelope: Message) -> None:
        """Answer on the connection it came on, or on another one when that is gone."""

        def answer(words: Message) -> bool:
            with self._changed:
                others = [other for other in self._links if other is not link]
            return any(candidate.send(words) for candidate in (link, *others))

        self._envelopes.take(envelope, answer)


def refused_app_token(error: TokenRefused) -> Misconfigured:
    """Say that Slack does not accept the app-level token, and where the right one is."""
    return Misconfigured(
        f"Slack does not accept SLACK_APP_TOKEN ({error.code}): copy it again from Basic Information, App-Level Tokens."
    )
