"""Which words fill the slots of the success criteria: metric, comparator, threshold, unit, window and baseline."""

import re

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.contracts.common import undecided_value
from bot.domain.assessment.contracts.metric import METRIC_NOUN, SCORE_WITHOUT_UNIT, TROUBLE
from bot.domain.assessment.contracts.metric import metric as named
from bot.domain.assessment.contracts.span_measured import measured_over, settled_window
from bot.domain.assessment.contracts.units import unit_of
from bot.domain.assessment.contradictions import rivals
from bot.domain.assessment.hedges import softened
from bot.domain.assessment.lexicons.noise import METRIC_NOISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.passing_values import misjudged, well_judged
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_PART_OF = re.compile(
    r"(?:%|percent|pct|prozent) (?:of|der|des|aller|von|de|des|du) \w+|\d (?:in|out of|of|von|aus|sur|"
    r"de) (?:\d|ten|hundred)|genauigkeit|exactitude"
)
# "If the score is below 0.4 the clerk looks at it" answers when a human reviews, not what success is.
_HANDED_OVER = re.compile(
    r"^\W*(?:if|when|whenever|once|wenn|falls|sobald|si|quand|cuando)\b[^;\n]{3,80}?\b(?:the|an?|our|der|die|"
    r"das|le|la|el)\s"
    r"(?:[\w-]+ ){1,3}?(?:checks?|reviews?|looks?|approves?|confirms?|decides?|takes? over|signs?|prüft|entscheidet|"
    r"schaut|vérifie|décide|revisa|decide)\b(?! to stop)"
)
_HANDED_OVER_IF = re.compile(
    r"^[^.;\n]{0,40}\b(?:routed|sent|goes?|handed(?: over)?|passed|escalated|referred|forwarded) to (?:the|an?|our) "
    r"[\w -]{3,30}? (?:if|when|once|unless)\b"
)


def target(reading: Reading) -> Fillings:
    """Read the number from which on it is a success."""
    return _criterion(reading, is_failure=False)


def failure_threshold(reading: Reading) -> Fillings:
    """Read the number from which on it has failed."""
    return _criterion(reading, is_failure=True)


def _criterion(reading: Reading, *, is_failure: bool) -> Fillings:
    """Read one number that is bound by a comparator, with its metric, unit and window."""
    if reading.search(_HANDED_OVER) or reading.search(_HANDED_OVER_IF):
        return {}
    numbers = reading.numbers
    candidates = _candidates(reading)
    window = measured_over(reading, candidates)
    if not candidates and (change := reading.search(_HALVED)):
        return _relative_change(reading, change, window)
    if window and not candidates and (once := _once_is_enough(reading)):
        return _counted_events(reading, once, window)
    metric = named(reading, candidates, window)
    if not candidates and not metric.is_filled:
        return {}
    threshold, comparator = _threshold(reading, candidates, is_failure=is_failure)
    return {
        "metric": metric,
        "comparator": comparator,
        "threshold": threshold,
        "unit": unit_of(reading, candidates),
        "window": settled_window(reading, window),
        "baseline": _baseline(reading, numbers.bounds),
    }


_HALVED = re.compile(
    r"\b(?:halv(?:e|es|ed|ing)|(?:doubl|tripl)(?:es|ing)|(?:double|triple) (?:the|our|its)|cut in half|halbier\w*|"
    r"verdoppel\w*|de moitié|"
    r"a la mitad)\b"
)


def _relative_change(reading: Reading, change: Span, window: Span | None) -> Fillings:
    """Read "halve the empty runs": a change by a factor, which needs today's value."""
    taken = (change, *(w.span for w in reading.windows))
    said = [(word, place) for word, place in reading.content(without=taken) if word not in METRIC_NOISE]
    if not said:
        return {}
    is_known = bool(reading.numbers.baselines or reading.numbers.bare)
    return {
        **dict.fromkeys(("comparator", "threshold", "unit"), filled(change)),
        "metric": filled(Span(said[0][1].start, said[-1][1].end)),
        "window": settled_window(reading, window),
        "baseline": ABSENT if is_known else spoiled(change, Rule.NO_BASELINE),
    }


def _candidates(reading: Reading) -> list[Bound]:
    """List the bounds, or else the bare numbers with a unit: the ones that might be the threshold."""
    live = [
        bound
        for bound in reading.numbers.bounds
        if not reading.is_put_off(bound.quantity.span) and not _is_only_a_window(reading, bound)
    ]
    if any(bound.quantity.unit == "%" for bound in (*live, *reading.numbers.bare)):
        live = [bound for bound in live if not _is_a_deadline(reading, bound)]
    is_share = any(bound.quantity.unit in ("%", "ratio") for bound in reading.numbers.bare) and bool(reading.content())
    is_share = is_share or any(_counts_trouble(reading, bound) for bound in reading.numbers.bare)
    if live or not (is_share or any(reading.search(shows) for shows in (METRIC_NOUN, SCORE_WITHOUT_UNIT, _PART_OF))):
        return live
    return [
        bound
        for bound in reading.numbers.bare
        if not reading.is_put_off(bound.quantity.span) and _is_measured(reading, bound)
    ]


def _is_measured(reading: Reading, bound: Bound) -> bool:
    quantity = bound.quantity
    return bool(quantity.unit or quantity.value < 1 or _scores(reading, bound) or _counts_trouble(reading, bound))


