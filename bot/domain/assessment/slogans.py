"""Slogans: long sentences of promises in which nothing can be pointed at."""

import re

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.slogans import BUZZ
from bot.domain.assessment.lexicons.systems import PRODUCTS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import phrases
from bot.domain.assessment.reading import Reading

_BUZZ = phrases(BUZZ)
_POINTED_AT = re.compile(r"\d|[`\"_→|<>=≥≤{}]|:\s")
_CODED = re.compile(r"[./\\]")  # what is hyphenated three times may be a promise: "end-to-end"
_DRAWN = re.compile(r"\b(?:if|when|unless|never|not|no|only|except|nicht|kein\w*|pas|nunca)\b")
_PROMISES_FROM = 2
_PROMISES_FROM_BESIDE_A_NAME = 3
_PROMISES_FROM_BESIDE_A_LINE = 4
_PROMISES_FROM_BESIDE_A_FIGURE = 5
_SHARE_FROM = 0.12


def is_slogan(reading: Reading, stretch: Span) -> bool:
    """Tell whether a stretch strings promises together, with no number or condition and nothing by its name."""
    text = reading.passage.lower
    if any(_CODED.search(text, *name) for name in reading.code_names):
        return False
    promises = sum(1 for _ in _BUZZ.finditer(text, *stretch))
    if _POINTED_AT.search(text, *stretch) and promises < _PROMISES_FROM_BESIDE_A_FIGURE:
        return False
    if promises < _PROMISES_FROM or promises < _SHARE_FROM * len(words(reading.passage, stretch)):
        return False
    if _DRAWN.search(text, *stretch):
        return promises >= _PROMISES_FROM_BESIDE_A_LINE
    is_named = any(_is_a_proper_name(reading, span) for span in reading.systems if span.overlaps(stretch))
    return not is_named or promises >= _PROMISES_FROM_BESIDE_A_NAME


def _is_a_proper_name(reading: Reading, span: Span) -> bool:
    """Tell a product or an abbreviation from a noun that only has a capital, as German ones do."""
    written = reading.passage.text[span.start : span.end]
    return written.lower() in PRODUCTS or sum(char.isupper() for char in written) > 1


def is_all_slogan(reading: Reading) -> bool:
    """Tell whether an answer consists of slogans alone, sentence by sentence or as a whole."""
    clauses = reading.clauses
    return bool(clauses) and (
        all(is_slogan(reading, clause) for clause in clauses) or is_slogan(reading, reading.passage.whole)
    )
