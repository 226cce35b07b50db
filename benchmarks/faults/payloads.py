"""T5: payloads that are not as Slack documents them arrive among good ones.

    python -m benchmarks.faults.payloads [--count 20000] [--seed 1]

Copies of every recorded shape are broken in one to three places, or altogether, and sent over real sockets. Each must
be acknowledged, no listener may stumble over one, and people are served as before.
"""

import asyncio
import copy
import logging
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import structlog

from benchmarks.ack import Peer, a_command, run_on, serving
from benchmarks.faults.recorded import CHANNEL, PERSON, TEAM, Renewed, shapes
from benchmarks.faults.report import Report, at_least, at_most, command, note, percentile
from benchmarks.faults.seeding import open_alignment, services_on
from bot.app import Application, SystemClock, build
from bot.services.requests import Answers, Inbound
from bot.settings import Settings, load

AT_ONCE = 8
MOST_WOUNDS = 3
SHARE_RUINED = 0.05
"""How many payloads are replaced as a whole."""
SLOWEST = 2.5
STRANGE: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e300, 10**30, "", " ", "x", "9" * 5_000, "\x00", "\ud800", "\u202e<!channel>", "null"),
    *(
        [],
        [None],
        ["x"],
        [[]],
        {},
        {"id": None},
        {"id": 5},
        {"type": "message"},
        [[[[[[[[]]]]]]]],
        {"a": {"a": {"a": {}}}},
    ),
)


def run(*, count: int, seed: int) -> Report:
    """Send so many payloads, nearly all of them broken."""
    rng, peer, witness = random.Random(seed), Peer(), Witness()
    with tempfile.TemporaryDirectory() as folder, serving(peer) as loop, witness.listening():
        application = build(settings_for(peer, folder), clock=SystemClock())
        with closing(Running(application)):
            _wait_for_sockets(loop, peer)
            payloads = list(fuzzed(shapes(*an_answer(application)), rng, count))
            seconds = run_on(loop, _deliver_all(peer, payloads))
            served = run_on(loop, _deliver_all(peer, [a_command(number)[:2] for number in range(20)]))
        acked = [taken for taken in seconds if taken is not None]
        figures = (
            note("payloads", count),
            note("of them of no known shape", witness.unknown_shapes),
            at_most("never acknowledged", count - len(acked)),
            at_most("exceptions that nobody expected", len(witness.exceptions)),
            note("p99 until acknowledged, s", percentile(acked, 0.99)),
            at_most("longest until acknowledged, s", max(acked), SLOWEST),
            at_least("of twenty good commands afterwards, served", sum(taken is not None for taken in served), 20),
        )
        return Report(bench="fuzzed payloads", seed=seed, figures=figures)


class Witness(logging.Handler):
    """Hears what the app and Bolt log, and keeps the exceptions."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.exceptions: list[str] = []
        self.unknown_shapes = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear while the block lasts, in the place of whoever wrote it down, and however little they wrote."""
        before, root = structlog.get_config(), logging.getLogger()
        handlers, level = root.handlers, root.level
        structlog.configure(processors=[self._hear], wrapper_class=structlog.BoundLogger)
        root.handlers, root.level = [self], logging.ERROR
        try:
            yield
        finally:
            root.handlers, root.level = handlers, level
            structlog.configure(**before)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what a library logs as an error."""
        self.exceptions.append(f"{record.name}: {record.getMessage()[:300]}")

    def _hear(self, _: Any, method: str, event: Any) -> Any:
        self.unknown_shapes += event["event"] == "a payload of an unknown shape"
        if method in {"exception", "error"}:
            self.exceptions.append(f"{event}")
        raise structlog.DropEvent


class Running:
    """An application that was started, to be closed."""

    def __init__(self, application: Application) -> None:
        self.close = application.stop
        application.start()


def settings_for(peer: Peer, folder: str, **more: Any) -> Settings:
    """Return the settings of an app whose Slack is the peer."""
    return load(
        {
            "bot_token": "xoxb-benchmark",
            "app_token": "xapp-benchmark",
            "slack_api_url": f"{peer.url}/api/",
            "database_url": f"sqlite:///{folder}/bench.db",
            **more,
        }
    )


def an_answer(application: Application) -> tuple[str, str]:
    """Return the ids of an alignment and of an answer in it."""
    database, services = application.database, services_on(application.database, SystemClock())
    alignment = open_alignment(
        services, database, workspace=TEAM, channel=CHANNEL, facilitator=PERSON, accountable=PERSON
    )
    answers = Answers(alignment_id=alignment, texts={"capability.decision": "A clerk decides somehow."})
    services.interrogation.submit(Inbound(key="answer", workspace=TEAM, person=PERSON), answers)
    with database.read() as tx:
        return alignment, tx.alignments.history(TEAM, alignment)[-1].id


def _wait_for_sockets(loop: asyncio.AbstractEventLoop, peer: Peer) -> None:
    async def wait() -> None:
        while len(peer.sockets) < 2:
            await asyncio.sleep(0.01)

    run_on(loop, asyncio.wait_for(wait(), 15))


async def _deliver_all(peer: Peer, payloads: list[tuple[str, Any]]) -> list[float | None]:
    """Return the seconds until each was acknowledged, None for those that were not."""
    queue, seconds = iter(payloads), []

    async def worker() -> None:
        for kind, payload in queue:
            try:
                taken, _ = await peer.deliver(kind, payload, "")
                seconds.append(taken)
            except TimeoutError:
                seconds.append(None)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    return seconds


def fuzzed(recorded: tuple[tuple[str, Any], ...], rng: random.Random, count: int) -> Iterator[tuple[str, Any]]:
    """Break so many copies, each in up to three places, some altogether."""
    renewed = Renewed()
    for number in range(count):
        kind, payload = recorded[number % len(recorded)]
        payload = copy.deepcopy(renewed(payload))
        if rng.random() < SHARE_RUINED:
            yield kind, rng.choice(STRANGE)
            continue
        for _ in range(rng.randint(1, MOST_WOUNDS)):
            _wound(payload, rng)
        yield kind, payload


def _wound(payload: Any, rng: random.Random) -> None:
    """Break one place of a payload: leave it out, double it, or put something strange there."""
    places = list(_places(payload))
    if not places:
        return
    holder, key = rng.choice(places)
    ways: tuple[Callable[[], None], ...] = (
        lambda: holder.pop(key),
        lambda: holder.__setitem__(key, copy.deepcopy(rng.choice(STRANGE))),
        lambda: holder.__setitem__(key, [holder[key], holder[key]]),
        lambda: holder.__setitem__(key, {"value": holder[key]}),
    )
    rng.choice(ways)()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """List every place in a payload, however deep."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _places(value[key])


main = command(run, count=20_000, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
