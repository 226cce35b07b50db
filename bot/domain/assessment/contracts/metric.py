"""Which words name what is measured: qualified nouns, scores and what goes wrong; "accuracy" alone names nothing."""

import re

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.clauses import words
from bot.domain.assessment.lexicons.noise import METRIC_NOISE
from bot.domain.assessment.lexicons.words import PRAISE
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled
from bot.domain.assessment.windows import Window

TROUBLE = re.compile(
    r"\b(?:wrong\w*|missed|false|late|doubled?|duplicated?|lost|mis[a-z]{4,}|incorrect\w*|failed|rejected|broken|"
    r"damaged|forgotten|unread|unanswered|overlooked|invented|hallucinated|falsche?\w*|verpasste\w*|doppelte\w*|"
    r"verspätete\w*|erron[ée]\w*|faux|fausses?|manqué\w*|perdid\w*|equivocad\w*) (?!of\b|for\b|the\b|"
    r"it\b)[a-zäöüéñ-]{3,}"
)
_SAME_METRIC = re.compile(
    r"^\W*same\b|\b(?:same (?:metric|measure|number|kpi|rate|figure|one|thing|as (?:the )?success\w*)|"
    r"(?:die)?selbe[nr]? (?:metrik|kennzahl|zahl|quote)|gleiche[nr]? (?:metrik|kennzahl|zahl|quote)|"
    r"même (?:métrique|indicateur)|misma (?:métrica|medida)|(?:that|this|the success) (?:metric|rate|"
    r"number|share|kpi))\b"
)
METRIC_NOUN = re.compile(
    r"\b(?:rate|share|ratio|percentage|proportion|fraction|"
    r"(?<!any )(?<!in )(?<!on )(?<!every )(?<!first )(?<!same )(?<!over )"
    r"(?<!the )(?<!due )(?<!more )(?<!good )(?<!much )(?<!less )(?<!of )(?<!real )(?<!-)time(?!-)|duration|latency|"
    r"number of|count of|"
    r"amount of|accuracy|precision|recall|f1\w*|f-?score|auc\w*|auroc|score|kappa|margin|cost|costs|"
    r"revenue|sales|turnover|profit|income|volume|waste|churn|deviation|mape|mae|rmse|wape|psi|wer|cer|"
    r"bleu|rouge|nps|csat|ndcg|mrr|r2|r²|ctr|uptime|availability|throughput|error|errors|yield|scrap|"
    r"conversion|"
    r"false (?:positives?|negatives?|alarms?)|misses|complaints|escalations|p\d\d|median|average|mean|"
    r"delay|delays|lead time|turnaround|handling|response|agreement|coverage|utili[sz]ation|backlog|hit|"
    r"defects?|reopen\w*|overrides?|corrections?|returns|refunds|"
    r"anteil|quote|rate|dauer|zeit|fehler\w*|trefferquote|durchlaufzeit|bearbeitungszeit|kosten|"
    r"abweichung|taux|part|durée|délai|coût|nombre|tasa|porcentaje|tiempo|proporción|número|coste)\b|"
    r"\w+(?:quote|rate|zeit|dauer|anteil|kosten|fehler)\b"
)
SCORE_WITHOUT_UNIT = re.compile(
    r"\b(?:f1\w*|f-?score|f-?measure|auc\w*|auroc|roc|kappa|psi|wer|cer|bleu|rouge\w*|ndcg\w*|mrr|r2|r²|"
    r"mcc|iou|map|correlation|gini|score|brier|jaccard|dice|cosine|alpha|ssim|ratio|index|nps|precision|"
    r"recall|probability|confidence|rmse|mae|log-?loss|cpk|oee)\b|κ"
)


