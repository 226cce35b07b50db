"""Facts about declared fields: their names and types, in a paste, a list or prose."""

import re
from collections.abc import Iterator

from bot.domain.assessment.doubts import loose_type
from bot.domain.assessment.field_items import bare_item, two_types, typed_names
from bot.domain.assessment.lexicons.systems import PRODUCTS, SYSTEM_NOUNS
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, NO_FIELD
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled
from bot.domain.pasted import FieldTable, ProblemCode
from bot.domain.pasted.type_words import json_type

IDENTIFIER = re.compile(
    r"(?<![\w@#<&./])(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]*)+|"
    r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?![\w])"
)
_TYPE = re.compile(
    r"\b(?:strings?|str|text|ints?|integers?|numbers?|numeric|numerical|decimals?|floats?|doubles?|"
    r"bool(?:ean)?s?|dates?|datetimes?|date-?time|timestamps?|(?<!every )(?<!each )(?<!any )time|"
    r"uuid|guid|enum(?:eration)?|lists? of|"
    r"array(?: of)?|object|varchar|n?char|bigint|smallint|free ?text|yes/no|true/false|y/n|ja/nein|"
    r"iso[- ]?\d+|rfc ?\d+|currency|"
    r"(?:\d+ )?(?:digits?|characters?|chars|letters?|words?|sentences?|lines?|zeichen|ziffern|bytes?)|"
    r"(?:max|min)\.? ?(?:length )?\d+|one of|either|url|uri|e-?mail address|blob|base64|html|markdown|"
    r"percent(?:age)?|money|zahl|ganzzahl|datum|zeichenkette|wahrheitswert|kommazahl|texte|entier|nombre|"
    r"chaîne|booléen|texto|entero|número|fecha|cadena|null(?:able)?|json|geojson|wgs ?84|utf-?8|unix|"
    r"epoch|picklist|dropdown|checkbox|flag)\b|"
    r"\b\d+(?:[.,]\d+)? ?(?:-|\.\.\.?|to|bis|…) ?\d+|\b\w+ ?\| ?\w+|\b[\w-]+ ?/ ?[\w-]+(?: ?/ ?[\w-]+)+|"
    r"\([^()]*(?:/|\||,| or )[^()]*\)|\[\]|: ?\[?\"?\w+\"?(?:, \"?\w+\"?)+\]?|[<>≤≥]=? ?\d|≥|≤|"
    r"\{[^{}]*\b(?:a|b)\b|\d+ ?(?:%|€|eur\b|kg\b|ms\b)|\bxs:\w+|\bregex\b|\^.*\$|\bsigned\b|\bor\b"
)
CLEAR_TYPE = re.compile(
    r"\bas (?:an? )?(?:free )?(?:text|number|date|time|percentage)\b|"
    r"\b(?:all|both|each|alles?|tout|tous|toutes|todos?|todas?) (?:of (?:them|those|these) )?(?:are |is |as |in )?"
    r"(?:free )?(?:zahlen|texte?|nombres?|textos?|números?|text|numbers?|dates?|"
    r"times?)\b|"
    r"\b(?:strings?|ints?|integers?|numeric|decimals?|floats?|bool(?:ean)?s?|datetimes?|timestamps?|uuid|"
    r"(?:small|big|tiny)int|doubles?|u?int(?:8|16|32|64)|n?char|guid|enum|list of|array|"
    r"varchar|free ?text|yes/no|true/false|y/n|ja/nein|iso[- ]?\d+|\d+ (?:digits?|"
    r"characters?|chars|letters?|words|zeichen|ziffern)|(?:max|min)\.? ?\d+|one of|picklist|dropdown|"
    r"checkbox|ganzzahl|kommazahl)\b|"
    r"\([^()]*\b(?:text|number|date|time|zahl|datum|texte?|nombre|entier|fecha|número|entero|percent|"
    r"currency|money|eur|usd|string|int|/|\||or)\b[^()]*\)|\([^()]*(?:/|\|)[^()]*\)|[:=] ?(?:text|number|"
    r"date|time|zahl|datum|texte|nombre|fecha|número)\b|\b\d+ ?(?:-|\.\.\.?|to|bis) ?\d+|\w+ ?\| ?\w+"
)
_IN_QUOTES = re.compile(r"(?<![\w'])'[a-z]\w*'(?!\w)")
_ITEM_END = re.compile(r"[,;\n:|&]|\b(?:and|und|et|y|plus)\b")
_A_LIST = re.compile(r"list of|array")
_LIST_ITEM_AT_MOST = 5
_LUMP_OF_FIELDS = re.compile(r"\bdata\s*\.?$|^\s*\d|\b(?:columns|rows|sheets|fields)\b|daten\s*$")
_NO_ITEM = re.compile(
    r"\s*(?:no|not|never|none|without|nur|kein\w*|pas|sans|sin|just|all|any|read[- ]only|every\w*|whatever|some|"
    r"several|"
    r"various|dunno|hm+|idk|alles|"
    r"tout\w*|"
    r"todo\w*)\b|\s*(?:table|view|topic|endpoint|queue|folder|bucket|schema|report|tabelle|sicht|vue|"
    r"vista)\s\S*[./_\d]|\s*(?:structured|complete|short|clear|clean|easy|simple|readable|concise|compact|"
    r"full)\b(?:\s+and\s.*|\s*)$"
)
_NOT_A_LIST = re.compile(
    r"\b(?:we|i|you|they|will|is|are|has|have|because|if|when|who|that|should|would|can|need|reviews?|"
    r"looks|every|each|owns?|paged?|per|month|week)\b|[<>≥≤%]|<@"
)


