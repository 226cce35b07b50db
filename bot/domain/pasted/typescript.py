"""Fields from TypeScript: interfaces, object types, classes and enums."""

import re
from dataclasses import dataclass, replace

from tree_sitter import Node

from bot.domain.pasted.attributes import read_attributes
from bot.domain.pasted.constraints import one_of
from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.named_types import Member, NamedType, unfold
from bot.domain.pasted.syntax_trees import children, descendants, parse_typescript, text_of

_DECLARES = re.compile(r"\binterface\s+\w+[^{\n]*\{|\btype\s+\w+[^=\n]*=|\benum\s+\w+\s*\{")
_NAMELESS = re.compile(r"\s*\{\s*(?:readonly\s+)?[\"']?\w+[\"']?\??\s*:\s*(?!true\b|false\b|null\b)[A-Za-z(]")
_EMPTY = ("null", "undefined")


def read_typescript(text: str) -> FieldTable | None:
    """Read the interfaces and types of a text, or the one object type it consists of."""
    if found := _DECLARES.search(text):
        code = text[found.start() :]
    elif _NAMELESS.match(text):
        code = f"type Pasted = {text.strip()}"
    else:
        return None
    root = parse_typescript(code)
    return unfold(_types(root), "typescript") if root else None


def _types(root: Node) -> list[NamedType]:
    kinds = ("interface_declaration", "type_alias_declaration", "enum_declaration")
    return [declared for node in descendants(root, *kinds) if (declared := _named(node))]


def _named(node: Node) -> NamedType | None:
    name = text_of(node.child_by_field_name("name"))
    body = node.child_by_field_name("body") or node.child_by_field_name("value")
    if body is None:
        return None
    if node.type == "enum_declaration":
        return NamedType(name, values=tuple(_enum_values(body)))
    if body.type in ("interface_body", "object_type"):
        return NamedType(name, members=_members(body))
    if body.type == "intersection_type":
        parts = [_members(part) for part in children(body, "object_type")]
        return NamedType(name, members=tuple(member for part in parts for member in part))
    alias = _type_of(body)
    values = alias.constraints[0].removeprefix("one of ").split(", ") if alias.type == "enum" else []
    return NamedType(name, values=tuple(values))


def _enum_values(body: Node) -> list[str]:
    values = []
    for entry in body.named_children:
        value = entry.child_by_field_name("value") if entry.type == "enum_assignment" else entry
        if entry.type in ("enum_assignment", "property_identifier"):
            values.append(text_of(value).strip("\"'"))
    return values


def _members(body: Node) -> tuple[Member, ...]:
    signatures = children(body, "property_signature")
    return tuple(member for node in signatures if (member := _member(node)))


def _member(node: Node) -> Member | None:
    annotation = node.child_by_field_name("type")
    if annotation is None or not annotation.named_children:
        return None
    name = text_of(node.child_by_field_name("name")).strip("\"'")
    kind = _type_of(annotation.named_children[0])
    is_optional = any(child.type == "?" for child in node.children) or kind.is_nullable
    constraints = tuple(dict.fromkeys((*kind.constraints, *_comment_constraints(node))))
    return Member(name, kind.type, not is_optional, constraints, kind.members, kind.is_list)


def _comment_constraints(node: Node) -> tuple[str, ...]:
    """Read the comment at the end of a member's line, when it is nothing but constraints."""
    after = node.next_named_sibling
    if after is None or after.type != "comment" or after.start_point.row != node.end_point.row:
        return ()
    said = read_attributes(text_of(after).strip("/* "))
    return () if said.leftover else said.constraints


@dataclass(frozen=True, slots=True)
class _Kind:
    type: str | None = None
    constraints: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    is_list: bool = False
    is_nullable: bool = False


def _type_of(node: Node) -> _Kind:
    if node.type in ("parenthesized_type", "readonly_type") and node.named_children:
        return _type_of(node.named_children[0])
    if node.type == "union_type":
        return _union(node)
    if node.type == "object_type":
        return _Kind(members=_members(node))
    if node.type == "array_type" and node.named_children:
        return _listed(_type_of(node.named_children[0]))
    if node.type == "literal_type":
        value = text_of(node)
        return _Kind(is_nullable=True) if value in _EMPTY else _Kind("enum", (one_of([value.strip("\"'`")]),))
    return _Kind(text_of(node))


def _listed(element: _Kind) -> _Kind:
    kind = f"{element.type}[]" if element.type else None
    return replace(element, type=kind, is_list=True, is_nullable=False)


def _union(node: Node) -> _Kind:
    branches = [text for text in _branches(node) if text not in _EMPTY]
    is_nullable = len(branches) < len(_branches(node))
    if branches and all(branch[:1] in "\"'`" or branch.isdigit() for branch in branches):
        values = one_of(branch.strip("\"'`") for branch in branches)
        return _Kind("enum", (values,), is_nullable=is_nullable)
    return _Kind(" | ".join(branches) or None, is_nullable=is_nullable)


def _branches(node: Node) -> list[str]:
    """List the branches of a union; the grammar nests them to the left, one level per branch."""
    branches: list[str] = []
    current: Node | None = node
    while current is not None and current.type == "union_type":
        named = current.named_children
        branches.extend(text_of(child) for child in reversed(named) if child.type != "union_type")
        current = next((child for child in named if child.type == "union_type"), None)
    return branches[::-1]
