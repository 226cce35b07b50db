"""Which words fill the slots of the output format: its form, its content, and which values are allowed."""

import re

from bot.domain.assessment.declared_fields import CLEAR_TYPE, declared, field_names, field_types
from bot.domain.assessment.doubts import doubted, is_denied, loose_type
from bot.domain.assessment.field_items import two_types
from bot.domain.assessment.lexicons.doubts import LATER
from bot.domain.assessment.lexicons.forms import DOCUMENTS, MESSAGES, SCREENS, SERIALISATIONS
from bot.domain.assessment.lexicons.noise import FORM_NOISE, TYPE_NOISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.phrases import alternatives
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_FORMAT = re.compile(
    rf"(?<!\w)(?:{'|'.join(alternatives(forms) for forms in (SERIALISATIONS, DOCUMENTS, MESSAGES, SCREENS))})(?!\w)"
)
_TYPED = re.compile(
    r"\bmax(?:imum|imal)?\.? ?\d|\bat most\b|\bup to \d|\bone of\b|\b\d+ ?(?:-|\.\.\.?|to|bis) ?\d+\b|"
    r"\b(?:integer|string|decimal|boolean|enum|float|int|bool|timestamp|list of|array|iso ?\d+)\b|"
    r": (?:number|date|text|percent)\b|[<>≤≥]=? ?\d|\b\w+ ?\| ?\w+ ?\| ?\w+|\b\w+ ?/ ?\w+ ?/ ?\w+|"
    r"\b\d+ (?:characters?|chars|words?|sentences?|lines?|bullets?|zeichen|digits)\b|\b(?:yes|ja|"
    r"true)/(?:no|nein|false)\b|\bexactly \d|\b(?!a[3-6]\b)an?\.{0,2}\d{1,3}\b|"
    r"\b(?:cc|yy|jj)?(?:yy|jj)[-./]?mm[-./]?(?:dd|tt)|"
    r"\b(?:dd|tt)[-./]mm\b|\bhh:?mm|\([^()]*(?:/|\||,| or )[^()]*\)"
)
_VAGUE_FORM = re.compile(
    r"\b(?:intuitive|user-friendly|actionable|readable|clear|concise|nice|appealing|modern|standard|"
    r"suitable|appropriate|usual|structured|insightful|useful|good|short|compact|helpful)\b"
)


_WEAK_FORMS = re.compile(
    r"status|flag|field|enum|record|row|line|entry|tag|label|note|comment|object|letter|table|panel|display|light|map|"
    r"pin|badge|icon|symbol|panneau|anzeige"
)  # often the name of a field
_DECLARES = re.compile(r"s?\s?[:(=]|s?\s(?:is|as|=)\s")
_VALUES = re.compile(r"s?\s\w+ (?:or|oder|ou|o|/) \w+")
_FORM_OPEN = re.compile(
    rf"\b(?:forma?t?|form|how|medium|channel|serialisation|serialization|technically|delivery|transport|"
    rf"encoding|wie)\b"
    rf"[^.;\n]{{0,50}}?\b(?:{alternatives(LATER)})(?!\w)"
)
_HOW_OPEN = re.compile(
    r"\b(?:(?:technical )?form(?:at)?|medium|channel|wrapping)\b[^.;\n]{0,20}?\b(?:(?:we |is |are |be )?(?:leave|left) "
    r"(?:it |that )?(?:up )?to|is up to|decided by|choose)\b[^.;\n]*|"
    r"\b(?:how|which way|in which form|in what form|wie|comment|cómo)\b[^;\n]{0,80}?"
    r"\b(?:still|not|being|undecided|unclear|open|noch|offen|encore|todavía)\b[^.;\n]*"
)
_CONTENT_LATER = re.compile(
    r"\b(?:schema|layout|fields?|contents?|columns|details?|spec\w*|structure|mapping|definition|felder|champs|"
    r"campos)\b[^.;\n]{0,16}?"
    rf"\b(?:will (?:come|follow|be)|comes? (?:later|from|soon)|to (?:come|follow)|follows?|folgen|kommen|kommt|"
    rf"{alternatives(LATER)})(?!\w)"
)


