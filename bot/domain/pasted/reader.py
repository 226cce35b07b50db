"""Reads whatever people paste into one field table, whichever notation it is written in."""

from collections.abc import Callable

from bot.domain.pasted.blanket import with_blanket_optionality, without_blanket_sentences
from bot.domain.pasted.csharp import read_csharp
from bot.domain.pasted.declarations import read_declarations
from bot.domain.pasted.field_documents import read_json, read_yaml
from bot.domain.pasted.field_table import FieldTable, Problem, ProblemCode, with_problem
from bot.domain.pasted.grids import read_csv_header, read_grid
from bot.domain.pasted.kotlin import read_kotlin
from bot.domain.pasted.protobuf import read_protobuf
from bot.domain.pasted.python_classes import read_python
from bot.domain.pasted.slack_text import MAX_TEXT, excerpt
from bot.domain.pasted.sql_tables import read_sql
from bot.domain.pasted.typescript import read_typescript

Reader = Callable[[str], FieldTable | None]


def read_fields(text: str) -> FieldTable | None:
    """Read the fields that a text declares, or None when it declares none."""
    found = excerpt(text)
    for passage in (*found.code, found.whole):
        table = _read_passage(passage)
        if table:
            table = with_blanket_optionality(table, found.whole)
            return with_problem(table, Problem(ProblemCode.CUT, str(MAX_TEXT))) if len(text) > MAX_TEXT else table
    return None


def _read_words(text: str) -> FieldTable | None:
    return read_declarations(without_blanket_sentences(text))


_READERS: tuple[Reader, ...] = (
    read_sql,
    read_python,
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


def _read_passage(text: str) -> FieldTable | None:
    for reader in _READERS:
        table = reader(text)
        if table:
            return table
    return None
