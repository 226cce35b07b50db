"""Which words fill the slots of the validation: a check that can fail, and the fields it applies to."""

import re

from bot.domain.assessment.clauses import content
from bot.domain.assessment.contracts.common import negated
from bot.domain.assessment.declared_fields import IDENTIFIER
from bot.domain.assessment.doubts import open_value
from bot.domain.assessment.lexicon_noise import RULE_NOISE, TYPE_NOISE
from bot.domain.assessment.lexicon_words import FUNCTION_WORDS, PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.talk import is_talk

_RULE = re.compile(
    r"\b(?:appears?|occurs?|used|exists?|only|exactly) once\b|\b(?:kommt|darf) nur einmal\b|\bgenau einmal\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:digits?|characters?|letters?)\b|"
    r"\b(?:is|are|has to be|have to be|must be|has been) (?:always )?(?:filled(?: in)?|entered|given|provided|"
    r"stated)\b|"
    r"\b(?:reject|drop|discard|refuse|bounce|skip|throw (?:out|away)|delete|ignore)\w* [^.;\n]{0,30}\b(?:without|"
    r"with no|lacking)\b|"
    r"\b(?:dd|tt)[-./]mm[-./](?:yy|jj)|\byyyy[-./]mm|\b(?:only )?values? (?:from|on|in) (?:the|a|this|"
    r"our) (?:\w+ )?list\b|"
    r"\bno two (?:[\w-]+ ){0,2}(?:with|have|share|may)\b|\b(?:without|lacking) (?:it|one|them|any)\b[^.;\n]{0,12}"
    r"\b(?:dropped|rejected|refused|skipped|discarded|ignored|fail|returned|invalid)\b|"
    r"\b(?:must|has to|have to|needs to) be an? (?:working|business|week|calendar|public) ?(?:day|holiday)\b|"
    r"∈|\bin [{(\[]|\b(?:nothing|anything|everything|all|any) (?:else|other)\b|"
    r"\b(?:is|are|be|:) [\w-]{1,20}(?:, [\w-]{1,20})* or [\w-]{1,20}(?=\s*(?:$|[,.;\n(]))|"
    r"\b(?:one|two|three|four|five|six|eight|ten|\d+) (?:capital|upper-?case|lower-?case|small|latin|decimal) "
    r"(?:letters?|digits?|characters?)\b|\b(?:ge|gt|le|lt|min_length|max_length|regex|pattern|multiple_of)\s?=|"
    r"\b(?:looked up|look-?up|checked|verified|matched|validated) (?:in|against|with)\b|"
    r"\b\d+ (?:chiffres|caractères|lettres|dígitos|cifras|letras|caracteres)\b|\b(?:dans le|"
    r"en el) futuro?\b|\bnegative values?\b|\bin steps of \d|\bdecimals? with\b|"
    r"[<>≤≥]=?|≥|≤|==|!=|\^.*\$|\bnot (?:be )?(?:null|empty|blank|in the (?:future|past)|before|after|"
    r"older|negative|zero|duplicated?|a duplicate|missing|exceed)\w*|\bunique\b|\bno duplicates?\b|\b(?:no|"
    r"kein\w*) \w+ (?:without|ohne)\b|"
    r"\bonly (?:numbers|digits|letters)\b|"
    r"\bduplicates?\b|\b(?:exist|found|present|listed|known|contained)s? in\b|\bis(?:n't| not)? (?:in|"
    r"on) the\b|\bcheck ?(?:sum|digit)s?\b|\bchekc\b|\bmod(?:ulo)?[ -]?\d+|\bluhn\b|\bmatch(?:es|ing)?\b|"
    r"\bregex\b|\bpattern\b|\bminimum:|\bmaximum:|"
    r"\b(?:in the|not|in|not in|dans le|en el) (?:futur\w*|past)\b|"
    r"\b(?:before|after)\b(?! the (?:model|ai|system)| it\b| they\b| we\b| anything\b)|"
    r"\b(?:earlier than|later than|not older|within)\b|\bone of\b|\benum\b|\bbetween\b|"
    r"\bzwischen\b|\b\d+ ?(?:-|\.\.\.?|to|bis) ?\d+|\b\d+ (?:digits?|characters?|chars|letters?|ziffern|"
    r"zeichen)\b|\b(?:max|min)(?:imum|imal)?\.? ?\d|\bat (?:least|most)\b|\bstarts? with\b|\bends? with\b|"
    r"\biso[ -]?\d+|\bpositive\b|\bnon-?negative\b|\b(?:with|has|have|contains?|include|w/) (?:an? |the )?[\"'@]|"
    r"\b(?:lower|upper) ?case\b|\butf-?8\b|"
    r"\bmust (?:be |always be )?(?:present|filled|set|there|parse|parseable|given|exist|a (?:number|date|"
    r"valid \w+)|an? (?:integer|positive|existing|open|active))\w*|\b(?:is|are) (?:required|mandatory|"
    r"missing|empty|null|blank)\b|\bnever (?:empty|blank|null|missing)\b|"
    r"\b(?:required|mandatory|compulsory|obligatory|pflicht\w*|obligatorisch|obligatoire|"
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
    r"\bnumeric\b|\bapplication/\w+|\bmust not\b|\bsame as\b|\bmay be at most\b|"
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
    if _ANSWERS.search(reading.passage.lower):
        return {}
    rule = reading.search(_RULE) or next((bound.span for bound in reading.numbers.bounds), None)
    vague = _VAGUE_RULE.search(reading.passage.lower)
    if reading.is_decided and negated(reading) and not rule:
        return {"rule": filled(reading.passage.whole), "field_names": filled(reading.passage.whole)}
    doubt = _doubt(reading, rule)
    if doubt:
        return {"rule": doubt, "field_names": _names(reading)}
    if not rule and not vague:
        checked = _VALIDATES.search(reading.passage.lower)
        if not checked and reading.systems:
            return {}
        return {"field_names": _names(reading) if checked else _identified(reading)}
    if vague and not rule:
        return {"rule": spoiled(Span(*vague.span()), Rule.ADJECTIVE), "field_names": _names(reading)}
    return {"rule": filled(rule), "field_names": _names(reading)}


_LOOSE_BAND = re.compile(
    r"\b(?:within|in|inside|between) (?:an? |the |some )?(?:plausible|reasonable|sensible|normal|usual|acceptable|"
    r"expected|realistic)\b"
)
_ANSWERS = re.compile(r"\b(?:answers|returns|responds|outputs|replies) (?:with )?(?:an? )?(?:json|xml|csv|yaml)\b")
_COUNTED = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|zwei|drei|vier)-")


