"""What a database address means, and how addresses are shown."""

import os
import re
from pathlib import Path
from urllib.parse import quote

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
_BLOT = "***"
_SECRET = re.compile("password|secret", re.IGNORECASE)


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


def require_lasting(url: str) -> None:
    """Raise Misconfigured where nothing that is stored would outlive the process."""
    address = parse(url)
    if is_sqlite(address) and sqlite_file(address) is None:
        raise Misconfigured(
            "DATABASE_URL names a database in memory, which is gone at the next start: "
            "name a file, as in sqlite:///aligned.db."
        )


def require_file(url: str) -> None:
    """Raise Misconfigured where a file should hold the database and there is none."""
    require_lasting(url)
    file = sqlite_file(parse(url))
    if file is not None and not os.path.exists(file):
        raise missing(file)


def missing(file: Path) -> Misconfigured:
    """Say that a database is not where it should be."""
    return Misconfigured(
        f"There is no database at {file}: check DATABASE_URL, and the folder you are in; "
        "the first `aligned run` makes one."
    )


def shown(url: URL) -> str:
    """Write an address without its passwords, wherever they stand in it."""
    hidden = {name: _BLOT for name in url.query if _SECRET.search(name)}
    host = url.host and url.host.rpartition("@")[2]  # a password with an @ in it reaches into the host
    rendered = url.set(host=host).update_query_dict(hidden).render_as_string(hide_password=True)
    return rendered.replace(quote(_BLOT), _BLOT)


def shown_as_given(url: str) -> str:
    """Write an address without its passwords, or what is wrong with it: where they stand in it is unknown then."""
    try:
        return shown(parse(url))
    except Misconfigured as error:
        return str(error)


def without_user(address: str) -> str:
    """Write the address of a website without the name and the password in it."""
    return re.sub(r"(?<=://).*@", f"{_BLOT}@", address)
