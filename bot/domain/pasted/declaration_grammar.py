"""One declaration in words: a name, something that sets it off, and what is said about it."""

import re
from dataclasses import dataclass

from bot.domain.pasted.attributes import begins_with_attribute, begins_with_constraint, read_attributes
from bot.domain.pasted.field_table import DeclaredField
from bot.domain.pasted.type_words import COMMON_WORDS, NO_TYPES, TYPE_WORDS, words

_PART = r"[^\W\d][\w$]*(?:\[\])?"
NAME = rf"{_PART}(?:[.\-/]{_PART}){{0,6}}"
_QUOTE = r"[*_`\"']{0,3}"
MARKED = rf"{_QUOTE}(?P<name>{NAME})(?P<mark>\??){_QUOTE}"
_DECLARED = re.compile(
    r"(?:(?:the|field|column|feld|and|und|plus|also|with|val|var|let|readonly)\s)?"
    rf"{MARKED}(?P<sep>\s?[:=]\s?|\s?\(|\s[–—-]\s|\s(?:is|as|must be|ist|als)\s(?:an?\s|eine?\s)?|\s)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"{_QUOTE}(?P<name>{_PART}(?:\s{_PART}){{1,3}})(?P<mark>\??){_QUOTE}(?P<sep>\s?:\s|\s?\(|\s[–—-]\s)(?P<rest>\S.*)"
)
_BEFORE_NAME = re.compile(rf"^(?:[\w'’-]+,?\s){{1,8}}(?={_QUOTE}{NAME}{_QUOTE}\s?\()")
_FIRST_PIECE = re.compile(r"[,;(–—]")
_CAMEL = re.compile(r"[a-z][A-Z]")
_NOT_NAMES = TYPE_WORDS | NO_TYPES | words(
    """
    a an the and or all each every is are be of we it if in on at to for not no with fields field columns column
    input inputs output outputs required mandatory optional pflicht please this that these those which when then
    else nullable must should default type format max min one rest everything alle jede jedes only
    """
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declaration:
    """A field as one statement declares it, and how much the statement looks like a declaration."""

    field: DeclaredField
    is_identifier: bool
    is_set_off: bool
    is_tidy: bool = True
    is_item: bool = False

    @property
    def says_something(self) -> bool:
        """Tell whether more than the name is known."""
        return self.field.type is not None or self.field.required is not None or bool(self.field.constraints)

    @property
    def is_unmistakable(self) -> bool:
        """Tell whether this can be nothing but a field declaration, even standing alone."""
        if self.field.type is None:
            return self.is_identifier and self.field.required is not None
        said_more = self.field.required is not None or bool(self.field.constraints)
        return self.is_identifier or (said_more and self.is_set_off)


def opens_declaration(piece: str, *, is_item: bool) -> bool:
    """Tell whether a piece of a sentence starts a declaration of its own."""
    found = _match(piece.strip(), is_item=is_item)
    if found is None or not _can_be_a_name(found):
        return False
    if begins_with_attribute(found["rest"]):
        return True
    is_name = _is_set_off(found) or is_identifier(found)
    return is_name and begins_with_constraint(found["rest"])


def read_declaration(statement: str, *, is_item: bool) -> Declaration | None:
    """Read one statement as a declaration, or return None when it is none."""
    found = _match(statement, is_item=is_item)
    if found is None or not _can_be_a_name(found):
        return None
    attributes = read_attributes(found["rest"])
    is_set_off = _is_set_off(found)
    leads = begins_with_attribute(found["rest"]) or not attributes.leftover
    if not leads and not (is_item and is_set_off):
        return None
    if not is_item and len(attributes.leftover) > (6 if is_set_off else 1):
        return None
    opening = read_attributes(_FIRST_PIECE.split(found["rest"], maxsplit=1)[0])
    field = DeclaredField(
        found["name"], attributes.type, False if found["mark"] else attributes.required, attributes.constraints
    )
    is_tidy = leads and len(opening.leftover) <= 1
    return Declaration(field, is_identifier(found), is_set_off, is_tidy, is_item)


def is_identifier(found: re.Match[str]) -> bool:
    """Tell whether a matched name is spelled the way programs spell names, or set as code."""
    name = found["name"]
    return bool("_" in name or "." in name or f"`{name}" in found[0] or _CAMEL.search(name))


def is_a_name(word: str) -> bool:
    """Tell whether a word standing alone can be the name of a field."""
    return word.lower() not in _NOT_NAMES


def _is_set_off(found: re.Match[str]) -> bool:
    return not found["sep"].replace(" ", "").isalpha() and bool(found["sep"].strip())


def _can_be_a_name(found: re.Match[str]) -> bool:
    name, rest = found["name"].lower(), found["rest"]
    if name in TYPE_WORDS:
        return found["sep"].strip() in (":", "(", "=") or read_attributes(rest).type is not None
    if not _is_set_off(found) and not is_identifier(found) and rest.strip().lower() in COMMON_WORDS:
        return False  # "room number" and "request text" are names of two words, not a name and its type
    return is_a_name(name) or found["sep"].strip() == ":"


def _match(statement: str, *, is_item: bool) -> re.Match[str] | None:
    if not is_item:
        statement = _BEFORE_NAME.sub("", statement)
    found = _DECLARED.match(statement)
    labelled = _LABELLED.match(statement)
    if labelled and (is_item or begins_with_attribute(labelled["rest"])):
        return labelled if found is None or found["sep"].isspace() else found
    return found
