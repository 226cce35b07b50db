"""A transaction loads an alignment once, and again only when it changed."""

from dataclasses import replace

import pytest

from storage.database import SqlDatabase
from tests.builders import WORKSPACE, an_alignment, an_answer
from tests.storage.statements import statements

ID = an_alignment().id


@pytest.fixture(autouse=True)
def _stored(database: SqlDatabase) -> None:
    """One alignment that is owed."""
    with database.write() as tx:
        tx.alignments.add(an_alignment())


def test_what_was_loaded_is_locked_with_one_statement(database: SqlDatabase) -> None:
    with database.write() as tx:
        listed = tx.alignments.list_owed_by(WORKSPACE, an_alignment().facilitator)
        with statements() as asked:
            locked = tx.alignments.get(WORKSPACE, ID)

    assert [locked] == list(listed)
    assert len(asked) == 1


def test_what_was_saved_with_the_same_answers_is_not_loaded_again(database: SqlDatabase) -> None:
    with database.write() as tx:
        saved = tx.alignments.save(replace(tx.alignments.get(WORKSPACE, ID), title="Another title"))
        with statements() as asked:
            again = tx.alignments.get(WORKSPACE, ID)

    assert saved == again
    assert len(asked) == 1


def test_an_answer_of_the_same_transaction_is_seen(database: SqlDatabase) -> None:
    with database.write() as tx:
        tx.alignments.get(WORKSPACE, ID)
        tx.alignments.record(WORKSPACE, ID, an_answer())

        again = tx.alignments.get(WORKSPACE, ID)

    assert {an_answer().field} == set(again.answers)


def test_answers_that_were_never_recorded_are_not_believed(database: SqlDatabase) -> None:
    with database.write() as tx:
        tx.alignments.save(replace(tx.alignments.get(WORKSPACE, ID), answers={an_answer().field: an_answer()}))

        again = tx.alignments.get(WORKSPACE, ID)

    assert {} == dict(again.answers)


@pytest.mark.postgres
def test_what_somebody_else_changed_meanwhile_is_loaded_when_it_is_locked(postgres: SqlDatabase) -> None:
    with postgres.write() as tx:
        tx.alignments.add(an_alignment(id="A2"))

    with postgres.write() as tx:
        before = tx.alignments.list_owed_by(WORKSPACE, an_alignment().facilitator)[-1]
        with postgres.write() as other:
            other.alignments.save(replace(other.alignments.get(WORKSPACE, "A2"), title="Another title"))
        locked = tx.alignments.get(WORKSPACE, "A2")

    assert before.title != "Another title"
    assert locked.title == "Another title"
