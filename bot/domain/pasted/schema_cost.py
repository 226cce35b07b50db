"""How much work a schema can cause: an upper bound, computed before anything is validated.

Nested `allOf` that refer to one another double the work at each step, and a recursive schema can visit one value many
times. The bound counts, along one path through an instance, how often values are visited.
"""

from collections.abc import Iterator
from typing import Any

from bot.domain.pasted.schema_refusals import EndlessReference
from bot.domain.pasted.schema_rules import IN_PLACE_LISTS, IN_PLACE_NAMED, IN_PLACE_ONE, ONE, referred
from bot.domain.pasted.strict_json import MAX_DEPTH

MAX_VISITS = 1_000
MAX_STEPS = 6_000


def check_cost(document: Any) -> None:
    """Raise EndlessReference when validating against a schema could take long or never end."""
    try:
        visits = _Cost(document).visits(document, MAX_DEPTH)
    except RecursionError as error:
        raise EndlessReference from error
    if visits > MAX_VISITS:
        raise EndlessReference


class _Cost:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.known: dict[tuple[int, int], int] = {}
        self.open: set[tuple[int, int]] = set()
        self.steps = 0

    def visits(self, schema: Any, depth: int) -> int:
        """Bound the visits that a schema causes on a value of that depth and on one path below it."""
        if not isinstance(schema, dict):
            return 1
        self.steps += 1
        key = (id(schema), depth)
        if key in self.known:
            return self.known[key]
        if key in self.open or self.steps > MAX_STEPS:
            raise EndlessReference
        self.open.add(key)
        total = 1 + sum(self.visits(inner, depth) for inner in self._in_place(schema))
        if depth > 0:
            total += self._below(schema, depth - 1)
        self.open.discard(key)
        self.known[key] = min(total, MAX_VISITS + 1)
        return self.known[key]

    def _below(self, schema: dict[str, Any], depth: int) -> int:
        """Bound the visits below a value: one property at a time, and every keyword that may apply to it as well."""
        total = sum(self.visits(schema[keyword], depth) for keyword in ONE if keyword in schema)
        total += sum(self.visits(inner, depth) for inner in _values(schema.get("patternProperties")))
        for exclusive in (_values(schema.get("properties")), _items(schema.get("prefixItems"))):
            total += max((self.visits(inner, depth) for inner in exclusive), default=0)
        return total

    def _in_place(self, schema: dict[str, Any]) -> Iterator[Any]:
        if "$ref" in schema:
            yield referred(schema["$ref"], self.document)
        yield from (schema[keyword] for keyword in IN_PLACE_ONE if keyword in schema)
        for keyword in IN_PLACE_LISTS:
            yield from _items(schema.get(keyword))
        for keyword in IN_PLACE_NAMED:
            yield from _values(schema.get(keyword))


def _values(named: Any) -> list[Any]:
    return list(named.values()) if isinstance(named, dict) else []


def _items(listed: Any) -> list[Any]:
    return listed if isinstance(listed, list) else []
