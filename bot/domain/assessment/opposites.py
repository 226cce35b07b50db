"""Rules told as two opposite states, which leave nothing over: "with a receipt …, without …", "valid …, expired …"."""

import re
from collections.abc import Iterable
from itertools import combinations

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.opposites import NEGATING, NOT, OPPOSITES
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading

_PAIRS = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (line.split("|") for line in OPPOSITES.strip().splitlines())
)
_WITH, _WITHOUT = _PAIRS[0]
_NOT = frozenset(NOT.split())
_SEGMENT = re.compile(r"[^,;.\n→:]+(?:[:→][^,;.\n→:]+)*")
_OPENING = 6  # words in which a statement names its case
_STEM = 4  # letters
_SEGMENTS_AT_MOST = 14  # each is compared with each

Said = list[tuple[str, Span]]


def opposite_states(reading: Reading) -> tuple[Span, Span] | None:
    """Find two statements for a state and its opposite."""
    text = reading.passage.lower
    segments = [Span(*found.span()) for found in _SEGMENT.finditer(text)][:_SEGMENTS_AT_MOST]
    openings = [(segment, words(reading.passage, segment)[:_OPENING]) for segment in segments]
    for (first, said), (second, other) in combinations(openings, 2):
        met = _opposed(said, other)
        state = other[met][1] if met is not None else _denied_first(said, other)
        if state and not reading.is_put_off(second) and _goes_on(reading, second, state):
            return first, second
    return None


def are_cases(reading: Reading, fillings: Iterable[str]) -> bool:
    """Tell whether what sounds like a denial is the other case of a rule, so that both hold."""
    return "default" in fillings and opposite_states(reading) is not None


def _opposed(said: Said, other: Said) -> int | None:
    """Return where the second opening says the opposite of the first."""
    first = [word for word, _ in said]
    for at, (word, _) in enumerate(other):
        if word in _WITHOUT or word in _WITH:
            side, against = (_WITHOUT, _WITH) if word in _WITHOUT else (_WITH, _WITHOUT)
            if against & set(first) and not side & set(first) and _is_same_thing(first, other[at + 1 :]):
                return at
            continue
        is_opposite = word not in first and any(_are_opposite(known, word) for known in first)
        is_denied = word in _NOT and not _NOT & set(first) and _is_same_thing(first, other[at + 1 :])
        if is_opposite or is_denied:
            return at
    return None


def _denied_first(said: Said, other: Said) -> Span | None:
    """Find the state that is denied in the first opening and holds in the second: "no outage: …, outage: …"."""
    met = _opposed(other, said)
    if met is None or said[met][0] not in _NOT:
        return None
    thing = next((word for word, _ in said[met + 1 :] if word not in FUNCTION_WORDS), "")
    return next((place for word, place in other if _same(thing, word)), None)


def _are_opposite(one: str, other: str) -> bool:
    return (
        any((one in left and other in right) or (one in right and other in left) for left, right in _PAIRS[1:])
        or _negates(one, other)
        or _negates(other, one)
    )


def _negates(word: str, other: str) -> bool:
    """Tell whether one word is the other with "un" or "in" in front."""
    return len(word) > _STEM and other.endswith(word) and other.removesuffix(word) in NEGATING


def _is_same_thing(known: list[str], behind: Said) -> bool:
    """Tell whether "without one" or "not a member" is about the thing that was named."""
    thing = next((word for word, _ in behind if word not in FUNCTION_WORDS or word in ("it", "one", "that")), None)
    return thing is not None and (thing in ("it", "one", "that") or any(_same(thing, word) for word in known))


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) > _STEM and one.removesuffix("s") == other.removesuffix("s"))


def _goes_on(reading: Reading, segment: Span, state: Span) -> bool:
    """Tell whether something follows from the second state, in its own part of the sentence or the next."""
    clause = next((clause for clause in reading.clauses if clause.contains(state)), segment)
    behind = [word for word, place in words(reading.passage, Span(state.end, clause.end)) if place.start > state.end]
    return len(behind) > 0 and bool(behind[1:] or behind[0] not in FUNCTION_WORDS)
