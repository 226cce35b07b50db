"""Which words fill the slots of the rollback procedure: the steps, who may start them, and how long it may take."""

import re

from bot.domain.assessment import hands
from bot.domain.assessment.contracts.common import named, reachable
from bot.domain.assessment.contracts.steps import PERMITS, steps
from bot.domain.assessment.contradictions import same_clause, second_thoughts
from bot.domain.assessment.hedges import softened
from bot.domain.assessment.lexicons.numbers import TIME_UNIT
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_TIME_LIMIT = re.compile(
    rf"\b(?:within|in|under|max\.?|maximum|at most|less than|no (?:more|longer) than|not more than|up to|"
    rf"takes?|done in|after|target|binnen|innerhalb(?: von)?|spätestens nach|maximal|höchstens|unter|in|"
    rf"en moins de|sous|dans|en|en menos de|máximo|<|≤|~)?\s*(?:about |a |the )?(?:\d+(?:[.,]\d+)?[ -]?|"
    rf"(?:an?|one|two|three|five|ten|fifteen|twenty|thirty|forty-five|sixty|half an|media|un cuarto de|zwei|drei|"
    rf"fünf|zehn|"
    rf"fünfzehn|zwanzig|dreißig|eine[rm]?|deux|trois|cinq|dix|quinze|trente|une|dos|cinco|diez|quince|"
    rf"treinta|una)[ -]){TIME_UNIT}|"
    r"\b(?:by|before|until|bis|avant|antes de(?: las)?) (?:\d\d?[:.h]\d\d|\d\d? ?(?:am|pm|uhr|h)|noon|"
    r"midnight|the next (?:run|batch|shift|morning|delivery|truck)|end of (?:the )?(?:day|shift|"
    r"business day)|close of business|cob|eod|midday)\b|\bsame (?:business |working )?(?:day|shift)\b|"
    r"\bwithin (?:the|one|a|an|a single) (?:\w+ )?(?:hour|day|shift|minute|night)\b|"
    r"\b(?:a|one) (?:full|whole|entire) (?:hour|day|night|shift|week)\b|"
    r"\bbefore the next \w+\b|\b\d+ ?min\b"
)


def rollback_procedure(reading: Reading) -> Fillings:
    """Read what is done, who may start it, and how long it may take."""
    limit, done = _time_limit(reading), steps(reading)
    has_somebody = bool(hands.commanders(reading.passage))
    if not done.is_filled and not limit.span and not has_somebody and not reading.search(PERMITS):
        return {"steps": done}
    return {"steps": done, "authority": _authority(reading), "time_limit": limit}


_ANYBODY_TOO = re.compile(
    r"\bonly (?:the |our )?[\w -]{3,40}? (?:may|can|is allowed)\b.{3,160}?(?:\b(?:any|every|each) [\w-]+ (?:may|can)\b|"
    r"\balone (?:who )?(?:may|can|pulls?|triggers?|decides?|presses)\b)|"
    r"\bonly\b.{3,80}\b(?:anyone|anybody|everyone|everybody)\b|\b(?:anyone|anybody|everyone|"
    r"everybody)\b.{3,80}\bonly\b"
)


def _authority(reading: Reading) -> Filling:
    if anybody := _ANYBODY_TOO.search(reading.passage.lower):
        return spoiled(Span(*anybody.span()), Rule.CONTRADICTION)
    people = [party.span for party in named(reading) if party.kind is not Kind.CHANNEL]
    acting = [span for span in people if not _is_object(reading, span)]
    if acting:
        return filled(acting[0])
    somebody = [span for span in hands.commanders(reading.passage) if not reading.is_put_off(span)]
    reached = reachable(reading, channels=False)
    is_thing = reached.is_filled and reached.span is not None and _is_object(reading, reached.span)
    return filled(somebody[0]) if somebody else ABSENT if is_thing else reached


