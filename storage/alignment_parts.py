"""How an alignment and its parts become rows."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Table, bindparam, delete, insert

from bot.domain.alignment import Alignment, Answer
from storage.rows import OwnershipRow, ParticipantRow, SilenceRow, WaiverRow, table_of
from storage.statements import put_all

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of the aggregate with a table of its own: what tells its rows apart in an alignment, and the rows."""

    table: Table
    key: str
    rows: Callable[[Alignment], list[Values]]


def _columns_of(value: Any) -> Values:
    """Return the fields of a flat value; `asdict` would copy each of them as well."""
    return {part.name: getattr(value, part.name) for part in fields(value)}


_PARTICIPANTS = _Part(
    table=table_of(ParticipantRow),
    key="position",
    rows=lambda alignment: [{"position": at, "person": person} for at, person in enumerate(alignment.participants)],
)
_OWNERS = _Part(
    table=table_of(OwnershipRow),
    key="artifact",
    rows=lambda alignment: [_columns_of(ownership) for ownership in alignment.owners.values()],
)
_WAIVERS = _Part(
    table=table_of(WaiverRow),
    key="position",
    rows=lambda alignment: [{"position": at, **_columns_of(waiver)} for at, waiver in enumerate(alignment.waivers)],
)
_SILENCES = _Part(
    table=table_of(SilenceRow),
    key="person",
    rows=lambda alignment: [_columns_of(silence) for silence in alignment.silences.values()],
)
_PARTS = (_PARTICIPANTS, _OWNERS, _WAIVERS, _SILENCES)
_COLUMNS = tuple(
    part.name
    for part in fields(Alignment)
    if part.name not in {"participants", "answers", "owners", "waivers", "silences"}
)


def alignment_values(alignment: Alignment) -> Values:
    """Return the columns of the alignment's own row."""
    return {name: getattr(alignment, name) for name in _COLUMNS}


def add_parts(connection: Connection, alignment: Alignment) -> None:
    """Insert the parts of a new alignment."""
    for part in _PARTS:
        _insert(connection, part, alignment)


def save_parts(connection: Connection, alignment: Alignment, before: Alignment | None) -> None:
    """Write the parts that differ from what was there before, or all when that is not known."""
    for part in _PARTS:
        if before is None:
            connection.execute(delete(part.table).where(*_of_one(part.table)), _key_of(alignment))
            _insert(connection, part, alignment)
        else:
            _save_difference(connection, part, alignment, before)


def _save_difference(connection: Connection, part: _Part, alignment: Alignment, before: Alignment) -> None:
    rows, known = ({row[part.key]: row for row in part.rows(one)} for one in (alignment, before))
    gone = [{**_key_of(alignment), "of_key": key} for key in known if key not in rows]
    if gone:
        connection.execute(_deletion(part.table, part.key), gone)
    changed = [{**_columns_of_key(alignment), **row} for key, row in rows.items() if known.get(key) != row]
    if changed:
        put_all(connection, part.table, changed)


def answer_values(answer: Answer) -> Values:
    """Return the columns of an answer."""
    values = {part.name: getattr(answer, part.name) for part in fields(Answer) if part.name != "source"}
    return {
        **values,
        "assessment": asdict(answer.assessment),
        "source_channel": answer.source.channel if answer.source else None,
        "source_ts": answer.source.ts if answer.source else None,
    }


def _insert(connection: Connection, part: _Part, alignment: Alignment) -> None:
    rows = part.rows(alignment)
    if rows:
        connection.execute(insert(part.table), [{**_columns_of_key(alignment), **row} for row in rows])


def _columns_of_key(alignment: Alignment) -> Values:
    return {"workspace": alignment.workspace, "alignment_id": alignment.id}


def _key_of(alignment: Alignment) -> Values:
    return {"of_workspace": alignment.workspace, "of_alignment": alignment.id}


def _of_one(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.workspace == bindparam("of_workspace"), table.c.alignment_id == bindparam("of_alignment")


@cache
def _deletion(table: Table, key: str) -> Delete:
    return delete(table).where(*_of_one(table), table.c[key] == bindparam("of_key"))
