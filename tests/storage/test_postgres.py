"""What only PostgreSQL does: connections that race, rows that are locked, servers that go away."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from bot.domain.delivery import Lane
from bot.domain.effects import UpdateCard
from bot.domain.errors import LinkLost, Misconfigured, NotStored, StaleAlignment
from storage.database import SqlDatabase, open_database
from storage.postgres import PostgresConnections
from tests.builders import OPENED_AT, a_person, an_alignment, an_effect

pytestmark = pytest.mark.postgres

A_LONG_TIME = 30


@pytest.fixture
def replica(empty_postgres, clock) -> Iterator[SqlDatabase]:
    """Another process on the same database."""
    with closing(open_database(empty_postgres, clock=clock)) as database:
        yield database


def test_two_replicas_that_claim_at_once_get_different_deliveries(postgres, replica, clock):
    with postgres.write() as tx:
        for number in range(20):
            tx.deliveries.add("T1", an_effect(channel=f"C{number}"), due_at=clock.now())

    with postgres.write() as one, replica.write() as other:
        first = one.deliveries.claim(Lane.NORMAL, clock.now(), 12)
        second = other.deliveries.claim(Lane.NORMAL, clock.now(), 12)

    numbers = [delivery.id for delivery in (*first, *second)]
    assert (len(first), len(second), len(set(numbers))) == (12, 8, 20)


def test_a_conversation_that_another_replica_is_claiming_is_left_alone(postgres, replica, clock):
    with postgres.write() as tx:
        tx.deliveries.add("T1", an_effect(), due_at=clock.now())
        tx.deliveries.add("T1", an_effect(), due_at=clock.now())

    with postgres.write() as one, replica.write() as other:
        first = one.deliveries.claim(Lane.NORMAL, clock.now(), 10)
        second = other.deliveries.claim(Lane.NORMAL, clock.now(), 10)

    assert (len(first), len(second)) == (1, 0)


def test_two_replicas_that_claim_digests_at_once_get_different_people(postgres, replica):
    with postgres.write() as tx:
        for number in range(10):
            tx.people.schedule_digest("T1", f"U{number}", OPENED_AT)

    with postgres.write() as one, replica.write() as other:
        first = one.people.claim_due(OPENED_AT, 6)
        second = other.people.claim_due(OPENED_AT, 6)

    people = {digest.person.id for digest in (*first, *second)}
    assert (len(first), len(second), len(people)) == (6, 4, 10)


def test_an_alignment_that_is_being_changed_is_waited_for(postgres, replica):
    with postgres.write() as tx:
        tx.alignments.add(an_alignment())

    def change():
        with replica.write() as tx:
            return tx.alignments.save(tx.alignments.get("T1", "A1").with_skipped("b.b"))

    with ThreadPoolExecutor(1) as pool:
        with postgres.write() as tx:
            seen = tx.alignments.get("T1", "A1")
            later = pool.submit(change)
            tx.alignments.save(seen.with_skipped("a.a"))

        assert later.result(timeout=A_LONG_TIME).skipped == ("a.a", "b.b")


def test_an_alignment_read_without_its_lock_is_not_overwritten(postgres, replica):
    with postgres.write() as tx:
        tx.alignments.add(an_alignment())

    def change_both():
        with postgres.write() as tx:
            (seen,) = tx.alignments.list_in_channel("T1", "C1")
            with replica.write() as other:
                other.alignments.save(other.alignments.get("T1", "A1").with_skipped("a.a"))
            tx.alignments.save(seen.with_skipped("b.b"))

    with pytest.raises(StaleAlignment):
        change_both()

    with postgres.read() as tx:
        assert tx.alignments.get("T1", "A1").skipped == ("a.a",)


def test_an_update_that_makes_a_newer_one_superfluous_is_not_sent_before_that_one_committed(postgres, replica, clock):
    update = UpdateCard(alignment_id="A1", channel="C1")
    with postgres.write() as tx:
        tx.deliveries.add("T1", update, due_at=clock.now())

    with postgres.write() as tx:
        superfluous = tx.deliveries.add("T1", update, due_at=clock.now())
        with replica.write() as other:
            too_early = other.deliveries.claim(Lane.CARD, clock.now(), 10)
    with replica.write() as other:
        afterwards = other.deliveries.claim(Lane.CARD, clock.now(), 10)

    assert (superfluous, too_early, len(afterwards)) == (None, (), 1)


def test_a_key_that_another_replica_is_accepting_is_accepted_once(postgres, replica):
    def accept():
        with replica.write() as tx:
            return tx.inbox.accept("Ev1")

    with ThreadPoolExecutor(1) as pool:
        with postgres.write() as tx:
            first = tx.inbox.accept("Ev1")
            second = pool.submit(accept)

        assert (first, second.result(timeout=A_LONG_TIME)) == (True, False)


def test_a_row_locked_for_too_long_is_told(postgres, replica):
    with postgres.write() as tx:
        tx.alignments.add(an_alignment())

    with postgres.write() as tx:
        tx.alignments.get("T1", "A1")
        with pytest.raises(NotStored), replica.write() as other:
            other.alignments.get("T1", "A1")


def test_a_lost_connection_is_told_and_the_next_transaction_has_another(postgres, replica):
    def lose_it_half_way():
        with postgres.write() as tx:
            tx.people.find("T1", "UANA")
            end_all_others(replica)
            tx.people.put(a_person())

    with pytest.raises(NotStored):
        lose_it_half_way()

    with postgres.write() as tx:
        tx.people.put(a_person())


def test_a_connection_that_was_lost_while_nobody_used_it_is_not_noticed(postgres, replica):
    postgres.check()
    end_all_others(replica)

    with postgres.read() as tx:
        assert tx.people.find("T1", "UANA") is None


def end_all_others(database):
    ours = "pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
    with database._connections.writing() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}"))


def test_what_is_asked_again_and_again_is_prepared(postgres):
    for _ in range(10):
        with postgres.read() as tx:
            tx.people.find("T1", "UANA")

    with postgres._connections.writing() as connection:
        prepared = connection.scalar(
            text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%people%'")
        )
    assert prepared == 1


def test_what_came_in_since_the_last_count_is_counted_at_the_next_start(empty_postgres, clock):
    with closing(open_database(empty_postgres, clock=clock)) as imported, imported.write() as tx:
        for number in range(200):
            tx.people.put(a_person(f"U{number}"))
        tx.outbox._connection.execute(text("SELECT pg_stat_force_next_flush()"))  # or the server reports it by and by

    with closing(open_database(empty_postgres, clock=clock)) as database, database._connections.writing() as connection:
        counted = connection.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'people'"))

    assert counted == 200


def test_a_writing_transaction_is_not_alone(postgres):
    with postgres.write() as tx:
        assert not tx.is_alone


def test_a_reading_transaction_can_change_nothing(postgres):
    with pytest.raises(NotStored), postgres.read() as tx:
        tx.people.put(a_person())


def test_a_reading_transaction_sees_one_state(postgres, replica):
    with postgres.read() as tx:
        before = tx.people.find("T1", "UANA")
        with replica.write() as other:
            other.people.put(a_person())
        after = tx.people.find("T1", "UANA")

    assert (before, after) == (None, None)


def test_waiting_ends_within_the_ack_deadline(empty_postgres):
    with closing(PostgresConnections(make_url(empty_postgres))) as connections, connections.writing() as connection:
        found = [connection.scalar(text(f"SHOW {name}")) for name in ("statement_timeout", "lock_timeout")]

    assert found == ["1500ms", "1200ms"]


@pytest.fixture
def as_configured(empty_postgres) -> Iterator[Callable[[str], None]]:
    """Give the role that connects a default of its own."""
    with closing(PostgresConnections(make_url(empty_postgres))) as connections:

        def configure(setting: str) -> None:
            with connections.writing() as connection:
                connection.exec_driver_sql(f"ALTER ROLE CURRENT_USER SET {setting}")

        yield configure
        with connections.writing() as connection:
            connection.exec_driver_sql("ALTER ROLE CURRENT_USER RESET ALL")


def shown(url: str, setting: str) -> str:
    """Return the value of a setting in a writing transaction."""
    with closing(PostgresConnections(make_url(url))) as connections, connections.writing() as connection:
        return str(connection.scalar(text(f"SHOW {setting}")))


@pytest.mark.parametrize(
    ("default", "ours"), [("off", "on"), ("local", "on"), ("remote_write", "on"), ("remote_apply", "remote_apply")]
)
def test_what_is_committed_is_on_the_disk_whatever_the_role_has_for_a_default(
    empty_postgres, as_configured, default, ours
):
    as_configured(f"synchronous_commit = {default}")

    assert ours == shown(empty_postgres, "synchronous_commit")


def test_a_writing_transaction_sees_what_others_commit_whatever_the_role_has_for_a_default(
    empty_postgres, as_configured
):
    as_configured("default_transaction_isolation = 'serializable'")

    assert "read committed" == shown(empty_postgres, "transaction_isolation")


def test_the_options_of_an_address_count_beside_our_own(empty_postgres):
    url = make_url(empty_postgres).update_query_dict({"options": "-c search_path=apart -c lock_timeout=9000"})
    address = url.render_as_string(hide_password=False)

    assert ("apart", "1200ms") == (shown(address, "search_path"), shown(address, "lock_timeout"))


def test_a_server_that_is_not_there_is_no_wrong_setting_and_said_without_the_password(clock):
    with pytest.raises(LinkLost, match="cannot be reached") as refusal:
        open_database("postgresql://aligned:hunter2@127.0.0.1:1/aligned", clock=clock)

    assert "hunter2" not in str(refusal.value)


def test_a_database_that_its_server_does_not_have_is_a_wrong_setting(empty_postgres, clock):
    elsewhere = make_url(empty_postgres).set(database="not_there").render_as_string(hide_password=False)

    with pytest.raises(Misconfigured, match="cannot be opened"):
        open_database(elsewhere, clock=clock)


@pytest.fixture
def one_at_a_time(empty_postgres) -> Iterator[str]:
    """The address of a PostgreSQL database for a role that may have one connection."""
    with closing(PostgresConnections(make_url(empty_postgres))) as connections:
        with connections.writing() as connection:
            connection.exec_driver_sql("CREATE ROLE single LOGIN CONNECTION LIMIT 1")
        yield make_url(empty_postgres).set(username="single").render_as_string(hide_password=False)
        with connections.writing() as connection:
            connection.exec_driver_sql("DROP ROLE single")


def test_a_server_whose_connections_others_have_is_no_wrong_setting(one_at_a_time, clock):
    with (
        closing(PostgresConnections(make_url(one_at_a_time))) as connections,
        connections.reading(),
        pytest.raises(LinkLost, match=r"cannot be opened just now: .*too many connections"),
    ):
        open_database(one_at_a_time, clock=clock)


def test_a_server_that_answers_is_not_away(empty_postgres):
    with closing(PostgresConnections(make_url(empty_postgres))) as connections:
        assert not connections.is_away
