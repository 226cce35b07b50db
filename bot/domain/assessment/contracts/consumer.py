"""Which words fill the slots of the consumer: who takes the result, and the place where it arrives."""

import re

from bot.domain.assessment.contracts.arrivals import PLACE, is_taking, place_of
from bot.domain.assessment.doubts import is_denied
from bot.domain.assessment.lexicons.consumer import COLLECTIVES, NO_READER, READING
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind, Party
from bot.domain.assessment.phrases import alternatives, phrases
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.told import told

_TRANSPORT = re.compile(
    r"kafka|rabbit|sqs|sns|pub/?sub|mqtt|service ?bus|event ?hub|kinesis|pulsar|s3|sftp|ftp|blob|minio|"
    r"gcs|outlook|gmail|exchange|slack|opc|http|post|get|put|csv|json|xml|excel|sms"
)


_READER = re.compile(
    r"(?:^|[.;\n→]\s*|\band )(?:the |our |die |der |das |unsere? |le |la |les |l'|los |las |"
    r"el )?(?P<who>(?:[^\W\d][\w&'-]* ){0,4}?[^\W\d][\w'-]{1,})"
    rf"(?: \([^()\n]{{1,40}}\))?(?: (?:in|at|of|from|on|aus|in|im|de) (?:the )?[\w-]+)?(?: (?:&|and|who|only|all|"
    rf"mostly|just|then|it|directly|is|are|the ones?))*"
    rf" (?:{alternatives(READING)})(?!\w)"
)
_OPENING = re.compile(
    r"\W*(?:the |our |all |die |der |das |unsere? |le |la |les |l'|los |las |"
    r"el )?(?P<who>(?:[^\W\d][\w&'-]* ){0,3}?[^\W\d][\w'-]{2,})"
    r"(?=\s*(?:,|:|→|\(|-\s)| (?:of|in|on|via|through|at|by|per|im|auf|über|dans|sur|par|en|por)\s)"
)
_COLLECTIVE = phrases(COLLECTIVES)
_UNSURE = re.compile(
    r"\b(?:might|could|may|would) (?:\w+ )?(?:be )?(?:used|read|taken|consumed|use|read|take|look)\b|"
    r"\b(?:either|entweder|soit)\b(?! (?:by|via|in|on|per|as|through|over|im|auf|par|dans)\b)[^.;\n]{2,50}\b(?:or|"
    r"oder|ou|soit)\b"
)
_BESIDE = 12


_COMES_FROM = re.compile(
    r"\W*(?:the |all |our )?(?:data|it|input|records) (?:\w+ )?(?:comes?|is pulled|is read|are pulled|are read) from\b"
)


def consumer(reading: Reading) -> Fillings:
    """Read who takes the result, and the place where it arrives."""
    if _COMES_FROM.match(reading.passage.lower):
        return {}
    place = place_of(reading)
    return {"consumer": _taker(reading, place.span), "channel": place}


_OPEN_TO_ALL = re.compile(r"\W*(?:whoever|anyone|anybody|everyone|everybody|wer immer|quiconque|quien)\b")


def _taker(reading: Reading, place: Span | None) -> Filling:
    if unsure := reading.search(_UNSURE):
        return spoiled(unsure, Rule.HEDGE)
    if open_to := _OPEN_TO_ALL.match(reading.passage.lower):
        return spoiled(Span(*open_to.span()), Rule.COLLECTIVE)
    who = _party(reading, place) or _reader(reading, place) or _system(reading, place)
    who = who or _behind_endpoint(reading, place) or _whose_place(reading) or _sent_to(reading, place)
    if who:
        return filled(who)
    collective = _COLLECTIVE.search(reading.passage.lower)
    return spoiled(Span(*collective.span()), Rule.COLLECTIVE) if collective else ABSENT


def _party(reading: Reading, place: Span | None) -> Span | None:
    for party in reading.parties:
        if party.kind is Kind.CHANNEL or _is_named_in_passing(reading, party):
            continue
        if place is None or not party.span.overlaps(place):
            return party.span
    return None


_DECIDED_BY = re.compile(
    r"(?:\b(?:tb[acd]|à définir|à voir|zu klären|por definir|decided?|agreed|aligned|clarif\w+|wait(?:ing)?|pending)\b"
    r"[\s,:-]{1,3}(?:with|by|for|from|on|avec|mit|con|por|par)|\b(?:ask|digo|creo|glaube|denke|crois))\s"
    r"(?:(?:the|our|le|la|der|dem|el)\s)?$"
)


def _is_named_in_passing(reading: Reading, party: Party) -> bool:
    """Tell whether somebody is put off, ruled out, or only the one who will decide: "tbd with the forest office"."""
    if reading.is_put_off(party.span) or is_denied(reading, party.span):
        return True
    text, start = reading.passage.lower, party.span.start
    is_thing = PLACE.fullmatch(text, *party.span) and _ON_THE.search(text, max(0, start - 12), start)
    return bool(is_thing or _DECIDED_BY.search(text, max(0, start - 40), start))


