"""What SQLAlchemy leaves to each dialect: insert unless there, insert or replace, rows in lists, the store's time."""

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Integer, Table, bindparam, literal, literal_column, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.columns import CleanJson, CleanText, UtcDateTime

Insert = sqlite.Insert | postgresql.Insert


class StoreTime(FunctionElement[Any]):
    """The store's own clock, and so many seconds later: leases must not depend on a clock that a demo moves."""

    type = UtcDateTime()
    inherit_cache = True

    def __init__(self, later: timedelta = timedelta()) -> None:
        super().__init__(literal(later.total_seconds()))


@compiles(StoreTime, "sqlite")
def _sqlite_time(element: StoreTime, compiler: SQLCompiler, **options: Any) -> str:
    later = compiler.process(element.clauses, **options)
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', {later} || ' seconds')"


@compiles(StoreTime, "postgresql")
def _postgresql_time(element: StoreTime, compiler: SQLCompiler, **options: Any) -> str:
    return f"clock_timestamp() + make_interval(secs => {compiler.process(element.clauses, **options)})"


class Gathered(FunctionElement[Any]):
    """The rows of a query as one list of lists; nothing at all where there are none, or an empty list."""

    type = JSON()
    inherit_cache = True


@compiles(Gathered, "sqlite")
def _sqlite_gathered(element: Gathered, compiler: SQLCompiler, **options: Any) -> str:
    columns = []
    for column in element.clauses:
        name = compiler.process(column, **options)
        columns.append(f"json({name})" if isinstance(column.type, CleanJson) else name)
    return f"json_group_array(json_array({', '.join(columns)}))"


@compiles(Gathered, "postgresql")
def _postgresql_gathered(element: Gathered, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))"


def add_new(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row; False when a unique key shows that it is there already."""
    return connection.execute(_insert_counting(connection.dialect.name, table), values).rowcount == 1


def put(connection: Connection, table: Table, **values: Any) -> None:
    """Insert a row, or replace the one with that primary key."""
    connection.execute(_upsert(connection.dialect.name, table), values)


def put_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, or replace those with their primary keys."""
    together = rows if len(rows) > 1 else rows[0]  # for a single one, drivers need not prepare for many
    connection.execute(_upsert(connection.dialect.name, table), together)


def one_of_these(column: ColumnElement[Any], *values: str) -> ColumnElement[bool]:
    """Compare with literals: a partial index is used only when the statement itself shows that it applies."""
    literals: list[ColumnElement[Any]] = [literal_column(f"'{value}'") for value in values]
    return column == literals[0] if len(literals) == 1 else column.in_(literals)


def is_of_ours(table: Table) -> ColumnElement[bool]:
    """Say that a row belongs to `ours`, the workspace whose process this is; to any, where that is none."""
    ours = bindparam("ours", type_=CleanText)
    return or_(ours.is_(None), table.c.workspace == ours)


def stated(limit: int) -> ColumnElement[int]:
    """Write a limit into a statement: PostgreSQL plans anew each time where it has to guess how much is wanted."""
    return literal_column(str(limit), Integer)


@cache
def insert_new(dialect: str, table: Table) -> Insert:
    """Say how to insert a row unless a unique key is taken."""
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _insert_counting(dialect: str, table: Table) -> Insert:
    # Inline, or SQLAlchemy would fetch the number of a row that may not have been inserted.
    return insert_new(dialect, table).inline().execution_options(preserve_rowcount=True)


@cache
def _upsert(dialect: str, table: Table) -> Insert:
    statement = _insert(dialect, table)
    others = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=others)


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
