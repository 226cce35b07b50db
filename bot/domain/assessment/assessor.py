"""The two questions the rest of the product asks: what is this answer worth, and does it answer something else?"""

import re
from collections.abc import Iterable

from bot.domain.assessment.asked_slots import without_asked
from bot.domain.assessment.contracts import CONTRACTS
from bot.domain.assessment.contracts.packs import by_slot_name
from bot.domain.assessment.corrections import corrected
from bot.domain.assessment.denials import without_contradicted, without_exclusives
from bot.domain.assessment.gate import gate
from bot.domain.assessment.lists import is_ending
from bot.domain.assessment.other_matters import answers_another
from bot.domain.assessment.passage import Passage, Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.remarks import without_remarks
from bot.domain.assessment.restatements import without_retold
from bot.domain.assessment.reversals import without_reversed
from bot.domain.assessment.second_opinion import with_second_opinion
from bot.domain.assessment.slogans import is_all_slogan
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, judged, spoiled
from bot.domain.assessment.spelling import mended
from bot.domain.assessment.subjects import is_about_something_else
from bot.domain.assessment.theater import learned_weights
from bot.domain.catalogue import Catalogue, Field
from bot.domain.verdict import Assessment

_ANOTHER_FIELD_FROM = 2  # slots; a single one is filled by chance


def assess(field: Field, answer: str, *, author: str | None = None) -> Assessment:
    """Judge one answer to one field. Any text gets a verdict; the same text always gets the same one."""
    return _judge(field, read(answer), author)


def assess_each(fields: Iterable[Field], answer: str, *, author: str | None = None) -> dict[str, Assessment]:
    """Judge one answer to each of several fields, by key; it is read once, for what it says depends on no field."""
    reading = read(answer)
    return {field.key: _judge(field, reading, author) for field in fields}


def assess_by_contract(field: Field, answer: str, *, author: str | None = None) -> Assessment:
    """Judge one answer by the contract of its field alone, without asking the second reader."""
    reading = read(answer)
    return judged(field, reading.passage, _fillings(field, reading), author)


def misplaced(catalogue: Catalogue, field: Field, answer: str, author: str | None = None) -> Field | None:
    """Find the other field that this answer fills while it fills none of the one that was asked."""
    reading = read(answer)
    if _judge(field, reading, author).found:
        return None
    ranked = [(_rank(other, _judge(other, reading, author)), other) for other in catalogue if other.key in CONTRACTS]
    rank, best = max(ranked, key=lambda pair: pair[0])
    return best if rank[1] >= _ANOTHER_FIELD_FROM else None


def read(answer: str) -> Reading:
    """Read an answer as it is judged: without asides, with corrections made and misspellings mended."""
    return Reading(mended(corrected(without_remarks(Passage(answer)))))


def _judge(field: Field, reading: Reading, author: str | None) -> Assessment:
    fillings = _fillings(field, reading)
    if field.key in CONTRACTS:
        fillings = with_second_opinion(field, reading, fillings, learned_weights())
    return judged(field, reading.passage, fillings, author)


def _rank(field: Field, assessment: Assessment) -> tuple[bool, int]:
    return assessment.is_executable, len(assessment.found.keys() & set(field.base_slots))


def _fillings(field: Field, reading: Reading) -> Fillings:
    closed = gate(field, reading.passage)
    if closed:
        span, rule = closed
        return {name: spoiled(span, rule) for name in field.base_slots}
    contract = CONTRACTS.get(field.key)
    said = contract(reading) if contract else by_slot_name(field, reading)
    if reading.once(is_all_slogan):
        return _as_slogan(field, reading, said)
    if contract is None:
        return said
    fillings = _with_open_end(reading, _settled(reading, without_asked(field.base_slots, reading, said)))
    return _unless_misplaced(field, reading, fillings)