_ON_THE = re.compile(r"\b(?:on|in|at|auf|am|im|an|sur|en) (?:the |our |dem |der |le |la |el )?$")


def _reader(reading: Reading, place: Span | None) -> Span | None:
    """Find whoever stands in front of a verb of reading, or opens the answer in front of a place."""
    text = reading.passage.lower
    found = [Span(*match.span("who")) for match in _READER.finditer(text)]
    is_sent = bool(PLACE.search(text)) or any("/" in text[span.start : span.end] for span in reading.code_names)
    if is_sent and (opening := _OPENING.match(text)):
        found.append(Span(*opening.span("who")))
    return next((span for span in found if _is_a_reader(reading, span, place)), None)


# What is sent to an endpoint is taken by the system behind it: "POST to /v2/routes of the TMS".
_BEHIND = re.compile(
    r"\b(?:post(?:s|ed)?|put|patch|webhook|grpc|pushe[sd])\b[^.;\n]{0,60}?(?:\s/[\w{}/.-]+|\bwebhook)(?: endpoint)?\s*"
    r"(?:(?:of|at|in|into|on|→|#)\s|\()\s*(?:the |our |der |des |du |del |de )?(?P<who>[\w-]{2,}(?: [\w-]{2,})?)"
)


_WHOSE = re.compile(
    r"\b(?P<who>(?:[^\W\d][\w-]+ )?[^\W\d][\w-]{2,})'s? (?:[\w-]+ )?(?:queue|in-?box|mailbox|screen|desk|tablet|"
    r"dashboard|worklist|work list|calendar|phone|handheld|cockpit|view|terminal)s?\b"
)


def _whose_place(reading: Reading) -> Span | None:
    """Find whose the place is: "the editors' queue"."""
    found = _WHOSE.search(reading.passage.lower)
    who = Span(*found.span("who")) if found else None
    return who if who and _is_a_reader(reading, who, None) else None


def _sent_to(reading: Reading, place: Span | None) -> Span | None:
    who = told(reading.passage)
    return who if who and _is_a_reader(reading, who, place) else None


def _behind_endpoint(reading: Reading, place: Span | None) -> Span | None:
    found = _BEHIND.search(reading.passage.lower)
    who = Span(*found.span("who")) if found else None
    return who if who and _is_a_reader(reading, who, place) else None


def _is_a_reader(reading: Reading, span: Span, place: Span | None) -> bool:
    words = reading.passage.lower[span.start : span.end].split()
    if _COLLECTIVE.search(reading.passage.lower, *span) or (place and span.overlaps(place)):
        return False
    head = Span(span.end - len(words[-1]), span.end)
    if any(word in NO_READER for word in words) or _is_only_a_place(reading, head):
        return False
    if _TRANSPORT.search(reading.passage.lower, *span) or reading.is_put_off(span):
        return False
    return not (words[-1] in FUNCTION_WORDS or words[-1] in GENERIC or words[-1] in PRAISE or words[-1].endswith("ed"))


def _is_only_a_place(reading: Reading, head: Span) -> bool:
    text = reading.passage.lower
    return bool(PLACE.fullmatch(text, *head)) and not is_taking(text, head)


def _system(reading: Reading, place: Span | None) -> Span | None:
    """Find a system that takes the result; one that only says where the place is takes nothing."""
    text = reading.passage.lower
    named = [
        span
        for span in reading.systems
        if not reading.is_put_off(span) and not _TRANSPORT.search(text, *span) and not is_denied(reading, span)
    ]
    engines = [Span(*found.span()) for found in _ENGINE.finditer(text)]
    taking = [span for span in named if not _is_where(text, span, place)]
    taking += [span for span in engines if not reading.is_put_off(span) and not (place and span.overlaps(place))]
    return next(iter(taking), None)


_WHERE_BEFORE = re.compile(
    r"(?:^|\s)(?:in|on|of|from|inside|within|at|im|auf|dans|sur|en|de|vom|aus) (?:the |our |a |der |dem )?$"
)


def _is_where(text: str, span: Span, place: Span | None) -> bool:
    if place is None or not text[: span.start].strip():
        return False
    between = text[min(span.end, place.end) : max(span.start, place.start)]
    touches = span.overlaps(place) or (len(between) <= _BESIDE and not re.search(r"[,;:.→()]", between))
    return touches or bool(_WHERE_BEFORE.search(text[max(0, span.start - 20) : span.start]))


_ENGINE = re.compile(
    r"\b(?!(?:the|a|an|our|their|its|this|that|downstream|upstream|other|existing|core|target|backend|old|new|"
    r"current|legacy|same|"
    r"respective|it|by|next|following|any|some)\b)[\w-]+[ -](?:engine|service|bot|workflow|module|component|robot|"
    r"job|pipeline|"
    r"controller|scheduler|gateway|system|platform|plc|switch)\b"
)
