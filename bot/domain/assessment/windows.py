"""Over what a number is measured: a time window, or a named evaluation set or sample with a period or a size."""

import re
from dataclasses import dataclass

from bot.domain.assessment.lexicons.actions import ACTING_VERBS, COMPUTING_VERBS
from bot.domain.assessment.lexicons.numbers import TIME_UNIT
from bot.domain.assessment.passage import Passage, Span

_COUNT = (
    r"(?:\d+(?:[.,]\d+)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|"
    r"sixty|ninety|half an?|zwei|drei|vier|fünf|sechs|sieben|acht|zehn|vierzehn|dreißig|deux|trois|quatre|"
    r"sept|huit|dix|quinze|trente|dos|tres|cuatro|siete|diez|treinta|einer?|einem|un|une|una)"
)
_LENGTH = rf"(?:\d+(?:[.,]\d+)?[ -]?|{_COUNT}[ -]){TIME_UNIT}"
_PERIOD = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|shifts?|nights?|weekdays?|"
    r"weekends?|mornings?|evenings?|"
    r"business days?|working days?|calendar (?:days?|weeks?|months?|quarters?|years?)|billing (?:cycles?|"
    r"periods?|runs?)|"
    r"sprints?|releases?|seasons?|semesters?|terms?|school (?:years?|terms?)|harvests?|fiscal (?:years?|"
    r"quarters?|months?)|"
    r"mon(?:days?)?|tue(?:sdays?)?|wed(?:nesdays?)?|thu(?:rsdays?)?|fri(?:days?)?|satur(?:days?)?|sun(?:days?)?|"
    r"payroll runs?|pay periods?|batch(?:es)?|runs?|closings?|cycles?|campaigns?|flights?|voyages?|trips?|"
    r"vintages?|tours?|auctions?|(?:home |away )?(?:games?)|(?:home |away )?match(?:es)?(?= *(?:$|[.,;)]))|"
    r"match ?days?|crossings?|editions?|"
    r"exam (?:sessions?|rounds?)|sittings?|performances?|races?|"
    r"events?|festivals?|concerts?|tournaments?|shows?|fortnights?|half-?years?|trimesters?|annum|decades?|quinzaines?|"
    r"[\w-]+(?:monat|woche|jahr|quartal|schicht|periode|saison|lauf|tag)|halbjahre?|saisons?|temporadas?|jornadas?|"
    r"semestres?|campagnes?|campañas?|ernten?|woche(?:nende)?|spieltage?|"
    r"h|d|wk|min|sec|hr|mo|yr|"
    r"stunde|tag|woche|kalendermonat|kalenderjahr|geschäftsjahr|monat|quartal|jahr|schicht|minute|sekunde|"
    r"kalenderwoche|kw|lauf|charge|"
    r"heure|jour|nuit|semaine|mois|trimestre|an|année|poste|hora|día|dia|noche|semana|mes|año|turno)"
)
_ROUND = (
    r"(?:periods?|rounds?|loads?|rotations?|milkings?|matchdays?|"
    r"inventor(?:y|ies)|stocktakes?|sowings?|firings?|brews?)"
)
_EACH = (
    r"(?:per|each|every|any|any given|any one|in any|a|an|one|the|pro|je|jeden?|jede|par|chaque|por|cada|"
    r"al|à la)"
)
_OVER = (
    r"(?:over|across|during|throughout|in|within|for|inside|on|of|innerhalb(?: von)?|über|während|binnen|"
    r"im|in den|sur|pendant|dans|en|durante|aggregated|averaged|averages?|"
    r"measured|computed|evaluated|calculated|tracked|checked|reviewed|counted)"
)
_NO_QUALIFIER = (
    r"and|or|of|in|on|at|for|to|with|within|over|than|more|less|is|are|was|we|it|time|case|cases|ticket|order|"
    r"page|percent|"
    r"long|short|least|most|by|from|until|after|before|then|per|each|every|week|month|day|hour|and|und|oder|et|"
    r"ou|y|o|de|du|del"
)
_LAST = (
    r"(?:last|past|previous|prior|preceding|trailing|rolling|moving|sliding|first|any|a|an|the|each|every|"
    r"consecutive|full|letzten|vergangenen|rollierenden?|gleitenden?|derniers?|dernières?|últim[oa]s)"
)
_CLOCK = r"\d{1,2}(?::\d\d| ?[ap]\.?m\b\.?| ?uhr| ?h(?:\d\d)?)"
_WINDOWS = (
    rf"(?<![\w])(?<!inferior )(?<!superior )(?<!mayor )(?<!menor )(?:{_LAST} )(?:{_LAST} )?{_LENGTH}(?: (?:rolling|"
    rf"moving|sliding))?(?: (?:window|average|mean|"
    rf"period))?",
    rf"{_LENGTH}[ -](?:rolling|moving|sliding|trailing|window|average|avg|mean|period|median|fenster)\b",
    rf"{_COUNT} ?(?:consecutive|successive|straight|full|aufeinanderfolgenden?) (?:calendar |"
    rf"business )?{_PERIOD}\b",
    rf"{_COUNT} (?:business |working )?(?:days|weeks|months|shifts|runs|batches|nights|hours|wochen|tage|"
    rf"schichten) (?:in a row|running|straight|in folge|hintereinander)",
    r"\b(?:daily|weekly|monthly|quarterly|hourly|yearly|annually|biweekly|nightly|fortnightly|"
    r"wöchentlich\w*|täglich\w*|monatlich\w*|quartalsweise|jährlich\w*|stündlich\w*|hebdomadaires?|"
    r"mensuel\w*|quotidien\w*|semanal\w*|mensual\w*|diari[oa]\w*)\b",
    rf"(?:/ ?|(?<![\w]){_EACH}[ -]){_PERIOD}(?![\w-])",
    rf"(?<![\w])(?:per|each|every|any|pro|jede[rnms]?|je|par|chaque|por|"
    rf"cada) (?:(?!(?:{_NO_QUALIFIER})\b)[a-zäöüé-]+ ){{0,2}}?"
    rf"(?:{_PERIOD}|{_ROUND})(?![\w-])",
    rf"\b(?:over|across|during|throughout|in|within|for|pendant|durante|während|über|sur|dans|en|binnen|innerhalb|"
    rf"averaged over|measured over) "
    rf"(?:(?:the|one|a|an|any|each|whole|full|entire|given|single|complete|der|die|das|el|ein(?:e[rnms]?)?|une?|la|"
    rf"le) ){{1,3}}"
    rf"(?:(?!(?:{_NO_QUALIFIER})\b)[a-zäöüé-]+ )?{_PERIOD}(?![\w-])",
    r"\b(?:over|during|in|throughout|across) (?:the )?(?:harvest|season|vintage|term|semester|lambing|calving|"
    r"ramadan|carnival)\b",
    rf"\b(?:over|during|in|within) (?:the |its |our )?[\w-]+'s {_LENGTH}",
    rf"\b(?:per|each|every|any|pro|je|par|por) {_LENGTH}",
    rf"\b(?:each|every|any|both|all) of (?:the |our )?(?:{_LAST} )?{_COUNT} {_PERIOD}",
    rf"\b(?:over|across|during|in|within|for|on)(?: (?:the|any|a|all))?(?: {_LAST})* {_COUNT} [a-zäöü]{{3,}} "
    r"(?:days|weeks|months|shifts|nights|hours|runs|sessions|tage|wochen)\b",
    rf"\b{_COUNT} (?:of|in|out of) (?:any |the )?(?:last |past )?{_COUNT} (?:consecutive )?{_PERIOD}\b",
    rf"\b\d+-(?:{_PERIOD}|tages?|wochen|monats)[ -](?:mean|average|avg|median|mittel|schnitt|durchschnitt|"
    rf"fenster|window)\b",
    r"\bl\d{1,3}[dwm]\b|\bp\.a\.|\b(?:wöchentl|tägl|monatl|mtl|jährl|quartalsw)\.|\bhebdo\b|\bon (?:weekdays|"
    r"weekends|workdays)\b|"
    r"\bfrom (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:to|until|through) (?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day\b|"
    r"\b(?:at )?(?:the )?(?:end|close) of (?:the |each |every |a )?(?:day|week|month|quarter|year|shift|season|"
    r"term)\b|"
    r"\bduring the (?:january|february|march|april|may|june|july|august|september|october|november|december) \w+",
    r"\bby (?:the )?(?:hour|day|week|month|quarter|year|season|shift)\b",
    r"\b(?:in|during|for|over|of|on|at|the|through|von)?\s?(?:q[1-4]|h[12])[ /-]?(?:20\d\d|'?\d\d)?\b",
    r"\b(?:in|during|for|over|through|from|of|since|until|by end of)\s(?:the )?(?:month of )?(?:january|"
    r"february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec|januar|februar|märz|juni|juli|oktober|dezember|"
    r"mai)\b(?:[ -]\w+)?(?:[ ]?20\d\d)?",
    r"\b(?:month|week|quarter|year|day|sprint|shift|season|semester|term)(?:[- ](?:to[- ]date|end|"
    r"over[- ]\w+|on[- ]\w+))",
    r"\b(?:in|on|within|during|en|am|im|dans|durante) (?:the |an? |der |dem |ein(?:em|er) |el |une? |una |l[ea] )?"
    rf"(?:same|selben|gleichen|même|mism[oa]) {_PERIOD}(?![\w-])",
    rf"\b(?:between|from|zwischen|von|entre|de) {_CLOCK} (?:and|to|until|und|bis|et|à|y|a) {_CLOCK}(?!\w)",
    r"\b(?:same|calendar|business|fiscal|billing|this|next|rolling|previous|last) (?:day|week|month|"
    r"quarter|year|shift|night|season|semester|sprint)\b",
    r"\b(?:im (?:laufenden |selben )?(?:monat|jahr|quartal)|in der woche|in einer woche|am tag|al mes|"
    r"a la semana|al año|al día)\b",
    r"\b\w*(?:wochen|monats|tages|jahres|quartals)(?:mittel|schnitt|durchschnitt|wert)\b|\b(?:first|"
    r"second|third|fourth) (?:quarter|month|week|year)\b|"
    r"\bper \w+ and (?:day|week|month|quarter|year|shift|season)\b",
    r"\b(?:ytd|mtd|qtd|wow|mom|yoy|overnight)\b",
)
_WINDOW = re.compile("|".join(_WINDOWS))
_DURING = re.compile(
    rf"(?<![\w])(?:over|across|during|throughout|in|within|after|for|nach|innerhalb(?: von)?|über|während|"
    rf"binnen|in|pendant|dans|sur|en|durante)\s(?:(?:any|a|the|one|each|every)\s)?{_LENGTH}"
)
_BARE = re.compile(rf"(?<![\w]){_LENGTH}")

