"""Which words fill the slots of the monitoring plan: what rings for whom, and who looks when."""

import re

from bot.domain.assessment import hands
from bot.domain.assessment.alternatives import rival, shut_out
from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.conditions import is_trouble
from bot.domain.assessment.contracts.common import decided_against, named, reachable, undecided_value
from bot.domain.assessment.contradictions import rivals
from bot.domain.assessment.lexicons.noise import ALERT_NOISE
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS, GENERIC, PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind, is_role
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.rhythms import rhythm
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled
from bot.domain.assessment.told import looking, told
from bot.domain.assessment.trends import trend
from bot.domain.assessment.vagueness import vague_test

_SINGLE = re.compile(
    r"^\W*(?:an?|one|the first|eine?|un|une|una) |\b(?:any|each|every|a single|even one|single|first|once|"
    r"zero|jede\w*|einmal|ein einziger?|chaque|un seul|cualquier|un solo)\b|\b(?:if|when|whenever|"
    r"as soon as|in case|wenn|falls|sobald|si|cuando|quand|lorsque)\b|→"
)
_HAS = re.compile(r"\b(?:has|have|had|are|is|were|trained|looks?|reviews?|samples?|bought|use[sd]?)\b")
_CASE = re.compile(
    r"\b(?:in a row|consecutive|hintereinander|in folge|de suite|seguid[oa]s|if|when|whenever|once|as soon as|at|"
    r"after|wenn|falls|sobald|bei|ab|si|quand|cuando)\b|→"
)
_GAUGE = re.compile(
    r"\b(?:queue|backlog|depth|length|pending|open|waiting|concurrent|size|lag|score|index|level|"
    r"temperature|age|psi|kappa|f1|auc|ratio|rate|share|latency|drift|divergence|cosine|storage|disk|"
    r"memory|cpu|stock|inventory|p\d\d|in a row|consecutive|hintereinander|nacheinander|in folge|"
    r"probability|confidence|deviation|entropy|quote|anteil|per|pro|je)\b"
)


def alert(reading: Reading) -> Fillings:
    """Read a signal with the value at which it rings, and who hears it."""
    if against := decided_against(reading, _ALERTING):
        return dict.fromkeys(("signal", "threshold", "recipient"), filled(against))
    found = signal(reading)
    if not any(filling.span for filling in found.values()) and not reading.search(_RINGING):
        return {}
    is_only_made = not any(filling.span for filling in found.values()) and reading.search(_MADE_BY)
    return {**found, "recipient": ABSENT if is_only_made else _undisputed(reading, _recipient(reading))}


_MADE_BY = re.compile(
    r"\b(?:set up|built|configured|done|handled|owned|maintained|provided|created|prepared|installed|run|defined|"
    r"implemented|eingerichtet|gebaut) (?:by|from|von|par|por)\b"
)


_ALERTING = r"(?:alerts?|alerting|alarms?|paging|pages|notifications?|alarme?\w*|alertes?|alertas?)"
_REVIEWING = r"(?:reviews?|reviewing|review round|prüfung\w*|revues?|revisi[óo]n\w*)"
_OR_ANYONE = re.compile(
    r"(?:\bor|\boder|\bou|\bo|,)\s(?:whoever|whichever|whomever|someone|somebody|anyone|anybody|wer (?:auch|"
    r"gerade)|jemand|"
    r"quelqu'un|alguien|quien)\b"
)


def _undisputed(reading: Reading, who: Filling) -> Filling:
    """Spoil a party whom another sentence shuts out."""
    if who.span is None or not who.is_filled:
        return who
    anyone = _OR_ANYONE.search(reading.passage.lower, who.span.end)
    if anyone:
        return spoiled(Span(*anyone.span()), Rule.COLLECTIVE)
    against = rival(reading, who.span, (party.span for party in reading.parties)) or shut_out(reading, who.span)
    return spoiled(against, Rule.CONTRADICTION) if against else who


_RINGING = re.compile(
    r"\b(?:page[sd]?|pager\w*|alert\w*|alarm\w*|notif\w+|ping\w*|sms|calls?|mails?|emails?|informs?|"
    r"informed|wakes?|woken|tells?|"
    r"anruf\w*|klingelt|appels?|appelée?|llamada|aviso|on-?call|opsgenie|rings?|bekommt|wird (?:gerufen|geweckt|"
    r"informiert))\b|→|<[@#!]"
)


