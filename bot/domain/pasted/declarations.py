"""Field declarations in lists and prose: `- invoice_no: string, required`, `amount (decimal, > 0)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.pasted.attributes import begins_with_attribute, read_attributes
from bot.domain.pasted.field_table import DeclaredField, FieldTable, field_table
from bot.domain.pasted.type_words import NO_TYPES, TYPE_WORDS, words

MAX_LINES = 400
MAX_LINE = 2_000

_BULLET = re.compile(r"^\s*(?:>\s?)?(?:[-*•◦▪‣·–—+]|\(?\d{1,3}[.)]|:[a-z_]+:)\s+")
_NAME = r"[^\W\d][\w$]*(?:\[\])?(?:[.\-/][^\W\d][\w$]*(?:\[\])?){0,6}"
_MARKED = rf"[*_`\"']{{0,3}}(?P<name>{_NAME})(?P<mark>\??)[*_`\"']{{0,3}}"
_DECLARED = re.compile(
    rf"(?:(?:the|field|column|feld|and|und|plus|also|with)\s)?{_MARKED}"
    r"(?P<sep>\s?[:=]\s?|\s?\(|\s[–—-]\s|\s(?:is|as|must be|ist|als)\s(?:an?\s|ein\s|eine\s)?|\s)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"[*_`\"']{0,3}(?P<name>[^\W\d][\w$]*(?:\s[^\W\d][\w$]*){1,3})(?P<mark>\??)[*_`\"']{0,3}"
    r"(?P<sep>\s?:\s|\s?\(|\s[–—-]\s)(?P<rest>\S.*)"
)
_BARE = re.compile(rf"\s*{_MARKED}\s*[,;]?\s*", re.IGNORECASE)
_HEADING = re.compile(
    r"\s*[*_]{0,2}(?P<word>required|mandatory|obligatory|pflicht(?:felder)?|optional|nice to have|not required)"
    r"(?:\s(?:fields?|inputs?|columns?|felder))?[*_]{0,2}\s?(?::[*_]{0,2}|$)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_NOT_NAMES = (
    TYPE_WORDS
    | NO_TYPES
    | words(
        """
    a an the and or all each every is are be of we it if in on at to for not no with fields field
    columns column input inputs output outputs required mandatory optional pflicht please this that
    these those which when then else nullable must should default type format max min one rest
    everything alle jede jedes only
    """
    )
)
_SPLIT = re.compile(r"[^,;(\[{]+|\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]|\{[^{}]*\}|[(\[{]|[,;]")


_FIRST_PIECE = re.compile(r"[,;(–—]")
_SENTENCE_END = re.compile(r"(?<=[\w)`])[.!]\s+(?=[A-Z`*_])")
_BEFORE_NAME = re.compile(rf"^(?:[\w'’-]+,?\s){{1,8}}(?=[*_`\"']{{0,3}}{_NAME}[*_`\"']{{0,3}}\s?\()")
_AND = re.compile(rf"\s(?:and|und|plus|et|y)\s(?=[*_`\"']{{0,3}}{_NAME}[*_`\"']{{0,3}}\s?\()")


@dataclass(frozen=True, slots=True)
class _Draft:
    """One line that may declare a field; `is_tidy` when it opens with little but type and flags."""

    field: DeclaredField
    is_identifier: bool
    is_set_off: bool
    is_tidy: bool = True
    is_item: bool = False

    @property
    def says_something(self) -> bool:
        return self.field.type is not None or self.field.required is not None or bool(self.field.constraints)


def read_declarations(text: str) -> FieldTable | None:
    """Read the fields that lists, lines or sentences declare, or None when the text is about something else."""
    drafts = list(_drafts(text))
    if not _are_fields(drafts):
        return _bare_names(text)
    in_items = any(draft.is_item and draft.says_something for draft in drafts)
    drafts = [draft for draft in drafts if draft.says_something or draft.is_identifier or (draft.is_item and in_items)]
    is_list = sum(1 for line in text.splitlines() if line.strip()) >= len(drafts) > 1
    return field_table([draft.field for draft in drafts], "list" if is_list else "prose")


def _are_fields(drafts: list[_Draft]) -> bool:
    likely = [draft for draft in drafts if draft.is_identifier or draft.is_tidy]
    if sum(1 for draft in likely if draft.field.type) >= 2:
        return True
    return any(_is_unmistakable(draft) for draft in likely)


def _is_unmistakable(draft: _Draft) -> bool:
    said = draft.field.required is not None or bool(draft.field.constraints)
    if draft.field.type is None:
        return draft.is_identifier and draft.field.required is not None
    return draft.is_identifier or (said and draft.is_set_off)


def _drafts(text: str) -> Iterator[_Draft]:
    heading: bool | None = None
    for line in _statements(text):
        if not line.strip():
            heading = None
            continue
        content = _BULLET.sub("", line, count=1)
        if found := _HEADING.match(content):
            heading = not found["word"].lower().startswith(("optional", "nice", "not"))
            content = found["rest"]
            yield from _under(heading, _named(content))
            continue
        is_item = content != line
        yield from _under(heading, _line(content, is_item=is_item))


def _statements(text: str) -> Iterator[str]:
    for line in text.splitlines()[:MAX_LINES]:
        yield from _SENTENCE_END.split(line[:MAX_LINE])


def _under(heading: bool | None, drafts: Iterator[_Draft]) -> Iterator[_Draft]:
    for draft in drafts:
        if heading is not None and draft.field.required is None:
            draft = replace(draft, field=replace(draft.field, required=heading))
        yield draft


def _named(content: str) -> Iterator[_Draft]:
    """Read the fields after a heading such as `Required:`, where a name alone is a declaration."""
    for piece in _pieces(content):
        bare = _BARE.fullmatch(piece)
        if bare and bare["name"].lower() not in _NOT_NAMES:
            yield _Draft(DeclaredField(bare["name"]), _is_identifier(bare[0], bare["name"]), is_set_off=True)
        else:
            yield from _line(piece, is_item=True)


def _line(content: str, *, is_item: bool) -> Iterator[_Draft]:
    """Read one line: each comma piece opens a new declaration or continues the one before it."""
    opened: list[str] = []
    for piece in _pieces(content):
        if _opens(piece, is_item=is_item and not opened) or not opened:
            opened.append(piece)
        else:
            opened[-1] += "," + piece
    for statement in opened:
        draft = _draft(statement.strip(), is_item=is_item)
        if draft:
            yield draft


def _pieces(content: str) -> list[str]:
    pieces = [""]
    for part in _SPLIT.findall(_AND.sub(", ", content)):
        if part in ",;":
            pieces.append("")
        else:
            pieces[-1] += part
    return [piece for piece in pieces if piece.strip()]


def _opens(piece: str, *, is_item: bool) -> bool:
    found = _match(piece.strip(), is_item=is_item)
    return found is not None and _can_be_a_name(found) and begins_with_attribute(found["rest"])


def _can_be_a_name(found: re.Match[str]) -> bool:
    name = found["name"].lower()
    if name in TYPE_WORDS:
        return found["sep"].strip() in (":", "(", "=") or read_attributes(found["rest"]).type is not None
    return name not in _NOT_NAMES or found["sep"].strip() == ":"


def _match(statement: str, *, is_item: bool) -> re.Match[str] | None:
    if not is_item:
        statement = _BEFORE_NAME.sub("", statement)
    found = _DECLARED.match(statement)
    labelled = _LABELLED.match(statement)
    if labelled and (is_item or begins_with_attribute(labelled["rest"])):
        return labelled if found is None or found["sep"].isspace() else found
    return found


def _draft(statement: str, *, is_item: bool) -> _Draft | None:
    found = _match(statement, is_item=is_item)
    if found is None or not _can_be_a_name(found):
        return None
    is_set_off = found["sep"].strip() != ""
    attributes = read_attributes(found["rest"])
    leads = begins_with_attribute(found["rest"]) or not attributes.leftover
    if not is_set_off and not leads:
        return None
    if not is_item and len(attributes.leftover) > (6 if is_set_off else 1):
        return None
    if not (leads or is_item):
        return None
    is_tidy = leads and len(read_attributes(_FIRST_PIECE.split(found["rest"], maxsplit=1)[0]).leftover) <= 1
    required = False if found["mark"] else attributes.required
    field = DeclaredField(found["name"], attributes.type, required, attributes.constraints)
    return _Draft(field, _is_identifier(found[0], found["name"]), is_set_off, is_tidy, is_item)


def _is_identifier(words: str, name: str) -> bool:
    return "_" in name or "." in name or f"`{name}" in words or bool(re.search(r"[a-z][A-Z]", name))


def _bare_names(text: str) -> FieldTable | None:
    """Read a list of identifiers with nothing said about them."""
    lines = [_BULLET.sub("", line, count=1) for line in text.splitlines()[:MAX_LINES] if line.strip()]
    found = [_BARE.fullmatch(line) for line in lines]
    if len(lines) < 2 or not all(found):
        return None
    names = [match["name"] for match in found if match]
    if not any(_is_identifier(match[0], match["name"]) for match in found if match):
        return None
    return field_table([DeclaredField(name) for name in names], "list")
