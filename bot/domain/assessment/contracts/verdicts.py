"""A verb with its case and its choice in one breath: "marks each sample ok or dump", "decides yes / no per claim"."""

import re

from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, filled

CREATING = re.compile(
    r"(?:pre-?fill|draft|propos|suggest|writ|creat|set|generat|extract|predict|estimat|recommend|comput|"
    r"calculat|fill|produc|prepar|compos|forecast|pick|choos|select|determin|schreib|schlägt|erstellt|"
    r"setzt|berechnet|ermittelt|sagt|empfiehlt|weist|ordnet|asigna|attribu|affecte|rédige|propose|crée|propone|"
    r"redacta|crea|advis|detect|find|summari[sz]|"
    r"assign|plan|pric|offer|allocat)"
)
_EACH = r"(?:each|every|all|any|incoming|jede\w*|alle\w*|chaque|tous|toutes|cada|todos|todas)"
_OR = r"(?:,? (?:or|oder|ou|o) | ?/ ?)"
_ITEM = r"[\w'-]+(?: [\w'-]+)?"
_LABELLING = re.compile(r"(?:assign|flag|mark|tag|label|rat|grad|call|scor|stamp|classif|declar|judg|deem|set)")
_EACH_A_LABEL = re.compile(
    rf" (?P<case>{_EACH} [\w-]+(?: [\w-]+){{0,3}}?) (?:as |either )?"
    rf"(?P<choice>[\w-]+(?:(?:,| ?/) ?[\w-]+){{0,8}}{_OR}[\w-]+)"
)
_GIVING = re.compile(r"(?:send|mail|e-?mail|text|giv|offer|assign|show|tell|hand|pay|grant|issu|award|charg|bill)")
_EACH_A_THING = re.compile(
    rf" (?P<case>{_EACH} [\w-]+(?: (?!(?:to|into|in|on|as|with|from|of|at|for|by)\b)[\w-]+){{0,3}}?)"
    r" (?P<choice>(?:the|an?|one|its|their|either|up to)\s[^.,;:\n]{2,60})"
)
_FOR_EACH = re.compile(
    rf" (?:for|to|per|on|für|zu|pour|à|para|a) (?P<case>{_EACH}\s[^.,;:\n]{{2,60}}?)"
    r"\s(?P<choice>(?:the|an?|one|its|either|den|die|das|eine[nrm]?|le|la|une?|el|una?)\s[^.,;:\n]{3,80})"
)
_CHOOSING = re.compile(
    rf"{CREATING.pattern}|(?:decid|entscheid|décid|elig|propon|sugier|sugger|grad|judg|conclud|answer|say|tell)"
)
_VERDICTS = re.compile(
    r" (?:either |between |whether it is |whether they are |entweder |entre )?"
    rf"(?P<choice>{_ITEM}(?:(?:,| ?/) ?{_ITEM}){{0,8}}{_OR}[\w'-]+(?: [\w'-]+){{0,2}}?)"
    rf"(?: (?:for|on|per|in|für|pro|bei|zu|pour|para|a) (?P<case>(?:{_EACH}|the|an?|new)\b[^.,;\n]*)|"
    r"(?=\s*(?:[.,;\n]|$)|\s(?:and|then|und|et|y|without|ohne|sans|sin|by itself|on its)\b))"
)

Told = dict[str, Filling]


def in_one_breath(reading: Reading, word: str, verb: Span, end: int, before: Span | None) -> Told | None:
    """Read case and choice right behind a verb; a case named before it counts as well."""
    text = reading.passage.lower
    labelled = _EACH_A_LABEL.match(text, verb.end, end) if _LABELLING.match(word) else None
    if labelled:
        return {"object": _case(reading, labelled), "outcome": filled(Span(*labelled.span("choice")))}
    given = _EACH_A_THING.match(text, verb.end, end) if _GIVING.match(word) else None
    if parted := given or _FOR_EACH.match(text, verb.end, end):
        return {"object": _case(reading, parted), "outcome": filled(reading.concept(Span(*parted.span("choice"))))}
    chosen = choice(reading, Span(verb.end, end)) if _CHOOSING.match(word) else None
    if chosen:
        case = _case(reading, chosen) if chosen["case"] else filled(before)
        return {"object": case, "outcome": filled(Span(*chosen.span("choice")))}
    return None


def choice(reading: Reading, rest: Span) -> re.Match[str] | None:
    """Find alternatives that open a stretch: "paid / parked / refused for each claim"."""
    return _VERDICTS.match(reading.passage.lower, *rest)


def _case(reading: Reading, told: re.Match[str]) -> Filling:
    return filled(reading.concept(Span(*told.span("case"))))
