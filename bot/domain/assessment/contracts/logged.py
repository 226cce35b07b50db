"""Which words say what is logged; where one can query it is read in `places`."""

import re

from bot.domain.assessment.contracts.common import decided_against
from bot.domain.assessment.contracts.places import GUESSED, places, products, settled, sizes, whereabouts
from bot.domain.assessment.lexicons.noise import LOGGING_NOISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.rhythms import rhythms
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_LUMP = re.compile(
    r"\b(?:everything|anything|all (?:[a-z-]+ )?(?:data|events|activity|actions|calls|things|relevant \w+|logs|"
    r"information|traffic)|(?<!in )(?<!to )whatever|stuff|"
    r"things|relevant (?:\w+ )?(?:events|data|information)|important (?:\w+ )?(?:events|data|information)|"
    r"(?:the )?usual(?! (?:place|spot|folder|location|way|(?:log|index|table|system)\s*(?:$|[.,;])))(?: \w+)?|"
    r"(?:standard|default) (?:\w+ )?(?:diagnostics|logs|logging|events|metrics|fields|audit|telemetry)|"
    r"what(?:ever)? (?:matters|counts|is (?:needed|important|relevant|required))|was (?:zählt|wichtig ist)|"
    r"ce qui compte|lo que (?:importa|cuenta)|"
    r"as (?:little|much|many|few) as (?:possible|necessary|needed|we can)|comprehensively|extensively|^\W*(?:all|"
    r"most) (?:of )?(?:it|that|this)|"
    r"^\W*it(?:'s| is)? all|the whole lot|"
    r"(?:every|each|any)(?: (?:single|possible|relevant|important|little|user))* "
    r"(?:event|step|action|activity|touchpoint|operation|interaction|"
    r"thing|detail|"
    r"move|aspect)|"
    r"the (?:interesting|essential|main|key) \w+|alles|wichtige\w*|"
    r"wesentliche\w*|relevante\w*|tout|"
    r"l'essentiel|todo|lo (?:importante|esencial|principal))\b"
)


_RECORDED = re.compile(
    r"^\W*(?:the |an? )?(?:\w+ ){0,2}(?:scores?|input|prompt|response|decisions?|predictions?|"
    r"overr[io]d\w*|corrections?|confidence)\b|"
    r"\b(?:log\w*|record\w*|written|stor(?:e|ed)|sav(?:e|ed)|track\w*|audit\w*|each|every|all|jede\w*|"
    r"alle|chaque|cada|protokoll\w*|geloggt|gespeichert)\b|→"
)


def logged_events(reading: Reading) -> Fillings:
    """Read which values are written, and the place where one can query them."""
    if against := decided_against(reading, _LOGGING):
        return dict.fromkeys(("events", "location"), filled(against))
    location = next(iter(places(reading)), None)
    is_list = len(reading.parts) >= 2 or bool(reading.search(_PAIR))
    if location is None and (_is_a_rule(reading) or _is_a_round(reading) or not (is_list or reading.search(_RECORDED))):
        return {"events": ABSENT}
    taken = (*whereabouts(reading), *products(reading), *places(reading)) if location else ()
    events = _events(reading, taken, is_list=is_list)
    return {"events": events, "location": settled(reading, location)}


_WRITTEN = re.compile(
    r"\b(?:log(?:s|ged)?|record(?:s|ed)?|written|stored?|saved?|kept|tracked|audit\w*|protokoll\w*|geloggt|gespeichert|"
    r"journalis\w+|enregistr\w+|registra\w*)\b"
)


def _is_a_round(reading: Reading) -> bool:
    """Tell a rhythm with somebody in it from a list of events: "the ward sister, each Monday"."""
    starts = {part.start for part in reading.parts}
    return any(span.start in starts for span in rhythms(reading)) and not reading.search(_WRITTEN)


def _is_a_rule(reading: Reading) -> bool:
    """Tell a rule with its other branch ("if unclear → examiner, otherwise → publish") from a list of events."""
    is_case = bool(reading.defaults) or bool(_CASE.match(reading.passage.lower))
    return is_case and not reading.search(_WRITTEN)


_CASE = re.compile(r"\W*(?:if|falls|si|in case)\b[^.;\n]{3,80}(?:,|→|\bthen\b)")


_LOGGING = r"(?:logs?|logging|log file|records?|audit trail|protokoll\w*|journal\w*|registros?)"


_PAIR = re.compile(r"\b[^\W\d_]{3,}(?: and | \+ ?| & |/| und | et | y )[^\W\d_]{3,}")


_SOMEWHERE = re.compile(
    r"(?:in|into|to|on|at|via|im|ins|auf|nach|dans|sur|en|vers|local\w*|lokal\w*|somewhere|irgendwo|"
    r"(?:an? |some |the )?(?:file|table|log|database|db|folder|sheet|bucket|stream|server|excel|queue))\b"
)


_SUMS = re.compile(r"(?:everything|all|it's all|alles|tout|todo)\b(?! (?:else|other|andere|autre|demás))")


_NUMBERED = re.compile(r"\b(?:two|three|four|five|six|\d+|these|those|following|zwei|drei|vier|deux|trois|dos|tres)$")


