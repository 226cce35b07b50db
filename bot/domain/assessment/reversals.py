"""Sentences that turn an earlier one round without a "no": approved after all, every case after "only", denied by name.

Where `denials` weighs how many words two parts share, here each kind of reversal is known by what it is about.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from bot.domain.assessment.clauses import content
from bot.domain.assessment.denials import denies, topic_of
from bot.domain.assessment.lexicons.noise import PREDICATES
from bot.domain.assessment.lexicons.reversals import (
    ALL_OF_A_KIND,
    ALONE,
    APPROVING,
    BEFOREHAND,
    CONDITIONAL,
    EACH,
    ELSEWHERE,
    KEPT,
    ONLY,
    OTHER_CASE,
    PUT_OUT,
    TAKEN_IN,
    THAT_CASE,
    THROWN_OUT,
)
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import phrases
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.rival_values import VALUE_FINDERS, Reversed, is_filled
from bot.domain.assessment.slots import ABSENT, Fillings, Rule, spoiled

_ALONE = phrases(ALONE)
_APPROVING = phrases(APPROVING)
_EACH = phrases(EACH)
_BEFOREHAND = phrases(BEFOREHAND)
_CONDITIONAL = phrases(CONDITIONAL)
_ONLY = phrases(ONLY)
_ALL_OF_A_KIND = phrases(ALL_OF_A_KIND)
_TAKEN_IN = phrases(TAKEN_IN)
_ELSEWHERE = phrases(ELSEWHERE)
_PUT_OUT = phrases(PUT_OUT)
_KEPT = phrases(KEPT)
_THROWN_OUT = phrases(THROWN_OUT)
_THAT_CASE = phrases(THAT_CASE)
_OTHER_CASE = phrases(OTHER_CASE)
_NOTHING = re.compile(
    r"\b(?:nothing|none|not (?:\w+ )?(?:anything|any of)|no (?:logs?|records?|entries|data|files?|alerts?|alarms?|"
    r"mails?)|nobody|no one|nichts|"
    r"niemand|rien|personne|aucune?|nada|nadie)\b|n't (?:\w+ )?(?:anything|any of)\b"
)
_NO = re.compile(r"\b(?:not|never|no|nicht|nie|kein\w*|ne|pas|jamais|nunca)\b|n't\b")
_NAMED = ("interface", "location", "channel", "format", "recipient", "authority", "reviewer")
_FROM_THERE = re.compile(r"\b(?:from there|from it|that way|this way|over it|through it|von dort|de là|de ahí)\b")
_NEVER = re.compile(r"\b(?:never|nie|niemals|jamais|nunca)\b")
_CLAUSES_READ = 12


def without_reversed(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil the slot that a later sentence turns round."""
    if len(reading.parts) < 2 or any(filling.rule is Rule.CONTRADICTION for filling in fillings.values()):
        return fillings
    found = next((found for find in _FINDERS if (found := find(reading, fillings))), None)
    return {**fillings, found[0]: spoiled(found[1], Rule.CONTRADICTION)} if found else fillings


def _in_pairs(reading: Reading) -> Iterator[tuple[Span, Span]]:
    return combinations(reading.clauses[:_CLAUSES_READ], 2)


