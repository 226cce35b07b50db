"""X7 and X14: what takes time fits into the time there is, and what is still to come lies in the future."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.crossing.calendar_dates import dates_of
from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.measures import longest_time
from bot.domain.crossing.statements import Statement, Statements, finding

DETECTION = "exception_rollback.detection_time"
UNDOING = ("exception_rollback.rollback_time", "exception_rollback.rollback_procedure")
TOLERABLE = "exception_rollback.tolerable_harm_window"
REVIEW = "ownership.review_date"
TO_COME = (REVIEW, "success_criteria.decision_date", "ownership.end_of_life")
LONGEST_UNREVIEWED = timedelta(days=366)


def harm_ends_in_time(said: Statements) -> Iterator[CrossFinding]:
    """X7: noticing a failure and undoing it take no longer than the harm is bearable."""
    tolerable = said.find(TOLERABLE)
    bearable = _time_of(tolerable)
    if not tolerable or not bearable:
        return
    detection, undoing = said.find(DETECTION), next(iter(said.several(*UNDOING)), None)
    parts = [(each, time) for each in (detection, undoing) if each and (time := _time_of(each))]
    if parts and sum(seconds for _, (seconds, _) in parts) > bearable[0]:
        together = " + ".join(words for _, (_, words) in parts)
        slow = ((each, words) for each, (_, words) in parts)
        yield finding("X7", "late", *slow, (tolerable, bearable[1]), together=together, bearable=bearable[1])


def dates_lie_ahead(said: Statements) -> Iterator[CrossFinding]:
    """X14: a date that is still to come was in the future when it was set; the next review is within a year."""
    for statement in filter(None, map(said.find_anything, TO_COME)):
        for when, words in dates_of(statement.lower):
            ahead = when - statement.answer.answered_at.date()
            if ahead < timedelta():
                yield finding("X14", "past", (statement, words))
                break
            if statement.field == REVIEW and ahead > LONGEST_UNREVIEWED:
                yield finding("X14", "far", (statement, words))
                break


def _time_of(statement: Statement | None) -> tuple[float, str] | None:
    """Read the slot that names the duration where there is one, else the longest duration of the answer."""
    return longest_time(statement.reading, statement.found.get("time_limit")) if statement else None
