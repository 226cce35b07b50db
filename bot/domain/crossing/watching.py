"""X1 and X2: success is measured where somebody watches, and every failure that was foreseen is noticed."""

import re
from collections.abc import Iterator

from bot.domain.assessment.passage import Span
from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.measures import stems
from bot.domain.crossing.statements import Statement, Statements, finding

METRIC, SIGNALS = "success_criteria.metric", "monitoring.signals"
WATCHED = (
    SIGNALS,
    "monitoring.logged_events",
    "monitoring.alert",
    "monitoring.review_cadence",
    "monitoring.cost_and_latency",
)
ALWAYS_ASKED = WATCHED[1:4]
FAILURES, PATH, FALLBACK = (
    "exception_rollback.failure_modes",
    "exception_rollback.exception_path",
    "exception_rollback.fallback",
)
_SOURCE = re.compile(
    r"\b(?:measured|counted|computed|taken|read|tracked|reported|source|according to|as shown|shown|from|per|in|"
    r"gemessen)\b[^.;\n]{0,30}$"
)
_NOTICED = re.compile(
    r"\b(?:seen|see|shown?|shows|visible|noticed|detect\w*|caught|catch\w*|alert\w*|alarm\w*|monitor\w*|logs?|"
    r"logged|check\w*|"
    r"complain\w*|time-?outs?|health|dashboard|report\w*|found|spot\w*|sampl\w*|review\w*|signal\w*|metric\w*|"
    r"rate\b|error code|"
    r"http \d+|status|watch\w*|flag\w*|measur\w*|compar\w*|bemerkt|sichtbar|erkannt)\b"
)
_MODE = re.compile(r";|\n|(?:^|\s)\(?\d[.)]\s|\.\s+(?=[A-Z])")
_UNNOTICED = re.compile(
    r"\b(?:not|never|nobody|no one|cannot|can't|nicht|niemand)\b[^;.\n]{0,20}\b(?:notice\w*|detect\w*|see\w?|"
    r"know\w?|bemerkt)\b"
)


def success_is_watched(said: Statements) -> Iterator[CrossFinding]:
    """X1: the source of the metric, or the metric itself, appears in what is monitored."""
    metric = said.find(METRIC)
    if not metric or any(said.is_still_asked(key) for key in ALWAYS_ASKED):
        return
    watched = said.several(*WATCHED)
    source = _source(metric)
    if not source or not watched:
        return
    everything = " ".join(each.lower for each in watched)
    subjects = [each.subject for each in metric.measures if each.subject]
    names = stems(re.findall(r"[^\W\d_]{3,}", everything))
    is_watched = source.lower() in everything or any(subject & names for subject in subjects)
    if not is_watched:
        signals = said.find(SIGNALS) or watched[0]
        yield finding("X1", "unwatched", (metric, source), (signals, signals.excerpt))


def failures_are_noticed(said: Statements) -> Iterator[CrossFinding]:
    """X2: each foreseen failure comes with a way to notice it, and something happens then."""
    failures = said.find(FAILURES)
    if not failures:
        return
    for mode in _modes(failures):
        text = failures.lower[mode.start : mode.end]
        if len(text.split()) >= 2 and (_UNNOTICED.search(text) or not _NOTICED.search(text)):
            yield finding("X2", "unnoticed", (failures, failures.reading.passage.quote(mode)))
            return


def _source(metric: Statement) -> str | None:
    """Find the named system in which the metric is measured."""
    passage = metric.reading.passage
    for system in metric.reading.systems:
        if _SOURCE.search(passage.lower, max(0, system.start - 60), system.start):
            return passage.quote(system)
    return None


def _modes(failures: Statement) -> Iterator[Span]:
    text, start = failures.reading.passage.text, 0
    for cut in [*_MODE.finditer(text), None]:
        mode = Span(start, cut.start() if cut else len(text))
        start = cut.end() if cut else len(text)
        if text[mode.start : mode.end].strip(" -•*.,"):
            yield mode
