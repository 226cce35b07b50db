"""Which words fill the slots of the input schema and of the fields of an output: names, types, what is required."""

import re

from bot.domain.assessment.contracts.common import negated
from bot.domain.assessment.lexicon_noise import RULE_NOISE
from bot.domain.assessment.lexicon_words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.systems import BARE_INTERFACE
from bot.domain.pasted import FieldTable, ProblemCode

IDENTIFIER = re.compile(
    r"(?<![\w@#<&./])(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]*)+|"
    r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?![\w])"
)
_TYPE = re.compile(
    r"\b(?:strings?|str|text|ints?|integers?|numbers?|numeric|numerical|decimals?|floats?|doubles?|"
    r"bool(?:ean)?s?|dates?|datetimes?|date-?time|timestamps?|time|uuid|guid|enum(?:eration)?|lists? of|"
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
    r"\b(?:strings?|ints?|integers?|numeric|decimals?|floats?|bool(?:ean)?s?|datetimes?|timestamps?|uuid|"
    r"guid|enum|list of|array|varchar|free ?text|yes/no|true/false|y/n|ja/nein|iso[- ]?\d+|\d+ (?:digits?|"
    r"characters?|chars|letters?|words|zeichen|ziffern)|(?:max|min)\.? ?\d+|one of|picklist|dropdown|"
    r"checkbox|ganzzahl|kommazahl)\b|"
    r"\([^()]*\b(?:text|number|date|time|zahl|datum|texte?|nombre|entier|fecha|número|entero|percent|"
    r"currency|money|eur|usd|string|int|/|\||or)\b[^()]*\)|\([^()]*(?:/|\|)[^()]*\)|[:=] ?(?:text|number|"
    r"date|time|zahl|datum|texte|nombre|fecha|número)\b|\b\d+ ?(?:-|\.\.\.?|to|bis) ?\d+|\w+ ?\| ?\w+"
)
_REQUIRED = re.compile(
    r"\b(?:required|mandatory|obligatory|optional|nullable|not null|non-?null|must (?:be|"
    r"always be) (?:present|filled|set|there|given|provided)|(?:may|can|might|could) be (?:empty|missing|"
    r"null|blank|absent|left out|omitted)|always (?:there|present|set|filled|given|sent|comes?)|"
    r"never (?:empty|null|missing|blank)|pflicht\w*|muss|kann (?:leer|fehlen)|darf (?:leer|fehlen)|"
    r"freiwillig|obligatoires?|facultati\w+|optionnels?|obligatori[oa]s?|opcional(?:es)?|nice to have|"
    r"if (?:available|known|present|there)|falls vorhanden|must-?haves?|compulsory|needed|essential)\b|"
    r"\(req\.?\)|\(opt\.?\)|\?:|\breq\b|\bopt\b"
)
_LIST_ITEM_AT_MOST = 5
_LUMP_OF_FIELDS = re.compile(r"\bdata\s*\.?$|^\s*\d|\b(?:columns|rows|sheets|fields)\b|daten\s*$")
_NOT_A_LIST = re.compile(
    r"\b(?:we|i|you|they|will|is|are|has|have|because|if|when|who|that|should|would|can|need|reviews?|"
    r"looks|every|each|owns?|paged?|per|month|week)\b|[<>≥≤%]|<@"
)


def input_fields(reading: Reading) -> Fillings:
    """Read the field names, their types and what is required off a paste, a list or prose."""
    names = field_names(reading)
    if not names.span:
        return {"field_names": names}
    table = _table(reading)
    stated = table is not None and table.optionality_stated
    required = filled(names.span) if stated else filled(reading.search(_REQUIRED))
    return {"field_names": names, "types": field_types(reading, table), "required": required}


def output_fields(reading: Reading) -> Fillings:
    """Read the fields of the output and their types."""
    names = field_names(reading)
    if not names.span:
        return {"fields": names}
    return {"fields": names, "types": field_types(reading, _table(reading))}


def field_names(reading: Reading) -> Filling:
    """Find the names of fields: declared in a table, written as identifiers, or listed in plain words."""
    span = _named_fields(reading)
    tail = _open_end(reading)
    if span and tail:
        return spoiled(tail, Rule.OPEN_LIST)
    return filled(span)


def _open_end(reading: Reading) -> Span | None:
    table = _table(reading)
    if table and table.source not in ("prose", "list", "csv", "table"):
        return None
    return reading.open_tail


def _named_fields(reading: Reading) -> Span | None:
    table = _table(reading)
    if table:
        return _where(reading, table)
    identifiers = [Span(*found.span()) for found in IDENTIFIER.finditer(reading.passage.text)]
    identifiers = [span for span in identifiers if not reading.is_put_off(span)]
    if identifiers:
        return Span(identifiers[0].start, identifiers[-1].end)
    return _listed(reading)