_TOLD = re.compile(
    r"(?:→|\b(?:to|page[sd]?|ping(?:s|ed)?|notif(?:y|ies|ied)|calls?|alerts?|alarms?|sms|mail[s]?|"
    r"email[s]?|informs?|wakes?|tells?|via|in|into|at|by|"
    r"an|à|au|aux|a|al|bei|beim|goes to|the|von|vom|des|du|del|,|:|;)|"
    r"[,:;-])\s*(?:the |our |an |a |den |die |das |der )?$"
)
_HEARS = re.compile(
    r"\s*(?:gets?|is|are|receives?|bekommt|bekommen|erhält|wird|will|has to|looks|stops|must|picks|reçoit|"
    r"recibe|jumps|is paged|rings)\b"
)


def _recipient(reading: Reading) -> Filling:
    """Take whoever is told: first of all an account or a channel anywhere, then a role the alarm is sent to."""
    text = reading.passage.lower
    for party in sorted(named(reading), key=lambda party: not text.startswith("<", party.span.start)):
        before = text[max(0, party.span.start - 24) : party.span.start]
        is_told = not before.strip() or _TOLD.search(before) or _HEARS.match(text, party.span.end)
        if party.kind is not Kind.ROLE or is_told:
            return filled(party.span)
    somebody = told(reading.passage)
    if somebody and not reading.is_put_off(somebody):
        return filled(somebody)
    who = reachable(reading)
    return who if who.rule else ABSENT


def signal(reading: Reading) -> Fillings:
    """Read a signal and its threshold; a testable single event fills both."""
    bounds = [bound for bound in (*reading.numbers.bounds, *reading.numbers.bare) if _may_ring(reading, bound)]
    if _is_goal(reading, bounds):
        return {}
    hedged = next((bound.hedge for bound in bounds if bound.hedge), None) or _guessed(reading)
    named = _signal(reading, bounds)
    if hedged:
        return {"signal": named, "threshold": spoiled(hedged, Rule.HEDGE)}
    if another := rivals(reading, bounds):
        return {"signal": named, "threshold": spoiled(another, Rule.CONTRADICTION)}
    if bounds:
        return {"signal": named, "threshold": filled(bounds[0].span), "window": _window(reading, bounds)}
    unset = undecided_value(reading) or reading.search(_NO_VALUE)
    moved = trend(reading)
    vague = unset or vague_test(reading.passage, reading.passage.whole, ()) or moved
    if vague:
        too_much = _TOO_MUCH.search(reading.passage.lower)
        is_measurable = unset or moved or _measured(reading) or too_much or _surges(reading)
        return {"signal": named if is_measurable else ABSENT, "threshold": spoiled(vague, Rule.ADJECTIVE)}
    event = _SINGLE.search(reading.passage.lower) or _TOO_LATE.search(reading.passage.lower)
    is_failure = bool(reading.windows) and any(is_trouble(reading.passage, clause) for clause in reading.clauses)
    lasts = any(_LASTS.match(reading.passage.lower, window.span.start) for window in reading.windows)
    if named.is_filled and (event or is_failure or lasts):
        return {"signal": named, "threshold": named}
    return {"signal": named if _measured(reading) else ABSENT}


