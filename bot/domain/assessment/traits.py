"""What the second reader weighs of an answer: each word and pair of words once, where it is, and what kinds of facts.

Neither punctuation nor length is weighed: they never change a verdict (rule 16 of the catalogue).
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.spans import Span

WORDS_AT_MOST = 300
"""Nobody needs more than a page of words to answer one question."""
FACTS_COUNT_FOR = 0.4
"""Much less than a word of a short answer: a fact is read by rules that know the labelled answers too well."""
_SCALE = 3.0

_WORD = re.compile(
    r"<(?P<mark>[@#!])[^>]*>|(?P<link>https?://\S+)|(?P<name>[^\W\d]\w*_\w+)|(?P<number>\d[\d.,']*)|"
    r"[^\W\d_]+(?:['-][^\W\d_]+)*|[%<>≥≤=→]"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """The words and the pairs of words of an answer, each where it first occurs, and its kinds of facts."""

    words: Mapping[str, Span]
    pairs: Mapping[str, Span]
    facts: frozenset[str] = frozenset()

    def amounts(self) -> dict[str, float]:
        """Return how much of each trait there is: the less the more there are, so that length makes no answer surer."""
        shares = {trait: _share(some) for some in (self.words, self.pairs) for trait in some}
        return {**shares, **dict.fromkeys(sorted(self.facts), FACTS_COUNT_FOR)}

    def places(self) -> dict[str, Span]:
        """Return where each word and each pair is."""
        return {**self.words, **self.pairs}

    def total(self, weights: Mapping[str, float]) -> float:
        """Add up what the traits weigh."""
        said = (_share(some) * _sum(weights, some) for some in (self.words, self.pairs))
        return sum(said) + FACTS_COUNT_FOR * _sum(weights, sorted(self.facts))


def read_traits(reading: Reading) -> Traits:
    """List everything that is weighed of an answer."""
    words, pairs = _said(reading.passage)
    return Traits(words, pairs, frozenset(_facts(reading)))


def _said(passage: Passage) -> tuple[dict[str, Span], dict[str, Span]]:
    """List words and pairs of words; names, numbers and addresses count as what they are."""
    found = [(_word(match), Span(*match.span())) for match in _WORD.finditer(passage.lower)][:WORDS_AT_MOST]
    pairs = [(f"{first} {second}", Span(a.start, b.end)) for (first, a), (second, b) in pairwise(found)]
    return dict(reversed(found)), dict(reversed(pairs))


def _facts(reading: Reading) -> Iterator[str]:
    """Name the kinds of facts that the rules see, and which of them they see more than once."""
    bounds = reading.numbers.bounds
    seen = {
        "window": len(reading.windows),
        "bound": sum(bound.comparator is not None for bound in bounds),
        "bare-number": sum(bound.comparator is None for bound in bounds),
        "system": len(reading.systems),
        "interface": len(reading.interfaces),
        "code-name": len(reading.code_names),
        "branch": len(reading.branches),
        "default": len(reading.defaults),
        "deferral": len(reading.deferred),
        "open-tail": reading.open_tail is not None,
        "decided": reading.is_decided,
        "table": reading.table is not None,
    }
    kinds = chain((quantity.role for quantity in reading.quantities), (party.kind for party in reading.parties))
    yield from (f"={kind.replace(' ', '-')}" for kind in kinds)
    yield from (f"={name}" for name, count in seen.items() if count)
    yield from (f"={name}s" for name, count in seen.items() if count > 1)


def _word(match: re.Match[str]) -> str:
    if match["mark"]:
        return "#" if match["mark"] == "#" else "@"
    return "link" if match["link"] else "_" if match["name"] else "0" if match["number"] else match[0]


def _sum(weights: Mapping[str, float], traits: Iterable[str]) -> float:
    return sum([weights.get(trait, 0.0) for trait in traits])


def _share(traits: Mapping[str, Span]) -> float:
    return _SCALE / math.sqrt(len(traits) + 1)
