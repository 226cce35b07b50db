"""Which JSON Schemas are accepted: a bounded, self-contained subset of draft 2020-12."""

from collections.abc import Iterator
from typing import Any

from bot.domain.pasted.schema_refusals import (
    DanglingReference,
    ForeignDialect,
    MovingReference,
    NotAJsonSchema,
    RemoteReference,
    SchemaTooLarge,
    UnsafePattern,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MAX_BRANCHES = 32
MAX_PATTERNS = 100
MAX_PATTERN = 500

# Where a keyword holds schemas: one, a list, or a mapping of names. Everything else (`enum`, `default`, …) is data.
ONE = ("items", "contains", "additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties")
IN_PLACE_ONE = ("not", "if", "then", "else")
IN_PLACE_LISTS = ("allOf", "anyOf", "oneOf")
LISTS = ("prefixItems",)
NAMED = ("properties", "patternProperties")
IN_PLACE_NAMED = ("dependentSchemas",)

_MOVING = ("$dynamicRef", "$dynamicAnchor", "$anchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary")


def check_rules(document: Any) -> None:
    """Raise SchemaRefused when a schema is outside the accepted subset."""
    if not isinstance(document, dict | bool):
        raise NotAJsonSchema("$", "a schema is an object")
    patterns = 0
    for path, schema in subschemas(document):
        _check_identity(path, schema)
        _check_reference(path, schema, document)
        _check_branches(path, schema)
        patterns += _count_patterns(path, schema)
    if patterns > MAX_PATTERNS:
        raise SchemaTooLarge("$", f"more than {MAX_PATTERNS} patterns")


def subschemas(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object schema inside a document with its path, parents first."""
    waiting: list[tuple[str, Any]] = [("$", document)]
    while waiting:
        path, schema = waiting.pop()
        if isinstance(schema, dict):
            yield path, schema
            waiting.extend(_children(path, schema))


def _children(path: str, schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for keyword in (*ONE, *IN_PLACE_ONE):
        if keyword in schema:
            yield f"{path}.{keyword}", schema[keyword]
    for keyword in (*LISTS, *IN_PLACE_LISTS):
        listed = schema.get(keyword)
        if isinstance(listed, list):
            yield from ((f"{path}.{keyword}[{index}]", inner) for index, inner in enumerate(listed))
    for keyword in (*NAMED, *IN_PLACE_NAMED, "$defs"):
        named = schema.get(keyword)
        if isinstance(named, dict):
            yield from ((f"{path}.{keyword}.{name[:40]}", inner) for name, inner in named.items())


def _check_identity(path: str, schema: dict[str, Any]) -> None:
    dialect = schema.get("$schema", DIALECT)
    if not isinstance(dialect, str) or dialect.removesuffix("#") != DIALECT:
        raise ForeignDialect(path, str(dialect))
    for keyword in _MOVING:
        if keyword in schema:
            raise MovingReference(path, keyword)
    if "$id" in schema and path != "$":
        raise MovingReference(path, "$id")


def _check_reference(path: str, schema: dict[str, Any], document: Any) -> None:
    reference = schema.get("$ref")
    if reference is None and "$ref" not in schema:
        return
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/$defs/")):
        raise RemoteReference(path, str(reference))
    if not isinstance(referred(reference, document), dict | bool):
        raise DanglingReference(path, reference)


def referred(reference: str, document: Any) -> Any:
    """Return the part of a document that a local reference points to, or None."""
    target = document
    for part in reference.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(target, list) and name.isdecimal() and int(name[:6]) < len(target):
            target = target[int(name[:6])]
        elif isinstance(target, dict):
            target = target.get(name)
        else:
            return None
    return target


def _check_branches(path: str, schema: dict[str, Any]) -> None:
    for keyword in IN_PLACE_LISTS:
        listed = schema.get(keyword)
        if isinstance(listed, list) and len(listed) > MAX_BRANCHES:
            raise SchemaTooLarge(path, f"{keyword} with {len(listed)} branches")


def _count_patterns(path: str, schema: dict[str, Any]) -> int:
    named = schema.get("patternProperties")
    patterns = [*(named if isinstance(named, dict) else ()), *([schema["pattern"]] if "pattern" in schema else ())]
    for pattern in patterns:
        if isinstance(pattern, str) and len(pattern) > MAX_PATTERN:
            raise UnsafePattern(path, pattern)
    return len(patterns)
