"""The contract of a field that no shipped contract knows: its slots are read by their names, or as plain content."""

import re

from bot.domain.assessment.contracts.common import concrete_bound, reachable
from bot.domain.assessment.contracts.ownership import accountable_owner
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, filled
from bot.domain.catalogue import Field

_REACHABLE = frozenset({"reviewer", "recipient", "authority", "consumer", "role", "actor", "group"})
_PERSONS = frozenset({"person", "owner", "user"})
_IN_FIGURES = re.compile(r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d{2}))\b")
_FIGURE = re.compile(r"\d")
_BOUND = frozenset({"threshold", "limit", "number"})


def by_slot_name(field: Field, reading: Reading) -> Fillings:
    """Fill each slot by what its name asks for; an unknown name asks for concrete content."""
    return {name: _filling(name, reading) for name in field.base_slots}


def _filling(name: str, reading: Reading) -> Filling:
    if name in _REACHABLE:
        return reachable(reading)
    if name in _PERSONS:
        return accountable_owner(reading).get("person", ABSENT)
    if name in _BOUND:
        bound = concrete_bound((*reading.numbers.bounds, *reading.numbers.bare))
        return bound if bound.span or name != "limit" else _length(reading)
    if name == "window":
        return _period(reading)
    if name == "date":
        return _date(reading)
    return filled(reading.concept())


def _date(reading: Reading) -> Filling:
    """Take a date in figures, or words with a figure in them: "30 September 2027", "end of Q3", but no committee."""
    in_figures = _IN_FIGURES.search(reading.passage.text)
    if in_figures:
        return filled(Span(*in_figures.span()))
    return filled(reading.concept() if _FIGURE.search(reading.passage.text) else None)


def _period(reading: Reading) -> Filling:
    return filled(reading.windows[0].span) if reading.windows else ABSENT


def _length(reading: Reading) -> Filling:
    """Take "after 15 minutes" as a limit, though a criterion would count over it."""
    times = [quantity.span for quantity in reading.numbers.idle if quantity.is_time]
    return filled(times[0]) if times else _period(reading)
