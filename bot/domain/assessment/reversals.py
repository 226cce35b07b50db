"""Sentences that turn an earlier one round without a "no": approved after all, every case after "only", denied by name.

Where `denials` weighs how many words two parts share, here each kind of reversal is known by what it is about.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.clauses import content
from bot.domain.assessment.contradictions import is_tolerated, same_clause
from bot.domain.assessment.denials import denies, topic_of
from bot.domain.assessment.lexicon_noise import PREDICATES
from bot.domain.assessment.lexicon_reversals import (
    ALL_OF_A_KIND,
    ALONE,
    APPROVING,
    BEFOREHAND,
    CONDITIONAL,
    EACH,
    ELSEWHERE,
    ONLY,
    PUT_OUT,
    TAKEN_IN,
)
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import phrases
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Fillings, Rule, spoiled

Reversed = tuple[str, Span]
"""The slot that is turned round, and the sentence that does it."""

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
_NOTHING = re.compile(r"\b(?:nothing|none|nobody|no one|nichts|niemand|rien|personne|aucune?|nada|nadie)\b")
_NO = re.compile(r"\b(?:not|never|no|nicht|nie|kein\w*|ne|pas|jamais|nunca)\b|n't\b")
_NAMED = ("interface", "location", "channel", "format", "recipient", "authority")
_CLAUSES_READ = 12


def without_reversed(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil the slot that a later sentence turns round."""
    if len(reading.clauses) < 2 or any(filling.rule is Rule.CONTRADICTION for filling in fillings.values()):
        return fillings
    found = next((found for find in _FINDERS if (found := find(reading, fillings))), None)
    return {**fillings, found[0]: spoiled(found[1], Rule.CONTRADICTION)} if found else fillings


def _is_filled(fillings: Fillings, name: str) -> bool:
    return fillings.get(name, ABSENT).is_filled


def _in_pairs(reading: Reading) -> Iterator[tuple[Span, Span]]:
    return combinations(reading.clauses[:_CLAUSES_READ], 2)