# A limit that is only called one: "passes a limit", "above the agreed threshold", "leaves the normal range".
_NO_VALUE = re.compile(
    r"\b(?:lots|a lot|plenty|loads|tons|masses|heaps|dozens|a (?:number|bunch|handful|couple|series)) of\b|"
    r"\b(?:beaucoup d|plusieurs|much[oa]s|vari[oa]s|viele|mehrere|etliche)\w*\b|"
    r"\b(?:x{1,3}|y|n|z|\?+)\s?(?:%|percent|prozent|minutes|hours|min|h|€|eur|cases|times|per)(?![\w])|"
    r"\b(?:exceed|pass|cross|reach|hit|breach|leave|surpass|overrun|violat|overshoot|undershoot|over|above|below|under|"
    r"beyond|outside|past|out of|away from|überschreite|unterschreite|verlässt|über|unter|dépasse|franchi|sous|"
    r"au-dessus d|supera|por encima d|fuera d)\w*\s"
    r"(?:of |its |the |our |an? |any |some |their |de |der |die |das |den |le |la |el |un |une |una |certain |"
    r"bestimmte\w* |"
    r"normal |usual |agreed |defined |critical |tolerable |acceptable |allowed |permitted |given |set |sane |safe |"
    r"certaine? "
    r"|cierto |cierta )+(?:limits?|thresholds?|levels?|values?|targets?|marks?|lines?|ranges?|norms?|bounds?|"
    r"tolerances?|"
    r"corridors?|budgets?|bands?|maximum|minimum|grenzwert\w*|grenze|schwelle\w*|rahmen|bereich|wert|seuils?|limites?|"
    r"norme|umbral(?:es)?|límites?|rango)\b(?! (?:of |is |= |: )?\d)"
)
_LASTS = re.compile(
    r"(?:for |over |after |seit |mehr als |länger als |depuis |pendant |plus de |más de |durante )(?:more than |"
    r"over |longer than |at least )?"
    r"(?:\d|two|three|five|ten|half|an? )"
)
_TOO_LATE = re.compile(
    r"\b(?:not|no|n't|missing|absent|nothing|nicht|kein\w*|fehlt|pas|aucun\w*|falta|ning[uú]n\w*|"
    r"sin)\b[^.;→]{0,40}?\b"
    r"(?:by|before|until|till|at|after|bis|um|vor|à|avant|a las|antes de)\s(?:the )?"
    r"\d{1,2}(?::\d\d|h\d*| ?[ap]\.?m| ?uhr|\b)"
)
_GOAL = re.compile(r"\b(?:at least|target|goal|mindestens|au moins|al menos|ziel)\b")


def _is_goal(reading: Reading, bounds: list[Bound]) -> bool:
    """Tell whether the number is what success looks like, and so no reason to ring."""
    first = bounds[0].comparator if bounds else None
    if bounds and bounds[0].quantity.unit != "%":
        return False
    return bool(first and _GOAL.search(reading.passage.lower, *first) and not _SINGLE.search(reading.passage.lower))


_TOO_MUCH = re.compile(
    r"\btoo (?:many|much|often|high|low|slow|long|few|late|warm|cold|hot|big|small)\b|\b(?:zu|trop|demasiado) \w{3,}\b|"
    r"\b(?:many|several|numerous|multiple|frequent|repeated) [a-z]{3,}"
)
_MEASURED = re.compile(
    r"(?<![\w-])(?:forecasts?|estimates?|predictions?|complaints?|overrides?|rate|share|ratio|cost|"
    r"(?<!real )(?<!right )(?<!any )(?<!same )(?<!the )(?<!due )(?<!in )(?<!on )(?<!of )(?<!every )time(?!-)|"
    r"latency|number|count|score|taux|nombre|tasa|número|anzahl|\w+quote|\w+rate|"
    r"fehler\w*|margin|volume|"
    r"length|age|delays?|readings?|level|returns|rejections?|refusals?|corrections?|escalations?|wrong \w+|"
    r"missed \w+|"
    r"false \w+|duplicates?|mis[a-z]{4,}s)\b"
)


_SURGES = re.compile(
    r"([a-zäöü-]{4,})\s(?:go(?:es)? through|skyrocket|pil(?:e|es|ing) up|soar|explod|shoot|surg|spik|run)|"
    r"\b(?:spike|surge|jump|peak|flood|wave|burst|rise|uptick|increase|unusual (?:number|amount)) (?:in|"
    r"of) (?:the )?([a-zäöü-]{4,})"
)


def _surges(reading: Reading) -> bool:
    """Tell whether a noun of its own is said to surge: it is a signal, only without a number."""
    found = _SURGES.search(reading.passage.lower)
    noun = (found[1] or found[2]) if found else None
    return noun is not None and noun not in GENERIC and noun not in FUNCTION_WORDS


def _measured(reading: Reading) -> bool:
    return bool(_MEASURED.search(reading.passage.lower))


