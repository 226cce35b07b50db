"""Which fields a check applies to: identifiers, what stands in front of the rule, what stands behind "without"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.domain.assessment.clauses import content
from bot.domain.assessment.declared_fields import IDENTIFIER
from bot.domain.assessment.lexicons.checks import ATTRIBUTIVE, NO_CHECKED_FIELD
from bot.domain.assessment.lexicons.noise import RULE_NOISE, TYPE_NOISE
from bot.domain.assessment.lexicons.words import PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.phrases import alternatives
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled
from bot.domain.assessment.talk import is_talk

_COUNTED = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|zwei|drei|vier)-")
_NO_FIELD = RULE_NOISE | PRAISE | TYPE_NOISE | NO_CHECKED_FIELD
_VERB_BEFORE = re.compile(
    r"\b(?:must|may|can|should|shall|will|could|to|not|never|gets?|is|are|be|been|we|they|from|from the|from our|"
    r"against|against the|by|by the|vom|von|durch|par|par le|por|por el|otherwise|else|it|or it|then|"
    r"muss|darf|kann|wird|doit|peut|debe|puede) $"
)
_CONSEQUENCE = re.compile(
    r"(?:\b(?:if (?:an?|any|the|one) \w+ fails|else|otherwise|or (?:it|they|we|the row)|sonst|sinon|si no|if not)\b|→)"
    r"[^.;\n]*"
)
_POINTS_BACK = re.compile(r"\W*(?:→|(?:its?|their|they|these|those|both|all|this|es|sie|deren|leur|son|su) )")
_THE_REST = re.compile(r"\b(?:else|other)$")
_SAYS_WHAT = re.compile(rf"(?:^|.*\s)(?:{alternatives(ATTRIBUTIVE)})$", re.DOTALL)
_BEHIND = re.compile(
    r"(?::\s|\s(?:(?:on|of|in|for|by|are|the|an?|any|same|every|each|their|its|de|du|le|la|les|un|une|el|los|las|der|"
    r"die|das|den|ein|eine)\s){0,3})(?:[\w-]+ ?){1,4}"
)


def identified(reading: Reading) -> Filling:
    """Read names that only a machine would write."""
    written = [Span(*found.span()) for found in IDENTIFIER.finditer(reading.passage.text)]
    live = [span for span in written if not reading.is_put_off(span)]
    return filled(Span(live[0].start, live[-1].end)) if live else ABSENT


def checked_fields(reading: Reading, rules: list[Span], *, even_put_off: bool = False) -> Filling:
    """Read which fields are checked; a list of them that stays open is none.

    "The usual rules" put off the rule, yet not the names in front of it.
    """
    named = identified(reading)
    if not named.is_filled:
        checking = [part for part in reading.parts if any(part.contains(rule) for rule in rules)]
        places = (place for region in _regions(reading, rules) for place in _names(reading, region, checking))
        named = filled(next((place for place in places if even_put_off or not reading.is_put_off(place)), None))
    tail = reading.open_tail
    if named.span and tail and _lists_up_to(reading, named.span, tail):
        return spoiled(tail, Rule.OPEN_LIST)
    return named


def _regions(reading: Reading, rules: list[Span]) -> Iterator[Span]:
    """List where names of checked fields stand: before each rule, inside it, and behind one that says what is wrong."""
    text = reading.passage.lower
    telling = [rule for rule in rules if not _THE_REST.search(text, *rule)]
    for before, rule in pairwise((None, *telling)):
        if rule is None:
            continue
        clause = next((clause for clause in reading.clauses if clause.contains(rule)), reading.passage.whole)
        start = clause.start if before is None else max(clause.start, before.end)
        if start < rule.start:
            yield Span(start, rule.start)
        if _POINTS_BACK.match(text, start, rule.start):
            yield Span(0, start)
        yield rule
        behind = _BEHIND.match(text, rule.end, clause.end)
        if behind and (text.startswith(":", rule.end) or _SAYS_WHAT.match(text, *rule)):
            yield Span(*behind.span())


def _names(reading: Reading, region: Span, checking: list[Span]) -> Iterator[Span]:
    said = content(reading.passage, region)
    return (place for word, place in said if _may_name_a_field(reading, word, place, checking))


def _may_name_a_field(reading: Reading, word: str, place: Span, checking: list[Span]) -> bool:
    """Tell a name from kinds of values ("dates"), verbs ("must lie") and what happens to a row that fails.

    A remark names none, but a part of a sentence that states the check is no remark.
    """
    if _COUNTED.match(word) or word in _NO_FIELD or word.endswith("ly"):
        return False
    text = reading.passage.lower
    is_measured = any(quantity.span.contains(place) for quantity in reading.quantities)
    if is_measured or any(
        part.contains(place) and part not in checking and is_talk(reading, part) for part in reading.parts
    ):
        return False
    if _VERB_BEFORE.search(text, max(0, place.start - 12), place.start) or _is_a_person(reading, place):
        return False
    return not any(Span(*found.span()).contains(place) for found in _CONSEQUENCE.finditer(text))


def _is_a_person(reading: Reading, place: Span) -> bool:
    return any(party.kind is not Kind.ROLE and party.span.contains(place) for party in reading.parties)


def _lists_up_to(reading: Reading, named: Span, tail: Span) -> bool:
    """Tell whether the names run on to the words that leave the list open: "source_text, glossary and so forth"."""
    between = reading.passage.lower[named.end : tail.start]
    return named.end <= tail.start and bool(
        re.fullmatch(r"[\s,]*(?:[\w-]+[\s,]*){0,3}(?:and|or|und|et|y)?\s*", between)
    )
