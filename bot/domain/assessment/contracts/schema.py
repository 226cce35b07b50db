"""Which words fill the slots of declared fields: names, types, what is required."""

import re

from bot.domain.assessment.declared_fields import declared, field_names, field_types, nameless_types
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.pasted import FieldTable

_REQUIRED = re.compile(
    r"\b(?:required|mandatory|obligatory|optional|nullable|not null|non-?null|must (?:be|"
    r"always be) (?:present|filled|set|there|given|provided)|(?:may|can|might|could) be (?:empty|missing|"
    r"null|blank|absent|left out|omitted)|always (?:there|present|set|filled|given|sent|comes?)|"
    r"never (?:empty|null|missing|blank)|pflicht\w*|muss|kann (?:leer|fehlen)|darf (?:leer|fehlen)|"
    r"freiwillig|obligatoires?|facultati\w+|optionnels?|obligatori[oa]s?|opcional(?:es)?|nice to have|"
    r"if (?:available|known|present|there)|falls vorhanden|must-?haves?|compulsory|needed|essential)\b|"
    r"\b(?:string|int|float|boolean|id|date|number|text)!(?=\s*(?:$|[,;)}\n]))|"
    r"\(req\.?\)|\(opt\.?\)|\?:|\breq\b|\bopt\b"
)
_MANDATORY = r"(?:required|mandatory|compulsory|obligatory|pflicht(?:felder)?|obligatoires?|obligatori[oa]s?)"
_ALL_REQUIRED = re.compile(
    r"\b(?:all(?! (?:but|except|two|three|four|five|six|\d))|"
    r"every(?:thing| single)?|each|both|alle|alles|tous|toutes|todos|todas|none (?:is |"
    r"are )?optional)\b"
    rf"[^.,;\n]{{0,30}}\b{_MANDATORY}\b(?:,? (?:no exceptions?|without exceptions?|ohne ausnahme|sans exception|"
    rf"sin excepción))?"
    rf"(?!,? (?:but|except|apart|besides|other|außer|bis auf|sauf|salvo|excepto|only))"
)
_THESE_OPTIONAL = re.compile(
    r"[.;\n]\s*(?!(?:only|just|nur|exceptions?)\b)[^.;\n]{2,60}\b(?:(?:is|are|ist|sind|est|sont|es|son)\s)(?:also |"
    r"however |though )?"
    r"(?:optional\w*|not (?:required|mandatory)|facultati\w+|opcional\w*|freiwillig)\b|"
    r"[.;\n]\s*[^.;\n]{2,60}\b(?:may|can|might|could|darf|kann|peut|puede) (?:also |of course |"
    r"still )?(?:be )?(?:empty|missing|left out|null|"
    r"blank|omitted|fehlen|leer|manquer|faltar)\b"
)
_EXCEPTION = re.compile(
    r"\b(?:but|except|apart|besides|other than|only|außer|bis auf|sauf|salvo|excepto|nur|optional)\b"
)


def input_fields(reading: Reading) -> Fillings:
    """Read the field names, their types and what is required off a paste, a list or prose."""
    names = field_names(reading)
    if not names.span:
        types = nameless_types(reading)
        return {"field_names": names, "types": types, "required": filled(types.span and reading.search(_REQUIRED))}
    table = declared(reading)
    return {"field_names": names, "types": field_types(reading, table), "required": _required(reading, table, names)}


def _required(reading: Reading, table: FieldTable | None, names: Filling) -> Filling:
    """Read what may be missing; "all mandatory" and, in a later sentence, "note is optional" cannot both hold."""
    if twice := _said_twice(reading):
        return spoiled(twice, Rule.CONTRADICTION)
    both = _ALL_REQUIRED.search(reading.passage.lower)
    if both and (again := _optional_again(reading, table, both)):
        return spoiled(again, Rule.CONTRADICTION)
    if table is not None and table.optionality_stated:
        return filled(names.span)
    said = reading.search(_REQUIRED)
    part = next((part for part in reading.parts if said and part.contains(said)), None)
    return filled(said) if part is None or not _LOST.search(reading.passage.lower, *part) else ABSENT


_LOST = re.compile(r"\bwhich (?:of (?:them|those|these|the \w+)|ones?|fields?)\b|\bwelche\b|\blesquel\w+|\bcuáles\b")


_MUST = re.compile(rf"\b(?P<name>[\w-]+) (?:is|are|ist|sind|est|sont|es|son) (?:always )?{_MANDATORY}\b")
_NEED_NOT = (
    r" (?:is|are|ist|sind|est|sont|es|son|may be|can be|may stay|can stay|may|can|kann|darf|peut|puede) "
    r"(?:also |still |be |left |then )*"
    r"(?:optional\w*|opcional\w*|facultati\w+|freiwillig|empty|blank|null|missing|omitted|out)\b"
)
_MAY_BE_EMPTY = re.compile(rf"\b(?P<name>[\w-]+){_NEED_NOT}")
_EVERY_ONE = re.compile(
    r"[.;\n]\s*(?:every (?:single )?(?:one|field)|each(?: one| field)?|all|any|both)(?: of (?:them|those|these))?"
    rf"{_NEED_NOT}"
)


def _said_twice(reading: Reading) -> Span | None:
    """Find a field, or all of them, that is mandatory in one sentence and may be left out in another."""
    text = reading.passage.lower
    if (both := _ALL_REQUIRED.search(text)) and (none := _EVERY_ONE.search(text, both.end())):
        return Span(*none.span())
    musts = {must["name"] for must in _MUST.finditer(text)}
    spared = (again for again in _MAY_BE_EMPTY.finditer(text) if again["name"] in musts)
    return next((Span(*again.span()) for again in spared), None)


def _optional_again(reading: Reading, table: FieldTable | None, sentence: re.Match[str]) -> Span | None:
    """Find what makes a field optional although a sentence makes all of them required."""
    if optional := _THESE_OPTIONAL.search(reading.passage.lower, sentence.end()):
        return Span(*optional.span())
    some = table is not None and any(field.required is False for field in table.fields)
    return Span(*sentence.span()) if some and not _but(reading, sentence) else None


def _but(reading: Reading, sentence: re.Match[str]) -> bool:
    """Tell whether the sentence about all fields makes an exception itself."""
    end = reading.passage.lower.find(".", sentence.end())
    return bool(
        _EXCEPTION.search(reading.passage.lower, sentence.start(), end if end > 0 else len(reading.passage.text))
    )


def output_fields(reading: Reading) -> Fillings:
    """Read the fields of the output and their types."""
    names = field_names(reading)
    if not names.span:
        return {"fields": names, "types": nameless_types(reading)}
    return {"fields": names, "types": field_types(reading, declared(reading))}
