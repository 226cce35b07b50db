"""Binding: a quantity becomes a bound only when a comparator or a range binds it and nothing softens it.

This is the step that word lists lack: the same "5" is a limit in "more than 5 a day" and nothing in "5 people".
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.domain.assessment.hedges import hedge_on
from bot.domain.assessment.passage import Passage, Span
from bot.domain.assessment.quantities import Quantity, Role
from bot.domain.assessment.windows import Window

_STRONG = (
    r"at least|at most|at minimum|at maximum|at worst|at best|(?:no|not|never|nicht|n[ei]) (?:be |go |"
    r"fall |drop |rise )?(?:more|less|fewer|lower|higher|later|worse|longer|greater|larger|bigger|better|"
    r"slower|older|above|below|over|under|mehr|weniger|länger|höher|später|schlechter|past|beyond|"
    r"exceed)(?: than| als)?|"
    r"(?:more|less|fewer|greater|higher|lower|larger|bigger|smaller|longer|shorter|older|younger|slower|"
    r"faster|worse|better|later|earlier|heavier|other) (?:than|then)(?: or equal to)?|"
    r"over|under|above|below|beyond|underneath|beneath|exceed(?:s|ing|ed)?|surpass(?:es)?|up to|(?:within|"
    r"inside|outside)(?: ±| \+/-)?|north of|south of|minimum|maximum|minimal|maximal|"
    r"reach(?:es|ed|ing)?|hit(?:s|ting)?(?! (?:rate|ratio|share|quote|list))|cross(?:es|ed|ing)?|tops|pass(?:es|"
    r"ed)? (?!the|all|rate|ratio|mark|share)|(?:drop|fall|"
    r"dip|sink|go|rise|climb|goe|stay|remain|get|move|slip|increase|decrease|spike|jump|creep|grow)(?:s|"
    r"es|ed|ing)?(?: back)? (?:to|at|below|above|under|over|past|beyond|beneath)|"
    r"mindestens|wenigstens|höchstens|maximal|minimal|(?:weniger|mehr|größer|kleiner|höher|niedriger|"
    r"länger|kürzer|schneller|geringer|schlechter|besser) als|über|unter|unterhalb(?: von)?|"
    r"oberhalb(?: von)?|"
    r"überschreitet|unterschreitet|übersteigt|erreicht|fällt (?:unter|auf)|steigt (?:über|auf)|bis zu|"
    r"bis max\.?|ab|"
    r"au moins|au plus|au maximum|au minimum|moins d(?:e|')|plus d(?:e|')|supérieure? à|inférieure? à|dépasse|sous|"
    r"en dessous de|au-dessus de|jusqu'à|"
    r"al menos|por lo menos|como mínimo|como máximo|m[aá]s del?|menos del?|mayor (?:que|de|a)|menor (?:que|de|a)|"
    r"por encima del?|por debajo del?|super(?:a|e|an|en|ar)|exced(?:e|a|en|an|er)|(?:baj|ca)[aeigr]{1,3}n? del?|"
    r"hasta|inferior a|superior a|dépass(?:ent|er)|(?:tomb|descend|pass)(?:e|ent|er|re)? (?:sous|à)|"
    r"attei(?:nt|ndre|gne)|"
    r"(?:fallen|sinken|sinkt) (?:unter|auf)|(?:steigen|liegt|liegen) (?:über|unter|auf)|"
    r"überschreiten|unterschreiten|übersteigen|erreichen|"
    r"capped at|limited to|cap of|ceiling of|floor of|as (?:much|many|low|high|few) as|starting at|or more than"
)
_NOUNS = (
    r"target(?:ing|ed)?|goal|objective|ziel(?:wert)?|threshold|schwelle|limit|cap|ceiling|floor|min\.?|"
    r"max\.?|minimum|maximum|grenze|grenzwert|tolerance|cut-?off|slo|sla|bar|seuil|objectif|umbral|"
    r"objetivo|meta|aim(?:ing)? for|upper bound|lower bound|kill (?:line|value|level)|red line"
)
_SYMBOL = r"[<>≥≤]=?|≥|≤|\bgte?\b|\blte?\b"
_ADVERBIAL = r"(?:strictly |clearly |always |consistently |permanently |ever )?"
_STOP = (
    r"and|or|for|in|on|if|we|then|but|when|per|with|at|from|und|oder|bei|wenn|by|which|people|today|"
    r"currently|because|about|around|roughly|approximately|approx|circa|ca|ideally|maybe|hopefully|"
    r"one|seconds?|minutes?|hours?|days?|weeks?|months?|minuten|stunden?|tagen?|wochen?|"
    r"perhaps|nearly|almost|to|the (?:last|past|next)|it|i"
)
_GAP = (
    rf"(?:[ :=]+(?:the |our |a |an |an? overall |of |to |"
    rf"total )*(?:(?!(?:{_STOP})\b)[^\W\d_][\w%'/-]*[ :=]+){{0,3}})"
)
_BEFORE = re.compile(
    rf"(?:(?:{_SYMBOL})\s*{_ADVERBIAL}|(?<![\w]){_ADVERBIAL}(?:{_STRONG}){_GAP}?|(?<![\w])(?:{_NOUNS})"
    rf"(?:[ :=]+(?!(?:today|currently|now|baseline)\b)[^\W\d_][\w%'/-]*){{0,5}}?[ :=]+(?:is |of |at |to |"
    rf"be )?)[ :=(±+]*(?:€|\$|£|eur |usd |gbp |chf )?$"
)
_AFTER = re.compile(
    r"\s?(?:(?:[^\W\d_][\w'-]* ){0,4}?)((?:or|and|oder|und|ou|et|o|y) (?:more|less|higher|lower|better|"
    r"worse|fewer|above|below|over|under|greater|faster|longer|later|earlier|up|upwards?|beyond|mehr|"
    r"weniger|höher|besser|darunter|darüber|kleiner|größer|länger|schlechter|plus|moins|más|menos)\b|"
    r"max(?:imum|imal)?\b\.?|minimum\b|min\b|at (?:the )?(?:very )?(?:least|most|minimum|maximum|latest)\b|\+(?!\d)|"
    r"is (?:the|our) (?:min\w*|max\w*|target|goal|limit|floor|ceiling|bar|threshold|cap|cut-?off|line)\b|"
    r"(?:as|is|=) (?:a |an |the |our )?(?:hard |upper |lower |absolute )?(?:minimum|maximum|target|limit|"
    r"floor|ceiling|threshold|goal|cap)\b|(?:target|goal|limit|ceiling|floor|cap|threshold|ziel|grenze|"
    r"höchstens|mindestens|tops)\b|(?:is |are |wird |gets )?(?:exceeded|überschritten|unterschritten|"
    r"reached|erreicht|breached|crossed|hit)\b)"
)
_AFTERTHOUGHT = re.compile(
    r"[^.;\n\d→]{0,90}?\b(at (?:the )?(?:very )?(?:least|most|minimum|maximum)|"
    r"(?:is|are|would be|ist|sind|est|es) (?:already |schon |déjà |ya )?(?:enough|too (?:many|much)|zu viel|genug|"
    r"trop)|"
    r"suffices?|reicht|reichen|suffit|basta|(?:(?:como|al|por lo) (?:mínimo|máximo|menos)|au (?:moins|plus|minimum|"
    r"maximum)|mindestens|höchstens|minimum|maximum)(?=\s*(?:$|[.,;)]))|(?<=, )(?:minimum|maximum|"
    r"or (?:more|less|better|higher|lower|fewer)|mindestens|höchstens|au moins|au plus|como mínimo|"
    r"como máximo))\b(?! \d)"
)
_RANGE_BEFORE = re.compile(r"(?:between|zwischen|entre|from|von|de|range(?: of)?:?)\s(?:€|\$|£)?\s?$")
_RANGE_JOIN = re.compile(r"\s?(?:-|to|and|bis|und|et|y|à|a|\.\.\.?|…|/)\s?(?:€|\$|£)?\s?[+-]?$")
_PLUS_MINUS = re.compile(r"(?:±|\+/-|\+-|plus or minus|plus/minus|plusminus)\s?$")
_AT = re.compile(
    r"(?:\bat|\bon(?: the)?|once|after|from|ab|bei|von|each|every|any|=|equals?|==|is|are|hits?|beyond|of|"
    r"to|by|with|than|:)\s?(?:the |a |an )?$"
)
_CHANGE = re.compile(
    r"\b(?:reduc\w+|cut(?:s|ting)?|lower(?:s|ed|ing)?(?! than)|decreas\w+|drop(?:s|ped)?|shrink\w*|"
    r"bring(?:s|ing)? down|improv\w+|increas\w+|rais(?:e|es|ed|ing)|grow(?:s|n|th)?|boost\w*|sav(?:e|es|"
    r"ed|ing|ings)|uplift|"
    r"halv(?:e|es|ed|ing)|doubl\w+|senk\w*|reduzier\w*|verringer\w*|steiger\w*|erhöh\w*|verbesser\w*|"
    r"réduire|réduction|augment\w+|diminu\w+|reduc\w+|aument\w+|mejor\w+|speed(?:s|ing)? up|shorten\w*|"
    r"fall(?:s|en)?|rise(?:s|n)?|gain(?:s|ed)?|degrad\w+|deteriorat\w+|worsen\w*|go(?:es)? (?:down|up)|down|up)\b"
)
_RELATIVE_AFTER = re.compile(
    r"\s?(?:(?!or\b|and\b|oder\b|und\b|ou\b|if\b|with\b|in\b|is\b|are\b|no\b|over\b|for\b|"
    r"of\b)[^\W\d_][\w'-]*\s){0,2}?(?:fewer|less|more|faster|slower|better|worse|higher|lower|shorter|"
    r"longer|cheaper|quicker|reduction|increase|improvement|decrease|drop|saving|savings|uplift|decline|"
    r"growth|weniger|mehr|schneller|besser|reduktion|"
    r"gain|relative|over (?:the )?baseline|(?:above|below|under|over|off) (?:the |our |last |current |"
    r"today'?s )?(?:baseline|average|mean|median|normal|usual|level|last (?:year|quarter|month|season)|"
    r"forecast|trend|\w+ (?:baseline|average|mean|median|level)|human|control))\b"
)
_TO_VALUE = re.compile(r"\b(?:to|auf|à|a)\s(?:€|\$|£)?$")
_NEXT_CLAUSE = re.compile(r"[.;\n]\s")
_BASELINE_BEFORE = re.compile(
    r"(?:\b(?:from|currently|today|now|baseline|was|vs\.?|versus|against|compared (?:to|with)|instead of|"
    r"than|at present|right now|existing|status quo|previously|heute|derzeit|aktuell|bisher|statt|von|"
    r"actuellement|aujourd'hui|actualmente|hoy|has been|were|used to be|historic(?:al)?(?:ly)?|so far|"
    r"last (?:year|month|quarter|week)|ist-wert|before|of)\b"
    r"(?:[ :=]+(?:is|of|at|the|a|our|are|be|we|have|had|value|it|it's|rate|manual|human|baseline|average|"
    r"mean|median|level|current|today's|today|figure|around|about|which|\(|\w+){0,1}){0,5}[ :=(~]*)$"
)
_ARROW_TO = re.compile(r"\s?→\s?[\d€$£]")
_FROM_ARROW = re.compile(r"\d\D{0,12}→\s?$")
_BASELINE_AFTER = re.compile(
    r"\s?(?:[^\W\d_][\w'-]*\s){0,2}?\(?(?:today|currently|now|baseline|at the moment|at present|"
    r"last (?:year|quarter|month)|heute|derzeit|aktuell|as of|right now|measured in|in q[1-4])\b"
)


@dataclass(frozen=True)
class Bound:
    """A quantity with what binds it. Without a comparator it is a bare number; a hedge voids its value."""

    quantity: Quantity
    comparator: Span | None
    hedge: Span | None = None
    is_relative: bool = False

    side: str | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The quantity and the comparator, without what stands between them."""
        return (self.quantity.span, self.comparator) if self.comparator else (self.quantity.span,)

    @cached_property
    def span(self) -> Span:
        """The comparator and the quantity together."""
        spans = [self.quantity.span] + ([self.comparator] if self.comparator else [])
        return Span(min(span.start for span in spans), max(span.end for span in spans))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number of an answer that could bound something, and the baselines among them."""

    bounds: tuple[Bound, ...]
    bare: tuple[Bound, ...]
    baselines: tuple[Quantity, ...]
    idle: tuple[Quantity, ...]
    ranges: tuple[tuple[Quantity, Quantity], ...] = ()


def bind(passage: Passage, quantities: tuple[Quantity, ...], windows: tuple[Window, ...]) -> Numbers:
    """Sort the quantities into bounds, bare numbers, baselines and numbers that play another role."""
    text = passage.lower
    bounds: list[Bound] = []
    bare: list[Bound] = []
    baselines: list[Quantity] = []
    idle: list[Quantity] = []
    ranges = _ranges(text, quantities)
    for quantity in quantities:
        bound = _bound(text, quantity, ranges)
        if quantity.role is not Role.MEASURE or _belongs_to_window(quantity, bound, windows):
            idle.append(quantity)
        elif _is_baseline(text, quantity, bound):
            baselines.append(quantity)
        else:
            (bounds if bound.comparator else bare).append(bound)
    pairs = tuple(pair for pair in pairwise(quantities) if ranges.get(pair[0].span, 0) == ranges.get(pair[1].span, 1))
    if not bounds and not bare:
        bounds, idle = _rescued(text, idle, ranges)
    return Numbers(tuple(bounds), tuple(bare), tuple(baselines), tuple(idle), pairs)


def _rescued(text: str, idle: list[Quantity], ranges: dict[Span, Span]) -> tuple[list[Bound], list[Quantity]]:
    """Read "over 30 complaints a week" as a bound after all, when no other number could be one."""
    counted = [quantity for quantity in idle if quantity.role is Role.MEASURE]
    bounds = [_bound(text, quantity, ranges) for quantity in counted]
    bounds = [bound for bound in bounds if bound.comparator][:1]
    return bounds, [quantity for quantity in idle if all(quantity is not bound.quantity for bound in bounds)]


def _ranges(text: str, quantities: tuple[Quantity, ...]) -> dict[Span, Span]:
    """Map both ends of each range to the words that join them."""
    found: dict[Span, Span] = {}
    for low, high in pairwise(quantities):
        between = text[low.span.end : high.span.start]
        if len(between) <= 12 and _RANGE_JOIN.fullmatch(between):
            opened = _RANGE_BEFORE.search(text, max(0, low.span.start - 16), low.span.start)
            if opened or between.strip() not in ("and", "und", "et", "y", "/", "a"):
                join = Span(opened.start() if opened else low.span.end, high.span.start)
                found[low.span] = found[high.span] = join
    return found


def _bound(text: str, quantity: Quantity, ranges: dict[Span, Span]) -> Bound:
    start, end = quantity.span
    before = _BEFORE.search(text, max(0, start - 60), start)
    after = _AFTER.match(text, end)
    relative = quantity.span not in ranges and _is_relative(text, quantity)
    comparator = (
        Span(before.start(), start)
        if before
        else Span(after.start(1), after.end())
        if after
        else ranges.get(quantity.span)
        or _plus_minus(text, start)
        or _and_more(text, quantity)
        or _afterthought(text, end)
        or _movement(text, quantity, relative=relative)
        or _zero(text, quantity)
    )
    hedge = hedge_on(text, before.start() if before else start, start, end)
    return Bound(
        quantity, comparator, hedge, relative, _side(text, comparator) if quantity.span not in ranges else None
    )


def _side(text: str, comparator: Span | None) -> str | None:
    if comparator is None:
        return None
    words = text[comparator.start : comparator.end]
    negated = bool(_DENIED.search(words))
    if _BELOW.search(words):
        return "above" if negated else "below"
    return ("below" if negated else "above") if _ABOVE.search(words) else None


_DENIED = re.compile(r"\b(?:no|not|never|nicht)\b")
_BELOW = re.compile(
    r"<|≤|\b(?:below|under|beneath|less|fewer|lower|smaller|shorter|younger|earlier|at most|up to|within|"
    r"max\w*|unter\w*|weniger|kleiner|höchstens|bis|moins|inférieur\w*|sous|menos|menor|inferior|cap\w*|"
    r"ceiling|drops?|falls?|down)\b"
)
_ABOVE = re.compile(
    r">|≥|\b(?:above|over|more|greater|higher|larger|bigger|longer|older|later|exceed\w*|at least|min\w*|"
    r"über\w*|mehr|größer|höher|mindestens|ab|plus|supérieur\w*|dépasse|más|mayor|superior|reach\w*|hits?|"
    r"cross\w*|beyond|rises?|climbs?|up)\b"
)


def _plus_minus(text: str, start: int) -> Span | None:
    found = _PLUS_MINUS.search(text, max(0, start - 16), start)
    return Span(*found.span()) if found else None


def _and_more(text: str, quantity: Quantity) -> Span | None:
    """Find the plus between a number and its unit: "20+ min"."""
    end = quantity.number.end
    return Span(end, end + 1) if end < quantity.span.end and text[end] == "+" else None


def _afterthought(text: str, end: int) -> Span | None:
    """Find the comparator that ends the sentence: "85 % of the files accepted, at minimum"."""
    found = _AFTERTHOUGHT.match(text, end)
    return Span(*found.span(1)) if found else None


_SLOGAN = re.compile(r"\s?-?tol[ei]ran[czt]\w*")


def _zero(text: str, quantity: Quantity) -> Span | None:
    """Take "zero injuries" as its own comparator: nothing can be below it."""
    is_count = quantity.value == 0 and quantity.unit in (None, "ratio")
    return quantity.number if is_count and not _SLOGAN.match(text, quantity.number.end) else None


def _movement(text: str, quantity: Quantity, *, relative: bool) -> Span | None:
    """Take "cut from 9 to 5 days" and "20 % fewer" as comparators: the direction says which side is good."""
    start = quantity.span.start
    if relative:
        return Span(max(0, start - 1), quantity.span.end)
    before = text[max(0, start - 90) : start]
    if arrow := _FROM_ARROW.search(before):
        return Span(start - len(before) + arrow.end() - 2, start)
    moves = list(_CHANGE.finditer(before))
    if not moves:
        return None
    way = before[moves[-1].end() :]
    is_one_clause = _TO_VALUE.search(way) and not _NEXT_CLAUSE.search(way)
    return Span(start - len(before) + moves[-1].start(), start) if is_one_clause else None


def _is_relative(text: str, quantity: Quantity) -> bool:
    start, end = quantity.span
    if quantity.unit in ("%", "pp", "ratio") and _RELATIVE_AFTER.match(text, end):
        return True
    before = text[max(0, start - 70) : start]
    if quantity.unit in ("%", "pp") and _UP_OR_DOWN.search(before):
        return True
    by = _BY.search(before)
    return bool(by and (_CHANGE.search(before[: by.start()]) or _COMPARED.search(before[: by.start()])))


_AT_LEAST = (
    r"(?:at least |at most |more than |over |up to |mindestens |mehr als |min\.? |≥ ?|> ?|plus de |más del? |>)?"
)
_UP_OR_DOWN = re.compile(rf"(?:\b(?:up|down|(?<!au )plus|minus)(?: by)?\s?|(?<![\w])[+]\s?){_AT_LEAST}$")
_BY = re.compile(rf"\b(?:by|um|de|en un|del)\s(?:another |about |around |roughly )?{_AT_LEAST}$")
_COMPARED = re.compile(
    r"\b(?:worse|better|slower|faster|higher|lower|longer|shorter|cheaper|bigger|smaller|schlechter|besser|länger|"
    r"kürzer|höher|niedriger|pire|moins bon|peor|mejor|worsens?|deteriorates?|degrades?)\b"
)


def _is_baseline(text: str, quantity: Quantity, bound: Bound) -> bool:
    start, end = quantity.span
    if (_BASELINE_AFTER.match(text, end) or _ARROW_TO.match(text, end)) and not bound.comparator:
        return True
    before = _BASELINE_BEFORE.search(text, max(0, start - 60), start)
    if not before:
        return False
    word = before[0].split(maxsplit=1)[0].strip(":=(")
    if _CURRENT.search(before[0]) and not bound.comparator:
        return True
    if word in ("than", "of", "from", "von", "before", "over"):
        return word in ("from", "von") and bool(
            re.match(r"\s?(?:[^\W\d_]+\s)?(?:to|down to|up to|auf|bis)\b", text[end:])
        )
    return not (bound.comparator and bound.comparator.start >= before.start() + len(word))


_CURRENT = re.compile(r"\b(?:today|current|now|last|baseline|heute|derzeit)")


def _belongs_to_window(quantity: Quantity, bound: Bound, windows: tuple[Window, ...]) -> bool:
    for window in windows:
        if window.span.contains(quantity.span):
            return not window.may_be_deadline and (quantity.is_time or window.is_sample)
    return False
