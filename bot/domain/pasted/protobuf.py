"""Fields from protocol buffer messages."""

import re
from collections.abc import Iterator

from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.named_types import Member, NamedType, unfold

_DECLARES = re.compile(r"\b(?P<kind>message|enum)\s+(?P<name>\w+)\s*\{")
_FIELD = re.compile(
    r"(?:(?P<label>optional|required|repeated)\s+)?(?P<type>map\s*<[^<>]{1,60}>|[\w.]{1,80})\s+(?P<name>\w+)\s*=\s*\d{1,9}\b"
)
_VALUE = re.compile(r"\b([A-Z]\w*)\s*=\s*\d{1,9}\b")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


def read_protobuf(text: str) -> FieldTable | None:
    """Read the messages of a text."""
    if not _DECLARES.search(text):
        return None
    bare = _COMMENT.sub("", text)
    types = [_named(found, bare) for found in _DECLARES.finditer(bare)]
    return unfold([declared for declared in types if declared.members or declared.values], "protobuf")


def _named(found: re.Match[str], text: str) -> NamedType:
    body = re.split(r"\}|\b(?:message|enum)\s+\w+\s*\{", text[found.end() :], maxsplit=1)[0]
    if found["kind"] == "enum":
        return NamedType(found["name"], values=tuple(_VALUE.findall(body)))
    return NamedType(found["name"], members=tuple(_members(body)))


def _members(body: str) -> Iterator[Member]:
    for field in _FIELD.finditer(body):
        label = field["label"]
        required = {"optional": False, "required": True}.get(label or "")
        yield Member(field["name"], field["type"].rpartition(".")[2], required, is_list=label == "repeated")
