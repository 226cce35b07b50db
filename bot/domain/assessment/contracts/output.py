"""Which words fill the slots of the output format: its form, its content, and which values are allowed."""

import re

from bot.domain.assessment.declared_fields import CLEAR_TYPE, field_names, field_types
from bot.domain.assessment.lexicon_noise import FORM_NOISE
from bot.domain.assessment.passage import Span
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