def _alone_and_approved(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "books it by itself" next to "the harbour master confirms each berth before"."""
    if not _is_filled(fillings, "autonomy"):
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
        _CONDITIONAL.match(text, clause.start) or _NOTHING.search(text, *clause) or _NO.search(text, *clause)
    )


def _only_and_all(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "only spruce" next to "every tree species is covered"."""
    if not _is_filled(fillings, "boundary"):
        return None
    text = reading.passage.lower
    for first, second in _in_pairs(reading):
        one, other = (first, second) if _ONLY.search(text, *first) else (second, first)
        if _ONLY.search(text, *one) and _ALL_OF_A_KIND.search(text, *other) and _takes_in(text, other):
            return "boundary", second
    return None


def _out_and_in(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "fibre is out of scope" next to "fibre tickets are handled from the first release"."""
    if not _is_filled(fillings, "exclusion"):
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


def _denied_by_name(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "nothing arrives by webhook" behind "only through their webhook"."""
    for name in _NAMED:
        span = fillings.get(name, ABSENT).span
        named = {word for word, _ in content(reading.passage, span)} if span else set()
        if not named or not span or not _is_filled(fillings, name):
            continue
        for clause in reading.clauses:
            if clause.start > span.end and _denies_all_of(reading, clause, named):
                return name, clause
    return None


def _denies_all_of(reading: Reading, clause: Span, named: set[str]) -> bool:
    """Tell whether a clause says no to everything named, with no subject of its own that the "no" is about."""
    text = reading.passage.lower
    no = _NOTHING.search(text, *clause) or _NO.search(text, *clause)
    if no is None or _CONDITIONAL.search(text, *clause) or not denies(reading.passage, clause):
        return False
    again = content(reading.passage, clause)
    if not named <= {word for word, _ in again}:
        return False
    known = {word for word, _ in content(reading.passage, Span(0, clause.start))}
    return all(word in known for word, place in again if place.start < no.start())


def _same_limit_denied(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "below 0.5 the officer looks" next to "below 0.5 is dropped without anybody looking"."""
    if not (_is_filled(fillings, "condition") and "reviewer" in fillings):
        return None
    for first, second in pairwise(reading.numbers.bounds):
        if _is_same_limit(first, second) and not same_clause(reading, first.quantity.number, second.quantity.number):
            clause = next((c for c in reading.clauses if c.contains(second.quantity.number)), None)
            if clause and denies(reading.passage, clause) != _denies_around(reading, first):
                return "condition", clause
    return None


def _is_same_limit(first: Bound, second: Bound) -> bool:
    return (first.quantity.value, first.quantity.unit, first.side) == (
        second.quantity.value,
        second.quantity.unit,
        second.side,
    )


def _denies_around(reading: Reading, bound: Bound) -> bool:
    clause = next((clause for clause in reading.clauses if clause.contains(bound.quantity.number)), None)
    return clause is not None and denies(reading.passage, clause)


_AS_A = r"(?:as |als |comme |como )?(?:an? |the |ein\w* |une? )?"
# Of each kind the slot that it fills, and its words; the families of types come first.
_KINDS_OF_VALUE = (
    (
        "types",
        r"(?:numbers?|integers?|ints?|decimals?|floats?|numeric|zahl(?:en)?|ganzzahl|nombres?|entiers?|números?|enteros?)",
    ),
    ("types", r"(?:texts?|strings?|varchar|char|words?|textes?|textos?|wörter)"),
    ("types", r"(?:dates?|datetimes?|timestamps?|datum|fechas?)"),
    ("format", r"json"),
    ("format", r"csv"),
)
_FAMILIES = ("number", "text", "date")
_OF_A_KIND = tuple(
    (name, re.compile(rf"\b{kind}\b"), re.compile(rf"\b(?:never|not|no|nie|nicht|kein\w*|pas|nunca) {_AS_A}{kind}\b"))
    for name, kind in _KINDS_OF_VALUE
)


def _another_kind(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "never as a number" behind "it is an integer"."""
    for name, kind, denied in _OF_A_KIND:
        no = denied.search(reading.passage.lower, reading.clauses[0].end)
        said = kind.search(reading.passage.lower, 0, no.start()) if no else None
        if (
            no
            and said
            and _is_filled(fillings, name)
            and not same_clause(reading, Span(*said.span()), Span(*no.span()))
        ):
            return name, Span(*no.span())
    return None


_A_TYPE = "|".join(f"(?P<{family}>{kind})" for family, (_, kind) in zip(_FAMILIES, _KINDS_OF_VALUE, strict=False))
_TYPED = re.compile(
    rf"(?:(?<=^)|(?<=[.,;({{`\"\n])|(?<=[.,;(\n] )|(?<=\bthe ))(?P<name>[^\W\d]\w{{2,}})[`\"]?"
    rf"(?:\s?[:=(]\s?|(?P<told>\s(?:is|are|comes? as)\s))(?:always |just |an? |the |free )*"
    rf"(?:(?:{_A_TYPE})\b|(?P<choice>\w+(?:, ?| or | / ?)\w+ (?:or |/ ?)?\w+))"
)


def _two_types(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "grade: A, B or C" next to "the grade is a decimal"."""
    if not _is_filled(fillings, "types"):
        return None
    declared: dict[str, str] = {}
    for typed in _TYPED.finditer(reading.passage.lower):
        family = next((name for name in _FAMILIES if typed[name]), "text")  # a choice of words is a text
        known = declared.setdefault(typed["name"], family)
        if typed["told"] and known != family and "number" in (known, family):
            return "types", Span(*typed.span())
    return None


def _lived_with(reading: Reading, fillings: Fillings) -> Reversed | None:
    """Find "off once 4 doses are wrong" next to "up to 10 we leave it running"."""
    numbers = sorted((*reading.numbers.bounds, *reading.numbers.bare), key=lambda bound: bound.quantity.number)
    found = next((second for first, second in pairwise(numbers) if is_tolerated(reading, first, second)), None)
    return ("threshold", found.span) if found and _is_filled(fillings, "threshold") else None


_FINDERS: tuple[Callable[[Reading, Fillings], Reversed | None], ...] = (
    _alone_and_approved,
    _only_and_all,
    _out_and_in,
    _same_limit_denied,
    _another_kind,
    _two_types,
    _lived_with,
    _denied_by_name,
)