def _as_slogan(field: Field, reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil every slot, quoting the words that a contract took offence at rather than the whole slogan."""
    whole = spoiled(reading.passage.whole, Rule.ADJECTIVE)
    said = {name: fillings.get(name, ABSENT) for name in field.base_slots}
    return {name: filling if filling.rule else whole for name, filling in said.items()}


def _settled(reading: Reading, fillings: Fillings) -> Fillings:
    certain = without_reversed(reading, _without_hedged(reading, fillings))
    return without_retold(reading, without_exclusives(reading, without_contradicted(reading, certain)))


_UNDECIDED = re.compile(
    r"\b(?:probably|maybe|perhaps|possibly|presumably|most likely|hopefully|at a guess|glaube? ich|denke ich|"
    r"i (?:suppose|think|guess|believe|reckon|assume)|i'd (?:say|guess)|my guess is|ich (?:glaube|denke|vermute)|"
    r"je (?:crois|pense|suppose)|creo que|supongo que|vielleicht|wahrscheinlich|"
    r"vermutlich|eventuell|evtl\.?|peut-être|probablement|quizás?|probablemente|tal vez)\s(?:(?:the|a|an|"
    r"it's|it is|that's|is|by|in|to|from|out of|via|with|our|aus|de|du|del|der|die|das|im|le|la|el|use|uses)\s){0,2}$"
)
_GUESSED = re.compile(r"(?:probably|maybe|perhaps|possibly|presumably|vielleicht|vermutlich|peut-être|quizás?)\s(?!\d)")
_UNDECIDED_AFTER = re.compile(
    r",?\s?(?:i (?:guess|think|suppose|reckon|assume)|i'd (?:guess|say)|glaube? ich|denke ich|vermute ich|"
    r"je (?:crois|pense)|creo)(?=\s*(?:$|[.,;)]))|"
    r"\s?(?:\(?(?:maybe|probably|perhaps|tbc|tbd|vielleicht|vermutlich|peut-être|quizás)\b(?! (?:\w+ )?\d)|"
    r"\(\?\)|\?(?=\s|$))"
)
_SETTLED_ELSEWHERE = frozenset(
    {"person", "mention", "commitment", "threshold", "comparator", "unit", "window", "metric"}
)


_NAMED = frozenset({"consumer", "system", "interface", "channel", "recipient", "reviewer", "authority", "location"})
_NAMES = frozenset({"field_names", "fields"})


def _without_hedged(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil what is only guessed: "probably Salesforce", "the planners (maybe)"."""
    return {name: _unless_hedged(reading, name, filling) for name, filling in fillings.items()}


def _unless_hedged(reading: Reading, name: str, filling: Filling) -> Filling:
    if name in _SETTLED_ELSEWHERE or filling.span is None or not filling.is_filled:
        return filling
    text = reading.passage.lower
    start, end = filling.span
    hedged = _UNDECIDED.search(text, max(0, start - 30), start)
    if not hedged and name in _NAMED:
        hedged = _GUESSED.match(text, start, end)
    if not hedged and name not in _NAMES:  # what stands in brackets after a name is about its type
        hedged = _UNDECIDED_AFTER.match(text, end)
    if hedged is None or (name in ("condition", "default") and hedged[0].strip() == "?"):
        return filling  # "Two boxes with one number? Neither is moved." asks, and answers
    return spoiled(Span(min(start, hedged.start()), max(end, hedged.end())), Rule.HEDGE)


_LISTED = frozenset({"outcome", "condition", "rule", "consumer", "signal", "steps", "interface", "exclusion", "path"})


def _with_open_end(reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil the list-like slot in front of an "etc."; the other slots keep what was named."""
    tail = reading.open_tail
    if tail is None or not is_ending(reading.passage.lower[tail.start : tail.end]):
        return fillings
    if any(filling.rule is Rule.OPEN_LIST for filling in fillings.values()):
        return fillings
    before = [
        (filling.span.start, name)
        for name, filling in fillings.items()
        if filling.span and filling.is_filled and name in _LISTED and filling.span.start < tail.start
    ]
    return {**fillings, max(before)[1]: spoiled(tail, Rule.OPEN_LIST)} if before else fillings


def _unless_misplaced(field: Field, reading: Reading, fillings: Fillings) -> Fillings:
    said = [fillings.get(name, ABSENT) for name in field.base_slots]
    is_complete = all(filling.is_filled or filling.rule is Rule.CONTRADICTION for filling in said)
    is_another = answers_another(field.key, reading, is_complete=is_complete)
    if not is_another and not is_about_something_else(field.key, reading, is_complete=is_complete):
        return fillings
    return {name: spoiled(reading.passage.whole, Rule.WRONG_ROLE) for name in field.base_slots}
