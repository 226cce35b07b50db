"""T5 over HTTP: requests that Slack did not sign, and signed ones whose bodies are not as Slack documents them.

    python -m benchmarks.faults.requests [--count 20000] [--seed 1]

Half of the requests come from a stranger: no signature or a wrong one, an old one, one for another body, bodies of any
kind and size. None may get further than a refusal. The other half is signed, and broken in shape or in its bytes: each
must be answered, and none with an error of ours.
"""

import hashlib
import hmac
import http.client
import json
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks.ack import Peer, serving
from benchmarks.faults.payloads import SLOWEST, Running, Witness, an_answer, fuzzed, settings_for
from benchmarks.faults.recorded import shapes
from benchmarks.faults.report import Report, at_most, command, note, only_if, percentile
from benchmarks.faults.rig import Vitals
from bot.app import SystemClock, build
from bot.endpoint import FORM_TYPE, JSON_TYPE, LARGEST_BODY, PATH

SECRET = "a-signing-secret"
AT_ONCE = 8
P99 = 0.3
LONG_ENOUGH = 1_000
"""Among fewer requests two pauses of a shared disk decide what one in a hundred waits."""
MORE_MEMORY = 50.0
"""MB that strangers may cost."""
SHARE_OF_BROKEN_BYTES = 0.1
REFUSALS = frozenset({400, 401, 408, 413, 415})
HOUR = 3_600
SLOW_ONES, BESIDE_SLOW_ONES = 200, 1.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted; several values of one header are possible."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The status, None when the connection broke instead, and the seconds it took."""

    status: int | None
    seconds: float


