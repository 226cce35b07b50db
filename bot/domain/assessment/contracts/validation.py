"""Which words fill the slots of the validation: a check that can fail, and the fields it applies to."""

import re

from bot.domain.assessment.contracts.checked_fields import checked_fields
from bot.domain.assessment.contracts.common import decided_against, negated
from bot.domain.assessment.doubts import open_value
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Fillings, Rule, filled, spoiled
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
    r"\b(?:without|with no|lacking|missing|ohne|sans|sin) [^.;,\n]{2,40} "
    r"(?:is|are|gets?|will be|wird|werden|est|sont|se) (?:\w+ )?"
    r"(?:dropped|rejected|refused|skipped|discarded|ignored|returned|bounced|thrown|sent back|parked|deleted|"
    r"verworfen|abgelehnt|zurückgewiesen|rejetée?s?|refusée?s?|ignorée?s?|rechazan?|descartan?)\b|"
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
    r"\biso[ -]?(?:8601|3166|4217|6346|639|13616|2108|7064|10383|17442|15924)\b|"
    r"\bpositive\b|\bnon-?negative\b|\b(?:with|has|have|contains?|include|w/) (?:an? |the )?[\"'@]|"
    r"\b(?:lower|upper) ?case\b|\butf-?8\b|"
    r"\bmust (?:be |always be )?(?:present|filled|set|there|parse|parseable|given|exist|a (?:number|date|"
    r"valid \w+)|an? (?:integer|positive|existing|open|active))\w*|\b(?:is|are) (?:required|mandatory|"
    r"missing|empty|null|blank)\b|\b(?:never|not|neither|nor|cannot|n't) (?:be |ever )*"
    r"(?:empty|blank|null|missing|negative|zero)\b|\bkeine?n? (?:leere|negative|doppelte|zukünftige|fehlende)n?\b|"
    r"\bpas de (?:valeurs? )?(?:nulles?|vides?|négati\w+|doublons?)\b|"
    r"\bsin (?:valores )?(?:nulos|vacíos|negativos|duplicados)\b|"
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
    r"\b(?:is|are|gets?|get|will be) (?:validated|checked|verified|tested)\b|(?<=: )tbd\b|"
    r"\bvalidiert\b|\bgeprüft\b|\bkontrolliert\b|"
    r"\b(?:se )?(?:validan?|comprueban?|verifican?|vérifiée?s?|validée?s?|contrôlée?s?)\b"
)


def validation(reading: Reading) -> Fillings:
    """Read a check that can fail, and the fields it applies to."""
    if _ANSWERS.search(reading.passage.lower):
        return {}
    if none := decided_against(reading, r"(?:validation|checks?|checking|rules?|prüfung\w*|contrôles?|validaci\w+)"):
        return {"rule": filled(none), "field_names": filled(none)}
    rules = [place for place in _rules(reading) if not _is_a_deadline(reading, place)]
    vague = _VAGUE_RULE.search(reading.passage.lower)
    if reading.is_decided and negated(reading) and not rules:
        return {"rule": filled(reading.passage.whole), "field_names": filled(reading.passage.whole)}
    if doubt := _doubt(reading, rules[0] if rules else None):
        is_usual = doubt.rule is Rule.REFERENCE
        return {"rule": doubt, "field_names": checked_fields(reading, rules or _doubted(doubt), even_put_off=is_usual)}
    if rules:
        return {"rule": filled(rules[0]), "field_names": checked_fields(reading, rules)}
    if vague:
        untestable = Span(*vague.span())
        return {"rule": spoiled(untestable, Rule.ADJECTIVE), "field_names": checked_fields(reading, [untestable])}
    checked = [Span(*found.span()) for found in _VALIDATES.finditer(reading.passage.lower)]
    if not checked and reading.systems:
        return {}
    return {"field_names": checked_fields(reading, checked)}


def _rules(reading: Reading) -> list[Span]:
    """List what can fail, in the order written: the words of a check, or limits."""
    found = (Span(*rule.span()) for rule in _RULE.finditer(reading.passage.lower))
    live = [place for place in found if not reading.is_put_off(place)]
    return live or [bound.span for bound in reading.numbers.bounds]


def _doubted(doubt: Filling) -> list[Span]:
    return [doubt.span] if doubt.span else []


_WITHIN = re.compile(r"within (?:\w+ ){1,3}?(?:minutes?|hours?|days?|weeks?)\b")


