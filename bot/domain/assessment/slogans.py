"""Slogans: long sentences of promises in which nothing can be pointed at."""

import re

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicon_slogans import BUZZ
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import phrases
from bot.domain.assessment.reading import Reading

_BUZZ = phrases(BUZZ)
_POINTED_AT = re.compile(
    r"\d|[`\"_→|<>=≥≤{}]|:\s|\b(?:if|when|unless|never|not|no|only|except|nicht|kein\w*|pas|nunca)\b"
)
_PROMISES_FROM = 2
_PROMISES_FROM_BESIDE_A_NAME = 3
_SHARE_FROM = 0.12


def is_slogan(reading: Reading, clause: Span) -> bool:
    """Tell whether a sentence strings promises together and names no number, no condition and nothing by its name."""
    if _POINTED_AT.search(reading.passage.lower, *clause) or reading.code_names:
        return False
    promises = sum(1 for _ in _BUZZ.finditer(reading.passage.lower, *clause))
    if promises < _PROMISES_FROM or promises < _SHARE_FROM * len(words(reading.passage, clause)):
        return False
    names = [span for span in reading.systems if span.overlaps(clause)]
    return not names or promises >= _PROMISES_FROM_BESIDE_A_NAME


def is_all_slogan(reading: Reading) -> bool:
    """Tell whether an answer consists of slogans alone."""
    return bool(reading.clauses) and all(is_slogan(reading, clause) for clause in reading.clauses)
