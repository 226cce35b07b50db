"""How often somebody looks: a rhythm that a calendar, a counter or a recurring event knows."""

import re

from bot.domain.assessment.contradictions import same_clause, second_thoughts
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import Filling, Rule, filled, spoiled


def rhythm(reading: Reading) -> Filling:
    """Read the rhythm, unless it is left to chance, softened, left open or set anew."""
    vague = _NO_RHYTHM.search(reading.passage.lower)
    if vague:
        return spoiled(Span(*vague.span()), Rule.QUANTIFIER)
    found = rhythms(reading)
    soft = next((hedge for span in found[:1] if (hedge := _softened(reading.passage.lower, span))), None)
    if soft:
        return spoiled(soft, Rule.HEDGE)
    rival = _rival(reading, found)
    if rival:
        return spoiled(rival, Rule.CONTRADICTION)
    return filled(found[0] if found else None)


def rhythms(reading: Reading) -> list[Span]:
    """List every rhythm that is named, the same words only once."""
    found: dict[str, Span] = {}
    for pattern in (CADENCE, _CRON, _AFTER_EACH, _NAMED_DAYS):
        for match in pattern.finditer(reading.passage.lower):
            span = Span(*match.span())
            if _PAID.search(reading.passage.lower, max(0, span.start - 14), span.start):
                continue
            is_denied = _DENIED.search(reading.passage.lower, max(0, span.start - 12), span.start)
            if is_denied or reading.is_put_off(span):
                continue
            if not any(span.overlaps(other) for other in found.values()):
                found.setdefault(match[0].strip(), span)
    spans = sorted(found.values())
    return [span for span in spans if not _is_over(reading, span)] or spans


_PAID = re.compile(r"\d ?(?:k|€|\$|£|eur|euros?|chf|usd|gbp|m)\s$")
_FORMER = re.compile(
    r"\b(?:was|were|used to|formerly|previously|früher|bisher|vorher|war|waren|était|étaient|auparavant|antes|era|"
    r"last (?:year|season|winter|spring|summer|autumn))\b"
)


def _is_over(reading: Reading, span: Span) -> bool:
    """Tell whether a rhythm is only told of earlier times: "in spring it was every week"."""
    part = next((part for part in reading.parts if part.overlaps(span)), span)
    return bool(_FORMER.search(reading.passage.lower, *part))


