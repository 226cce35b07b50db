"""The numbers of an answer that bind something, so that those of two answers can be compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.numbers import SECONDS_PER_UNIT, TIME_UNIT
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.quantities import Quantity
from bot.domain.assessment.reading import Reading

SHARE, TIME, COUNT = "share", "time", "count"
MOST_MEASURES = 20

_FUNCTION_WORDS = FUNCTION_WORDS - {"new", "own", "first", "last", "other", "same"}
_SHARES = {"%": 100.0, "‰": 1_000.0, "bp": 10_000.0, "ratio": 1.0}
_NOISE = re.compile(
    r"(?:share|rate|ratio|percentage|percent|proportion|number|count|average|mean|value|level|overall|least|"
    r"most|below|above|under|over|more|less|fewer|than|between|metric|threshold|target|goal|page|pages|paged|"
    r"alert|alerts|alerted|alarm|alarms|raise|raises|raised|stop|stops|stopped|switch|switched|kill|notify|"
    r"notifies|measured|counted|daily|weekly|monthly|per|falls|fall|drops|drop|rises|rise|exceeds|exceed|"
    r"reaches|reach|stays|stay)\Z"
)
_INVERSE = re.compile(
    r"\b(?:wrong\w*|mis\w+|errors?|erroneous|fail\w*|false\w*|incorrect\w*|inaccura\w+|reject\w*|complain\w*|defect\w*|"
    r"loss(?:es)?|lost|rework\w*|overrid\w*|overrul\w*|correct(?:ed|ions?)|reassign\w*|escalat\w*|unreadable|invalid|"
    r"broken|bad|not|never|no|duplicates?|harm\w*|hallucinat\w*)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no longer|never|fails? to|unless|otherwise|or else|must|minimum|stays?|floor|needs?|has to)\b"
)
_OR = re.compile(r"\s(?:or|and|oder|und|ou|o)\s")
_SAME = re.compile(r"\b(?:same|this|that|the) (?:metric|number|measure|value|kpi|figure)\b")
_ENDINGS = ("ing", "ed", "es", "s", "en", "e")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value in its base unit, the side of it that is meant, and the words that say what is measured.

    `subject` is None when the answer refers back: "the same metric below 85 %".
    """

    value: float
    dimension: str
    side: str | None
    subject: frozenset[str] | None
    is_inverse: bool
    is_denied: bool
    is_relative: bool
    window: float | None
    words: str

    def is_about_the_same_as(self, other: "Measure") -> bool:
        """Tell whether two measures can be compared: one kind of value, one subject, counted in one direction."""
        if self.dimension != other.dimension or self.is_relative or other.is_relative:
            return False
        if self.dimension == COUNT and self.window != other.window:
            return False
        if self.subject is None or other.subject is None:
            return True
        smaller = min(len(self.subject), len(other.subject))
        shared = len(self.subject & other.subject)
        return self.is_inverse == other.is_inverse and smaller > 0 and 2 * shared > smaller


def measures_of(reading: Reading) -> tuple[Measure, ...]:
    """List every bound of an answer, in the order written."""
    return tuple(measure_of(reading, bound) for bound in reading.numbers.bounds[:MOST_MEASURES] if not bound.hedge)


def amounts_of(reading: Reading) -> tuple[tuple[float, str, str], ...]:
    """List every number that measures something, bound or not, as value, dimension and words."""
    bound = [each.quantity for each in (*reading.numbers.bounds, *reading.numbers.bare)]
    quantities = (*bound, *reading.numbers.baselines)
    return tuple((*_in_base_unit(quantity), reading.passage.quote(quantity.span)) for quantity in quantities)


def longest_time(reading: Reading, within: str | None = None) -> tuple[float, str] | None:
    """Return the longest duration of an answer, or of those words of it, in seconds and in words."""
    start = reading.passage.lower.find(within.lower()) if within else -1
    place = Span(start, start + len(within)) if within and start >= 0 else reading.passage.whole
    times = [quantity for quantity in reading.quantities if quantity.is_time and quantity.span.overlaps(place)]
    longest = max(times, key=lambda quantity: _in_base_unit(quantity)[0], default=None)
    return (_in_base_unit(longest)[0], reading.passage.quote(longest.span)) if longest else None


