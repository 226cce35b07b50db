"""Fields from SQL: the columns of CREATE TABLE in the dialects people use."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from bot.domain.pasted.attributes import read_attributes
from bot.domain.pasted.constraints import matches, one_of
from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.named_types import Member, NamedType, unfold

MAX_TABLES = 8
# Beyond this a statement is read column by column: the parser would be thorough, but slow.
MAX_PARSED = 4_000

_CREATES = re.compile(
    r"\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|transient|external|unlogged)\s+){0,2}table\b",
    re.IGNORECASE,
)
_HINTS = (
    ("tsql", re.compile(r"\[\w+\]|\bnvarchar\b|\bidentity\s*\(|\bdatetime2\b|\bvarchar\s*\(\s*max", re.IGNORECASE)),
    ("bigquery", re.compile(r"\bint64\b|\bfloat64\b|\bstruct\s*<|\barray\s*<|\bstring\b", re.IGNORECASE)),
    ("mysql", re.compile(r"`|\bauto_increment\b|\benum\s*\(|\bunsigned\b|\bengine\s*=", re.IGNORECASE)),
    ("snowflake", re.compile(r"\bnumber\s*\(|\bvariant\b|\btimestamp_(?:n|l)?tz\b", re.IGNORECASE)),
)
_COMPARISONS: dict[type[exp.Expr], str] = {exp.GT: ">", exp.GTE: ">=", exp.LT: "<", exp.LTE: "<="}
_COLUMN_LINE = re.compile(r"\s*[\[`\"]?(?P<name>[^\W\d]\w*)[\]`\"]?\s+(?P<rest>\S.*)", re.DOTALL)
_NO_COLUMN = re.compile(r"(?:primary|foreign|unique|check|constraint|key|index|exclude|partition)\b", re.IGNORECASE)


def read_sql(text: str) -> FieldTable | None:
    """Read the tables that a text creates."""
    starts = [found.start() for found in _CREATES.finditer(text)][:MAX_TABLES]
    statements = (_statement(text[start:end]) for start, end in pairwise([*starts, len(text)]))
    tables = [_table(statement) for statement in statements]
    return unfold([table for table in tables if table.members], "sql")


def _statement(text: str) -> str:
    """Cut one statement out: up to the bracket that closes its column list."""
    depth = 0
    for found in re.finditer(r"'(?:[^']|'')*'|--[^\n]*|[()]", text):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0 and found[0] == ")":
            return text[: found.end()]
    return text


def _table(statement: str) -> NamedType:
    for dialect in _dialects(statement) if len(statement) <= MAX_PARSED else ():
        try:
            created = parse_one(statement, dialect=dialect)
        except (SqlglotError, RecursionError):
            continue
        columns = created.find(exp.Schema)
        if columns is not None:
            members = tuple(_as_written(member, statement) for member in _members(columns, dialect))
            return NamedType(_name(created), _with_optionality(members))
    return NamedType("table", _with_optionality(tuple(_read_by_line(statement))))


def _as_written(member: Member, statement: str) -> Member:
    """Name a plain type as its author did; the parser only knows the dialect's canonical name."""
    if member.members or member.type in (None, "enum") or "<" in (member.type or ""):
        return member
    found = re.search(rf"(?<!\w){re.escape(member.name)}[\]`\"]?\s+\[?(\w+)\]?(\s?\([\w\s,]{{1,20}}\))?", statement)
    return replace(member, type=found[1] + (found[2] or "").strip()) if found else member


def _dialects(statement: str) -> list[str]:
    """Name the dialects to try: those whose marks the statement bears, then the most permissive one."""
    hinted = [dialect for dialect, hint in _HINTS if hint.search(statement)]
    return [*hinted[:1], "postgres"]


def _name(created: exp.Expr) -> str:
    table = created.find(exp.Table)
    return table.name if table is not None else "table"


def _members(columns: exp.Schema, dialect: str) -> tuple[Member, ...]:
    members: dict[str, Member] = {}
    for entry in columns.expressions:
        if isinstance(entry, exp.ColumnDef):
            members[entry.name] = _member(entry, dialect)
        elif isinstance(entry, exp.Identifier):
            members[entry.name] = Member(entry.name)
    for entry in columns.expressions:
        if not isinstance(entry, exp.ColumnDef | exp.Identifier):
            _apply_to_columns(entry, members, dialect)
    return tuple(members.values())


