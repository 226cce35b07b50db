"""Deliveries from either way in: each is handled by Bolt in a worker of ours, and answered once."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from bot.letters import Letters
from bot.watched import AWAY, OK, Watched
from handlers.boundary import KEEPER
from handlers.shapes import oddities_of

UNREADABLE = "unreadable"
"""What a payload of no known shape is counted as."""
NOT_HANDLED: Final = 404
BROKEN: Final = 500

Respond = Callable[[BoltResponse], bool]
"""Answers a delivery, and tells whether that acknowledged it."""
Observe = Callable[[str, float, bool], None]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What Slack delivered, with its kind as Socket Mode names it."""

    kind: str
    payload: Any
    headers: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    since: float = field(default_factory=time.perf_counter)


class Intake:
    """So many at once. `on_ack` is told of each: its kind, the seconds it took, whether it was acknowledged."""

    def __init__(
        self, app: App, *, at_once: int, on_ack: Observe = lambda *_: None, letters: Letters | None = None
    ) -> None:
        self._app = app
        self._on_ack = on_ack
        self._letters = letters or Letters()
        self._workers = ThreadPoolExecutor(at_once, thread_name_prefix="delivery")
        self._under_way: set[Future[None]] = set()
        self._turn = threading.Lock()
        self._is_finishing = False

    def take(self, arrival: Arrival, respond: Respond) -> bool:
        """Handle a delivery soon, and answer it; False once they are finishing, when it is left to somebody else."""
        with self._turn:
            if self._is_finishing:
                return False
            watched = self._letters.watch(
                arrival.kind, arrival.payload, partial(self._answer, arrival, respond, BoltResponse(status=OK))
            )
            work = self._workers.submit(self._handle, arrival, respond, watched)
            self._under_way.add(work)
        work.add_done_callback(partial(self._finished, watched, respond))
        return True

    def finish(self, within: float) -> None:
        """Take nothing more, and wait so many seconds for what is under way."""
        with self._turn:
            self._is_finishing = True
            under_way = tuple(self._under_way)
        wait(under_way, within)
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _handle(self, arrival: Arrival, respond: Respond, watched: Watched) -> None:
        if watched.is_for_later():
            return
        kind, response = handled(self._app, arrival, watched)
        if response.status == AWAY:
            watched.keep()
        if watched.finish(is_stored=response.status == OK):
            self._answer(arrival, respond, response, kind)

    def _answer(self, arrival: Arrival, respond: Respond, response: BoltResponse, kind: str = "") -> None:
        is_acknowledged = respond(response)
        self._on_ack(kind or arrival.kind, time.perf_counter() - arrival.since, is_acknowledged)

    def _finished(self, watched: Watched, respond: Respond, work: Future[None]) -> None:
        self._under_way.discard(work)
        error = None if work.cancelled() else work.exception()
        if error:
            log.error("a payload could not be read", error=type(error).__name__)
        if (error or work.cancelled()) and watched.finish(is_stored=False):
            respond(BoltResponse(status=BROKEN))


def handled(app: App, arrival: Arrival, watched: Watched) -> tuple[str, BoltResponse]:
    """Have a delivery handled; what Bolt has no listener for is acknowledged, as it would be on every socket."""
    if oddities := oddities_of(arrival.kind, arrival.payload):
        # It would be the same the next time, and Bolt and the listeners rely on what is not there.
        log.warning("a payload of an unknown shape", kind=arrival.kind[:40], oddities=oddities)
        return UNREADABLE, BoltResponse(status=OK)
    request = BoltRequest(
        mode="socket_mode", body=arrival.payload, headers=dict(arrival.headers), context={KEEPER: watched}
    )
    response = app.dispatch(request)
    return arrival.kind, BoltResponse(status=OK) if response.status == NOT_HANDLED else response


def opened(app: App, watched: Watched) -> int:
    """Have a letter handled; return the status of the answer that nobody waits for any more."""
    letter = watched.letter
    return handled(app, Arrival(kind=letter.kind, payload=letter.payload), watched)[1].status