def field_names(reading: Reading) -> Filling:
    """Find the names of fields: declared in a table, written as identifiers, or listed in plain words."""
    span = _named_fields(reading)
    tail = _open_end(reading)
    if span and tail:
        return spoiled(tail, Rule.OPEN_LIST)
    return filled(span)


def _open_end(reading: Reading) -> Span | None:
    table = declared(reading)
    if table and table.source not in ("prose", "list", "csv", "table"):
        return None
    return reading.open_tail


def _named_fields(reading: Reading) -> Span | None:
    table = declared(reading)
    if table:
        return _where(reading, table)
    written = [*IDENTIFIER.finditer(reading.passage.text), *_IN_QUOTES.finditer(reading.passage.text)]
    identifiers = sorted(Span(*found.span()) for found in written)
    identifiers = [span for span in identifiers if _is_a_field(reading, span)]
    if identifiers:
        return Span(identifiers[0].start, identifiers[-1].end)
    return _listed(reading) or _only_one(reading) or typed_names(reading)


_ONE_TYPED = re.compile(
    r"\W*(?:(?:just|only|a|one|the|single|nur|ein|un|una?)\s|"
    r"(?:one )?field:?\s)*(?P<name>[^\W\d][\w-]*(?: [\w-]+){0,2}?)"
    r"\s?(?=\(|:\s|=\s|(?:as|is) (?:an? )?\w|, an? \w)"
)


def _only_one(reading: Reading) -> Span | None:
    """Take one name with its type as a field: "priority (1-4)", "price as number"."""
    one = _ONE_TYPED.match(reading.passage.lower)
    if one is None or any(word in FUNCTION_WORDS or word in NO_FIELD for word in one["name"].split()):
        return None
    typed = CLEAR_TYPE.search(reading.passage.lower, one.end(), one.end() + _TYPE_WITHIN)
    return Span(*one.span("name")) if typed else None


_TYPE_WITHIN = 24


def _is_a_field(reading: Reading, span: Span) -> bool:
    return reading.passage.lower[span.start : span.end] not in PRODUCTS and not reading.is_put_off(span)


def declared(reading: Reading) -> FieldTable | None:
    """Trust the table unless it was guessed from commas and its names are sentences."""
    table = reading.table
    if table is None or (table.source == "csv" and any(_is_sentence(name) for name in table.names)):
        return None
    if all(name.lower() in GENERIC or name.lower() in FUNCTION_WORDS for name in table.names):
        return None
    return table


def _is_sentence(name: str) -> bool:
    return len(name.split()) > 3 or bool(_NOT_A_LIST.search(name.lower())) or "." in name.rstrip(".")


def _where(reading: Reading, table: FieldTable) -> Span:
    places = [at for name in table.names[:40] if (at := reading.passage.text.find(name)) >= 0]
    if not places:
        return reading.passage.whole
    last = max(places)
    return Span(min(places), min(len(reading.passage.text), last + len(table.names[-1])))


def _listed(reading: Reading) -> Span | None:
    """Take a list of short noun phrases as names: "supplier number, gross amount and invoice date"."""
    items = [item for part in reading.parts for item in _items(reading, part) if _is_an_item(reading, item)]
    if len(items) < 2 or not any(_says_a_name(reading, item) for item in items):
        return None
    return Span(items[0].start, items[-1].end)


def _items(reading: Reading, part: Span) -> Iterator[Span]:
    start = part.start
    for cut in [*_ITEM_END.finditer(reading.passage.lower, *part), None]:
        end = cut.start() if cut else part.end
        if end > start:
            yield Span(start, end)
        start = cut.end() if cut else end


def _is_an_item(reading: Reading, span: Span) -> bool:
    words = reading.passage.lower[span.start : span.end]
    return (
        0 < len(words.split()) <= _LIST_ITEM_AT_MOST
        and (_says_a_name(reading, span) or _is_a_result(reading, span))
        and not _NOT_A_LIST.search(words)
        and not _NO_ITEM.match(words)
        and not _LUMP_OF_FIELDS.search(words)
    )


