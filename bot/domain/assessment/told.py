"""Who is told, by position: "a mail to the notary", "phone the yard boss", "the QPPV is called".

A word that no list of professions knows is trusted where only somebody can stand, unless it names nobody in particular.
"""

import re

from bot.domain.assessment.lexicons.actions import ACTING, COMPUTING, EMPTY_VERBS
from bot.domain.assessment.lexicons.noise import ALERT_NOISE
from bot.domain.assessment.lexicons.people import NOBODY, ROLES
from bot.domain.assessment.lexicons.systems import GENERIC_ACRONYMS, PRODUCTS, SYSTEM_NOUNS
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Passage, Span

_THE = r"(?:the |our |an? |la |le |les |l'|el |los |las |den |dem |der |die |das |unsere?n? )?"
_WHO = r"(?P<who>(?:[^\W\d][\w'-]*[ ]){0,3}?[^\W\d](?:[\w-]|'(?=\w\w)){2,})"
_END = (
    r"(?=\s*(?:$|[.,;:!)(/\n→&+])| (?:on|in|at|by|when|if|within|and|or|as|for|who|via|with|über|per|par|por|"
    r"und|et|y|is|are|"
    r"gets?|so|before|after|immediately|directly|straight|too|up|right|the (?:same|next))\b|'s )"
)
_MESSAGE = (
    r"(?:e-?mails?|mails?|sms|texts?|text messages?|messages?|(?:phone )?calls?|notes?|pings?|reports?|"
    r"courriels?|appels?|"
    r"textos?|alertes?|correos?|llamadas?|mensajes?|avisos?|anrufe?|nachricht(?:en)?|meldung(?:en)?|alarme?|alarms?|"
    r"alerts?|"
    r"notifications?|notice|word|radio call|fax|goes|sent|escalated|reported|geht|va|gemeldet)"
)
_TELL = (
    r"(?:phone|call|page|ring|wake|tell|inform|notify|notifie|alert|radio|mail|e-?mail|text|ping|warn|summon|"
    r"fetch|sms|"
    r"buzz|contact|prévenir|appeler|avisar a|llamar a|avisa a|llama a|informiert|ruft|weckt|benachrichtigt|"
    r"avertir|prévient)"
)
_TOLD = (
    r"(?:phoned|called|paged|rung|woken|told|informed|notified|alerted|radioed|mailed|e-?mailed|texted|pinged|warned|"
    r"summoned|fetched|buzzed|contacted|angerufen|informiert|geweckt|benachrichtigt|alarmiert|gerufen|prévenue?|"
    r"avertie?|"
    r"appelée?|avisad[oa]|(?:an? |the )?(?:call|mail|e-?mail|sms|text|message|ping|note|push|alert|ticket))"
)
_PLACES = (
    re.compile(rf"→\s?{_THE}{_WHO}(?=\s*(?:$|[.,;)\n+&]))"),
    re.compile(rf"\b{_TELL}\s{_WHO}(?=\s*(?:$|[.;)\n+&]))"),
    re.compile(rf"\b{_MESSAGE}\s(?:goes |sent |is sent |geht )?(?:to|an|à|a|al|au|aux)\s{_THE}{_WHO}{_END}"),
    re.compile(rf"\b{_TELL}(?:e?s)?(?: up)?\s(?:the |our |den |die |la |le |el ){_WHO}{_END}"),
    re.compile(
        rf"(?:^|[,;:→.]\s?|\b(?:and|und|et|y|then|that|the|der|die|la|le|el) ){_THE}{_WHO}"
        rf"\s(?:is|are|gets?|receives?|has to be|must be|will be|wird|werden|est|es|bekommt|reçoit|"
        rf"recibe)\s(?:\w+ly )?{_TOLD}\b"
    ),
    re.compile(
        rf"(?:→|,|;|:|^)\s?{_THE}{_WHO}'s? (?:phone|pager|mobile|inbox|mailbox|radio|desk|handset|telephone|cell)\b"
    ),
)


_VERBS = ACTING | COMPUTING | EMPTY_VERBS | ALERT_NOISE | frozenset({"off", "manual", "model", "bot"})


