"""The canonical wording of a constraint, and how it is found in what people type.

A constraint is one short phrase (`>= 0`, `max length 20`, `matches ^A$`, `one of EUR, USD`): people read it in a table
and `schema_export` turns it into JSON Schema keywords.
"""

import re
from collections.abc import Callable, Iterable, Iterator

MAX_VALUES = 60


def one_of(values: Iterable[str]) -> str:
    """Say which values are allowed."""
    return "one of " + ", ".join(list(values)[:MAX_VALUES])


def matches(pattern: str) -> str:
    """Say which pattern a text must match."""
    return f"matches {pattern}"


_NUMBER = r"[-+]?\d[\d.,'_]{0,24}"
_CHARACTERS = r"(?:characters?|chars?|zeichen|caract[eè]res|caracteres|letters?|buchstaben|digits?|stellen|ziffern)"
_MAX = r"(?:max(?:imum|imal|\.)?|up to|at most|no more than|bis zu|höchstens|maximum of)"
_MIN = r"(?:min(?:imum|destens|\.)?|at least|mindestens)"
_VALUE = r"""(?:"[^"\n]{1,60}"|'[^'\n]{1,60}'|`[^`\n]{1,60}`|[\w€$%+.-]{1,40})"""
_NOT_A_VALUE = r"(?!(?:required|mandatory|optional|nullable|pflicht|max|min|not|default|unique)\b)"
_VALUES = rf"{_NOT_A_VALUE}{_VALUE}(?:\s?(?:,|\||/|\bor\b|\boder\b)\s?(?:or\s|oder\s)?{_NOT_A_VALUE}{_VALUE}){{0,60}}"
_COMPARATORS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}


def _number(text: str) -> str:
    return text.rstrip(".,'_").replace("'", "").replace("_", "")


def _compared(found: re.Match[str]) -> Iterator[str]:
    sign = found["sign"]
    yield f"{_COMPARATORS.get(sign, sign)} {_number(found['bound'])}"


def _ranged(found: re.Match[str]) -> Iterator[str]:
    yield f">= {_number(found['low'])}"
    yield f"<= {_number(found['high'])}"


def _lengths(found: re.Match[str]) -> Iterator[str]:
    yield f"min length {found['shortest']}"
    yield f"max length {found['longest']}"


def _exact_length(found: re.Match[str]) -> Iterator[str]:
    size = found["size"] or found["size2"]
    yield f"min length {size}"
    yield f"max length {size}"


def _values(found: re.Match[str]) -> Iterator[str]:
    listed = re.findall(_VALUE, found["values"])
    yield one_of(value.strip("\"'`") for value in listed if value not in ("or", "oder"))


def _as(template: str) -> Callable[[re.Match[str]], Iterator[str]]:
    def rewritten(found: re.Match[str]) -> Iterator[str]:
        yield template.format(*found.groups())

    return rewritten


