"""A pasted JSON Schema, compiled without trust: no network, linear-time patterns, bounded work."""

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any

import jsonschema_rs

from bot.domain.pasted.linear_pattern import PATTERN_OPTIONS
from bot.domain.pasted.schema_cost import check_cost
from bot.domain.pasted.schema_export import to_json_schema
from bot.domain.pasted.schema_refusals import NotAJsonSchema, SchemaRefused, SchemaTooLarge, UnsafePattern
from bot.domain.pasted.schema_rules import check_rules
from bot.domain.pasted.strict_json import MAX_DEPTH, MAX_NODES, NotStrictJson, check_bounds, parse_json

__all__ = ["CompiledSchema", "SchemaRefused", "Violation", "compile_schema", "to_json_schema"]

MAX_BYTES = 256 * 1024
MAX_INSTANCE_BYTES = 64 * 1024
MAX_VIOLATIONS = 50


@dataclass(frozen=True, slots=True)
class Violation:
    """Where an instance breaks a schema, as a path such as `$.lines[0].amount`, and how."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """A schema that was accepted and compiled."""

    document: Any
    _validator: jsonschema_rs.Draft202012Validator

    def check(self, instance: Any) -> tuple[Violation, ...]:
        """List where an instance breaks the schema; nothing when it conforms."""
        too_large = _oversize(instance)
        if too_large:
            return (too_large,)
        errors = islice(self._validator.iter_errors(instance), MAX_VIOLATIONS)
        return tuple(Violation(json_path(error.instance_path), error.message[:300]) for error in errors)


def compile_schema(document: Any) -> CompiledSchema:
    """Compile a JSON Schema given as text or as a parsed value, or raise SchemaRefused."""
    schema = _parsed(document)
    check_rules(schema)
    check_cost(schema)
    if isinstance(schema, dict):
        # The base address of a schema plays no role here, since nothing outside it is ever referred to.
        schema = {key: value for key, value in schema.items() if key != "$id"}
    return CompiledSchema(schema, _validator(schema))


def json_path(steps: list[str | int]) -> str:
    """Write a path into an instance the way people write it: `$.lines[0].amount`."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else _name_step(step) for step in steps)


def _name_step(name: str) -> str:
    return f".{name}" if name.isidentifier() else f"[{json.dumps(name[:80], ensure_ascii=False)}]"


def _parsed(document: Any) -> Any:
    if isinstance(document, str) and len(document) > MAX_BYTES:
        raise SchemaTooLarge("$", f"more than {MAX_BYTES // 1024} KiB")
    try:
        if isinstance(document, str):
            document = parse_json(document)
        check_bounds(document)
    except NotStrictJson as error:
        raise _refusal(error) from error
    if len(json.dumps(document, ensure_ascii=False).encode(errors="replace")) > MAX_BYTES:
        raise SchemaTooLarge("$", f"more than {MAX_BYTES // 1024} KiB")
    return document


def _refusal(error: NotStrictJson) -> SchemaRefused:
    words = str(error)
    return SchemaTooLarge("$", words) if words.startswith(("nested", "more than")) else NotAJsonSchema("$", words)


def _validator(schema: Any) -> jsonschema_rs.Draft202012Validator:
    try:
        return jsonschema_rs.Draft202012Validator(
            schema,
            retriever=_deny,
            validate_formats=True,
            pattern_options=PATTERN_OPTIONS,
        )
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        steps = getattr(error, "instance_path", [])
        refusal = UnsafePattern if 'is not a "regex"' in str(error) else NotAJsonSchema
        raise refusal(json_path(steps), str(error).partition("\n")[0]) from error


def _deny(address: str) -> Any:
    raise ValueError(f"not fetched: {address}")


def _oversize(instance: Any) -> Violation | None:
    try:
        check_bounds(instance)
    except NotStrictJson as error:
        return Violation("$", f"{error} (at most {MAX_NODES} values, {MAX_DEPTH} levels)")
    if len(json.dumps(instance)) > MAX_INSTANCE_BYTES:
        return Violation("$", f"longer than {MAX_INSTANCE_BYTES // 1024} KiB")
    return None
