"""Two values for the same thing of which only one can hold: a second limit, a second window, a change of mind."""

import re
from itertools import combinations

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.denials import denies, topic_of
from bot.domain.assessment.lexicons.noise import PREDICATES, SAME_AGAIN
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading

_SECOND_THOUGHTS = re.compile(
    r"\b(?:actually|no,? wait|wait|scratch that|i mean|correction|or rather|although|even though|"
    r"also (?:be )?(?:fine|ok|okay|a success|good|enough)|(?:is|are|would be|'s) (?:still |also |just |"
    r"perfectly )*(?:fine|ok|okay|good|a success|acceptable|what we call success)|"
    r"we (?:just )?(?:continue|keep (?:running|going)|carry on|go on)|no problem|both (?:are|is)|"
    r"only one of|at the earliest|not before|in practice|in truth|on second thoughts?|forget that|"
    r"make that|better|sorry|meant|in wirklichkeit|frühestens|besser gesagt|either is|(?:which|"
    r"that) (?:usually )?takes|in reality|only looks?|at the same time|in fact|stattdessen|eigentlich|"
    r"nein|doch|quatsch|moment|en fait|non,|en realidad|mejor dicho)\b|(?:^|[.,;!?]\s*)no[,:]|\?\?"
)


def second_thoughts(reading: Reading) -> Span | None:
    """Find the words that announce a change of mind."""
    return reading.search(_SECOND_THOUGHTS)


def rivals(reading: Reading, bounds: list[Bound]) -> Span | None:
    """Find a second value for the same thing that comes with a change of mind, or that excludes the first."""
    for first, second in combinations(bounds[:6], 2):
        if first.comparator and _is_either(reading, first, second):
            return second.span
        if first.quantity.unit != second.quantity.unit:
            continue
        if _excludes(first, second) and not reading.content(
            Span(first.span.end, max(first.span.end, second.span.start))
        ):
            return second.span
        if _answers_no_within(reading, first, second):
            return second.span
        if is_tolerated(reading, first, second):
            return second.span
        if first.quantity.value == second.quantity.value:
            if {first.side, second.side} == {"below", "above"} and _is_turned(reading, first, second):
                return second.span
        elif second_thoughts(reading) or _says_no_more(reading, first, second) or _is_either(reading, first, second):
            return second.span
    return None


_NOT_DONE = (
    r"(?:called|paged|bothered|woken|told|alarmed|notified|rung|go back|going back|roll|rolled|react|act|happens?|"
    r"stopped|switched off|earlier|sooner)"
)
_FROM_THERE_ON = re.compile(r"\s(?:and|or) (?:more|above|over|higher|worse|beyond)\b")
_TOLERATES = re.compile(
    r"\b(?:(?:stays?|leave|left|keep|kept|remains?|still) (?:\w+ )?(?:on|running|live|active|going)|"
    r"keeps? (?:on )?(?:running|going)|runs on|still runs|"
    r"carr(?:y|ies) on|go(?:es)? on|call it|continues?|leave it|live with|tolerat\w+|accept\w*|"
    rf"no problem|no reason to|no (?:alarm|alert|page|call|mail|stop|rollback)s? (?:may|is|are|will|reach\w*|for)|"
    rf"(?:not|never|nobody|no one|isn't|aren't)\b[^.;]{{0,24}}\b{_NOT_DONE}|"
    r"not (?:earlier|sooner|before)|läuft weiter|bleibt (?:an|aktiv)|erst ab|reste (?:actif|en marche)|continue|"
    r"sigue (?:activo|en marcha))\b"
)


_ONLY = re.compile(r"\b(?:only|nur|seulement|uniquement|sólo|solo)\b")


