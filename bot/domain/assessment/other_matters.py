"""Answers to another question, by the build of their sentences: a rule with its rest, a check, who deputises.

Where `subjects` knows each subject by its words, here a statement is known by what it does with them.
"""

import re
from collections.abc import Callable, Mapping

from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading

_LEADS_TO = re.compile(
    r"→|\b(?:goes?|is|are|gets?|waits?|stays?|ships?|lands?|geht|gehen|wird|werden|va|vont|est|sont|pasa|pasan|se)\b"
)
_MUST = (
    r"(?:must|has to|have to|may|can(?:not)?|shall|needs? to|muss|müssen|darf|dürfen|doit|doivent|debe|deben)"
    r"(?: not| never| all| always| only| nicht)* "
)
_CHECKS = re.compile(
    rf"\b{_MUST}(?:be|lie|stay|match|contain|have|start|end|sein|liegen|être|ser|estar)\b[^.;\n]{{0,30}}?"
    r"\b(?:null|empty|blank|missing|present|between|unique|positive|negative|numeric|set|filled|valid|one of|digits?|"
    r"characters?|letters?|leer|vorhanden|zwischen|ziffern|vide|présente?|entre|chiffres?|vac[ií]\w*|presente|cifras?)|"
    r"\b(?:is|are) (?:mandatory|required|compulsory)\b[^.;\n]{0,40}?\b(?:else|otherwise)\b"
)
_ORIGIN = re.compile(
    r"\W*(?:(?:it|this|all of it|everything|das|es|ça|todo) )?(?:(?:is|are|gets?|wird|est) )?(?:comes?|coming|read|"
    r"reads|pulled|fetched|loaded|taken|kommt|kommen|gelesen|vient|viennent|lue?|viene|vienen|sale|leído)\b[^.;\n]{0,24}?"
    r"\b(?:from|out of|off|aus|von|de|du|del|des)\b"
)
_LOOKS_AT_EACH = re.compile(
    r"\s(?:always |first |then )?(?:checks|reviews|reads|approves|verifies|inspects|signs|looks at|prüft|liest|relit|"
    r"vérifie|revisa|comprueba)\s(?:every|each|all|any|jede\w*|alle|chaque|tou\w+|cada|tod\w+)\b"
)
_STANDS_IN = re.compile(
    r"\b(?:stands? in|steps? in|deput\w+|covers? for|fills? in|backup|vertritt|springt ein|remplace|suppléant\w*|"
    r"sustituye|suplente)\b[^.;\n]{0,40}?\b(?:when|if|while|whenever|wenn|falls|quand|si|cuando)\s"
    r"(?:i|<@\w+>|s?he|ich|er|sie|je|il|elle|yo|él|ella)\b"
)
_UNDOES = re.compile(
    r"\W*(?:to (?:undo|roll back|go back|revert|stop it)|rollback|zurück|pour revenir|para volver)\b\W|"
    r"\W*(?:set|flip|turn|switch|put|toggle|disable|redeploy|revert|restore|unplug|pull)\b[^.;\n]{0,40}?"
    r"\b(?:off|back|0|false|manual|previous|old|out)\b"
)


def _is_rule_with_rest(reading: Reading) -> bool:
    """Tell whether cases are sorted: "orders above 2k wait for the buyer, everything else is released"."""
    text = reading.passage.lower
    is_bounded = any(bound.comparator for bound in reading.numbers.bounds)
    return bool(reading.defaults) and is_bounded and bool(_LEADS_TO.search(text))


def _is_check(reading: Reading) -> bool:
    return bool(_CHECKS.search(reading.passage.lower))


def _is_origin(reading: Reading) -> bool:
    has_types = reading.table is not None and any(field.type is not None for field in reading.table.fields)
    return bool(_ORIGIN.match(reading.passage.lower)) and not has_types


def _is_looked_at(reading: Reading) -> bool:
    """Tell whether somebody looks at each case: "the curator checks every object older than 200 years"."""
    text = reading.passage.lower
    return any(
        _LOOKS_AT_EACH.match(text, party.span.end) for party in reading.parties if party.kind is not Kind.CHANNEL
    )


def _is_deputy(reading: Reading) -> bool:
    return bool(_STANDS_IN.search(reading.passage.lower)) and any(party.is_person for party in reading.parties)


def _is_undoing(reading: Reading) -> bool:
    return bool(_UNDOES.match(reading.passage.lower)) and any(quantity.is_time for quantity in reading.quantities)


_FIELDS = ("input_schema.fields", "output_format.output_fields", "output_format.format")
_CRITERIA = ("success_criteria.metric", "success_criteria.failure_threshold")
_OWNERS = ("ownership.accountable_owner", "ownership.backup_owner")
_SOURCE, _CONSUMER = "input_schema.source_system", "output_format.consumer"
_LOG, _REVIEW = "monitoring.logged_events", "monitoring.review_cadence"
_TRIGGER, _PROCEDURE = "exception_rollback.rollback_trigger", "exception_rollback.rollback_procedure"
_HUMAN = "exception_rollback.human_review_trigger"

# Of each matter the fields that it never answers; whoever asks for another field is left to the contracts.
_NEVER_ANSWERS: Mapping[Callable[[Reading], bool], frozenset[str]] = {
    _is_rule_with_rest: frozenset({*_FIELDS, *_OWNERS, _SOURCE, _CONSUMER, _LOG, _REVIEW, _PROCEDURE}),
    _is_check: frozenset({*_CRITERIA, *_OWNERS, _SOURCE, _CONSUMER, _LOG, _REVIEW, _HUMAN, _TRIGGER, _PROCEDURE}),
    _is_origin: frozenset({*_FIELDS, *_CRITERIA, *_OWNERS, _CONSUMER, _LOG, _REVIEW, _TRIGGER, _PROCEDURE}),
    _is_looked_at: frozenset({*_FIELDS, *_CRITERIA, _SOURCE, _LOG, _TRIGGER, _PROCEDURE}),
    _is_deputy: frozenset({*_FIELDS, *_CRITERIA, _SOURCE, _CONSUMER, _LOG, _REVIEW, _TRIGGER, _PROCEDURE, _HUMAN}),
    _is_undoing: frozenset({*_FIELDS, *_CRITERIA, *_OWNERS, _SOURCE, _CONSUMER, _LOG, _REVIEW, _HUMAN}),
}
_EVEN_COMPLETE = (_is_deputy, _is_undoing)


def answers_another(key: str, reading: Reading, *, is_complete: bool) -> bool:
    """Tell whether the answer is built like one to another question and leaves this one open."""
    return any(
        key in fields and (not is_complete or shows in _EVEN_COMPLETE) and shows(reading)
        for shows, fields in _NEVER_ANSWERS.items()
    )
