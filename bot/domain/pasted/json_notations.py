"""Fields from parsed JSON: a JSON Schema, an Avro schema, a sample record."""

from collections.abc import Iterator
from typing import Any, TypeGuard

from bot.domain.pasted.attributes import read_attributes
from bot.domain.pasted.constraints import matches, one_of
from bot.domain.pasted.field_table import DeclaredField, FieldTable, field_table
from bot.domain.pasted.strict_json import NotStrictJson, parse_json_prefix, without_comments


def first_json(text: str) -> Any | None:
    """Return the first JSON object or array in a text, or None."""
    start = _first_bracket(text)
    if start < 0:
        return None
    for candidate in (text[start:], without_comments(text[start:])):
        try:
            return parse_json_prefix(candidate)[0]
        except NotStrictJson:
            continue
    return None


def without_json(text: str) -> str:
    """Cut the first JSON record out of a text, so that an example is not read as words."""
    start = _first_bracket(text)
    try:
        value, length = parse_json_prefix(text[start:]) if start >= 0 else (None, 0)
    except NotStrictJson:
        return text
    return text[:start] + text[start + length :] if value else text


def _first_bracket(text: str) -> int:
    return min((text.find(bracket) for bracket in "{[" if bracket in text), default=-1)


def read_schema(value: Any) -> FieldTable | None:
    """Read a parsed document as a JSON Schema or an Avro record, or return None when it is neither."""
    if is_json_schema(value):
        return field_table(list(_schema_fields(value, value, "", 0)), "json_schema")
    if _is_avro(value):
        return field_table(list(_avro_fields(value, "")), "avro")
    return None


def read_sample(value: Any) -> FieldTable | None:
    """Read a parsed record: its names, and its types where the values are type words."""
    return field_table(list(_sample_fields(value, "")), "json")


def is_json_schema(value: Any) -> bool:
    """Tell whether a document is a JSON Schema rather than a record."""
    if not isinstance(value, dict):
        return False
    if "$schema" in value or isinstance(value.get("properties"), dict) or isinstance(value.get("$defs"), dict):
        return True
    return value.get("type") == "array" and isinstance(value.get("items"), dict)


def _sample_fields(value: Any, prefix: str) -> Iterator[DeclaredField]:
    if isinstance(value, list):
        merged: dict[str, Any] = {}
        for record in value:
            if isinstance(record, dict):
                merged.update(record)
        value = merged
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        yield from _sample_field(prefix + key.strip(), inner)


def _sample_field(name: str, value: Any) -> Iterator[DeclaredField]:
    if isinstance(value, dict) and value:
        yield from _sample_fields(value, f"{name}.")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from _sample_fields(value, f"{name}[].")
    elif isinstance(value, list):
        inner = _type_word(name, value[0] if len(value) == 1 else None)
        yield DeclaredField(f"{name}[]", inner.type, inner.required, inner.constraints)
    else:
        yield _type_word(name, value)


def _type_word(name: str, value: Any) -> DeclaredField:
    """Read a sample value as a type when its words are type words, else keep the name only."""
    marked = name.endswith("?")
    name = name.removesuffix("?")
    said = read_attributes(value) if isinstance(value, str) and value else None
    if said is None or said.type is None or said.leftover:
        return DeclaredField(name, required=False if marked else None)
    return DeclaredField(name, said.type, False if marked else said.required, said.constraints)


def _schema_fields(schema: Any, root: dict[str, Any], prefix: str, depth: int) -> Iterator[DeclaredField]:
    schema = _resolved(schema, root)
    if schema.get("type") == "array" or "items" in schema:
        yield from _schema_fields(schema.get("items"), root, prefix, depth + 1)
        return
    listed = schema.get("required")
    required = {item for item in listed if isinstance(item, str)} if isinstance(listed, list) else None
    for key, inner in _properties(schema).items():
        said = None if required is None else key in required
        yield from _schema_field(f"{prefix}{key}", inner, root, depth, required=said)


