"""X17: the numeric bands of the decision rules neither overlap nor leave a gap."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.conditions import Branch
from bot.domain.assessment.passage import Span
from bot.domain.assessment.quantities import Quantity
from bot.domain.assessment.reading import Reading
from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.measures import SHARE, Measure, measure_of
from bot.domain.crossing.statements import Statements, finding

RULES = "capability.decision_rules"
_STEP = {SHARE: 0.0101}
"""Bands that lie no further apart than whole numbers do leave no gap: "0 to 39, 40 to 69"."""

_INCLUSIVE = re.compile(
    r"[≤≥]|[<>]=|\b(?:at (?:least|most)|up to|(?:no|not) (?:more|less)|(?:or|and) (?:more|less|above|below|over|under)|"
    r"(?:or|and) (?:up|upwards?|higher|lower|greater)|from|max\w*|min\w*|"
    r"mindestens|höchstens|bis|ab|au moins|au plus|al menos)\b"
)
_JOINED = re.compile(r"\b(?:and|und|et|y|with|without|unless|but|only|while|or|oder)\b|,|&")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The values for which one rule holds, and the words that say so."""

    low: float
    high: float
    has_low: bool
    has_high: bool
    subject: frozenset[str] | None
    dimension: str
    words: str

    def overlaps(self, other: "Band") -> bool:
        """Tell whether both rules hold for some values while each also holds where the other does not.

        A band inside another is read as "the first rule that fits", which is how people write them down.
        """
        first, second = sorted((self, other), key=lambda band: (band.low, band.high))
        is_nested = second.high <= first.high or first.low == second.low
        return not is_nested and second.low < first.high

    def leaves_gap_to(self, other: "Band") -> bool:
        """Tell whether there are values between this band and a higher one."""
        if self.high == other.low:
            return not self.has_high and not other.has_low
        return other.low - self.high > _STEP.get(self.dimension, 1.0)


def bands_fit(said: Statements) -> Iterator[CrossFinding]:
    """Compare the bands of each thing that the rules measure."""
    rules = said.find(RULES)
    if not rules:
        return
    bands = bands_of(rules.reading)
    is_whole = len(bands) == len(rules.reading.branches) and not rules.reading.defaults
    for group in _groups(bands):
        for first, second in combinations(group, 2):
            if first.overlaps(second):
                yield finding("X17", "overlap", (rules, first.words), (rules, second.words))
                return
        gap = _gap(group) if is_whole else None
        if gap:
            yield finding("X17", "gap", (rules, gap[0].words), (rules, gap[1].words))
            return


def _gap(group: list[Band]) -> tuple[Band, Band] | None:
    """Find two bands with values between them that no band holds."""
    ordered = sorted(group, key=lambda band: (band.low, band.high))
    reached = ordered[0]
    for band in ordered[1:]:
        if reached.leaves_gap_to(band):
            return reached, band
        if (band.high, band.has_high) > (reached.high, reached.has_high):
            reached = replace(band, low=reached.low)
    return None


def bands_of(reading: Reading) -> tuple[Band, ...]:
    """Read the band of every rule whose condition is about one number only."""
    found = (_band(reading, branch) for branch in reading.branches if branch.condition)
    return tuple(band for band in found if band)


def _band(reading: Reading, branch: Branch) -> Band | None:
    condition = branch.condition or Span(0, 0)
    if _is_compound(reading, condition):
        return None
    inside = [bound for bound in reading.numbers.bounds if condition.overlaps(bound.quantity.span)]
    ranges = [pair for pair in reading.numbers.ranges if condition.overlaps(pair[0].span)]
    if len(ranges) == 1 and [bound.quantity for bound in inside] == list(ranges[0]):
        return _ranged(reading, condition, inside[0], ranges[0])
    return _one_sided(reading, condition, inside[0]) if len(inside) == 1 and not ranges else None


def _is_compound(reading: Reading, condition: Span) -> bool:
    """Tell whether more than the number decides, so that two overlapping bands can still exclude each other."""
    spans = [bound.span for bound in reading.numbers.bounds]
    return any(
        not any(span.overlaps(Span(*found.span())) for span in spans) and found.start() > condition.start
        for found in _JOINED.finditer(reading.passage.lower, *condition)
    )


def _one_sided(reading: Reading, condition: Span, bound: Bound) -> Band | None:
    measure = measure_of(reading, bound, condition)
    if bound.side not in ("above", "below") or measure.is_relative:
        return None
    is_inclusive = bool(_INCLUSIVE.search(reading.passage.lower[bound.span.start : bound.span.end]))
    is_lower = bound.side == "above"
    return _of(
        measure,
        low=measure.value if is_lower else -math.inf,
        high=math.inf if is_lower else measure.value,
        has_low=is_lower and is_inclusive,
        has_high=not is_lower and is_inclusive,
    )


def _ranged(reading: Reading, condition: Span, bound: Bound, pair: tuple[Quantity, Quantity]) -> Band | None:
    measure = measure_of(reading, bound, condition)
    high = pair[1].value * (measure.value / pair[0].value if pair[0].value and pair[0].unit == pair[1].unit else 1.0)
    words = reading.passage.quote(Span(pair[0].span.start, pair[1].span.end))
    if not measure.value < high:
        return None
    return _of(measure, low=measure.value, high=high, has_low=True, has_high=True, words=words)


def _of(measure: Measure, *, low: float, high: float, has_low: bool, has_high: bool, words: str | None = None) -> Band:
    return Band(
        low=low,
        high=high,
        has_low=has_low,
        has_high=has_high,
        subject=measure.subject,
        dimension=measure.dimension,
        words=words or measure.words,
    )


def _groups(bands: tuple[Band, ...]) -> list[list[Band]]:
    """Put bands about the same thing together; one that names nothing ("if it is above …") follows the one before."""
    groups: list[list[Band]] = []
    for band in bands:
        home = next((group for group in groups if _belongs(band, group)), None)
        if home is None:
            groups.append([band])
        else:
            home.append(band)
    return groups


def _belongs(band: Band, group: list[Band]) -> bool:
    if band.dimension != group[0].dimension:
        return False
    named = [each.subject for each in group if each.subject]
    return not band.subject or not named or any(band.subject <= each or each <= band.subject for each in named)
