"""Numbers with their unit, in any of the locales people type, and the role each number plays.

A number is a candidate for a threshold only when it plays no other role: a head-count, a date, a version, a slide,
a budget, a percentile and a list number bound nothing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.assessment.lexicons.numbers import (
    CURRENCY_BEFORE,
    LONGEST_NUMBER_WORDS,
    MONTH,
    NUMBER_WORDS,
    TIME_UNIT,
    UNITS,
)
from bot.domain.assessment.passage import Passage, Span

NUMBERS_AT_MOST = 60


class Role(StrEnum):
    """What a number is, apart from being a number."""

    MEASURE = "measure"
    HEAD_COUNT = "head count"
    REFERENCE = "reference"
    DATE = "date"
    BUDGET = "budget"
    PERCENTILE = "percentile"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: its value, its unit or the noun it counts, and its role."""

    value: float
    span: Span
    number: Span
    unit: str | None
    noun: Span | None
    role: Role

    @property
    def is_time(self) -> bool:
        """Tell whether it is a duration."""
        return self.unit in _TIME_UNITS


_TIME_UNITS = frozenset({"ms", "s", "min", "h", "d", "week", "month", "quarter", "year"})
_DIGITS = re.compile(
    r"(?<![\w.,])(?<![^\W\d]-)(?<![^\W\d]/)(?<![#§/\\@])"
    r"\d{1,3}(?:(?:[.,'] ?\d{3})+(?!\d)|(?: \d{3})+(?![\d]))(?:[.,]\d{1,6})?|"
    r"(?<![\w.,])(?<![^\W\d]-)(?<![^\W\d]/)(?<![#§\\@])\d+(?:[.,]\d+)?|(?<![\w.,])[.,]\d+"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SCALED = re.compile(r"\s?(?:(k|tsd\.?|thousand)|(mio\.?|m|million|millionen)|(bn|billion|mrd))(?![\w])")
_RATIO = re.compile(
    r"\s?(?:in|of|out of|aus|von|sur|de cada|per|je|pro|auf)(?: every| each)? (\d[\d.,' ]*\d|\d|[a-zäöüßé]+)\b"
)
_ONE_IN = re.compile(
    r"(?: [^\W\d_]+){1,3} (?:in|out of|von|sur) (?:every )?(\d[\d.,' ]*\d)\b"
)  # "one wrong label in 400"
_NO_NOUN = (
    "or|and|of|in|on|at|per|for|to|over|under|is|are|was|as|by|within|from|with|if|then|the|a|an|max|min|"
    "during|each|every|"
    "und|oder|pro|je|im|am|bei|et|ou|par|sur|y|o|por|en|but|so|we|it|that|which|than|until|maximum|"
    "minimum|target|goal|"
    "now|today|currently|not|before|after|when|while|because|since|has|have|must|should"
)
_NOUN = re.compile(rf"\s(?:of (?:the |our |all )?)?((?!(?:{_NO_NOUN})\b)[^\W\d_][\w'-]*)")
_PEOPLE = re.compile(
    r"\s(?:[\w-]+ )?(?:people|persons?|ftes?|engineers?|developers?|devs?|teams?|squads?|departments?|colleagues?|"
    r"employees?|staff|workshops?|meetings?|stakeholders?|attendees|participants|consultants|vendors?|pilots?|"
    r"sprints?|phases?|slides?|leute|mitarbeiter\w*|kollegen|personen|folien|personnes|personas|steps?|sessions?|"
    r"interviews?|locations|sites|countries|regions|offices|markets|headcount|heads|seats|licen[cs]es|analysts)\b"
)
_PEOPLE_EXEMPT = re.compile(
    r"(?:complain|affected|harmed|injured|waiting|missed|consecutive|double|wrong|mis[a-z]|cancel|unfilled|empty|lost|"
    r"fail|[a-z]{3,}ed (?:sessions?|seats|steps|sites|locations|meetings|licen)|"
    r"late |unstaffed|overbooked|refused|rejected|skipped|missing|duplicate|unanswered|broken|unhappy)"
)
_REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:slide|page|p\.|pg|section|sec\.|chapter|article|art\.?|artikel|§+|step|phase|version|v|v\.|release|"
    r"rev|iso|iec|en|din|gdpr|rfc|sprint|level|tier|priority|prio|class|category|ticket|issue|pr|no\.|nr\.?|"
    r"number|room|floor|line|row|appendix|annex|figure|table|folie|seite|kapitel|week|kw|cw|option|plan|template|"
    r"act|milestone|okr|dynamics|office|windows|http|port|gpt|claude|llama|team|q)[ .-]?|#)$"
)
_DATE_AFTER = re.compile(
    rf"-(?:0[1-9]|1[0-2])\b(?!%)|(?:st|nd|rd|th|\.)?[ -](?:of |de )?{MONTH}(?!\w)|[-/.]\d{{1,4}}[-/.]\d|"
    r"\.(?:19|20)\d\d\b|:\d\d|\s?(?:am|pm|uhr|o'clock)\b|h\d\d\b"
)
_DATE_BEFORE = re.compile(
    rf"(?:\b{MONTH}\.? |\b(?:since|in|by|of|year|fy|from|until|till|seit|ende|end|early|late|q[1-4]|anno|v) ?|"
    r"\d[-/.:]|\bq[1-4][ /-]|\d\. )$"
)
_HOUR_BEFORE = re.compile(r"(?<!\d)\d{1,2}:$")
_SLOGAN = re.compile(r"\s?-?tol[ei]ran[czt]\w*")
_MONTH_BEFORE = re.compile(r"(?:19|20)\d\d[-/.]$")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_BUDGET = re.compile(r"budget|funding|invest|capex|opex|spend on|license cost|lizenzkosten|funded")
_PRICE_BEFORE = re.compile(r"\b(?:costs (?:us )?|kostet (?:uns )?|coûte |cuesta )(?:€|\$|£)?$")
_PERCENTILE_AFTER = re.compile(r"(?:th|st|nd|rd)[ -]?(?:percentile|pctl|perzentil)|\. perzentil")
_ISH = re.compile(rf"-?ish\b|\+(?=\s?(?:%|{TIME_UNIT}))")
_LIST_MARK = re.compile(r"[.)]\s")