def _sums_up(reading: Reading, lump: re.Match[str]) -> bool:
    """Tell whether "all of it" only sums up what was listed before: "each order, each move: everything to Elastic"."""
    before = _ARTICLE.sub("", reading.passage.lower[: lump.start()].rstrip())
    if _NUMBERED.search(before):
        return True
    is_apart = before.endswith((":", ".", "-", "(", ";")) or (
        before.endswith(",") and _KEPT_THERE.match(reading.passage.lower, lump.end())
    )
    return bool(_SUMS.match(lump[0]) and is_apart and reading.content(Span(0, len(before))))


_ARTICLE = re.compile(r"\s(?:le|das|es|it's|lo)$")
_KEPT_THERE = re.compile(
    r"(?: (?:of (?:it|them|that)|davon|is|are|goes?|lands?|ends up|sits|geht|landet|liegt|va|est|kept|written|stored))*"
    r"\s(?:in|im|into|to|on|nach|dans|en|vers|a la|al)\b"
)


def _is_about_place(reading: Reading, position: int, taken: tuple[Span, ...]) -> bool:
    """Tell whether a guess leads to a place, named or not."""
    if _SOMEWHERE.match(reading.passage.lower, position):
        return True
    return any(span.start - 12 <= position <= span.end for span in taken)


def _events(reading: Reading, taken: tuple[Span, ...], *, is_list: bool) -> Filling:
    tail = reading.open_tail
    if tail:
        return spoiled(tail, Rule.OPEN_LIST)
    guesses = GUESSED.finditer(reading.passage.lower)
    guessed = next((found for found in guesses if not _is_about_place(reading, found.end(), taken)), None)
    if guessed:
        return spoiled(Span(*guessed.span()), Rule.HEDGE)
    lump = next((found for found in _LUMP.finditer(reading.passage.lower) if not _sums_up(reading, found)), None)
    if lump:
        return spoiled(Span(*lump.span()), Rule.QUANTIFIER)
    without = (*taken, *sizes(reading))
    said = [(word, place) for word, place in reading.content(without=without) if word not in LOGGING_NOISE]
    if _names_an_event(reading, said, is_kept=bool(taken)) or _names_things(
        reading, said, is_list=is_list, is_kept=bool(taken)
    ):
        return filled(Span(said[0][1].start, said[-1][1].end))
    return ABSENT


_EVENT = re.compile(
    r"\b(?:\w+(?:ed|ing|ion|ión|ment|al|ure|ung|ungen)|id|ids|score|scores|timestamp|time|version|hash|decision|"
    r"decisions|override|overrides|prompt|response|request|input|output|user|actor|label|confidence|"
    r"latency|cost|tokens?|call|calls|click|clicks|hit|hits|change|changes|value|payload|status|reason|"
    r"feedback|correction|edit|edits|login|prediction|recommendation|error|exception|sent|drafts?|answer|"
    r"answers|question|each|every|jede\w*|chaque|cada|[a-z]+_[a-z_]+)\b"
)


# Things with a place to be kept in: plurals and irregular participles say too little without one.
_THING = re.compile(
    r"\b(?:[a-zäöü-]{3,}(?:ses|ts|rs|ns|ds|ks|ls|ps|gs|ms|ys|ves|ces|hes)|found|shown|sent|given|taken|made|"
    r"sold|kept|lost|"
    r"chosen|seen|read|paid|sawn|drawn|bought|drafted)\b"
)


_EACH = re.compile(
    r"\b(?:each|every|jede[rnsm]?|chaque|cada|(?:who|wer|qui|quién) [^\W\d_]+ (?:what|it|which|was|quoi|qué))\b"
)


def _names_an_event(reading: Reading, said: list[tuple[str, Span]], *, is_kept: bool) -> bool:
    """Tell whether something that happens is named: by its form, or as each of its kind."""
    if not said or reading.numbers.bounds:
        return False
    if any(_EVENT.fullmatch(word) for word, _ in said):
        return True
    each = reading.search(_EACH)
    return each is not None and (is_kept or _opens(reading, each) or bool(reading.search(_WRITTEN)))


def _opens(reading: Reading, each: Span) -> bool:
    """Tell whether "each …" opens a part or joins a list; as the object of another verb it is no event."""
    is_first = any(not reading.passage.text[part.start : each.start].strip() for part in reading.parts)
    return is_first or bool(_JOINS.search(reading.passage.lower, 0, each.start))


_JOINS = re.compile(r"(?:,|\+|&|/|;|:|\b(?:and|und|et|y|for|of|when))\s$")


def _names_things(reading: Reading, said: list[tuple[str, Span]], *, is_list: bool, is_kept: bool) -> bool:
    """Tell whether things are named that a place keeps; without a place a list must have things in it."""
    if not said or reading.numbers.bounds:
        return False
    parts = [part for part in reading.parts if any(part.contains(place) for _, place in said)]
    has_names = any("_" in word for word, _ in said)
    is_list = is_list and (len(parts) > 1 or has_names or bool(reading.search(_PAIR)))
    has_things = any(_THING.fullmatch(word) for word, _ in said)
    return (is_list and is_kept) or (is_kept and has_things) or (is_list and has_things)