def _table(reading: Reading) -> FieldTable | None:
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
    items = []
    for part in reading.parts:
        for item in re.finditer(
            r"(?:(?!\band\b|\bund\b|\bet\b|\by\b|\bplus\b)[^,;\n:|&])+", reading.passage.lower[part.start : part.end]
        ):
            span = Span(part.start + item.start(), part.start + item.end())
            if (
                0 < len(item[0].split()) <= _LIST_ITEM_AT_MOST
                and reading.concept(span)
                and not _NOT_A_LIST.search(item[0])
                and not _LUMP_OF_FIELDS.search(item[0])
            ):
                items.append(span)
    return Span(items[0].start, items[-1].end) if len(items) >= 2 else None


def field_types(reading: Reading, table: FieldTable | None) -> Filling:
    """Every declared field needs a type; "any" is none; a sample record shows names only."""
    doubled = (
        next((problem for problem in table.problems if problem.code is ProblemCode.DECLARED_TWICE), None)
        if table
        else None
    )
    if doubled and len(set(reading.passage.lower.split())) > 3:
        at = reading.passage.text.find(doubled.words)
        return spoiled(Span(max(0, at), max(0, at) + len(doubled.words)), Rule.CONTRADICTION)
    if table and table.source not in ("prose", "list", "csv"):
        untyped = table.untyped
        if not untyped:
            return filled(_where(reading, table))
        at = reading.passage.text.find(untyped[0])
        return spoiled(Span(at, at + len(untyped[0])), Rule.ADJECTIVE) if at >= 0 else ABSENT
    found = reading.search(_TYPE)
    if table and table.source == "csv":
        return ABSENT
    if table and not table.untyped:
        return filled(_where(reading, table))
    if not table and not IDENTIFIER.search(reading.passage.text):
        found = reading.search(CLEAR_TYPE)
    return filled(found)


_RULE = re.compile(
    r"∈|\bin \{|\b(?:ge|gt|le|lt|min_length|max_length|regex|pattern|multiple_of)\s?=|\b(?:looked up|"
    r"look-?up|checked|verified|matched|validated) (?:in|against|with)\b|"
    r"\b\d+ (?:chiffres|caractères|lettres|dígitos|cifras|letras|caracteres)\b|\b(?:dans le|"
    r"en el) futuro?\b|\bnegative values?\b|\bin steps of \d|\bdecimals? with\b|"
    r"[<>≤≥]=?|≥|≤|==|!=|\^.*\$|\bnot (?:be )?(?:null|empty|blank|in the (?:future|past)|before|after|"
    r"older|negative|zero|duplicated?|a duplicate|missing|exceed)\w*|\bunique\b|\bno duplicates?\b|"
    r"\bduplicates?\b|\b(?:exist|found|present|listed|known|contained)s? in\b|\bis(?:n't| not)? (?:in|"
    r"on) the\b|\bcheck ?(?:sum|digit)s?\b|\bchekc\b|\bmod(?:ulo)? ?\d+|\bluhn\b|\bmatch(?:es|ing)?\b|"
    r"\bregex\b|\bpattern\b|\bminimum:|\bmaximum:|"
    r"\b(?:in the|not) (?:future|past)\b|\b(?:before|after)\b(?! the (?:model|ai|system)| it\b| they\b|"
    r" we\b)|\b(?:earlier than|later than|not older|within)\b|\bone of\b|\benum\b|\bbetween\b|"
    r"\bzwischen\b|\b\d+ ?(?:-|\.\.\.?|to|bis) ?\d+|\b\d+ (?:digits?|characters?|chars|letters?|ziffern|"
    r"zeichen)\b|\b(?:max|min)(?:imum|imal)?\.? ?\d|\bat (?:least|most)\b|\bstarts? with\b|\bends? with\b|"
    r"\biso[ -]?\d+|\bpositive\b|\bnon-?negative\b|\b(?:lower|upper) ?case\b|\butf-?8\b|"
    r"\bmust (?:be |always be )?(?:present|filled|set|there|parse|parseable|given|exist|a (?:number|date|"
    r"valid \w+)|an? (?:integer|positive|existing|open|active))\w*|\b(?:is|are) (?:required|mandatory|"
    r"missing|empty|null|blank)\b|\b(?:required|mandatory|pflicht|obligatorisch|obligatoire|"
    r"obligatorio)\b|\bnot null\b|\bequals?\b|\bgreater than\b|\bless than\b|\bmore than\b|"
    r"\blarger than\b|\bsmaller than\b|\bno (?:nulls?|blanks?|negative|future|empty|more than)\b|"
    r"\bmay not be (?:empty|null|blank|negative)\b|\bcannot be (?:empty|null|blank|negative|before|after|"
    r"in)\b|\bdarf nicht\b|\bmindestens\b|\bhöchstens\b|\bmaximal\b|\bkleiner\b|\bgrößer\b|"
    r"\bnicht (?:leer|in der zukunft|älter|negativ)\b|\beindeutig\b|\bgültige\w* (?:iban|plz|datum)\b|"
    r"\bprüfziffer\b|"
    r"\bvalid (?:iban|email|e-mail|date|url|json|uuid|vat|isbn|ean|gtin|currency|postcode|postal code|zip|"
    r"vin|iso|country|phone|swift|bic|lei|npi|icd\S*|ssn|isin)\b|\bsums? (?:up )?to\b|\badds? up\b|"
    r"\bsum of\b|\bif .{3,40} (?:is )?(?:empty|missing)\b|\bwhitelist\b|\ballow-?list\b|\blookup\b|"
    r"\bforeign key\b|\breferential\b|\bjson schema\b|\bxsd\b|\btype check\b|\bexactly\b|\bgenau\b|"
    r"\bnumeric\b|\bapplication/\w+|\bmust not\b|\bsame as\b|\bearlier\b|\blater\b|\bmay be at most\b|"
    r"\bn'?est pas\b|\bno puede\b|\bdoit\b|\bdebe\b|\bau (?:moins|plus)\b|\b(?:mayor|menor) que\b"
)
_VAGUE_RULE = re.compile(
    r"\b(?:plausib\w+|razonable\w*|raisonnable\w*|vernünftig\w*|coherente\w*|reasonable|sensible|sane|"
    r"sanity|clean|consistent|meaningful|realistic|make sense|"
    r"makes sense|look(?:s)? (?:ok|right|good|plausible)|good quality|high quality|correct|proper\w*|"
    r"valid(?! (?:iban|email|e-mail|date|url|json|uuid|vat|isbn|ean|gtin|currency|post|zip|vin|iso|"
    r"country|phone|swift|bic|lei|npi|icd|ssn|isin|until|from))|appropriate|acceptable|sinnvoll|sauber|"
    r"plausibel|korrekt|robust)\b"
)


