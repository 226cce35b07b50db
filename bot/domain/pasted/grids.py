"""Fields from grids: a Markdown table, cells pasted from a spreadsheet, a CSV header."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.pasted.attributes import read_attributes, read_optionality
from bot.domain.pasted.field_table import DeclaredField, FieldTable, field_table
from bot.domain.pasted.type_words import says_nothing

MAX_ROWS = 400

_HEADER_WORDS = {
    "name": """
        name field fields column columns feld feldname spalte attribute attribut property key champ nom campo nombre
        parameter input output element fieldname column_name
        """,
    "type": "type types typ datatype datentyp format dtype data_type tipo logicaltype",
    "required": """
        required mandatory pflicht pflichtfeld req req? required? mandatory? obligatory obligatoire obligatorio
        requerido must m/o o/m m/k notnull mandatory/optional required/optional presence erforderlich
        """,
    "optional": "optional nullable null null? nullable? optional? opcional facultatif",
    "constraints": """
        constraint constraints validation rule rules allowed values range regeln wertebereich regel length länge
        pattern check validierung enum domain restrictions limits
        """,
}
_ROLE_OF_WORD = {word: role for role, words in _HEADER_WORDS.items() for word in words.split()}
_RULE_LINE = re.compile(r"\s*\|?\s*:?-{2,}[-|:+\s]*")
_IDENTIFIER = re.compile(r"[\"'`]?[^\W\d][\w .\-/]{0,60}[\"'`]?")
_TELLING = re.compile(r"_|[a-z][A-Z]")


@dataclass(frozen=True, slots=True)
class _Grid:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_grid(text: str) -> FieldTable | None:
    """Read a table whose header names the columns name, type, required in some wording."""
    for split, is_row in ((_pipe_cells, _has_pipes), (_tab_cells, _has_tabs), (_wide_cells, _has_wide_gaps)):
        grid = _grid(text, split, is_row)
        table = grid and _fields_of(grid)
        if table:
            return table
    return None


def _has_pipes(line: str) -> bool:
    return line.count("|") >= 1


def _has_tabs(line: str) -> bool:
    return "\t" in line.strip("\n")


def _has_wide_gaps(line: str) -> bool:
    return bool(re.search(r"\S {2,}\S", line))


def _pipe_cells(line: str) -> tuple[str, ...]:
    inner = re.sub(r"^\s*\||\|\s*$", "", line)
    return tuple(cell.replace("\0", "|").strip() for cell in inner.replace("\\|", "\0").split("|"))


def _tab_cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("\t"))


def _wide_cells(line: str) -> tuple[str, ...]:
    return tuple(re.split(r" {2,}|\t+", line.strip()))


def _grid(text: str, split: Callable[[str], tuple[str, ...]], is_row: Callable[[str], bool]) -> _Grid | None:
    lines = [line for line in text.splitlines()[:MAX_ROWS] if line.strip() and not _RULE_LINE.fullmatch(line)]
    for index, line in enumerate(lines):
        header = split(line)
        if is_row(line) and len(header) > 1 and {"name", "type"} & set(_roles(header)):
            rows = []
            for row in lines[index + 1 :]:
                if not is_row(row):
                    break
                rows.append(split(row))
            return _Grid(header, tuple(rows))
    return None


def _roles(header: Sequence[str]) -> list[str | None]:
    """Name the role of each column; each role is given once, the first column is the name if no other is."""
    roles: list[str | None] = []
    for cell in header:
        words = re.sub(r"[*_`:]+", " ", cell.lower()).split()
        role = next((_ROLE_OF_WORD[word] for word in reversed(words) if word in _ROLE_OF_WORD), None)
        roles.append(None if role in roles and role != "constraints" else role)
    if "name" not in roles and "type" in roles[1:]:
        roles[0] = "name"
    return roles


def _fields_of(grid: _Grid) -> FieldTable | None:
    roles = _roles(grid.header)
    if "name" not in roles or not {"type", "required", "optional"} & set(roles):
        return None
    letters = _letters(roles, grid)
    fields = [_row_field(_spelled_out(dict(_cells(roles, row)), letters), roles) for row in grid.rows]
    return field_table([field for field in fields if field], "table")


def _letters(roles: list[str | None], grid: _Grid) -> dict[str, str]:
    """Tell what single letters mean under `required`: next to an M for mandatory an O is no French yes."""
    at = roles.index("required") if "required" in roles else len(grid.header)
    said = {row[at].strip("*_` ").lower() for row in grid.rows if len(row) > at}
    is_m_or_o = "m" in said or "m/o" in "".join(grid.header[at : at + 1]).lower()
    return {"o": "optional", "c": "optional"} if is_m_or_o else {}


def _spelled_out(cells: dict[str, str], letters: dict[str, str]) -> dict[str, str]:
    said = cells.get("required", "").strip("*_` ").lower()
    return {**cells, "required": letters[said]} if said in letters else cells


def _cells(roles: list[str | None], row: tuple[str, ...]) -> list[tuple[str, str]]:
    cells: dict[str, str] = {}
    for role, cell in zip(roles, row, strict=False):
        if role and cell:
            cells[role] = f"{cells[role]}; {cell}" if role in cells else cell
    return list(cells.items())


def _row_field(cells: dict[str, str], roles: list[str | None]) -> DeclaredField | None:
    name = cells.get("name", "").strip("*_`\"' ") if cells else ""
    if not name:
        return None
    kind = cells.get("type", "").strip("*`\"' ")
    said = read_attributes(" ".join((kind, cells.get("constraints", ""))))
    named = None if not kind or says_nothing(kind) else said.type or kind
    return DeclaredField(
        name.removesuffix("?"), named, _required(cells, roles, from_type=said.required), said.constraints
    )


def _required(cells: dict[str, str], roles: list[str | None], *, from_type: bool | None) -> bool | None:
    if "required" in roles:
        return read_optionality(cells.get("required", ""))
    if "optional" in roles:
        return _not_optional(cells.get("optional", ""))
    return from_type


def _not_optional(cell: str) -> bool | None:
    """Read the answer under a heading such as `nullable`, where yes means not required."""
    said = read_optionality(cell)
    if said is None or "null" in cell.lower() or "optional" in cell.lower():
        return said
    return not said


def read_csv_header(text: str) -> FieldTable | None:
    """Read a header line of delimited columns; rows below it are samples."""
    lines = [line for line in text.splitlines()[:MAX_ROWS] if line.strip()]
    if not lines:
        return None
    delimiter = max(";\t,|", key=lines[0].count)
    cells = [cell.strip() for cell in lines[0].split(delimiter)]
    if len(cells) < 2 or not all(_IDENTIFIER.fullmatch(cell) for cell in cells):
        return None
    if not _looks_like_header(cells, lines, delimiter):
        return None
    return field_table([DeclaredField(cell.strip("\"'`")) for cell in cells], "csv")


def _looks_like_header(cells: list[str], lines: list[str], delimiter: str) -> bool:
    telling = sum(1 for cell in cells if _TELLING.search(cell))
    if len(lines) == 1:
        words_at_most = 1 if delimiter == "," else 3
        return telling >= 1 and all(len(cell.split()) <= words_at_most for cell in cells)
    same = all(line.count(delimiter) == len(cells) - 1 for line in lines[1:6])
    return same and len(cells) >= 3 and any(character.isdigit() for character in "".join(lines[1:6]))
