"""What several contracts share: conditions, consequences, recipients, thresholds of signals."""

import re
from collections.abc import Iterable

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind, Party
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled
from bot.domain.assessment.vagueness import vague_test

_NEGATION = re.compile(
    r"\b(?:no|none|nothing|never|nobody|not|without|n't|keine?n?|nichts|nie|niemand|nicht|ohne|aucun\w*|"
    r"rien|jamais|pas|sans|ning[uú]n\w*|nada|nunca|sin)\b|n't\b"
)
_EMPTY_CONSEQUENCE = re.compile(
    r"\b(?:(?:handled?|dealt with|treated|processed|managed|addressed|resolved|taken care of|looked (?:at|"
    r"into)|reviewed|escalated)\b(?: (?:it|this|that|them|those|these|the case))?(?: (?:accordingly|"
    r"appropriately|properly|gracefully|with (?:extra )?care|carefully|manually as needed|"
    r"in a timely manner|individually|as needed|somehow|later|separately|case by case))?|"
    r"gets? dealt with|(?:need|needs|require|requires|get|gets|deserve|deserves) (?:special |extra |some |"
    r"more |our )?(?:attention|care|thought|look|treatment)|(?:we )?(?:do|does) something(?: \w+)?|"
    r"treated \w+ly|take care of|deal with(?: (?:it|this|that|them))?(?: \w+){0,2}|somehow|"
    r"(?:something )?(?:has|have|needs?|ought|must) (?:to )?(?:happen|be done|change)(?: about (?:it|that))?|"
    r"needs? (?:doing|fixing)|something has to happen|handle (?:it|this|that|them)|react(?:s|ed)?|"
    r"act(?:s)?(?: accordingly)?|do something|take (?:appropriate )?(?:action|measures|steps)|be careful|"
    r"keep an eye|investigate|fix it|look into|follow up|respond|find a solution|"
    r"(?:suitable|appropriate|necessary|adequate|proper) (?:\w+ )?(?:measures|steps|actions?) "
    r"(?:are|is|will be|get) taken|(?:knows?|wissen|weiß|savent|sait|saben?) (?:what (?:to do|comes next)|how|"
    r"was zu tun ist|quoi faire|qué hacer)|"
    r"(?:wird|werden) (?!vom?\b|von|durch)(?:\w+ ){0,2}?(?:reagiert|gehandelt|behandelt|verfahren|gelöst)|"
    r"(?:geeignete|entsprechende|nötige) maßnahmen(?: \w+)?|"
    r"mesures (?:appropriées|nécessaires)|medidas (?:oportunas|adecuadas|necesarias)|inform(?:ed)? (?:someone|"
    r"people|stakeholders)|best decision|the right thing)\s*$"
)


# A verb that says nothing by itself, and how well it is done: "treated in a suitable manner", "degrades gracefully".
_IN_A_MANNER = re.compile(
    r"\b(?:handle[sd]?|deal[st]?|treat(?:s|ed)?|process(?:es|ed)?|manage[sd]?|address(?:es|ed)?|resolve[sd]?|degrades?|"
    r"reacts?|responds?|fails?|recovers?|behaves?|copes?|self-?heals?|acts?|solve[sd]?|fixe[sd]|sorted|absorbs?|"
    r"takes? care of(?: (?:it|this|that|them))?|"
    r"behandelt|bearbeitet|gelöst|reagiert|traitée?s?|gérée?s?|tratad[oa]s?|gestionad[oa]s?)\s"
    r"(?:\w+ ){0,3}?(?:\w{3,}ly|with (?:\w+ )?(?:care|caution|sense|judge?ment|priority)|"
    r"in (?:a|an|the) (?:[\w-]+ ){0,2}(?:way|manner|fashion|spirit)|as (?:well|good|best|fast|soon) as (?:we|it|"
    r"they)? ?\w+|"
    r"angemessen|entsprechend|sorgfältig|passend|sauber|correctement|adéquatement|\w{4,}mente?|\w{4,}ment|"
    r"comme il faut|como (?:es debido|corresponde))"
    r"(?:\s(?:at|in|on|across|throughout|within|by) (?:every\w*|all|each|any)\b[\w ]{0,30})?\s*[.!]?\s*$"
)


def negated(reading: Reading) -> bool:
    """Tell whether the answer says no to what was asked."""
    return bool(_NEGATION.search(reading.passage.lower))


def first_filled(fillings: Iterable[Filling]) -> Filling:
    """Merge several fillings of one slot: a spoiled one spoils the slot, otherwise the first filled one counts."""
    best = ABSENT
    for filling in fillings:
        if filling.rule:
            return filling
        if filling.is_filled and not best.is_filled:
            best = filling
    return best