_USUAL_CHECK = re.compile(r"\b(?:against|with|by|using) the (?:usual|standard|normal|existing|common) \w+")
_VALIDATES = re.compile(
    r"\b(?:is|are|gets?|get|will be) (?:validated|checked|verified|tested)\b|\btbd\b|\bvalidiert\b|\bgeprüft\b"
)


def validation(reading: Reading) -> Fillings:
    """Read a check that can fail, and the fields it applies to."""
    rule = reading.search(_RULE)
    vague = _VAGUE_RULE.search(reading.passage.lower)
    names = _validated_names(reading, has_rule=rule is not None or vague is not None)
    if reading.is_decided and negated(reading) and not rule:
        return {"rule": filled(reading.passage.whole), "field_names": filled(reading.passage.whole)}
    if hedged := next((bound.hedge for bound in reading.numbers.bounds + reading.numbers.bare if bound.hedge), None):
        return {"rule": spoiled(hedged, Rule.HEDGE), "field_names": _validated_names(reading, has_rule=True)}
    if usual := _USUAL_CHECK.search(reading.passage.lower):
        return {
            "rule": spoiled(Span(*usual.span()), Rule.REFERENCE),
            "field_names": _validated_names(reading, has_rule=True),
        }
    if not rule and not vague:
        names = _validated_names(reading, has_rule=bool(_VALIDATES.search(reading.passage.lower)))
        return {"field_names": names} if _VALIDATES.search(reading.passage.lower) else {}
    if vague and not rule:
        return {"rule": spoiled(Span(*vague.span()), Rule.ADJECTIVE), "field_names": names}
    return {"rule": filled(rule), "field_names": names}


def _validated_names(reading: Reading, *, has_rule: bool) -> Filling:
    identifiers = [Span(*found.span()) for found in IDENTIFIER.finditer(reading.passage.text)]
    live = [span for span in identifiers if not reading.is_put_off(span)]
    if live:
        return filled(Span(live[0].start, live[-1].end))
    said = [place for word, place in reading.content() if word not in RULE_NOISE and word not in PRAISE]
    return filled(said[0]) if said and has_rule else ABSENT


_NO_SYSTEM = re.compile(r"[_/]|\.\w|(?:system|systeme|datenbank|plattform|software)$")
_HOST = re.compile(r"\\\\[\w-]+")
_EITHER = re.compile(
    r"\b(?:either|or maybe|or perhaps|or possibly|somehow|probably (?:through|via|by|over|the|a|their)|"
    r"entweder|vielleicht)\b"
)


def source_system(reading: Reading) -> Fillings:
    """Read the name of a system and what one connects to in it."""
    interface = next((span for span in reading.interfaces if not reading.is_put_off(span)), None)
    own = [
        span
        for span in reading.systems
        if not reading.is_put_off(span) and not _NO_SYSTEM.search(reading.passage.lower, *span)
    ]
    own += [Span(*host.span()) for host in _HOST.finditer(reading.passage.lower)]
    if interface and (loose := _EITHER.search(reading.passage.lower)):
        return {"system": filled(next(iter(own), None)), "interface": spoiled(Span(*loose.span()), Rule.HEDGE)}
    system = next((span for span in own if interface is None or not interface.contains(span)), None) or next(
        (span for span in own if not BARE_INTERFACE.fullmatch(reading.passage.lower[span.start : span.end])), None
    )
    if system is None and interface and any(interface.overlaps(name) or reading.code_names for name in own):
        system = own[0]
    return {"system": filled(system), "interface": filled(interface)}
