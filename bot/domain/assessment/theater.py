"""Theater: answers that read like those in which nothing was decided, learned from labelled answers.

A second reader beside the contracts. The contracts look for what a slot needs; this one weighs every word and every
pair of words, in general and for the question at hand, by how often labelled answers with them were vague. The weights
are a linear model (logistic regression) that `python -m benchmarks.theater` learns from the development answers.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from bot.domain.assessment.passage import Passage, Span

DOUBTED_FROM = 0.7
"""From this probability on an answer is taken for theater: of 1,000 precise ones about two are."""
WORDS_AT_LEAST, WORDS_AT_MOST = 8, 300
"""A few words are too few to tell a promise from a precise answer; and nobody needs more than a page of them."""
PAIRS_COUNT_FOR = 0.7
_SCALE = 3.0
_HUNDREDTHS = 100
_WEIGHTS = "theater_weights.tsv"
BIAS = "|"

_WORD = re.compile(
    r"<(?P<mark>[@#!])[^>]*>|(?P<link>https?://\S+)|(?P<name>[^\W\d]\w*_\w+)|(?P<number>\d[\d.,']*)|"
    r"[^\W\d_]+(?:['-][^\W\d_]+)*|[%<>≥≤=→]"
)

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing an answer shows, how much of it, and where; what holds for the whole answer has no place."""

    name: str
    amount: float
    span: Span | None = None


def traits(field: str, passage: Passage) -> Iterator[Trait]:
    """List what is weighed of an answer: its words and pairs of words once each, and the question.

    Neither punctuation nor length is weighed: they never change a verdict (rule 16 of the catalogue).
    """
    found = [(_word(match), Span(*match.span())) for match in _WORD.finditer(passage.lower)][:WORDS_AT_MOST]
    single = dict(reversed(found))
    pairs = {f"{first} {second}": place for (first, _), (second, place) in pairwise(found)}
    yield Trait(BIAS, 1.0)
    yield Trait(f"|{field}", 1.0)
    for word, place in single.items():
        yield Trait(word, _share(single), place)
        yield Trait(f"{field}|{word}", _share(single), place)
    for pair, place in pairs.items():
        yield Trait(pair, PAIRS_COUNT_FOR * _share(pairs), place)


def likelihood(field: str, passage: Passage, weights: Weights) -> float:
    """Return the probability, 0 to 1, that an answer decides nothing; 0 for a few words."""
    if len(passage.lower.split()) < WORDS_AT_LEAST:
        return 0.0
    return logistic(sum(weights.get(trait.name, 0.0) * trait.amount for trait in traits(field, passage)))


def telling(field: str, passage: Passage, weights: Weights) -> Span:
    """Return the stretch of words that weighs most towards theater."""
    scores: dict[Span, float] = {}
    for trait in traits(field, passage):
        if trait.span:
            scores[trait.span] = scores.get(trait.span, 0.0) + weights.get(trait.name, 0.0) * trait.amount
    return _heaviest_run(sorted(scores.items())) or passage.whole


def logistic(score: float) -> float:
    """Map a score to a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def learned_weights() -> Weights:
    """Return the weights that ship with the judge, by trait."""
    lines = files(__package__).joinpath(_WEIGHTS).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("# "))
    return {name: int(weight) / _HUNDREDTHS for weight, name in pairs}


def written(weights: Weights) -> Iterator[str]:
    """Write weights as the lines that `learned_weights` reads, in hundredths, ordered by trait."""
    for name in sorted(weights):
        if hundredths := round(weights[name] * _HUNDREDTHS):
            yield f"{hundredths}\t{name}"


def _word(match: re.Match[str]) -> str:
    if match["mark"]:
        return "#" if match["mark"] == "#" else "@"
    return "link" if match["link"] else "_" if match["name"] else "0" if match["number"] else match[0]


def _share(words: Mapping[str, Span]) -> float:
    """Weigh each word less the more there are, so that a long answer is no surer than a short one."""
    return _SCALE / math.sqrt(len(words) + 1)


def _heaviest_run(scores: list[tuple[Span, float]]) -> Span | None:
    best, best_sum = None, 0.0
    run, run_sum = None, 0.0
    for span, score in scores:
        if run is None or run_sum <= 0:
            run, run_sum = span, score
        else:
            run, run_sum = Span(run.start, span.end), run_sum + score
        if run_sum > best_sum:
            best, best_sum = run, run_sum
    return best
