"""The unit of a criterion: written beside the value, in the name of the metric, or none needed for a score."""

import re

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.contracts.metric import SCORE_WITHOUT_UNIT
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled


def unit_of(reading: Reading, candidates: list[Bound]) -> Filling:
    """Fill the unit of the value: written, counted, or one that the score has by definition."""
    is_share = bool(reading.search(_PROPORTION))
    for bound in candidates:
        counts = bound.quantity.noun or _is_per(reading, bound) or _is_count(reading, bound)
        if bound.quantity.unit or (counts and not is_share):
            return filled(bound.quantity.span)
    score = SCORE_WITHOUT_UNIT.search(reading.passage.lower) or _unit_in_metric(reading, candidates)
    if score and candidates:
        return filled(Span(*score.span()))
    if candidates and 0 < candidates[0].quantity.value < 1:
        return filled(candidates[0].quantity.span)
    return spoiled(candidates[0].span, Rule.NO_NUMBER) if candidates else ABSENT


_UNIT_WORD = re.compile(
    r"\b\w*(?:minut(?:es?|en)|stunden|hours?|heures?|horas?|tage|days|jours|seconds?|sekunden|euros?|dollars?|kwh|"
    r"litres?|"
    r"liters?|tonnes?|kilos?|kilomet(?:er|re)s?|points|punkte|percent|prozent)\b|€|\bin %"
)


def _unit_in_metric(reading: Reading, candidates: list[Bound]) -> re.Match[str] | None:
    """Find the unit in the name of the metric: "delay minutes per train"."""
    if not candidates:
        return None
    found = _UNIT_WORD.finditer(reading.passage.lower, 0, candidates[0].span.start)
    return next((unit for unit in found if not any(w.span.overlaps(Span(*unit.span())) for w in reading.windows)), None)


_PROPORTION = re.compile(
    r"\b(?:share|percentage|proportion|fraction|(?:\w+ )?rate|anteil|\w*quote|taux|tasa|porcentaje|part des?|latency|"
    r"(?:response|handling|waiting|processing|lead|cycle|answer) times?|duration|dauer|\w+zeit|durée|délai)\b"
)
_PLURAL = re.compile(
    r"\b(?:[a-zäöü-]{2,}(?:ses|ts|rs|ns|ds|ks|ls|ps|gs|ms|ys|ves|ces|hes|sses)|anzahl|number|"
    r"count|nombre|número)\b"
)


def _is_count(reading: Reading, bound: Bound) -> bool:
    """Tell whether a whole number counts the things that are named before it: "wrong labels: at most 12"."""
    value = bound.quantity.value
    before = Span(0, bound.span.start)
    return value >= 1 and float(value).is_integer() and any(_PLURAL.fullmatch(w) for w, _ in reading.content(before))


def _is_per(reading: Reading, bound: Bound) -> bool:
    """Tell whether a count carries "per X" or names what it counts after its comparator."""
    text = reading.passage.lower
    end = bound.span.end
    return bool(
        _RATE_BEFORE.search(text[: bound.span.start])
        or _PER.match(text, end)
        or (end > bound.quantity.span.end and _COUNTED_NOUN.match(text, end))
    )


_RATE_BEFORE = re.compile(
    r"\bper (?:minute|hour|day|case|ticket|order|page|call|visit|patient|unit|km|100|1[.,]?000)\b"
)
_PER = re.compile(r"\s?(?:/ ?|(?:per|a|an|each|every|pro|je|par|por) )[a-zäöü\d]")
_COUNTED_NOUN = re.compile(r"\s(?!in\b|on\b|over\b|per\b|for\b|within\b|of\b|and\b|or\b)[a-zäöü]{3,}")