def _may_ring(reading: Reading, bound: Bound) -> bool:
    quantity = bound.quantity
    if reading.is_put_off(quantity.span):
        return False
    if quantity.noun and reading.windows and not _HAS.search(reading.passage.lower):
        return True
    if not bound.comparator and _TIMES.match(reading.passage.lower, quantity.number.end):
        return False
    if not bound.comparator and quantity.noun and are_staff(reading, quantity.noun):
        return False
    has_cue = bool(quantity.unit and quantity.unit not in ("currency", "size")) or 0 < quantity.value < 1
    return bool(bound.comparator) or has_cue or bool(quantity.noun and _CASE.search(reading.passage.lower))


_SUFFER = re.compile(
    r"\b(?:complain\w*|refus\w*|injur\w*|hurt|harmed|miss\w*|quit|resign\w*|report\w*|fall|wrong\w*|beschwer\w*|verletz\w*|"
    r"se plaign\w*|blessé\w*|se quej\w*|herid\w*)\b"
)


def are_staff(reading: Reading, noun: Span) -> bool:
    """Tell whether people are only counted: "2 conductors have a say", but "3 nurses complain"."""
    is_person = is_role(reading.passage.lower[noun.start : noun.end])
    return is_person and not reading.search(_SUFFER)


def _guessed(reading: Reading) -> Span | None:
    """Find the guess at the only value there is: "climbing to perhaps 6"."""
    values = (*reading.numbers.bounds, *reading.numbers.bare)
    is_only = len(values) == 1 and not values[0].quantity.is_time
    return values[0].hedge if is_only and not reading.is_put_off(values[0].quantity.span) else None


_TIMES = re.compile(r"\s(?:times|mal|fois|veces)\b(?! (?:a|an|per|in|within|every|each|pro|je|am|par|por|en|al)\b)")
_ANY_ONE = re.compile(r"any ")  # "any unsigned batch" is what happens, and no period
_SILENCE = re.compile(r"\bno (?:data|events?|records?|messages?|heartbeat|input|output|response|results?)\b")


def _signal(reading: Reading, bounds: list[Bound]) -> Filling:
    taken = (
        *(Span(*found.span()) for found in _COMPARED.finditer(reading.passage.lower)),
        *(span for bound in bounds for span in bound.spans),
        *(
            window.span
            for window in reading.windows
            if bounds or not _ANY_ONE.match(reading.passage.lower, *window.span)
        ),
        *(party.span for party in reading.parties),
    )
    said = [(word, place) for word, place in reading.content(without=taken) if word not in ALERT_NOISE]
    spans = [window.span for window in reading.windows if not window.is_sample]
    nouns = [noun for bound in bounds if (noun := bound.quantity.noun) and _is_signal(reading, noun)]
    nouns = [noun for noun in nouns if not any(noun.overlaps(span) for span in spans)]
    if said:
        return filled(Span(said[0][1].start, said[-1][1].end))
    if (silence := _SILENCE.search(reading.passage.lower)) and not nouns:
        return filled(Span(*silence.span()))
    return filled(nouns[0]) if nouns else ABSENT


_COMPARED = re.compile(r"\b(?:compared (?:with|to)|versus|vs\.?|relative to|im vergleich zu|par rapport à) [^,;.→\n]+")


def _is_signal(reading: Reading, noun: Span) -> bool:
    word = reading.passage.lower[noun.start : noun.end]
    return word not in ALERT_NOISE and word not in PRAISE


_ON_ONE = re.compile(
    r"\b(?:on|in|per|at|during|within|bei|pro|an|auf|par|por|sur|en) (?:one|any|each|every|a single|one single|"
    r"the same|"
    r"einer|einem|jede[rmn]?|chaque|cada|un seul|une seule) (?!of\b|time\b|case\b)[^\W\d_]{3,}"
)


def _window(reading: Reading, bounds: list[Bound]) -> Filling:
    """Ask for the window of a count: "more than 20" per what?"""
    spans = [window.span for window in reading.windows if not window.span.overlaps(bounds[0].quantity.span)]
    text = reading.passage.lower
    window = next((span for span in spans if not _WHATEVER.search(text, max(0, span.start - 16), span.start)), None)
    window = window or reading.search(_ON_ONE) or reading.search(_BY_THE_CLOCK)
    if window:
        return filled(window)
    quantity = bounds[0].quantity
    is_count = quantity.unit is None and quantity.value >= 2 and float(quantity.value).is_integer()
    if is_count and not _GAUGE.search(reading.passage.lower.replace("_", " ")):
        return spoiled(bounds[0].span, Rule.NO_WINDOW)
    return ABSENT


