"""Contradictions inside an answer: a later part that takes back what an earlier part said.

Two parts contradict each other when they are about the same words and only one of them says no, or when the same thing
gets two different limits and the second is announced as a change of mind.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicon_words import FUNCTION_WORDS
from bot.domain.assessment.passage import Passage, Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Fillings, Rule, spoiled

_NO = re.compile(r"(?<![\w])(?:no|not|never|none|nobody|cannot|without|nor|neither|kein\w*|nicht|nie|niemals|ohne|pas|jamais|aucun\w*|nunca|ning[uú]n\w*|sin)(?![\w])|n't(?![\w])")
_BELOW = re.compile(r"<|≤|\b(?:below|under|less|fewer|lower|smaller|unter|weniger|kleiner|moins|menos|at most|up to)\b")
_ABOVE = re.compile(r">|≥|\b(?:above|over|more|greater|higher|larger|exceed\w*|über|mehr|größer|plus|más|at least|from)\b")
_STOPPED = FUNCTION_WORDS - {"no", "not"} | {"isn't", "don't", "doesn't", "aren't", "won't", "didn't", "can't", "cannot", "never", "nobody", "without", "none", "only", "always", "cases", "case"}
_SHARED_FROM = 0.6


def without_contradicted(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil every slot whose filling is taken back elsewhere in the answer."""
    pairs = list(contradictions(reading.passage, reading.parts))
    if not pairs:
        return fillings
    return {name: _checked(filling, pairs) for name, filling in fillings.items()}


def _checked(filling: Filling, pairs: list[tuple[Span, Span]]) -> Filling:
    for said, taken_back in pairs:
        if filling.span and filling.is_filled and (filling.span.overlaps(said) or filling.span.overlaps(taken_back)):
            return spoiled(taken_back, Rule.CONTRADICTION)
    return filling


def contradictions(passage: Passage, parts: tuple[Span, ...]) -> Iterator[tuple[Span, Span]]:
    """List the stretches of shared words in two parts of which just one says no."""
    said = [(part, _topic(passage, part)) for part in parts[:40]]
    for (first, topic), (second, other) in combinations(said, 2):
        if _denies(passage, first) == _denies(passage, second) or not topic or not other:
            continue
        shared = topic.keys() & other.keys()
        if len(shared) >= _SHARED_FROM * min(len(topic), len(other)) and _is_enough(shared, other):
            if not _on_other_sides(passage, first, second) and not _opens_a_branch(passage, first, second):
                yield _around(shared, topic), _around(shared, other)


def _is_enough(shared: set[str], other: dict[str, Span]) -> bool:
    return len(shared) >= 2 or (len(shared) == 1 and len(other) <= 2 and len(next(iter(shared))) > 3)


def _around(shared: set[str], topic: dict[str, Span]) -> Span:
    places = [topic[word] for word in shared]
    return Span(min(place.start for place in places), max(place.end for place in places))


def _topic(passage: Passage, part: Span) -> dict[str, Span]:
    return {_stem(word): place for word, place in words(passage, part) if word not in _STOPPED and not _NO.fullmatch(word)}


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "en"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _denies(passage: Passage, part: Span) -> bool:
    return bool(_NO.search(passage.lower, *part))


def _opens_a_branch(passage: Passage, first: Span, second: Span) -> bool:
    """Tell whether one of the two is the condition of a rule: "report: …, no report: …" are two cases."""
    return any(passage.text[part.end : part.end + 3].lstrip()[:1] in (":", "→") for part in (first, second))


def _on_other_sides(passage: Passage, first: Span, second: Span) -> bool:
    """Tell whether the two speak of different sides of a limit, so that both can hold."""
    sides = [(bool(_BELOW.search(passage.lower, *part)), bool(_ABOVE.search(passage.lower, *part))) for part in (first, second)]
    return sides[0] != sides[1] and any(sides[0]) and any(sides[1])
