"""Reads whatever people paste into one field table, whichever notation it is written in."""

from collections.abc import Callable, Iterable, Iterator

from bot.domain.pasted.blanket import with_blanket_optionality, without_blanket_sentences
from bot.domain.pasted.csharp import read_csharp
from bot.domain.pasted.declarations import read_declarations
from bot.domain.pasted.field_documents import read_json, read_yaml
from bot.domain.pasted.field_table import FieldTable, Problem, ProblemCode, with_problem
from bot.domain.pasted.graphql import read_graphql
from bot.domain.pasted.grids import read_csv_header, read_grid
from bot.domain.pasted.json_notations import without_json
from bot.domain.pasted.kotlin import read_kotlin
from bot.domain.pasted.protobuf import read_protobuf
from bot.domain.pasted.python_classes import read_python
from bot.domain.pasted.slack_text import MAX_TEXT, excerpt
from bot.domain.pasted.typescript import read_typescript

Reader = Callable[[str], FieldTable | None]
WORDS_AT_MOST = 3_000  # characters of fields told in words; machine notations are read to the end


def read_fields(text: str) -> FieldTable | None:
    """Read the fields that a text declares, or None when it declares none."""
    found = excerpt(text)
    table = _best(_tables((*found.code, found.prose)))
    if table is None:
        return None
    table = with_blanket_optionality(table, found.whole)
    return with_problem(table, Problem(ProblemCode.CUT, str(MAX_TEXT))) if len(text) > MAX_TEXT else table


def _best(tables: Iterator[FieldTable]) -> FieldTable | None:
    """Choose the first table that says types, else the first: a sample next to its declaration is an example."""
    first: FieldTable | None = None
    for table in tables:
        if len(table.untyped) < len(table.fields):
            return table
        first = first or table
    return first


def _tables(passages: Iterable[str]) -> Iterator[FieldTable]:
    for passage in dict.fromkeys(passages):
        for reader in _READERS:
            table = reader(passage)
            if table:
                yield table


def _read_sql(text: str) -> FieldTable | None:
    """Load the parser of SQL, which takes eight megabytes, only where something is created."""
    if "create" not in text.casefold():
        return None
    from bot.domain.pasted.sql_tables import read_sql

    return read_sql(text)


def _read_words(text: str) -> FieldTable | None:
    return read_declarations(without_blanket_sentences(without_json(text[:WORDS_AT_MOST])))


_READERS: tuple[Reader, ...] = (
    _read_sql,
    read_python,
    read_graphql,
    read_typescript,
    read_csharp,
    read_kotlin,
    read_protobuf,
    read_json,
    read_grid,
    read_yaml,
    read_csv_header,
    _read_words,
)
