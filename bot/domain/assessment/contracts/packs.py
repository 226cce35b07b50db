"""The contract of a field that no shipped contract knows: its slots are read by their names, or as plain content."""

from bot.domain.assessment.contracts.common import concrete_bound, reachable
from bot.domain.assessment.contracts.ownership import accountable_owner
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, filled
from bot.domain.catalogue import Field

_REACHABLE = frozenset({"reviewer", "recipient", "authority", "consumer", "role", "actor", "group"})
_PERSONS = frozenset({"person", "owner", "user"})
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
    return filled(reading.concept())


def _period(reading: Reading) -> Filling:
    return filled(reading.windows[0].span) if reading.windows else ABSENT


def _length(reading: Reading) -> Filling:
    """Take "after 15 minutes" as a limit, though a criterion would count over it."""
    times = [quantity.span for quantity in reading.numbers.idle if quantity.is_time]
    return filled(times[0]) if times else _period(reading)
