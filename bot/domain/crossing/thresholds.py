"""X10 and X11: target, failure threshold, alert and rollback lie in that order, in the direction of the metric."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.measures import Measure, amounts_of
from bot.domain.crossing.statements import Statement, Statements, finding

METRIC, FAILURE, BASELINE = (
    "success_criteria.metric",
    "success_criteria.failure_threshold",
    "success_criteria.baseline",
)
ALERT, ROLLBACK = "monitoring.alert", "exception_rollback.rollback_trigger"
ABOVE, BELOW = "above", "below"
_HOUR, _DAY = 3_600.0, 86_400.0


def target_beats_failure(said: Statements) -> Iterator[CrossFinding]:
    """X10: no value is a success and a failure at once, and failing lies on the other side of the target."""
    metric, failure = said.find(METRIC), said.find(FAILURE)
    if not metric or not failure:
        return
    for target, limit in product(metric.measures, failure.measures):
        case = _crossed(target, limit)
        if case:
            yield finding("X10", case, (metric, target.words), (failure, limit.words))
            return


def target_beats_baseline(said: Statements) -> Iterator[CrossFinding]:
    """X10: the target is better than today's value."""
    metric = said.find(METRIC)
    if not metric:
        return
    for target, (origin, today, words) in product(metric.measures[:1], _baselines(said, metric, metric.measures[:1])):
        if not target.is_relative and _is_no_better(target, today):
            yield finding("X10", "baseline", (metric, target.words), (origin, words))
            return


def alert_comes_in_time(said: Statements) -> Iterator[CrossFinding]:
    """X11: somebody is alerted before the value is reached that counts as failure or forces the rollback."""
    alert = said.find(ALERT)
    if not alert:
        return
    for key, case in ((FAILURE, "failure"), (ROLLBACK, "rollback")):
        limits = said.find(key)
        late = _late(alert.measures, _limits(said, limits)) if limits else None
        if limits and late:
            yield finding("X11", case, (alert, late[0].words), (limits, late[1].words))


def _crossed(target: Measure, limit: Measure) -> str | None:
    if not target.side or not limit.side or not target.is_about_the_same_as(limit):
        return None
    if target.side == limit.side:
        return None if limit.is_denied or target.is_denied else "direction"
    is_crossed = limit.value > target.value if target.side == ABOVE else limit.value < target.value
    return "failure" if is_crossed else None


def _baselines(
    said: Statements, metric: Statement, targets: tuple[Measure, ...]
) -> Iterator[tuple[Statement, float, str]]:
    """List today's values of the kind that the target has, from their own field and from the metric itself."""
    dimensions = {target.dimension for target in targets}
    own = said.find(BASELINE)
    for value, dimension, words in amounts_of(own.reading) if own else ():
        if own and dimension in dimensions:
            yield own, value, words
            break
    inside = {metric.reading.passage.quote(quantity.span) for quantity in metric.reading.numbers.baselines}
    for value, dimension, words in amounts_of(metric.reading):
        if words in inside and dimension in dimensions:
            yield metric, value, words


def _is_no_better(target: Measure, today: float) -> bool:
    if target.side == ABOVE:
        return target.value <= today
    return target.side == BELOW and target.value >= today


def _limits(said: Statements, limits: Statement) -> Iterator[Measure]:
    """List the limits of an answer; "the same metric" is the one that success is measured by."""
    metric = said.find(METRIC)
    subjects = [measure.subject for measure in metric.measures[:1]] if metric else []
    for limit in limits.measures:
        yield replace(limit, subject=subjects[0]) if limit.subject is None and subjects else limit


def _late(alerts: tuple[Measure, ...], limits: Iterable[Measure]) -> tuple[Measure, Measure] | None:
    """Find a limit that every alert about the same thing comes too late for."""
    for limit in limits:
        pairs = [each for each in alerts if each.side and each.side == limit.side and each.subject and limit.subject]
        alike = [each for each in pairs if each.is_about_the_same_as(limit)]
        if alike and all(_fires_after(each, limit) for each in alike):
            return alike[0], limit
    return None


def _fires_after(alert: Measure, limit: Measure) -> bool:
    """A value over minutes swings further than one over days, so such an alert may well be set beyond the limit."""
    if alert.window and limit.window and alert.window <= _HOUR and limit.window >= _DAY:
        return False
    return alert.value < limit.value if limit.side == BELOW else alert.value > limit.value
