"""Who of the people an answer names is proposed for a duty: not those asked, declined, replaced or only consulted."""

import re
from itertools import pairwise

from bot.domain.assessment.lexicons.ownership import (
    ABSENT,
    BELONGING,
    CONSULTED_BEFORE,
    DECLINED,
    FINDING,
    HELPING_AFTER,
    LOOSE_PERSON,
    OVERLOADED,
    POINTED_AT,
    REJECTED_BEFORE,
    SUBORDINATE_BEFORE,
    TO_CONFIRM,
)
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind, Party
from bot.domain.assessment.phrases import alternatives, phrases
from bot.domain.assessment.reading import Reading

_DECLINED = phrases(DECLINED)
_OVERLOADED = phrases(OVERLOADED)
_TO_CONFIRM = phrases(TO_CONFIRM)
_ABSENT = phrases(ABSENT)
_BELONGS = re.compile(rf"(?:{alternatives(BELONGING)})(?!\w)")
_FINDS = re.compile(rf"^\W*(?:{alternatives(FINDING)})(?!\w)")
_ARTICLE = r"(?:the |our |my |by |bei |with )?"
_POINTED_AT = re.compile(rf"(?<!\w)(?:{alternatives(POINTED_AT)}) {_ARTICLE}$")
_REJECTED = re.compile(rf"(?<!\w)(?:{alternatives(REJECTED_BEFORE)}) {_ARTICLE}$")
_CONSULTED = re.compile(rf"(?<!\w)(?:{alternatives(CONSULTED_BEFORE)}) {_ARTICLE}$")
_SUBORDINATE = re.compile(rf"(?<!\w)(?:{alternatives(SUBORDINATE_BEFORE)}) $")
_SUBORDINATED = re.compile(rf"(?<!\w)(?:{alternatives(SUBORDINATE_BEFORE)})(?!\w)")
_HELPS = re.compile(rf"\s*(?:{alternatives(HELPING_AFTER)})")
_LOOSE = re.compile(
    rf"(?<!\w)(?:{alternatives(LOOSE_PERSON)})(?: (?:who|whom|that|which|der|die|qui|que))?"
    r"(?: (?!and\b|und\b|is\b|it's\b)[\w']+){0,4} $"
)
_WHOEVER = re.compile(r"(?<!\w)(?:who|whom|that|whoever|next|closest|nearest|near|behind)(?: (?!is\b|are\b)\w+){0,3} $")
_NEAR_ME = re.compile(r"(?<!\w)(?:next to|beside|behind|near|opposite|than|like|about|neben|hinter|statt) $")
_HOUSE = re.compile(r"(?<!\w)(?:from|at|of|aus|bei|vom|von|chez|werk|standort|site) $")
_AND = re.compile(r"\s*(?:,|&|\+|and|und|et|y|plus)\s*")
_SENTENCE = re.compile(r"[.;!\n]\s")
_BEFORE = 48


def candidates(reading: Reading) -> list[Party]:
    """List the people who are proposed, in the order written."""
    named = [
        party
        for party in reading.parties
        if party.is_person and not _is_put_off(reading, party) and not _is_a_house(reading, party)
    ]
    people = [party for party in named if not _is_only_a_pointer(reading, party)]
    standing = [party for party in people if not _is_declined(reading, party, people)]
    if len(standing) < len(people):
        standing = [party for party in standing if not _is_overloaded(reading, party, people)]
    return _without_consulted(reading, [party for party in standing if not _is_absent(reading, party, people)])


def _is_a_house(reading: Reading, party: Party) -> bool:
    """Tell whether two capitals name where somebody works: "from Nordic Freight"."""
    return party.kind is Kind.FULL_NAME and bool(_HOUSE.search(_before(reading, party)))


def rejected(reading: Reading) -> list[Party]:
    """List the people who are named as those it is not."""
    people = [party for party in reading.parties if party.is_person]
    return [party for party in people if _is_declined(reading, party, people)]


def stretch(reading: Reading, party: Party, people: list[Party]) -> str:
    """Return what is said after somebody, up to the next person."""
    later = [
        other.span.start
        for other in people
        if other.span.start > party.span.start
        and not (other.kind is Kind.AUTHOR and _FOR.search(_before(reading, other)))
    ]
    return reading.passage.lower[party.span.end : min(later, default=len(reading.passage.lower))]


