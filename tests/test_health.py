"""Health, readiness and metrics are served beside the app, and say what it is waiting for."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.errors import Misconfigured, NotStored
from bot.domain.outcome import Sent
from bot.health import Health
from bot.metrics import CountedCourier, Metrics
from bot.readiness import Readiness
from bot.services.census import Tally
from bot.worker.auditor import Audit
from tests.builders import a_delivery


class Parts:
    """Everything the app depends on, as well as the test says."""

    def __init__(self) -> None:
        self.every = timedelta(seconds=20)
        self.seconds_since_tick = 0.0
        self.last_audit: Audit | None = Audit(recovered=0, forgotten=0)
        self.open_count = 2
        self.is_kept_open = True
        self.seconds_lost = 0.0
        self.is_stored = True
        self.is_delivering = True
        self.waiting = 0
        self.refused: tuple[str, ...] = ()
        self.pauses = ""

    def check(self) -> None:
        """Take a transaction, or not."""
        if not self.is_stored:
            raise NotStored()


@pytest.fixture
def parts() -> Parts:
    """An app in which all is well."""
    return Parts()


@pytest.fixture
def readiness(parts: Parts) -> Readiness:
    """What asks them."""
    readiness = Readiness(
        database=parts,
        inlet=parts,
        ticker=parts,
        letters=parts,
        is_delivering=lambda: parts.is_delivering,
        refused_tokens=lambda: parts.refused,
    )
    readiness.tell("pauses", lambda: parts.pauses)
    return readiness


@pytest.fixture
def health(readiness: Readiness) -> Iterator[Health]:
    """The pages, on a free port."""
    served = Health("127.0.0.1", 0, readiness=readiness, metrics=Metrics())
    served.start()
    yield served
    served.stop()


def read(health: Health, path: str) -> tuple[int, str]:
    """Return status and body of a page."""
    try:
        with urlopen(f"http://127.0.0.1:{health.port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def waiting_for(readiness: Readiness) -> list[str]:
    """List what is missing."""
    return [check.waiting_for for check in readiness.checks() if not check.is_well]


def test_a_live_process_says_so(health: Health) -> None:
    assert read(health, "/healthz") == (200, "ok\n")


def test_an_app_in_which_all_is_well_is_ready(health: Health) -> None:
    status, body = read(health, "/readyz")

    assert (status, json.loads(body)["ready"]) == (200, True)


def test_an_app_that_is_not_ready_says_what_it_waits_for(health: Health, parts: Parts) -> None:
    parts.open_count = 0

    status, body = read(health, "/readyz")

    assert status == 503
    assert json.loads(body)["checks"]["sockets"] == "a connection to Slack"


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ({"is_stored": False}, "the database"),
        ({"open_count": 0}, "a connection to Slack"),
        ({"is_kept_open": False}, "the thread that keeps the way to Slack open"),
        ({"seconds_since_tick": math.inf}, "the ticker of reminders"),
        ({"waiting": 3}, "letters to be opened: 3"),
        ({"is_delivering": False}, "a delivery thread that died"),
        (
            {"last_audit": Audit(recovered=0, forgotten=0, oldest_due=timedelta(minutes=6))},
            "deliveries that are more than five minutes late",
        ),
        ({"refused": ("T1",)}, "a token Slack accepts"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_everything_the_app_needs_is_asked(
    readiness: Readiness, parts: Parts, broken: dict[str, Any], expected: str
) -> None:
    for name, value in broken.items():
        setattr(parts, name, value)

    assert [expected] == waiting_for(readiness)


def test_a_pause_that_slack_asked_for_is_not_said_a_second_time_in_the_log(
    readiness: Readiness, parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    parts.pauses = "Slack asked us to wait until 2026-03-02 11:00 UTC with chat.postMessage"

    readiness.say_changes()

    assert "" == "".join(capsys.readouterr())


def test_an_app_that_slack_asked_to_wait_is_ready_and_says_until_when(health: Health, parts: Parts) -> None:
    parts.pauses = "Slack asked us to wait until 2026-03-02 11:00 UTC with chat.postMessage"

    status, body = read(health, "/readyz")

    told = json.loads(body)
    assert (status, told["ready"], told["checks"]["pauses"]) == (200, True, parts.pauses)


def test_a_ticker_is_missed_after_three_ticks(readiness: Readiness, parts: Parts) -> None:
    parts.seconds_since_tick = 60.0
    assert waiting_for(readiness) == []

    parts.seconds_since_tick = 61.0
    assert waiting_for(readiness) == ["the ticker of reminders"]


def test_what_is_waited_for_is_logged_when_it_begins_and_when_it_ends(
    readiness: Readiness, parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    parts.open_count = 0
    readiness.say_changes()
    readiness.say_changes()
    parts.open_count = 2
    readiness.say_changes()
    readiness.say_changes()

    said = "".join(capsys.readouterr())
    assert said.count("waiting") == 2
    assert said.count("waiting no longer") == 1


def test_what_was_observed_can_be_scraped() -> None:
    class Sender:
        def deliver(self, _: object) -> Sent:
            return Sent()

        reconcile = deliver

    metrics = Metrics()
    metrics.acknowledged("slash_commands", 0.003, True)
    metrics.called("chat.postMessage", "ok")
    metrics.paused("chat.update")
    late = {"oldest_due": timedelta(seconds=7), "oldest_begun": timedelta(hours=1)}
    metrics.audited(Audit(recovered=2, forgotten=0, deliveries={"due": 3}, **late))
    metrics.counted(
        Tally(
            alignments=4,
            waivers=1,
            artifacts=Counter({"written": 5}),
            gaps=Counter({"vague": 6}),
            silences=Counter({"promise": 2}),
        )
    )
    courier = CountedCourier(Sender(), metrics)
    courier.deliver(a_delivery())
    courier.reconcile(a_delivery())

    text = metrics.text().decode()

    for line in (
        'aligned_ack_seconds_count{acknowledged="true",kind="slash_commands"} 1.0',
        'aligned_slack_api_calls_total{method="chat.postMessage",outcome="ok"} 1.0',
        'aligned_long_pauses_total{method="chat.update"} 1.0',
        'aligned_deliveries{state="due"} 3.0',
        "aligned_oldest_due_seconds 7.0",
        "aligned_oldest_begun_seconds 3600.0",
        "aligned_open_alignments 4.0",
        "aligned_waivers 1.0",
        'aligned_artifacts{state="written"} 5.0',
        'aligned_artifacts{state="executable"} 0.0',
        'aligned_open_gaps{verdict="vague"} 6.0',
        'aligned_silences{kind="promise"} 2.0',
        'aligned_silences{kind="snooze"} 0.0',
        "aligned_leases_recovered_total 2.0",
        'aligned_effects_total{effect="question",outcome="sent"} 2.0',
    ):
        assert line in text


def test_every_metric_is_documented() -> None:
    settings = (Path(__file__).parent.parent / "docs" / "settings.md").read_text()

    shown = {
        family.name.removesuffix("_created") for family in text_string_to_metric_families(Metrics().text().decode())
    }

    assert [] == sorted(name for name in shown if f"`{name}`" not in settings)


def test_metrics_are_served(health: Health) -> None:
    status, body = read(health, "/metrics")

    assert status == 200
    assert "aligned_oldest_due_seconds" in body


def test_a_port_that_is_taken_is_told_in_a_sentence(health: Health, readiness: Readiness) -> None:
    with pytest.raises(Misconfigured, match="ALIGNED_HEALTH_PORT"):
        Health("127.0.0.1", health.port, readiness=readiness, metrics=Metrics())