def concrete_condition(reading: Reading, span: Span) -> Filling:
    """Judge one condition: it needs a bound, or a state with content of its own and no untestable word."""
    for bound in reading.numbers.bounds + reading.numbers.bare:
        if bound.hedge and span.overlaps(bound.span) and not _asks(reading, bound.hedge):
            return spoiled(bound.hedge, Rule.HEDGE)
    vague = vague_test(reading.passage, span, reading.numbers.bounds)
    if vague:
        return spoiled(vague, Rule.ADJECTIVE)
    if any(span.overlaps(bound.span) for bound in reading.numbers.bounds) or reading.concept(span):
        return filled(span)
    return filled(reading.search(_COMPARED_THINGS, span))


def _asks(reading: Reading, hedge: Span) -> bool:
    """Tell whether a question mark only opens a case that is answered next: "Second dose within 4 h? The nurse …"."""
    return reading.passage.text[hedge.end - 1] == "?" and bool(reading.passage.text[hedge.end :].strip())


# Generic things make a case once they are missing, the same or more than one: "two customers with the same number".
_COMPARED_THINGS = re.compile(
    r"\b(?:the same|same|identical|equal|different|two|three|both|no|missing|without(?: an?)?|empty|duplicate|"
    r"zwei|gleiche\w*|derselbe\w*|keine?n?|ohne|fehlende\w*|leere\w*|le même|la même|deux|aucune?|sans|"
    r"el mismo|la misma|dos|ning[uú]n\w*|sin)\s(?:\w+\s)?"
    r"(?:data|numbers?|fields?|files?|records?|documents?|customers?|users?|entry|entries|items?|texts?|results?|"
    r"outputs?|inputs?|values?|answers?|responses?|content|kunden?|daten|datei(?:en)?|nummern?|texte?|werte?|clients?|"
    r"données|fichiers?|numéros?|clientes?|datos|archivos?|números?|resultados?)\b"
)


def consequence(reading: Reading, span: Span) -> Filling:
    """Judge what follows from a condition: an action with content of its own."""
    text = reading.passage.lower
    empty = _EMPTY_CONSEQUENCE.search(text, *span) or _IN_A_MANNER.search(text, *span) or _graceful(reading, span)
    if empty:
        return spoiled(Span(*empty.span()), Rule.ADJECTIVE)
    if reading.is_put_off(span) and _says_nothing_else(reading, span):
        return spoiled(span, Rule.PLACEHOLDER)
    concept = reading.concept(span)
    reached = [party.span for party in named(reading) if span.overlaps(party.span)]
    if concept or reached:
        return filled(span)
    return ABSENT


_GRACE = re.compile(
    r"\b(?:handle[sd]?|deals?|treat(?:s|ed)?|manage[sd]?|degrades?|reacts?|responds?|recovers?|behaves?|copes?|fails?|"
    r"breaks?|behandelt|reagiert|gérée?s?|traitée?s?|tratad[oa]s?)\s(?:\w+ ){0,3}?(?:on an? [\w-]+ basis|"
    r"with (?:(?:the|all|due|full|greatest|utmost|highest|great) )*(?:care|attention|diligence|professionalism|respect|"
    r"empathy|priority)|mit (?:\w+ )?(?:sorgfalt|augenmaß|bedacht)|avec (?:\w+ )?soin|con (?:\w+ )?cuidado|"
    r"gracefully|appropriately|properly|sensibly|smoothly|"
    r"seamlessly|professionally|accordingly|responsibly|transparently|angemessen|souverän|sauber|entsprechend|"
    r"correctement|adéquatement|adecuadamente|debidamente)\b(?! (?:to|into|by|via|with) )"
)
_QUOTED = re.compile(r"\"[^\"\n]{2,60}\"")


def _graceful(reading: Reading, span: Span) -> re.Match[str] | None:
    """Find a promise to take it well, where no place, number or word is given that would say how."""
    grace = _GRACE.search(reading.passage.lower, *span)
    told = (*reading.systems, *reading.interfaces, *(quantity.span for quantity in reading.quantities))
    is_said = any(span.overlaps(one) for one in told) or _QUOTED.search(reading.passage.lower, *span)
    return None if is_said else grace


def _says_nothing_else(reading: Reading, span: Span) -> bool:
    """Tell whether what is put off opens the stretch, or leaves next to nothing of it."""
    first = next((part for part in reading.parts if span.overlaps(part) and part.end - span.start > _A_WORD), None)
    return first in reading.deferred or len(reading.content(span)) < _SAID_FROM


_A_WORD = 3  # characters
_SAID_FROM = 2  # words besides what is put off that still say what is done


def named(reading: Reading) -> list[Party]:
    """List everybody who can be reached: people, groups, channels, rotas and named roles; "the team" is nobody."""
    return [
        party
        for party in reading.parties
        if not reading.is_put_off(party.span) and (party.is_person or not _is_a_moment(reading, party.span))
    ]


