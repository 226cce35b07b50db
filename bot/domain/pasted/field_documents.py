"""Fields from documents about fields: data contracts, dbt models, `name: type` mappings, in YAML or JSON."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.pasted.attributes import read_attributes
from bot.domain.pasted.constraints import matches, one_of
from bot.domain.pasted.field_table import DeclaredField, FieldTable, field_table
from bot.domain.pasted.json_notations import first_json, read_sample, read_schema
from bot.domain.pasted.strict_json import walk
from bot.domain.pasted.type_words import says_nothing
from bot.domain.pasted.yaml_trees import NotPlainYaml, parse_yaml

_NAME_KEYS = ("name", "field", "column", "column_name", "feld", "key", "id")
_TYPE_KEYS = ("type", "data_type", "datatype", "dtype", "logicalType", "physicalType", "typ", "format")
_LIST_KEYS = (
    "fields",
    "columns",
    "properties",
    "attributes",
    "inputs",
    "input",
    "outputs",
    "output",
    "items",
    "felder",
)
_TABLE_KEYS = ("schema", "models", "sources", "tables", "datasets", "entities", "messages")
_GROUP_KEYS = (*_TABLE_KEYS, *_LIST_KEYS)
_YES = ("true", "yes", "y", "1", "ja", "on")
_MAPPING_LINE = re.compile(r"^\s*(?:- )?[\"']?[\w .\-\[\]?]{1,60}[\"']?\s*:(?:\s|$)", re.MULTILINE)
_PHRASES = (
    (("minimum", "min", "ge", "gte"), ">= {}"),
    (("maximum", "max", "le", "lte"), "<= {}"),
    (("exclusiveMinimum", "gt"), "> {}"),
    (("exclusiveMaximum", "lt"), "< {}"),
    (("minLength", "min_length"), "min length {}"),
    (("maxLength", "max_length"), "max length {}"),
)
MAX_DEPTH = 8


def read_json(text: str) -> FieldTable | None:
    """Read the first JSON value in a text, whichever kind it is."""
    value = first_json(text)
    if value is None:
        return None
    return read_schema(value) or _described(value, "json") or read_sample(value)


def read_yaml(text: str) -> FieldTable | None:
    """Read a YAML document that describes fields."""
    if len(_MAPPING_LINE.findall(text)) < 2:
        return None
    try:
        tree = parse_yaml(_from_first_mapping(text))
    except NotPlainYaml:
        return None
    return None if _is_flat(tree) else read_schema(tree) or _described(tree, "yaml")


def _is_flat(tree: Any) -> bool:
    """Tell whether a document is only lines of `name: words`, which are read as declarations instead."""
    if isinstance(tree, list):
        return all(isinstance(entry, str) or (len(entry) == 1 and _is_flat(entry)) for entry in tree)
    return isinstance(tree, str) or (isinstance(tree, dict) and not any(map(_is_branch, tree.values())))


def _is_branch(value: Any) -> bool:
    return isinstance(value, dict | list)


def _described(tree: Any, source: str) -> FieldTable | None:
    fields = list(described_fields(tree))
    if any(field.required for field in fields) and any(
        isinstance(node, dict) and _required(node) for _, node in walk(tree)
    ):
        # A contract that marks its required fields means the others not to be.
        fields = [replace(field, required=bool(field.required)) for field in fields]
    return field_table(fields, source)


def _from_first_mapping(text: str) -> str:
    found = _MAPPING_LINE.search(text)
    return text[found.start() :].lstrip("\n") if found else text


def described_fields(tree: Any, prefix: str = "", depth: int = 0) -> Iterator[DeclaredField]:
    """Yield the fields that a document describes; nothing when it describes something else."""
    if depth > MAX_DEPTH:
        return
    if isinstance(tree, list):
        yield from _listed(tree, prefix, depth)
    elif isinstance(tree, dict):
        yield from _mapped(tree, prefix, depth)


def _listed(entries: list[Any], prefix: str, depth: int) -> Iterator[DeclaredField]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        name = _named(entry)
        if name and not _has_group(entry, *_LIST_KEYS) and (_says_type(entry) or _required(entry) is not None):
            yield _field(prefix + name, entry)
        elif name and _says_type(entry) and _has_group(entry, *_LIST_KEYS):
            yield from _inside(entry, f"{prefix}{name}{_brackets(entry)}.", depth)
        elif name and _is_only_named(entry) and depth > 0:
            yield DeclaredField(prefix + name)
        elif len(entry) == 1:
            yield from _mapped(entry, prefix, depth)
        else:
            yield from _inside(entry, prefix, depth)


def _mapped(tree: dict[str, Any], prefix: str, depth: int) -> Iterator[DeclaredField]:
    groups = [key for key in tree if key in _GROUP_KEYS and isinstance(tree[key], dict | list)]
    if groups:
        yield from _inside(tree, prefix, depth)
    elif _declares_each(tree):
        for name, said in tree.items():
            yield from _declared(prefix + name, said, depth)
    elif all(isinstance(said, dict) and _has_group(said, *_LIST_KEYS) for said in tree.values()):
        for said in tree.values():
            yield from described_fields(said, prefix, depth + 1)


def _inside(tree: dict[str, Any], prefix: str, depth: int) -> Iterator[DeclaredField]:
    for key in tree:
        if key in _GROUP_KEYS:
            yield from described_fields(tree[key], prefix, depth + 1)


def _declares_each(tree: dict[str, Any]) -> bool:
    """Tell whether most entries of a mapping say a type, and none says something else entirely."""
    said = [_says_type(value) for value in tree.values()]
    return len(said) > 0 and sum(said) * 2 > len(said)


def _says_type(value: Any) -> bool:
    if isinstance(value, dict):
        kind = _first(value, _TYPE_KEYS)
        return read_attributes(kind).said if kind else bool(value) and _declares_each(value)
    if isinstance(value, list) and len(value) == 1:
        return _says_type(value[0])
    if not isinstance(value, str):
        return False
    said = read_attributes(value)
    return said.type is not None and len(said.leftover) <= 1


def _declared(name: str, said: Any, depth: int) -> Iterator[DeclaredField]:
    if isinstance(said, dict) and _first(said, _TYPE_KEYS) and not _has_group(said, *_LIST_KEYS):
        yield _field(name, said)
    elif isinstance(said, dict):
        yield from described_fields(said, f"{name}{_brackets(said)}.", depth + 1)
    elif isinstance(said, list):
        yield from _declared(f"{name}[]", said[0] if said else "", depth + 1)
    else:
        marked = name.endswith("?")
        read = read_attributes(str(said))
        required = False if marked else read.required
        yield DeclaredField(name.removesuffix("?"), read.type, required, read.constraints)


def _field(name: str, entry: dict[str, Any]) -> DeclaredField:
    kind = _first(entry, _TYPE_KEYS)
    said = read_attributes(kind or "")
    required = _required(entry)
    named = None if kind is None or says_nothing(kind) else said.type or kind
    constraints = tuple(dict.fromkeys((*said.constraints, *_constraints(entry))))
    return DeclaredField(name, named, said.required if required is None else required, constraints)


def _required(entry: dict[str, Any]) -> bool | None:
    lowered = {key.lower(): str(value).lower() for key, value in entry.items()}
    for key in ("required", "mandatory", "pflicht", "notnull", "not_null"):
        if key in lowered:
            return lowered[key] in _YES
    for key in ("nullable", "optional", "isnullable"):
        if key in lowered:
            return lowered[key] not in _YES
    if lowered.get("mode") in ("required", "nullable", "repeated"):
        return lowered["mode"] == "required"
    return True if "not_null" in _tests(entry) else None


def _tests(entry: dict[str, Any]) -> dict[str, Any]:
    """Collect the dbt tests of a column by their names."""
    named: dict[str, Any] = {}
    for key in ("tests", "data_tests", "constraints"):
        listed = entry.get(key)
        for test in listed if isinstance(listed, list) else []:
            if isinstance(test, str):
                named[test] = {}
            elif isinstance(test, dict):
                named.update({str(test["type"]): test} if isinstance(test.get("type"), str) else test)
    return named


def _constraints(entry: dict[str, Any]) -> Iterator[str]:
    values = entry.get("enum") or entry.get("values") or entry.get("allowed_values")
    accepted = _tests(entry).get("accepted_values")
    if isinstance(accepted, dict):
        inner = accepted.get("arguments")
        values = values or (inner if isinstance(inner, dict) else accepted).get("values")
    if isinstance(values, list):
        yield one_of(str(value) for value in values)
    if isinstance(entry.get("pattern"), str):
        yield matches(entry["pattern"])
    for keys, phrase in _PHRASES:
        if (bound := _first(entry, keys)) is not None:
            yield phrase.format(bound)
    if "unique" in _tests(entry) or str(entry.get("unique", "")).lower() in _YES:
        yield "unique"


def _first(entry: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((str(entry[key]) for key in keys if isinstance(entry.get(key), str | int | float)), None)


def _named(entry: dict[str, Any]) -> str | None:
    return next((entry[key] for key in _NAME_KEYS if isinstance(entry.get(key), str)), None)


def _has_group(entry: dict[str, Any], *keys: str) -> bool:
    return any(isinstance(entry.get(key), dict | list) for key in keys)


def _is_only_named(entry: dict[str, Any]) -> bool:
    return not _has_group(entry, *_GROUP_KEYS)


def _brackets(entry: dict[str, Any]) -> str:
    return "[]" if _first(entry, _TYPE_KEYS) in ("array", "list", "repeated") else ""
