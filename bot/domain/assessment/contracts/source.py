"""Which words fill the slots of the source: a system called by its name, and what one connects to in it."""

import re
from collections.abc import Callable
from itertools import pairwise

from bot.domain.assessment.doubts import doubted, is_denied
from bot.domain.assessment.lexicons.people import FIRST_NAMES, NOT_A_NAME
from bot.domain.assessment.lexicons.systems import (
    CARRIERS,
    COMMON_PLACES,
    DEVICES,
    GENERIC_ACRONYMS,
    GENERIC_KINDS,
    GENERIC_NOUN_ENDINGS,
    SYSTEM_NOUNS,
)
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.systems import BARE_INTERFACE
from bot.domain.assessment.talk import is_talk

_NO_SYSTEM = re.compile(r"[_/]|\.\w")
_HOST = re.compile(r"\\\\[\w-]+")
_EITHER = re.compile(
    r"\b(?:either|(?:might|could) be (?=the\b|an?\b|via\b|by\b)|or maybe|or perhaps|or possibly|somehow|"
    r"probably (?:through|via|by|over|the|a|"
    r"their)|entweder|"
    r"vielleicht)\b"
)
_NAME_OF_AN_INTERFACE = re.compile(
    r"\b(?:tables?|views?|topics?|queues?|endpoints?|transactions?|folders?|reports?|sheets?|buckets?|index|entity|"
    r"tags?|tabs?|columns?|fields?|buttons?|screens?|pages?|"
    r"tabelle|sicht|ordner|vue|tabla|vista|dossier|carpeta|maske|transaktion)\s[\"']?$"
)
_SOME = re.compile(
    r"(?:^|\b)(?:some|any|usual|existing|various|different|respective|whatever|"
    r"(?:some|any|a) (?:kind|sort|type|form) of|irgend\w*|eine art|quelque|"
    r"une sorte de|alg[uú]n\w*)\s"
    r"(?:\w+ )?$"
)
_TOLD = re.compile(
    r"\b(?:kept|stored|lives?|held|sits?|managed|maintained|tracked|recorded|entered|booked|registered|comes?|"
    r"coming|pulled|taken|"
    r"read|fetched|loaded|exported|streamed|gespeichert|gepflegt|liegt|liegen|kommt|kommen|stammt|stammen)\s"
    r"(?:straight |directly |all |only )*(?:in|from|out of|off|aus|von)\s(?P<name>[a-z][a-z0-9-]{3,})(?=\s*(?:$|"
    r"[,.;:(]))"
)
_PRODUCT = re.compile(r"(?<![\w])(?P<maker>[A-Z][a-z]{2,})\s(?:[A-Z]{2,5}\d?|[A-Z]\d{1,3})(?![\w])")
_NUMBERED = re.compile(r"(?<![\w./\\-])(?!(?:utf|sha|base|iso)\d)[a-z]{3,}\d{1,3}(?![\w./-])")
_THERE_IS_NONE = re.compile(
    r"\b(?:there(?:'s| is| are)|we have|they have|es gibt|il n'y a|no hay) (?:no|none|not|keine?n?|"
    r"pas d[e'])?\s?(?:direct |such )?"
    r"(?P<what>api|view|table|export|endpoint|interface|feed|topic|webhook|file|report|folder|tabelle|vue|"
    r"tabla)s?(?! (?:for|besides|other))"
)
_OF_FIELDS = re.compile(
    r"\b(?:all|both|each|alle|alles) (?:\w+ )?(?:strings?|text|numbers?|integers?|decimals?|dates?|mandatory|"
    r"required|optional|pflicht)\b"
)


_ONLY_A_KIND = re.compile(r"\W*(?:an?|the|some|one|our|eine?|une?|una?)?\s?\w+\W*")
_BEFORE_TAIL = 3
_KIND = (
    r"(?:\w+ )?(?:api|exports?|dumps?|reports?|views?|tables?|files?|feeds?|webhooks?|csv|topics?|folders?|endpoints?)"
)
_KIND_OR_KIND = re.compile(rf"\b{_KIND} (?:or|oder|ou|o) (?:an? |the |eine? |une? |una? )?{_KIND}\b")
_COUNTED = re.compile(r"\d+ \w+")
_DONE_TO_IT = re.compile(r"\s(?:it|them|that|this|everything|es|das)\b")
_NO_NAMES = GENERIC | PRAISE | FUNCTION_WORDS | COMMON_PLACES | CARRIERS | GENERIC_KINDS

_NO_LOWER_NAMES = _NO_NAMES | SYSTEM_NOUNS | GENERIC_ACRONYMS
_LEANINGS = ("-first", "-minded", "-driven", "-ready", "-based", "-agnostic", "-neutral", "-native", "-led")
_COMMON_ENDINGS = ("s", "ing", "tion", *GENERIC_NOUN_ENDINGS)


