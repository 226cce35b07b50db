"""Which words fill the slots of ownership: one identified person who has said yes."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.domain.assessment.candidates import between, candidates, rejected
from bot.domain.assessment.contracts.common import negated
from bot.domain.assessment.lexicons.ownership import (
    ABSENT as ABSENCE,
)
from bot.domain.assessment.lexicons.ownership import (
    CASE,
    CONTRACT,
    FILLER,
    HESITANT,
    INDECISION,
    JOINT,
    MARKED_AFTER,
    MARKED_BEFORE,
    NO_CASE_BEFORE,
    PERMITTING_CASE,
    TROUBLE,
)
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind, Party
from bot.domain.assessment.phrases import alternatives, phrases
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.rhythms import rhythms
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_FILLER = phrases(FILLER)
_HESITANT = phrases(HESITANT)
_CONTRACT = re.compile(rf"(?<!\w)(?:{alternatives(CONTRACT)})(?!\w)(?P<case>[^.;:\n()]{{0,90}}|$)")
_CASE = re.compile(rf"(?<!\w)(?:{alternatives(CASE)})(?:(?!\w)|(?<='))(?P<case>[^.;:,\n()]{{0,90}})")
_NO_CASE = re.compile(rf"(?<!\w)(?:{alternatives(NO_CASE_BEFORE)}) $")
_PERMITTING = phrases(PERMITTING_CASE)
_HARMLESS = re.compile(rf"(?<!\w)(?:{alternatives(ABSENCE)}|{alternatives(TROUBLE)})(?!\w)")
_JOINT = phrases(JOINT)
_INDECISION = phrases(INDECISION)
_PERSON = r"(?:<@\w+>|i|me)"
_MARKED = re.compile(
    rf"(?<!\w)(?:{alternatives(MARKED_BEFORE)})\s?(?P<first>{_PERSON})(?!\w)|"
    rf"(?<!\w)(?P<second>{_PERSON})(?: (?:alone|himself|herself|also|too))?"
    rf"\s?\(?(?:{alternatives(MARKED_AFTER)}|(?:a|r/a|accountable|lead|primary)\))"
)
_OR = re.compile(r"[\s,]*(?:or|oder|ou|o|/)(?: (?:maybe|perhaps|possibly|else|sonst))?\s*")
_RULE_FOLLOWS = re.compile(r"\s(?:if|when|whenever|in case|during|on|at|in|wenn|falls|si|quand|cuando)\b")
_TITLE = re.compile(
    r"\([^()]*\)|\b(?:from|of|at|aus|vom|von|chez|de) (?:the )?(?!\d)[\w&]+(?: (?:team|department|desk))?"
)
_DAY = r"(?:\d|the \d|now|then|next|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q\d)"
_DATED = re.compile(rf"\b(?:until|till|as of|since|then|bis|ab|seit|jusqu|hasta|desde|from (?={_DAY}))\b")
_REST = re.compile(r"\b(?:everything else|the rest|all else|the other\w*|alles andere|den rest|le reste|el resto)\b")
_AGAINST = re.compile(
    r"\bagainst (?:an?|any|having an?|naming an?) (?:\w+ )?(?:deputy|backup|stand-?in|substitute|second)"
)
_NOBODY = re.compile(r"\b(?:no|without|keine?n?|aucun|ningún|none|nobody|niemand|personne|nadie)\b")


def accountable_owner(reading: Reading) -> Fillings:
    """Read the one person who is accountable."""
    people = candidates(reading)
    if _is_another_duty(reading):
        return {"person": spoiled(reading.passage.whole, Rule.WRONG_ROLE)}
    if _are_alternatives(reading, people) and _INDECISION.search(reading.passage.lower):
        return {"person": spoiled(_all_of(people), Rule.COLLECTIVE)}
    return {**_person(reading, people), "single_accountable": _single(reading, people)}


_WITH = re.compile(r"^\W*(?:with|mit|avec|con|by|to|von|par) $")


def _is_another_duty(reading: Reading) -> bool:
    """Tell whether somebody is only told of a limit, or sits in a meeting: "monthly with <@U1>"."""
    if "→" in reading.passage.text and any(bound.comparator for bound in reading.numbers.bounds):
        return True
    first = next((party.span for party in reading.parties if party.is_person), None)
    rhythm = next(iter(rhythms(reading)), None)
    if first is None or rhythm is None or rhythm.end > first.start:
        return False
    return bool(_WITH.match(reading.passage.lower[rhythm.end : first.start]))


def backup_owner(reading: Reading) -> Fillings:
    """Read the person who stands in; none at all counts when it is stated as decided."""
    if reading.is_decided and (_is_refused(reading) or (negated(reading) and _NOBODY.search(reading.passage.lower))):
        return {"person": filled(reading.passage.whole)}
    people = candidates(reading)
    if _are_alternatives(reading, people):
        return {"person": spoiled(_all_of(people), Rule.COLLECTIVE)}
    return _person(reading, people)


def _is_refused(reading: Reading) -> bool:
    """Tell whether a stand-in as such is decided against."""
    return bool(_AGAINST.search(reading.passage.lower))


def _person(reading: Reading, people: list[Party]) -> Fillings:
    if not people:
        return {"person": _nobody(reading)}
    settled = next((party for party in people if party.kind is not Kind.FULL_NAME), people[0])
    return {
        "person": Filling(settled.span, is_author=settled.kind is Kind.AUTHOR),
        "mention": spoiled(settled.span, Rule.NO_MENTION) if settled.kind is Kind.FULL_NAME else ABSENT,
        "commitment": _hesitation(reading, people),
    }


def _nobody(reading: Reading) -> Filling:
    party = next(iter(reading.parties), None)
    return spoiled(party.span, Rule.COLLECTIVE) if party else spoiled(reading.passage.whole, Rule.COLLECTIVE)


def _hesitation(reading: Reading, people: list[Party]) -> Filling:
    """Find what keeps a yes from being one: a hedge, a question, a condition that is no mere absence."""
    text = _without_rejected(reading, people)
    if doubt := next(_doubts(reading, text), None):
        return spoiled(doubt, Rule.HEDGE)
    if renounced := _renounced(reading, people):
        return spoiled(renounced, Rule.CONTRADICTION)
    condition = next(_conditions(text), None)
    return spoiled(condition, Rule.HEDGE) if condition else ABSENT


_SOMEBODY = re.compile(r"<@|\b(?:he|she|they|i|i'\w+|him|her|me|er|sie|ihn|ihm|ich|il|elle|lui|él|ella|yo|who)\b")
_A_REMARK = 2  # words of its own that make a doubtful part a remark about something else


def _doubts(reading: Reading, text: str) -> Iterator[Span]:
    """List the doubts about the person; one in a remark that names nobody is about something else."""
    for found in (*_HESITANT.finditer(text), *_QUESTION.finditer(text)):
        doubt = Span(*found.span())
        part = next((part for part in reading.parts if part.contains(doubt)), reading.passage.whole)
        said = reading.content(part, without=(doubt,))
        if len(said) < _A_REMARK or _SOMEBODY.search(text, *part) or _about_somebody(reading, part):
            yield doubt


_QUESTION = re.compile(r"\?")


def _about_somebody(reading: Reading, part: Span) -> bool:
    """Tell whether a part names somebody, or follows at once the part that does."""
    people = [party.span for party in reading.parties if party.is_person]
    before = max((other for other in reading.parts if other.end <= part.start), default=part)
    return any(part.overlaps(person) or before.overlaps(person) for person in people)


def _renounced(reading: Reading, people: list[Party]) -> Span | None:
    """Find where somebody who is named as standing in is named again as declining."""
    text = reading.passage.lower
    names = {text[party.span.start : party.span.end] for party in people if party.kind is Kind.MENTION}
    refusals = (party.span for party in rejected(reading) if text[party.span.start : party.span.end] in names)
    return next(refusals, None)


def _conditions(text: str) -> Iterator[Span]:
    """List the conditions the yes hangs on; "when I'm off" and "if it breaks" are none, "if her boss lets her" is."""
    for found in _CONTRACT.finditer(text):
        if not _HARMLESS.search(found["case"]):
            yield Span(*found.span())
    for found in _CASE.finditer(text):
        if (
            _PERMITTING.search(found["case"])
            and not _HARMLESS.search(found["case"])
            and not _NO_CASE.search(text, 0, found.start())
        ):
            yield Span(*found.span())


def _without_rejected(reading: Reading, people: list[Party]) -> str:
    """Blank what is said about those who are out before the first who is in."""
    text = reading.passage.lower
    text = _FILLER.sub(lambda found: " " * len(found[0]), text)
    start = min((party.span.start for party in rejected(reading)), default=len(text))
    first = people[0].span.start
    return text[:start] + " " * (first - start) + text[first:] if start < first else text


def _are_alternatives(reading: Reading, people: list[Party]) -> bool:
    text = reading.passage.lower
    return any(
        _OR.fullmatch(text, one.span.end, other.span.start) and not _RULE_FOLLOWS.match(text, other.span.end)
        for one, other in pairwise(people)
    )


def _all_of(people: list[Party]) -> Span:
    return Span(people[0].span.start, people[-1].span.end)


def _single(reading: Reading, people: list[Party]) -> Filling:
    """Several people need an explicit split of their duties, or one who is marked."""
    if len({_identity(reading, party) for party in people}) < 2:
        return ABSENT
    if _SO_IS.search(reading.passage.lower):
        return spoiled(_all_of(people), Rule.COLLECTIVE)
    marked = _marked(reading)
    if len(marked) == 1 or (not marked and _is_split(reading, people)):
        return ABSENT
    return spoiled(_all_of(people), Rule.COLLECTIVE)


_SO_IS = re.compile(r"\b(?:so is|so are|as is|and so does|ebenso|genauso|también lo es|l'est aussi) (?:<@|i\b|me\b)")


def _identity(reading: Reading, party: Party) -> str:
    return "" if party.kind is Kind.AUTHOR else reading.passage.lower[party.span.start : party.span.end]


def _marked(reading: Reading) -> set[str]:
    """Name those who are each called the accountable one."""
    found = _MARKED.finditer(reading.passage.lower)
    return {"me" if who in ("i", "me") else who for one in found for who in (one["first"] or one["second"],)}


def _is_split(reading: Reading, people: list[Party]) -> bool:
    """Tell whether something of its own is said between each person and the next."""
    if _JOINT.search(reading.passage.lower):
        return False
    return all(_separates(reading, gap) for gap in between(reading, people))


def _separates(reading: Reading, gap: Span) -> bool:
    text = reading.passage.lower
    if _DATED.search(text, *gap) or ":" in text[gap.start : gap.end]:
        return True
    if _REST.search(text, *gap):
        return True
    titles = tuple(Span(*found.span()) for found in _TITLE.finditer(text, *gap))
    return bool(reading.content(gap, without=titles))
