"""Field declarations in lists and prose: `- invoice_no: string, required`, `amount (decimal, > 0)`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.pasted.attributes import read_attributes
from bot.domain.pasted.declaration_grammar import (
    MARKED,
    NAME,
    Declaration,
    is_a_name,
    is_identifier,
    opens_declaration,
    read_declaration,
)
from bot.domain.pasted.field_table import DeclaredField, FieldTable, field_table

MAX_LINES = 300
MAX_LINE = 2_000
MAX_STATEMENT = 400

_BULLET = re.compile(r"^\s*(?:>\s?)?(?:[-*•◦▪‣·–—+]|\(?\d{1,3}[.)]|:[a-z_]+:)\s+")
_BARE = re.compile(rf"\s*{MARKED}\s*[,;]?\s*", re.IGNORECASE)
_HEADING = re.compile(
    r"\s*[*_]{0,2}(?P<word>required|mandatory|obligatory|pflicht(?:felder)?|optional|nice to have|not required)"
    r"(?:\s(?:fields?|inputs?|columns?|felder))?[*_]{0,2}\s?(?::[*_]{0,2}|$)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[^,;(\[{]+|\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]|\{[^{}]*\}|[(\[{]|[,;]")
_LABEL = re.compile(
    r"^\s*(?:(?:the|our|required|expected|input|output|pflicht)\s)?(?:fields?|columns?|inputs?|outputs?|attributes?|felder|eingabefelder|"
    r"champs|campos|schema|payload)\s?(?:are|is|sind)?\s?[:=]\s+(?=\S+\s?[(:]|\S+\s\S+[\s,;])",
    re.IGNORECASE,
)
_VALUES = re.compile(r"\b(?:one of|enum|any of|either|allowed|eine[rs]? von)\b", re.IGNORECASE)
_ONE_OR_TWO = re.compile(r"\s*(?:or\s|oder\s)?\S+(?:\s(?:or|oder)\s\S+)?\s*")
_SENTENCE_END = re.compile(r"(?<=[\w)`])[.!]\s+(?=[A-Z`*_])")
_AND = re.compile(rf"\s(?:and|und|plus|et|y)\s(?=[*_`\"']{{0,3}}{NAME}[*_`\"']{{0,3}}\s?\()")


def read_declarations(text: str) -> FieldTable | None:
    """Read the fields that lists, lines or sentences declare, or None when the text is about something else."""
    found = list(_declarations(text))
    if not _are_fields(found):
        return _bare_names(text)
    in_items = any(declaration.is_item and declaration.says_something for declaration in found)
    kept = [one for one in found if one.says_something or one.is_identifier or (one.is_item and in_items)]
    is_list = sum(1 for line in text.splitlines() if line.strip()) >= len(kept) > 1
    return field_table([declaration.field for declaration in kept], "list" if is_list else "prose")


def _are_fields(found: list[Declaration]) -> bool:
    likely = [declaration for declaration in found if declaration.is_identifier or declaration.is_tidy]
    if sum(1 for declaration in likely if declaration.field.type) >= 2:
        return True
    return any(declaration.is_unmistakable for declaration in likely)


def _declarations(text: str) -> Iterator[Declaration]:
    required: bool | None = None
    for line in _statements(text):
        content = _LABEL.sub("", _BULLET.sub("", line, count=1), count=1)
        if heading := _HEADING.match(content):
            required = not heading["word"].lower().startswith(("optional", "nice", "not"))
            found = _named(heading["rest"])
        else:
            required = required if line.strip() else None
            found = _line(content, is_item=bool(_BULLET.match(line)))
        yield from found if required is None else _under_heading(found, required=required)


def _statements(text: str) -> Iterator[str]:
    for line in text.splitlines()[:MAX_LINES]:
        yield from _SENTENCE_END.split(line[:MAX_LINE])


def _under_heading(found: Iterator[Declaration], *, required: bool) -> Iterator[Declaration]:
    for declaration in found:
        field = declaration.field
        yield (
            declaration if field.required is not None else replace(declaration, field=replace(field, required=required))
        )


def _named(content: str) -> Iterator[Declaration]:
    """Read the fields after a heading such as `Required:`, where a name alone is a declaration."""
    for piece in _pieces(content):
        bare = _BARE.fullmatch(piece)
        if bare and is_a_name(bare["name"]):
            yield Declaration(DeclaredField(bare["name"]), is_identifier(bare), is_set_off=True)
        else:
            yield from _line(piece, is_item=True)


def _line(content: str, *, is_item: bool) -> Iterator[Declaration]:
    """Read one line: each comma piece opens a new declaration, or continues the one before it."""
    opened: list[str] = []
    for piece in _pieces(content):
        if not opened or opens_declaration(piece, is_item=False):
            opened.append(piece)
        elif is_item or _continues(piece, opened[-1]):
            opened[-1] += "," + piece
    for statement in opened:
        declaration = read_declaration(statement.strip(), is_item=is_item)
        if declaration:
            yield declaration


def _continues(piece: str, before: str) -> bool:
    """Tell whether a piece says more about the field before it; anything else in a sentence is passed over."""
    if len(before) > MAX_STATEMENT:
        return False
    said = read_attributes(piece)
    if said.said and len(said.leftover) <= 2:
        return True
    return bool(_VALUES.search(before) and _ONE_OR_TWO.fullmatch(piece))


def _pieces(content: str) -> list[str]:
    pieces = [""]
    for part in _PIECES.findall(_AND.sub(", ", content)):
        if part in ",;":
            pieces.append("")
        else:
            pieces[-1] += part
    return [piece for piece in pieces if piece.strip()]


def _bare_names(text: str) -> FieldTable | None:
    """Read a list of identifiers with nothing said about them."""
    lines = [_BULLET.sub("", line, count=1) for line in text.splitlines()[:MAX_LINES] if line.strip()]
    found = [match for line in lines if (match := _BARE.fullmatch(line))]
    if len(lines) < 2 or len(found) < len(lines) or not any(is_identifier(match) for match in found):
        return None
    return field_table([DeclaredField(match["name"]) for match in found], "list")
