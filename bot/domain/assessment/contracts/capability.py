"""Which words fill the slots of the capability definition's scope and rules."""

import re

from bot.domain.assessment.clauses import covering
from bot.domain.assessment.conditions import vague_test
from bot.domain.assessment.contracts.common import negated
from bot.domain.assessment.lexicon_grammar import SCOPE_NOISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Fillings, Rule, filled, spoiled

_ANOTHER_MATTER = re.compile(
    r"\b(?:gets? paged|is paged|pages? the|on-?call|is accountable|owns (?:it|this|the)|signs for|"
    r"(?:may|can|darf) (?:\w+ )?(?:stop|switch|pull|roll|disable|halt|turn) |reviews? \d+|samples? \d+|roll(?:s|"
    r"ed)? ?back|p9[059]\b|(?:accuracy|precision|recall|error rate|"
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


_HEAD_COUNT = re.compile(r"\s*(?:we have |we got )?\d[\d.,' ]*k? [^\W\d]+\s*")


def _concrete_part(reading: Reading) -> Span | None:
    """Find a part that names something without an untestable word in it."""
    for part in reading.parts:
        said = [(word, place) for word, place in reading.content(part) if word not in SCOPE_NOISE]
        if reading.passage.lower.startswith(("whatever", "was auch immer", "alles was"), part.start):
            continue
        if _HEAD_COUNT.fullmatch(reading.passage.lower, *part):
            continue
        if len(said) == 1 and _SOFTENED.search(reading.passage.lower, *part):
            continue
        concept = None if _STATEMENT.search(reading.passage.lower, *part) else covering(said)
        if concept and not reading.is_put_off(part) and not vague_test(reading.passage, part, reading.numbers.bounds):
            return concept
    return None
