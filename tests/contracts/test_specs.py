"""What every store of specs does."""

from datetime import timedelta

from tests.builders import OPENED_AT, a_spec


def freeze(database, *specs, workspace="T1"):
    with database.write() as tx:
        for spec in specs:
            tx.specs.freeze(workspace, spec)


def test_a_version_comes_back_as_it_was_frozen(database):
    freeze(database, a_spec())

    with database.read() as tx:
        assert a_spec() == tx.specs.get("T1", "A1", 1)


def test_the_newest_version_is_returned_when_none_is_named(database):
    freeze(database, a_spec(version=2, title="Second"), a_spec(version=1))

    with database.read() as tx:
        assert a_spec(version=2, title="Second") == tx.specs.get("T1", "A1")


def test_a_version_never_changes(database):
    freeze(database, a_spec())
    freeze(database, a_spec(title="Something else"))

    with database.read() as tx:
        assert a_spec() == tx.specs.get("T1", "A1")


def test_a_version_that_does_not_exist_is_none(database):
    freeze(database, a_spec())

    with database.read() as tx:
        assert [
            tx.specs.get("T1", "A1", 2),
            tx.specs.get("T1", "A2"),
            tx.specs.get("T2", "A1"),
        ] == [None, None, None]


def test_the_newest_version_of_each_spec_is_listed_the_newest_first(database):
    later = OPENED_AT + timedelta(days=9)
    freeze(
        database,
        a_spec(alignment="A1", version=1),
        a_spec(alignment="A1", version=2, frozen_at=later),
        a_spec(alignment="A2", version=1, frozen_at=later + timedelta(days=1)),
    )
    freeze(database, a_spec(alignment="A3"), workspace="T2")

    with database.read() as tx:
        assert [(spec.alignment, spec.version) for spec in tx.specs.list("T1")] == [("A2", 1), ("A1", 2)]
