"""Theater: how likely it is, by its words, that an answer pins a slot down, or decides anything at all.

A second reader beside the contracts, learned from labelled answers. The contracts look for what a slot needs; this one
weighs every word, every pair of words and every kind of fact by how often labelled answers with them held what was
asked. The weights are a linear model (logistic regression) that `python -m benchmarks.theater` learns from the
development answers.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from sys import intern

from bot.domain.assessment.spans import Span
from bot.domain.assessment.traits import Traits

ANYTHING = "*"
"""Stands where a slot stands: is anything decided at all?"""
BIAS = "|"
SUREST = 6.0
"""No reading of words alone is surer than this, in log odds."""
_EVERYWHERE = "all"
_HUNDREDTHS = 100
_WEIGHTS = "theater_weights.tsv"

Table = Mapping[str, float]
Weights = Mapping[str, Table]
_NO_WEIGHTS: Table = {}


class SecondReading:
    """What one answer shows to whoever only weighs its words."""

    def __init__(self, field: str, traits: Traits, weights: Weights) -> None:
        self._field = field
        self._traits = traits
        self._weights = weights
        self._totals: dict[str, float] = {}

    def score(self, slot: str) -> float:
        """Return the log odds that the slot is pinned down, or that ANYTHING is."""
        total = sum(self._total(key) for key in keys(self._field, slot))
        return max(-SUREST, min(SUREST, total))

    def likelihood(self, slot: str) -> float:
        """Return the probability that the slot is pinned down, or that ANYTHING is."""
        return logistic(self.score(slot))

    def speaking_for(self, slot: str) -> Span | None:
        """Return the stretch of words that speaks loudest for the slot."""
        return self._loudest(slot, 1.0)

    def speaking_against(self, slot: str) -> Span | None:
        """Return the stretch of words that speaks loudest against the slot."""
        return self._loudest(slot, -1.0)

    def _total(self, key: str) -> float:
        """Add up what one table makes of the answer, once: two of the four serve every slot."""
        if key not in self._totals:
            table = self._weights.get(key, _NO_WEIGHTS)
            self._totals[key] = table.get(BIAS, 0.0) + self._traits.total(table)
        return self._totals[key]

    def _loudest(self, slot: str, sign: float) -> Span | None:
        tables = [self._weights.get(key, _NO_WEIGHTS) for key in keys(self._field, slot)]
        places = self._traits.places()
        amounts = self._traits.amounts()
        said: dict[Span, float] = {}
        for trait, place in places.items():
            weight = sign * amounts[trait] * sum(table.get(trait, 0.0) for table in tables)
            said[place] = said.get(place, 0.0) + weight
        return _heaviest_run(sorted(said.items()))


def keys(field: str, slot: str) -> tuple[str, str, str, str]:
    """Name the tables that have a say about a slot of a field, from the most general to the most special."""
    return _EVERYWHERE, slot, field, f"{field}.{slot}"


def logistic(score: float) -> float:
    """Map a score to a probability."""
    return 1.0 / (1.0 + math.exp(-score))


@cache
def learned_weights() -> Weights:
    """Return the weights that ship with the judge."""
    return read_weights(files(__package__).joinpath(_WEIGHTS).read_text(encoding="utf-8").splitlines())


def read_weights(lines: Iterable[str]) -> dict[str, dict[str, float]]:
    """Read what `written` has written."""
    tables: dict[str, dict[str, float]] = {}
    table: dict[str, float] = {}
    for line in lines:
        if line.startswith("["):
            table = tables.setdefault(line[1:-1], {})
        elif not line.startswith("#"):
            weight, *traits = line.split("\t")
            # Most traits weigh something in several tables; each is kept once.
            table.update(dict.fromkeys(map(intern, traits), int(weight) / _HUNDREDTHS))
    return tables


def written(weights: Weights) -> Iterator[str]:
    """Write each table as lines of the traits that weigh the same, in hundredths, the lightest first."""
    for key, table in sorted(weights.items()):
        rounded = sorted((round(weight * _HUNDREDTHS), trait) for trait, weight in table.items())
        lines = [
            "\t".join([str(weight), *(trait for _, trait in same)])
            for weight, same in groupby(rounded, key=lambda pair: pair[0])
            if weight
        ]
        yield from [f"[{key}]", *lines] if lines else []


def _heaviest_run(said: list[tuple[Span, float]]) -> Span | None:
    best, best_sum = None, 0.0
    run, run_sum = None, 0.0
    for span, weight in said:
        if run is None or run_sum <= 0:
            run, run_sum = span, weight
        else:
            run, run_sum = Span(run.start, max(run.end, span.end)), run_sum + weight
        if run_sum > best_sum:
            best, best_sum = run, run_sum
    return best
