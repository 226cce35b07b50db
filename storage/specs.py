"""The frozen versions of specs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, desc, func, select

from bot.domain.spec import Spec
from storage.rows import SpecRow, table_of
from storage.statements import add_new

_specs = table_of(SpecRow)


class SqlSpecs:
    """Versions as documents; one that is stored never changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def freeze(self, workspace: str, spec: Spec) -> None:
        """Store a version; if it is there, the first one stays."""
        add_new(
            self._connection,
            _specs,
            workspace=workspace,
            alignment_id=spec.alignment,
            version=spec.version,
            frozen_at=spec.frozen_at,
            document=spec.model_dump(mode="json"),
        )

    def get(self, workspace: str, alignment_id: str, version: int | None = None) -> Spec | None:
        """Return a version, the newest when none is named."""
        wanted = _documents().where(_specs.c.workspace == workspace, _specs.c.alignment_id == alignment_id)
        if version is not None:
            wanted = wanted.where(_specs.c.version == version)
        found = _read(self._connection.execute(wanted.order_by(desc(_specs.c.version)).limit(1)).all())
        return found[0] if found else None

    def list(self, workspace: str) -> tuple[Spec, ...]:
        """List the newest version of each spec, the newest first."""
        newest = (
            select(_specs.c.alignment_id, func.max(_specs.c.version).label("version"))
            .where(_specs.c.workspace == workspace)
            .group_by(_specs.c.alignment_id)
            .subquery()
        )
        is_newest = (_specs.c.alignment_id == newest.c.alignment_id) & (_specs.c.version == newest.c.version)
        documents = _documents().join(newest, is_newest).where(_specs.c.workspace == workspace)
        return _read(self._connection.execute(documents.order_by(desc(_specs.c.frozen_at))).all())


def _documents() -> Select[Any]:
    return select(_specs.c.document)


def _read(rows: Sequence[Row[Any]]) -> tuple[Spec, ...]:
    return tuple(Spec.model_validate(row.document) for row in rows)
