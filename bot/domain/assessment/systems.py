"""Named systems and the interfaces one can connect to: products, tables, topics, endpoints, paths, screens."""

import re

from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.people import NOT_A_NAME
from bot.domain.assessment.lexicons.systems import DEVICES, GENERIC_ACRONYMS, KNOWN_SYSTEMS, PRODUCTS, SYSTEM_NOUNS
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Passage, Span

_LONGEST_FIRST = "|".join(sorted(map(re.escape, PRODUCTS), key=len, reverse=True))
_PRODUCT = re.compile(rf"(?<![\w])(?:{_LONGEST_FIRST})(?![\w])")
_CODE_NAME = re.compile(
    r"(?<![\w@#<])(?:[a-z][\w-]*(?:[._/:][\w{}*-]+)+|[a-z]+_[\w-]*\w|/[\w{}.-]+(?:/[\w{}.*-]*)*|"
    r"[a-z]+[a-z0-9]*(?:-[a-z0-9]+){2,}|\\\\[\w\\.$-]+|[a-z]:\\[\w\\.-]+)(?![\w])"
)
_ABBREVIATION = re.compile(
    r"(?:e\.g|i\.e|z\.b|u\.a|d\.h|p\.a|a\.m|p\.m|approx|and/or|yes/no|n/a|\w/\w|\w+/\w+(?:/\w+)?)\.?"
)
_CAMEL = re.compile(r"(?<![\w@<])(?:[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|[a-z]+[A-Z]\w+|[A-Z]{2,}[a-z]+\w*)(?![\w])")
_ACRONYM = re.compile(r"(?<![\w@<#&/.-])[A-Z][A-Z0-9]{1,7}(?:[-/][A-Z0-9]+)?(?![\w])")
_CAPITALISED = re.compile(r"(?<![\w@<#&.'/-])[A-ZÄÖÜ][\w-]{2,}(?![\w@])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n;•\-*(|]|\d[.)])\s*$")
_NAMED = re.compile(
    r"\b(?:called|named|known as|namens|appelé|llamado|system|tool|platform|app)\s[\"']?([\w./-]+)|"
    r"(?<!\w)[\"']([^\"'\n]{2,60})[\"'](?!\w)"
)
_INTERFACE = re.compile(
    r"(?<![\w-])(?:(?:[\w./-]+[ -])?(?:tables?|views?|topics?|endpoints?|exports?|reports?|folders?|"
    r"directory|buckets?|queues?|web ?hooks?|streams?|feeds?|shares?|mail ?box(?:es)?|in-?box(?:es)?|"
    r"index(?:es)?|"
    r"collections?|spreadsheets?|worksheets?|sheets?|sftp|ftp|s3|blob|container|idocs?|bapi|odata|rest|"
    r"soap|graphql|grpc|cdc|jdbc|odbc|dumps?|extracts?|snapshots?|replica|materiali[sz]ed view|"
    r"stored procedures?|"
    r"event ?hubs?|message bus|mqtt|kafka|csv|xlsx|xml|json|parquet|edi|edifact|hl7|fhir|opc[ -]?ua|"
    r"modbus|drop|drop ?zone|dataset|api|rpc|rfc|library|list|channel|form|drive|file share|ordner|"
    r"tabelle|sicht|postfach|schnittstelle|service|"
    r"exportdatei|datei|dossier|vue|tabla|vista|carpeta|informe|file|files|log|logs|schema|partition|"
    r"store|calendar|attachment|attachments|import|filter|query|tags?|webhooks?))(?![\w-])"
)
_VAGUE_INTERFACE = re.compile(
    r"(?:\b(?:the|an?|some|our|its|their|any|via|through|by|over|from|per|über|eine?|die|l'|une?|una?|and|"
    r"or|with|using|into|in|to|on) )?(?:api|apis|interface|schnittstelle|list|file|files|channel|form|"
    r"store|import|data ?set|log|logs|schema|lake|drive|library|container|calendar|service|rest|report|"
    r"reports|drop|container|partition)$"
)
_API_LINK = re.compile(r"/api\b|/v\d|\bapi\.|rest|graphql|odata|/services|\.csv|/export")
_VERB_HERE = re.compile(r"(?:can|to|they|could|will|would|must) (?:export|report|stream|share|dump|feed|query|list)$")
_NAME_FOLLOWS = re.compile(r"\s(?:[\"'][\w]|[A-Z][A-Z0-9_./-]{2,}|[\w]+[_./][\w]|called |named )")
_LEAD_IN = (
    r"(?:(?:it'?s|that'?s|this is|it is|we (?:use|have|take)|c'est|es ist|das ist|es|source:|quelle:|"
    r"(?:it |they |data |kommt |stammt |comes? )?(?:in )?(?:from|out of|aus|depuis|de|desde)) "
    r"(?:the |our |das |dem |der |le |la |el )?)?"
)
_NO_OPENING = (
    r"(?!(?:nightly|daily|weekly|hourly|exports?|tables?|files?|reports?|various|different|several|mainly|e-?mails?|"
    r"tbd|"
    r"maybe|probably|manually|automatically|directly|basically|actually|nothing|unclear)\b)"
)
_KIND_BEHIND = (
    r"(?:[\w/.-]+ ){0,3}?(?:tables?|views?|topics?|endpoints?|exports?|reports?|folders?|api|feeds?|webhooks?|queues?|"
    r"csv|sheet|list|screen|mask|odata|rest|tabelle|sicht|ordner|bericht|vue|dossier|rapport|tabla|vista|carpeta|"
    r"informe)\b"
)
_OPENING_NAME = re.compile(
    rf"(?:^\W*|[.;!]\s+|\n\W*){_LEAD_IN}{_NO_OPENING}(?P<name>[^\W\d][\w-]{{3,}})\s?(?:[,;:(]|\s-|"
    rf"→)\s?(?={_KIND_BEHIND})"
)
_IN_BRACKETS = re.compile(r"(?<=\w\s\()[A-Z][\w-]{2,}(?: [A-Z0-9][\w-]*)?(?=\))")
BARE_INTERFACE = re.compile(
    r"(?:csv|json|xml|rest|odata|sftp|ftp|s3|idocs?|api|sql|etl|hl7|fhir|edi|edifact|parquet|xlsx|excel|"
    r"kafka|mqtt|graphql|soap|jdbc|odbc)\b"
)


