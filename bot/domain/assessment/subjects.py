"""What an answer is about, whatever was asked: so that a precise answer to another question is not half an answer here.

Each subject needs strong signs of its own. A subject that the asked field does not share makes an answer that leaves
slots open a wrong-artifact answer, hence vague.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from bot.domain.assessment.contracts.decision import is_decision_sentence
from bot.domain.assessment.contracts.metric import METRIC_NOUN, SCORE_WITHOUT_UNIT
from bot.domain.assessment.figures import is_only_figures
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.rhythms import CADENCE
from bot.domain.assessment.stories import is_story


class Subject(StrEnum):
    """The kinds of statements that answers get confused with."""

    SCHEMA = "schema"
    CRITERION = "criterion"
    OWNER = "owner"
    LOG = "log"
    ALERT = "alert"
    REVIEW = "review"
    ROLLBACK = "rollback"
    SOURCE = "source"
    DECISION = "decision"
    STORY = "story"
    PROCEDURE = "procedure"
    FIGURES = "figures"


_OWNS = re.compile(
    r"\b(?:owns\b|(?:will|to|'ll) own\b|owner(?:ship)?\b|accountable|responsible|in charge|signs for|"
    r"deputy|deputi[sz]es|"
    r"backup|stands? in|steps in|fills in|covers for|verantwortlich|vertret\w+|stellvertret\w+|"
    r"responsable|suplente)"
)
_LOGS = re.compile(
    r"\b(?:logged|logs (?:every|all|the|each|any|to|into|it|what|which)\b|we log|log every|logging|audit (?:log|"
    r"table|trail)|(?:are|is|gets?) (?:written|"
    r"stored|recorded|saved|archived) (?:to|in|into)|"
    r"(?:goes?|sent|lands?|ends? up|shipped|piped|pushed|dumped) (?:to|in|into|at) (?:the )?(?:splunk|loki|datadog|"
    r"kibana|"
    r"elastic\w*|graylog|cloudwatch|bigquery|s3|log\w*)|protokollier\w+|geloggt|journalisé\w*)\b"
)
_RINGS = re.compile(
    r"\b(?:pages?|ping(?:s|ed)?|wakes?|calls?) <|"
    r"\b(?:pages (?:the|on-?call)|page (?:the )?on-?call|paged|alerting|alarmier\w*|"
    r"pagerduty|opsgenie|sms|notif(?:y|ies|ied)|wakes?|alerter|avisa\w*)\b|"
    r"(?:^|[.;:(,]\s|\n)(?:an? |the |ein |eine |une? |una )?(?:auto\w+ )?(?:alerts?|alarm\w*)\s?(?=[:→,(]|$)|"
    r"\b(?:raises?|triggers?|fires?|sends?|gets?|rings?|creates?|generates?|sets? off|löst|déclenche) "
    r"(?:an? |the |ein\w* |une? )?(?:[\w-]+ )?(?:alerts?|alarm\w*)\b|"
    r"(?<![._/-])\b(?:alerts?|alarm\w*) "
    r"(?:<|goes|go|to|is sent|are sent|fires?|rings?|when|if|at|the|an|(?:in|on) [<#]|wenn|bei|si|quand|à|cuando|geht|"
    r"ab|after|once|as soon|[<>≥≤]|→)"
)
_ALARMS = re.compile(r"(?<!all )(?<!of )(?<!false )(?<!fraud )(?<![._/-])\balerts?\b|\balarm\w*")
_CASES = re.compile(
    r"\b(?:if|when|whenever|as soon as|once|wenn|falls|sobald|bei|si|quand|cuando|lorsque|any|every)\b|→|"
    r"[<>≥≤]"
)
_LOOKS = re.compile(
    r"\b(?:reviews?|reviewed|looks? (?:at|into|over|through)|samples? \d+|(?:we|they|who|lead) samples?|"
    r"sampled|sampling|audits?|meets?|meeting|goes (?:through|over)|go (?:through|over)|spot-?checks?|checks? \d+|"
    r"reads? (?:the report|through|over)|pulls? \d+|retro|jour fixe|prüft|"
    r"schaut|besprech\w+|revue|revisa|review)\b"
)
_ROLLS = re.compile(
    r"\b(?:roll(?:s|ed)? ?back|redeploy\w*|re-deploy\w*|revert\w*|feature flag|launchdarkly|"
    r"flag \w+ ?(?:=|to|on|off)|helm rollback|kubectl|git revert|previous (?:version|image|release|model)|"
    r"restore[sd]? (?:the )?(?:backup|old|previous|last)|switch(?:es|ed)? (?:it |the \w+ )?(?:off|back|"
    r"to manual)|turn(?:s|ed)? (?:it |the \w+ )?off|manual mode|kill switch|disable[sd]? the|handbetrieb|"
    r"zurückspielen|deaktivier\w+)\b"
)


def subjects(reading: Reading) -> frozenset[Subject]:
    """List what an answer is clearly about."""
    return frozenset(subject for subject, shows in _SIGNS.items() if shows(reading))


def _is_schema(reading: Reading) -> bool:
    table = reading.table
    return table is not None and sum(field.type is not None for field in table.fields) >= 2


def _is_criterion(reading: Reading) -> bool:
    text = reading.passage.lower
    return bool(
        any(not _is_a_deadline(reading, bound.span) for bound in reading.numbers.bounds)
        and reading.windows
        and (
            METRIC_NOUN.search(text)
            or SCORE_WITHOUT_UNIT.search(text)
            or any(b.quantity.unit == "%" for b in reading.numbers.bounds)
        )
        and not _CASES.match(text)
        and not _RINGS.match(text)
        and not _ACTED_ON.match(text, reading.numbers.bounds[-1].span.end)
        and "→" not in text
    )


_ACTED_ON = re.compile(r"[^.;\n:]{0,40}(?::\s|\s=\s|,? then\b)[a-z]")


def _is_a_deadline(reading: Reading, bound: Span) -> bool:
    """Tell whether a bound is nothing but a window: "sent within 30 days"."""
    return any(window.span.contains(bound) for window in reading.windows)


def _is_owner(reading: Reading) -> bool:
    text = reading.passage.lower
    people = [party for party in reading.parties if party.kind in (Kind.MENTION, Kind.AUTHOR)]
    return bool(people) and bool(_OWNS.search(text) or len(text.strip()) <= 28) and not reading.numbers.bounds


def _is_log(reading: Reading) -> bool:
    is_sample = reading.table is not None and reading.table.source not in ("prose", "list", "csv")
    return bool(_LOGS.search(reading.passage.lower)) and not is_sample


def _is_alert(reading: Reading) -> bool:
    text = reading.passage.lower
    if reading.numbers.bounds:
        return bool(_RINGS.search(text))
    return bool(_CASES.search(text) and (_RINGS.search(text) or _ALARMS.search(text)))


def _is_review(reading: Reading) -> bool:
    text = reading.passage.lower
    if METRIC_NOUN.match(text):
        return False
    is_share = any(bound.quantity.unit == "%" for bound in reading.numbers.bare)
    if not CADENCE.search(text) or reading.numbers.bounds or is_share:
        return False
    if _LOOKS.search(text):
        return True
    named = tuple(party.span for party in reading.parties if party.kind is not Kind.CHANNEL)
    rhythm = tuple(Span(*found.span()) for found in CADENCE.finditer(text))
    lengths = tuple(quantity.span for quantity in reading.quantities if quantity.is_time)
    return bool(named) and not reading.content(without=(*named, *rhythm, *lengths))


def _is_rollback(reading: Reading) -> bool:
    return bool(_ROLLS.search(reading.passage.lower))


_ORDERED_OFF = re.compile(
    r"\s*(?:1[.)] )?(?:we |you |i )?(?:switch|turn|set|flip|toggle|disable|stop|pause|kill|unplug|revert|redeploy|"
    r"roll back|restore|schaltet?|stellt?|désactiver?|arrêter?|apagar?|desactivar?)\b"
)
_DONE_SOON = re.compile(
    r"\b(?:may do (?:it|this|that)|can do (?:it|this|that)|takes|within|in|under|max\.?|at most|done in)\b"
    r"[^.;]{0,24}\b(?:min(?:ute)?s?|minuten|hours?|stunden?|seconds?|sekunden|minutos|heures?)\b|"
    r"\b(?:may|can) do (?:it|this|that)\b"
)


def _is_procedure(reading: Reading) -> bool:
    """Tell whether it orders a thing off and says who may or how long it takes: a rollback, whatever was asked."""
    text = reading.passage.lower
    return bool(_ORDERED_OFF.match(text) and _DONE_SOON.search(text)) and not _CASES.match(text)


def _is_source(reading: Reading) -> bool:
    return bool(
        re.search(
            r"\b(?:nightly|daily|csv|workspace|hourly)? ?exports?\b|\b(?:comes?|coming|pulled|fetched|read|loaded|"
            r"taken|kommt|kommen|vient|sale|viene) (?:\w+ )?(?:from|out of|aus|de|du|del)\b",
            reading.passage.lower,
        )
    ) and bool(reading.systems)


_SIGNS: Mapping[Subject, Callable[[Reading], bool]] = {
    Subject.SCHEMA: _is_schema,
    Subject.CRITERION: _is_criterion,
    Subject.OWNER: _is_owner,
    Subject.LOG: _is_log,
    Subject.ALERT: _is_alert,
    Subject.REVIEW: _is_review,
    Subject.ROLLBACK: _is_rollback,
    Subject.SOURCE: _is_source,
    Subject.DECISION: is_decision_sentence,
    Subject.STORY: is_story,
    Subject.PROCEDURE: _is_procedure,
    Subject.FIGURES: is_only_figures,
}
_ALL = frozenset(Subject)
# What an answer to the field may be about as well; everything else is another question.
SHARED: Mapping[str, frozenset[Subject]] = {
    "capability.decision": frozenset({Subject.ALERT, Subject.SOURCE}),
    "capability.in_scope": frozenset({Subject.SOURCE}),
    "capability.out_of_scope": frozenset({Subject.SOURCE, Subject.ROLLBACK}),
    "capability.decision_rules": frozenset({Subject.ALERT, Subject.SOURCE, Subject.ROLLBACK}),
    "input_schema.fields": frozenset({Subject.SCHEMA, Subject.SOURCE}),
    "input_schema.validation": frozenset({Subject.SCHEMA, Subject.SOURCE}),
    "input_schema.source_system": frozenset({Subject.SOURCE, Subject.SCHEMA}),
    "output_format.format": frozenset({Subject.SCHEMA, Subject.ALERT, Subject.SOURCE}),
    "output_format.output_fields": frozenset({Subject.SCHEMA, Subject.SOURCE}),
    "output_format.consumer": frozenset({Subject.SOURCE, Subject.ALERT, Subject.LOG}),
    "success_criteria.metric": frozenset({Subject.CRITERION}),
    "success_criteria.failure_threshold": frozenset({Subject.CRITERION}),
    "ownership.accountable_owner": frozenset({Subject.OWNER}),
    "ownership.backup_owner": frozenset({Subject.OWNER, Subject.ROLLBACK}),
    "monitoring.logged_events": frozenset({Subject.LOG, Subject.SOURCE, Subject.SCHEMA}),
    "monitoring.alert": frozenset({Subject.ALERT, Subject.CRITERION}),
    "monitoring.review_cadence": frozenset({Subject.REVIEW, Subject.OWNER}),
    "exception_rollback.human_review_trigger": frozenset({Subject.ALERT, Subject.ROLLBACK, Subject.OWNER}),
    "exception_rollback.exception_path": frozenset({Subject.ALERT, Subject.ROLLBACK, Subject.LOG, Subject.SOURCE}),
    "exception_rollback.rollback_trigger": frozenset({Subject.CRITERION, Subject.ALERT}),
    "exception_rollback.rollback_procedure": frozenset({Subject.ROLLBACK, Subject.ALERT}),
}
# Some slots are filled by nearly anything, so these subjects decide even when no slot is open.
_DECISIVE: Mapping[str, frozenset[Subject]] = {
    "capability.in_scope": _ALL,
    "capability.out_of_scope": _ALL,
    "ownership.accountable_owner": _ALL - {Subject.REVIEW},
    "ownership.backup_owner": _ALL - {Subject.REVIEW},
    "input_schema.validation": frozenset({Subject.CRITERION, Subject.ALERT, Subject.REVIEW}),
    "input_schema.source_system": frozenset({Subject.LOG, Subject.ALERT, Subject.ROLLBACK, Subject.REVIEW}),
    "output_format.output_fields": frozenset({Subject.ROLLBACK, Subject.REVIEW, Subject.OWNER, Subject.LOG}),
    "output_format.consumer": frozenset({Subject.REVIEW, Subject.CRITERION, Subject.OWNER, Subject.ROLLBACK}),
    "exception_rollback.human_review_trigger": frozenset({Subject.REVIEW}),
    "exception_rollback.rollback_trigger": frozenset({Subject.REVIEW, Subject.LOG, Subject.OWNER, Subject.SCHEMA}),
    "capability.decision": frozenset({Subject.OWNER}),
    "monitoring.alert": frozenset({Subject.REVIEW, Subject.LOG, Subject.OWNER}),
    "monitoring.logged_events": frozenset({Subject.ROLLBACK}),
    "monitoring.review_cadence": frozenset({Subject.ALERT, Subject.CRITERION, Subject.LOG}),
    "success_criteria.metric": frozenset({Subject.ALERT, Subject.ROLLBACK, Subject.LOG, Subject.SCHEMA}),
    "success_criteria.failure_threshold": frozenset({Subject.ALERT, Subject.LOG, Subject.SCHEMA}),
    "exception_rollback.exception_path": frozenset({Subject.CRITERION, Subject.REVIEW, Subject.OWNER}),
}

_NO_DECISION = frozenset(
    {
        "capability.in_scope",
        "capability.out_of_scope",
        "input_schema.validation",
        "output_format.consumer",
        "monitoring.alert",
        "exception_rollback.rollback_trigger",
    }
)


_NO_FIGURES = frozenset(
    {
        "capability.decision",
        "input_schema.source_system",
        "output_format.consumer",
        "ownership.accountable_owner",
        "ownership.backup_owner",
        "monitoring.logged_events",
        "monitoring.alert",
        "monitoring.review_cadence",
        "exception_rollback.human_review_trigger",
        "exception_rollback.exception_path",
        "exception_rollback.rollback_procedure",
    }
)


def is_about_something_else(key: str, reading: Reading, *, is_complete: bool) -> bool:
    """Tell whether the answer is clearly about subjects that the asked field does not share."""
    if is_complete and reading.is_decided and key == "exception_rollback.human_review_trigger":
        return False
    about = reading.once(subjects)
    if Subject.STORY in about and key.startswith(("capability.", "exception_rollback.")):
        return True
    if Subject.DECISION in about and key in _NO_DECISION:
        return True
    if Subject.FIGURES in about and key in _NO_FIGURES:
        return True
    if Subject.PROCEDURE in about and not key.startswith(("exception_rollback.", "capability.decision")):
        return True
    about -= {Subject.STORY, Subject.DECISION, Subject.FIGURES, Subject.PROCEDURE}
    if about & SHARED.get(key, _ALL):
        return False
    return bool(about & _DECISIVE.get(key, frozenset())) if is_complete else bool(about)