_COMES_FROM = re.compile(
    r"\W*(?:it |this |all )?(?:comes?|coming|reads?|pulled|taken|loaded|fetched|kommt|vient|viene|sale) "
    r"(?:\w+ )?(?:from|out of|aus|de|del|du)\b"
)
_CONTENT_TOLD = re.compile(
    r"\b(?:what|was|ce qui|lo que) [^.;\n]{0,70}\b(?:going to|will|shall|later|tell|decides?|open|tbd|sagen?|"
    r"entscheide[nt])\b"
)


def output_format(reading: Reading) -> Fillings:
    """Read the form of the result, what must be in it and which values are allowed."""
    if _COMES_FROM.match(reading.passage.lower):
        return {}
    if marked := _markup(reading):
        return marked
    form = _form(reading)
    if form is None and not _is_declared(reading):
        vague = _VAGUE_FORM.search(reading.passage.lower)
        return {"format": spoiled(Span(*vague.span()), Rule.ADJECTIVE)} if vague else {}
    open_form = _HOW_OPEN.search(reading.passage.lower) or _FORM_OPEN.search(reading.passage.lower)
    pieces, types = _content(reading, form if form and not open_form else Span(0, 0))
    vague = _VAGUE_FORM.search(reading.passage.lower)
    if vague and not pieces.is_filled and not types.is_filled and not _is_exact(reading, form):
        return {"format": spoiled(Span(*vague.span()), Rule.ADJECTIVE)}
    return {"format": _settled_form(reading, form), "fields": pieces, "types": types}


_ELEMENT = re.compile(r"<(?P<name>[a-z][\w.-]*)(?:\s[^<>]*)?>?\s*<?")
_TYPE_ATTRIBUTE = re.compile(r"\b(?:xs:|xsi:)?type=[\"'][\w:]+[\"']")


def _markup(reading: Reading) -> Fillings:
    """Read pasted XML: its elements are the fields, their `type` attributes the types."""
    text = reading.passage.lower
    elements = [Span(*found.span("name")) for found in _ELEMENT.finditer(text)]
    if len(elements) < 2 or not text.lstrip().startswith("<") or text.lstrip().startswith("<@"):
        return {}
    typed = _TYPE_ATTRIBUTE.search(text)
    return {
        "format": filled(reading.passage.whole),
        "fields": filled(elements[1]),
        "types": filled(Span(*typed.span()) if typed else None),
    }


_EXACT = re.compile(rf"(?:{alternatives(SERIALISATIONS)}|excel|push(?: notification| message)?|sms|slack message)")


def _is_exact(reading: Reading, form: Span | None) -> bool:
    """Tell whether a form is exact by itself, whatever else is only praised: "JSON with the usual keys"."""
    return form is not None and bool(_EXACT.fullmatch(reading.passage.lower, *form))


_SERIALISATION = re.compile(r"\b(?:json|xml|ya?ml|csv|tsv|parquet|avro|pdf|docx?|xlsx?|excel|html)\b")
_EITHER_WAY = re.compile(
    r"\b(?:says|said|right|no|nein|actually|rather|instead|or|also|as well|both|wait|sorry|correction|not)\b"
)


def _other_form(reading: Reading) -> Span | None:
    """Find a second serialisation in another sentence that comes with a change of mind."""
    text = reading.passage.lower
    said = [(found[0], Span(*found.span())) for found in _SERIALISATION.finditer(text)]
    for word, place in said[1:]:
        clause = next((clause for clause in reading.clauses if clause.contains(place)), place)
        if word == said[0][0] or clause.contains(said[0][1]) or is_denied(reading, place):
            continue
        if _EITHER_WAY.search(text, *clause):
            return clause
    return None


def _settled_form(reading: Reading, form: Span | None) -> Filling:
    if other := _other_form(reading):
        return spoiled(other, Rule.CONTRADICTION)
    if open_form := _FORM_OPEN.search(reading.passage.lower) or _HOW_OPEN.search(reading.passage.lower):
        return spoiled(Span(*open_form.span()), Rule.PLACEHOLDER)
    return doubted(reading, filled(form))