def told(passage: Passage) -> Span | None:
    """Find the first stretch that can only be somebody who is told."""
    found = [
        Span(*match.span("who"))
        for place in _PLACES
        for match in place.finditer(passage.lower)
        if _is_somebody(match["who"])
    ]
    return min(found, default=None)


_LOOK = (
    r"(?:looks? (?:at|through|over|into)|reviews|reads|checks|samples|pulls|signs|inspects|audits|"
    r"goes (?:through|over)|"
    r"prüft|liest|schaut|sichtet|kontrolliert|examine|relit|vérifie|revisa|comprueba)"
)
_LOOKS = (
    re.compile(rf"\b(?:by|par|por|durch|von|vom|with|mit|avec|con)\s{_THE}{_WHO}{_END}"),
    re.compile(rf"(?:[,:;]|\s-)\s(?:the|our|la|le|l'|el|die|der|das|unsere?)\s?{_WHO}(?=\s*(?:$|[.,;)\n+&]))"),
    re.compile(rf"(?:^|[,:;.]\s|\bwhere ){_THE}{_WHO}\s{_LOOK}\b"),
    re.compile(rf"(?:^|[,:;.]\s)(?:the|our|la|le|l'|el|die|der|das|unsere?)\s?{_WHO}(?=\s*(?:$|[,;:.]\s))"),
    re.compile(
        r"\b(?:the|our|der|die|le|la|el)\s(?P<who>(?:(?!(?:the|our|der|die|le|la|el|to|at|of|on|"
        r"in)\s)[^\W\d][\w'-]*\s){0,2}?"
        rf"[^\W\d][\w-]{{2,}})\s{_LOOK}\b"
    ),
)
_ARTICLE = re.compile(r"\b(?:the|our|der|die|das|le|la|el|un|une|una) $")


def looking(passage: Passage) -> Span | None:
    """Find who looks, where only a reviewer can stand: "by the notary", ", la juriste"."""
    found = [
        Span(*match.span("who"))
        for place in _LOOKS
        for match in place.finditer(passage.lower)
        if _is_somebody(match["who"], is_led=bool(_ARTICLE.search(passage.lower, 0, match.start("who"))))
    ]
    found += [
        Span(*match.span())
        for match in _INITIALS.finditer(passage.text)
        if match[0].lower() not in PRODUCTS and match[0].lower() not in GENERIC_ACRONYMS
    ]
    return min(found, default=None)


_INITIALS = re.compile(
    r"(?:(?<=^)|(?<=[,;:+&-]\s)|(?<=\bthe\s)|(?<=\bby\s)|(?<=\bwith\s)|(?<=\band\s))[A-Z]{3,6}(?![\w/.-])"
)


_BODIES = frozenset({"control", "assurance", "desk", "team"})
_OF = frozenset({"of", "de", "du", "des", "del", "der", "und", "and", "für"})
_DEPARTMENTS = frozenset(
    {
        "accounting",
        "billing",
        "bookkeeping",
        "catering",
        "cleaning",
        "controlling",
        "dispatching",
        "engineering",
        "housekeeping",
        "marketing",
        "nursing",
        "planning",
        "purchasing",
        "receiving",
        "shipping",
        "merchandising",
        "underwriting",
        "staging",
    }
)


def _is_somebody(words: str, *, is_led: bool = False) -> bool:
    """Tell a named role from a collective: each word may qualify, none may be a generic one.

    Behind an article the first word is no verb: "the store detective".
    """
    said = [word.removesuffix("'s") for word in words.split()]
    head = said[-1]
    if any(word in FUNCTION_WORDS - _OF for word in said[:-1]):
        return False
    if any(word in NOBODY for word in said) or head in SYSTEM_NOUNS or head in PRAISE:
        return False
    if (said[0] in _VERBS and not is_led) or (said[0] in PRAISE and head not in ROLES | _BODIES) or head in _VERBS:
        return False
    if head.endswith(("ed", "ing")) and head not in _DEPARTMENTS:
        return False
    return head not in FUNCTION_WORDS and head not in GENERIC and head != "eyes" and words[0].isalpha()
