"""Where an answer breaks into sentences, lines and list items."""

import re

from bot.domain.assessment.spans import Span

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


def sentences(text: str, lower: str) -> tuple[Span, ...]:
    """Split into sentences, lines and list items, without their bullets."""
    found: list[Span] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        span = _without_bullet(text, start, end)
        if span and found and _CODE_BRANCH.fullmatch(lower, *found[-1]):
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
