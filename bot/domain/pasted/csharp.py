"""Fields from C#: classes, records, structs and enums, with their data annotations."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from bot.domain.pasted.constraints import matches, one_of
from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.named_types import Member, NamedType, unfold
from bot.domain.pasted.syntax_trees import children, descendants, parse_csharp, text_of

_DECLARES = re.compile(
    r"(?:\[[^\]\n]{1,80}\]\s*)?(?:\b(?:public|internal|private|protected|sealed|partial|abstract|readonly|static)\s+)*"
    r"\b(?:class|record(?:\s+struct|\s+class)?|struct|enum)\s+\w+[^\n;:{(]{0,80}"
    r"(?:\s*[{(](?!\s*va[lr]\s)|[ \t]*:[ \t]*\w)"
)
_TYPES = ("class_declaration", "record_declaration", "struct_declaration", "enum_declaration")


def read_csharp(text: str) -> FieldTable | None:
    """Read the classes and records of a text."""
    found = _DECLARES.search(text)
    root = parse_csharp(text[found.start() :]) if found else None
    if root is None:
        return None
    types = (_named(node) for node in descendants(root, *_TYPES))
    return unfold([declared for declared in types if declared.members or declared.values], "csharp")


def _named(node: Node) -> NamedType:
    name = text_of(node.child_by_field_name("name"))
    body = node.child_by_field_name("body")
    if node.type == "enum_declaration":
        members = children(body, "enum_member_declaration")
        return NamedType(name, values=tuple(text_of(member.child_by_field_name("name")) for member in members))
    parameters = [
        _member(parameter, is_positional=True)
        for listed in children(node, "parameter_list")
        for parameter in children(listed, "parameter")
    ]
    properties = [_member(member, is_positional=False) for member in children(body, "property_declaration")]
    return NamedType(name, members=_with_optionality((*parameters, *properties)))


def _with_optionality(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Read the unmarked members as required when any other is marked; otherwise nothing was said."""
    if all(member.required is None for member in members):
        return members
    return tuple(replace(member, required=member.required is not False) for member in members)


def _member(node: Node, *, is_positional: bool) -> Member:
    kind = node.child_by_field_name("type")
    is_nullable = kind is not None and kind.type == "nullable_type"
    name = text_of(node.child_by_field_name("name"))
    constraints: list[str] = []
    required = True if "required" in _modifiers(node) else None
    for attribute in descendants(node, "attribute"):
        word, arguments = _attribute(attribute)
        required = True if word == "Required" else required
        name = arguments[0] if word in ("JsonPropertyName", "JsonProperty") and arguments else name
        constraints.extend(_constraints(word, arguments))
    if required is None and is_positional:
        required = not text_of(node).partition("=")[1]
    if required is not True or is_positional:
        required = False if is_nullable else required
    return Member(name, text_of(kind).removesuffix("?"), required, tuple(constraints))


def _modifiers(node: Node) -> set[str]:
    return {text_of(child) for child in children(node, "modifier")}


def _attribute(node: Node) -> tuple[str, list[str]]:
    listed = children(node, "attribute_argument_list")
    arguments = children(listed[0], "attribute_argument") if listed else []
    word = text_of(node.child_by_field_name("name")).removesuffix("Attribute")
    return word, [text_of(argument).lstrip("@").strip('"') for argument in arguments]


def _constraints(word: str, arguments: list[str]) -> Iterator[str]:
    if word in ("MaxLength", "StringLength") and arguments:
        yield f"max length {arguments[0]}"
    if word == "StringLength" and len(arguments) > 1:
        yield f"min length {arguments[1].rpartition('=')[2].strip()}"
    if word == "MinLength" and arguments:
        yield f"min length {arguments[0]}"
    if word == "Range" and len(arguments) > 1:
        yield f">= {arguments[0]}"
        yield f"<= {arguments[1]}"
    if word == "RegularExpression" and arguments:
        yield matches(arguments[0])
    if word == "AllowedValues" and arguments:
        yield one_of(arguments)
    if word in ("EmailAddress", "Url"):
        yield "format email" if word == "EmailAddress" else "format uri"
