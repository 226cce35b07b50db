"""The way from one store to the other: everything an SQLite database holds, put into an empty PostgreSQL."""

from sqlalchemy import Connection, Table, func, insert, select, text

from bot.domain.errors import Misconfigured
from storage import urls
from storage.connections import Connections, outages_told
from storage.rows import Row

BATCH = 500
"""How many rows are held in memory at a time."""
_TABLES = Row.metadata.sorted_tables


def move(source: Connections, target: Connections) -> None:
    """Copy every row into an empty PostgreSQL; both have the newest schema. All of it is there afterwards, or nothing.

    Raises Misconfigured when the target holds anything, and NotStored when it does not take it.
    """
    with outages_told(), source.reading() as read, target.writing() as written:
        _keep_writers_out(written)
        if any(written.scalar(select(select(table).exists())) for table in _TABLES):
            raise Misconfigured(f"{urls.shown(target.url)} is not empty, and a backup is only put into an empty one.")
        for table in _TABLES:
            for rows in read.execute(select(table)).mappings().partitions(BATCH):
                written.execute(insert(table), [dict(row) for row in rows])
            _count_on(written, table)


def _keep_writers_out(connection: Connection) -> None:
    """Take as long as it takes, with nobody else writing."""
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text(f"LOCK TABLE {', '.join(table.name for table in _TABLES)} IN SHARE ROW EXCLUSIVE MODE"))


def _count_on(connection: Connection, table: Table) -> None:
    """Have a table that numbers its rows go on after the highest number that came with them."""
    column = table.autoincrement_column
    highest = connection.scalar(select(func.max(column))) if column is not None else None
    if column is not None and highest is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(select(func.setval(sequence, highest)))