def _scores(reading: Reading, bound: Bound) -> bool:
    """Tell whether a number stands right behind a score that has no unit: "NPS 45"."""
    text, start = reading.passage.lower, bound.span.start
    return any(_OF.fullmatch(text, score.end(), start) for score in SCORE_WITHOUT_UNIT.finditer(text, 0, start))


_OF = re.compile(r"(?:[ :=]|of|is|at|von|bei){1,6}")


def _is_a_deadline(reading: Reading, bound: Bound) -> bool:
    """Tell whether a time only belongs to what is counted: "decided within one day: 75 %"."""
    return bound.quantity.is_time and any(
        window.may_be_deadline and window.span.overlaps(bound.quantity.span) for window in reading.windows
    )


_ONCE = re.compile(
    r"(?:(?<=^)|\b(?:not|no more than|than|if|when|after|with|at|even|just|already|only|on|ab|bei|si|wenn|"
    r"sobald|dès|,)\s|\b(?:moins|plus) d')"
    r"(?:even |just |the )?(?:an?(?: (?:single|first|second|third))|one(?: single)?|any|(?<=the )(?:first|second|"
    r"third)|"
    r"eine?n? einzige[rns]?|ein(?:e[rns]?)?|"
    r"une? seule?|un solo|una sola|una?|une?)\s(?=[a-zäöüéñ-]{4,})"
)


def _once_is_enough(reading: Reading) -> Span | None:
    """Read "one missed alarm in any month" and "not a single one per quarter": a count of events, already bound."""
    return reading.search(_ONCE)


def _counted_events(reading: Reading, once: Span, window: Span) -> Fillings:
    event = reading.concept(Span(once.end, reading.passage.whole.end), without=(window,))
    if event is None:
        return {}
    return {
        **dict.fromkeys(("comparator", "threshold", "unit"), filled(once)),
        "metric": filled(event),
        "window": settled_window(reading, window),
    }


def _counts_trouble(reading: Reading, bound: Bound) -> bool:
    """Tell a count of what goes wrong ("5 wrong labels") from a volume ("2,000 tickets")."""
    noun = bound.quantity.noun
    return bool(noun and reading.windows and TROUBLE.match(reading.passage.lower, noun.start))


_WISHED = re.compile(
    r"(?:^|[.;\n:]\s*|,\s)(?:and |but )?(?:ideally|hopefully|in an ideal world|best case|idealerweise|"
    r"hoffentlich|im idealfall|"
    r"idéalement|idealmente|ojalá|we hope|we would like|we'd like|it would be nice|would be nice|"
    r"wish list)\b(?::\s)?(?:(?!\bbut\b)[^.:;\n]){0,80}$"
)


def _wished(reading: Reading, candidates: list[Bound]) -> Span | None:
    """Find the wish a value hangs on: "ideally the share stays above 90 %"."""
    text = reading.passage.lower
    for bound in candidates:
        if found := _WISHED.search(text, 0, bound.span.start):
            return Span(found.start(), bound.span.end)
        if found := _WISHED_AFTER.match(text, bound.span.end):
            return Span(bound.span.start, found.end())
    return undecided_value(reading)


_WISHED_AFTER = re.compile(
    r"[^.;\n\d→]{0,60}?\b(?:(?:would|'d) be (?:nice|great|lovely|good|ideal|cool|fine|super|a dream)|wäre (?:schön|"
    r"gut|toll)|"
    r"serait (?:bien|idéal)|estaría bien|sería (?:bueno|ideal)|is (?:the|our) (?:dream|hope|wish|ambition|aspiration)|"
    r"is what we (?:hope|wish|dream)\w*|if all goes well|in the best case|with a bit of luck)\b"
)


def _is_only_a_window(reading: Reading, bound: Bound) -> bool:
    """Tell "value within 6 months" from "answered within 4 hours": nothing is said to take that long."""
    return bound.quantity.is_time and any(
        window.span.contains(bound.quantity.span) and not window.may_be_deadline for window in reading.windows
    )


def _threshold(reading: Reading, candidates: list[Bound], *, is_failure: bool) -> tuple[Filling, Filling]:
    hedged = next((bound.hedge for bound in candidates if bound.hedge), None) or _wished(reading, candidates)
    if hedged:
        return spoiled(hedged, Rule.HEDGE), spoiled(hedged, Rule.HEDGE)
    if not candidates:
        return ABSENT, ABSENT
    agreeing = well_judged(reading, candidates, is_failure=is_failure)
    others = [bound for bound in (*reading.numbers.bounds, *reading.numbers.bare) if bound not in agreeing]
    contradicting = rivals(reading, others)
    contradicting = contradicting or misjudged(reading, candidates, is_failure=is_failure)
    if contradicting:
        return spoiled(contradicting, Rule.CONTRADICTION), spoiled(contradicting, Rule.CONTRADICTION)
    first = candidates[0]
    comparator = filled(first.comparator) if first.comparator else spoiled(first.span, Rule.OPEN_BOUND)
    return filled(first.quantity.span), comparator


def _baseline(reading: Reading, bounds: tuple[Bound, ...]) -> Filling:
    relative = next((bound for bound in bounds if bound.is_relative), None)
    known = next((quantity.span for quantity in reading.numbers.baselines), None)
    if relative:
        return filled(known) if known else spoiled(relative.span, Rule.NO_BASELINE)
    is_soft = known and softened(reading.passage.lower, known)
    return ABSENT if is_soft else filled(known)  # an absolute target needs no baseline
