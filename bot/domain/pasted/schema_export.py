"""A field table written as a JSON Schema of draft 2020-12."""

import re
from collections.abc import Iterable
from typing import Any

from bot.domain.pasted.field_table import DeclaredField, FieldTable
from bot.domain.pasted.linear_pattern import is_linear_pattern
from bot.domain.pasted.type_words import first_word, json_format, json_type

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MAX_PATH = 8

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_BOUNDS = {">=": "minimum", ">": "exclusiveMinimum", "<=": "maximum", "<": "exclusiveMaximum"}
_LENGTHS = {"min": ("minLength", "minItems"), "max": ("maxLength", "maxItems")}
_BOUND = re.compile(rf"(>=|<=|>|<) {_NUMBER}")
_LENGTH = re.compile(r"(min|max) (?:length|items) (\d{1,9})")
_SIZED = re.compile(r"(?:n?var)?n?(?:char(?:acter)?|string|binary)\d?\s?\((\d{1,9})\)", re.IGNORECASE)
_LIST = re.compile(
    r"(?:list|array|set|sequence|liste)s?\s(?:of|von|de)\s(?P<of>.+)|(?P<suffixed>.+)\[\]"
    r"|(?:list|array|readonlyarray|set|sequence|tuple|frozenset|i?(?:readonly)?(?:list|collection|enumerable)|hashset)"
    r"\s?[<\[](?P<inner>[^,]+?)(?:,[^<>\[\]]*)?[>\]]",
    re.IGNORECASE,
)
_FORMATS = {
    "date": "date",
    "date-time": "date-time",
    "email": "email",
    "uri": "uri",
    "uuid": "uuid",
    "yyyy-mm-dd": "date",
}

Schema = dict[str, Any]


def to_json_schema(table: FieldTable) -> Schema:
    """Write the fields as a schema that compiles; what JSON Schema cannot say stays in descriptions."""
    root: Schema = {"$schema": DIALECT, "type": "object", "properties": {}}
    for field in table.fields:
        _place(root, field.name.split(".")[:MAX_PATH], field)
    return root


def _place(parent: Schema, steps: list[str], field: DeclaredField) -> None:
    """Put a field under its path, making the objects and arrays on the way."""
    name, is_list = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    if len(steps) == 1:
        schema = _field_schema(field)
        parent["properties"].setdefault(name, {"type": "array", "items": schema} if is_list else schema)
        if field.required:
            _require(parent, name)
        return
    inner = parent["properties"].setdefault(name, _container(is_list=is_list))
    inner = inner.get("items", inner)
    if "properties" not in inner:
        inner.clear()
        inner.update({"type": "object", "properties": {}})
    _place(inner, steps[1:], field)


def _container(*, is_list: bool) -> Schema:
    record: Schema = {"type": "object", "properties": {}}
    return {"type": "array", "items": record} if is_list else record


def _require(parent: Schema, name: str) -> None:
    required = parent.setdefault("required", [])
    if name not in required:
        required.append(name)


def _field_schema(field: DeclaredField) -> Schema:
    schema = _type_schema(field.type or "")
    unsaid = [constraint for constraint in field.constraints if not _apply(schema, constraint)]
    if unsaid:
        schema["description"] = "; ".join(unsaid)
    if field.required is False:
        _allow_null(schema)
    return schema


def _allow_null(schema: Schema) -> None:
    """Let an optional field be null as well as absent: most sources deliver it so."""
    if isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"].append(None)


def _type_schema(words: str) -> Schema:
    listed = _LIST.fullmatch(words.strip())
    if listed:
        inner = listed["of"] or listed["suffixed"] or listed["inner"]
        return {"type": "array", "items": _type_schema(inner) if len(inner) < len(words) else {}}
    branches = re.split(r"\s\|\s|\sor\s", words)
    kinds = list(dict.fromkeys(kind for branch in branches if (kind := _json_type(branch))))
    if len(branches) > 1:
        return {"type": kinds} if len(kinds) > 1 else {"type": kinds[0]} if kinds else {}
    schema: Schema = {"type": kinds[0]} if kinds else {}
    if words.lower().startswith("enum"):
        return {}
    if implied := json_format(first_word(words)):
        schema["format"] = implied
    if sized := _SIZED.match(words.strip()):
        schema["maxLength"] = int(sized[1])
    return schema


def _json_type(words: str) -> str | None:
    word = first_word(words)
    return json_type(word) or json_type(word.removesuffix("s"))


def _apply(schema: Schema, constraint: str) -> bool:
    """Add a constraint to a schema; False when JSON Schema cannot say it of this type."""
    kind = schema.get("type")
    if found := _BOUND.fullmatch(constraint):
        return kind in ("integer", "number", None) and _put(schema, _BOUNDS[found[1]], _numeric(found[2]))
    if found := _LENGTH.fullmatch(constraint):
        keyword = _LENGTHS[found[1]][kind == "array"]
        return kind in ("string", "array", None) and _put(schema, keyword, int(found[2]))
    if constraint.startswith("one of "):
        values = _values(constraint.removeprefix("one of ").split(", "), kind)
        return bool(values) and _put(schema, "enum", values)
    if constraint.startswith("matches "):
        pattern = constraint.removeprefix("matches ")
        return kind in ("string", None) and is_linear_pattern(pattern) and _put(schema, "pattern", pattern)
    return _apply_word(schema, constraint)


def _apply_word(schema: Schema, constraint: str) -> bool:
    if constraint == "not empty":
        return _put(schema, "minItems" if schema.get("type") == "array" else "minLength", 1)
    if constraint.startswith("format "):
        known = _FORMATS.get(constraint.removeprefix("format ").lower())
        return known is not None and schema.get("type") == "string" and _put(schema, "format", known)
    return False


def _put(schema: Schema, keyword: str, value: Any) -> bool:
    schema[keyword] = value
    return True


def _numeric(words: str) -> int | float:
    return float(words) if "." in words else int(words[:17])


def _values(words: Iterable[str], kind: Any) -> list[Any]:
    """Read enumerated values in the type of their field."""
    values = list(dict.fromkeys(word for word in words if word))
    if kind in ("integer", "number") and all(re.fullmatch(_NUMBER, word) for word in values):
        return [_numeric(word) for word in values]
    if kind == "boolean":
        return []
    return values if kind in ("string", None) else []