def stems(said: Iterable[str]) -> frozenset[str]:
    """Reduce words to what they share with their plural and their other forms."""
    return frozenset(_stem(word) for word in said)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def measure_of(reading: Reading, bound: Bound, within: Span | None = None) -> Measure:
    """Make a bound comparable; what it measures is said next to it, or within a given stretch."""
    value, dimension = _in_base_unit(bound.quantity)
    part = within or _part_of(reading, bound)
    said = reading.passage.lower[part.start : part.end]
    return Measure(
        value=value,
        dimension=dimension,
        side=bound.side,
        subject=_subject(reading, part, bound),
        is_inverse=bool(_INVERSE.search(said.replace("no more", "").replace("not more", ""))),
        is_denied=bool(_DENIED.search(reading.passage.lower)),
        is_relative=bound.is_relative,
        window=_window(reading, bound),
        words=reading.passage.quote(bound.span),
    )


def _in_base_unit(quantity: Quantity) -> tuple[float, str]:
    unit = quantity.unit
    if unit in _SHARES:
        return quantity.value / _SHARES[unit], SHARE
    if unit in SECONDS_PER_UNIT:
        return quantity.value * SECONDS_PER_UNIT[unit], TIME
    if unit is None:
        return quantity.value, SHARE if 0 < quantity.value < 1 else COUNT
    return quantity.value, unit


def _part_of(reading: Reading, bound: Bound) -> Span:
    """Return the words around a bound that speak of it alone; the whole clause when they say nothing else."""
    clause = next((c for c in reading.clauses if c.contains(bound.span)), reading.passage.whole)
    parts = [part for part in reading.parts if part.overlaps(bound.quantity.span)]
    near = Span(parts[0].start, parts[-1].end) if parts else clause
    cuts = [near.start, *(cut.end() for cut in _OR.finditer(reading.passage.lower, *near)), near.end]
    for start, end in pairwise(cuts):
        if start <= bound.quantity.span.start < end:
            piece = Span(start, end)
            return piece if _said(reading, piece, bound) else near if _said(reading, near, bound) else clause
    return near


def _subject(reading: Reading, part: Span, bound: Bound) -> frozenset[str] | None:
    said = stems(_said(reading, part, bound))
    if not said or _SAME.search(reading.passage.lower, *part):
        return None
    return said


def _said(reading: Reading, part: Span, bound: Bound) -> list[str]:
    """List the words of a part that name what is measured."""
    taken = (
        bound.span,
        *(window.span for window in reading.windows),
        *(party.span for party in reading.parties),
    )
    return [
        word
        for word, place in words(reading.passage, part)
        if word not in _FUNCTION_WORDS
        and not _NOISE.match(word)
        and word[0].isalpha()
        and not any(place.overlaps(span) for span in taken)
    ]


def _window(reading: Reading, bound: Bound) -> float | None:
    """Return over how many seconds it is measured; None when that is not a stretch of time."""
    clause = next((c for c in reading.clauses if c.contains(bound.span)), reading.passage.whole)
    for window in reading.windows:
        if window.is_sample or not window.span.overlaps(clause):
            continue
        for quantity in reading.quantities:
            if quantity.is_time and window.span.contains(quantity.number):
                return _in_base_unit(quantity)[0]
        named = re.search(TIME_UNIT, reading.passage.lower[window.span.start : window.span.end])
        if named:
            return _seconds(named[0])
    return None


def _seconds(unit: str) -> float | None:
    singular = {"day": "d", "hour": "h", "minute": "min", "second": "s", "tag": "d", "stunde": "h"}
    name = next((short for long, short in singular.items() if unit.startswith(long)), unit.rstrip("s"))
    return SECONDS_PER_UNIT.get(name)