def _form(reading: Reading) -> Span | None:
    """Find the first form that is named; a field called "status" is none."""
    text = reading.passage.lower
    names = {name.lower() for name in reading.table.names} if reading.table else set()
    for found in _FORMAT.finditer(text):
        span = Span(*found.span())
        is_field = _WEAK_FORMS.fullmatch(found[0]) and (
            found[0] in names or _DECLARES.match(text, span.end) or _VALUES.match(text, span.end)
        )
        if not is_field and not reading.is_put_off(span) and not is_denied(reading, span):
            return span
    produced = reading.search(_PRODUCED)
    return produced if produced and _is_declared(reading) else _from_table(reading)


_PRODUCED = re.compile(
    r"\b(?:print|show|display|send|write|render|generate|produce|issue|engrave|read out|druck|zeig|imprim|affich|envo|"
    r"env[ií]|muestr)\w*\s(?:us |them |him |her |ihnen |leur )?(?:an?|one|ein\w*|une?|un[ao]?)\s[^\W\d_][\w-]{2,}"
)


def _is_declared(reading: Reading) -> bool:
    """Tell whether fields are declared with their types although no form is named."""
    if field_names(reading).span is None:
        return False
    return field_types(reading, declared(reading)).is_filled or reading.search(_TYPED) is not None


def _content(reading: Reading, form: Span) -> tuple[Filling, Filling]:
    later = _CONTENT_LATER.search(reading.passage.lower)
    if later and not reading.table:
        return spoiled(Span(*later.span()), Rule.PLACEHOLDER), spoiled(Span(*later.span()), Rule.PLACEHOLDER)
    if told := _CONTENT_TOLD.search(reading.passage.lower):
        return spoiled(Span(*told.span()), Rule.PLACEHOLDER), _types(reading)
    return _pieces(reading, form), _types(reading)


def _from_table(reading: Reading) -> Span | None:
    """A paste shows its own form: code, a schema, a header line; sentences and lists do not."""
    table = declared(reading)
    is_pasted = table is not None and table.source not in ("prose", "list", "table")
    is_fenced = table is not None and reading.passage.raw.lstrip().startswith("```")
    return reading.passage.whole if is_pasted or is_fenced else None


_WITH = re.compile(
    r"\b(?:with|containing|contains?|including|includes?|shows?|listing|lists|columns?|fields?|has|holds|"
    r"made of|consisting of|mit|enthält|spalten|felder|avec|con|w/|namely|must (?:have|contain|include)|"
    r"and|plus|und|et)\b|:|\{|\(|\n|,|-\s"
)


_REMARK = re.compile(
    r"\b(?:settled|agreed|discussed|aligned|arranged|signed off|cleared|decided|coordinated|abgestimmt|vereinbart|"
    r"convenu|acordado)\b[^,.;\n(]*"
)


def _remarks(reading: Reading) -> tuple[Span, ...]:
    """List what only tells with whom the form was agreed: "Protobuf, settled with the vendor last week"."""
    return tuple(Span(*found.span()) for found in _REMARK.finditer(reading.passage.lower))


def _pieces(reading: Reading, form: Span) -> Filling:
    if reading.table:
        return field_names(reading)
    for start in _WITH.finditer(reading.passage.lower, form.end):
        concept = reading.concept(Span(start.end(), len(reading.passage.text)), without=(form, *_remarks(reading)))
        rest = Span(start.end(), len(reading.passage.text))
        said = [
            (word, place)
            for word, place in reading.content(rest, without=_remarks(reading))
            if word not in FORM_NOISE and word not in TYPE_NOISE and not _TYPED.fullmatch(word)
        ]
        if concept and said:
            tail = reading.open_tail
            return spoiled(tail, Rule.OPEN_LIST) if tail else filled(said[0][1])
    return ABSENT


def _types(reading: Reading) -> Filling:
    table = reading.table
    if table and table.source not in ("prose", "list", "csv"):
        return field_types(reading, table)
    if loose := loose_type(reading):
        return spoiled(loose, Rule.HEDGE)
    if twice := two_types(reading):
        return spoiled(twice, Rule.CONTRADICTION)
    return filled(reading.search(CLEAR_TYPE) or reading.search(_TYPED))
