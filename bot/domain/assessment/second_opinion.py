"""The second opinion: where the words of an answer speak clearly against what a contract made of a slot.

A contract that found words for a slot is right nine times in ten on answers of people it has never read, and a slot it
left open is open as often. How much that counts against the second reader was fitted (logistic regression) on some
3,700 answers as they were judged before anybody had worked with them.
"""

from dataclasses import dataclass

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.spans import Span
from bot.domain.assessment.theater import ANYTHING, SecondReading, Weights, logistic
from bot.domain.assessment.traits import read_traits
from bot.domain.catalogue import Field

A_FEW = 8  # words
FILLED_FROM = 0.65
"""An absent slot that is at least this likely to hold is taken as filled: three of four are."""
_KNOWN_BY_NAME = frozenset({"person"})  # whoever is named is named, whatever the other words are


@dataclass(frozen=True, slots=True)
class _Leaning:
    """How far both readers are believed, in log odds."""

    contract: float
    slot: float
    anything: float

    def likelihood(self, reading: SecondReading, slot: str) -> float:
        said = self.slot * reading.score(slot) + self.anything * reading.score(ANYTHING)
        return logistic(self.contract + said)


@dataclass(frozen=True, slots=True)
class _Limits:
    """Below which likelihood an answer decides nothing at all, and below which a found slot is doubted."""

    hollow: float
    doubted: float


_AFTER_MANY_WORDS = _Limits(hollow=0.5, doubted=0.65)
_AFTER_A_FEW = _Limits(hollow=0.15, doubted=0.3)  # a few words are few to tell a promise from a decision by
_FOUND = _Leaning(contract=1.1, slot=0.72, anything=0.20)
_ABSENT = _Leaning(contract=-2.30, slot=0.82, anything=0.09)


def with_second_opinion(field: Field, reading: Reading, fillings: Fillings, weights: Weights) -> Fillings:
    """Doubt what was found where the words speak against it, and fill what is absent where they speak for it."""
    said = {name: fillings.get(name, ABSENT) for name in field.base_slots if name not in _KNOWN_BY_NAME}
    if not any(filling.is_filled for filling in said.values()) or _is_refusal(reading, said):
        return fillings
    second = SecondReading(field.key, reading.once(read_traits), weights)
    changed = {name: _reheard(second, reading.passage, name, filling) for name, filling in said.items()}
    return _with_comparator_bound({**fillings, **changed})


def _with_comparator_bound(fillings: Fillings) -> Fillings:
    """Let a comparator go with the value that it binds (rule 19)."""
    threshold, comparator = fillings.get("threshold", ABSENT), fillings.get("comparator", ABSENT)
    return {**fillings, "comparator": threshold} if comparator.is_filled and not threshold.is_filled else fillings


def _is_refusal(reading: Reading, said: Fillings) -> bool:
    """Tell whether one and the same decision fills every slot: "no rollback, deliberately, since …"."""
    return len(said) > 1 and len({filling.span for filling in said.values()}) == 1 and reading.is_decided


def _reheard(second: SecondReading, passage: Passage, slot: str, filling: Filling) -> Filling:
    is_short = len(passage.lower.split()) < A_FEW
    if filling.is_filled:
        against = _doubted_for(second, slot, _AFTER_A_FEW if is_short else _AFTER_MANY_WORDS)
        return spoiled(_quotable(second, passage, against, filling), Rule.THEATER) if against else filling
    if filling == ABSENT and not is_short and _ABSENT.likelihood(second, slot) >= FILLED_FROM:
        return filled(second.speaking_for(slot))
    return filling


def _quotable(second: SecondReading, passage: Passage, against: str, filling: Filling) -> Span | None:
    """Return the words that speak against a slot, or those that were found for it where only "the" and "of" do."""
    loudest = second.speaking_against(against)
    said = words(passage, loudest) if loudest else ()
    return loudest if any(word not in FUNCTION_WORDS for word, _ in said) else filling.span


def _doubted_for(second: SecondReading, slot: str, limits: _Limits) -> str | None:
    """Name what the words of an answer lack that makes a found slot doubtful: ANYTHING, or the slot itself."""
    if second.likelihood(ANYTHING) < limits.hollow:
        return ANYTHING
    return slot if _FOUND.likelihood(second, slot) < limits.doubted else None
