"""Over what a criterion is measured: a time, a round of work, a sample; not the time that only tells a volume."""

import re

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.contradictions import rival_windows
from bot.domain.assessment.lexicons.noise import CASES
from bot.domain.assessment.passage import Span
from bot.domain.assessment.quantities import Role
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Rule, filled, spoiled
from bot.domain.assessment.windows import Window


def measured_over(reading: Reading, candidates: list[Bound]) -> Span | None:
    """Find the window of a criterion."""
    window = next((window.span for window in reading.windows if _is_window(reading, window, candidates)), None)
    return window or _grouped_by(reading, candidates) or _counted_sample(reading, candidates)


_GROUP = re.compile(
    r"\b(?:per|pro|je|par|por|each|every|chaque|cada|jede[nrsm]?)\s(?:(?:single|whole|complete)\s)?"
    r"(?P<group>[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?)(?=\s*(?:$|[.,;:)(\n]|or\b|and\b|we\b|it\b|-\s))"
)
_PERIOD_IN_BRACKETS = re.compile(
    r"\((?:[\w.-]+ )?(?:woche|monat|quartal|jahr|week|month|quarter|year|season|mois|mes|trimestre|saison)\)"
)


def _grouped_by(reading: Reading, candidates: list[Bound]) -> Span | None:
    """Find the round that a share is taken over: "at least 95 % right per intake"; a share per case says nothing."""
    text = reading.passage.lower
    if found := _PERIOD_IN_BRACKETS.search(text):
        return Span(*found.span())
    if not any(bound.quantity.unit == "%" for bound in candidates):
        return None
    for group in _GROUP.finditer(text, candidates[0].span.end):
        is_time = any(window.span.overlaps(Span(*group.span())) for window in reading.windows)
        is_case = is_time or any(word in text[: group.start()] for word in _stems(group["group"]))
        if not is_case and not CASES & set(_stems(group["group"])):
            return Span(*group.span())
    return None


def _stems(words: str) -> list[str]:
    return [word.removesuffix("s") for word in words.split()]


_SAMPLE_FROM = 20
_SAMPLED_BY = re.compile(
    r"\b(?:on|over|across|against|from|out of|en|sur|dans|parmi|bei|auf|an|aus|por|sobre|de)\s"
    r"(?:(?:the|our|these|las|los|les|des|den|die|der|these|all|toutes?|unos|unas)\s)?$"
)


_SHARE_OF = re.compile(
    r"(?:%|percent|prozent|pour cent|por ciento) (?:of|von|der|aus|des|de|d')\s?"
    r"(?:the |our |all |los |las |les |den )?$"
)


def _is_somebody(reading: Reading, noun: Span) -> bool:
    return any(party.span.overlaps(noun) for party in reading.parties)


def _counted_sample(reading: Reading, candidates: list[Bound]) -> Span | None:
    """Find the things a value was measured on: "en las 800 fotos", "500 scripts, Sept"."""
    text = reading.passage.lower
    taken = [bound.quantity for bound in candidates]
    for quantity in reading.quantities:
        if quantity in taken or quantity.noun is None or quantity.unit or quantity.value < _SAMPLE_FROM:
            continue
        is_own = any(part.start == quantity.span.start for part in reading.parts)
        is_sample = is_own and quantity.role is Role.MEASURE and not _is_somebody(reading, quantity.noun)
        is_share_of = _SHARE_OF.search(text, max(0, quantity.span.start - 20), quantity.span.start)
        if is_sample or is_share_of or _SAMPLED_BY.search(text, max(0, quantity.span.start - 20), quantity.span.start):
            return Span(quantity.span.start, quantity.noun.end)
    return None


def settled_window(reading: Reading, window: Span | None) -> Filling:
    """Fill the window, unless another one excludes it."""
    rival = rival_windows(reading) if window else None
    return spoiled(rival, Rule.CONTRADICTION) if rival else filled(window)


def _is_window(reading: Reading, window: Window, candidates: list[Bound]) -> bool:
    if window.may_be_deadline or reading.is_put_off(window.span) or _is_of_a_volume(reading, window.span, candidates):
        return False
    return not any(window.span.overlaps(_taken(bound)) for bound in candidates)


def _taken(bound: Bound) -> Span:
    """Return what belongs to a value: of "one per 100 bookings" all of it."""
    return bound.quantity.span if bound.quantity.unit == "ratio" else bound.quantity.number


_HOW_MEASURED = re.compile(
    r"\b(?:measur|count|evaluat|check|sampl|look|judg|comput|calculat|track|review|report|window|period|averag|"
    r"gemessen|gezählt|ausgewertet|zeitraum|mesur|compt|mide|cuent)\w*"
)


def _is_of_a_volume(reading: Reading, window: Span, candidates: list[Bound]) -> bool:
    """Tell whether a time only says how much there is: "at least 99 %. Last year we moved 2 million boxes"."""
    clause = next((clause for clause in reading.clauses if clause.contains(window)), None)
    if clause is None or not candidates or any(clause.overlaps(bound.quantity.number) for bound in candidates):
        return False
    own = [quantity for quantity in reading.quantities if clause.contains(quantity.number)]
    is_volume = any(quantity.unit is None and not quantity.span.overlaps(window) for quantity in own)
    return is_volume and not _HOW_MEASURED.search(reading.passage.lower, *clause)
