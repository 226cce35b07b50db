"""What was understood of an answer, in the words it was given in, short enough for one line."""

import re
from collections.abc import Iterable, Iterator, Mapping

_NEXT_ITEM = re.compile(r"[\s.;,]*\n\s*[-*•]\s+")
_FIRST_BULLET = re.compile(r"^\s*[-*•]\s+")
_EDGE = " \t,.;:"

Span = tuple[int, int]


def pieces_of(text: str, found: Mapping[str, str]) -> tuple[str, ...]:
    """List the words that fill the slots in the order they were written, none twice.

    Words that overlap or follow each other are one piece: "at least" and "92 %" are read as "at least 92 %".
    """
    line = flattened(text)
    words = [flattened(each) for each in found.values()]
    spans = sorted(span for each in words if (span := _span(line, each)))
    written = [line[start:end].strip(_EDGE) for start, end in _joined(spans, line)]
    elsewhere = [each.strip(_EDGE) for each in words if _span(line, each) is None]
    return tuple(_distinct((*written, *elsewhere)))


def flattened(text: str) -> str:
    """Write a text on one line, the items of a list one after the other."""
    return " ".join(_NEXT_ITEM.sub("; ", _FIRST_BULLET.sub("", text)).split())


def _span(line: str, words: str) -> Span | None:
    start = line.casefold().find(words.casefold()) if words else -1
    return (start, start + len(words)) if start >= 0 else None


def _joined(spans: Iterable[Span], line: str) -> Iterator[Span]:
    current: Span | None = None
    for start, end in spans:
        if current and not line[current[1] : start].strip():
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def _distinct(words: Iterable[str]) -> Iterator[str]:
    said = ""
    for each in words:
        if each and each.casefold() not in said:
            said += f"{each.casefold()}\n"
            yield each