def source_system(reading: Reading) -> Fillings:
    """Read the name of a system and what one connects to in it."""
    if _OF_FIELDS.search(reading.passage.lower):
        return {}
    interface = _interface(reading)
    if _ONLY_A_KIND.fullmatch(reading.passage.lower) and not reading.systems:
        return {}
    system = _system(reading, interface.span)
    if system is None and (_is_a_schema(reading) or (reading.numbers.bounds and not reading.code_names)):
        return {}
    return {"system": _one_system(reading, system), "interface": interface}


def _is_a_schema(reading: Reading) -> bool:
    """Tell whether fields with their types are declared instead of a source."""
    return reading.table is not None and sum(field.type is not None for field in reading.table.fields) > 1


def _one_system(reading: Reading, system: Span | None) -> Filling:
    """Doubt a system that opens a list without an end, or that is one of two."""
    tail = reading.open_tail
    if system and tail and any(0 <= tail.start - name.end <= _BEFORE_TAIL for name in reading.systems):
        return spoiled(tail, Rule.OPEN_LIST)
    if choice := _one_name_or_another(reading):
        return spoiled(choice, Rule.HEDGE)
    guess = system and _GUESSED.match(reading.passage.lower, system.end)
    return spoiled(Span(*guess.span()), Rule.HEDGE) if guess else doubted(reading, filled(system))


_OR = re.compile(r"\s(?:or|oder|ou|o)\s(?:from |in |the |aus |im )?")


def _one_name_or_another(reading: Reading) -> Span | None:
    """Find two names of systems to choose from: "Salesforce or HubSpot"."""
    names = sorted(span for span in reading.systems if _is_a_name(reading, span))
    for first, second in pairwise(names):
        if first.end < second.start and _OR.fullmatch(reading.passage.lower, first.end, second.start):
            return Span(first.start, second.end)
    return None


_GUESSED = re.compile(
    r",?\s?\(?(?:i (?:guess|think|suppose|believe)|or so|not sure|glaube? ich|denke ich|je crois|je pense|creo)\b"
    r"(?=\s*(?:$|[,.;)]))"
)


def _interface(reading: Reading) -> Filling:
    live = [span for span in map(_trimmed(reading), reading.interfaces) if _is_named(reading, span)]
    if not live:
        return ABSENT
    loose = reading.search(_EITHER) or _left_to_somebody(reading)
    if loose and not _separates_systems(reading, loose):
        return spoiled(loose, Rule.HEDGE)
    if denied := _denied_kind(reading):
        return spoiled(denied, Rule.CONTRADICTION)
    sentence = next((clause for clause in reading.clauses if clause.contains(live[0])), reading.passage.whole)
    for span in live:
        if sentence.overlaps(span) and not (filling := doubted(reading, filled(span))).is_filled:
            return filling
    return filled(live[0])


def _left_to_somebody(reading: Reading) -> Span | None:
    """Find "API or nightly dump" next to somebody who has still to decide."""
    choice = _KIND_OR_KIND.search(reading.passage.lower)
    is_open = choice and (reading.deferred or any(is_talk(reading, part) for part in reading.parts))
    return Span(*choice.span()) if choice and is_open else None


def _denied_kind(reading: Reading) -> Span | None:
    """Find a "there is no API" behind a sentence that goes through one."""
    text = reading.passage.lower
    for found in _THERE_IS_NONE.finditer(text):
        if re.search(r"\b(?:no|none|not|keine?n?|pas)\b", found[0]) and found["what"] in text[: found.start()]:
            return Span(*found.span())
    return None


def _is_a_maker(word: str) -> bool:
    """Tell a maker's name in front of a model ("Cegid Y2") from a noun in front of a table ("Tabelle BONS")."""
    lower = word.lower()
    return lower not in FUNCTION_WORDS and lower not in GENERIC and not _NAME_OF_AN_INTERFACE.search(f"{lower} ")


def _trimmed(reading: Reading) -> Callable[[Span], Span]:
    """Cut what belongs to the sentence before: "SAP. Table"."""

    def trim(span: Span) -> Span:
        cut = reading.passage.text.rfind(". ", *span)
        return Span(cut + 2, span.end) if cut >= 0 else span

    return trim


def _is_named(reading: Reading, span: Span) -> bool:
    text = reading.passage.lower
    if _COUNTED.fullmatch(text, *span) or _DONE_TO_IT.match(text, span.end):
        return False
    vague = _SOME.search(text[max(0, span.start - 24) : span.start]) or _SOME.match(text[span.start : span.end] + " ")
    starts_loose = re.match(r"(?:some|any|of|whatever) [a-z]+$", text[span.start : span.end])
    return not (vague or starts_loose or reading.is_put_off(span) or is_denied(reading, span))