_DENIED = re.compile(r"\b(?:no|not|not a|kein\w*|nicht|pas de?|sin|instead of) $")
# Five fields of numbers and stars; Slack's markup may have eaten a star at the end.
_CRON = re.compile(
    r"(?<![\w*])(?:@(?:daily|weekly|monthly)|"
    r"[\d*][\d*/,-]* [\d*][\d*/,-]*(?: [\d*/,-]+){1,2} [\d*,/a-z-]+)(?!\w)"
)
_AFTER_EACH = re.compile(
    r"\b(?:(?:the |every |each )?(?:day|morning|evening|night|week|hour|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day) )?"
    r"(?:after|before|following|at|upon|following|ahead of|(?:at |by )?(?:the )?(?:end|start|close|beginning) of|"
    r"nach|vor|bei|zu|am ende|après|avant|à la fin de|después de|antes de|al final de|tras)\s"
    r"(?:[\w-]{4,} (?:of|von|de) )?(?:each|every|"
    r"jede[mnrs]?|"
    r"chaque|cada)\s(?:[\w'-]+\s){0,2}?[a-zäöüéèñ-]{3,}|"
    r"\b(?:per|every|each|after|once per|once every|je|pro|alle|tous les|toutes les|cada|par|por|jede|"
    r"nach je(?:weils)?)\s"
    r"(?:\d[\d.,' ]*|(?:ten|twenty|fifty|hundred|thousand|zehn|zwanzig|fünfzig|hundert|tausend|dix|vingt|"
    r"cinquante|cent|"
    r"centaine de|mille|diez|veinte|cien|mil) )\s?(?:[a-zäöüéñ-]+\s)??(?!%)[a-zäöüéñ-]{3,}|"
    r"\b(?:chaque|par|toutes les?) (?:dizaine|vingtaine|centaine|millier)s? (?:de |d')[a-zéè-]+|"
    r"\bq\.? ?\d+ ?(?:d|w|m|days?|weeks?|months?)\b|"
    r"\b(?:once|twice|three times|\d+ ?x|einmal|zweimal|une fois|una vez) (?:per|a|every|each|pro|je|im|par|por|"
    r"al|cada) [a-zäöüñ-]{3,}|"
    r"\b(?:every|each) (?:other )?(?:fortnight|half-?year|term|season|closing)s?\b|\bhalbjährlich\w*|"
    r"\b(?:every|each|jede[ns]?|chaque|cada) (?:late |early )?(?:spring|summer|autumn|fall|winter|christmas|easter|"
    r"frühjahr|"
    r"frühling|sommer|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno|january|february|march|"
    r"april|may|"
    r"june|july|august|september|october|november|december|januar|märz|mai|juni|juli|oktober|dezember)\b|"
    r"\bjede[nsr]? \w*(?:tag|woche|monat|jahr|quartal|ersten|letzten|morgen|abend|schicht)\w*\b|"
    r"\b(?:every|each) (?:[a-z-]+ ){1,2}(?:day|morning|evening|night|week|weekend|month|shift|session|round|lot)s?\b|"
    r"\b(?:every|each|per) (?:[a-z-]+ ){0,2}(?:meeting|match|game|auction|tour|vintage|race|performance|edition|exam|"
    r"voyage|crossing|flight|campaign|closing|inventory|stocktake|audit|board|cycle|batch|run)s?\b"
)


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|"
    r"juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|"
    r"febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_NAMED_DAYS = re.compile(
    rf"\b(?:{_MONTH}, )*{_MONTH},? (?:and|und|et|y|&) {_MONTH}\b(?! \d)|"
    r"\bun \w+ sur (?:deux|trois)\b|\ble premier (?:\w+ )?(?:du|de chaque) mois\b|\blos (?:lunes|martes|"
    r"miércoles|jueves|viernes)\b|"
    r"\b(?:on )?the \d{1,2}(?:st|nd|rd|th)(?:,? (?:and|&) (?:the )?\d{1,2}(?:st|nd|rd|th)| of (?:each|every|"
    r"the) month)|"
    r"\b(?:every|each) (?:tenth|twentieth|fiftieth|hundredth|thousandth|zehnte\w?|hundertste\w?) [a-z-]{3,}|"
    r"\b(?:at |at the )?(?:month|quarter|year|shift|season|term) (?:close|end)\b|\bend of (?:each |every |"
    r"the )?(?:day|week|month|quarter|"
    r"year|shift|season|term|sprint)\b|"
    r"\b(?:in|at|during|with) (?:the|our|each) (?:annual|yearly|half-yearly|quarterly|monthly|weekly|daily|"
    r"(?:mon|tues|wednes|thurs|fri)day) "
    r"(?:[a-z-]+ )?[a-z-]{3,}|"
    r"\b(?:per|each|every) (?:[a-z-]+ ){1,2}(?:season|term|period|quarter|round)\b|\b(?:wöchentl|tägl|monatl|"
    r"mtl|jährl|quartalsw)\.|"
    r"\b(?:qtrly|wkly|mthly|hebdo|biwkly)\b|\bon (?:each|every) [a-z-]{4,}"
)


def _softened(text: str, span: Span) -> Span | None:
    before = _SOFT_BEFORE.search(text, max(0, span.start - 30), span.start)
    after = _SOFT_AFTER.match(text, span.end)
    if not before and not after:
        return None
    return Span(before.start() if before else span.start, after.end() if after else span.end)


_SOFT_BEFORE = re.compile(
    r"\b(?:maybe|perhaps|roughly|around|about|probably|possibly|ideally|hopefully|presumably|likely|"
    r"approximately|circa|"
    r"approx\.?|more or less|i guess|say|in theory|if all goes well|vielleicht|etwa|ungefähr|circa|ca\.|rund|wohl|"
    r"wahrscheinlich|idealerweise|möglichst|hoffentlich|so|peut-être|environ|idéalement|à peu près|si possible|"
    r"quizás?|"
    r"tal vez|idealmente|más o menos|aproximadamente|a ser posible)(?: (?:on|once|every|each|a|the|by|at))?,?\s*$"
)
_SOFTENER = (
    r"(?:or so|or thereabouts|give or take|more or less|roughly|if possible|if all goes well|maybe|perhaps|"
    r"probably|ideally|"
    r"hopefully|i guess|i think|if (?:we|they) (?:can|manage|find the time)|oder so|ungefähr|wenn möglich|"
    r"vielleicht|si possible|"
    r"environ|à peu près|más o menos|si es posible)"
)
_SOFT_AFTER = re.compile(rf"-?ish\b|\s?{_SOFTENER}\b|\s?[,(]\s?{_SOFTENER}(?=\s*(?:$|[.,;:)→]))|\s?(?:\?|\(\?\))")


