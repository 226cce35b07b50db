"""Which words fill the slots of fields and of their checks: names, types, what is required, rules."""

import re

from bot.domain.assessment.contracts.common import negated
from bot.domain.assessment.declared_fields import IDENTIFIER, declared, field_names, field_types, nameless_types
from bot.domain.assessment.doubts import open_value
from bot.domain.assessment.lexicon_noise import RULE_NOISE
from bot.domain.assessment.lexicon_words import FUNCTION_WORDS, PRAISE
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
    r"\(req\.?\)|\(opt\.?\)|\?:|\breq\b|\bopt\b"
)
_MANDATORY = r"(?:required|mandatory|compulsory|obligatory|pflicht(?:felder)?|obligatoires?|obligatori[oa]s?)"
_ALL_REQUIRED = re.compile(
    r"\b(?:all(?! (?:but|except))|every(?:thing| single)?|each|both|alle|alles|tous|toutes|todos|todas|none (?:is |"
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
    both = _ALL_REQUIRED.search(reading.passage.lower)
    if both and (again := _optional_again(reading, table, both)):
        return spoiled(again, Rule.CONTRADICTION)
    if table is not None and table.optionality_stated:
        return filled(names.span)
    return filled(reading.search(_REQUIRED))


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


_RULE = re.compile(
    r"\b(?:appears?|occurs?|used|exists?|only|exactly) once\b|\b(?:kommt|darf) nur einmal\b|\bgenau einmal\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:digits?|characters?|letters?)\b|"
    r"\b(?:is|are|has to be|have to be|must be|has been) (?:always )?(?:filled(?: in)?|entered|given|provided|"
    r"stated)\b|"
    r"\b(?:reject|drop|discard|refuse|bounce|skip|throw (?:out|away)|delete|ignore)\w* [^.;\n]{0,30}\b(?:without|"
    r"with no|lacking)\b|"
    r"\b(?:dd|tt)[-./]mm[-./](?:yy|jj)|\byyyy[-./]mm|\b(?:only )?values? (?:from|on|in) (?:the|a|this|"
    r"our) (?:\w+ )?list\b|"
    r"∈|\bin \{|\b(?:ge|gt|le|lt|min_length|max_length|regex|pattern|multiple_of)\s?=|\b(?:looked up|"
    r"look-?up|checked|verified|matched|validated) (?:in|against|with)\b|"
    r"\b\d+ (?:chiffres|caractères|lettres|dígitos|cifras|letras|caracteres)\b|\b(?:dans le|"
    r"en el) futuro?\b|\bnegative values?\b|\bin steps of \d|\bdecimals? with\b|"
    r"[<>≤≥]=?|≥|≤|==|!=|\^.*\$|\bnot (?:be )?(?:null|empty|blank|in the (?:future|past)|before|after|"
    r"older|negative|zero|duplicated?|a duplicate|missing|exceed)\w*|\bunique\b|\bno duplicates?\b|"
    r"\bduplicates?\b|\b(?:exist|found|present|listed|known|contained)s? in\b|\bis(?:n't| not)? (?:in|"
    r"on) the\b|\bcheck ?(?:sum|digit)s?\b|\bchekc\b|\bmod(?:ulo)? ?\d+|\bluhn\b|\bmatch(?:es|ing)?\b|"
    r"\bregex\b|\bpattern\b|\bminimum:|\bmaximum:|"
    r"\b(?:in the|not) (?:future|past)\b|\b(?:before|after)\b(?! the (?:model|ai|system)| it\b| they\b|"
    r" we\b)|\b(?:earlier than|later than|not older|within)\b|\bone of\b|\benum\b|\bbetween\b|"
    r"\bzwischen\b|\b\d+ ?(?:-|\.\.\.?|to|bis) ?\d+|\b\d+ (?:digits?|characters?|chars|letters?|ziffern|"
    r"zeichen)\b|\b(?:max|min)(?:imum|imal)?\.? ?\d|\bat (?:least|most)\b|\bstarts? with\b|\bends? with\b|"
    r"\biso[ -]?\d+|\bpositive\b|\bnon-?negative\b|\b(?:lower|upper) ?case\b|\butf-?8\b|"
    r"\bmust (?:be |always be )?(?:present|filled|set|there|parse|parseable|given|exist|a (?:number|date|"
    r"valid \w+)|an? (?:integer|positive|existing|open|active))\w*|\b(?:is|are) (?:required|mandatory|"
    r"missing|empty|null|blank)\b|\b(?:required|mandatory|pflicht|obligatorisch|obligatoire|"
    r"obligatorio)\b|\bnot null\b|\bequals?\b|\b(?:greater|less|more|larger|smaller|smaler|bigger|higher|lower|"
    r"longer|"
    r"shorter|older|newer|earlier|later|heavier|lighter|fewer) th[ae]n\b|"
    r"\bno (?:nulls?|blanks?|negative|future|empty|more than)\b|"
    r"\bmay not be (?:empty|null|blank|negative)\b|\bcannot be (?:empty|null|blank|negative|before|after|"
    r"in)\b|\bdarf nicht\b|\bmindestens\b|\bhöchstens\b|\bmaximal\b|\bkleiner\b|\bgrößer\b|"
    r"\bnicht (?:leer|in der zukunft|älter|negativ)\b|\beindeutig\b|\bgültige\w* (?:iban|plz|datum)\b|"
    r"\bprüfziffer\b|"
    r"\bvalid (?:iban|email|e-mail|date|url|json|uuid|vat|isbn|ean|gtin|currency|postcode|postal code|zip|"
    r"vin|iso|country|phone|swift|bic|lei|npi|icd\S*|ssn|isin)\b|\bsums? (?:up )?to\b|\badds? up\b|"
    r"\bsum of\b|\bif .{3,40} (?:is )?(?:empty|missing)\b|\bwhitelist\b|\ballow-?list\b|\blookup\b|"
    r"\bforeign key\b|\breferential\b|\bjson schema\b|\bxsd\b|\btype check\b|\bexactly\b|\bgenau\b|"
    r"\bnumeric\b|\bapplication/\w+|\bmust not\b|\bsame as\b|\bearlier\b|\blater\b|\bmay be at most\b|"
    r"\bn'?est pas\b|\bno puede\b|\bdoit\b|\bdebe\b|\bau (?:moins|plus)\b|\b(?:mayor|menor) que\b"
)
_VAGUE_RULE = re.compile(
    r"\b(?:plausib\w+|razonable\w*|raisonnable\w*|vernünftig\w*|coherente\w*|reasonable|sensible|sane|"
    r"sanity|clean|consistent|meaningful|realistic|make sense|"
    r"makes sense|look(?:s)? (?:ok|right|good|plausible|fine)|be (?:all )?(?:ok|okay|fine|alright|good|right)|"
    r"good quality|high quality|correct|proper\w*|"
    r"valid(?! (?:iban|email|e-mail|date|url|json|uuid|vat|isbn|ean|gtin|currency|post|zip|vin|iso|"
    r"country|phone|swift|bic|lei|npi|icd|ssn|isin|until|from))|appropriate|acceptable|sinnvoll|sauber|"
    r"plausibel|korrekt|robust)\b"
)


_USUAL_CHECK = re.compile(r"\b(?:against|with|by|using) the (?:usual|standard|normal|existing|common) \w+")
_VALIDATES = re.compile(
    r"\b(?:is|are|gets?|get|will be) (?:validated|checked|verified|tested)\b|\btbd\b|\bvalidiert\b|\bgeprüft\b"
)


def validation(reading: Reading) -> Fillings:
    """Read a check that can fail, and the fields it applies to."""
    rule = reading.search(_RULE)
    vague = _VAGUE_RULE.search(reading.passage.lower)
    names = _validated_names(reading, has_rule=rule is not None or vague is not None)
    if reading.is_decided and negated(reading) and not rule:
        return {"rule": filled(reading.passage.whole), "field_names": filled(reading.passage.whole)}
    if hedged := next((bound.hedge for bound in reading.numbers.bounds + reading.numbers.bare if bound.hedge), None):
        return {"rule": spoiled(hedged, Rule.HEDGE), "field_names": _validated_names(reading, has_rule=True)}
    if usual := _USUAL_CHECK.search(reading.passage.lower):
        return {
            "rule": spoiled(Span(*usual.span()), Rule.REFERENCE),
            "field_names": _validated_names(reading, has_rule=True),
        }
    if rule and (again := _allowed_again(reading)):
        return {"rule": spoiled(again, Rule.CONTRADICTION), "field_names": names}
    if rule and (later := open_value(reading)):
        return {"rule": spoiled(later, Rule.PLACEHOLDER), "field_names": names}
    if not rule and not vague:
        names = _validated_names(reading, has_rule=bool(_VALIDATES.search(reading.passage.lower)))
        return {"field_names": names} if _VALIDATES.search(reading.passage.lower) else {}
    if vague and not rule:
        return {"rule": spoiled(Span(*vague.span()), Rule.ADJECTIVE), "field_names": names}
    return {"rule": filled(rule), "field_names": names}


_ALLOWED_AGAIN = re.compile(
    r"[.;\n]\s*[^.;\n]{2,70}\b(?:accepted|allowed|fine|ok|okay|valid|taken|possible|permitted|let through|erlaubt|"
    r"gültig|accepté\w*|"
    r"permitid\w*)\b[^.;\n]{0,12}\b(?:as well|too|also|anyway|nevertheless|either way|auch|aussi|también)\b|"
    r"[.;\n]\s*[^.;\n]{2,60}\b(?:is|are|may|can) (?:also|still|equally|nevertheless) (?:be )?(?:accepted|allowed|"
    r"fine|ok|valid|empty|missing|"
    r"null|blank|negative|taken|in the (?:past|future))\b|"
    r"[.;\n]\s*[^.;\n]{2,60}\b(?:may|can) be (?:(?:empty|missing|null|blank|negative) (?:too|as well|also)|"
    r"anything|any value)\b"
)


def _allowed_again(reading: Reading) -> Span | None:
    """Find a later sentence that lets through what an earlier one rejects, about a name of that one."""
    for found in _ALLOWED_AGAIN.finditer(reading.passage.lower):
        said = set(re.findall(r"\w{2,}", found[0])) - FUNCTION_WORDS
        if said & set(re.findall(r"\w{2,}", reading.passage.lower[: found.start()])):
            return Span(*found.span())
    return None


def _validated_names(reading: Reading, *, has_rule: bool) -> Filling:
    identifiers = [Span(*found.span()) for found in IDENTIFIER.finditer(reading.passage.text)]
    live = [span for span in identifiers if not reading.is_put_off(span)]
    if live:
        return filled(Span(live[0].start, live[-1].end))
    said = [place for word, place in reading.content() if word not in RULE_NOISE and word not in PRAISE]
    return filled(said[0]) if said and has_rule else ABSENT
