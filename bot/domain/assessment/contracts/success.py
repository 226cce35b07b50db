"""Which words fill the slots of the success criteria: metric, comparator, threshold, unit, window and baseline."""

import re

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.contracts.common import undecided_value
from bot.domain.assessment.contracts.metric import METRIC_NOUN, SCORE_WITHOUT_UNIT, TROUBLE
from bot.domain.assessment.contracts.metric import metric as named
from bot.domain.assessment.contradictions import rival_windows, rivals
from bot.domain.assessment.hedges import softened
from bot.domain.assessment.lexicon_noise import METRIC_NOISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.passing_values import misjudged, well_judged
from bot.domain.assessment.quantities import Role
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
    window = next((w.span for w in reading.windows if _is_window(reading, w.span, w.may_be_deadline, candidates)), None)
    window = window or _counted_sample(reading, candidates)
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
        "unit": _unit(reading, candidates),
        "window": _window(reading, window),
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
        "window": _window(reading, window),
        "baseline": ABSENT if is_known else spoiled(change, Rule.NO_BASELINE),
    }


_SAMPLE_FROM = 20
_SAMPLED_BY = re.compile(
    r"\b(?:on|over|across|against|from|out of|en|sur|dans|parmi|bei|auf|an|aus|por|sobre|de)\s"
    r"(?:(?:the|our|these|las|los|les|des|den|die|der|these|all|toutes?|unos|unas)\s)?$"
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
        if is_sample or _SAMPLED_BY.search(text, max(0, quantity.span.start - 20), quantity.span.start):
            return Span(quantity.span.start, quantity.noun.end)
    return None


def _window(reading: Reading, window: Span | None) -> Filling:
    rival = rival_windows(reading) if window else None
    return spoiled(rival, Rule.CONTRADICTION) if rival else filled(window)


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
        "window": _window(reading, window),
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


def _unit(reading: Reading, candidates: list[Bound]) -> Filling:
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


def _is_window(reading: Reading, span: Span, may_be_deadline: bool, candidates: list[Bound]) -> bool:  # noqa: FBT001
    if may_be_deadline or reading.is_put_off(span) or _is_of_a_volume(reading, span, candidates):
        return False
    return not any(span.overlaps(_taken(bound)) for bound in candidates)


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


def _baseline(reading: Reading, bounds: tuple[Bound, ...]) -> Filling:
    relative = next((bound for bound in bounds if bound.is_relative), None)
    known = next((quantity.span for quantity in reading.numbers.baselines), None)
    if relative:
        return filled(known) if known else spoiled(relative.span, Rule.NO_BASELINE)
    is_soft = known and softened(reading.passage.lower, known)
    return ABSENT if is_soft else filled(known)  # an absolute target needs no baseline
