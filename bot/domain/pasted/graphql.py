"""Fields from GraphQL types, where an exclamation mark says that a value is always there."""

import re

from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.named_types import Member, NamedType, unfold

_DECLARES = re.compile(r"\b(?P<kind>type|input|interface|enum)\s+(?P<name>\w+)[^{}=\n]{0,60}\{(?P<body>[^{}]*)\}")
_FIELD = re.compile(
    r"^[ \t]*(?P<name>\w+)(?:\([^()]*\))?\s*:\s*(?P<type>\[ ?\w+!? ?\]|\w+)(?P<mark>!?)[ \t,]*(?:[@#][^\n]*)?$",
    re.MULTILINE,
)
_SCALAR = re.compile(r":\s*\[?\s*(?:String|Int|Float|Boolean|ID)\b\s*!?\]?!?")


def read_graphql(text: str) -> FieldTable | None:
    """Read the types and inputs of a text, when it speaks of GraphQL's own scalars."""
    if not _SCALAR.search(text):
        return None
    types = [_named(found) for found in _DECLARES.finditer(text)]
    return unfold([declared for declared in types if declared.members or declared.values], "graphql")


def _named(found: re.Match[str]) -> NamedType:
    if found["kind"] == "enum":
        return NamedType(found["name"], values=tuple(found["body"].split()))
    body = re.sub(r",(?![^\n]*\))", "\n", found["body"])
    return NamedType(found["name"], members=tuple(_member(field) for field in _FIELD.finditer(body)))


def _member(field: re.Match[str]) -> Member:
    kind = field["type"].replace(" ", "")
    is_list = kind.startswith("[")
    return Member(field["name"], kind.strip("[]!") + ("[]" if is_list else ""), bool(field["mark"]), is_list=is_list)