def _is_turned(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether both sides of one value are asked for, in one breath or as "only those of 20 % or less"."""
    if same_clause(reading, first.span, second.span):
        return True
    one, other = _statement_of(reading, first), _statement_of(reading, second)
    if one is None or other is None or not _ONLY.search(reading.passage.lower, *other):
        return False
    return bool(topic_of(reading.passage, one) & topic_of(reading.passage, other))


def is_tolerated(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether a later statement lives with a value that the first calls too bad: "at 8 % it keeps running"."""
    worse = {
        "above": second.quantity.value > first.quantity.value,
        "below": second.quantity.value < first.quantity.value,
    }
    is_as_bad = first.quantity.value == second.quantity.value and _FROM_THERE_ON.match(
        reading.passage.lower, second.quantity.span.end
    )
    if not (worse.get(first.side or "above") or is_as_bad):
        return False
    part = next((part for part in reading.parts if part.contains(second.quantity.number)), None)
    clause = next((clause for clause in reading.clauses if clause.contains(second.quantity.number)), None)
    stated = part if part and not part.contains(first.quantity.number) else clause
    return bool(
        stated and not stated.contains(first.quantity.number) and _TOLERATES.search(reading.passage.lower, *stated)
    )


def _answers_no_within(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether the same value both counts and does not: "over 2 % rings; up to 5 % nobody is called"."""
    if {first.side, second.side} != {"below", "above"} or _excludes(first, second):
        return False
    one, other = _statement_of(reading, first), _statement_of(reading, second)
    if one is None or other is None or one == other or first.quantity.value == second.quantity.value:
        return False
    shared = topic_of(reading.passage, one) & topic_of(reading.passage, other)
    return bool(shared - PREDICATES) and denies(reading.passage, one) != denies(reading.passage, other)


_OR = re.compile(r"(?: (?:a|per|each|pro|je|par|por) \w+)?,?\s(?:or|oder|ou|o|resp\.?|bzw\.?)\s(?:at |of )?[€$£]?")


def _is_either(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether two values are left to choose from: "at least 90 or 95 %"."""
    between = reading.passage.lower[first.quantity.span.end : second.quantity.span.start]
    return bool(_OR.fullmatch(between)) and first.quantity.unit in (None, second.quantity.unit)


def _says_no_more(reading: Reading, first: Bound, second: Bound) -> bool:
    """Tell whether a later sentence only sets the same value anew: it is about nothing the first was not about."""
    if first.side != second.side and first.side and second.side and not _excludes(first, second):
        return False
    one, other = _statement_of(reading, first), _statement_of(reading, second)
    if one is None or other is None or one == other or "→" in reading.passage.text:
        return False
    if _period_of(reading, one) != _period_of(reading, other) and _period_of(reading, other):
        return False
    new = topic_of(reading.passage, other) - topic_of(reading.passage, one) - SAME_AGAIN
    return not {word for word in new if not word[0].isdigit()}


def _statement_of(reading: Reading, bound: Bound) -> Span | None:
    """Return the sentence that sets a value, or its part after a comma or a "but" if that says what the value is."""
    clause = next((clause for clause in reading.clauses if clause.contains(bound.quantity.number)), None)
    if clause is None:
        return None
    cuts = [Span(*cut.span()) for cut in _SETS.finditer(reading.passage.lower, *clause)]
    start = max((cut.start for cut in cuts if cut.end <= bound.quantity.span.start), default=clause.start)
    end = min((cut.start for cut in cuts if cut.start >= bound.quantity.span.end), default=clause.end)
    return Span(start, end)


_SETS = re.compile(
    r":\s|,?\s(?:but|while|whereas|aber|mais|pero)\s|,\s(?=(?:the |our |der |die |das )?(?:target|goal|limit|threshold|"
    r"ziel|"
    r"grenze|objectif|objetivo)\b)"
)


def _period_of(reading: Reading, part: Span) -> str:
    """Name the period that a statement speaks of, or nothing."""
    found = [reading.passage.lower[w.span.start : w.span.end] for w in reading.windows if part.contains(w.span)]
    return found[0].split()[-1] if found else ""


def rival_windows(reading: Reading) -> Span | None:
    """Find a second window that excludes the first: a change of mind, a choice left open, "only once a year"."""
    spans = [window.span for window in reading.windows if not (window.is_sample or window.may_be_deadline)]
    text = reading.passage.lower
    if (named := _NAMED_WINDOW.search(text)) and (other := _other_period(text, spans, Span(*named.span()))):
        return other
    for first, second in combinations(spans[:6], 2):
        if (
            first.overlaps(second)
            or text[first.start : first.end].split()[-1] == text[second.start : second.end].split()[-1]
        ):
            continue
        between = text[first.end : second.start]
        if _OR_PERIOD.fullmatch(between) or _CORRECTED.search(between):
            return second
        if _IS_THE_WINDOW.search(between) or _TOO_SHORT.search(text, first.start, second.start):
            return second
        rest = text[first.end : second.end + 24]
        if _MEASURED_ONLY.search(rest) and not any(ch.isdigit() for ch in between):
            return second
    return None


_IS_THE_WINDOW = re.compile(
    r"[.;!\n]\s+(?:the|our|der|das|la|le|el) (?:\w+ )?(?:window|period|zeitraum|fenster|fenêtre|période|ventana|"
    r"periodo) "
    r"(?:is|are|ist|est|es) (?:always |the |an? |der |das |la |le |el |un |une )*$"
)
_TOO_SHORT = re.compile(
    r"\b(?:too (?:short|long|small|noisy)|zu (?:kurz|lang)|trop (?:court|long)e?|demasiado (?:cort|larg)\w)\b"
)
_NAMED_WINDOW = re.compile(
    r"\b(?:window|period|zeitraum|zeitfenster|fenster|période|fenêtre|período|ventana) (?:is|are|ist|est|es)\b"
    r"[^.;\n]{2,40}"
)


def _other_period(text: str, spans: list[Span], named: Span) -> Span | None:
    """Find the statement of what the window is, where a window of another length was said before."""
    said = [span for span in spans if span.end <= named.start]
    stated = {word.removesuffix("s") for word in text[named.start : named.end].split()}
    is_other = said and not any(text[span.start : span.end].split()[-1].removesuffix("s") in stated for span in said)
    return named if is_other else None


_OR_PERIOD = re.compile(
    r",?\s(?:or|oder|ou|o)(?:\s(?:maybe|perhaps|rather|possibly|vielleicht|peut-être|"
    r"quizás?))?\s?"
)
_CORRECTED = re.compile(
    r"(?:^|[.,;-]\s*)(?:no|nein|non|sorry|wait|actually|or rather|i mean|rather|correction|besser)\b"
)
_MEASURED_ONLY = re.compile(
    r"\b(?:count|measur|tak|comput|look|evaluat|calculat|report|track|check|collect|known|record|gemessen|erhoben|"
    r"mesur|mide)\w*\b.{0,30}\b(?:only|solely|exclusively|nur|seulement|solo|sólo)\b|"
    r"\b(?:only|solely|exclusively|just|nur|seulement|solo|sólo)\s(?:\w+\s){0,2}?(?:count|measur|tak|comput|look|"
    r"evaluat|calculat|report|track|check|collect|known|record|once|einmal|gemessen|erhoben|mesur|mide)\w*"
)


def same_clause(reading: Reading, first: Span, second: Span) -> bool:
    """Tell whether two stretches stand in one sentence or line."""
    return any(clause.contains(first) and clause.contains(second) for clause in reading.clauses)


def _excludes(first: Bound, second: Bound) -> bool:
    """Tell whether no value satisfies both: at least 90 and at most 85."""
    if {first.side, second.side} != {"below", "above"}:
        return False
    low, high = (first, second) if first.side == "above" else (second, first)
    return low.quantity.value > high.quantity.value