def _is_a_deadline(reading: Reading, rule: Span) -> bool:
    """Tell whether somebody does something within a time, which checks no value."""
    clause = next((clause for clause in reading.clauses if clause.contains(rule)), reading.passage.whole)
    is_done = any(clause.contains(party.span) and party.span.end <= rule.start for party in reading.parties)
    return is_done and bool(_WITHIN.match(reading.passage.lower, rule.start))


_LOOSE_BAND = re.compile(
    r"\b(?:within|in|inside|between) (?:an? |the |some )?(?:plausible|reasonable|sensible|normal|usual|acceptable|"
    r"expected|realistic)\b"
)
_ANSWERS = re.compile(r"\b(?:answers|returns|responds|outputs|replies) (?:with )?(?:an? )?(?:json|xml|csv|yaml)\b")


def _doubt(reading: Reading, rule: Span | None) -> Filling | None:
    """Find what keeps a rule from being one: a hedge, the usual check, a sentence that lets everything through."""
    bounds = reading.numbers.bounds + reading.numbers.bare
    if hedged := next((bound.hedge for bound in bounds if bound.hedge and not _is_told(reading, bound.hedge)), None):
        return spoiled(hedged, Rule.HEDGE)
    if loose := _LOOSE_BAND.search(reading.passage.lower):
        return spoiled(Span(*loose.span()), Rule.ADJECTIVE)
    if usual := _USUAL_CHECK.search(reading.passage.lower):
        return spoiled(Span(*usual.span()), Rule.REFERENCE)
    if rule and (again := _allowed_again(reading) or _let_through(reading)):
        return spoiled(again, Rule.CONTRADICTION)
    if rule and (later := open_value(reading)):
        return spoiled(later, Rule.PLACEHOLDER)
    return None


def _is_told(reading: Reading, hedge: Span) -> bool:
    """Tell whether a hedge stands in a remark: "we learnt that roughly two seasons ago"."""
    return any(part.contains(hedge) and is_talk(reading, part) for part in reading.parts)


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


_LETS_THROUGH = re.compile(
    r"\b(?:(?:is|are|gets?|stays?) (?:still |simply |just )?"
    r"(?:kept|accepted|let (?:through|in|pass)|waved through|loaded|taken|imported)|"
    r"go(?:es)? (?:straight )?through|passe?s?|"
    r"(?:werden|wird|bleiben) (?:\w+ )?(?:behalten|übernommen|akzeptiert|durchgelassen)|"
    r"(?:est|sont) (?:acceptée?s?|gardée?s?)|se (?:aceptan?|quedan?))\b"
)
_BROKEN = re.compile(
    r"\b(?:negativ\w*|empty|blank|null|missing|without|unknown|invalid|outside|duplicates?|leere?\w*|fehlende\w*|"
    r"doppelte\w*|vides?|sans|vací\w+)\b"
)


def _let_through(reading: Reading) -> Span | None:
    """Find a later sentence that lets pass what breaks the rule: "below 120. Up to 140 they are let through"."""
    text = reading.passage.lower
    for clause in reading.clauses[1:]:
        lets = _LETS_THROUGH.search(text, *clause)
        if lets is None or not _stems(text[slice(*clause)]) & _stems(text[: clause.start]):
            continue
        broken = {found[0] for found in _BROKEN.finditer(text, clause.start, lets.end())}
        if broken & {found[0] for found in _BROKEN.finditer(text, 0, clause.start)} or _breaks_limit(reading, clause):
            return clause
    return None


def _breaks_limit(reading: Reading, clause: Span) -> bool:
    """Tell whether a sentence names a value beyond the first limit of the answer."""
    bounds = reading.numbers.bounds
    later = [bound for bound in bounds if clause.contains(bound.quantity.number)]
    if not later or bounds[0] in later or bounds[0].side is None:
        return False
    first, second = bounds[0], later[0]
    if first.side != second.side:
        return first.quantity.value == second.quantity.value
    more = second.quantity.value > first.quantity.value
    return more if first.side == "below" else second.quantity.value < first.quantity.value


def _stems(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"\w{2,}", text)} - FUNCTION_WORDS


def _allowed_again(reading: Reading) -> Span | None:
    """Find a later sentence that lets through what an earlier one rejects, about a name of that one."""
    for found in _ALLOWED_AGAIN.finditer(reading.passage.lower):
        if _stems(found[0]) & _stems(reading.passage.lower[: found.start()]):
            return Span(*found.span())
    return None
