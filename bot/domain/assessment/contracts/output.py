"""Which words fill the slots of the output format: its form, its content, and who takes it where."""

import re

from bot.domain.assessment.contracts.common import reachable
from bot.domain.assessment.contracts.schema import output_fields
from bot.domain.assessment.declared_fields import CLEAR_TYPE, field_names, field_types
from bot.domain.assessment.lexicon_noise import FORM_NOISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_FORMAT = re.compile(
    r"\b(?:json(?:l| lines)?|xml|csv|tsv|ya?ml|parquet|avro|protobuf|html|markdown|pdf|docx?|"
    r"word(?: document| doc| file)?|xlsx?|excel(?: sheet| file)?|spreadsheet|plain ?text|txt|rtf|e?mail|"
    r"e-mail|sms|slack (?:message|post|dm|thread)|teams (?:message|card)|adaptive card|push notification|"
    r"ticket|comment|internal note|note|template|vorlage|form|formular|screen|dashboard|table|tabelle|"
    r"report|letter|brief|label|tag|"
    r"record|row|message|nachricht|card|pop-?up|banner|widget|hl7|fhir|edifact|edi|idoc|ubl|zugferd|"
    r"xrechnung|pain\.\d+|camt\.\d+|swift mt\d+|mt\d{3}|gs1|dicom|geojson|ics|bullet points?|bullets|"
    r"checklist|protocol buffer|webhook payload|payload|bapi|odata|struct|dto|record|document|letter|memo|"
    r"slide|pull request|pr comment|status|flag|field|enum|xliff|srt|latex|ticket|jira|line|entry|"
    r"log entry|daily log|object|voice message|announcement)\b"
)
_TYPED = re.compile(
    r"\bmax(?:imum|imal)?\.? ?\d|\bat most\b|\bup to \d|\bone of\b|\b\d+ ?(?:-|\.\.\.?|to|bis) ?\d+\b|"
    r"\b(?:integer|string|decimal|boolean|enum|float|int|bool|timestamp|list of|array|iso ?\d+)\b|"
    r": (?:number|date|text|percent)\b|[<>≤≥]=? ?\d|\b\w+ ?\| ?\w+ ?\| ?\w+|\b\w+ ?/ ?\w+ ?/ ?\w+|"
    r"\b\d+ (?:characters?|chars|words?|sentences?|lines?|bullets?|zeichen|digits)\b|\b(?:yes|ja|"
    r"true)/(?:no|nein|false)\b|\bexactly \d|\([^()]*(?:/|\||,| or )[^()]*\)"
)
_VAGUE_FORM = re.compile(
    r"\b(?:intuitive|user-friendly|actionable|readable|clear|concise|nice|appealing|modern|standard|"
    r"suitable|appropriate|usual|structured|insightful|useful|good|short|compact|helpful)\b"
)


def output_format(reading: Reading) -> Fillings:
    """Read the form of the result, what must be in it and which values are allowed."""
    form = reading.search(_FORMAT) or _from_table(reading)
    if not form:
        vague = _VAGUE_FORM.search(reading.passage.lower)
        return {"format": spoiled(Span(*vague.span()), Rule.ADJECTIVE)} if vague else {}
    pieces, types = _pieces(reading, form), _types(reading)
    vague = _VAGUE_FORM.search(reading.passage.lower)
    if vague and not pieces.is_filled and not types.is_filled:
        return {"format": spoiled(Span(*vague.span()), Rule.ADJECTIVE)}
    return {"format": filled(form), "fields": pieces, "types": types}


def _from_table(reading: Reading) -> Span | None:
    table = reading.table
    return reading.passage.whole if table and table.source not in ("prose", "list", "csv", "table") else None


_WITH = re.compile(
    r"\b(?:with|containing|contains?|including|includes?|shows?|listing|lists|columns?|fields?|has|holds|"
    r"made of|consisting of|mit|enthält|spalten|felder|avec|con|w/|namely|must (?:have|contain|include)|"
    r"and)\b|:|\{|\(|\n|,|-\s"
)


def _pieces(reading: Reading, form: Span) -> Filling:
    if reading.table:
        return field_names(reading)
    for start in _WITH.finditer(reading.passage.lower, form.end):
        concept = reading.concept(Span(start.end(), len(reading.passage.text)), without=(form,))
        rest = Span(start.end(), len(reading.passage.text))
        said = [
            (word, place)
            for word, place in reading.content(rest)
            if word not in FORM_NOISE and not _TYPED.fullmatch(word)
        ]
        if concept and said:
            tail = reading.open_tail
            return spoiled(tail, Rule.OPEN_LIST) if tail else filled(said[0][1])
    return ABSENT


