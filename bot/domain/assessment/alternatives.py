"""Two parties or two places of which only one can be meant: "mail to the lead; only the clerk gets it"."""

import re
from collections.abc import Iterable

from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading

_ONLY = re.compile(
    r"\b(?:only|nobody (?:else )?but|no one (?:else )?but|none but|exclusively|solely|instead|nur|niemand außer|"
    r"ausschließlich|seulement|uniquement|personne sauf|sólo|solo|solamente|únicamente)\s"
    r"(?:(?:to|in|into|by|at|on|via|page|call|tell|an|in|à|dans|a|en)\s)?(?:(?:the|our|an?|die|der|den|das|le|"
    r"la|el)\s)?$"
)
_CORRECTED = re.compile(
    r"(?:[.,;!-]\s*|^)(?:no[,:]|no wait|wait,|sorry|scratch that|i mean|or rather|rather|actually|correction|"
    r"nein,|besser gesagt|"
    r"non,|en fait|mejor dicho)"
)
_NOBODY_DOES = re.compile(
    r"(?:^|[.;,\n]\s*(?:but |and |aber |mais |pero )?)(?:in practice |in fact |in the end )?"
    r"(?:no (?:human|person|one)|nobody|niemand|personne|nadie)\b(?! else| but| other| outside|"
    r" besides)[^.;\d]{0,16}?"
    r"\b(?:looks?|reviews?|reads?|checks?|sees?|told|called|paged|notified|informed|gets?|hears?|schaut|prüft|"
    r"liest|erfährt|"
    r"regarde|lit|mira|revisa)\b(?! (?:the )?(?:e-?mails?|mails?|sms|slack|chat|channel)\b)"
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|nicht|nie|pas|jamais|nunca|no)\b|n't\b")


def rival(reading: Reading, first: Span, others: Iterable[Span]) -> Span | None:
    """Find another party or place that shuts the first one out."""
    text = reading.passage.lower
    for other in others:
        is_new = text[other.start : other.end] != text[first.start : first.end]
        if other.start <= first.end or not is_new:
            continue
        if _ONLY.search(text, first.end, other.start) or _CORRECTED.search(text, first.end, other.start):
            return other
    return None


def shut_out(reading: Reading, first: Span) -> Span | None:
    """Find the sentence that takes the party back: "<@U1> does not get alerts", "no human looks at it"."""
    text = reading.passage.lower
    nobody = _NOBODY_DOES.search(text, first.end)
    if nobody:
        return Span(*nobody.span())
    name = text[first.start : first.end]
    for clause in reading.clauses:
        again = text.find(name, max(clause.start, first.end), clause.end)
        if again >= 0 and not any(bound.span.overlaps(clause) for bound in reading.numbers.bounds):
            denied = _NEGATED.search(text, again, clause.end)
            if denied:
                return clause
    return None
