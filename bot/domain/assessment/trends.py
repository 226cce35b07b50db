"""Movements without a value: "drops a lot", "spürbar sinkt", "augmente fortement". They name a signal and no limit."""

import re

from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading

_MOVES = (
    r"(?:rises?|rising|climb(?:s|ing)?|grow(?:s|ing)?|drop(?:s|ping)?|fall(?:s|ing)?|sink(?:s|ing)?|shrinks?|shrinking|"
    r"declin(?:es?|ing)|decreas(?:es?|ing)|increas(?:es?|ing)|worsen(?:s|ing)?|deteriorat(?:es?|ing)|slump(?:s|ing)?|"
    r"plummets?|tumbles?|suffers?|go(?:es|ing)? (?:up|down)|drift(?:s|ing)?(?: (?:away|apart|off))?|"
    r"keeps? (?:growing|rising|falling|dropping|climbing|sinking)|"
    r"steig(?:t|en)|sink(?:t|en)|fällt|fallen|(?:nimmt|nehmen) (?:\w+ )?(?:zu|ab)|verschlechter[nt]|"
    r"(?:baisse|monte|augmente|chute|diminue|grimpe|se dégrade)(?:nt)?|"
    r"suben?|bajan?|aumentan?|caen?|empeoran?|disminuyen?)"
)
_HOW_MUCH = (
    r"(?:\s(?:a lot|a bit|too (?:much|far|high|low|fast)|again|further|more and more|very much|stark|deutlich|spürbar|"
    r"merklich|massiv|zu (?:stark|sehr|viel)|trop|beaucoup|mucho|demasiado|bastante|[a-z]{4,}(?:ly|ment|mente)))?"
)
_FROM = (
    r"|\b(?:drifts?|drifting|deviat(?:es?|ing)|departs?|departing|strays?|weicht|weichen|s'écarte(?:nt)?|se desvían?)"
    r"(?: (?:away|off|apart))? (?:from|von|vo[nm]|de|du|del) (?:[\w'-]+ ){0,5}?[\w'-]+"
)
_ENDS = r"(?=\s*(?:$|[.,;:→)#<@])|\s(?:then|we|and|und|et|y|wird|over time|day by day|week (?:by|on) week)\b)"
_TREND = re.compile(rf"\b{_MOVES}{_HOW_MUCH}{_ENDS}{_FROM}{_ENDS}")


def trend(reading: Reading) -> Span | None:
    """Find a movement in a sentence that gives no number at all."""
    for clause in reading.clauses:
        moved = _TREND.search(reading.passage.lower, *clause)
        is_counted = any(clause.overlaps(quantity.span) for quantity in reading.quantities)
        if moved and not is_counted and reading.content(Span(clause.start, moved.start())):
            return Span(*moved.span())
    return None
