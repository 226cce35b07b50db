"""Migrations go up and down, agree with the tables, take turns, and refuse what they do not know."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect, text

from bot.domain.errors import Misconfigured, NotStored
from storage import migrate, urls
from storage.connections import connect
from storage.database import open_database
from storage.rows import Row
from tests.builders import an_alignment

DATABASE = "migrations_under_test"


@pytest.fixture
def fresh_postgres(postgres_url):
    """The address of a database of its own, with nothing in it."""
    engine = sqlalchemy.create_engine(postgres_url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {DATABASE}"))
        connection.execute(text(f"CREATE DATABASE {DATABASE}"))
    yield engine.url.set(database=DATABASE).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {DATABASE} WITH (FORCE)"))


@pytest.fixture
def fresh_sqlite(tmp_path):
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path}/fresh.db"


@pytest.fixture(params=["fresh_sqlite", pytest.param("fresh_postgres", marks=pytest.mark.postgres)])
def fresh(request):
    """The address of a database of either kind that has no schema."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def connection(fresh):
    """A connection in a transaction on that database."""
    with closing(connect(urls.parse(fresh))) as connections, connections.writing() as opened:
        yield opened


def tables(connection):
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_an_empty_database_gets_every_table(fresh):
    schema = migrate.upgrade(fresh)

    with closing(connect(urls.parse(fresh))) as connections, connections.reading() as connection:
        assert (schema.is_current, tables(connection)) == (True, set(Row.metadata.tables))


def test_upgrading_twice_changes_nothing(fresh, clock):
    migrate.upgrade(fresh)
    with closing(open_database(fresh, clock=clock)) as database, database.write() as tx:
        tx.alignments.add(an_alignment())

    migrate.upgrade(fresh)

    with closing(open_database(fresh, clock=clock)) as database, database.read() as tx:
        assert tx.alignments.get("T1", "A1") == an_alignment()


def test_every_migration_goes_down_and_up_again(connection):
    config = migrate.config_for(connection)
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    after_down = tables(connection)
    command.upgrade(config, "head")

    assert (after_down, tables(connection)) == (set(), set(Row.metadata.tables))


def test_the_migrations_lead_to_the_tables_that_the_code_declares(connection):
    command.upgrade(migrate.config_for(connection), "head")

    assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []


def test_the_migrations_make_the_same_indexes_as_the_code_declares(connection):
    command.upgrade(migrate.config_for(connection), "head")
    migrated = indexes(connection)
    command.downgrade(migrate.config_for(connection), "base")
    Row.metadata.create_all(connection)

    assert migrated == indexes(connection)


def indexes(connection):
    """List the definitions of all indexes as the database itself writes them, conditions included."""
    query = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY sql",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE tablename <> 'alembic_version' "
        "AND schemaname = 'public' ORDER BY indexdef",
    }[connection.dialect.name]
    return connection.execute(text(query)).scalars().all()


def test_sqlite_tables_are_made_as_the_code_declares_them(tmp_path):
    migrated, declared = tmp_path / "migrated.db", tmp_path / "declared.db"
    migrate.upgrade(f"sqlite:///{migrated}")
    engine = sqlalchemy.create_engine(f"sqlite:///{declared}")
    Row.metadata.create_all(engine)
    engine.dispose()

    assert without_rowid(migrated) == without_rowid(declared)


def without_rowid(file: Path):
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
        return {name for name, is_clustered in found if is_clustered}


def test_there_is_one_newest_migration():
    scripts = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))

    assert len(scripts.get_heads()) == 1


def test_the_file_of_a_migration_begins_with_its_revision():
    scripts = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))

    assert all(Path(script.path).name.startswith(f"{script.revision}_") for script in scripts.walk_revisions())


def test_what_is_written_is_the_newest_migration(fresh):
    scripts = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))

    assert scripts.get_current_head() == migrate.upgrade(fresh).newest


def test_a_database_of_a_newer_release_is_refused_with_a_sentence(fresh, clock):
    migrate.upgrade(fresh)
    with closing(connect(urls.parse(fresh))) as connections, connections.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Misconfigured, match=r"newer Aligned \(schema 9999\)"):
        open_database(fresh, clock=clock)


def test_a_migration_that_fails_leaves_nothing_behind(fresh):
    with closing(connect(urls.parse(fresh))) as connections:
        with connections.writing() as connection:
            connection.execute(text("CREATE TABLE specs (stray INTEGER)"))

        with pytest.raises((NotStored, sqlalchemy.exc.ProgrammingError)):
            migrate.bring_up_to_date(connections)

        with connections.reading() as connection:
            assert tables(connection) == {"specs"}


@pytest.mark.postgres
def test_replicas_that_start_together_take_turns(fresh_postgres, clock):
    def start(_):
        with closing(open_database(fresh_postgres, clock=clock)) as database:
            database.check()
            return migrate.check(fresh_postgres).is_current

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == [True, True, True, True]


def test_a_check_of_an_empty_database_says_that_it_has_no_schema(fresh):
    with closing(connect(urls.parse(fresh))) as connections, connections.writing():
        pass

    schema = migrate.check(fresh)

    assert (schema.current, schema.is_current) == (None, False)


def test_a_second_look_needs_a_schema_that_is_up_to_date(fresh, clock):
    with closing(connect(urls.parse(fresh))) as connections, connections.writing():
        pass

    with pytest.raises(Misconfigured, match="aligned db upgrade"):
        open_database(fresh, clock=clock, alone=False)


def test_the_current_schema_is_told(sqlite_url):
    assert migrate.current(sqlite_url) == migrate.check(sqlite_url).newest


def test_a_check_of_a_file_that_is_not_there_makes_none(fresh_sqlite, tmp_path):
    with pytest.raises(Misconfigured, match="There is no database"):
        migrate.check(fresh_sqlite)

    assert list(tmp_path.iterdir()) == []


def test_a_check_of_a_name_that_no_file_can_have_is_told(tmp_path):
    with pytest.raises(Misconfigured, match="cannot be opened: File name too long"):
        migrate.check(f"sqlite:///{tmp_path}/{'a' * 300}")


def test_a_check_does_not_disturb_the_process_that_owns_the_file(sqlite, sqlite_url):
    with sqlite.write() as tx:
        tx.alignments.add(an_alignment())

        assert migrate.check(sqlite_url).is_current


def test_what_is_damaged_is_told_in_one_line(sqlite_file, sqlite_url):
    pages = sqlite_file.read_bytes()
    sqlite_file.write_bytes(pages[:-4096] + b"\xa5" * 4096)

    with pytest.raises(Misconfigured, match=r"is damaged \(\*\*\* in database main \*\*\* .*\)\. Restore"):
        migrate.check(sqlite_url)


def test_the_migrations_are_part_of_the_package(tmp_path):
    shipped = {path.name for path in (Path(migrate.__file__).parent / "migrations").rglob("*.py")}

    assert {"env.py", "0001_first_schema.py"} <= shipped


def test_a_path_with_a_percent_sign_works(tmp_path, migrated_sqlite):
    file = Path(shutil.copy(migrated_sqlite, tmp_path / "100% aligned.db"))

    assert migrate.check(f"sqlite:///{file}").is_current


def test_every_table_but_the_inbox_is_keyed_by_workspace():
    metadata: MetaData = Row.metadata

    without = {name for name, table in metadata.tables.items() if "workspace" not in table.columns}

    assert without == {"inbox"}