_BY_THE_CLOCK = re.compile(
    r"\b(?:after|before|prior to|ahead of|following|during|nach|vor|während|après|avant|pendant|después de|antes de|"
    r"durante|tras)\s(?:(?:the|our|each|every|any|next|monthly|weekly|daily|quarterly|der|dem|den|die|jede[rnm]|la|le|"
    r"les|chaque|notre|el|los|las|cada|unsere[rnm]) |l'){0,3}$"
)
_MOMENT_ENDS = re.compile(
    r"(?: (?:meeting|round|session|call|call-in|visit|shift|handover|start|close))?"
    r"\s*(?:$|[.,;:)(\n→-]|\b(?:we|i|it|they|somebody|someone|wir|ich|schauen|on|nous|vemos|go|have)\b)"
)


def _is_a_moment(reading: Reading, party: Span) -> bool:
    """Tell whether a body only says when: "every Friday after the bed meeting"."""
    text = reading.passage.lower
    before = _BY_THE_CLOCK.search(text, max(0, party.start - 40), party.start)
    return bool(before and _MOMENT_ENDS.match(text, party.end))


def reachable(reading: Reading, *, channels: bool = True) -> Filling:
    """Fill a reviewer, recipient or authority with the first party that is named."""
    for party in named(reading):
        if channels or party.kind is not Kind.CHANNEL:
            anyone = _ANYONE_OF.search(reading.passage.lower, 0, party.span.end)
            if anyone and party.kind is Kind.ROLE:
                return spoiled(Span(*anyone.span()), Rule.COLLECTIVE)
            return filled(party.span)
    collective = _collective(reading)
    return spoiled(collective, Rule.COLLECTIVE) if collective else ABSENT


def _collective(reading: Reading) -> Span | None:
    """Find the words that mean everybody and nobody; "it" is no department unless it is written IT."""
    found = (Span(*collective.span()) for collective in _COLLECTIVE.finditer(reading.passage.lower))
    return next((span for span in found if reading.passage.text[span.start : span.end] != "it"), None)


_ANYONE_OF = re.compile(
    r"\b(?:someone|somebody|anyone|anybody|whoever|one|jemand|irgendwer|wer|alguien|quelqu'un|n'importe qui)\s"
    r"(?:of|from|in|out of|on|aus|von|vom|du|de|del|at)(?: the| our| dem| der| l'| la| el)?[\w' -]{2,30}$"
)
_COLLECTIVE = re.compile(
    r"\b(?:we|someone|somebody|everyone|everybody|(?:the |our )?teams?|it|people|a human|humans?|users?|"
    r"business|stakeholders?|jemand|wir|"
    r"on(?= (?:verra|regarde|vérifie|fait|décide|peut|doit|appelle|prévient|arrête)\b)|alguien)\b"
)


_VALUE = re.compile(
    r"\W*(?:but |and |with )?(?:the |our |an? |its |this |that |exact |final |precise |der |die |das |le |la |"
    r"el )*(?:target|"
    r"value|number|threshold|limit|figure|percentage|bar|level|x|zielwert|ziel|wert|grenze|schwelle|zahl|seuil|chiffre|"
    r"objectif|umbral|objetivo|valor)\b"
)


def decided_against(reading: Reading, thing: str) -> Span | None:
    """Find the decision to have none at all: "No alert for the weeding tool, on purpose"."""
    if not reading.is_decided:
        return None
    refusals = (
        rf"^\W*(?:there (?:is|are|will be) )?(?:we )?{_ON_PURPOSE}?(?:(?:have|need|keep|want|run|get) )?"
        rf"{_ON_PURPOSE}?{_NONE} (?:\w+ )?{thing}\b[^.\n]*",
        rf"^\W*(?:none|nothing|keine?[rs]?|aucune?|ningun[oa]),? {_MEANT}\b[^.\n]*",
        r"\b(?:decided|agreed|voted|entschieden|décidé|decidido) (?:\w+ ){0,4}?"
        rf"(?:against|gegen|contre|en contra de) (?:an?|any|having|\w+)? ?(?:\w+ )?{thing}\b",
        rf"\b(?:does?|do|go(?:es)?) without (?:an?|any) (?:\w+ )?{thing}\b",
    )
    return next((found for refusal in refusals if (found := reading.search(re.compile(refusal)))), None)


_MEANT = (
    r"(?:quite )?(?:deliberately|intentionally|consciously|on purpose|by design|bewusst|absichtlich|volontairement|"
    r"deliberadamente)"
)
_ON_PURPOSE = rf"(?:{_MEANT},? )"
_NONE = r"(?:no|not any|keine?n?|aucune?|pas d'|pas de|sin|ning[uú]n\w*)"


def undecided_value(reading: Reading) -> Span | None:
    """Find the part that leaves the value itself for later: "…, target still to be confirmed"."""
    return next((part for part in reading.deferred if _VALUE.match(reading.passage.lower, *part)), None)


def concrete_bound(bounds: Iterable[Bound]) -> Filling:
    """Fill a threshold with the first bound, unless a hedge voids one of them."""
    best = ABSENT
    for bound in bounds:
        if bound.hedge:
            return spoiled(bound.hedge, Rule.HEDGE)
        if not best.is_filled:
            best = filled(bound.quantity.span)
    return best
