"""A value that a later sentence sets anew or lives with: the same limit denied, two types, two time limits."""

import re
from collections.abc import Callable
from itertools import pairwise

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.contradictions import is_tolerated, same_clause
from bot.domain.assessment.denials import denies
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Fillings

Reversed = tuple[str, Span]
"""The slot that is turned round, and the words that do it."""


def is_filled(fillings: Fillings, name: str) -> bool:
    """Tell whether a slot is there and filled."""
    return fillings.get(name, ABSENT).is_filled


def _same_limit_denied(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "below 0.5 the officer looks" next to "below 0.5 is dropped without anybody looking"."""
    if not (is_filled(fillings, "condition") and "reviewer" in fillings):
        return None
    for first, second in pairwise(reading.numbers.bounds):
        if _is_same_limit(first, second) and not same_clause(reading, first.quantity.number, second.quantity.number):
            clause = next((c for c in reading.clauses if c.contains(second.quantity.number)), None)
            if clause and _is_passed_by(reading, clause) != _is_passed_by(reading, _around(reading, first)):
                return "condition", clause
    return None


def _is_same_limit(first: Bound, second: Bound) -> bool:
    return (first.quantity.value, first.quantity.unit, first.side) == (
        second.quantity.value,
        second.quantity.unit,
        second.side,
    )


def _around(reading: Reading, bound: Bound) -> Span:
    return next((clause for clause in reading.clauses if clause.contains(bound.quantity.number)), bound.span)


_PASSED_BY = re.compile(
    r"\b(?:skip(?:s|ped)?|bypass(?:es)?|(?:go|goes) (?:straight|directly)|unseen|unread|unchecked|ungeprüft)\b"
)


def _is_passed_by(reading: Reading, clause: Span) -> bool:
    """Tell whether a sentence spares a case the look: by a "no", or by going past whoever looks."""
    return denies(reading.passage, clause) or bool(_PASSED_BY.search(reading.passage.lower, *clause))


_AS_A = r"(?:as |als |comme |como )?(?:an? |the |ein\w* |une? )?"
# Of each kind the slot that it fills, and its words; the families of types come first.
_KINDS_OF_VALUE = (
    (
        "types",
        r"(?:numbers?|integers?|ints?|decimals?|floats?|numeric|zahl(?:en)?|ganzzahl|nombres?|entiers?|números?|enteros?)",
    ),
    ("types", r"(?:texts?|strings?|varchar|char|words?|textes?|textos?|wörter)"),
    ("types", r"(?:dates?|datetimes?|timestamps?|datum|fechas?)"),
    ("format", r"json"),
    ("format", r"csv"),
)
_FAMILIES = ("number", "text", "date")
_OF_A_KIND = tuple(
    (name, re.compile(rf"\b{kind}\b"), re.compile(rf"\b(?:never|not|no|nie|nicht|kein\w*|pas|nunca) {_AS_A}{kind}\b"))
    for name, kind in _KINDS_OF_VALUE
)


def _another_kind(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "never as a number" behind "it is an integer"."""
    for name, kind, denied in _OF_A_KIND:
        no = denied.search(reading.passage.lower, reading.clauses[0].end)
        said = kind.search(reading.passage.lower, 0, no.start()) if no else None
        if no and said and is_filled(fillings, name) and not same_clause(reading, Span(*said.span()), Span(*no.span())):
            return name, Span(*no.span())
    return None


_A_TYPE = "|".join(f"(?P<{family}>{kind})" for family, (_, kind) in zip(_FAMILIES, _KINDS_OF_VALUE, strict=False))
_TYPED = re.compile(
    rf"(?:(?<=^)|(?<=[.,;({{`\"\n])|(?<=[.,;(\n] )|(?<=\bthe ))(?P<name>[^\W\d]\w{{2,}})[`\"]?"
    r"(?:\s?[:=(]\s?|"
    r"(?P<told>\s(?:(?:is|are) (?:delivered|sent|given|written|returned|stored) as|comes? (?:out )?as|is|are)\s))"
    rf"(?:always |just |an? |the |free )*"
    rf"(?:(?:{_A_TYPE})\b|(?P<choice>\w+(?:, ?| or | / ?)\w+ (?:or |/ ?)?\w+))"
)


def _two_types(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "grade: A, B or C" next to "the grade is a decimal"."""
    if not is_filled(fillings, "types"):
        return None
    declared: dict[str, str] = {}
    for typed in _TYPED.finditer(reading.passage.lower):
        family = next((name for name in _FAMILIES if typed[name]), "text")  # a choice of words is a text
        known = declared.setdefault(typed["name"], family)
        if typed["told"] and known != family and "number" in (known, family):
            return "types", Span(*typed.span())
    return None


def _lived_with(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "off once 4 doses are wrong" next to "up to 10 we leave it running"."""
    numbers = sorted((*reading.numbers.bounds, *reading.numbers.bare), key=lambda bound: bound.quantity.number)
    found = next((second for first, second in pairwise(numbers) if is_tolerated(reading, first, second)), None)
    return ("threshold", found.span) if found and is_filled(fillings, "threshold") else None


_ANOTHER_TIME = re.compile(
    r"(?:(?:^|\b(?:the|our|but|and) )(?:\w+ )?(?:time )?(?:limit|deadline|maximum)|"
    r"^(?:it|that|this|the (?:whole thing|switch|rollback|change|widget|restart|reset))) "
    r"(?:\w+ ){0,4}?(?:is|are|takes?|needs?|lasts?|counts?|gone|done|off|effective)\b[^.;\n]{0,24}?"
    r"(?P<time>\b(?:an?|one|two|three|half an?|\d+) (?:full |whole |working |business )?"
    r"(?:hours?|days?|weeks?|minutes?|min|h)\b|\bnext (?:\w+ )?(?:day|morning|shift|week)\b|\btomorrow\b|\bovernight\b)"
)


def _another_time_limit(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "the limit is 20 minutes" next to "the limit is the next working day as well"."""
    span = fillings.get("time_limit", ABSENT).span
    if span is None or not is_filled(fillings, "time_limit"):
        return None
    said = reading.passage.lower[span.start : span.end]
    for clause in reading.clauses:
        again = (
            _ANOTHER_TIME.search(reading.passage.lower[clause.start : clause.end])
            if clause.start > span.start
            else None
        )
        if again and again["time"] not in said:
            return "time_limit", clause
    return None


VALUE_FINDERS: tuple[Callable[[Reading, Fillings], Reversed | None], ...] = (
    _same_limit_denied,
    _another_kind,
    _two_types,
    _lived_with,
    _another_time_limit,
)