def _schema_field(
    name: str, schema: Any, root: dict[str, Any], depth: int, *, required: bool | None
) -> Iterator[DeclaredField]:
    schema = _resolved(schema, root)
    if depth < 8 and _properties(schema):
        yield from _schema_fields(schema, root, f"{name}.", depth + 1)
        return
    items = _resolved(schema.get("items"), root)
    if depth < 8 and _properties(items):
        yield from _schema_fields(items, root, f"{name}[].", depth + 1)
        return
    kind = _schema_type(schema)
    if kind == "array" and _schema_type(items):
        kind = f"array of {_schema_type(items)}"
    yield DeclaredField(name, kind, required, tuple(_schema_constraints(schema)))


def _properties(schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def _resolved(schema: Any, root: dict[str, Any]) -> dict[str, Any]:
    """Follow local references, a few steps at most; anything else is an empty schema."""
    for _ in range(8):
        if not isinstance(schema, dict):
            return {}
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return schema
        schema = _pointed(reference, root)
    return {}


def _pointed(reference: str, root: dict[str, Any]) -> Any:
    target: Any = root
    if not reference.startswith("#/"):
        return {}
    for part in reference[2:].split("/"):
        target = target.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(target, dict) else None
    return target


def _schema_type(schema: dict[str, Any]) -> str | None:
    named = schema.get("type")
    kinds = [kind for kind in (named if isinstance(named, list) else [named]) if isinstance(kind, str)]
    kinds = [kind for kind in kinds if kind != "null"]
    if not kinds:
        return "enum" if isinstance(schema.get("enum"), list) or "const" in schema else None
    if kinds == ["object"]:
        return None
    return " or ".join(kinds)


_PHRASES = (
    ("minimum", ">= {}"),
    ("exclusiveMinimum", "> {}"),
    ("maximum", "<= {}"),
    ("exclusiveMaximum", "< {}"),
    ("minLength", "min length {}"),
    ("maxLength", "max length {}"),
    ("minItems", "min items {}"),
    ("maxItems", "max items {}"),
    ("multipleOf", "multiple of {}"),
    ("format", "format {}"),
    ("default", "default {}"),
)


def _schema_constraints(schema: dict[str, Any]) -> Iterator[str]:
    if isinstance(schema.get("enum"), list):
        yield one_of(str(value) for value in schema["enum"] if value is not None)
    if "const" in schema:
        yield one_of([str(schema["const"])])
    if isinstance(schema.get("pattern"), str):
        yield matches(schema["pattern"])
    for keyword, phrase in _PHRASES:
        if isinstance(schema.get(keyword), str | int | float):
            yield phrase.format(schema[keyword])


def _is_avro(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict) and value.get("type") == "record" and isinstance(value.get("fields"), list)


def _avro_fields(record: dict[str, Any], prefix: str) -> Iterator[DeclaredField]:
    for entry in record["fields"]:
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            yield from _avro_field(f"{prefix}{entry['name']}", entry)


def _avro_field(name: str, entry: dict[str, Any]) -> Iterator[DeclaredField]:
    kind = entry.get("type")
    branches = kind if isinstance(kind, list) else [kind]
    required = "null" not in branches and "default" not in entry
    kind = next((branch for branch in branches if branch != "null"), None)
    items = kind.get("items") if isinstance(kind, dict) and kind.get("type") == "array" else None
    if _is_avro(kind):
        yield from _avro_fields(kind, f"{name}.")
    elif _is_avro(items):
        yield from _avro_fields(items, f"{name}[].")
    else:
        yield DeclaredField(name, _avro_type(kind, items), required, tuple(_avro_constraints(kind)))


def _avro_type(kind: Any, items: Any) -> str | None:
    if isinstance(kind, str):
        return kind
    if isinstance(items, str):
        return f"array of {items}"
    if isinstance(kind, dict):
        named = kind.get("logicalType") or kind.get("type")
        return named if isinstance(named, str) else None
    return None


def _avro_constraints(kind: Any) -> Iterator[str]:
    if isinstance(kind, dict) and isinstance(kind.get("symbols"), list):
        yield one_of(str(symbol) for symbol in kind["symbols"])
