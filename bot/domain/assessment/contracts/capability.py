"""Which words fill the slots of the capability definition's scope and rules."""

import re

from bot.domain.assessment.clauses import covering
from bot.domain.assessment.conditions import Branch, subject_branch, vague_test
from bot.domain.assessment.contracts.common import concrete_condition, consequence, first_filled, negated
from bot.domain.assessment.lexicon_grammar import SCOPE_NOISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_ANOTHER_MATTER = re.compile(
    r"\b(?:gets? paged|is paged|pages? the|on-?call|is accountable|owns (?:it|this|the)|signs for|"
    r"reviews? \d+|samples? \d+|roll(?:s|ed)? ?back|p9[059]\b|(?:accuracy|precision|recall|error rate|"
    r"f1)\b.{0,20}\d|(?:string|int|integer|decimal|float|bool|varchar)\b.{0,40}\b(?:required|optional|"
    r"string|int|decimal|bool)\b)"
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
    if not concept or reading.search(_ANOTHER_MATTER):
        return {}
    tail = reading.open_tail
    return {slot: filled(concept), "closed_list": spoiled(tail, Rule.OPEN_LIST) if tail else filled(None)}


_SOFTENED = re.compile(
    r"\b(?:simple|easy|typical|usual|normal|common|standard|non-standard|unusual|special|complex|"
    r"complicated|critical|sensitive|important|high-risk|low-risk|high-value|core|main|relevant\w*|"
    r"suitable|risky|difficult|tricky|basic|general|certain|several|various|many|some|few|most|quick|big|"
    r"small|good|bad|anything|whatever|everything|things|stuff|that would|wherever)\b"
)
_STATEMENT = re.compile(
    r"\b(?:we|i|you) (?:are|have|had|need|want|will|follow|trust|use|think|believe|hope|should|must|"
    r"agreed|talked|discussed|know)\b|\b(?:this|that|it|project|budget|data|ai|go-live|there|solution|"
    r"vision) (?:is|was|are|were|will|should|started|has|integrates|just)\b|\b(?:is|are) (?:a|an|the|our|"
    r"part|planned|key|important|aligned|crucial)\b|\bwere (?:bought|in)\b|\btakes? care\b|"
    r"\bwill (?:handle|fix|be|do)\b|\bpart of our\b"
)


def _concrete_part(reading: Reading) -> Span | None:
    """Find a part that names something without an untestable word in it."""
    for part in reading.parts:
        said = [(word, place) for word, place in reading.content(part) if word not in SCOPE_NOISE]
        if reading.passage.lower.startswith(("whatever", "was auch immer", "alles was"), part.start):
            continue
        if len(said) == 1 and _SOFTENED.search(reading.passage.lower, *part):
            continue
        concept = None if _STATEMENT.search(reading.passage.lower, *part) else covering(said)
        if concept and not reading.is_put_off(part) and not vague_test(reading.passage, part, reading.numbers.bounds):
            return concept
    return None


def decision_rules(reading: Reading) -> Fillings:
    """Every branch needs a testable condition and a concrete action, and something must catch the rest."""
    branches = [_with_subject(reading, branch) for branch in reading.branches if not _is_default(reading, branch)]
    conditions = [concrete_condition(reading, branch.condition) for branch in branches if branch.condition]
    actions = [
        consequence(reading, branch.consequence) for branch in branches if branch.consequence and branch.condition
    ]
    doubled = _decided_twice(reading, branches)
    return {
        "condition": first_filled(conditions),
        "action": spoiled(doubled, Rule.CONTRADICTION) if doubled else first_filled(actions),
        "default": _default(reading) if any(filling.span for filling in (*conditions, *actions)) else ABSENT,
    }


def _decided_twice(reading: Reading, branches: list[Branch]) -> Span | None:
    """Find a condition that comes twice with different actions."""
    text = reading.passage.lower
    seen: dict[str, str] = {}
    for branch in branches:
        if branch.condition and branch.consequence:
            condition = text[branch.condition.start : branch.condition.end].strip(" ,:")
            action = text[branch.consequence.start : branch.consequence.end].strip(" ,.:")
            if seen.setdefault(condition, action) != action:
                return branch.consequence
    return None


def _with_subject(reading: Reading, branch: Branch) -> Branch:
    """Read "suitable candidates get an interview, everyone else …" as a rule: the second half shows that it is one."""
    if branch.condition is None and branch.consequence:
        text = reading.passage.lower
        if reading.defaults or (
            _TREATED.search(text, *branch.consequence) and not _ITSELF.match(text, *branch.consequence)
        ):
            return subject_branch(text, branch.consequence) or branch
    return branch


_TREATED = re.compile(r"\b(?:gets?|goes?|go|is|are) (?:to |into |first|last|\w+(?:ed|en|id|ut))\b")
_ITSELF = re.compile(
    r"\s*(?:the |our |an? )?(?:ai|ml|model|system|bot|tool|algorithm|it|we|engine|everything|decisions?|"
    r"this|that)\b"
)


def _is_default(reading: Reading, branch: Branch) -> bool:
    start = min(span.start for span in (branch.condition, branch.consequence) if span)
    return any(0 <= default.start - start <= 2 for default in reading.defaults)


def _default(reading: Reading) -> Filling:
    if len(reading.defaults) > 1 and (changed := _rival_default(reading)):
        return spoiled(changed, Rule.CONTRADICTION)
    for default in reading.defaults:
        clause = next((span for span in reading.clauses if span.contains(default)), reading.passage.whole)
        rest = Span(default.end, clause.end)
        said = reading.concept(rest) or reading.concept(Span(clause.start, default.start)) or _party_in(reading, rest)
        vague = vague_test(reading.passage, rest, ())
        if said and not vague:
            return filled(Span(default.start, max(said.end, default.end)))
    return filled(_exhaustive(reading))


def _rival_default(reading: Reading) -> Span | None:
    """Find a second "otherwise" with another action."""
    text = reading.passage.lower
    said = {}
    for default in reading.defaults:
        if text[default.start : default.end] in ("otherwise", "else", "sonst", "everything else", "all others"):
            step = re.compile(r"[^.;\n]*").match(text, default.end)
            said[step[0].strip(" ,:") if step else ""] = default
    return list(said.values())[-1] if len(said) > 1 else None


def _party_in(reading: Reading, span: Span) -> Span | None:
    return next((party.span for party in reading.parties if span.contains(party.span)), None)


def _exhaustive(reading: Reading) -> Span | None:
    """Find two bands that meet: "below 0.6" and "0.6 and above" leave nothing over."""
    below: dict[float, Span] = {}
    above: dict[float, Span] = {}
    for low, high in reading.numbers.ranges:
        above[low.value], below[high.value] = low.span, high.span
    for bound in reading.numbers.bounds:
        if bound.side in ("below", "above"):
            (below if bound.side == "below" else above)[bound.quantity.value] = bound.span
    return next((above[value] for value in below if value in above), None)
