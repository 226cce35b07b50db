"""Stories: what happened once is no rule for what will be done."""

import re

from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading

_BACK_THEN = re.compile(
    r"\b(?:in|during|since|back in|until|of|the|im|en|im jahr) (?:the )?(?:year )?(?:19|20)\d\d\b|"
    r"\b(?:last|previous|letzte[nsmr]?|vorige[nsmr]?|dernière?|derni[eè]re?) (?:year|spring|summer|autumn|fall|winter|"
    r"time|season|christmas|easter|rollout|release|jahr|mal|sommer|winter|année|été)\b(?!')|"
    r"\b(?:el año|el mes) pasado\b|"
    r"\bl'an(?:née)? derni\w+|\b(?:\w+) (?:years?|months?) ago\b|\bback then\b|\bat the time\b|\bonce upon\b|"
    r"\bin the (?:old|last) (?:days|project|rollout|system)\b|\bdamals\b|\bfrüher\b|\bbefore the (?:war|merger)\b"
)
_TOLD = re.compile(
    r"\b(?:was|were|had|took|cost|went|did|left|spent|lost|got|made|came|ran|broke|fell|said|told|paid|met|saw|gave|"
    r"brought|bought|built|began|felt|kept|held|happened|sent|stood|wrote|[a-z]{3,}ed|hat|hatte[n]?|war|waren|haben|"
    r"wurde[n]?|avait|était|avons|ont|fue|hubo|tuvimos|perdimos)\b"
)
_NOW = re.compile(
    r"→|[<>≥≤]|\b(?:will|must|may|can|shall|should|is|are|gets?|goes|if|when|whenever|unless|until|only|never|always|"
    r"from now|wenn|falls|sobald|muss|müssen|darf|wird|si|cuando)\b"
)


def is_story(reading: Reading) -> bool:
    """Tell whether every sentence with something to say is about the past, and none says what holds now."""
    if reading.is_decided:
        return False
    told = [
        clause
        for clause in reading.clauses
        if reading.content(clause) or _BACK_THEN.search(reading.passage.lower, *clause)
    ]
    return bool(told) and all(_is_past(reading, clause) for clause in told)


def _is_past(reading: Reading, clause: Span) -> bool:
    text = reading.passage.lower
    return bool(_BACK_THEN.search(text, *clause) and _TOLD.search(text, *clause) and not _NOW.search(text, *clause))