_SET = (
    r"(?:(?:hold-?out|held-?out|eval(?:uation)?|test|golden?|validation|benchmark|reference|labell?ed|"
    r"annotated|acceptance|audit(?:ed)?|review(?:ed)?|blind|random|hand-?labell?ed|"
    r"stratified|control|pilot|regression|back-?test|historical|frozen|sampled?|qa)[ -])*"
    r"(?:test ?sets?|testsets?|test ?data|eval(?:uation)?[- ]?sets?|hold-?outs?|golden ?sets?|goldens?|"
    r"data ?sets?|samples?|stichproben?|benchmarks?|cohorts?|corpus|gold standard|panel|testmenge|"
    r"testdatensatz|échantillon|muestra|random|audits?|set)"
)
_SIZE = r"(?:\bn ?[=≥>] ?\d[\d.,' ]*|(?<![\w.,])(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)k?(?![.,]?\d|\s?%))"
_SAMPLE_NOUN = (
    r"(?!(?:stars|points|sterne|punkten?|seconds|minutes|hours|percent|average)\b)(?:tickets?|invoices?|cases?|claims?|"
    r"documents?|docs?|files?|records?|rows?|samples?|examples?|"
    r"items?|orders?|calls?|emails?|mails?|messages?|chats?|conversations?|images?|"
    r"photos?|scans?|pages?|requests?|queries|questions?|answers?|transactions?|bookings?|contracts?|"
    r"applications?|reports?|letters?|predictions?|outputs?|decisions?|drafts?|summaries|"
    r"transcripts?|parcels?|shipments?|deliveries|products?|skus?|listings?|articles?|routes?|forecasts?|"
    r"units?|parts?|inspections?|patients?|referrals?|alerts?|entries|lines?|pairs?|"
    r"returns?|reviews?|essays?|cvs?|résumés?|resumes?|candidates?|notes?|submissions?|readings?|stays?|"
    r"runs?|picks?|rechnungen|belege|fälle|dokumente|stück|factures|facturas|dossiers|cas|casos|"
    r"[a-zäöüß]{4,}(?:s|en|e))"
)
_SAMPLES = re.compile(
    rf"\bn ?[=≥>] ?\d[\d.,' ]*|{_SET}(?: v\d[\w.]*)?[ (:,]{{1,3}}(?:(?:of|with|has|contains|n|size|is|the|"
    rf"last|at least|all|our|=|from) ?){{0,4}}{_SIZE}(?![.,]?\d|\s?%)|"
    rf"{_SIZE}[- ](?:[a-zäöüßé-]+ ){{0,4}}?{_SET}\b|"
    rf"(?<![\w])(?:on|over|across|out of|against|per|every|each|an|je|pro|auf|last|first|latest|sampling|"
    rf"sample|random)\s"
    rf"(?:(?:a|the|our|at least|min\.?|last|first|next|latest|random|of|sample|set|these|those|any|all|"
    rf"same|every|any|rolling|each|"
    rf"consecutive)\s){{0,4}}\d[\d.,']*(?: \d{{3}})*k?\s(?:[a-zäöüßé-]+ ){{0,3}}?{_SAMPLE_NOUN}\b"
)
_NAMED_SET = re.compile(
    rf"{_SET}[^.;\n]{{0,60}}?(?:\b(?:v\d|q[1-4]|20\d\d|january|february|march|april|may|june|july|august|"
    rf"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b)|"
    rf"(?:q[1-4]|20\d\d|january|february|march|april|may|june|july|august|september|october|november|"
    rf"december)\b[\w/ '-]{{0,25}}?{_SET}\b"
)
_LASTS = re.compile(
    r"(?:latency|times?|duration|delays?|age|wait|response|turnaround|p\d\d|takes?|lasts?|offline|down|"
    r"dauer|zeit|dauert|durée|délai|tiempo|older|is|are|stays?)\s$"
)
_DONE = re.compile(
    r"(?:ed|(?<!\bc)(?<!perc)(?<!proz)ent|aid|one|ade|unt|old|ck|ply|ply time|swer|ready|live|available|closed|"
    r"response|reply|back|out|turnaround|delivery|deliver|resolve|answer|respond|pay|finish|complete|process|return|arrive|"
    r"call|contact|"
    r"beantwortet|erledigt|bezahlt|gelöst|bearbeitet|geliefert)\s?$"
)


