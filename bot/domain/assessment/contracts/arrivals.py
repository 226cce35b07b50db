"""The place where a result arrives: a screen, a queue, a mailbox, an endpoint; not the machine that takes it there."""

import re
from itertools import pairwise

from bot.domain.assessment.doubts import doubted, is_denied
from bot.domain.assessment.lexicons.consumer import PLACES, READING, VAGUE_PLACES
from bot.domain.assessment.lexicons.doubts import HEDGES
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.phrases import alternatives, phrases
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled

PLACE = re.compile(rf"(?<!\w)(?:[\w./\"'-]+ ){{0,2}}?(?:{alternatives(PLACES)})(?!\w)")
_LEADING = re.compile(
    r".*(?<!\w)(?:the|a|an|our|their|its|her|his|this|that|via|by|per|in|on|into|onto|to|at|as|of|from|through|"
    r"over|thru|and|or|"
    r"with|for|it|each|every|im|ins|am|ans|in der|auf|dem|den|der|die|das|per|über|dans|sur|le|la|les|en|el|los|las|un|"
    r"une|una|"
    rf"{alternatives(READING)}) "
)
_VAGUE_PLACE = phrases(VAGUE_PLACES)
_IN_QUOTES = re.compile(r"\"[^\"\n]{2,60}\"")
_SOMEHOW = re.compile(
    r"\b(?:somehow|one way or another|some way|irgendwie|irgendwo|de alguna manera|d'une façon ou d'une autre)\b"
)


def place_of(reading: Reading) -> Filling:
    """Read the place where the result arrives, unless it is guessed, one of two or taken back."""
    live = [span for span in sorted(_places(reading)) if not reading.is_put_off(span) and not is_denied(reading, span)]
    if not live:
        return ABSENT
    if (somehow := reading.search(_SOMEHOW)) and not reading.code_names:
        return spoiled(somehow, Rule.HEDGE)
    if guessed := _guessed_place(reading) or _left_to_choose(reading, live):
        return spoiled(guessed, Rule.HEDGE)
    return doubted(reading, filled(live[0]))


_GUESS = re.compile(
    rf"(?<!\w)(?:either|entweder|soit|{alternatives(HEDGES)})\s(?:(?:also|just|only|then|directly|by|via|in|on|"
    rf"into|to|through|over|as|"
    rf"an?|the|"
    r"per|im|über|auf|dans|sur|par|en|por)\s){0,4}$"
)


def _guessed_place(reading: Reading) -> Span | None:
    """Find a place that is only guessed: "probably in the app, or by mail"."""
    text = reading.passage.lower
    for found in PLACE.finditer(text):
        place = _without_leading(text, Span(*found.span()))
        if guess := _GUESS.search(text, max(0, place.start - 40), place.start):
            return Span(guess.start(), place.end)
    return None


_OR = re.compile(r",?\s(?:or|oder|ou|o)\s(?:[\w-]+\s){0,3}?$")


def _left_to_choose(reading: Reading, places: list[Span]) -> Span | None:
    """Find one of two places where what follows leaves the choice open: "by mail or in their tool, let's see"."""
    text = reading.passage.lower
    for one, other in pairwise(places):
        is_choice = one.end < other.start and _OR.search(text[one.end : other.start])
        if is_choice and any(part.start > other.start for part in reading.deferred):
            return Span(one.start, other.end)
    return None


def _places(reading: Reading) -> list[Span]:
    text = reading.passage.lower
    named = [party.span for party in reading.parties if party.kind is Kind.CHANNEL]
    quoted = [Span(*found.span()) for found in _IN_QUOTES.finditer(text)]
    spoken = [_without_leading(text, Span(*found.span())) for found in PLACE.finditer(text)]
    spoken = [span for span in spoken if not _is_no_place(text, span)]
    addressed = [Span(*found.span()) for found in _ADDRESS.finditer(text)]
    coded = [span for span in reading.code_names if not _is_a_field(text, span)]
    return [*named, *quoted, *spoken, *addressed, *coded]


_ADDRESS = re.compile(r"(?<![\w.@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IS_MACHINE = re.compile(
    r"\b(?:plc|planner|scanner|printer|controller|terminal|robot|hmi|portal|display|handheld|app|board)s?$"
)
_TAKES = re.compile(
    rf"\s(?:{alternatives(READING)})(?!\w)|"
    r"(?: (?:of|in|on|at) (?:each |every |the |all )?[\w-]+)?,? (?:via|over|through|über|per|vía) "
)
_DOES = re.compile(r"\b(?:we|they|you|i|he|she|then|will|must|should|can|otherwise|wir|sie) $")
_OF_SOMETHING = re.compile(r"\s(?:of|for|de|del|du|der|des|vom|von|für|pour|para)\s(?:the |la |le )?[^\W\d]")


def is_taking(text: str, span: Span) -> bool:
    """Tell whether a machine that could be a place takes the result itself: "the planner reads", "PLC, via topic x"."""
    return bool(_IS_MACHINE.search(text, *span) and _TAKES.match(text, span.end))


def _is_no_place(text: str, span: Span) -> bool:
    """Tell whether a word for a place is vague, a verb ("otherwise we drop it"), or who takes the result."""
    if is_taking(text, span) or _DOES.search(text, max(0, span.start - 12), span.start):
        return True
    return bool(_VAGUE_PLACE.fullmatch(text, *span)) and not _OF_SOMETHING.match(text, span.end)


_LISTED_FIELD = re.compile(
    r"\b(?:json|csv|xml|yaml|record|row|fields?|columns?|spalten|felder|champs|campos) "
    r"(?:with|mit|avec|con|:|are|is)?\s?(?:[\w-]+,\s(?:and\s)?)*$"
)


_TYPED = re.compile(
    r"\s?[:(]?\s?(?:numeric|decimal|int|integer|string|text|varchar|char|bool|boolean|float|date|number|enum)\b"
)


def _is_a_field(text: str, span: Span) -> bool:
    """Tell the name of a field, listed or typed, from the name of a place."""
    return bool(_LISTED_FIELD.search(text, max(0, span.start - 40), span.start) or _TYPED.match(text, span.end))


def _without_leading(text: str, span: Span) -> Span:
    """Cut the words in front of a place that are no part of its name: "managers via mail"."""
    leading = _LEADING.match(text, *span)
    return Span(leading.end(), span.end) if leading else span
