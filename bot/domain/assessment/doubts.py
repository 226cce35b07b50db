"""Doubts about a single value: offered as one of two, left for later, told only loosely, taken back further on."""

import re

from bot.domain.assessment.lexicons.doubts import ADJECTIVE_TYPES, HEDGES, LATER, NOT_A
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import alternatives
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Rule, spoiled

_HEDGE = alternatives(HEDGES)
_LATER = alternatives(LATER)
_TYPE = (
    r"(?:strings?|str|text|ints?|integers?|numbers?|numeric|decimals?|floats?|doubles?|bool(?:ean)?s?|dates?|"
    r"timestamps?|datetimes?|enums?|lists?|arrays?|varchar|zahl|datum|texte|nombre|texto|fecha|número)"
)
_OPEN_VALUE = re.compile(
    rf"[\w)\]](?<!technically)(?<!\blist)(?<!\bscreen)(?<!\bmedium)(?<!\bformat)(?<!\bform)(?<!\blayout)(?<!\bchannel)(?<!\bit)(?<!\bthat)"
    rf"\s?(?:[:=(]|\s-|,?\s(?:is|are|ist|est|es)(?:\s(?:still|noch))?)\s?(?P<value>{_LATER})(?:\s(?:yet|"
    rf"noch))?(?=\s*(?:$|[.,;)\n]|with|by|until|from|mit))"
)
_VALUES = ("OPEN", "PENDING", "UNKNOWN", "LATER")  # in capitals they are values of an enumeration
_HEDGED_TYPE = re.compile(
    rf"(?<!\w)(?:{_HEDGE})\s(?:(?:an?|the|as|just|of|some|ein|une?)\s)*{_TYPE}\b|"
    rf"\b{_TYPE}(?:\([\d,]+\))?,?\s?\(?(?:{_HEDGE})(?!\w)|\b{_TYPE} or {_TYPE}\b(?=[,;]? (?:not|un))"
)
_NO_TYPE = re.compile(
    rf"[(:=]\s?(?:any(?:thing)?|unknown|object|whatever|something|mixed|misc|various|variable|depends|irgendwas|"
    rf"divers)(?=\s*(?:$|[,.;)\n|]))|"
    rf"\b(?:any|whatever|no(?: fixed)?) types?\b|\btype any\b|\b\w+ any(?=\s*(?:$|[,;)]))|"
    rf"[(:]\s?(?:{alternatives(ADJECTIVE_TYPES)})(?:\s(?:length|size|text|string|format|number|value|form|range|"
    rf"type))?s?\s*(?=[);.\n]|$|,(?!\s*(?:max|min|up to|at most|\d)))|"
    rf"\bor (?:something|anything|whatever|similar|some such|the like)\b(?: (?:like that|similar|else))?"
)
_ALTERNATIVE = re.compile(
    rf",?\s(?:or|oder|ou|o)\s(?:{_HEDGE}|even|something else|similar|whatever|vice versa|another)(?!\w)"
)
_OPTION = re.compile(
    rf"(?<!\w)(?:either|entweder|soit|{_HEDGE})\s(?:(?:as|by|via|in|on|an?|the|through|over)\s){{0,2}}$"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_NO_SUCH = re.compile(rf"(?<!\w)(?:{alternatives(NOT_A)})\s(?P<thing>\w{{3,}})(?!\w)")
_NAMED_AS_NOT = re.compile(rf"(?<!\w)(?:{alternatives(NOT_A)}) (?:[\w-]+ ){{0,2}}$")
_QUALIFIED = re.compile(r"\s(?:for|besides|other|apart|except|outside|beyond|until|für|außer|pour|sauf|para|salvo)\b")


def open_value(reading: Reading) -> Span | None:
    """Find an item of a list whose value is left for later: "axis: tbd"."""
    for found in _OPEN_VALUE.finditer(reading.passage.lower):
        if reading.passage.text[found.start("value") : found.end("value")] not in _VALUES:
            return Span(*found.span())
    return None


def loose_type(reading: Reading) -> Span | None:
    """Find a type that is guessed, left open or only an adjective: "probably strings", "any", "(sensible length)"."""
    return _found(_HEDGED_TYPE, reading) or _found(_NO_TYPE, reading) or open_value(reading) or _loose_length(reading)


def _loose_length(reading: Reading) -> Span | None:
    """Find a length that is only roughly told: "a text of maybe 300 characters"."""
    numbers = (*reading.numbers.bounds, *reading.numbers.bare)
    return next((bound.hedge for bound in numbers if bound.hedge and bound.quantity.unit == "size"), None)


def _found(pattern: re.Pattern[str], reading: Reading) -> Span | None:
    found = pattern.search(reading.passage.lower)
    return Span(*found.span()) if found else None


def one_of_two(reading: Reading, span: Span) -> Span | None:
    """Find the words that make a value one of two: "XML or maybe JSON"."""
    text = reading.passage.lower
    before = _OPTION.search(text, max(0, span.start - 30), span.start)
    after = _ALTERNATIVE.match(text, span.end)
    found = before or after
    return Span(*found.span()) if found else None


def taken_back(reading: Reading, span: Span) -> Span | None:
    """Find a later "no …" about the thing that a span names."""
    text = reading.passage.lower
    named = {
        word.removesuffix("s") for word in _WORD.findall(text[span.start : span.end]) if word not in FUNCTION_WORDS
    }
    for found in _NO_SUCH.finditer(text, span.end):
        if found["thing"].removesuffix("s") in named and not _QUALIFIED.match(text, found.end()):
            return Span(*found.span())
    return None


def is_denied(reading: Reading, span: Span) -> bool:
    """Tell whether a thing is only named as what it is not: "not by mail", "no longer the old screen"."""
    before = reading.passage.lower[max(0, span.start - 40) : span.start]
    return bool(_NAMED_AS_NOT.search(before))


def doubted(reading: Reading, filling: Filling) -> Filling:
    """Spoil a value that is one of two or taken back; leave any other as it is."""
    if filling.span is None or not filling.is_filled:
        return filling
    if loose := one_of_two(reading, filling.span):
        return spoiled(loose, Rule.HEDGE)
    if denied := taken_back(reading, filling.span):
        return spoiled(denied, Rule.CONTRADICTION)
    return filling