def _doubt(reading: Reading, rule: Span | None) -> Filling | None:
    """Find what keeps a rule from being one: a hedge, the usual check, a sentence that lets everything through."""
    if hedged := next((bound.hedge for bound in reading.numbers.bounds + reading.numbers.bare if bound.hedge), None):
        return spoiled(hedged, Rule.HEDGE)
    if loose := _LOOSE_BAND.search(reading.passage.lower):
        return spoiled(Span(*loose.span()), Rule.ADJECTIVE)
    if usual := _USUAL_CHECK.search(reading.passage.lower):
        return spoiled(Span(*usual.span()), Rule.REFERENCE)
    if rule and (again := _allowed_again(reading)):
        return spoiled(again, Rule.CONTRADICTION)
    if rule and (later := open_value(reading)):
        return spoiled(later, Rule.PLACEHOLDER)
    return None


_ALLOWED_AGAIN = re.compile(
    r"[.;\n]\s*[^.;\n]{2,70}\b(?:accepted|allowed|fine|ok|okay|valid|taken|possible|permitted|let through|erlaubt|"
    r"gültig|accepté\w*|"
    r"permitid\w*)\b[^.;\n]{0,12}\b(?:as well|too|also|anyway|nevertheless|either way|auch|aussi|también)\b|"
    r"[.;\n]\s*[^.;\n]{2,60}\b(?:is|are|may|can) (?:also|still|equally|nevertheless) (?:be |lie )?(?:accepted|allowed|"
    r"fine|ok|valid|empty|missing|"
    r"null|blank|negative|taken|in the (?:past|future))\b|"
    r"[.;\n]\s*[^.;\n]{2,60}\b(?:may|can) (?:stay|remain|be left|be) (?:empty|missing|null|blank)\b|"
    r"[.;\n]\s*[^.;\n]{0,40}\bno (?:(?:lower|upper|such) )?(?:limit|minimum|maximum)\b[^.;\n]*|"
    r"[.;\n]\s*[^.;\n]{2,60}\b(?:may|can) be (?:(?:empty|missing|null|blank|negative) (?:too|as well|also)|"
    r"anything|any value)\b"
)


