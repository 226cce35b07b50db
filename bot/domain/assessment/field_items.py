"""The items of a list of fields in prose: one that stands bare behind typed ones, and one that has two types."""

import re
from collections.abc import Iterator

from bot.domain.assessment.lexicons.fields import MANNERS, NUMERIC_TYPES, REMARKS, TEXTUAL_TYPES
from bot.domain.assessment.lexicons.numbers import UNITS
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import alternatives
from bot.domain.assessment.reading import Reading
from bot.domain.pasted.type_words import json_type

_NUMERIC = rf"(?:{alternatives(NUMERIC_TYPES)})"
_TEXTUAL = rf"(?:{alternatives(TEXTUAL_TYPES)})"
_TYPE_WORD = re.compile(rf"(?<![\w-])(?:(?P<numeric>{_NUMERIC})|(?P<textual>{_TEXTUAL}))(?![\w-])")
_CUT = re.compile(r"[,;]\s|\s(?:and|und|et|y|plus|&)\s")
_BRACKETED = re.compile(r"\([^()\n]*(?:\)|$)|\[[^\[\]\n]*\]|\{[^{}\n]*\}|\"[^\"\n]*\"")
_BARE = re.compile(
    r"(?:and |und |et |y |plus |the |an? |also |then |der |die |das |le |la |les |el |los |las |l'|un |une |una )*"
    r"(?P<name>[^\W\d][\w/-]*(?: [^\W\d][\w-]*){0,2})\.?$"
)
_OPENS_VALUES = re.compile(
    r"[:=]|\b(?:enum|one of|either|from|values?|among|out of|eines? (?:von|aus)|un[eoa]? (?:de|parmi))\b"
)
_TYPED = re.compile(r"\([^()\n]{2,}\)|\b\d+ ?(?:-|\.\.\.?|to|bis|à|a) ?\d+\b|\b[a-z] ?- ?[a-z]\b|\b\w+/\w+\b")
_REMARK = re.compile(rf"(?<!\w)(?:{alternatives(REMARKS)})(?!\w)")


def bare_item(reading: Reading) -> Span | None:
    """Find the item of a list that has no type where those before it have one: "ear (L/R), gain int and volume"."""
    text = reading.passage.lower
    for line in _lines(text):
        items = list(_items(text, line))
        typed = [at for at, item in enumerate(items) if _has_type(text, item)]
        if not typed or _leaves_values_open(text, Span(items[typed[-1]].start, line.end)):
            continue
        if bare := next((item for item in items[typed[-1] + 1 :] if _is_bare_name(reading, item)), None):
            return bare
    return None


def _lines(text: str) -> Iterator[Span]:
    """Cut a text into sentences and lines; a semicolon only parts the items of one list."""
    start = 0
    for end in [*(found.start() for found in _LINE_END.finditer(text)), len(text)]:
        yield Span(start, end)
        start = end + 1


_LINE_END = re.compile(r"\n|(?<!\b[a-z])(?<!\bmax)[.!?](?=\s|$)")


def _leaves_values_open(text: str, rest: Span) -> bool:
    """Tell whether what follows the last type are its values: "side enum: buy, sell", "risk low, mid or high"."""
    said = _without_brackets(text, rest)
    opener = _OPENS_VALUES.search(said)
    return bool(_OR.search(said) or (opener and not _TYPED.search(said, opener.end())))


_OR = re.compile(r"\s(?:or|oder|ou|o)\s")


def _items(text: str, clause: Span) -> Iterator[Span]:
    """Cut a sentence at its commas and "and"s, but not inside of brackets."""
    closed = [Span(*found.span()) for found in _BRACKETED.finditer(text, *clause)]
    start = clause.start
    for cut in [*_CUT.finditer(text, *clause), None]:
        if cut and any(span.start < cut.start() < span.end for span in closed):
            continue
        end = cut.start() if cut else clause.end
        if text[start:end].strip():
            yield Span(start, end)
        start = cut.end() if cut else end


def _without_brackets(text: str, item: Span) -> str:
    return _BRACKETED.sub(" ", text[item.start : item.end])


def _has_type(text: str, item: Span) -> bool:
    said = text[item.start : item.end]
    if _TYPED.search(said) or _TYPE_WORD.search(said):
        return True
    return any(json_type(word.removesuffix("s")) for word in _WORD.findall(said))


def _is_bare_name(reading: Reading, item: Span) -> bool:
    text = reading.passage.lower
    bare = _BARE.fullmatch(text[item.start : item.end].strip())
    if bare is None or _REMARK.search(text, *item) or reading.is_put_off(item):
        return False
    words = bare["name"].split()
    is_unit = any(unit.fullmatch(words[-1]) for _, unit in UNITS)
    return not is_unit and not any(word in FUNCTION_WORDS for word in words)


def typed_names(reading: Reading) -> Span | None:
    """Find the names that stand in front of a type, two at least: "Sitzplatz Text, Preis Dezimalzahl"."""
    text = reading.passage.lower
    named = [item for line in _lines(text) for item in _items(text, line) if _is_typed_name(text, item)]
    return Span(named[0].start, named[-1].end) if len(named) > 1 else None


def _is_typed_name(text: str, item: Span) -> bool:
    said = _without_brackets(text, item).strip()
    typed = _TYPE_WORD.search(said)
    if typed is None or typed[0] in _NAMES_TOO or _NOT.search(said):
        return False
    name = _WORD.findall(_MANNER.sub(" ", said[: typed.start()]))
    return 0 < len(name) <= _NAME_AT_MOST and not any(word in FUNCTION_WORDS for word in name)


_NAMES_TOO = frozenset({"number", "numbers", "words", "percentage"})  # "supplier number" is a name, not a type


def two_types(reading: Reading) -> Span | None:
    """Find a field that is a number in one part and words in another: "loss as decimal. Loss comes as text"."""
    given: dict[str, str] = {}
    last = ""
    for line in _lines(reading.passage.lower):
        for item in _items(reading.passage.lower, line):
            said = _typed_as(reading, item)
            if said is None:
                continue
            name, kind = said
            name = last if name in _PRONOUNS and last else name
            if given.setdefault(name, kind) != kind:
                return item
            last = name
    return None


_PRONOUNS = frozenset({"it", "this", "that", "es", "elle", "il", "ella"})
_ALL = frozenset({"both", "all", "they", "beide", "alle", "sie", "tous", "toutes", "todos", "todas", "ambos"})
_MANNER = re.compile(rf"(?<!\w)(?:{alternatives(MANNERS)})(?!\w)")
_WORD = re.compile(r"[^\W\d][\w-]*")


def _typed_as(reading: Reading, item: Span) -> tuple[str, str] | None:
    """Read whose type an item states, and whether it is a number or words."""
    text = _without_brackets(reading.passage.lower, item)
    found = _TYPE_WORD.search(text)
    if found is None or _NOT.search(text):
        return None
    subject = _WORD.findall(_MANNER.sub(" ", text[: found.start()]))
    named = [word for word in subject if word not in FUNCTION_WORDS or word in _PRONOUNS | _ALL]
    named = named[:1] if named and named[0] in _PRONOUNS | _ALL else named
    if not named or len(named) > _NAME_AT_MOST:
        return None
    return " ".join(named), "numeric" if found["numeric"] else "textual"


_NAME_AT_MOST = 3  # words
_NOT = re.compile(r"\b(?:not|never|no|nicht|kein\w*|pas|nunca)\b|n't\b")
