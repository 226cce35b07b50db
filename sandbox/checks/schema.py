"""The small language the tables are written in: what a value must look like, and where it says so.

Messages and codes follow Slack's own validator, https://docs.slack.dev/reference/methods/blocks.validate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from sandbox.checks.problem import Problem


class Rule(Protocol):
    """Anything that can look at a JSON value and name its problems."""

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Yield what Slack would refuse in `value`, found at the pointer `at`."""


Relation = Callable[[Mapping[str, Any], str], Iterable[Problem]]


def length(text: str) -> int:
    """Count characters the strict way: Slack does not say which unit it counts, so the larger one counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def broken(at: str, message: str, kind: str, expected: object = None, got: object = None) -> Problem:
    """Name a value that breaks a limit."""
    constraint = {"type": kind, "expected": expected, "got": got}
    given = {key: value for key, value in constraint.items() if value is not None}
    return Problem("failed_constraint", at, message, given)


def mistyped(at: str, expected: str) -> Problem:
    """Name a value of the wrong JSON type."""
    return Problem("invalid_type", at, f"must provide {expected}", {"type": "type", "expected": expected})


def missing(at: str, name: str) -> Problem:
    """Name a required field that is not there."""
    return Problem("missing_field", at, f"missing required field: {name}", {"type": "required", "expected": name})


def pointer(at: str, key: object) -> str:
    """Step one key deeper into a JSON pointer (RFC 6901)."""
    name = str(key)
    if "~" in name or "/" in name:
        name = name.replace("~", "~0").replace("/", "~1")
    return f"{at}/{name}"


@dataclass(frozen=True)
class Anything:
    """Accept every value."""

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Find nothing."""
        return iter(())


@dataclass(frozen=True, kw_only=True)
class String:
    """Accept a string within limits."""

    least: int = 0
    most: int | None = None
    choices: Sequence[str] = ()
    pattern: str = ""

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Measure the string, then compare it with the choices and the pattern."""
        if not isinstance(value, str):
            yield mistyped(at, "a string")
            return
        size = length(value)
        if size < self.least:
            yield broken(at, f"must be more than {self.least - 1} characters", "min_length", self.least, size)
        if self.most is not None and size > self.most:
            yield broken(at, f"must be less than {self.most + 1} characters", "max_length", self.most, size)
        if self.choices and value not in self.choices:
            yield broken(at, f"value must be one of {list(self.choices)}", "enum", list(self.choices), value)
        if self.pattern and not re.fullmatch(self.pattern, value):
            yield broken(at, f"does not match the pattern {self.pattern}", "pattern", self.pattern, value)


@dataclass(frozen=True)
class Boolean:
    """Accept true and false, and nothing that merely looks like them."""

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Refuse every other type."""
        if not isinstance(value, bool):
            yield mistyped(at, "a boolean")


@dataclass(frozen=True, kw_only=True)
class Number:
    """Accept a number within limits."""

    least: float | None = None
    most: float | None = None
    whole: bool = True

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Check the type, then both ends of the range."""
        allowed = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, allowed):
            yield mistyped(at, "an integer" if self.whole else "a number")
            return
        if self.least is not None and not value >= self.least:
            yield broken(at, f"must be no less than {self.least}", "minimum", self.least, value)
        if self.most is not None and not value <= self.most:
            yield broken(at, f"must be no more than {self.most}", "maximum", self.most, value)


@dataclass(frozen=True, kw_only=True)
class Array:
    """Accept a list of things of one kind."""

    of: Rule
    least: int = 0
    most: int | None = None

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Count the items, then look at each of them."""
        if not isinstance(value, list):
            yield mistyped(at, "an array")
            return
        if len(value) < self.least:
            yield broken(at, f"no fewer than {self.least} items allowed", "min_items", self.least, len(value))
        if self.most is not None and len(value) > self.most:
            yield broken(at, f"no more than {self.most} items allowed", "max_items", self.most, len(value))
        for index, item in enumerate(value):
            yield from self.of.problems(item, pointer(at, index))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Accept an object with exactly these fields; `relations` look at several fields at once."""

    doc: str
    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    relations: Sequence[Relation] = ()

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Check fields and relations; each finding carries the address of the page nearest to it."""
        if not isinstance(value, dict):
            yield replace(mistyped(at, "an object"), doc=self.doc)
            return
        for problem in self._found(value, at):
            yield problem if problem.doc else replace(problem, doc=self.doc)

    def _found(self, value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        for name in self.required:
            if value.get(name) is None:
                yield missing(at, name)
        if not value.keys() <= self._fields.keys():
            yield from self._surplus(value, at)
        for name, rule in self._fields.items():
            inner = value.get(name)
            if inner is not None:
                yield from rule.problems(inner, pointer(at, name))
        for relation in self.relations:
            yield from relation(value, at)

    def _surplus(self, value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        for name in value:
            if name not in self._fields:
                message = f"invalid additional property: {name}"
                yield broken(at, message, "additional_properties", got=name)

    @cached_property
    def _fields(self) -> dict[str, Rule]:
        return {**self.required, **self.optional}


@dataclass(frozen=True, kw_only=True)
class ByType:
    """Accept an object of one of several kinds, told apart by its `type`."""

    doc: str
    kinds: Mapping[str, Rule]

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Choose the rule by `type`, then apply it."""
        if not isinstance(value, dict):
            yield replace(mistyped(at, "an object"), doc=self.doc)
        elif value.get("type") is None:
            yield replace(missing(at, "type"), doc=self.doc)
        elif not isinstance(value["type"], str) or value["type"] not in self.kinds:
            message = f"unsupported type: {value['type']}"
            known = sorted(self.kinds)
            yield replace(broken(pointer(at, "type"), message, "enum", known, value["type"]), doc=self.doc)
        else:
            yield from self.kinds[value["type"]].problems(value, at)


def one_of(*names: str) -> Relation:
    """Require at least one of the fields."""

    def relation(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        if not any(value.get(name) for name in names):
            listed = " or ".join(f"`{name}`" for name in names)
            yield broken(at, f"must define either {listed}", "any_of", list(names))

    return relation


def not_both(first: str, second: str) -> Relation:
    """Forbid two fields together."""

    def relation(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        if value.get(first) is not None and value.get(second) is not None:
            yield broken(at, f"`{first}` and `{second}` cannot both be given", "not", [first, second])

    return relation


def in_order(low: str, high: str) -> Relation:
    """Require `low` to be no more than `high` where both are numbers."""

    def relation(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        ends = (as_number(value.get(low)), as_number(value.get(high)))
        if None not in ends and ends[0] > ends[1]:  # type: ignore[operator]
            yield broken(pointer(at, low), f"`{low}` cannot be greater than `{high}`", "maximum")

    return relation


def as_number(value: Any) -> float | None:
    """Read a number that may have been written as a string."""
    try:
        return None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
