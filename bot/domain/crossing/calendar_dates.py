"""Calendar dates as people write them, when they name a day, a month and a year."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier enero",
            "feb february februar février febrero",
            "mar march märz mars marzo",
            "apr april avril abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>20\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)\b",
        rf"\b(?P<day>\d\d?)(?:st|nd|rd|th|\.)?(?: of| de)? {_MONTH},?(?: de)? (?P<year>20\d\d)\b",
        rf"\b{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>20\d\d)\b",
        r"\b(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>20\d\d)\b",
    )
)
_WITH_SLASHES = re.compile(r"\b(\d\d?)/(\d\d?)/(20\d\d)\b")


def dates_of(text: str) -> tuple[tuple[date, str], ...]:
    """List the dates in a text, with the words; a slashed date counts only when day and month cannot be confused."""
    lower = text.lower()
    found = [(_day(m["year"], m["month"], m["day"]), m[0]) for pattern in _DATES for m in pattern.finditer(lower)]
    found += [(_slashed(m), m[0]) for m in _WITH_SLASHES.finditer(lower)]
    return tuple((when, words) for when, words in found if when)


def _slashed(found: re.Match[str]) -> date | None:
    first, second = int(found[1]), int(found[2])
    if first <= 12 and second <= 12 and first != second:
        return None
    return _day(found[3], str(min(first, second)), str(max(first, second)))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None
