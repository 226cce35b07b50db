"""What the second reader weighs of an answer: each of its words and pairs of neighbouring words once, and where it is.

Neither punctuation nor length is weighed: they never change a verdict (rule 16 of the catalogue).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.assessment.passage import Passage
from bot.domain.assessment.spans import Span

WORDS_AT_MOST = 300
"""Nobody needs more than a page of words to answer one question."""
_SCALE = 3.0

_WORD = re.compile(
    r"<(?P<mark>[@#!])[^>]*>|(?P<link>https?://\S+)|(?P<name>[^\W\d]\w*_\w+)|(?P<number>\d[\d.,']*)|"
    r"[^\W\d_]+(?:['-][^\W\d_]+)*|[%<>≥≤=→]"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """The words and the pairs of words of an answer, each with the place where it first occurs."""

    words: Mapping[str, Span]
    pairs: Mapping[str, Span]

    def amounts(self) -> dict[str, float]:
        """Return how much of each trait there is: the less the more there are, so that length makes no answer surer."""
        return {trait: _share(some) for some in (self.words, self.pairs) for trait in some}

    def places(self) -> dict[str, Span]:
        """Return where each trait is."""
        return {**self.words, **self.pairs}

    def total(self, weights: Mapping[str, float]) -> float:
        """Add up what the traits weigh."""
        return sum(_share(some) * sum(weights.get(trait, 0.0) for trait in some) for some in (self.words, self.pairs))


def read_traits(passage: Passage) -> Traits:
    """List the words and pairs of words of an answer; names, numbers and addresses count as what they are."""
    found = [(_word(match), Span(*match.span())) for match in _WORD.finditer(passage.lower)][:WORDS_AT_MOST]
    pairs = [(f"{first} {second}", Span(a.start, b.end)) for (first, a), (second, b) in pairwise(found)]
    return Traits(dict(reversed(found)), dict(reversed(pairs)))


def _word(match: re.Match[str]) -> str:
    if match["mark"]:
        return "#" if match["mark"] == "#" else "@"
    return "link" if match["link"] else "_" if match["name"] else "0" if match["number"] else match[0]


def _share(traits: Mapping[str, Span]) -> float:
    return _SCALE / math.sqrt(len(traits) + 1)
