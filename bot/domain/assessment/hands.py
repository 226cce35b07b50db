"""Who acts: people found by what only people do and by the places where only people stand.

"The abbess decides", "prüft die Innenrevision", "lands with the consul": no list of professions is needed for those.
"""

import re

from bot.domain.assessment.lexicons.grammar import NOBODY
from bot.domain.assessment.lexicons.people import BODIES, ROLES
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Passage, Span

_WHO = r"(?P<who>(?:[^\W\d_][\w'-]*\s){0,3}?[^\W\d_][\w-]{2,})"
_THE = (
    r"(?:the |our |every |each |any |an? |one |only |der |die |das |jede[rs]? |ein |eine |le |la |l'|el |los |las |un |"
    r"una |une )*"
)
_JUDGES = (
    r"decides?|signs?|looks?|reads|sees|checks|takes a look|has a look|picks|chooses|gives the ok|"
    r"says (?:so|when|stop)|orders (?:it|this|that)|gives the (?:word|order|go)|ordnet (?:es|das) an|l'ordonne|"
    r"lo ordena|steps in|takes over|has the (?:last|final) (?:word|say)|reviews?|approves?|confirms?|inspects?|"
    r"has to (?:look|sign|approve|check|confirm|release|agree)|must (?:look|sign|approve|check|confirm|release|agree)|"
    r"entscheidet|schaut|sieht|liest|kontrolliert|unterschreibt|relit|regarde|tranche|mira|comprueba|prüft|genehmigt|bestätigt|übernimmt|valide|décide|vérifie|decide|revisa|aprueba|firma"
)
_ALLOWED = r"(?:is|are) (?:allowed|authori[sz]ed|entitled|permitted)|may|darf|kann|peut|puede"
_BEGINS = r"(?:^|(?<=[.;:,=→\n(])|(?<=[.;:,=→(]\s)|(?<=\band\s)|(?<=\bthen\s)|(?<=\bund\s)|(?<=\bso\s)|(?<=\bthat\s))"
_MEANS = (
    r"(?!hand\b|phone\b|default\b|e?-?mail\b|post\b|radio\b|noon\b|night\b|midnight\b|then\b|now\b|itself\b|\w+day\b)"
)
_ENDS = r"(?=\s*(?:$|[.,;:)\n]| (?:avant|de|du|d'|des|del|antes|on|in)\b))"
_ON_DUTY = r"(?=\s*(?:$|[.,;)\n])|\son (?:duty|shift|call)\b)"
_JUDGING = (
    re.compile(rf"{_BEGINS}\s*{_THE}{_WHO}\s(?:{_JUDGES})\b", re.MULTILINE),
    re.compile(
        r"\b(?:prüft|entscheidet|kontrolliert|genehmigt|bestätigt|übernimmt|unterschreibt|schaut|liest|sieht|sichtet|"
        r"revisa|decide|aprueba|valida|firma|mira|comprueba|valide|décide|relit|tranche)\s"
        r"(?:(?:immer|stets|zuerst|vorher|toujours|d'abord|siempre|antes) )?"
        r"(?:die|der|das|ein|eine|el|la|un|una|le)\s(?P<who>[^\W\d_][\w-]{2,})"
    ),
    re.compile(r"\bgibt\s(?:die|der|das|ein|eine)\s(?P<who>[^\W\d_][\w-]{2,})\s(?:\w+\s)?frei\b"),
    re.compile(
        r"\b(?:relue?s?|validée?s?|vérifiée?s?|contrôlée?s?|tranchée?s?|approuvée?s?|signée?s?|"
        r"(?:revis|valid|aprob|comprob|firm|mir)ad[oa]s?)\s(?:d'abord |toujours |antes |siempre )?(?:par|por)\s"
        rf"(?:la |le |l'|un |une |notre |el |una |nuestr[oa] ){_WHO}{_ENDS}"
    ),
    re.compile(
        rf"\b(?:von|durch) (?:der|dem|den|die|einem|einer|unserem|unserer) {_WHO}\s"
        r"(?:geprüft|freigegeben|gelesen|gesichtet|entschieden|kontrolliert|unterschrieben|bestätigt|genehmigt)"
    ),
    re.compile(
        rf"\b(?:lands? (?:with|on the desk of|at)|go(?:es)? (?:straight |directly )?to|handed (?:over )?to|"
        rf"passed (?:on )?to|"
        rf"over to|(?:read|checked|reviewed|signed|signed off|approved|decided|seen|inspected|"
        rf"worked) by|look (?:by|from)|"
        rf"looked at by|without) (?:the |our |an? ){_WHO}(?=\s*(?:$|[.,;)\n]| (?:on|in|at|before|who|first|within|"
        rf"having|has)\b))"
    ),
)
# What things do as well: "every brew deserves a second chance".
_STATIC = (
    r"(?:deserves|needs|has|wants|gets|is|loves|means|brings|knows|lets|makes|gives|takes|keeps|was|guarantees|offers|remains|"
    r"hat|ist|braucht|bringt|bleibt|est|reste|es|tiene|queda)\b"
)
_COMMANDING = (
    *_JUDGING,
    re.compile(rf"{_BEGINS}\s*{_THE}{_WHO}\s(?:{_ALLOWED})\b", re.MULTILINE),
    re.compile(rf"(?:^|\n)\s*{_THE}{_WHO}:\s", re.MULTILINE),
    re.compile(rf"\b(?:by|par|por|durch|von(?= de[rm]| eine[rm])) {_MEANS}{_THE}{_WHO}{_ON_DUTY}", re.MULTILINE),
    re.compile(
        rf"(?:^|(?<=[.;\n]\s))\s*(?:so )?{_THE}{_WHO}\s(?!{_STATIC})[a-zäöüß]{{2,}}(?:s|t|e|a)\s"
        rf"(?:the|an?|den|die|das|le|la|les|el|los|las|it|['\"`][\w ]+['\"`])\s",
        re.MULTILINE,
    ),
)


def judges(passage: Passage) -> tuple[Span, ...]:
    """Find those who look, decide or sign."""
    return _found(passage, _JUDGING)


def commanders(passage: Passage) -> tuple[Span, ...]:
    """Find those who may act, or who do the steps themselves."""
    return _found(passage, _COMMANDING)


def _found(passage: Passage, patterns: tuple[re.Pattern[str], ...]) -> tuple[Span, ...]:
    spans = [Span(*found.span("who")) for pattern in patterns for found in pattern.finditer(passage.lower)]
    return tuple(sorted(span for span in spans if _is_somebody(passage.lower[span.start : span.end])))


_NO_POST = frozenset(
    {
        "mensch",
        "menschen",
        "humain",
        "humains",
        "eyes",
        "manual",
        "extra",
        "additional",
        "quick",
        "final",
        "second",
        "short",
    }
)


def _is_somebody(words: str) -> bool:
    said = words.split()
    if said[-1] in _NO_POST:
        return False
    if said[-1] in ROLES or said[-1] in BODIES:
        return True
    outer = (said[0], said[-1]) if any(word in _JOINING for word in said[1:-1]) else said
    if len(said) > 1 and said[-1] in _NAMED_BY_TASK and said[0] not in FUNCTION_WORDS:
        return True
    return not any(word in FUNCTION_WORDS or word in GENERIC or word in PRAISE or word in NOBODY for word in outer)


_JOINING = frozenset({"of", "de", "du", "des", "del", "der", "for"})  # "relecteur de nuit"
_NAMED_BY_TASK = frozenset({"reviewer", "reviewers", "checker", "approver", "revisor", "lector"})
