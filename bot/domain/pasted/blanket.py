"""Sentences about all fields at once: `all required except note`, `alle Pflicht außer Notiz`, `optional: note`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.pasted.field_table import DeclaredField, FieldTable

MAX_TEXT = 3_000

_ALL = r"(?:all|everything|every field|each field|alle|alles|tous|toutes|todos|todas)"
_FIELDS = (
    r"(?:\s(?:of\s(?:them|these)|the|fields?|columns?|felder|spalten|les|los|champs|campos|others?|are|is|sind|ist|sont|son|be|must"
    r"|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|zwei|drei|vier|fünf|trois|tres)){0,4}"
)
_REQUIRED = (
    r"(?:required|mandatory|obligatory|not null|pflicht(?:felder)?|obligatoires?|obligatori[oa]s?|requerid[oa]s?)"
)
_OPTIONAL = r"(?:optional|nullable|facultati(?:f|ve)s?|optionnels?|opcional(?:es)?)"
_EXCEPT = (
    r"(?:except(?:\sfor)?|but(?:\snot)?|apart from|other than|besides|außer|ausser|bis auf|sauf|excepto|salvo|menos)"
)
_NAMES = r"(?P<names>[^.;\n()]{1,200}?)"

_ALL_EXCEPT = re.compile(
    rf"\b{_ALL}{_FIELDS}\s(?P<kind>{_REQUIRED}|{_OPTIONAL})(?:\s(?:fields?|columns?))?(?:,?\s{_EXCEPT}\s(?P<names>[^.;\n()]{{1,300}}))?",
    re.IGNORECASE,
)
_NOTHING_OPTIONAL = re.compile(
    r"\b(?:nothing(?: is)?|none(?: of (?:them|these))?(?: (?:is|are))?|"
    r"no(?: fields?)?(?: (?:is|are))?|nichts(?: ist)?|keines(?: ist)?)"
    r"\s(?:optional|nullable|(?:may|can|darf)(?: be)? (?:empty|missing|null|blank|leer sein|fehlen))",
    re.IGNORECASE,
)
_THESE = re.compile(
    rf"(?:^|[.,;\n(]|\bonly\b|\bnur\b)\s*{_NAMES}\s(?:(?:is|are|ist|sind|est|sont|es|son)\s)?(?P<kind>{_REQUIRED}|{_OPTIONAL})\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\b(?P<kind>{_REQUIRED}|{_OPTIONAL})\s?(?:fields?|columns?)?\s?[:=]\s?(?P<names>[^.;\n()]{{1,300}})",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\b(?:the\s)?first\s(?P<count>two|three|four|five|six|\d{{1,2}})(?:\s(?:are|fields?|columns?)){{0,2}}\s(?P<kind>{_REQUIRED}|{_OPTIONAL})",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_REST = re.compile(
    rf"\b(?:the\s)?(?:rest|others?|remaining|everything else|der rest|alle anderen)"
    rf"(?:\s(?:is|are|ist|sind|fields?|optional|:))*\s?(?P<kind>{_REQUIRED}|{_OPTIONAL})",
    re.IGNORECASE,
)
_TELLING = re.compile(rf"\b(?:{_REQUIRED}|{_OPTIONAL}|empty|missing|null|blank|leer|fehlen)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d][\w.\[\]]*")


def with_blanket_optionality(table: FieldTable, text: str) -> FieldTable:
    """Answer required or optional where a field does not say it and a sentence about the fields does."""
    if table.optionality_stated:
        return table
    said = dict(_said(table, _telling_lines(text)))
    fields = tuple(_with_said(field, said) for field in table.fields)
    return replace(table, fields=fields, optionality_stated=all(field.required is not None for field in fields))


def _telling_lines(text: str) -> str:
    """Keep the lines that speak of required or optional at all, as many as anybody would write."""
    telling = [line for line in text.splitlines() if _TELLING.search(line)]
    return "\n".join(telling)[:MAX_TEXT]


def without_blanket_sentences(text: str) -> str:
    """Take the sentences about all fields out, so that they are not read as words about the last one."""
    for pattern in (_ALL_EXCEPT, _NOTHING_OPTIONAL, _FIRST, _REST):
        text = pattern.sub(" ", text)
    return text


def _with_said(field: DeclaredField, said: dict[str, bool]) -> DeclaredField:
    return field if field.required is not None else replace(field, required=said.get(field.name))


def _said(table: FieldTable, text: str) -> Iterator[tuple[str, bool]]:
    if found := _ALL_EXCEPT.search(text):
        required = _is_required(found["kind"])
        yield from ((name, required) for name in table.names)
        yield from ((name, not required) for name in _mentioned(table, found["names"] or ""))
    elif _NOTHING_OPTIONAL.search(text):
        yield from ((name, True) for name in table.names)
    elif found := _REST.search(text):
        yield from ((name, _is_required(found["kind"])) for name in table.names)
    elif any(field.required is False for field in table.fields) or False in dict(_said_of_some(table, text)).values():
        # Who marks the optional ones means the others to be required.
        yield from ((field.name, True) for field in table.fields)
    if found := _FIRST.search(text):
        count = _COUNTS.get(found["count"].lower()) or int(found["count"])
        yield from ((name, _is_required(found["kind"])) for name in table.names[:count])
    yield from _said_of_some(table, text)


def _said_of_some(table: FieldTable, text: str) -> Iterator[tuple[str, bool]]:
    for pattern in (_THESE, _LISTED):
        for found in pattern.finditer(text):
            named = _mentioned(table, found["names"])
            yield from ((name, _is_required(found["kind"])) for name in named)


def _is_required(kind: str) -> bool:
    return re.fullmatch(_REQUIRED, kind, re.IGNORECASE) is not None


def _mentioned(table: FieldTable, words: str) -> list[str]:
    spoken = {word.lower() for word in _WORD.findall(words)}
    return [name for name in table.names if _spoken_form(name) in words.lower() or name.lower() in spoken]


def _spoken_form(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).lower() if "_" in name or name != name.lower() else "\0"