def _types(reading: Reading) -> Filling:
    table = reading.table
    if table and table.source not in ("prose", "list", "csv"):
        return field_types(reading, table)
    return filled(reading.search(CLEAR_TYPE) or reading.search(_TYPED))


_CHANNEL = re.compile(
    r"(?<![\w])(?:[\w./\"'-]+ ){0,2}?(?:fields?|endpoints?|topics?|queues?|screens?|mail ?box(?:es)?|"
    r"in-?box(?:es)?|pages?|tabs?|dashboards?|views?|notes?|comments?|side ?bars?|work ?lists?|"
    r"work ?bench|task ?lists?|panels?|pop-?ups?|terminals?|tablets?|displays?|monitors?|portals?|"
    r"cockpits?|tables?|columns?|reports?|buckets?|folders?|webhooks?|streams?|shares?|custom field|app|"
    r"apps|form|forms|widgets?|tiles?|banner|button|handhelds?|scanners?|printer|"
    r"tickets?|e-?mails?|mails?|sms|dms?|push notifications?|slack|teams channel|check run|pull request|"
    r"post|put|api|hmi|feld|maske|bildschirm|postfach|warteschlange|knoten|ordner|tabelle|spalte|liste|"
    r"list|écran|champ|boîte|pantalla|campo|bandeja|buzón|cola|calendar|record|transaction|idoc|node|"
    r"register|plc|sheet|spreadsheet|headset|reiter|radio message|radio|funk|wallboard|board|chat|thread|"
    r"letter|fax|print-?out|label|feed|"
    r"sftp|drop|export|file|grade ?book|website|web ?site|intranet|phone|pager|headset|mask|\w*postkorb|"
    r"\w*postfach|\w+maske|\w+liste|\w+ansicht|\w+übersicht|work ?space|planner|console|\w+board)(?![\w])"
)
_VAGUE_CHANNEL = re.compile(
    r"(?:\b(?:the|a|an|usual|right|appropriate|relevant|in|our|their|via|through|existing|normal|various|"
    r"some|per|by|and|or|to|it|as)\b\s?)*(?:channels?|app|apps|portal|list|file|form|forms|liste|feed|"
    r"record|board|tickets?|post|put|api|chat)$"
)


_TRANSPORT = re.compile(
    r"kafka|rabbit|sqs|sns|pub/?sub|mqtt|service ?bus|event ?hub|kinesis|pulsar|s3|sftp|ftp|blob|minio|"
    r"gcs|outlook|gmail|exchange|slack|opc|http|post|get|put|csv|json|xml|excel|sms"
)


def consumer(reading: Reading) -> Fillings:
    """Read who takes the result, and the place where it arrives."""
    channel = _channel(reading)
    taken = (channel,) if channel else ()
    return {"consumer": _taker(reading, taken), "channel": filled(channel)}


def _channel(reading: Reading) -> Span | None:
    named = [party.span for party in reading.parties if party.kind is Kind.CHANNEL]
    found = [
        Span(*match.span())
        for match in _CHANNEL.finditer(reading.passage.lower)
        if not _VAGUE_CHANNEL.fullmatch(match[0]) and not reading.passage.lower[: match.start()].endswith("not ")
    ]
    live = [span for span in sorted(found + named + reading.code_names) if not reading.is_put_off(span)]
    return live[0] if live else None


def _taker(reading: Reading, taken: tuple[Span, ...]) -> Filling:
    for party in reading.parties:
        if (
            party.kind is not Kind.CHANNEL
            and not reading.is_put_off(party.span)
            and not any(party.span.overlaps(no) for no in taken)
        ):
            return filled(party.span)
    for system in reading.systems:
        if not reading.is_put_off(system) and not _TRANSPORT.search(reading.passage.lower, *system):
            return filled(system)
    engine = _ENGINE.search(reading.passage.lower)
    if engine:
        return filled(Span(*engine.span()))
    who = reachable(reading)
    return who if who.rule else ABSENT


_ENGINE = re.compile(
    r"\b(?!(?:the|a|an|our|their|its|this|that|downstream|upstream|other|existing|core|target|backend|"
    r"respective|it|by)\b)[\w-]+[ -](?:engine|service|bot|workflow|module|component|robot|job|pipeline|"
    r"controller|scheduler|gateway|system|platform|plc)\b"
)


__all__ = ["consumer", "output_fields", "output_format"]
