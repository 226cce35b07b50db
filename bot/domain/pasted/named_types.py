"""The types a piece of source code declares, and how they unfold into one list of fields."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.pasted.constraints import one_of
from bot.domain.pasted.field_table import MAX_FIELDS, DeclaredField, FieldTable, field_table
from bot.domain.pasted.type_words import says_nothing

MAX_DEPTH = 6

_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_LIST = re.compile(
    r"\[\]|\b(?:list|array|readonlyarray|sequence|set|tuple|ienumerable|icollection|ilist|ireadonlylist|"
    r"ireadonlycollection|hashset|repeated|collection|iterable|frozenset|immutablearray)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a type: a field, or a group of fields written in place."""

    name: str
    type: str | None = None
    required: bool | None = None
    constraints: tuple[str, ...] = ()
    members: tuple["Member", ...] = ()
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class NamedType:
    """A class, record, interface, message or table; or an enumeration, which has values instead of members."""

    name: str
    members: tuple[Member, ...] = ()
    values: tuple[str, ...] = ()


def unfold(types: Sequence[NamedType], source: str) -> FieldTable | None:
    """List the fields of the types that no other type refers to, nested ones by their path."""
    by_name = {declared.name: declared for declared in types}
    roots = _roots(types, by_name)
    shared = _shared_names(roots)
    fields: list[DeclaredField] = []
    for root in roots:
        prefix = f"{root.name}." if any(member.name in shared for member in root.members) else ""
        for field in _fields_of(root.members, prefix, by_name, (root.name,)):
            fields.append(field)
            if len(fields) > MAX_FIELDS:
                return field_table(fields, source)
    return field_table(fields, source)


def _roots(types: Sequence[NamedType], by_name: Mapping[str, NamedType]) -> list[NamedType]:
    referred = {
        word for declared in types for word in _words_of(declared.members) if word in by_name and word != declared.name
    }
    records = [declared for declared in types if declared.members]
    return [declared for declared in records if declared.name not in referred] or records[:1]


def _words_of(members: Sequence[Member]) -> Iterator[str]:
    for member in members:
        yield from _IDENTIFIER.findall(member.type or "")
        yield from _words_of(member.members)


def _shared_names(roots: Sequence[NamedType]) -> set[str]:
    """Return the member names that more than one type has."""
    counts = Counter(name for root in roots for name in {member.name for member in root.members})
    return {name for name, count in counts.items() if count > 1}


def _fields_of(
    members: Sequence[Member], prefix: str, by_name: Mapping[str, NamedType], path: tuple[str, ...]
) -> Iterator[DeclaredField]:
    for member in members:
        name = prefix + member.name
        inner = _referred(member, by_name)
        is_list = member.is_list or bool(_LIST.search(member.type or ""))
        deeper = f"{name}[]." if is_list else f"{name}."
        if member.members:
            yield from _fields_of(member.members, deeper, by_name, path)
        elif inner and inner.values:
            yield DeclaredField(name, "enum", member.required, (*member.constraints, one_of(inner.values)))
        elif inner and inner.members and inner.name not in path and len(path) < MAX_DEPTH:
            yield from _fields_of(inner.members, deeper, by_name, (*path, inner.name))
        else:
            yield DeclaredField(name, _spoken_type(member), member.required, member.constraints)


def _referred(member: Member, by_name: Mapping[str, NamedType]) -> NamedType | None:
    words = _IDENTIFIER.findall(member.type or "")
    return next((by_name[word] for word in words if word in by_name), None)


def _spoken_type(member: Member) -> str | None:
    if member.type is None or says_nothing(member.type):
        return None
    return member.type[:120]