_DONE_AFTER = re.compile(
    r"\s(?:ge\w+t|ge\w+en|\w+(?:schickt|ledigt|antwortet|arbeitet|liefert|zahlt)|answered|closed|sent|paid|resolved|"
    r"delivered)"
    r"\b"
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time or of cases, and whether it may as well be a deadline ("answered within 4 hours")."""

    span: Span
    is_sample: bool = False
    may_be_deadline: bool = False


def find_windows(passage: Passage) -> tuple[Window, ...]:
    """Find every window, samples included, in the order written."""
    found = [_window(passage.lower, match) for match in _WINDOW.finditer(passage.lower)]
    found += [_during(passage.lower, match) for match in _DURING.finditer(passage.lower)]
    found += [
        Window(Span(*match.span()), is_sample=True)
        for match in _SAMPLES.finditer(passage.lower)
        if not _is_told_what_to_do(match[0]) and not _FEW.match(match[0])
    ]
    found += [Window(Span(*match.span()), is_sample=True) for match in _NAMED_SET.finditer(passage.lower)]
    return tuple(sorted(found, key=lambda window: window.span))


_LIMITING = re.compile(
    r"(?:within|in|inside|innerhalb|binnen|dans|en) .*?(?:day|hour|minute|tag|stunde|jour|heure|hora|día)$"
)


def _window(text: str, match: re.Match[str]) -> Window:
    return _during(text, match) if _LIMITING.fullmatch(match[0]) else Window(Span(*match.span()))


_FEW = re.compile(r"(?:[a-z]+ ){0,3}\d[ -](?!\d)")  # "2 lost samples" are what is counted, not what it is counted on


def _is_told_what_to_do(words: str) -> bool:
    """Tell a limit in front of an order ("over 50, approve") from a sample ("over 500 invoices")."""
    return words.split()[-1] in _ORDERS


_ORDERS = {verb for verb in (*ACTING_VERBS, *COMPUTING_VERBS) if verb.endswith("e")} - {
    "invoice",
    "file",
    "page",
    "trade",
}


def _during(text: str, match: re.Match[str]) -> Window:
    before = text[max(0, match.start() - 40) : match.start()]
    is_done = _DONE.search(before) or _DONE_AFTER.match(text, match.end())
    deadline = not match[0].startswith("over") and bool(is_done)
    return Window(Span(*match.span()), may_be_deadline=deadline or bool(_LASTS.search(before)))
