"""Questions that an answer leaves open: "which view exactly, their support still has to tell us".

Such a sentence asks (who, which, whether, the limit) and says that somebody is still to settle it. It fills nothing,
and the slot that it asks about is open whatever else stands in the answer.
"""

import re
from itertools import islice, pairwise

from bot.domain.assessment.lexicons.questions import (
    ASKED_FOR,
    ASKS,
    BEFORE_A_QUESTION,
    LEFT_ASIDE,
    MAY_ASK,
    NOT_YET,
    ONLY_ASKS,
    SETTLED,
    SETTLES,
    SETTLING,
    SOON,
    STILL,
)
from bot.domain.assessment.passage import Passage, Span
from bot.domain.assessment.phrases import alternatives

_LEAD = (
    r"(?:(?:and|but|or|so|only|just|as for|as to|und|aber|nur|et|mais|pero|y)\s)*"
    rf"(?:(?:{alternatives(BEFORE_A_QUESTION)})\s)?"
)
_THE = r"(?:(?:the|our|an?|its|exact|final|precise|concrete|der|die|das|den|le|la|les|el|los|las)\s|l'){0,2}"
_STARTS = r"(?:(?<![\s\S])|(?<=[.,;:!?(→\n]\s)|(?<=[\n(])|(?<=\s-\s))"
_ASKED = re.compile(
    rf"{_STARTS}\W*{_LEAD}(?:(?P<sure>{alternatives(ASKS)})|(?P<may>{alternatives(MAY_ASK)})|"
    rf"{_THE}(?P<named>{alternatives(ASKED_FOR)}))(?![\w'])"
)
_ONLY_ASKS = re.compile(rf"\W*(?:(?:and|but|und|aber|et|mais|y|pero)\s)?(?:{alternatives(ONLY_ASKS)})(?![\w'])")
_OR_NOT = re.compile(r"\bor not\b|\boder nicht\b|\bou (?:non|pas)\b|\bo no\b|\?")
_RULED = re.compile(rf"(?<!\w)(?:{alternatives(SETTLES)})(?!\w)")
_NAMED_THAT = re.compile(rf"(?<!\w){_THE}(?:{alternatives(ASKED_FOR)}),? (?:that|which)\s[^.,;\n]{{2,40}}")
_A_CASE = re.compile(r"\s(?:is|are|was|has|have|needs?|must|cannot|can't|can|isn't|doesn't|ist|hat|muss|kann)\s[^,]*$")
_LEFT = re.compile(
    rf"(?:(?<![\w])|(?='))(?:(?:{alternatives(STILL)})\s(?:\w+\s){{0,3}}?(?:{alternatives(SETTLING)})|"
    rf"(?:is|are|'s|'re)\s(?:\w+\s)?(?=\w+ing\b)(?:{alternatives(SETTLING)})|"
    rf"(?:{alternatives(NOT_YET)})\s(?:\w+\s)?(?:{alternatives(SETTLED)})|"
    rf"gets\s(?:\w+\s)?(?:{alternatives(SETTLED)})|"
    rf"comes? with (?:the|our)|"
    rf"(?:{alternatives(SETTLES)}|{alternatives(SETTLING)})\b[^.;\n]{{0,40}}?(?<![\w])(?:{alternatives(SOON)})|"
    rf"(?:{alternatives(LEFT_ASIDE)}))(?![\w])"
)
_ASKED_LATER = re.compile(
    rf"(?<![\w])(?:(?:we|i|they|{alternatives(STILL)})\s)(?:\w+\s){{0,3}}?(?:{alternatives(SETTLING)})\s(?:on\s)?"
    rf"(?:{alternatives(ASKS)}|where|when|if)(?![\w])"
)
_CHOICE = re.compile(r"\W*(?:does|do|is|are|will|shall|can|should|must|wird|soll|ist|macht|est-ce|or|either)\b")
_ASKED_AT_MOST = 6  # in one sentence
_ALSO_RELATIVE = ("what", "was")
_SAYS_IT = re.compile(r"[<>≥≤=%→]|:\s(?!(?:still |noch |all )?(?:open|unclear|undecided|tb[cd]|offen|unklar|\?))")


def open_questions(passage: Passage) -> tuple[Span, ...]:
    """List the stretches that ask and leave it to be settled later."""
    found = [span for clause in passage.clauses if (span := _left_open(passage.lower, clause))]
    found += [
        clause
        for clause, following in pairwise(passage.clauses)
        if passage.text.startswith("?", clause.end)
        and _CHOICE.match(passage.lower, *clause)
        and _LEFT.search(passage.lower, *following)
    ]
    return tuple(sorted(found))


def owed_values(passage: Passage) -> tuple[Span, ...]:
    """List the values that are only promised, inside of a sentence: "below a floor that Leonie still owes us"."""
    named = [Span(*found.span()) for found in _NAMED_THAT.finditer(passage.lower)]
    return tuple(span for span in named if _LEFT.search(passage.lower, *span))


def _left_open(text: str, clause: Span) -> Span | None:
    left = tuple(_LEFT.finditer(text, *clause))
    for asked in islice(_ASKED.finditer(text, *clause), _ASKED_AT_MOST) if left else ():
        if span := _left_after(text, asked, left, clause):
            return span
    if _only_asks(text, clause):
        return clause
    later = _ASKED_LATER.search(text, *clause)
    return Span(later.start(), clause.end) if later and not _SAYS_IT.search(text, later.end(), clause.end) else None


def _only_asks(text: str, clause: Span) -> bool:
    """Tell whether a sentence is nothing but a question for somebody: no value, no "or not", nobody's ruling."""
    if not _ONLY_ASKS.match(text, *clause) or text.startswith(("?", ":"), clause.end):
        return False
    return not any(sign.search(text, *clause) for sign in (_SAYS_IT, _OR_NOT, _RULED, _FIGURE))


_FIGURE = re.compile(r"<@|\d\s?(?:%|€|\$|min\b|minut|hours?\b|h\b|days?\b|stunden|tage)")


def _left_after(text: str, asked: re.Match[str], found: tuple[re.Match[str], ...], clause: Span) -> Span | None:
    left = next((left for left in found if left.start() >= asked.end()), None)
    if left is None or _SAYS_IT.search(text, asked.end(), clause.end):
        return None
    between = text[asked.end() : left.start()]
    if asked["may"] and "," in between and not re.match(r"\w+'s not", left[0]):
        return None
    if asked["may"] and left[0].startswith(("stay", "remain")):
        return None  # "if the reader fails the gate stays open" tells what happens
    return None if asked["sure"] in _ALSO_RELATIVE and _A_CASE.match(between + " ") else Span(asked.start(), clause.end)