_WHATEVER = re.compile(r"\b(?:whatever|regardless of|at any|no matter|egal|quelle que soit|sea cual sea) (?:the |l')?$")
_BY_THE_CLOCK = re.compile(
    r"\b(?:between|zwischen|entre|von|from|de|entre las) (?:[01]?\d|2[0-4])(?::\d\d)?(?: ?(?:[ap]m|uhr|h))? "
    r"(?:and|und|et|bis|to|à|y|a)(?: las)? (?:[01]?\d|2[0-4])(?::\d\d)?(?: ?(?:[ap]m|uhr|h))?(?![\d%.,]\d| ?%)"
)


_LOOKING = re.compile(
    r"\b(?:review\w*|look\w*|check\w*|sampl\w+|audit\w*|monitor\w*|read\w*|inspect\w*|prüf\w*|schau\w*|"
    r"kontroll\w*|revis\w*|regard\w*|meet\w*|committee|board|council|circle)\b"
)


def _reviewer(reading: Reading, cadence: Filling) -> Filling:
    who = reachable(reading)
    if who.span or cadence.span is None:
        return who
    somebody = looking(reading.passage) or next(iter(hands.judges(reading.passage)), None)
    is_free = somebody and cadence.span and not somebody.overlaps(cadence.span) and not reading.is_put_off(somebody)
    return filled(somebody) if is_free else who


def _is_rate(reading: Reading, cadence: Filling) -> bool:
    """Tell whether the rhythm only says over what a limit is counted: "more than 4 per week"."""
    return bool(reading.numbers.bounds and cadence.span and _PER.match(reading.passage.lower, cadence.span.start))


_PER = re.compile(r"(?:per|a|an|/|pro|je|par|por|al)\b")


_DUTY = re.compile(
    r"\b(?:accountable|responsible|owns?|owner|backup|deput\w+|stands? in|verantwortlich\w*|vertret\w*|responsable)\b"
)


def _names_somebody(reading: Reading) -> bool:
    """Tell whether a person is given for the review, and not for another duty."""
    is_named = any(party.is_person and not reading.is_put_off(party.span) for party in reading.parties)
    return is_named and not reading.search(_DUTY) and not reading.search(_RINGING_FOR)


_BY = re.compile(r"\b(?:by|von|durch|par|por) (?:the |our |der |die |dem |den |unsere\w? |le |la |el )?$")


def _stands_alone(reading: Reading, reviewer: Filling) -> bool:
    """Tell whether a "by" leads to the reviewer, or a part of the answer is nothing but the reviewer."""
    who = reviewer.span
    if who is None or not reviewer.is_filled:
        return False
    named = tuple(party.span for party in reading.parties)
    is_own = any(part.overlaps(who) and not reading.content(part, without=(who, *named)) for part in reading.parts)
    return is_own or bool(_BY.search(reading.passage.lower, 0, who.start))


_RINGING_FOR = re.compile(r"→|\b(?:page[sd]?|alert\w*|alarm\w*|called|calls?|rings?|phone|wake|sms)\b|[<>≥≤]\s?\d")


def review_cadence(reading: Reading) -> Fillings:
    """Read a rhythm a calendar knows, and the role or person that looks."""
    cadence = rhythm(reading)
    if cadence.span is None and (against := decided_against(reading, _REVIEWING)):
        return dict.fromkeys(("cadence", "reviewer"), filled(against))
    reviewer = _reviewer(reading, cadence)
    if _is_rate(reading, cadence) and not reading.search(_LOOKING):
        return {}
    is_only_a_party = reviewer.is_filled and not reading.content(without=(reviewer.span or reading.passage.whole,))
    is_only_a_party = is_only_a_party or _names_somebody(reading)
    is_given = is_only_a_party or reading.search(_LOOKING) or _stands_alone(reading, reviewer)
    if cadence.span is None and (not is_given or reading.numbers.bounds):
        return {}
    is_disputed = cadence.rule is Rule.CONTRADICTION
    return {"cadence": cadence, "reviewer": reviewer if is_disputed else _undisputed(reading, reviewer)}