def _is_a_result(reading: Reading, span: Span) -> bool:
    """Tell whether it is one generic word, which is a name only next to better ones: "decision, reason"."""
    return len(reading.passage.text[span.start : span.end].split()) == 1


def _says_a_name(reading: Reading, span: Span) -> bool:
    """Tell whether some word names a field: not a type, a generic result, a system or a rhythm."""
    systems = tuple(system for system in reading.systems if system.overlaps(span))
    said = [word for word, _ in reading.content(span, without=systems)]
    return any(
        word not in NO_FIELD and word not in SYSTEM_NOUNS and json_type(word.removesuffix("s")) is None for word in said
    )


def field_types(reading: Reading, table: FieldTable | None) -> Filling:
    """Every declared field needs a type; "any" is none; a sample record shows names only."""
    if twice := _two_types(reading, table):
        return spoiled(twice, Rule.CONTRADICTION)
    if table and table.source not in _LOOSE_SOURCES:
        return _declared_types(reading, table)
    if loose := loose_type(reading):
        return spoiled(loose, Rule.HEDGE)
    if bare := bare_item(reading):
        return spoiled(bare, Rule.ABSENT)
    if table and table.source == "csv":
        return ABSENT
    if table and not table.untyped:
        return filled(_where(reading, table))
    plain = not table and not IDENTIFIER.search(reading.passage.text)
    found = (reading.search(CLEAR_TYPE) or typed_names(reading)) if plain else _type_of_something(reading)
    is_one_list = plain and found is not None and _A_LIST.fullmatch(reading.passage.lower, *found) is not None
    is_one_list = is_one_list and not _OF_TYPED.match(reading.passage.lower, found.end if found else 0)
    return ABSENT if is_one_list else filled(found)  # "a list of titles" types one name at most


_OF_TYPED = re.compile(
    r"(?: of)?\s(?:up to |max )?(?:\d+ )?(?:[\w-]+ \(?)?"
    r"(?:strings?|ints?|integers?|numbers?|floats?|dates?)\b"
)
_AN_ITEM = re.compile(r"\s*(?:[,;\n]|\s-\s|$)")


def _type_of_something(reading: Reading) -> Span | None:
    """Find a type that is not itself a name in the list: the "currency" of "order_id, amount, currency" is one."""
    text = reading.passage.lower
    for found in _TYPE.finditer(text):
        place = Span(*found.span())
        is_item = text[: place.start].rstrip()[-1:] == "," and _AN_ITEM.match(text, place.end)
        if not reading.is_put_off(place) and not (is_item and found[0].isalpha()):
            return place
    return None


_LOOSE_SOURCES = ("prose", "list", "csv")


def _declared_types(reading: Reading, table: FieldTable) -> Filling:
    if not table.untyped:
        return filled(_where(reading, table))
    at = reading.passage.text.find(table.untyped[0])
    return spoiled(Span(at, at + len(table.untyped[0])), Rule.ADJECTIVE) if at >= 0 else ABSENT


def _two_types(reading: Reading, table: FieldTable | None) -> Span | None:
    """Find a name that is declared again with another type: "sku: integer. … sku: string"."""
    if table and table.source not in _LOOSE_SOURCES:
        doubled = [problem.words for problem in table.problems if problem.code is ProblemCode.DECLARED_TWICE]
        at = max(0, reading.passage.text.find(doubled[0])) if doubled else 0
        return Span(at, at + len(doubled[0])) if doubled and len(set(reading.passage.lower.split())) > 3 else None
    if twice := two_types(reading):
        return twice
    given: dict[str, str] = {}
    for found in _DECLARED_AS.finditer(reading.passage.lower):
        kind = json_type(found["type"].removesuffix("s")) or json_type(found["type"])
        if kind and json_type(found["name"]) is None and given.setdefault(found["name"], kind) != kind:
            return Span(*found.span())
    return None


_DECLARED_AS = re.compile(
    r"(?<![\w.])(?P<name>[a-z][\w]*)(?:\s?[:(=]\s?|\s(?:is|as|ist|est|es)\s(?:an?|eine?|une?|un|the)?\s?|"
    r"(?<=_\w\w)\s)(?P<type>[a-z]+\d*)\b"
)


_COUNTED_TYPES = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|\d|eine?|zwei|drei|une?|deux|trois|un[ao]?|dos|tres) (?:strings?|"
    r"integers?|numbers?|"
    r"booleans?|decimals?|floats?|dates?|zahl(?:en)?|nombres?|números?)\b(?! of\b| \w+_)"
)


def nameless_types(reading: Reading) -> Filling:
    """Read types that nobody gave a name: "two strings and a number between 0 and 1"."""
    return filled(reading.search(_COUNTED_TYPES))
