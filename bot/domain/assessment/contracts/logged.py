"""Which words say what is logged, and in which place one can query it."""

import re

from bot.domain.assessment.alternatives import rival
from bot.domain.assessment.contracts.common import decided_against
from bot.domain.assessment.lexicon_noise import LOGGING_NOISE
from bot.domain.assessment.lexicon_people import FIRST_NAMES, ROLES
from bot.domain.assessment.lexicon_systems import GENERIC_PLACES, NO_PLACE, PRODUCTS
from bot.domain.assessment.lexicon_words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.rhythms import rhythms
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_LUMP = re.compile(
    r"\b(?:everything|anything|all (?:[a-z-]+ )?(?:data|events|activity|actions|calls|things|relevant \w+|logs|"
    r"information|traffic)|(?<!in )(?<!to )whatever|stuff|"
    r"things|relevant (?:\w+ )?(?:events|data|information)|important (?:\w+ )?(?:events|data|information)|"
    r"(?:the )?usual(?! (?:place|spot|folder|location|way|(?:log|index|table|system)\s*(?:$|[.,;])))(?: \w+)?|"
    r"(?:standard|default) (?:\w+ )?(?:diagnostics|logs|logging|events|metrics|fields|audit|telemetry)|"
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
_LOCATION_WORD = re.compile(
    r"(?<![\w])(?P<own>[\w./-]+ )?(?P<kind>(?:audit |change |operation |event )?(?:index(?:es)?|tables?|"
    r"buckets?|topics?|streams?|"
    r"log (?:group|analytics|stream)|workspace|database|schema|audit trail|log ?book|(?<=audit )log|(?<=change )log|"
    r"sharepoint list|tabelle|dataset|folder|cluster|server|host|share|volume))(?P<name>(?: (?:called |named |"
    r"namens )?|"
    r" ?[:=] ?)[\"']?[\w./-]+)?(?![\w])"
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
    location = _location(reading)
    is_list = len(reading.parts) >= 2 or bool(reading.search(_PAIR))
    if location is None and (_is_a_rule(reading) or _is_a_round(reading) or not (is_list or reading.search(_RECORDED))):
        return {"events": ABSENT}
    taken = (*_whereabouts(reading), *_products(reading), *_places(reading)) if location else ()
    events = _events(reading, taken, is_list=is_list)
    return {"events": events, "location": _settled(reading, location)}


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
_PLACED = re.compile(r"(?<![\w])(?:in|into|to|on|at|im|ins|nach|dans|en|vers|→)\s(?:[^\W\d][\w'-]*\s){0,5}?$")
_PLACE_ENDS = re.compile(
    r"[,;:\n→]|\.(?=\s|$)|\s-\s|\bon (?=[a-z]+_)|\b(?:when|upon|whenever)\b|\b(?:with|and|plus|containing|holding|"
    r"gets?|receives?|holds?|contains?|stores?|"
    r"keeps?|shows?|"
    r"has|have|we|every|each|mit|und|avec|con|bekommt|enthält)\b"
)


def _whereabouts(reading: Reading) -> list[Span]:
    """List the phrases that say where: "in the table ticket_audit of the weighbridge Postgres"."""
    text = reading.passage.lower
    found = []
    for place in _places(reading):
        if before := _PLACED.search(text, max(0, place.start - 60), place.start):
            end = _PLACE_ENDS.search(text, place.end)
            found.append(Span(before.start(), end.start() if end else len(text)))
    return found


_OTHER_PLACE = re.compile(
    r",?\s(?:or|oder|ou|o)\s(?:(?:else|maybe|perhaps|possibly|rather|even|sonst|vielleicht|peut-être|quizás?)\s)?"
    r"(?:(?:in|into|to|on|at|im|ins|nach|dans|en)\s)?(?:(?:the|our|a|an|der|die|das|la|le|el)\s)?[\w-]+"
)
_UNCONFIRMED = re.compile(
    r"\s?[\w-]*\s?[,(:-]\s?(?:but |aber )?(?:tb[cd]|to be (?:confirmed|decided|agreed|checked)|"
    r"not (?:yet )?(?:\w+ )?(?:decided|confirmed|fixed|"
    r"sure|final|clear|agreed)|unconfirmed|subject to|if (?:we|they|it|possible)|noch (?:offen|unklar|nicht)|"
    r"à confirmer|por confirmar|(?:presumably|probably|maybe|perhaps|i (?:think|guess|believe|hope)|hopefully|"
    r"ideally|likely|"
    r"vermutlich|vielleicht|wahrscheinlich|wohl|peut-être|sans doute|quizás?|creo)(?=\s*(?:$|[.,;!)])))"
)
_CHOICE = re.compile(
    r"\b(?:between|either|whether|versus|choos(?:e|es|ing)|pick(?:s|ing)?|decid(?:e|es|ing)|entweder|zwischen|ob|"
    r"entre|soit|"
    r"elegir|elige)\s(?:(?:on|for|it|it's|is|goes|we|they|use|uses|in|into|to|with|im|ins|dans|en)\s){0,3}$"
)
_OWN_COPY = re.compile(r"or (?:lower|higher|more|less|not|no|when|if)\b")


def _settled(reading: Reading, location: Span | None) -> Filling:
    """Leave the place open when another one is offered: "Kibana or else Loki"."""
    if location is None:
        return ABSENT
    if choice := _CHOICE.search(reading.passage.lower, max(0, location.start - 40), location.start):
        return spoiled(Span(choice.start(), location.end), Rule.HEDGE)
    other = _OTHER_PLACE.match(reading.passage.lower, location.end)
    if other and not _OWN_COPY.search(other[0]):
        return spoiled(Span(location.start, other.end()), Rule.HEDGE)
    unsure = _UNCONFIRMED.match(reading.passage.lower, location.end)
    if unsure:
        return spoiled(Span(location.start, unsure.end()), Rule.HEDGE)
    against = rival(reading, location, _places(reading)) or _second_home(reading)
    if against:
        return spoiled(against, Rule.CONTRADICTION)
    return filled(location)


_NOWHERE_ELSE = re.compile(
    r"\b(?:only|exclusively|solely|nowhere else|never anywhere else|not anywhere else|and nothing else|nur|"
    r"ausschließlich|nirgends sonst|nirgendwo sonst|seulement|uniquement|nulle part ailleurs|solo|sólo|solamente|"
    r"únicamente|en ningún otro)\b"
)


def _second_home(reading: Reading) -> Span | None:
    """Find another place that is given in a part of its own although the first was called the only one."""
    if not reading.search(_NOWHERE_ELSE):
        return None
    text = reading.passage.lower
    homes = [place for place in _whereabouts(reading) if _KEEPS.search(text, *_part_of(reading, place))]
    apart = [home for home in homes if not homes[0].overlaps(_part_of(reading, home))]
    return apart[0] if apart else None


_KEEPS = re.compile(
    r"\b(?:is|are|goes?|lands?|lies|lives?|sits?|stored?|kept|written|logged|sent|copied|copy|saved|ends?|also|too|"
    r"liegt|liegen|landet|landen|steht|est|sont|va|vont|está|están)\b"
)


def _part_of(reading: Reading, place: Span) -> Span:
    """Return the part of a sentence in which a place is named."""
    return next((part for part in reading.parts if part.overlaps(place)), place)


def _location(reading: Reading) -> Span | None:
    places = _places(reading)
    return places[0] if places else None


def _places(reading: Reading) -> list[Span]:
    words = [place for found in _LOCATION_WORD.finditer(reading.passage.lower) if (place := _named_place(found))]
    words += [party.span for party in reading.parties if party.kind is Kind.CHANNEL and _is_led_to(reading, party.span)]
    names = [name for name in reading.code_names if _is_place(reading, name)]
    if any(_is_led_to(reading, place) for place in (*names, *words)):
        names = [name for name in names if _is_led_to(reading, name) or name.start > min(words, default=name).start]
    return [
        span
        for span in sorted(_with_inside(reading, place) for place in [*_products(reading), *names, *words])
        if not reading.is_put_off(span) and reading.passage.lower[span.start : span.end] not in GENERIC_PLACES
    ]


def _products(reading: Reading) -> list[Span]:
    """List the systems that are named, without what is only quoted like a name: `slot_offered`."""
    names, sizes = set(reading.code_names), _sizes(reading)
    return [
        system
        for system in reading.systems
        if (system not in names or _is_place(reading, system))
        and (_is_led_to(reading, system) or _stands_by_itself(reading, system))
        and (_is_led_to(reading, system) or not any(size.contains(system) for size in sizes))
    ]


_KEEPING = re.compile(
    r"\s(?:[a-z]+ )?(?:history|entr(?:y|ies)|records?|journals?|logs?|trail|ledger|audit|table|database)\b"
)


def _stands_by_itself(reading: Reading, system: Span) -> bool:
    """Tell whether a name needs no preposition: a known product, or a name that opens a part and is nobody's."""
    text = reading.passage.lower
    if text[system.start : system.end] in PRODUCTS or _KEEPING.match(text, system.end):
        return True
    is_guessed = _GUESSED.search(text, max(0, system.start - 16), system.start)
    opens = any(part.start == system.start for part in reading.parts)
    return bool(is_guessed or opens) and not _is_somebody(reading, system)


def _is_somebody(reading: Reading, system: Span) -> bool:
    word = reading.passage.lower[system.start : system.end]
    return word in FIRST_NAMES or word in ROLES


def _is_led_to(reading: Reading, place: Span) -> bool:
    """Tell whether a preposition leads to a place."""
    return bool(_PLACED.search(reading.passage.lower, max(0, place.start - 60), place.start))


def _named_place(found: re.Match[str]) -> Span | None:
    """Take a table or an index only with a name before or behind it."""
    own, name = (found["own"] or "").strip(), (found["name"] or "").strip()
    if _IDENTIFIER.search(name):
        return Span(found.start("kind"), found.end())
    if own and own not in NO_PLACE and own not in FUNCTION_WORDS and own not in PRAISE and own not in GENERIC:
        return Span(found.start("own"), found.end("kind"))
    return None


_INSIDE = re.compile(
    r"(?:\s?[,:(]?\s?(?:in |under |the )*(?:index|table|stream|topic|project|schema|workspace|dataset|bucket|log group|"
    r"list|group|container|collection|queue|namespace|label|app|account|tenant|instance|space|logger|sourcetype|"
    r"folder|tabelle|projet|tabla)"
    r"[ =:]+[\"']?(?!(?:is|are|and|for|with|which|we|where|to|in|of|on|und|et|y)\b)"
    r"(?:(?<=\")[^\"\n]{1,40}\"|[\w./*{}-]+[\"']?))+"
)


def _with_inside(reading: Reading, place: Span) -> Span:
    """Add the place inside a place: "Splunk, index=museum"."""
    inside = _INSIDE.match(reading.passage.lower, place.end)
    return Span(place.start, inside.end()) if inside else place


_IDENTIFIER = re.compile(r"[_./\d\"']|\w-\w|^(?:called|named|namens) ")


_VERSION = re.compile(r"v?\d+(?:\.\d+)*")


def _is_place(reading: Reading, name: Span) -> bool:
    word = reading.passage.lower[name.start : name.end]
    before = reading.passage.lower[max(0, name.start - 24) : name.start]
    if _VERSION.fullmatch(word):
        return False
    return (
        "/" in word
        or "." in word
        or bool(re.search(r"\b(?:in|to|into|table|index|bucket|topic|stream)\s$|→\s?$", before))
    )


_GUESSED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|vielleicht|evtl\.?|eventuell|wohl|peut-être|"
    r"quizás?)\s(?:also |even |auch )?"
)


_SOMEWHERE = re.compile(
    r"(?:in|into|to|on|at|via|im|ins|auf|nach|dans|sur|en|vers|local\w*|lokal\w*|somewhere|irgendwo|"
    r"(?:an? |some |the )?(?:file|table|log|database|db|folder|sheet|bucket|stream|server|excel|queue))\b"
)


_SUMS = re.compile(r"(?:everything|all|it's all|alles|tout|todo)\b(?! (?:else|other|andere|autre|demás))")


_NUMBERED = re.compile(r"\b(?:two|three|four|five|six|\d+|these|those|following|zwei|drei|vier|deux|trois|dos|tres)$")


def _sums_up(reading: Reading, lump: re.Match[str]) -> bool:
    """Tell whether "all of it" only sums up what was listed before: "each order, each move: everything to Elastic"."""
    before = reading.passage.lower[: lump.start()].rstrip()
    if _NUMBERED.search(before):
        return True
    is_apart = before.endswith((":", ".", "-", "(", ";")) or (
        before.endswith(",") and _KEPT_THERE.match(reading.passage.lower, lump.end())
    )
    return bool(_SUMS.match(lump[0]) and is_apart and reading.content(Span(0, len(before))))


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
    guesses = _GUESSED.finditer(reading.passage.lower)
    guessed = next((found for found in guesses if not _is_about_place(reading, found.end(), taken)), None)
    if guessed:
        return spoiled(Span(*guessed.span()), Rule.HEDGE)
    lump = next((found for found in _LUMP.finditer(reading.passage.lower) if not _sums_up(reading, found)), None)
    if lump:
        return spoiled(Span(*lump.span()), Rule.QUANTIFIER)
    without = (*taken, *_sizes(reading))
    said = [(word, place) for word, place in reading.content(without=without) if word not in LOGGING_NOISE]
    if _names_an_event(reading, said, is_kept=bool(taken)) or _names_things(
        reading, said, is_list=is_list, is_kept=bool(taken)
    ):
        return filled(Span(said[0][1].start, said[-1][1].end))
    return ABSENT


_SIZES = ("currency", "size", "d", "week", "month", "year")


def _sizes(reading: Reading) -> list[Span]:
    """List the parts that only say how long, how much or for how much money: "30 days retention, 2 TB"."""
    sized = [quantity.span for quantity in reading.quantities if quantity.unit in _SIZES]
    return [part for part in reading.parts if any(part.overlaps(size) for size in sized)]


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