# In German every noun has a capital; only where a place stands does it look like a name.
_GERMAN = re.compile(r"\b(?:jede[rnsm]?|und|wird|werden|der|das|dem|den|vom|zum|beim|nicht|wenn|sind|mit|aus|keine?)\b")
_LED_TO = re.compile(r"\b(?:in|aus|im|nach|bei|via|über|von|an|auf) $|[=:→] ?$")


def named_systems(passage: Passage) -> list[Span]:
    """Find products and proper names of systems; "our ERP" and "the CRM" are none."""
    found = [Span(*match.span()) for match in _PRODUCT.finditer(passage.lower)]
    found += [place for word, place in words(passage) if word in KNOWN_SYSTEMS]
    found += [Span(*match.span()) for match in _CAMEL.finditer(passage.text)]
    opening = _OPENING_NAME.search(passage.lower)
    if opening and opening["name"] not in SYSTEM_NOUNS | GENERIC_ACRONYMS | NOT_A_NAME:
        found.append(Span(*opening.span("name")))
    found += [
        Span(*match.span()) for match in _IN_BRACKETS.finditer(passage.text) if match[0].lower() not in NOT_A_NAME
    ]
    found += _acronyms(passage) + _capitalised(passage) + _called(passage)
    return sorted(set(found))


def code_names(passage: Passage) -> list[Span]:
    """Find identifiers that only a machine could love: ops.reading_audit, /v2/cases, prod-ai-logs-eu."""
    return [
        Span(*match.span())
        for match in _CODE_NAME.finditer(passage.lower)
        if not _ABBREVIATION.fullmatch(match[0]) or passage.text[match.start()] == "/"
    ]


def interfaces(passage: Passage) -> list[Span]:
    """Find what one can connect to or open: a table, a topic, an endpoint, an export, a screen."""
    found = [
        Span(*match.span())
        for match in _INTERFACE.finditer(passage.lower)
        if not _VERB_HERE.search(match[0])
        if not _VAGUE_INTERFACE.fullmatch(match[0]) or _NAME_FOLLOWS.match(passage.text, match.end())
    ]
    return sorted(
        found + code_names(passage) + [link for link in passage.links if _API_LINK.search(passage.lower, *link)]
    )


def _acronyms(passage: Passage) -> list[Span]:
    if passage.text.upper() == passage.text:
        return []
    return [
        Span(*match.span())
        for match in _ACRONYM.finditer(passage.text)
        if match[0].lower() not in GENERIC_ACRONYMS and not match[0].isdigit()
    ]


def _capitalised(passage: Passage) -> list[Span]:
    """Take a capital inside a sentence as a name; at its start it proves nothing unless a system noun follows."""
    found = []
    is_german = _GERMAN.search(passage.lower)
    for match in _CAPITALISED.finditer(passage.text):
        word = match[0].lower()
        if is_german and not _LED_TO.search(passage.lower, max(0, match.start() - 6), match.start()):
            continue
        if word in NOT_A_NAME:
            continue
        if word in GENERIC_ACRONYMS or word in SYSTEM_NOUNS:
            continue
        starts = _SENTENCE_START.search(passage.text, max(0, match.start() - 6), match.start())
        follows = re.match(r"\s([^\W\d_]+)(?:\s([^\W\d_]+))?", passage.lower[match.end() : match.end() + 40])
        is_a_model = follows and (follows[1] in SYSTEM_NOUNS or follows[2] in DEVICES)
        if not starts or is_a_model:
            found.append(Span(*match.span()))
    return found


_NO_CALL_SIGN = (
    SYSTEM_NOUNS
    | FUNCTION_WORDS
    | {"above", "below", "before", "after", "guys", "people", "folks", "owners", "team", "side"}
)


def _called(passage: Passage) -> list[Span]:
    return [
        Span(*match.span(1 if match[1] else 2))
        for match in _NAMED.finditer(passage.lower)
        if (match[1] or match[2]) not in _NO_CALL_SIGN and len(match[1] or match[2]) > 3
    ]
