"""Words of an answer, and whether a stretch of words says something concrete or only sounds like it."""

import re

from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Passage, Span

_CONTRACTED = ("re", "ve", "ll")
WORD = re.compile(r"<[@#!][^>\s]*>|[^\W_]+(?:[-'./_:@&][^\W_]+)*")


def words(passage: Passage, span: Span | None = None) -> list[tuple[str, Span]]:
    """List the words of a stretch in lower case, each with its place."""
    start, end = span or passage.whole
    return [(found[0], Span(*found.span())) for found in WORD.finditer(passage.lower, start, end)]


def content(passage: Passage, span: Span | None = None) -> list[tuple[str, Span]]:
    """List the words that carry meaning of their own: no function words, generic nouns, praise or bare numbers."""
    return [
        (word, place)
        for word, place in words(passage, span)
        if len(word) > 1 and not word[0].isdigit() and not _is_empty(word) and not word.startswith("<")
    ]


def _is_empty(word: str) -> bool:
    if word in FUNCTION_WORDS or word in GENERIC or word in PRAISE:
        return True
    parts = re.split(r"[-'/]", word)
    return len(parts) > 1 and all(
        part in FUNCTION_WORDS or part in GENERIC or part in PRAISE or len(part) < 2 or part in _CONTRACTED
        for part in parts
    )


def covering(places: list[tuple[str, Span]]) -> Span | None:
    """Return the stretch from the first to the last of some words."""
    return Span(places[0][1].start, places[-1][1].end) if places else None
