"""What arrives on a socket: handed to Bolt in a worker of ours, and acknowledged with what Bolt answers."""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from handlers.shapes import oddities_of

Envelope = Mapping[str, Any]
Answer = Callable[[Mapping[str, Any]], bool]
Observe = Callable[[str, float, bool], None]
UNREADABLE = "unreadable"
"""What a payload of no known shape is counted as."""
NOT_HANDLED = 404

log = structlog.get_logger(__name__)


class Envelopes:
    """So many at once. `on_ack` is told of each: its type, the seconds it took, whether it was acknowledged."""

    def __init__(self, app: App, *, at_once: int, on_ack: Observe = lambda *_: None) -> None:
        self._app = app
        self._on_ack = on_ack
        self._workers = ThreadPoolExecutor(at_once, thread_name_prefix="delivery")
        self._under_way: set[Future[None]] = set()
        self._turn = threading.Lock()
        self._is_finishing = False

    def take(self, envelope: Envelope, answer: Answer) -> None:
        """Handle an envelope soon, and answer it; once they are finishing, leave it to whoever it is sent to next."""
        with self._turn:
            if self._is_finishing:
                return
            work = self._workers.submit(self._handle, envelope, answer, time.perf_counter())
            self._under_way.add(work)
        work.add_done_callback(self._finished)

    def finish(self, within: float) -> None:
        """Take nothing more, and wait so many seconds for what is under way."""
        with self._turn:
            self._is_finishing = True
            under_way = tuple(self._under_way)
        wait(under_way, within)
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _handle(self, envelope: Envelope, answer: Answer, since: float) -> None:
        kind = str(envelope.get("type"))
        if oddities := oddities_of(kind, envelope.get("payload")):
            # It would be the same the next time, and Bolt and the listeners rely on what is not there.
            log.warning("a payload of an unknown shape", kind=kind[:40], oddities=oddities)
            kind, response = UNREADABLE, BoltResponse(status=200)
        else:
            response = self._dispatch(envelope)
        is_acknowledged = response.status == 200 and answer(
            {"envelope_id": envelope["envelope_id"], **_payload(response)}
        )
        self._on_ack(kind, time.perf_counter() - since, is_acknowledged)

    def _dispatch(self, envelope: Envelope) -> BoltResponse:
        """Have it handled; what Bolt has no listener for is acknowledged, as it would be on every socket."""
        request = BoltRequest(mode="socket_mode", body=envelope["payload"], headers=_headers(envelope))
        response = self._app.dispatch(request)
        return BoltResponse(status=200) if response.status == NOT_HANDLED else response

    def _finished(self, work: Future[None]) -> None:
        self._under_way.discard(work)
        error = None if work.cancelled() else work.exception()
        if error:
            log.error("a payload could not be read", error=type(error).__name__)


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