def _separates_systems(reading: Reading, loose: Span) -> bool:
    """Tell whether the "or maybe" stands between two names of systems, so that it is no doubt about the interface."""
    names = [span for span in reading.systems if _is_a_name(reading, span)]
    if any(0 <= span.start - loose.end <= 1 for span in names):
        return True
    return any(loose.start - 2 <= span.end <= loose.start for span in names) and any(
        loose.end <= span.start <= loose.end + 2 for span in names
    )


def _system(reading: Reading, interface: Span | None) -> Span | None:
    own = [span for span in reading.systems if _is_a_name(reading, span)]
    if _MACHINE_WRITES.search(reading.passage.lower):
        own += [Span(*host.span()) for host in _HOST.finditer(reading.passage.lower)]
    own += _opening(reading)
    own += [Span(*found.span()) for found in _PRODUCT.finditer(reading.passage.text) if _is_a_maker(found["maker"])]
    own += [Span(*found.span()) for found in _NUMBERED.finditer(reading.passage.lower)]
    own += [span for span in _told(reading) if not reading.is_put_off(span)]
    apart = [span for span in own if interface is None or not interface.contains(span)]
    if apart:
        return apart[0]
    text = reading.passage.lower
    named = [span for span in own if not BARE_INTERFACE.fullmatch(text[span.start : span.end])]
    return next(iter(named), None) or (own[0] if own and interface and reading.code_names else None)


# A share is where something lies; it names a system only when a machine puts it there.
_MACHINE_WRITES = re.compile(rf"\b(?:{'|'.join(sorted(DEVICES))}) (?:drops?|writes?|puts?|saves?|exports?|dumps?)\b")
_OPENING = re.compile(
    r"\W*(?:(?:Source|Quelle|Fuente|System|It's|It is|Aus|From|De|Del)"
    r"(?:\s?[=:]|\s(?:is|ist|est|es|the|dem|der|la|el))?\s)?"
    r"(?P<name>[A-Z][\w-]+(?: (?:[A-Z][\w-]*|\d{1,4}))+(?=\s*(?:[.,;:(]|$)| and only| only)|[A-Z][a-z]{3,}(?= \())"
)


def _opening(reading: Reading) -> list[Span]:
    """Trust a name of several words, or one that is explained, at the start: "Noah 4.", "Vista (box office)"."""
    found = _OPENING.match(reading.passage.text)
    if found is None or reading.is_put_off(Span(*found.span("name"))):
        return []
    said = found["name"].lower().split()
    is_person = not said[-1].isdigit() and any(word in FIRST_NAMES for word in said)
    is_common = all(word in _NO_LOWER_NAMES | NOT_A_NAME for word in said) or said[0] in FUNCTION_WORDS
    is_noun = len(said) == 1 and said[0].endswith(_COMMON_ENDINGS)
    return [] if is_person or is_common or is_noun else [Span(*found.span("name"))]


def _is_a_name(reading: Reading, span: Span) -> bool:
    """Tell a proper name from a kind of system, a file format, a person and the name of a table."""
    text = reading.passage.lower
    word = text[span.start : span.end]
    written = reading.passage.text[span.start : span.end]
    if not (written.istitle() or written.islower() or written.isupper()) and "-" not in written:
        return not _NO_SYSTEM.search(text, *span) and not reading.is_put_off(span)
    if (
        word in GENERIC_KINDS
        or CARRIERS & set(word.split("-"))
        or word in FIRST_NAMES
        or word.endswith((*GENERIC_NOUN_ENDINGS, *_LEANINGS))
        or text.startswith(_LEANINGS, span.end)
    ):
        return False
    if word in GENERIC or word in PRAISE or word in FUNCTION_WORDS or word in COMMON_PLACES:
        return False
    if (
        (_NO_SYSTEM.search(text, *span) and not written.isupper())
        or "<" in written
        or text[span.start - 1 : span.start] in ("#", "|")
        or reading.is_put_off(span)
    ):
        return False
    return not _NAME_OF_AN_INTERFACE.search(text[max(0, span.start - 16) : span.start])


def _told(reading: Reading) -> list[Span]:
    """Trust a lower-case word that no list knows where only a system can stand: "it's all kept in procor"."""
    return [
        Span(*found.span("name"))
        for found in _TOLD.finditer(reading.passage.lower)
        if found["name"] not in _NO_NAMES | SYSTEM_NOUNS | GENERIC_ACRONYMS | NOT_A_NAME
        and not found["name"].endswith(("s", "ing", "tion", *GENERIC_NOUN_ENDINGS))
    ]
