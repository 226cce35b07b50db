"""Hedges: the words that soften the value they stand beside, so that it binds nothing."""

import re

from bot.domain.assessment.passage import Span

_HEDGE_BEFORE = re.compile(
    r"(?:\b(?:around|about|roughly|approx(?:imately)?\.?|circa|ca\.?|c\.|ideally|maybe|perhaps|hopefully|"
    r"probably|possibly|somewhere|nearly|almost|close to|near|in the (?:region|ballpark|area|order|"
    r"range) of|ballpark|or so|(?:let's |let us |i'd )?say,?|like|sagen wir(?: mal)?,?|disons,?|digamos,?|"
    r"presumably|likely|i guess|i think|i'd say|i suppose|something like|kind of|sort of|more or less|"
    r"best case|at a guess|at a rough guess|dans les|cosa de|"
    r"ungefähr|etwa|rund|vielleicht|hoffentlich|idealerweise|möglichst|so um die|um die|knapp|"
    r"gut|wohl|circa|"
    r"(?:als|um|bei|ab|auf) so|schätzungsweise|grob|in der (?:gegend|größenordnung) von|"
    r"de l'ordre de|autour de|aux alentours de|así como|cosa de|como unos|en torno a|"
    r"environ|à peu près|peut-être|idéalement|aproximadamente|alrededor de|unos|unas|quizás|idealmente|"
    r"más o menos|could be|might be|should be (?:around|about)|tbc|tentatively|guesstimate|typically|"
    r"usually|normally|aspirational\w*|we hope|hoping for|hope(?:fully)? (?:for|to)|north-?ish)(?: \d[\d.,]*(?:,| or|"
    r" to| oder| ou| o| bis|-))?"
    r"(?:\s(?:at|in|be|for|than|the|a|of|least|most|between|maybe|over|under|above|below|to|more|less|max|"
    r"min|mindestens|or))*\s*[<>≥≤=]*\s*(?:€|\$|£)?|(?<![\w~])~\s?(?:€|\$|£)?|≈\s?(?:€|\$|£)?)$"
)
_HEDGE_AFTER = re.compile(
    r"\s?(?:[^\W\d_][\w'-]*\s)?(?:-?ish\b|\bor so\b|or thereabouts|give or take|or something|roughly|"
    r"approx(?:imately)?\b|ungefähr|in etwa|oder so|more or less|maybe|perhaps|hopefully|ideally|probably|"
    r"i guess|i think|tbc\b|tbd\b|\(tb[cd]\)|\?\??(?=\s|$)|\(\?\)|if possible|wenn möglich|ballpark|"
    r"-?odd\b|env\.|à peu près|más o menos|as a guess|vielleicht)"
)
_SOFTLY = (
    r"(?:give or take|or so|thereabouts|roughly|approximately|approx\.?|more or less|maybe|perhaps|if possible|"
    r"ideally|hopefully|"
    r"i (?:guess|think|hope|suppose|reckon|assume)|i'd (?:say|guess)|probably|presumably|tb[cd]|"
    r"to be (?:confirmed|checked|verified|validated|agreed|discussed)(?: (?:with|by|in) [^.;)\n]{2,40})?|ballpark|"
    r"as a guess|or thereabouts|"
    r"vielleicht|ungefähr|in etwa|circa|ca\.|oder so|hoffentlich|idealerweise|wenn möglich|peut-être|à peu près|"
    r"environ|si possible|más o menos|quizás?|aproximadamente|si es posible|plus minus (?:a bit|a few|some))"
)
_HEDGE_LAST = re.compile(rf"[^.;\n\d→]{{0,70}}?(?:,\s?|\(|\s-\s){_SOFTLY}\)?\s*(?=$|[.;\n→]|-[>])")
_OR_SO = re.compile(
    r"[^.;\n\d→,]{0,40}?\b(?:or thereabouts|or so|oder so|give or take|"
    r"(?:i (?:reckon|guess|suppose|think|hope)|i'd (?:say|guess)|würde? ich sagen|je dirais|diría yo)"
    r"(?=\s*(?:$|[.,;:)→])))\b|"
    r"[^.;\n→]{0,60}?\b(?:if (?:we(?: are|'re)|all goes|everything goes|things go) (?:lucky|well|right)|"
    r"with (?:a bit of )?luck|on a good day|fingers crossed|wenn alles gut geht|mit glück|"
    r"avec un peu de chance|con suerte)\b"
)
_OR_MAYBE = re.compile(
    r"[^.;:\n\d→]{0,60}?,?\s?\b(?:or|oder|ou|o)\s(?:maybe|perhaps|possibly|probably|even|rather|eher|vielleicht|"
    r"evtl\.?|peut-être|plutôt|quizás?|more like)\s(?:at )?(?:more like )?[€$£]?\d"
)
_ISH_AFTER = re.compile(r"\+?-?\s?ish\b")
_SOME = re.compile(r"\bsome $")
_COUNTED = re.compile(r"\s[a-zäöüß]{3,}")


def softened(text: str, span: Span) -> Span | None:
    """Find the hedge on a stretch that names a value: "about", "or so", "hopefully"."""
    return hedge_on(text, span.start, span.start, span.end)


def hedge_on(text: str, from_: int, start: int, end: int) -> Span | None:
    """Find the hedge on the value from `start` to `end` whose comparator begins at `from_`."""
    for position in (start, from_):
        found = _HEDGE_BEFORE.search(text, max(0, position - 40), position)
        if found:
            return Span(found.start(), end)
    if "ish" in text[start:end] or _ISH_AFTER.match(text, end):
        return Span(start, end)
    after = (
        _HEDGE_AFTER.match(text, end)
        or _OR_SO.match(text, end)
        or _HEDGE_LAST.match(text, end)
        or _OR_MAYBE.match(text, end)
    )
    if after is None and (some := _SOME.search(text, max(0, start - 8), start)) and _COUNTED.match(text, end):
        return Span(some.start(), end)
    return Span(start, after.end()) if after else None