def metric(reading: Reading, candidates: list[Bound], window: Span | None) -> Filling:
    """Name what is measured: a qualified noun, a score, what goes wrong, or explicitly the same as before."""
    same = reading.search(_SAME_METRIC)
    if same is None and candidates and (above := _SAME_METRIC.search(reading.passage.lower)):
        same = Span(*above.span())
    if same and (candidates or window):
        return filled(same)
    taken = (
        *(span for bound in candidates for span in bound.spans),
        *(_sampled(reading, w) if w.is_sample else w.span for w in reading.windows),
        *(party.span for party in reading.parties if party.kind is Kind.MENTION),
        *_consequences(reading, candidates),
    )
    said = [(word, place) for word, place in reading.content(without=taken) if word not in METRIC_NOISE]
    trouble = reading.search(TROUBLE)
    if trouble and not candidates and not _is_prose(reading, window):
        return filled(trouble)
    noun = reading.search(METRIC_NOUN)
    score = reading.search(SCORE_WITHOUT_UNIT)
    if score and (candidates or window or reading.passage.lower[score.start : score.end] not in _ANY_SCORE):
        return filled(score)
    if not candidates and window and (amiss := reading.search(_TOO_MANY)):
        return filled(reading.concept(Span(amiss.end, len(reading.passage.text)), without=taken))
    if not candidates and (len(said) < (1 if noun and window else 2) or _is_prose(reading, window)):
        return ABSENT
    if candidates and (generic := _GENERIC_BEFORE.search(reading.passage.lower, 0, candidates[0].span.start)):
        return spoiled(Span(*generic.span()), Rule.ADJECTIVE)
    if candidates and (bare := _BARE_RATE.search(reading.passage.lower)) and not _qualified(said, bare):
        return spoiled(Span(*bare.span()), Rule.ADJECTIVE)
    if said and (noun or candidates or _is_struck(reading)):
        return filled(noun or _phrase(reading, said, candidates))
    return filled(trouble)


def _phrase(reading: Reading, said: list[tuple[str, Span]], candidates: list[Bound]) -> Span:
    """Return the words that name the metric: those in front of the value in its own sentence, or else behind it."""
    places = [place for _, place in said]
    if candidates:
        number = candidates[0].quantity.number
        clause = next((clause for clause in reading.clauses if clause.contains(number)), reading.passage.whole)
        inside = [place for place in places if clause.contains(place)]
        before = [place for place in inside if place.end <= candidates[0].span.start]
        places = before or inside or places
    return Span(places[0].start, places[-1].end)


_TOO_MANY = re.compile(
    r"\b(?:too|far too) (?:many|much|few|often)\b|\bzu (?:viele?|wenige?|oft)\b|\btrop (?:de |d'|souvent)|"
    r"\bdemasiad[oa]s?\b"
)
_CONSEQUENCE = re.compile(
    r"(?:→|\s=|[,;-]\s|\b(?:and|then|und|dann|et|y)\s)\s?(?:and |then |und |dann )?"
    r"(?:we|it's|it is|that's|they|i|you|everything|everyone|it all|wir|es|das|on|nous|c'est|se|lo)\b[^;\n]*"
)


def _consequences(reading: Reading, candidates: list[Bound]) -> list[Span]:
    """List what is done once the value is reached: "below 80 % and we go back to doing it by hand"."""
    start = candidates[0].span.end if candidates else len(reading.passage.text)
    return [Span(*found.span()) for found in _CONSEQUENCE.finditer(reading.passage.lower, start)]


_GENERIC_BEFORE = re.compile(
    r"(?:^|[,;:.)(]\s*)(?:the |our |overall |total |an? )?(?:accuracy|quality|performance|efficiency|productivity|"
    r"satisfaction|genauigkeit|qualität|effizienz|précision|qualité|calidad|exactitud)\s(?:is |of |ist |est )?$"
)
_BARE_RATE = re.compile(
    r"\b(?:success|quality|performance|efficiency|satisfaction|erfolgs|qualitäts)[ -]?"
    r"(?:rate|score|level|quote|index)\b"
)


def _qualified(said: list[tuple[str, Span]], bare: re.Match[str]) -> bool:
    """Tell whether something besides "success rate" says of what."""
    return any(not place.overlaps(Span(*bare.span())) for _, place in said)


_PROSE_FROM = 20  # words
_PRAISE_FROM = 4
_STRUCK = re.compile(r"~[^~\n]*\d[^~\n]*~")


def _is_prose(reading: Reading, window: Span | None) -> bool:
    """Tell whether so much is said without a number or a window that a measure is only talked about."""
    said = [word for word, _ in words(reading.passage)]
    praise = sum(word in PRAISE for word in said)
    return window is None and (len(said) > _PROSE_FROM or praise >= _PRAISE_FROM)


def _is_struck(reading: Reading) -> bool:
    """Tell whether a value was struck out: what it measured still stands."""
    return bool(_STRUCK.search(reading.passage.raw))


_ANY_SCORE = frozenset({"score", "index", "ratio", "map", "confidence", "probability", "precision", "alpha"})


def _sampled(reading: Reading, window: Window) -> Span:
    """Return a sample with all that is said about it: "500 answers coded by hand" tells nothing about the metric."""
    end = min((part.end for part in reading.parts if part.overlaps(window.span)), default=window.span.end)
    return Span(window.span.start, max(end, window.span.end))