_RULES: tuple[tuple[str, Callable[[re.Match[str]], Iterator[str]]], ...] = (
    (r"(?:matches|matching|pattern|regexp?|regex)?[\s:=]{0,3}[`/]?(\^[^\s`]{1,300}\$)[`/]?", _as("matches {0}")),
    (r"(?:matches|matching|pattern|regexp?)[\s:=]{1,3}[`/\"]([^\s`\"]{1,300})[`/\"]", _as("matches {0}")),
    (rf"{_MAX}\s?(?:len(?:gth)?|länge)?\s?[:=]?\s?(\d{{1,9}})\s{{0,2}}{_CHARACTERS}", _as("max length {0}")),
    (r"max[\s_-]?(?:len(?:gth)?|länge)\s?[:=(]?\s?(\d{1,9})\)?", _as("max length {0}")),
    (rf"{_MIN}\s?(?:len(?:gth)?|länge)?\s?[:=]?\s?(\d{{1,9}})\s{{0,2}}{_CHARACTERS}", _as("min length {0}")),
    (r"min[\s_-]?(?:len(?:gth)?|länge)\s?[:=(]?\s?(\d{1,9})\)?", _as("min length {0}")),
    (rf"(?P<sign_length><=|≤)\s?(?P<n>\d{{1,9}})\s?{_CHARACTERS}", lambda m: iter([f"max length {m['n']}"])),
    (rf"(?P<shortest>\d{{1,9}})\s?(?:-|–|to|bis|\.\.)\s?(?P<longest>\d{{1,9}})\s?{_CHARACTERS}", _lengths),
    (
        rf"(?:exactly\s|genau\s)?(?P<size>\d{{1,9}})[\s-]?{_CHARACTERS}|len(?:gth)?\s?[:=]?\s?(?P<size2>\d{{1,9}})",
        _exact_length,
    ),
    (r"(\d{1,2})\s(?:decimals|decimal places|nachkommastellen|décimales|decimales)", _as("{0} decimals")),
    (rf"(?P<sign>>=|<=|=>|=<|≥|≤|>|<)\s?(?P<bound>{_NUMBER})(?:\s?%)?", _compared),
    (
        rf"(?:between\s|from\s|range\s|zwischen\s|von\s)?[\[(]?(?P<low>{_NUMBER})\s?%?\s?(?:-|–|\.\.\.?|to\b|bis\b|and\b|und\b|,)\s?"
        rf"(?P<high>{_NUMBER})[\])]?(?:\s?%)?",
        _ranged,
    ),
    (rf"{_MAX}\s?[:=]?\s?({_NUMBER})", _as("<= {0}")),
    (rf"{_MIN}\s?[:=]?\s?({_NUMBER})", _as(">= {0}")),
    (
        r"(?:one of|any of|either|enum|allowed(?: values)?|values|value in|"
        r"in(?=\s?[:\[({])|eine[sr]? von|erlaubt)(?!\w)\s?[:=]?\s?[\[({]?\s?"
        rf"(?P<values>{_VALUES})\s?[\])}}]?",
        _values,
    ),
    (rf"(?P<values>{_NOT_A_VALUE}{_VALUE}(?:\s?\|\s?{_VALUE}){{1,60}})", _values),
    (
        rf"(?P<values>(?:{_NOT_A_VALUE}{_VALUE},\s){{0,30}}{_NOT_A_VALUE}{_VALUE},?\s(?:or|oder)\s{_VALUE})(?=\))",
        _values,
    ),
    (r"(?P<values>[A-Z][A-Z0-9_]{1,20}(?:/[A-Z][A-Z0-9_]{1,20}){1,30})", _values),
    (
        r"(?P<values>(?:\"[^\"\n]{1,40}\"|'[^'\n]{1,40}')(?:\s?[,/]\s?(?:\"[^\"\n]{1,40}\"|'[^'\n]{1,40}')){1,40})",
        _values,
    ),
    (r"non-?negative|nicht negativ", _as(">= 0")),
    (r"positive|positiv|strictly positive", _as("> 0")),
    (r"non-?empty|not empty|nicht leer", _as("not empty")),
    (r"unique|eindeutig", _as("unique")),
    (r"primary key|pk|primärschlüssel", _as("primary key")),
    (
        r"(iso[ -]?\d{3,5}(?:-\d)?(?:[ -]alpha-?\d)?|e\.164|rfc ?\d{4}|utf-?8|bcp[ -]?47|yyyy-?mm-?dd|dd\.mm\.yyyy)",
        _as("format {0}"),
    ),
    (rf"default(?:s to)?\s?[:=]?\s?({_VALUE})", _as("default {0}")),
)

_SCANNERS = tuple((re.compile(pattern, re.IGNORECASE), rewrite) for pattern, rewrite in _RULES)
_UNNAMED = re.compile(r"\(\?P<\w+>")
_ANY = re.compile("|".join(f"(?:{_UNNAMED.sub('(?:', pattern)})" for pattern, _ in _RULES), re.IGNORECASE)


def constraint_at(text: str, position: int) -> tuple[tuple[str, ...], int] | None:
    """Read the constraint that starts at a position; return its canonical phrases and where it ends."""
    if _ANY.match(text, position) is None:  # one look instead of one for each rule: most places hold no constraint
        return None
    for scanner, rewrite in _SCANNERS:
        found = scanner.match(text, position)
        if found:
            return tuple(rewrite(found)), found.end()
    return None