def _apply_to_columns(entry: exp.Expr, members: dict[str, Member], dialect: str) -> None:
    """Read a constraint of the whole table as one about the columns it names."""
    key = entry.find(exp.PrimaryKey)
    if key is not None:
        for column in key.find_all(exp.Identifier):
            if column.name in members:
                member = members[column.name]
                members[column.name] = replace(member, required=True, constraints=(*member.constraints, "primary key"))
    for check in entry.find_all(exp.CheckColumnConstraint, exp.Check):
        named = {column.name for column in check.find_all(exp.Column)} & members.keys()
        for name in named:
            found = (
                tuple(_conditions(check.this, dialect)) if len(named) == 1 else (f"check {_sql(check.this, dialect)}",)
            )
            members[name] = replace(members[name], constraints=(*members[name].constraints, *found))


def _with_optionality(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Read an unmarked column as nullable when any column is marked; otherwise nothing was said."""
    if not any(_is_marked(member) for member in members):
        return members
    return tuple(
        replace(member, required=bool(member.required), members=_with_optionality(member.members)) for member in members
    )


def _is_marked(member: Member) -> bool:
    return member.required is not None or any(_is_marked(inner) for inner in member.members)


def _member(column: exp.ColumnDef, dialect: str) -> Member:
    kind = column.kind
    required: bool | None = None
    constraints: list[str] = []
    for constraint in column.constraints:
        rule = constraint.kind
        if isinstance(rule, exp.NotNullColumnConstraint):
            required = not rule.args.get("allow_null")
        elif isinstance(rule, exp.PrimaryKeyColumnConstraint):
            required = True
        constraints.extend(_column_constraints(rule, dialect))
    if kind is None:
        return Member(column.name, None, required, tuple(constraints))
    is_list, nested = _nested(kind, dialect)
    constraints.extend(_type_values(kind))
    return Member(column.name, _type(kind, dialect), required, tuple(constraints), nested, is_list)


def _type(kind: exp.DataType, dialect: str) -> str:
    return "enum" if kind.is_type("enum") else _sql(kind, dialect)


def _type_values(kind: exp.DataType) -> Iterator[str]:
    if kind.is_type("enum"):
        yield one_of(literal.name for literal in kind.expressions)


def _nested(kind: exp.DataType, dialect: str) -> tuple[bool, tuple[Member, ...]]:
    """Read the members of STRUCT and of ARRAY<STRUCT>."""
    is_list = kind.is_type("array")
    inner = kind.expressions[0] if is_list and kind.expressions else kind
    if isinstance(inner, exp.DataType) and inner.is_type("struct"):
        columns = (entry for entry in inner.expressions if isinstance(entry, exp.ColumnDef))
        return is_list, tuple(_member(column, dialect) for column in columns)
    return False, ()


def _column_constraints(rule: exp.Expr, dialect: str) -> Iterator[str]:
    if isinstance(rule, exp.CheckColumnConstraint):
        yield from _conditions(rule.this, dialect)
    elif isinstance(rule, exp.PrimaryKeyColumnConstraint):
        yield "primary key"
    elif isinstance(rule, exp.UniqueColumnConstraint):
        yield "unique"
    elif isinstance(rule, exp.DefaultColumnConstraint):
        yield f"default {_sql(rule.this, dialect)}"


def _conditions(condition: exp.Expr | None, dialect: str) -> Iterator[str]:
    """Read a CHECK condition about one column as constraints, or keep it as it was written."""
    if condition is None:
        return
    for part in condition.flatten() if isinstance(condition, exp.And) else (condition,):
        yield from _condition(part.unnest(), dialect)


def _condition(part: exp.Expr, dialect: str) -> Iterator[str]:
    values = part.expressions if isinstance(part, exp.In) else []
    if type(part) in _COMPARISONS and part.expression.is_number:
        yield f"{_COMPARISONS[type(part)]} {_sql(part.expression, dialect)}"
    elif isinstance(part, exp.Between):
        yield f">= {_sql(part.args['low'], dialect)}"
        yield f"<= {_sql(part.args['high'], dialect)}"
    elif values and all(isinstance(value, exp.Literal) for value in values):
        yield one_of(value.name for value in values)
    elif isinstance(part, exp.RegexpLike) and isinstance(part.expression, exp.Literal):
        yield matches(part.expression.name)
    else:
        yield f"check {_sql(part, dialect)}"


def _sql(node: exp.Expr | None, dialect: str) -> str:
    return node.sql(dialect=dialect)[:120] if node is not None else ""


def _read_by_line(statement: str) -> Iterator[Member]:
    """Read the columns of a statement that no dialect parses, one by one, by their words."""
    body = statement.partition("(")[2].rstrip("; \n").removesuffix(")")
    for part in re.split(r",(?![^()]{0,200}\))", body)[:300]:
        found = _COLUMN_LINE.match(part)
        if found and not _NO_COLUMN.match(found["name"]):
            said = read_attributes(found["rest"])
            if said.type:
                yield Member(found["name"], said.type, said.required, said.constraints)