def run(*, count: int, seed: int) -> Report:
    """Post so many requests, half of them by a stranger."""
    rng, peer, witness = random.Random(seed), Peer(), Witness()
    with tempfile.TemporaryDirectory() as folder, serving(peer), witness.listening():
        settings = settings_for(peer, folder, signing_secret=SECRET, http_port=_free_port())
        application = build(settings, clock=SystemClock())
        with closing(Running(application)):
            recorded = shapes(*an_answer(application))
            before = Vitals.of(os.getpid()).resident
            strange = _post_all(settings.http_port, _by_a_stranger(recorded, rng, count // 2))
            grown = Vitals.of(os.getpid()).resident - before
            signed = _post_all(settings.http_port, _signed_and_broken(recorded, rng, count - count // 2))
            beside_slow_ones = _post_beside_slow_ones(settings.http_port, _signed(*_bytes_of(*recorded[0])))
        figures = (
            note("requests", count),
            at_most("of a stranger's, not refused", sum(each.status not in REFUSALS for each in strange)),
            at_most("MB more in memory after them", grown, MORE_MEMORY),
            note("of the signed ones, of no known shape", witness.unknown_shapes),
            at_most("of the signed ones, without an answer", sum(each.status is None for each in signed)),
            at_most("errors of ours among the answers", sum((each.status or 0) >= 500 for each in (*strange, *signed))),
            at_most("exceptions that nobody expected", len(witness.exceptions)),
            only_if(
                count >= LONG_ENOUGH,
                at_most("p99 until answered, s", percentile([each.seconds for each in signed], 0.99), P99),
            ),
            at_most("the same beside 200 that never end, s", beside_slow_ones.seconds, BESIDE_SLOW_ONES),
            at_most("longest until answered, s", max(each.seconds for each in (*strange, *signed)), SLOWEST),
        )
        return Report(bench="fuzzed requests over HTTP", seed=seed, figures=figures)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _by_a_stranger(recorded: Sequence[tuple[str, Any]], rng: random.Random, count: int) -> Iterator[Request]:
    """Take good requests and sign them not at all, or not well."""
    for number in range(count):
        good = _signed(*_bytes_of(*recorded[number % len(recorded)]))
        stamp, signature, content_type = good.headers
        old = _signed(good.body, content_type[1], at=time.time() - rng.choice((-1, 1)) * rng.uniform(HOUR, 99 * HOUR))
        yield rng.choice(
            (
                Request(good.body, (content_type,)),
                Request(good.body, (stamp, content_type)),
                Request(good.body, (stamp, signature, signature, content_type)),
                Request(good.body, (stamp, (signature[0], f"v0={rng.randbytes(32).hex()}"), content_type)),
                Request(good.body, (stamp, (signature[0], "v0=" + "é" * rng.randint(0, 9)), content_type)),
                Request(good.body, ((stamp[0], rng.choice(("", "x", "-1", "9" * 400))), signature, content_type)),
                Request(good.body + b" ", good.headers),
                Request(good.body[: len(good.body) // 2], good.headers),
                Request(rng.randbytes(rng.randint(0, 4_000)), good.headers),
                Request(b"{" * rng.choice((10, 100_000)), (content_type,)),
                Request(bytes(LARGEST_BODY + 1) if rng.random() < 0.05 else b"", good.headers),
                Request(good.body, (stamp, signature, ("Content-Type", rng.choice(("", "text/xml", "multipart/x"))))),
                old,
            )
        )


def _signed_and_broken(recorded: Sequence[tuple[str, Any]], rng: random.Random, count: int) -> Iterator[Request]:
    for kind, payload in fuzzed(tuple(recorded), rng, count):
        body, content_type = _bytes_of(kind, payload)
        if rng.random() < SHARE_OF_BROKEN_BYTES:
            body, content_type = _broken(body, content_type, rng)
        yield _signed(body, content_type)


def _bytes_of(kind: str, payload: Any) -> tuple[bytes, str]:
    """Write a payload down as Slack posts it."""
    if kind == "events_api":
        return json.dumps(payload).encode(), JSON_TYPE
    if kind == "slash_commands" and isinstance(payload, dict):
        return urlencode({name: str(value) for name, value in payload.items()}, errors="replace").encode(), FORM_TYPE
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM_TYPE


def _broken(body: bytes, content_type: str, rng: random.Random) -> tuple[bytes, str]:
    """Break the bytes themselves."""
    at = rng.randrange(len(body) + 1)
    return rng.choice(
        (
            (body[:at], content_type),
            (body[:at] + rng.randbytes(3) + body[at:], content_type),
            (body, JSON_TYPE if content_type == FORM_TYPE else FORM_TYPE),
            (b"[" * 50_000, JSON_TYPE),
            (b'{"type": ' + b"9" * 5_000 + b"}", JSON_TYPE),
            (b"payload=" + b"%7B%22a%22:" * 20_000, FORM_TYPE),
            (b"&".join(b"a=1" for _ in range(5_000)), FORM_TYPE),
            (b"", content_type),
        )
    )


def _signed(body: bytes, content_type: str, *, at: float | None = None) -> Request:
    stamp = str(int(time.time() if at is None else at))
    signature = "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return Request(
        body,
        (("X-Slack-Request-Timestamp", stamp), ("X-Slack-Signature", signature), ("Content-Type", content_type)),
    )


def _post_beside_slow_ones(port: int, request: Request) -> Answered:
    """Post a good one while others have begun theirs and do not go on."""
    with ExitStack() as stack:
        for _ in range(SLOW_ONES):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(
                f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Type: {JSON_TYPE}\r\n".encode()
            )
        connection = stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)))
        return _post(connection, request)


def _post_all(port: int, requests: Iterator[Request]) -> list[Answered]:
    """Post them, several at a time, each over the connection of the one before it."""
    turn, answered = threading.Lock(), list[Answered]()

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with turn:
                request = next(requests, None)
            if request is None:
                connection.close()
                return
            answered.append(_post(connection, request))

    threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answered


def _post(connection: http.client.HTTPConnection, request: Request) -> Answered:
    since = time.perf_counter()
    status: int | None = None
    try:
        connection.putrequest("POST", PATH)
        for name, value in (*request.headers, ("Content-Length", str(len(request.body)))):
            connection.putheader(name, value.encode("utf-8"))
        connection.endheaders(request.body)
        response = connection.getresponse()
        response.read()
        status = response.status
    except (OSError, http.client.HTTPException):
        connection.close()
    return Answered(status, time.perf_counter() - since)


main = command(run, count=20_000, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