_DONE_TO_SOMEBODY = re.compile(
    r"\b(?:tell|notify|inform|call|mail|e-?mail|text|message|ping|warn|alert|phone|ring|radio|anrufen|informieren)\s"
    r"(?:the |our |an? |den |die |das |le |la |el )?$"
)


def _is_object(reading: Reading, party: Span) -> bool:
    """Tell whether the party is only what a step is done to: "tell the quay", "open Bartender"."""
    text = reading.passage.lower
    is_told = _DONE_TO_SOMEBODY.search(text, max(0, party.start - 24), party.start)
    is_served = _IS_A_THING.match(text, party.end) or _RECEIVES.match(text, party.end)
    return bool(is_told or _OPENS_A_STEP.match(text, *party) or is_served)


_RECEIVES = re.compile(
    r"s?\s(?:gets?|receives?|sees?|hears?|(?:is|are|gets?) (?:told|informed|notified|mailed)|"
    r"bekommt|bekommen|erhält|erhalten|sieht|sehen|reçoi\w+|voit|voient|recibe\w*|ve|ven)\b"
    r"(?! to\b| (?:the )?(?:call|alarm|page|permission|order)\b)"
)


_IS_A_THING = re.compile(
    r"\s(?:rules?|flags?|jobs?|models?|queues?|systems?|screens?|menus?|buttons?|feeds?|tables?|services?|modes?|modules?|"
    r"apps?|tools?|servers?|pipelines?|templates?|panels?|consoles?|list|view|page|portal|board|settings?)\b"
)


_OPENS_A_STEP = re.compile(
    r"(?:open|close|choose|select|press|click|load|restore|start|stop|set|put|run|call|tell|pull|push|restart|reload)\s"
)
_INNER_HEDGE = re.compile(
    r"\b(?:about|around|roughly|approx\w*|maybe|perhaps|hopefully|ideally|circa|ca|etwa|ungefähr|environ|"
    r"unos)\b|~"
)


_TAKES = re.compile(
    r"\b(?:takes?|needs?|lasts?|we have|there is|gives us|are given|allowed|dauert|braucht|prend|tarda)\b"
)


_IT_TAKES = re.compile(r"\b(?:it|this|that|which|es|das) (?:takes|needs|lasts|dauert|braucht)\b")


def _softened_inside(reading: Reading, limit: Span) -> Span | None:
    inside = _INNER_HEDGE.search(reading.passage.lower, max(0, limit.start - 14), limit.end)
    return Span(*inside.span()) if inside else softened(reading.passage.lower, limit)


def _time_limit(reading: Reading) -> Filling:
    for bound in (*reading.numbers.bounds, *reading.numbers.bare):
        if bound.quantity.is_time and bound.hedge:
            return spoiled(bound.hedge, Rule.HEDGE)
    limits = _limits(reading)
    if limits and (hedge := _softened_inside(reading, limits[0])):
        return spoiled(hedge, Rule.HEDGE)
    if len(limits) > 1 and (changed := second_thoughts(reading)):
        return spoiled(changed, Rule.CONTRADICTION)
    if len(limits) > 1 and _IT_TAKES.search(reading.passage.lower, limits[0].end):
        return spoiled(limits[-1], Rule.CONTRADICTION)
    if len(limits) > 1 and not same_clause(reading, limits[0], limits[-1]) and _TAKES.search(reading.passage.lower):
        return spoiled(limits[-1], Rule.CONTRADICTION)
    timed = [bound.quantity for bound in (*reading.numbers.bounds, *reading.numbers.bare) if bound.quantity.is_time]
    found = [limit for limit in limits if not reading.is_put_off(limit)]
    return filled(found[0] if found else timed[0].span if timed else None)


_ORDINAL = re.compile(r"(?:an?|one|the) second(?= [a-z])")


def _limits(reading: Reading) -> list[Span]:
    """List the times that are given; "a second chance" is none."""
    text = reading.passage.lower
    found = [Span(*match.span()) for match in _TIME_LIMIT.finditer(text)]
    return [limit for limit in found if not _ORDINAL.search(text, limit.start, min(len(text), limit.end + 2))]