_FOR = re.compile(r"\b(?:for|of|with|to|from|für|von|mit|pour|de|por) $")


def _before(reading: Reading, party: Party) -> str:
    return reading.passage.lower[max(0, party.span.start - _BEFORE) : party.span.start]


def _is_put_off(reading: Reading, party: Party) -> bool:
    """Tell whether the person is put off; one who is only "tbc" is named, but not committed."""
    part = next((part for part in reading.deferred if part.overlaps(party.span)), None)
    return part is not None and not _TO_CONFIRM.search(reading.passage.lower, *part)


def _is_only_a_pointer(reading: Reading, party: Party) -> bool:
    """Tell whether a name only leads to somebody else: "ask …", "…'s team", "the one who sits next to …"."""
    before = _before(reading, party)
    if party.kind is Kind.AUTHOR:
        return bool(_near(before) or _LOOSE.search(before))
    after = reading.passage.lower[party.span.end : party.span.end + 60]
    if _IS_APPOINTED.match(after):
        return False
    return bool(_BELONGS.match(after) or _FINDS.match(after) or _POINTED_AT.search(before) or _near(before))


_IS_APPOINTED = re.compile(
    r"\s(?:is|was|has been|am|wird|ist|est|es|sera)\s(?:(?:\w+ly|hereby|hiermit) )?(?:appointed|named|nominated|chosen|"
    r"elected|picked|ernannt|benannt|bestellt|nommée?|désignée?|nombrad[oa]|designad[oa])\b"
)


def _near(before: str) -> bool:
    """Tell whether somebody only serves to describe another: "closest to …", "next to …"."""
    return bool(_NEAR_ME.search(before) or _WHOEVER.search(before))


def _is_declined(reading: Reading, party: Party, people: list[Party]) -> bool:
    """Tell whether somebody said no, or is named as the one it is not."""
    if _REJECTED.search(_before(reading, party)):
        return True
    said = stretch(reading, party, people)
    declined = _DECLINED.search(said)
    return declined is not None and not _is_about_others(said[: declined.start()])


def _is_about_others(words: str) -> bool:
    """Tell whether a clause of its own has another subject: "…. The vendor declined", "when I can't"."""
    if _SUBORDINATED.search(words):
        return True
    sentences = _SENTENCE.split(words)
    return len(sentences) > 1 and not _STILL_ABOUT.match(sentences[-1])


_PRONOUN = r"(?:s?he|they|i)"
_STILL_ABOUT = re.compile(
    rf"\s*(?:but |and |then |since then )?"
    rf"(?:{_PRONOUN}\b(?: (?:told|said|says|tells|wrote|writes)\b[^.,;]{{0,30}}? {_PRONOUN})?)?\s*$"
)


def _is_overloaded(reading: Reading, party: Party, people: list[Party]) -> bool:
    return bool(_OVERLOADED.search(stretch(reading, party, people)))


def _is_absent(reading: Reading, party: Party, people: list[Party]) -> bool:
    """Tell whether somebody only opens the case: "when I'm off …", "until <@U1> is back …"."""
    if not _SUBORDINATE.search(_before(reading, party)):
        return False
    return len(people) > 1 or bool(_ABSENT.search(stretch(reading, party, people)))


def _without_consulted(reading: Reading, people: list[Party]) -> list[Party]:
    """Leave out those who only agreed, helped or are covered for, with everybody joined to them by "and"."""
    text = reading.passage.lower
    consulted = [bool(_CONSULTED.search(_before(reading, party))) for party in people]
    helping = [bool(_HELPS.match(text, party.span.end)) for party in people]
    for at, (one, other) in enumerate(pairwise(people)):
        consulted[at + 1] |= consulted[at] and _are_joined(text, one, other)
    for at, (one, other) in reversed(list(enumerate(pairwise(people)))):
        helping[at] |= helping[at + 1] and _are_joined(text, one, other)
    kept = [party for at, party in enumerate(people) if not consulted[at] and not helping[at]]
    return kept or people[:1]


def _are_joined(text: str, one: Party, other: Party) -> bool:
    return bool(_AND.fullmatch(text, one.span.end, other.span.start))


def between(reading: Reading, people: list[Party]) -> list[Span]:
    """List the stretches between one person and the next."""
    pairs = pairwise(people)
    return [Span(one.span.end, other.span.start) for one, other in pairs]
