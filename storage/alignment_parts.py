"""How an alignment and its parts become rows, and rows an alignment again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Delete,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
)

from bot.domain.alignment import Alignment, Answer, MessageRef, Ownership, Silence, Waiver
from bot.domain.verdict import Assessment, Finding, Verdict
from storage.rows import AnswerRow, OwnershipRow, ParticipantRow, SilenceRow, WaiverRow, table_of
from storage.statements import grouped, put_all

Values = dict[str, Any]

_answers = table_of(AnswerRow)


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


def alignments_from(connection: Connection, workspace: str, rows: Sequence[Row[Any]]) -> list[Alignment]:
    """Put alignments of one workspace together, each part with one query for all of them."""
    ids = [row.id for row in rows]
    is_one = len(ids) == 1
    parts = {
        part.table.name: _rows_of(connection, _all_of(part.table, is_one=is_one), workspace, ids) for part in _PARTS
    }
    answers = _rows_of(connection, _current_answers(is_one=is_one), workspace, ids)
    return [
        Alignment(
            **{
                **{name: getattr(row, name) for name in _COLUMNS},
                "asked": tuple(row.asked),
                "skipped": tuple(row.skipped),
            },
            participants=tuple(part.person for part in parts["participants"].get(row.id, ())),
            answers={part.field: answer_from(part) for part in answers.get(row.id, ())},
            owners={part.artifact: _value(Ownership, part) for part in parts["ownerships"].get(row.id, ())},
            waivers=tuple(_value(Waiver, part) for part in parts["waivers"].get(row.id, ())),
            silences={part.person: _value(Silence, part) for part in parts["silences"].get(row.id, ())},
        )
        for row in rows
    ]


def answer_values(answer: Answer) -> Values:
    """Return the columns of an answer."""
    values = {part.name: getattr(answer, part.name) for part in fields(Answer) if part.name != "source"}
    return {
        **values,
        "assessment": asdict(answer.assessment),
        "source_channel": answer.source.channel if answer.source else None,
        "source_ts": answer.source.ts if answer.source else None,
    }


def answer_from(row: Row[Any]) -> Answer:
    """Return the answer that a row holds."""
    values = {
        part.name: getattr(row, part.name) for part in fields(Answer) if part.name not in {"assessment", "source"}
    }
    has_source = row.source_ts is not None
    source = MessageRef(channel=row.source_channel, ts=row.source_ts) if has_source else None
    return Answer(**values, assessment=_assessment(row.assessment), source=source)


def _assessment(document: Mapping[str, Any]) -> Assessment:
    return Assessment(
        verdict=Verdict(document["verdict"]),
        found=document["found"],
        missing=tuple(document["missing"]),
        findings=tuple(Finding(**finding) for finding in document["findings"]),
    )


def _value(kind: type[Any], row: Row[Any]) -> Any:
    return kind(**{part.name: getattr(row, part.name) for part in fields(kind)})


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


def _rows_of(
    connection: Connection, statement: Select[Any], workspace: str, ids: list[str]
) -> dict[str, list[Row[Any]]]:
    given = {"workspace": workspace, **({"id": ids[0]} if len(ids) == 1 else {"ids": ids})}
    rows = connection.execute(statement, given).all()
    return grouped(rows, "alignment_id")


@cache
def _all_of(table: Table, *, is_one: bool) -> Select[Any]:
    """Find every part of these alignments; built once, because building it takes as long as running it."""
    return select(table).where(*_of_these(table, is_one=is_one)).order_by(*table.primary_key)


@cache
def _current_answers(*, is_one: bool) -> Select[Any]:
    newest = (
        select(_answers.c.alignment_id, _answers.c.field, func.max(_answers.c.revision))
        .where(*_of_these(_answers, is_one=is_one), _answers.c.is_set_aside.is_(False))
        .group_by(_answers.c.alignment_id, _answers.c.field)
    )
    is_current = tuple_(_answers.c.alignment_id, _answers.c.field, _answers.c.revision).in_(newest)
    return select(_answers).where(*_of_these(_answers, is_one=is_one), is_current).order_by(_answers.c.number)


def _of_these(table: Table, *, is_one: bool) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Say whose parts: mostly of one alignment, and a list is written into the statement anew each time."""
    in_workspace = table.c.workspace == bindparam("workspace")
    if is_one:
        return in_workspace, table.c.alignment_id == bindparam("id")
    ids: BindParameter[list[str]] = bindparam("ids", expanding=True)
    return in_workspace, table.c.alignment_id.in_(ids)
