"""Clauses of an answer, and whether a stretch of words says something concrete or only sounds like it."""

import re

from bot.domain.assessment.lexicon_words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Passage, Span

_BREAK = re.compile(
    r"\n+|;+(?=\s)|"
    r"(?<![A-Za-zÄÖÜ]\.[a-z])(?<!\betc)(?<!\busw)"
    r"(?:(?<!\b[A-Za-z])|(?<=\d [hsmd])|(?<=\d[hsmd]))"
    r"(?<!\be\.g)(?<!\bDr)(?<!\bca)(?<!\bNr)(?<!\bno)(?<!approx)[.!?]+(?=\s+[^\W\d_a-z<]|"
    r"\s+[<`\"'(#-]|\s*$|\s+[a-z]|\s+\d)"
)
_BULLET = re.compile(r"^\s*(?:[-*•–·‣▪o]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+")
_CODE_BRANCH = re.compile(r"(?:if|elif|else if|else|otherwise|when|wenn|sonst)\b[^\n]{0,80}:")
CLAUSES_AT_MOST = 60
_CONTRACTED = ("re", "ve", "ll")
WORD = re.compile(r"<[@#!][^>\s]*>|[^\W_]+(?:[-'./_:@&][^\W_]+)*")


def clauses(passage: Passage) -> tuple[Span, ...]:
    """Split into sentences, lines and list items, without their bullets."""
    found: list[Span] = []
    start = 0
    for match in [*_BREAK.finditer(passage.text), None]:
        end = match.start() if match else len(passage.text)
        span = _without_bullet(passage.text, start, end)
        if span and found and _CODE_BRANCH.fullmatch(passage.lower, *found[-1]):
            found[-1] = Span(found[-1].start, span.end)
        elif span:
            found.append(span)
        if len(found) == CLAUSES_AT_MOST:
            break
        start = match.end() if match else end
    return tuple(found)


def _without_bullet(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    bullet = _BULLET.match(piece)
    start += bullet.end() if bullet else len(piece) - len(piece.lstrip())
    return Span(start, start + len(text[start:end].rstrip())) if text[start:end].strip() else None


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
