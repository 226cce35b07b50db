"""What people wait for is looked up by an index, however many alignments a workspace has."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.delivery import Lane
from storage.database import SqlDatabase, SqlTransaction, open_database
from tests.builders import WORKSPACE, an_alignment
from tests.fakes import MONDAY_NOON, StoppedClock

Statements = list[tuple[str, Any]]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqlDatabase]:
    """An empty SQLite database."""
    with closing(open_database(f"sqlite:///{tmp_path}/plans.db", clock=StoppedClock())) as opened:
        yield opened


@contextmanager
def heard(database: SqlDatabase) -> Iterator[Statements]:
    """Collect the statements that are sent to the database."""
    statements: Statements = []

    def hear(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        statements.append((statement, parameters))

    engine = database._connections._reader  # type: ignore[attr-defined]
    event.listen(engine, "before_cursor_execute", hear)
    yield statements
    event.remove(engine, "before_cursor_execute", hear)


def plan_of(database: SqlDatabase, look: Callable[[SqlTransaction], Any]) -> list[str]:
    """Return how SQLite goes about a query."""
    with heard(database) as statements, database.read() as tx:
        look(tx)
    asked = next((one for one in statements if one[0].startswith("SELECT alignments.")), statements[-1])
    with database._connections.reading() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}", asked[1])]


@pytest.mark.parametrize(
    "look",
    [
        lambda tx: tx.alignments.list_owed_by(WORKSPACE, "UANA"),
        lambda tx: tx.alignments.list_involving(WORKSPACE, "UANA"),
        lambda tx: tx.alignments.list_in_channel(WORKSPACE, "C1"),
        lambda tx: tx.alignments.glimpses(WORKSPACE, "C1"),
        lambda tx: tx.alignments.list_these(WORKSPACE, ("A1", "A2")),
        lambda tx: tx.alignments.find_by_thread(WORKSPACE, "C1", "1.1"),
        lambda tx: tx.alignments.list_open(20, after=an_alignment()),
    ],
    ids=[
        "owed by somebody",
        "involving somebody",
        "in a channel",
        "glimpses of a channel",
        "some",
        "of a thread",
        "the next",
    ],
)
def test_no_look_up_reads_every_alignment_of_a_workspace(
    database: SqlDatabase, look: Callable[[SqlTransaction], Any]
) -> None:
    plan = plan_of(database, look)

    assert not [step for step in plan if step.startswith("SCAN alignments") or step.endswith("(workspace=?)")]


def test_what_is_due_is_found_by_its_instant(database: SqlDatabase) -> None:
    plan = plan_of(database, lambda tx: tx.people.list_scheduled(1))

    assert any("ix_digest_slots_next_digest_at" in step for step in plan)


@pytest.mark.parametrize(
    ("look", "index"),
    [
        (lambda tx: tx.people.claim_due(MONDAY_NOON, 20), "ix_digest_slots_next_digest_at"),
        (lambda tx: tx.deliveries.claim(Lane.NORMAL, MONDAY_NOON, 4), "ix_deliveries_waiting (lane=? AND due_at<?)"),
        (lambda tx: tx.deliveries.next_due_at(Lane.NORMAL), "ix_deliveries_waiting (lane=?)"),
    ],
    ids=["people", "deliveries", "the next delivery"],
)
def test_what_is_due_in_one_workspace_is_found_by_its_instant_as_well(
    database: SqlDatabase, look: Callable[[SqlTransaction], Any], index: str
) -> None:
    database.keep_to(WORKSPACE)

    plan = plan_of(database, look)

    assert any(index in step for step in plan)
    assert not any("TEMP B-TREE" in step for step in plan)


def test_deliveries_are_counted_without_those_that_were_sent(database: SqlDatabase) -> None:
    plan = plan_of(database, lambda tx: tx.deliveries.count())

    looked_at = [step for step in plan if "deliveries" in step]
    assert all(" INDEX ix_deliveries_" in step for step in looked_at)
    assert len(looked_at) == 3
