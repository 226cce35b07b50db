"""In which place one can query what is logged: a named product, a table, a channel that something is led to."""

import re

from bot.domain.assessment.alternatives import rival
from bot.domain.assessment.lexicons.noise import HOLDING, LOGGING_NOISE
from bot.domain.assessment.lexicons.people import FIRST_NAMES, ROLES
from bot.domain.assessment.lexicons.systems import GENERIC_PLACES, NO_PLACE, PRODUCTS
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled

_LOCATION_WORD = re.compile(
    r"(?<![\w])(?P<own>[\w./-]+ )?(?P<kind>(?:audit |change |operation |event )?(?:index(?:es)?|tables?|"
    r"buckets?|topics?|streams?|"
    r"log (?:group|analytics|stream)|workspace|database|schema|audit trail|log ?book|(?<=audit )log|(?<=change )log|"
    r"sharepoint list|tabelle|"
    r"tabla|carpeta|ordner|verzeichnis|dossier|fichier|archivo|datenbank|"
    r"dataset|folder|cluster|server|host|share|volume))(?P<name>(?: (?:called |named |"
    r"namens )?|"
    r" ?[:=] ?)[\"']?[\w./-]+)?(?![\w])"
)


_PLACED = re.compile(r"(?<![\w])(?:in|into|to|on|at|im|ins|nach|dans|en|vers|→)\s(?:[^\W\d][\w'-]*\s){0,5}?$")


_PLACE_ENDS = re.compile(
    r"[,;:\n→]|\.(?=\s|$)|\s-\s|\bon (?=[a-z]+_)|\b(?:when|upon|whenever)\b|\b(?:with|and|plus|containing|holding|"
    r"gets?|receives?|holds?|contains?|stores?|"
    r"keeps?|shows?|"
    r"has|have|we|every|each|mit|und|avec|con|bekommt|enthält)\b"
)


def whereabouts(reading: Reading) -> list[Span]:
    """List the phrases that say where: "in the table ticket_audit of the weighbridge Postgres"."""
    text = reading.passage.lower
    found = []
    for place in places(reading):
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


def settled(reading: Reading, location: Span | None) -> Filling:
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
    against = rival(reading, location, places(reading)) or _second_home(reading) or _emptied(reading, location)
    if against:
        return spoiled(against, Rule.CONTRADICTION)
    return filled(location)


_EMPTIES = re.compile(
    r"\b(?:no|none|nothing|not|never|keine?n?|nichts|nie|aucune?|rien|jamais|ning[uú]n\w*|nada|nunca)\b"
    r"(?! (?:else|only|just|longer|other|sonst|mehr|d'autre|más)\b)|n't\b"
)


def _emptied(reading: Reading, location: Span) -> Span | None:
    """Find a later sentence that keeps all of it out of the place: "Nothing of it may be stored in Splunk"."""
    text = reading.passage.lower
    name = text[location.start : location.end].split()[0]
    for clause in reading.clauses:
        again = text.find(name, clause.start, clause.end)
        if clause.start < location.end or again < 0 or not _EMPTIES.search(text, *clause):
            continue
        place = Span(again, again + len(name))
        part = next((part for part in reading.parts if part.contains(place)), clause)
        words = {word for word, _ in reading.content(part, without=(place,))} - LOGGING_NOISE - HOLDING
        said = {word for word in words if not _EMPTIES.fullmatch(word)}
        if said <= {word for word, _ in reading.content(Span(0, clause.start))}:
            return clause
    return None


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
    homes = [place for place in whereabouts(reading) if _KEEPS.search(text, *_part_of(reading, place))]
    apart = [home for home in homes if not homes[0].overlaps(_part_of(reading, home))]
    return apart[0] if apart else None


_KEEPS = re.compile(
    r"\b(?:is|are|goes?|lands?|lies|lives?|sits?|stored?|kept|written|logged|sent|copied|copy|saved|ends?|also|too|"
    r"liegt|liegen|landet|landen|steht|est|sont|va|vont|está|están)\b"
)


def _part_of(reading: Reading, place: Span) -> Span:
    """Return the part of a sentence in which a place is named."""
    return next((part for part in reading.parts if part.overlaps(place)), place)


def places(reading: Reading) -> list[Span]:
    """List everything that is named as a place, in the order written."""
    words = [place for found in _LOCATION_WORD.finditer(reading.passage.lower) if (place := _named_place(found))]
    words += [party.span for party in reading.parties if party.kind is Kind.CHANNEL and _is_led_to(reading, party.span)]
    names = [name for name in reading.code_names if _is_place(reading, name)]
    if any(_is_led_to(reading, place) for place in (*names, *words)):
        names = [name for name in names if _is_led_to(reading, name) or name.start > min(words, default=name).start]
    return [
        span
        for span in sorted(_with_inside(reading, place) for place in [*products(reading), *names, *words])
        if not reading.is_put_off(span) and reading.passage.lower[span.start : span.end] not in GENERIC_PLACES
    ]


def products(reading: Reading) -> list[Span]:
    """List the systems that are named, without what is only quoted like a name: `slot_offered`."""
    names, sized = set(reading.code_names), sizes(reading)
    return [
        system
        for system in reading.systems
        if (system not in names or _is_place(reading, system))
        and (_is_led_to(reading, system) or _stands_by_itself(reading, system))
        and (_is_led_to(reading, system) or not any(size.contains(system) for size in sized))
    ]


_KEEPING = re.compile(
    r"\s(?:[a-z]+ )?(?:history|entr(?:y|ies)|records?|journals?|logs?|trail|ledger|audit|table|database)\b"
)


def _stands_by_itself(reading: Reading, system: Span) -> bool:
    """Tell whether a name needs no preposition: a known product, or a name that opens a part and is nobody's."""
    text = reading.passage.lower
    if text[system.start : system.end] in PRODUCTS or _KEEPING.match(text, system.end):
        return True
    is_guessed = GUESSED.search(text, max(0, system.start - 16), system.start)
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


GUESSED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|vielleicht|evtl\.?|eventuell|wohl|peut-être|"
    r"quizás?)\s(?:also |even |auch )?"
)


_SIZES = ("currency", "size", "d", "week", "month", "year")


def sizes(reading: Reading) -> list[Span]:
    """List the parts that only say how long, how much or for how much money: "30 days retention, 2 TB"."""
    sized = [quantity.span for quantity in reading.quantities if quantity.unit in _SIZES]
    return [part for part in reading.parts if any(part.overlaps(size) for size in sized)]
