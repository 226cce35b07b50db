"""The processes that are measured: a bare Bolt app, the same with one commit, and Aligned.

Run as `python -m benchmarks.ack_contestants NAME API_URL FOLDER`; each connects over Socket Mode and acknowledges.
"""

import sys
import threading
from collections.abc import Callable

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy import event
from sqlmodel import Field, Session, SQLModel, create_engine

from bot import logs
from bot.app import SystemClock, build
from bot.settings import load
from bot.slack.rates import Rates
from bot.waiting import until_stopped

SOCKETS = 2
LISTENERS = 32
UNLIMITED = 10_000.0


class Received(SQLModel, table=True):
    """The one row that the yardstick commits."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)


def bare(api_url: str, _: str) -> None:
    """Acknowledge and do nothing else."""
    _connect(api_url, lambda key: None)


def bare_with_commit(api_url: str, folder: str) -> None:
    """Acknowledge after one durable commit through SQLModel: the floor for anything that keeps what it hears."""
    engine = create_engine(f"sqlite:///{folder}/yardstick.db")
    lock = threading.Lock()

    @event.listens_for(engine, "connect")
    def _durable(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.execute("PRAGMA synchronous=FULL")

    SQLModel.metadata.create_all(engine, tables=[Received.__table__])  # type: ignore[attr-defined]

    def commit(key: str) -> None:
        with lock, Session(engine) as session:
            session.add(Received(key=key))
            session.commit()

    _connect(api_url, commit)


def aligned(api_url: str, folder: str) -> None:
    """Run Aligned as `aligned run` does."""
    logs.configure("ERROR", "text")
    settings = load(
        {
            "bot_token": "xoxb-benchmark",
            "app_token": "xapp-benchmark",
            "slack_api_url": api_url,
            "database_url": f"sqlite:///{folder}/aligned.db",
        }
    )
    until_stopped(build(settings, clock=SystemClock(), rates=Rates(speed=UNLIMITED)))


def _connect(api_url: str, keep: Callable[[str], None]) -> None:
    app = App(
        client=WebClient(base_url=api_url),
        signing_secret="unused",
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-benchmark", bot_id="B1", bot_user_id="U1"
        ),
        process_before_response=True,
    )

    @app.command("/aligned")
    def on_command(ack: Ack, body: dict[str, str]) -> None:
        keep(body["trigger_id"])
        ack()

    @app.view("aligned.form.start")
    def on_submission(ack: Ack, body: dict[str, str]) -> None:
        keep(body["trigger_id"])
        ack()

    @app.event("message")
    def on_message(ack: Ack, body: dict[str, str]) -> None:
        keep(body["event_id"])
        ack()

    client = WebClient(token="xapp-benchmark", base_url=api_url)
    for _ in range(SOCKETS):
        SocketModeHandler(app, "xapp-benchmark", web_client=client, concurrency=LISTENERS).connect()
    threading.Event().wait()


CONTESTANTS = {"bare": bare, "bare_with_commit": bare_with_commit, "aligned": aligned}

if __name__ == "__main__":
    name, url, where = sys.argv[1:]
    CONTESTANTS[name](url, where)
