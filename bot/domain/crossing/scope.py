"""X12 and X15: what is excluded is not promised elsewhere, and whoever takes the output is named as one who does."""

import re
from collections.abc import Iterator

from bot.domain.assessment.clauses import words
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.measures import stems
from bot.domain.crossing.statements import Statements, finding

DECISION, IN_SCOPE, OUT_OF_SCOPE = "capability.decision", "capability.in_scope", "capability.out_of_scope"
CONSUMER, CONSUMERS = "output_format.consumer", "ownership.consumers"
_ITEM = re.compile(r"[,;\n]|\s(?:and|or|nor|und|oder|et|ou|y|o)\s|\.\s")
_NOT_AN_EXCLUSION = re.compile(
    r"^\W*(?:they|these|those|this|that|it stays|all of (?:them|these)|such cases|everything else)\b|"
    r"\b(?:stays?|remains?|goes? to|go to|handled by|left to|belongs? to|done by|sent to|routed to|by hand|instead)\b"
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|without|except|excluding|but not|nor|nothing|cannot|kein\w*|nicht|nie|ohne)\b|n't\b"
)
_EMPTY = re.compile(
    r"(?:the|a|an|any|all|every|each|no|not|never|nor|or|and|of|in|on|at|by|for|to|from|with|without|into|it|"
    r"its|they|them|their|this|that|these|those|is|are|was|be|been|being|will|would|shall|should|can|could|may|"
    r"might|must|do|does|did|has|have|had|we|our|itself|themselves|out|scope|excluded|exclude|excludes|"
    r"everything|anything|nothing|new|case|cases|one|ones|which|who|whose|when|where|if|also|only|just|still|"
    r"even|such|other|than|as|so|then|there|about|over|under|above|below|between|up)\Z"
)
_LONG_ENOUGH = 5


def exclusions_hold(said: Statements) -> Iterator[CrossFinding]:
    """X12: nothing that is out of scope is promised in the decision or listed as in scope."""
    excluded = said.find(OUT_OF_SCOPE)
    if not excluded:
        return
    for statement in said.several(DECISION, IN_SCOPE):
        for item in exclusions(excluded.reading):
            promise = _promise(statement.reading, excluded.reading, item, whole=statement.field == IN_SCOPE)
            if promise:
                quotes = (statement.reading.passage.quote(promise), excluded.reading.passage.quote(item))
                yield finding("X12", "promised", (statement, quotes[0]), (excluded, quotes[1]))
                return


def consumers_are_named(said: Statements) -> Iterator[CrossFinding]:
    """X15: whoever takes the output is among those who are told before it changes."""
    taken, told = said.find(CONSUMER), said.find(CONSUMERS)
    if not taken or not told:
        return
    taker = taken.found.get("consumer", "")
    names = stems(word for word in re.findall(r"[^\W\d_]{3,}", taker.lower()) if not _EMPTY.match(word))
    if names and not names & stems(re.findall(r"[^\W\d_]{3,}", told.lower)):
        yield finding("X15", "unnamed", (taken, taker), (told, told.excerpt))


def exclusions(reading: Reading) -> Iterator[Span]:
    """List what is excluded, item by item; an item with a number in it excludes only beyond that number."""
    for clause in reading.clauses:
        if _NOT_AN_EXCLUSION.search(reading.passage.lower[clause.start : clause.end]):
            continue
        start = clause.start
        for cut in [*_ITEM.finditer(reading.passage.lower, *clause), None]:
            item = Span(start, cut.start() if cut else clause.end)
            start = cut.end() if cut else clause.end
            has_number = any(quantity.span.overlaps(item) for quantity in reading.quantities)
            if not has_number and _meaning(reading, item):
                yield item


def _promise(reading: Reading, source: Reading, item: Span, *, whole: bool) -> Span | None:
    """Find the clause that speaks of all that an item excludes, without denying it or leaving it to a person.

    A list of what is in scope contradicts only where it names the very same thing.
    """
    wanted = _meaning(source, item)
    for part in _items(reading) if whole else _clauses(reading):
        said = _meaning(reading, part if whole else _by_itself(reading, part))
        if (wanted == said if whole else wanted <= said) and not _is_denied(reading, part, wanted):
            return part
    return None


def _is_denied(reading: Reading, part: Span, wanted: frozenset[str]) -> bool:
    """Tell whether a clause says no before it comes to the words in question."""
    last = max(
        (place.end for word, place in words(reading.passage, part) if stems((word,)) <= wanted), default=part.end
    )
    return bool(_NEGATED.search(reading.passage.lower, part.start, last))


def _meaning(reading: Reading, span: Span) -> frozenset[str]:
    """Return the stems an item is made of, or nothing when they are too few to mean anything in particular."""
    said = [word for word, _ in words(reading.passage, span) if not _EMPTY.match(word) and word[0].isalpha()]
    is_telling = len(said) >= 2 or any(len(word) >= _LONG_ENOUGH for word in said)
    return stems(said) if is_telling else frozenset()


def _items(reading: Reading) -> Iterator[Span]:
    for clause in reading.clauses:
        start = clause.start
        for cut in [*_ITEM.finditer(reading.passage.lower, *clause), None]:
            yield Span(start, cut.start() if cut else clause.end)
            start = cut.end() if cut else clause.end


_CLAUSE = re.compile(r"[;.:]\s|\n|,\s(?:and|while|but|then)\s|\b(?:while|whereas|but|so that)\b")


def _clauses(reading: Reading) -> Iterator[Span]:
    text, start = reading.passage.lower, 0
    for cut in [*_CLAUSE.finditer(text), None]:
        yield Span(start, cut.start() if cut else len(text))
        start = cut.end() if cut else len(text)


def _by_itself(reading: Reading, part: Span) -> Span:
    """Return what a clause says before it comes to a person: what "for a clerk who posts it" does is not promised."""
    people = [party.span.start for party in reading.parties if party.kind not in (Kind.CHANNEL, Kind.ROTA)]
    return Span(part.start, min([start for start in people if part.start <= start < part.end], default=part.end))