def _alone_and_approved(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "books it by itself" next to "the harbour master confirms each berth before"."""
    if not is_filled(fillings, "autonomy"):
        return None
    text = reading.passage.lower
    alone = next((clause for clause in reading.clauses if _ALONE.search(text, *clause)), None)
    for clause in reading.clauses:
        if alone and clause != alone and _is_approval_of_each(reading, clause):
            return "autonomy", clause
    return None


def _is_approval_of_each(reading: Reading, clause: Span) -> bool:
    text = reading.passage.lower
    signs = (_APPROVING, _EACH, _BEFOREHAND)
    return all(sign.search(text, *clause) for sign in signs) and not (
        _CONDITIONAL.search(text, *clause) or _NOTHING.search(text, *clause) or _NO.search(text, *clause)
    )


def _only_and_all(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "only spruce" next to "every tree species is covered"."""
    if not is_filled(fillings, "boundary"):
        return None
    text = reading.passage.lower
    for first, second in _in_pairs(reading):
        one, other = (first, second) if _ONLY.search(text, *first) else (second, first)
        if _ONLY.search(text, *one) and _ALL_OF_A_KIND.search(text, *other) and _takes_in(text, other):
            return "boundary", second
    return None


def _out_and_in(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "fibre is out of scope" next to "fibre tickets are handled from the first release"."""
    if not is_filled(fillings, "exclusion"):
        return None
    text = reading.passage.lower
    for first, second in _in_pairs(reading):
        shared = topic_of(reading.passage, first) & topic_of(reading.passage, second) - PREDICATES
        if shared and _PUT_OUT.search(text, *first) and _takes_in(text, second):
            return "exclusion", second
    return None


def _takes_in(text: str, clause: Span) -> bool:
    taken = _TAKEN_IN.search(text, *clause)
    return taken is not None and not (_ELSEWHERE.search(text, *clause) or _ONLY.search(text, *clause))


def _opposite_ends(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "the unit is discarded at once" next to "such a unit stays in the fridge and is used"."""
    name = next((name for name in ("path", "action") if is_filled(fillings, name)), None)
    for first, second in _in_pairs(reading) if name else ():
        if name and _is_same_case(reading, first, second) and _end_otherwise(reading.passage.lower, first, second):
            return name, second
    return None


def _is_same_case(reading: Reading, first: Span, second: Span) -> bool:
    """Tell whether a sentence speaks of the case before it, by "in that case" or by naming it again."""
    text = reading.passage.lower
    if _OTHER_CASE.search(text, *second):
        return False
    shared = topic_of(reading.passage, first) & topic_of(reading.passage, second) - PREDICATES
    is_turned = denies(reading.passage, first) != denies(reading.passage, second)
    if is_turned and not (_THAT_CASE.search(text, *second) or _NEVER.search(text, *second)):
        return False
    return len(shared) >= (1 if _THAT_CASE.search(text, *second) else 2)


def _end_otherwise(text: str, first: Span, second: Span) -> bool:
    """Tell whether one sentence keeps what the other throws out, or does what the other never does."""
    kept, out = (tuple(bool(end.search(text, *part)) for part in (first, second)) for end in (_KEPT, _THROWN_OUT))
    if kept == (False, True) and out == (True, False):
        return True
    return kept == (True, False) and out == (False, True)


def _denied_by_name(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "nothing arrives by webhook" behind "only through their webhook"."""
    for name in _NAMED:
        span = fillings.get(name, ABSENT).span
        named = {word for word, _ in content(reading.passage, span)} if span else set()
        if not named or not span or not is_filled(fillings, name):
            continue
        for clause in reading.clauses:
            if clause.start > span.end and _denies(reading, clause, named):
                return name, clause
    return None


def _denies(reading: Reading, clause: Span, named: set[str]) -> bool:
    """Tell whether a clause says no to what is named; a "no" about a subject of its own says nothing about it."""
    text = reading.passage.lower
    nothing = _NOTHING.search(text, *clause)
    no = nothing or _NO.search(text, *clause)
    if no is None or _CONDITIONAL.search(text, *clause) or not denies(reading.passage, clause):
        return False
    again = content(reading.passage, clause)
    if nothing and (
        _FROM_THERE.search(text, *clause) or named & {word for word, place in again if place.start > no.start()}
    ):
        return True
    known = {word for word, _ in content(reading.passage, Span(0, clause.start))}
    is_about_it = all(word in known for word, place in again if place.start < no.start())
    return is_about_it and named <= {word for word, _ in again}


_FINDERS: tuple[Callable[[Reading, Fillings], Reversed | None], ...] = (
    _alone_and_approved,
    _only_and_all,
    _out_and_in,
    *VALUE_FINDERS,
    _opposite_ends,
    _denied_by_name,
)