def find_quantities(passage: Passage) -> tuple[Quantity, ...]:
    """Find every number with its unit and role, in the order written."""
    numbers = sorted(_digit_numbers(passage) + _worded_numbers(passage))[:NUMBERS_AT_MOST]
    found: list[Quantity] = []
    for number, value in numbers:
        if found and number.start < found[-1].span.end:
            continue
        found.append(_quantity(passage.lower, number, value))
    return tuple(found)


def _digit_numbers(passage: Passage) -> list[tuple[Span, float]]:
    spans = [Span(*found.span()) for found in _DIGITS.finditer(passage.lower)]
    return [
        (span, localised(passage.lower[span.start : span.end]))
        for span in spans
        if not any(link.overlaps(span) for link in passage.links)
    ]


def _worded_numbers(passage: Passage) -> list[tuple[Span, float]]:
    words = [Span(*found.span()) for found in _WORD.finditer(passage.lower)]
    found: list[tuple[Span, float]] = []
    for index, first in enumerate(words):
        if found and first.start < found[-1][0].end:
            continue
        for length in range(min(LONGEST_NUMBER_WORDS, len(words) - index), 0, -1):
            span = Span(first.start, words[index + length - 1].end)
            value = NUMBER_WORDS.get(passage.lower[span.start : span.end])
            if value is not None and not _is_period(passage.lower, span):
                found.append((span, value))
                break
    return found


_PERIOD_BEFORE = re.compile(r"\b(?:in|per|over|during|within|once|twice|times|each|every|for|by)\s$")


def _is_period(text: str, span: Span) -> bool:
    """Tell "twice a quarter" from "a quarter of the drafts"."""
    return (
        text[span.start : span.end] == "a quarter"
        and bool(_PERIOD_BEFORE.search(text, max(0, span.start - 8), span.start))
        and not text.startswith(" of ", span.end)
    )


