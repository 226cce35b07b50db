"""Answers that only count: "4 people, 2 hours, 1 room". Heads, sizes, money and dates say nothing of what was asked."""

import re

from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading

_LEAD = (
    r"(?:(?:the|a|an|all|some|only|just|about|around|roughly|approx\.?|ca\.?|circa|nearly|over|team of|"
    r"there (?:are|is)|"
    r"we (?:are|have)|it runs|since|from|until|by|on|as of|start|starts|live|go-?live|kick-?off|rollout|budget|version|"
    r"seit|ab|bis|etwa|rund|rota from|depuis|environ|unos|unas|desde)[\s:]+)*"
)
_COUNT = re.compile(rf"\W*{_LEAD}(?:€|\$|£)?$")
_DATE = re.compile(
    r"\W*(?:(?:since|from|until|by|starts?|starting|as of|live|go-?live|kick-?off|in|ab|seit|bis|im|depuis|desde|"
    r"en)\s)+"
    r"(?:early |late |mid |end of |the )?(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|"
    r"december|mai|juni|juli|oktober|dezember|spring|summer|autumn|winter|next \w+)\W*"
)
_WORDS_BESIDE = 3  # "10 years retention", "20 trained clerks in Lübeck"
_COUNTS_FROM = 2


def is_only_figures(reading: Reading) -> bool:
    """Tell whether every part of an answer is a number with what it counts, and none of them bounds anything."""
    if any(bound.comparator for bound in reading.numbers.bounds) or reading.code_names:
        return False
    parts = [
        part for part in reading.parts if any(char.isalnum() for char in reading.passage.text[part.start : part.end])
    ]
    return len(parts) >= _COUNTS_FROM and all(_is_a_count(reading, part) for part in parts)


def _is_a_count(reading: Reading, part: Span) -> bool:
    first = next((quantity for quantity in reading.quantities if part.contains(quantity.number)), None)
    if first is None and _DATE.fullmatch(reading.passage.lower, *part):
        return True
    if first is None or not _COUNT.match(reading.passage.lower, part.start, first.number.start):
        return False
    return len(reading.content(Span(first.span.end, part.end))) <= _WORDS_BESIDE
