"""No query reaches into another workspace."""

import inspect
from contextlib import suppress

import pytest

from bot.domain.errors import Refusal
from bot.domain.people import NudgePreferences
from bot.ports import Alignments, Deliveries, People, Specs
from tests.builders import OPENED_AT, a_message, a_spec, an_answer, an_effect

ARGUMENTS = {
    "workspace": "T1",
    "alignment_id": "A1",
    "answer": an_answer(),
    "at": OPENED_AT,
    "channel": "C1",
    "conversation": "C1",
    "due_at": OPENED_AT,
    "effect": an_effect(),
    "field": "capability.decision",
    "ids": ("N1",),
    "kind": "post_card",
    "limit": 5,
    "local_date": OPENED_AT.date(),
    "message": a_message(),
    "new": "C9",
    "old": "C1",
    "person": "UANA",
    "preferences": NudgePreferences(),
    "since": OPENED_AT,
    "source": a_message(),
    "spec": a_spec(),
    "stand_in": "UBEN",
    "thread_ts": "1.0",
    "version": 1,
}
ASKS_NOTHING_OF_SQLITE = {"keep_others_out"}
STORES = {"alignments": Alignments, "people": People, "deliveries": Deliveries, "specs": Specs}


def of_one_workspace():
    """List every method of a port that is asked about one workspace."""
    return [
        pytest.param(store, name, id=f"{store}.{name}")
        for store, port in STORES.items()
        for name, method in inspect.getmembers(port, inspect.isfunction)
        if "workspace" in inspect.signature(method).parameters
    ]


@pytest.mark.parametrize(("store", "method"), of_one_workspace())
def test_every_statement_about_a_workspace_names_it(sqlite, store, method):
    statements = []
    with sqlite._connections.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.connection.driver_connection.set_trace_callback(statements.append)
        asked = getattr(getattr(sqlite._transaction(connection, is_writing=True), store), method)
        names = [name for name in inspect.signature(asked).parameters if name != "self"]
        with suppress(Refusal):
            asked(**{name: ARGUMENTS[name] for name in names})
        connection.connection.driver_connection.set_trace_callback(None)
        connection.rollback()

    assert bool(statements) is (method not in ASKS_NOTHING_OF_SQLITE)
    assert all("workspace" in statement and "'T1'" in statement for statement in statements)


def test_what_one_workspace_stores_no_other_finds(database, clock):
    with database.write() as tx:
        number = tx.deliveries.add("T1", an_effect(), due_at=clock.now())
        (delivery,) = tx.deliveries.claim("normal", clock.now(), 1)
        tx.deliveries.mark_sent(delivery, a_message())
        tx.specs.freeze("T1", a_spec())

    with database.read() as tx:
        found = [tx.deliveries.find_sent("T2", a_message()), tx.specs.get("T2", "A1"), tx.specs.list("T2")]
    assert (number, found) == (delivery.id, [None, None, ()])
