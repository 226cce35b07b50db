"""Which words fill the slots of the capability definition: the decision, its scope, its rules."""

import re

from bot.domain.assessment.conditions import Branch, vague_test
from bot.domain.assessment.contracts.common import concrete_condition, consequence, first_filled, negated
from bot.domain.assessment.lexicon_actions import ACTING, ALONE_OR_ASKED, COMPLETE_IN_ITSELF, COMPUTING, EMPTY_VERBS
from bot.domain.assessment.clauses import covering, words
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_INTO = re.compile(
    r"\b(?:to|into|onto|as|with|w/|either|one of|whether|by|per|in|on|zu|zur|zum|in|als|mit|ob|entweder|vor|en|comme|avec|à|a|con|como|for|für|pour|para|of)\b|[:→=]|\bor\b|\bfrom \d"
)
_VAGUE_OBJECT = re.compile(r"\b(?:something|anything|stuff|things|everything|etwas|irgendwas|quelque chose|algo)\b")


def decision(reading: Reading) -> Fillings:
    """Read action, object, outcome and autonomy off the first clause whose verb does something."""
    verbs = _verbs(reading)
    autonomy = reading.search(ALONE_OR_ASKED)
    if not verbs:
        empty = next((place for word, place in words(reading.passage) if word in EMPTY_VERBS), None)
        return {"action": spoiled(empty, Rule.ADJECTIVE)} if empty else {}
    word, verb = verbs[0]
    clause = next((span for span in reading.clauses if span.contains(verb)), reading.passage.whole)
    after = reading.content(Span(verb.end, clause.end), without=tuple(place for _, place in verbs))
    if not after:
        return {}
    acting = next((place for said, place in verbs if said in ACTING), None)
    return {
        "action": filled(verb),
        "object": filled(covering(after)),
        "outcome": _outcome(reading, word, Span(verb.end, clause.end), after),
        "autonomy": filled(autonomy or acting),
    }


def _verbs(reading: Reading) -> list[tuple[str, Span]]:
    return [
        (word, place)
        for word, place in words(reading.passage)
        if (word in ACTING or word in COMPUTING) and not reading.is_put_off(place)
    ]


def _outcome(reading: Reading, verb: str, rest: Span, after: list[tuple[str, Span]]) -> Filling:
    vague = _VAGUE_OBJECT.search(reading.passage.lower, *rest)
    if vague:
        return spoiled(Span(*vague.span()), Rule.ADJECTIVE)
    if verb in COMPLETE_IN_ITSELF:
        return filled(covering(after))
    for found in _INTO.finditer(reading.passage.lower, *rest):
        before = [place for _, place in after if place.end <= found.start()]
        behind = reading.concept(Span(found.end(), rest.end))
        if before and behind:
            return filled(behind)
    return ABSENT


_EVERYTHING = re.compile(
    r"\b(?:everything|all (?:relevant |possible |our )?(?:use ?cases|cases|processes|areas|topics|customers|users|departments)|anything|whatever|alles|tout|todo)\b"
)


def in_scope(reading: Reading) -> Fillings:
    """Take named kinds of cases, regions, amounts or systems as the boundary."""
    return _scope(reading, "boundary")


def out_of_scope(reading: Reading) -> Fillings:
    """Take what is named as refused; "nothing" counts only when it is stated as decided."""
    return _scope(reading, "exclusion")


def _scope(reading: Reading, slot: str) -> Fillings:
    if reading.is_decided and negated(reading):
        return {slot: filled(reading.passage.whole)}
    concept = _concrete_part(reading)
    if not concept:
        return {}
    tail = reading.open_tail
    return {slot: filled(concept), "closed_list": spoiled(tail, Rule.OPEN_LIST) if tail else filled(None)}


def _concrete_part(reading: Reading) -> Span | None:
    """Find a part that names something without an untestable word in it."""
    for part in reading.parts:
        concept = reading.concept(part)
        if concept and not reading.is_put_off(part) and not vague_test(reading.passage, part, reading.numbers.bounds):
            return concept
    return None


def decision_rules(reading: Reading) -> Fillings:
    """Every branch needs a testable condition and a concrete action, and something must catch the rest."""
    branches = [branch for branch in reading.branches if not _is_default(reading, branch)]
    conditions = [concrete_condition(reading, branch.condition) for branch in branches if branch.condition]
    actions = [
        consequence(reading, branch.consequence) for branch in branches if branch.consequence and branch.condition
    ]
    return {
        "condition": first_filled(conditions),
        "action": first_filled(actions),
        "default": _default(reading) if any(filling.span for filling in (*conditions, *actions)) else ABSENT,
    }


def _is_default(reading: Reading, branch: Branch) -> bool:
    start = min(span.start for span in (branch.condition, branch.consequence) if span)
    return any(0 <= default.start - start <= 2 for default in reading.defaults)


def _default(reading: Reading) -> Filling:
    for default in reading.defaults:
        clause = next((span for span in reading.clauses if span.contains(default)), reading.passage.whole)
        concept = reading.concept(Span(default.end, clause.end)) or reading.concept(Span(clause.start, default.start))
        if concept:
            return filled(Span(default.start, concept.end))
    return ABSENT
