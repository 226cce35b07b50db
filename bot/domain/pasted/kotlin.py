"""Fields from Kotlin data classes and other `val name: Type` declarations."""

import re

from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.named_types import Member, NamedType, unfold

_CLASS = re.compile(r"\b(?:data\s+class|class|struct|object)\s+(?P<name>\w+)")
_MEMBER = re.compile(
    r"\b(?:val|var|let)\s+(?P<name>\w+)\s*:\s*(?P<type>[\w.]+(?:<[^<>\n]{1,60}>|\[\])?|\[[\w.]+\])(?P<mark>\??)"
    r"(?P<default>\s*=)?"
)


def read_kotlin(text: str) -> FieldTable | None:
    """Read the `val` and `var` members of each class in a text."""
    starts = list(_CLASS.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    types = [
        NamedType(found["name"], tuple(map(_member, _MEMBER.finditer(text, found.end(), end))))
        for found, end in zip(starts, ends, strict=bool(starts))
    ]
    return unfold([declared for declared in types if declared.members], "kotlin")


def _member(found: re.Match[str]) -> Member:
    is_optional = bool(found["mark"] or found["default"])
    return Member(found["name"], found["type"], not is_optional)
