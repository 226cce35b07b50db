"""The one shape that everything people paste is read into: a table of declared fields."""

from dataclasses import dataclass, replace
from enum import StrEnum

MAX_FIELDS = 300


class ProblemCode(StrEnum):
    """What was wrong with a paste that could still be read."""

    CUT = "cut"
    TOO_MANY_FIELDS = "too_many_fields"
    DECLARED_TWICE = "declared_twice"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the author should look at, with the words it is about."""

    code: ProblemCode
    words: str


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One field as its author declared it; what was not said is None."""

    name: str
    type: str | None = None
    required: bool | None = None
    constraints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The fields a text declares, and which notation they were read from."""

    fields: tuple[DeclaredField, ...]
    source: str
    optionality_stated: bool
    problems: tuple[Problem, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in the order of the text."""
        return tuple(field.name for field in self.fields)

    @property
    def untyped(self) -> tuple[str, ...]:
        """The names of the fields whose type is not said."""
        return tuple(field.name for field in self.fields if field.type is None)


def field_table(fields: list[DeclaredField], source: str, problems: tuple[Problem, ...] = ()) -> FieldTable | None:
    """Build a table of the fields, the first of each name; None when there are none."""
    if not fields:
        return None
    first_of_name: dict[str, DeclaredField] = {}
    for field in fields:
        if field.name in first_of_name:
            problems = (*problems, Problem(ProblemCode.DECLARED_TWICE, field.name))
        first_of_name.setdefault(field.name, field)
    distinct = tuple(first_of_name.values())
    if len(distinct) > MAX_FIELDS:
        problems = (*problems, Problem(ProblemCode.TOO_MANY_FIELDS, str(len(distinct))))
        distinct = distinct[:MAX_FIELDS]
    stated = all(field.required is not None for field in distinct)
    return FieldTable(distinct, source, stated, problems)


def with_problem(table: FieldTable, problem: Problem) -> FieldTable:
    """Return the table with one more problem."""
    return replace(table, problems=(*table.problems, problem))
