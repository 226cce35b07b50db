"""A value that is called good or bad although the bound says otherwise: "at least 95 %. A month with 90 % passes"."""

import re
from dataclasses import dataclass

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.lexicons.verdicts import BAD, GOOD, ONLY_THEN
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import alternatives
from bot.domain.assessment.reading import Reading

_GOOD = re.compile(rf"(?<![\w-])(?:{alternatives(GOOD)})(?![\w-])")
_BAD = re.compile(rf"(?<![\w-])(?:{alternatives(BAD)})(?![\w-])")
_ONLY_THEN = re.compile(rf"(?<![\w-])(?:{alternatives(ONLY_THEN)})(?![\w-])")
_CUT = re.compile(
    r"[.;\n(]|,\s(?=(?:at )?\d)|,\s(?:but|aber|mais|pero|while|whereas|though|although|yet)\s|\s(?:but|while|whereas)\s"
)


def misjudged(reading: Reading, bounds: list[Bound], *, is_failure: bool) -> Span | None:
    """Find a second value that passes where the first bound fails it, or fails where the bound passes it."""
    judged = _judged(reading, bounds, is_failure=is_failure)
    return next((said.statement for said in judged if said.is_good != said.passes), None)


def well_judged(reading: Reading, bounds: list[Bound], *, is_failure: bool) -> list[Bound]:
    """List the values that are only called what the first bound makes them: "at least 95 %; 90 % is not enough"."""
    judged = _judged(reading, bounds, is_failure=is_failure)
    return [said.bound for said in judged if said.is_good == said.passes]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A value that a statement of its own calls good or bad."""

    bound: Bound
    statement: Span
    is_good: bool
    passes: bool


def _judged(reading: Reading, bounds: list[Bound], *, is_failure: bool) -> list[_Judged]:
    first = next((bound for bound in bounds if bound.side), None)
    if first is None:
        return []
    is_failure = is_failure and not _is_demanded(reading, first)
    others = [*reading.numbers.bounds, *reading.numbers.bare]
    found = []
    for second in others:
        statement = _statement(reading, first, second)
        is_alone = statement and sum(statement.contains(other.quantity.number) for other in others) == 1
        is_good = _verdict(reading, statement) if statement and is_alone else None
        if statement and is_good is not None:
            found.append(_Judged(second, statement, is_good, _passes(first, second, is_failure=is_failure)))
    return found


_DEMANDS = re.compile(r"\b(?:must|should|shall|has to|have to|needs? to|darf|muss|soll|doit|doivent|debe|deben)\b")


def _is_demanded(reading: Reading, bound: Bound) -> bool:
    """Tell whether a value is demanded and not feared: "must not exceed 5" says what is good, whatever was asked."""
    clause = next((clause for clause in reading.clauses if clause.contains(bound.quantity.number)), bound.span)
    return bool(_DEMANDS.search(reading.passage.lower, clause.start, bound.quantity.span.end))


def _passes(bound: Bound, other: Bound, *, is_failure: bool) -> bool:
    """Tell whether another value is a good one by what the bound says."""
    value = other.quantity.value
    is_within = value > bound.quantity.value if bound.side == "above" else value < bound.quantity.value
    return is_within != is_failure


def _statement(reading: Reading, first: Bound, second: Bound) -> Span | None:
    """Return the statement of its own in which a second value of the same unit stands."""
    one, other = first.quantity, second.quantity
    if other.number.start <= one.number.end or one.unit != other.unit or one.value == other.value:
        return None
    text = reading.passage.lower
    cuts = [cut.end() for cut in _CUT.finditer(text, one.number.end, other.number.start)]
    end = next((cut.start() for cut in _CUT.finditer(text, other.span.end)), len(text))
    return Span(cuts[-1], end) if cuts else None


def _verdict(reading: Reading, statement: Span) -> bool | None:
    """Read whether a statement calls its value good or bad; both, neither or only for a while is no verdict."""
    if _ONLY_THEN.search(reading.passage.lower, *statement):
        return None
    is_bad, text = _BAD.search(reading.passage.lower, *statement), reading.passage.lower
    is_good = any(
        is_bad is None or not is_bad.start() <= good.start() < is_bad.end() for good in _GOOD.finditer(text, *statement)
    )
    return is_good if is_good != bool(is_bad) else None