def _stems(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"\w{2,}", text)} - FUNCTION_WORDS


def _allowed_again(reading: Reading) -> Span | None:
    """Find a later sentence that lets through what an earlier one rejects, about a name of that one."""
    for found in _ALLOWED_AGAIN.finditer(reading.passage.lower):
        if _stems(found[0]) & _stems(reading.passage.lower[: found.start()]):
            return Span(*found.span())
    return None


def _names(reading: Reading) -> Filling:
    """Read which fields are checked: identifiers, or nouns of their own that open what is said about them."""
    named = _identified(reading)
    if not named.is_filled:
        said = [place for word, place in reading.content() if _may_name_a_field(reading, word, place)]
        named = filled(said[0]) if said else ABSENT
    usual = None if named.span else _USUAL_CHECK.search(reading.passage.lower)
    if usual:
        said = [at for word, at in content(reading.passage, Span(0, usual.start())) if word not in RULE_NOISE]
        named = filled(said[0]) if said else ABSENT
    tail = reading.open_tail
    if named.span and tail and _lists_up_to(reading, named.span, tail):
        return spoiled(tail, Rule.OPEN_LIST)
    return named


def _identified(reading: Reading) -> Filling:
    written = [Span(*found.span()) for found in IDENTIFIER.finditer(reading.passage.text)]
    live = [span for span in written if not reading.is_put_off(span)]
    return filled(Span(live[0].start, live[-1].end)) if live else ABSENT


_VERB_BEFORE = re.compile(
    r"\b(?:must|may|can|should|shall|will|could|to|not|never|gets?|is|are|be|been|we|they|from|from the|from our|"
    r"against|against the|otherwise|else|it|or it|then|"
    r"muss|darf|kann|wird|doit|peut|debe|puede) $"
)
_CONSEQUENCE = re.compile(
    r"(?:\b(?:if (?:an?|any|the|one) \w+ fails|else|otherwise|or (?:it|they|we|the row)|sonst|sinon|si no|if not)\b|→)"
    r"[^.;\n]*"
)


def _may_name_a_field(reading: Reading, word: str, place: Span) -> bool:
    """Tell a name from types ("dates", "numbers"), verbs ("must lie") and what happens to a row that fails."""
    if _COUNTED.match(word) or word in RULE_NOISE or word in PRAISE or word in TYPE_NOISE:
        return False
    text = reading.passage.lower
    is_measured = any(quantity.span.contains(place) for quantity in reading.quantities)
    if is_measured or any(part.contains(place) and is_talk(reading, part) for part in reading.parts):
        return False
    if _VERB_BEFORE.search(text, max(0, place.start - 12), place.start):
        return False
    return not any(Span(*found.span()).contains(place) for found in _CONSEQUENCE.finditer(text))


def _lists_up_to(reading: Reading, named: Span, tail: Span) -> bool:
    """Tell whether the names run on to the words that leave the list open: "source_text, glossary and so forth"."""
    between = reading.passage.lower[named.end : tail.start]
    return named.end <= tail.start and bool(
        re.fullmatch(r"[\s,]*(?:[\w-]+[\s,]*){0,3}(?:and|or|und|et|y)?\s*", between)
    )
