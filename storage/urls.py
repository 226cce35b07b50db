"""What a database address means."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import Misconfigured

_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def parse(url: str) -> URL:
    """Read a database address and choose its driver; Misconfigured when it is neither SQLite nor PostgreSQL."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise Misconfigured("DATABASE_URL is not an address such as sqlite:///aligned.db.") from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise Misconfigured(f"DATABASE_URL names {parsed.drivername}, but Aligned stores in sqlite or postgresql.")
    return parsed.set(drivername=driver)


def is_sqlite(url: URL) -> bool:
    """Tell whether the address is one of SQLite."""
    return url.get_backend_name() == "sqlite"


def sqlite_file(url: URL) -> Path | None:
    """Return the file of an SQLite address; None for PostgreSQL and for a database in memory."""
    if not is_sqlite(url) or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def shown(url: URL) -> str:
    """Write an address without its password."""
    return url.render_as_string(hide_password=True)