def _rival(reading: Reading, found: list[Span]) -> Span | None:
    """Find a second rhythm that the first leaves no room for."""
    changed = second_thoughts(reading)
    if len(found) > 1:
        between = reading.passage.lower[found[0].end : found[1].start]
        if _EITHER.fullmatch(between) or _ONLY.search(between) or _PERHAPS.search(between):
            return found[1]
        if _is_set_anew(reading, found):
            return found[-1]
        if changed:
            return changed
    never = reading.search(_NEVER)
    return (changed or never) if never and found else None


_NEVER = re.compile(
    r"\b(?:never|niemals|nie|jamais|nunca)\b(?! (?:later|less|more|longer|retrained|changes?|"
    r"changed|learns?|updated|wakes?|pages?|writes?|sends?|acts?)\b)"
)


_EITHER = re.compile(
    r"\s?/\s?|,\s(?:that is|i\.e\.|meaning|so)\s(?:once |twice )?|,?\s(?:or|oder|ou|o|resp\.?|"
    r"bzw\.?)(?:\s(?:maybe|perhaps|rather|possibly|even|just|vielleicht|eher|peut-être|quizás?))?\s?"
)


_ONLY = re.compile(r"\b(?:only|just|solely|exclusively|nur|seulement|uniquement|sólo|solo|solamente)\b")


_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|hopefully|ideally|vielleicht|eventuell|peut-être|quizás?|tal vez)\b"
)


def _is_set_anew(reading: Reading, found: list[Span]) -> bool:
    """Tell whether a later sentence gives the same reviewer another rhythm."""
    first, last = found[0], found[-1]
    if same_clause(reading, first, last):
        return False
    others = [party.span for party in reading.parties if not any(party.span.overlaps(span) for span in found)]
    who = {reading.passage.lower[span.start : span.end].split()[-1] for span in others}
    return len(who) <= 1


