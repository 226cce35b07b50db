"""Which words fill the slots of the human review: the case in which a person must look, and who that is."""

import re
from collections.abc import Iterator

from bot.domain.assessment import hands
from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.conditions import Branch, subject_branch
from bot.domain.assessment.contracts.common import concrete_condition, first_filled, named, reachable
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, filled
from bot.domain.assessment.told import told

_LOOKED_AT = re.compile(
    r"\b(?:reviews?|reviewed|checks?|checked|approv\w+|look(?:s|ed)?|confirm\w*|sign(?:s|ed)?|decides?|"
    r"verif\w+|validat\w+|inspects?|reads?|goes to|takes|handles|prüf\w*|freigabe|freigeben|kontroll\w*|"
    r"geh(?:en|t) an|gibt [\w ]{3,40} frei|"
    r"liest|lesen|sichtet|begutachtet|tranche\w*|relit|relue?s?|regarde\w*|mira|va a|pasa a|"
    r"put in front of|"
    r"schaut|valid\w*|vérifi\w*|revis\w*|aprueba|steps in|takes over|lands? (?:with|on)|"
    r"go(?:es)? (?:to|past|via|through)|"
    r"needs? (?:an? )?(?:human|person|look|check|review|approval|okay|ok|sign-?off)|entscheid\w+|"
    r"a (?:second |human )?look|last word)\b|→|, (?:the |an? )?[\w -]+$"
)
_NO_REVIEW = re.compile(
    r"\b(?:no (?:human|manual|person|people|review|one|approval|second|extra)|without (?:a |"
    r"any )?(?:human|manual|review)|nobody|never (?:reviewed|checked)|keine? (?:prüfung|kontrolle|"
    r"freigabe|mensch\w*|menschliche\w*|manuelle\w*)|ohne|aucune?|pas de|ninguna?|sin|none)\b"
)


def human_review_trigger(reading: Reading) -> Fillings:
    """Read when a person must look, and who; none at all counts when it is stated as decided."""
    if reading.is_decided and _NO_REVIEW.search(reading.passage.lower):
        return {"condition": filled(reading.passage.whole), "reviewer": filled(reading.passage.whole)}
    condition = _condition(reading)
    if condition.span is None and not reading.search(_LOOKED_AT):
        return {"condition": condition}
    return {"condition": condition, "reviewer": _reviewer(reading)}


def _reviewer(reading: Reading) -> Filling:
    """Take a party that is named, or whoever stands where only somebody who looks can stand."""
    found = reachable(reading)
    somebody = () if found.is_filled else (*hands.judges(reading.passage), *_told(reading))
    somebody = tuple(span for span in somebody if not reading.is_put_off(span))
    return filled(somebody[0]) if somebody else found


def _told(reading: Reading) -> tuple[Span, ...]:
    """Find who stands behind an arrow: "confidence < 0.8 → second reader"."""
    found = told(reading.passage)
    return (found,) if found and "→" in reading.passage.text[max(0, found.start - 8) : found.start] else ()


def _condition(reading: Reading) -> Filling:
    fillings = [concrete_condition(reading, case) for branch in reading.branches if (case := _case(reading, branch))]
    if any(filling.is_filled or filling.rule for filling in fillings):
        return first_filled(fillings)
    if reading.numbers.bounds:
        return _bounded(reading, reading.numbers.bounds[0])
    if gated := _GATED.search(reading.passage.lower):
        return concrete_condition(reading, Span(*gated.span(gated.lastindex or 0)))
    for case in _cases_before_verbs(reading):
        judged = concrete_condition(reading, case)
        if judged.is_filled or judged.rule:
            return judged
    if not named(reading) and not reading.search(_LOOKED_AT):
        return ABSENT
    return first_filled(_quantified(reading, clause) for clause in reading.clauses)


_HUMANS = frozenset(
    {"human", "humans", "person", "persons", "mensch", "menschen", "machine", "machines", "humain", "humano"}
)


def _case(reading: Reading, branch: Branch) -> Span | None:
    """Return what is looked at: the condition, or what a colon puts behind the one who looks."""
    if branch.condition is None or not _is_the_reviewer(reading, branch.condition):
        return branch.condition
    behind = branch.consequence
    return behind if behind and reading.passage.text.startswith(":", behind.start) else None


def _is_the_reviewer(reading: Reading, case: Span) -> bool:
    """Tell whether what stands before the verb only says who looks: "the head vet checks every …"."""
    people = tuple(party.span for party in reading.parties if case.overlaps(party.span))
    rest = {word for word, _ in reading.content(case, without=people)}
    is_only_people = bool(people) and not rest
    is_nobody_else = bool(rest) and rest <= _HUMANS
    is_bound = any(case.overlaps(bound.span) for bound in reading.numbers.bounds)
    return (is_only_people or is_nobody_else) and not is_bound


def _bounded(reading: Reading, bound: Bound) -> Filling:
    """Take what is counted off with its bound ("each contact under 0.5"), or the bound alone."""
    clause = next((clause for clause in reading.clauses if clause.overlaps(bound.span)), None)
    counted = _quantified(reading, clause) if clause else ABSENT
    is_whole = counted.is_filled and counted.span and counted.span.contains(bound.quantity.span)
    return counted if is_whole else concrete_condition(reading, bound.span)


_GATED = re.compile(
    r"\b((?:nothing|no|none|kein\w*|nada|rien) [^.;\n]*?)\s(?:without|before|until|ohne|bevor|sin|sans)\b|"
    r"(?:^|[.;\n]\s?)([^.;,:\n]{3,60}?)\s(?:is|are|gets?|leaves?|may|can|does|do|will|wird|werden|darf|dürfen)"
    r"(?:n't| not| never| only| nie| nicht| nur)\s[^.;\n]{0,40}?"
    r"\b(?:without|before|until|unless|after|once|ohne|bevor|nach)\b"
)


def _cases_before_verbs(reading: Reading) -> Iterator[Span]:
    """List what is handed on: "difficult rosters land with the stewardess"."""
    somebody = (*(party.span for party in named(reading)), *hands.judges(reading.passage))
    for branch in reading.branches:
        if branch.condition is None and branch.consequence:
            found = subject_branch(reading.passage.lower, branch.consequence)
            if found and found.condition and found.consequence:
                is_handed = any(found.consequence.overlaps(span) for span in somebody)
                is_theirs = any(found.condition.overlaps(span) for span in somebody)
                if is_handed and not is_theirs:
                    yield found.condition
        bare = [bound for bound in reading.numbers.bare if bound.hedge and somebody]
        yield from (bound.span for bound in bare)


_ALL_OF = re.compile(
    r"\b(?:(?:a )?random(?:ly)?|\d+ ?% of|\d+ (?:in|out of|of) \d+|every \d+(?:st|nd|rd|th)?|"
    r"any|every|each|all|100 ?%(?: of)?|alle|jede[nrsm]?|chaque|tous|toutes|cada|todos|todas|"
    r"new|first)\b(?! (?:an?|times?|days?|weeks?|months?|years?|the time|we do)\b)"
)


def _quantified(reading: Reading, clause: Span) -> Filling:
    """Read "the editor reads every article that …": what is counted off is the case."""
    counted = _ALL_OF.search(reading.passage.lower, *clause)
    people = tuple(party.span for party in reading.parties)
    if counted is None:
        return ABSENT
    own = [part.end for part in reading.parts if part.start <= counted.start() < part.end]
    for end in (*own, clause.end):
        if reading.concept(Span(counted.end(), end), without=people):
            return concrete_condition(reading, Span(counted.start(), end))
    return ABSENT
