"""Loading alignments whole: each is one row, in which its parts are gathered as lists.

One statement sees one moment, so an alignment and its parts always belong together, whoever writes meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Enum,
    Label,
    Row,
    Select,
    Table,
    bindparam,
    exists,
    select,
)

from bot.domain.alignment import Alignment, Answer, MessageRef, Ownership, Silence, Waiver
from bot.domain.verdict import Assessment, Finding, Verdict
from storage.columns import UtcDateTime
from storage.rows import AlignmentRow, AnswerRow, OwnershipRow, ParticipantRow, SilenceRow, WaiverRow, table_of
from storage.statements import Gathered

Values = Mapping[Any, Any]

_alignments = table_of(AlignmentRow)
_answers = table_of(AnswerRow)
_OWN = tuple(part.name for part in fields(Alignment) if part.name in _alignments.c)
_ANSWER = tuple(part.name for part in fields(Answer) if part.name not in {"assessment", "source"})
_OF_KEY = frozenset({"workspace", "alignment_id"})


class _Part:
    """A part of the aggregate with a table of its own, in the order of one of its columns."""

    def __init__(self, table: Table, *, order: str) -> None:
        self.table = table
        others = (column for column in table.columns if column.name not in _OF_KEY | {order})
        self._columns = (table.c[order], *others)
        self._readers = [(column.name, _reader_of(column)) for column in self._columns]

    def gathered(self, *conditions: ColumnElement[bool]) -> Label[Any]:
        """Gather the rows that belong to the alignment which the statement around it is about."""
        belongs = (self.table.c.workspace == _alignments.c.workspace, self.table.c.alignment_id == _alignments.c.id)
        rows = select(Gathered(*self._columns)).where(*belongs, *conditions)
        return rows.correlate(_alignments).scalar_subquery().label(self.table.name)

    def of(self, row: Row[Any]) -> Iterator[dict[str, Any]]:
        """Return the rows that were gathered, in order."""
        for values in sorted(row._mapping[self.table.name] or ()):
            yield {name: read(value) for (name, read), value in zip(self._readers, values, strict=True)}


def alignments_whole(connection: Connection, workspace: str, ids: list[str]) -> list[Alignment]:
    """Load alignments of one workspace with all their parts."""
    given = {"workspace": workspace, **({"id": ids[0]} if len(ids) == 1 else {"ids": ids})}
    return [_alignment(row) for row in connection.execute(_whole(is_one=len(ids) == 1), given)]


def answer_from(values: Values) -> Answer:
    """Return the answer that the columns of its row say."""
    has_source = values["source_ts"] is not None
    return Answer(
        **{name: values[name] for name in _ANSWER},
        assessment=_assessment(values["assessment"]),
        source=MessageRef(channel=values["source_channel"], ts=values["source_ts"]) if has_source else None,
    )


def _alignment(row: Row[Any]) -> Alignment:
    own = {name: row._mapping[name] for name in _OWN}
    return Alignment(
        **{**own, "asked": tuple(row.asked), "skipped": tuple(row.skipped)},
        participants=tuple(part["person"] for part in _PARTICIPANTS.of(row)),
        answers={part["field"]: answer_from(part) for part in _ANSWERS.of(row)},
        owners={part["artifact"]: Ownership(**part) for part in _OWNERS.of(row)},
        waivers=tuple(_waiver(**part) for part in _WAIVERS.of(row)),
        silences={part["person"]: Silence(**part) for part in _SILENCES.of(row)},
    )


def _waiver(*, position: int, **values: Any) -> Waiver:  # its place is told by the order
    return Waiver(**values)


def _assessment(document: Values) -> Assessment:
    return Assessment(
        verdict=Verdict(document["verdict"]),
        found=document["found"],
        missing=tuple(document["missing"]),
        findings=tuple(Finding(**finding) for finding in document["findings"]),
    )


@cache
def _whole(*, is_one: bool) -> Select[Any]:
    """Find one alignment, as mostly, or several: a list is written into the statement anew each time."""
    one: BindParameter[str] = bindparam("id")
    several: BindParameter[list[str]] = bindparam("ids", expanding=True)
    parts = (part.gathered() for part in (_PARTICIPANTS, _OWNERS, _WAIVERS, _SILENCES))
    return select(*(_alignments.c[name] for name in _OWN), *parts, _ANSWERS.gathered(*_are_current())).where(
        _alignments.c.workspace == bindparam("workspace"),
        _alignments.c.id == one if is_one else _alignments.c.id.in_(several),
    )


def _are_current() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Say of answers that none of the same field is newer, beside those that were set aside."""
    newer = _answers.alias("newer")
    is_same_field = (
        newer.c.workspace == _answers.c.workspace,
        newer.c.alignment_id == _answers.c.alignment_id,
        newer.c.field == _answers.c.field,
    )
    is_outdone = exists().where(*is_same_field, newer.c.revision > _answers.c.revision, newer.c.is_set_aside.is_(False))
    return _answers.c.is_set_aside.is_(False), ~is_outdone


def _reader_of(column: Column[Any]) -> Callable[[Any], Any]:
    """Return how to read what a column says in a list, where no driver knows its type."""
    type_ = column.type
    if isinstance(type_, UtcDateTime):
        return _instant
    if isinstance(type_, Date):
        return date.fromisoformat
    if isinstance(type_, Boolean):
        return bool
    return type_.enum_class if isinstance(type_, Enum) and type_.enum_class else _as_it_is


def _instant(value: str | None) -> datetime | None:
    """Read an instant; SQLite leaves out that it is UTC, and PostgreSQL tells it in the zone of the session."""
    if value is None:
        return None
    instant = datetime.fromisoformat(value)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def _as_it_is(value: Any) -> Any:
    return value


_PARTICIPANTS = _Part(table_of(ParticipantRow), order="position")
_OWNERS = _Part(table_of(OwnershipRow), order="artifact")
_WAIVERS = _Part(table_of(WaiverRow), order="position")
_SILENCES = _Part(table_of(SilenceRow), order="person")
_ANSWERS = _Part(_answers, order="number")