CADENCE = re.compile(
    r"\bafter every \d+(?:st|nd|rd|th) \w+|\bsprint review\b|\b(?:at )?(?:month|quarter|year)[ -]end\b|"
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?: ?[+&/,] ?(?:mon|tue|wed|thu|fri|sat|sun))+\b|"
    r"\b(?:(?:every|each|jede[nrsm]?|alle|tous les|toutes les|chaque|cada)\s(?:(?:other|second|third|2nd|"
    r"3rd|first|last|single|zweiten?|dritten?|ersten?|letzten?|\d+|two|three|four|six|zwei|drei|vier|deux|"
    r"trois|dos|tres)\s)*(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?|mornings?|evenings?|"
    r"nights?|shifts?|sprints?|releases?|weekdays?|fortnights?|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|"
    r"thu(?:rsday)?|fri(?:day)?|satur(?:day)?|sun(?:day)?)s?|"
    r"(?:every|each|jede[nrsm]?|alle|tous les|toutes les|chaque|cada)\s(?:\w+\s){0,2}(?:tage?n?|wochen?|"
    r"monate?|quartale?|jahre?|(?:montag|dienstag|mittwoch|donnerstag|freitag)(?:e|morgen|früh|abend|mittag|"
    r"vormittag|nachmittag)?|schichten?|jours?|"
    r"semaines?|mois|trimestres?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|días?|semanas?|meses|mes|"
    r"trimestre|lunes|martes|miércoles|jueves|viernes|run|batch|release|deployment|closing|month-?end|"
    r"quarter-?end|\d+(?:[.,]\d+)* \w+|term|semester|season|harvest)|"
    r"daily|weekly|bi-?weekly|fortnightly|monthly|bi-?monthly|quarterly|qu?a?rte?r?ly|yearly|annually|"
    r"half-?yearly|(?:semi|bi|tri)-?annual(?:ly)?|hourly|nightly|(?:once|twice|\d+ ?x|three times|four times|einmal|"
    r"zweimal|dreimal|une fois|deux fois|una vez|dos veces)\s?(?:a|per|every|each|in der|im|pro|par|por|"
    r"al|a la|/)?\s?(?:\w+\s)?(?:day|week|month|quarter|year|shift|sprint|term|semester|season|harvest|"
    r"release|tag|woche|monat|quartal|jahr|jour|semaine|mois|an|trimestre|día|semana|mes|año)|"
    r"(?:on |at |am |jeden )?(?:the )?(?:first|1st|second|2nd|third|3rd|last|ersten|letzten|premier|"
    r"primer|\d+\.|\d+(?:st|nd|rd|th))\s(?:\w+\s)?(?:day|business day|working day|of (?:the|each|"
    r"every) month|mon|tues|wednes|thurs|fri|monday|tuesday|wednesday|thursday|friday|werktag|montag|"
    r"dienstag|mittwoch|donnerstag|freitag|lundi|lunes)\w*(?: of (?:the|each|every) (?:month|quarter|"
    r"year))?|(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|montags|dienstags|"
    r"mittwochs|donnerstags|freitags)|"
    r"(?:on|am|le|el) (?:monday|tuesday|wednesday|thursday|friday|montag|dienstag|mittwoch|donnerstag|"
    r"freitag|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|jueves|viernes)|täglich\w*|wöchentlich\w*|"
    r"monatlich\w*|quartalsweise|vierteljährlich\w*|jährlich\w*|halbjährlich\w*|14-?tägig\w*|"
    r"zweiwöchentlich\w*|quotidien\w*|hebdomadaire\w*|mensuel\w*|trimestriel\w*|annuel\w*|diari\w+|"
    r"semanal\w*|quincenal\w*|mensual\w*|trimestral\w*|anual\w*|"
    r"(?:per|a|each|after every|after each|at the end of (?:each|every|the)) (?:day|week|month|quarter|"
    r"year|shift|sprint|release|batch|run)|after (?:every |each )?\d[\d.,]* \w+|(?:mon|tue|wed|thu|"
    r"fri)[- ]\w*\s?\d\d?[:.h]\d\d|q1\s?[,/&]\s?q2|month-?end|quarter-?end|in (?:january|april|july|"
    r"october) and)\b|\b\d+ ?x ?/ ?(?:day|week|month|quarter|year|tag|woche|monat)|/ ?(?:week|month|day)\b"
)
_NO_RHYTHM = re.compile(
    r"\b(?:some|most|many|few|every few|every couple of|several times|a few times|a couple of times|"
    r"a handful of) (?:times |of )?"
    r"(?:the |a |per )?(?:minutes|hours|days?|weeks?|months?|quarters?|years?|shifts?|sprints?|(?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)days?)\b|"
    r"\b(?:alle paar|ein paar mal|mehrmals|manche|plusieurs fois|tous les quelques|varias veces|cada pocos) \w+|"
    r"\bwhen(?:ever)? (?:we|i|they|there|he|she|it|you|people|time|somebody|someone|anyone|nobody|possible|asked)\b|"
    r"\b(?:irregular(?:ly)?|on demand|on request|unregelmäßig|auf zuruf|auf anfrage|nach bedarf|wenn (?:zeit|"
    r"nötig|es|wir|er|sie)|"
    r"à la demande|quand (?:on|il|elle|nous)|cuando (?:haga|sea|hay|podamos|se)|as and when|time permitting|"
    r"at random (?:times|moments|intervals)|"
    r"every so often|every once in a while|gelegentlich|hin und wieder|de temps en temps|a veces|permanently|"
    r"(?:when|if|as) (?:the )?\w+ (?:allows?|permits?)|capacity permitting|"
    r"constantly|in (?:\w+ )?intervals|"
    r"all the time|24/7)\b|"
    r"\b(?:aussi souvent que|so oft (?:wie|es|wir)|tan a menudo como|as often as) \w+|"
    r"\b(?:regular(?:ly)?|periodically|from time to time|occasionally|(?<!too )often|frequently|continuous(?:ly)?|"
    r"ongoing|as (?:often as )?(?:needed|appropriate|required|necessary)|when(?:ever)? (?:needed|"
    r"necessary|required|there is time)|if (?:needed|necessary)|ad[- ]?hoc|now and then|regelmäßig|"
    r"bei bedarf|laufend|ab und zu|régulièrement|si besoin|regularmente|de vez en cuando|closely|timely|"
    r"soon|sometimes|at some point|once in a while|every now and then)\b"
)