def localised(digits: str) -> float:
    """Read digits of any locale: the last separator is decimal unless exactly three digits follow each."""
    digits = digits.replace("'", "").replace(" ", "")
    separators = [char for char in digits if char in ".,"]
    if not separators:
        return float(digits[:300] or 0)
    groups = re.split(r"[.,]", digits)
    if len(set(separators)) == 2:
        return float("".join(groups[:-1]) + "." + groups[-1])
    is_grouped = all(len(group) == 3 for group in groups[1:]) and groups[0] not in ("", "0")
    if is_grouped:
        return float("".join(groups))
    return float("".join(groups[:-1]) + "." + groups[-1])


def _quantity(text: str, number: Span, value: float) -> Quantity:
    end = number.end
    scaled = _SCALED.match(text, end)
    if scaled and not re.match(r"m(?:in)?\b", scaled[0].strip()):
        value *= 1e3 if scaled[1] else 1e6 if scaled[2] else 1e9
        end = scaled.end()
    ratio = _ratio(text, end, is_one=value == 1)
    if ratio:
        return Quantity(value / ratio[0], Span(number.start, ratio[1]), number, "ratio", None, Role.MEASURE)
    unit, end = _unit(text, number, end)
    if unit is None and 0 < value < 1 and not text[number.start].isdigit() and text[number.start] not in ".,":
        unit = "ratio"
    noun = _NOUN.match(text, end)
    return Quantity(
        value,
        Span(number.start, end),
        number,
        unit,
        Span(*noun.span(1)) if noun else None,
        _role(text, number, end, unit),
    )


def _ratio(text: str, end: int, *, is_one: bool) -> tuple[float, int] | None:
    found = _RATIO.match(text, end) or (_ONE_IN.match(text, end) if is_one else None)
    if not found:
        return None
    whole = NUMBER_WORDS.get(found[1])
    if whole is None and found[1][0].isdigit():
        whole = localised(found[1])
    return (whole, found.end()) if whole and whole > 1 else None  # "3 in one day" is no ratio


def _unit(text: str, number: Span, end: int) -> tuple[str | None, int]:
    if CURRENCY_BEFORE.search(text, max(0, number.start - 5), number.start):
        return "currency", end
    end = ish.end() if (ish := _ISH.match(text, end)) else end
    start = end + 1 if text[end : end + 1] in (" ", "-") else end
    for name, pattern in UNITS:
        found = pattern.match(text, start)
        if found and found.end() > start:
            return name, found.end()
    return None, end


def _role(text: str, number: Span, end: int, unit: str | None) -> Role:
    before = text[max(0, number.start - 24) : number.start]
    if _SLOGAN.match(text, number.end):
        return Role.REFERENCE
    if _PERCENTILE_AFTER.match(text, number.end):
        return Role.PERCENTILE
    if _is_date(text, number, before, unit):
        return Role.DATE
    if unit is None and (_REFERENCE_BEFORE.search(before) or _is_list_mark(text, number)):
        return Role.REFERENCE
    if unit in (None, "currency") and _is_budget(text, number, end, unit):
        return Role.BUDGET
    if unit is None and (people := _PEOPLE.match(text, end)) and not _PEOPLE_EXEMPT.search(people[0]):
        return Role.HEAD_COUNT
    return Role.MEASURE


def _is_date(text: str, number: Span, before: str, unit: str | None) -> bool:
    if _DATE_AFTER.match(text, number.end) or _MONTH_BEFORE.search(text, max(0, number.start - 5), number.start):
        return True
    digits = text[number.start : number.end]
    if len(digits) == 2 and _HOUR_BEFORE.search(text, max(0, number.start - 3), number.start):
        return True
    return unit is None and bool(_YEAR.match(digits)) and bool(_DATE_BEFORE.search(before) or not before.strip())


def _is_list_mark(text: str, number: Span) -> bool:
    line_start = text.rfind("\n", 0, number.start) + 1
    return not text[line_start : number.start].strip(" (") and bool(_LIST_MARK.match(text, number.end))


def _is_budget(text: str, number: Span, end: int, unit: str | None) -> bool:
    around = text[max(0, number.start - 24) : end + 24]
    if unit == "currency" and _PRICE_BEFORE.search(text, max(0, number.start - 24), number.start):
        return True
    is_money = unit == "currency" or (unit is None and end > number.end)  # "budget: 12k"
    return is_money and bool(_BUDGET.search(around))
