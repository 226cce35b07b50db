"""A database that holds another workspace's alignments, as after the token was changed: they are left as they are."""

from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app import Application, build
from bot.demo import Demo
from bot.domain.effects import Notice, SayDirectly
from bot.settings import load
from storage.database import open_database

ELSEWHERE = "T0ELSEWHERE"


@pytest.fixture
def url(today: Demo, tmp_path: Path) -> str:
    """A database in which somebody of another workspace is to be reminded, and to be told something."""
    url = f"sqlite:///{tmp_path}/aligned.db"
    with closing(open_database(url, clock=today.clock)) as database, database.write() as tx:
        tx.people.schedule_digest(ELSEWHERE, "U0BEN", today.clock.now())
        told = SayDirectly(person="U0BEN", notice=Notice.NOTHING_OWED)
        tx.deliveries.add(ELSEWHERE, told, due_at=today.clock.now())
    return url


def built(today: Demo, url: str) -> Application:
    """Build the app on that database."""
    sandbox = today.sandbox
    settings = {"bot_token": sandbox.bot_token, "app_token": sandbox.app_token, "slack_api_url": sandbox.api_url}
    return build(load({**settings, "database_url": url}), clock=today.clock)


def test_what_belongs_to_another_workspace_waits_for_a_process_of_its_own(today: Demo, url: str) -> None:
    application = built(today, url)
    try:
        queued = application.ticker.tick_now()
        performed = application.deliveries.perform_due()
    finally:
        application.stop()

    assert (0, 0) == (queued, performed)


def test_the_log_says_once_that_another_workspace_is_left_alone(today: Demo, url: str) -> None:
    with capture_logs() as logs:
        built(today, url).stop()

    (warned,) = [entry for entry in logs if entry["log_level"] == "warning"]
    assert (ELSEWHERE,) == warned["workspaces"]
