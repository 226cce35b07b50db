"""What is said about one field: its type, whether it is required, its constraints, in words and symbols."""

import re
from dataclasses import dataclass

from bot.domain.pasted.constraints import constraint_at
from bot.domain.pasted.type_words import NO_TYPES, TYPE_WORDS, words

MAX_TEXT = 600

_REQUIRED = (
    r"not[\s_-]?null(?:able)?|non-?null(?:able)?|required|mandatory|obligatory|compulsory|"
    r"always (?:set|present|filled)|"
    r"must be (?:set|present|filled)|not optional|pflicht(?:feld|ig)?|verpflichtend|zwingend|erforderlich|"
    r"obligatoire|requis|obligatori[oa]|requerid[oa]|req\b\.?"
)
_OPTIONAL = (
    r"optional(?:es|e|er)?|not required|not mandatory|nullable|null(?:\s(?:allowed|ok|able))?|"
    r"may be (?:null|empty|missing|absent)|"
    r"can be (?:null|empty|missing)|if (?:available|present|known)|kann (?:fehlen|leer sein)|"
    r"falls vorhanden|freiwillig|nicht pflicht|keine pflicht|facultatif|facultative|optionnel(?:le)?|opcional|opt\b\.?"
)
_WORDS = "|".join(sorted((re.escape(word) for word in TYPE_WORDS), key=len, reverse=True))
_BASE = rf"(?:{_WORDS})s?(?!\w)"
_ARGUMENTS = (
    r"(?:\s?\(\s?(?:\d{1,5}|max)\s?(?:,\s?\d{1,5}\s?)?\)|\[\]|<[^<>\n]{1,80}>|\[[A-Za-z][^\[\]\n]{0,80}\]){0,3}"
)
_TYPE = (
    r"(?:(?:un)?signed\s)?(?:free\s|iso[- ]?(?:8601)?\s|utc\s|whole\s)?"
    rf"(?:(?:list|array|set|liste)\s(?:of|von|de)\s)?{_BASE}{_ARGUMENTS}"
    r"(?:\s(?:precision|varying)\b|\swith(?:out)? time ?zone\b)?\??"
)
_PAIR = r"yes/no|true/false|y/n|ja/nein|oui/non|sí/no"
_NO_TYPE = rf"(?:{'|'.join(NO_TYPES - {'null', 'none', 'super', 'var', 'mixed', 'dynamic'})})(?!\w)"
_FILLER = (
    r"(?:an?|the|is|are|and|as|of|type|typ|data ?type|format|field|feld|value|with|in|must|be|has|to|always|"
    r"ist|ein|eine|als|und|vom|une?|un|est|es|column|spalte|length|only|format:|types?:)(?!\w)"
)

_SCANNER = re.compile(
    rf"(?P<required>\b(?:{_REQUIRED})(?!\w))|(?P<type>\b(?:{_PAIR}|{_TYPE}))|(?P<no_type>\b{_NO_TYPE})"
    rf"|(?P<filler>\b{_FILLER})|(?P<punctuation>[\s,;:()\[\]{{}}.–—=*_`|/+-]+)|(?P<other>\w+|.)",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"(?:[\s(:=*_`–—-]|{_FILLER}\s){{0,6}}", re.IGNORECASE)
_OPTIONAL_AT = re.compile(rf"\b(?:{_OPTIONAL})(?!\w)", re.IGNORECASE)
_NULL_UNION = re.compile(r"\s?\|\s?(?:null|none|undefined)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What was understood of a description, and the words that were not."""

    type: str | None = None
    required: bool | None = None
    constraints: tuple[str, ...] = ()
    leftover: tuple[str, ...] = ()

    @property
    def said(self) -> bool:
        """Tell whether the description says anything about the field."""
        return self.type is not None or self.required is not None or bool(self.constraints)


class _Reading:
    """Collects what a scan over a description finds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.type: str | None = None
        self.required: bool | None = None
        self.constraints: list[str] = []
        self.leftover: list[str] = []

    def scan(self) -> Attributes:
        position = 0
        while position < len(self.text):
            position = self._step(position)
        constraints = tuple(dict.fromkeys(self.constraints))
        return Attributes(self.type or _implied_type(constraints), self.required, constraints, tuple(self.leftover))

    def _step(self, position: int) -> int:
        if found := _OPTIONAL_AT.match(self.text, position) or _NULL_UNION.match(self.text, position):
            self.required = False
            return found.end()
        token = _token(self.text, position)
        if token.lastgroup in ("required", "type") and not token[0].lower().startswith("enum"):
            return self._take(token)
        if found_constraint := constraint_at(self.text, position):
            self.constraints.extend(found_constraint[0])
            return found_constraint[1]
        return self._take(token)

    def _take(self, token: re.Match[str]) -> int:
        if token.lastgroup == "required":
            self.required = True
        elif token.lastgroup == "type":
            self._take_type(token[0])
        elif token.lastgroup == "other":
            self.leftover.append(token[0])
        return token.end()

    def _take_type(self, words: str) -> None:
        if words.endswith("?"):
            self.required = False
        if self.type is None:
            self.type = words.rstrip("?").strip()


def _token(text: str, position: int) -> re.Match[str]:
    token = _SCANNER.match(text, position)
    if token is None:  # the last branch of the scanner takes any character
        raise AssertionError(position)
    return token


def _implied_type(constraints: tuple[str, ...]) -> str | None:
    """Name the type that allowed values, a pattern or a closed range leave no doubt about."""
    starts = [constraint.split(" ")[0] for constraint in constraints]
    if "one" in starts:
        return "enum"
    if {"matches", "format"} & set(starts) or any(" length " in constraint for constraint in constraints):
        return "string"
    return "number" if {">", ">="} & set(starts) and {"<", "<="} & set(starts) else None


def read_attributes(text: str) -> Attributes:
    """Read a description such as `decimal(10,2), > 0, mandatory`."""
    return _Reading(text[:MAX_TEXT]).scan()


def begins_with_attribute(text: str) -> bool:
    """Tell whether a description opens with a type or with required/optional."""
    position = _start(text)
    if _OPTIONAL_AT.match(text, position):
        return True
    token = _SCANNER.match(text, position)
    return token is not None and token.lastgroup in ("required", "type", "no_type")


def begins_with_constraint(text: str) -> bool:
    """Tell whether a description opens with allowed values, a range, a length or a pattern."""
    return constraint_at(text, _start(text)) is not None


def _start(text: str) -> int:
    leading = _LEADING.match(text)
    return leading.end() if leading else 0


def read_optionality(text: str) -> bool | None:
    """Read a yes/no cell or flag that says whether a field is required."""
    word = text.strip().strip("*_`✓✔ ").lower()
    if not word:
        return bool(text.strip())
    if word in _YES:
        return True
    if word in _NO:
        return False
    return read_attributes(text).required


_YES = words("yes y true x 1 ja j oui o sí si must m r pflicht :white_check_mark: ✅ ☑ :heavy_check_mark:")
_NO = words("no n false 0 nein non - – — opt kann k :x: ❌ :no_entry: may")
