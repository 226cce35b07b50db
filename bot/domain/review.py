"""When a complete spec is confirmed again: until its review date it is spared a second look, by a waiver of that."""

from dataclasses import replace
from datetime import date

from bot.domain.alignment import Alignment, Waiver
from bot.domain.crossing.calendar_dates import dates_of

REVIEW = "review"
REVIEW_DATE = "ownership.review_date"


def spared_until_review(alignment: Alignment, today: date) -> Alignment:
    """Ask nobody whether a complete spec still holds before the date its answer names, if that lies ahead."""
    others = alignment.without_waiver(REVIEW)
    answer, on = alignment.answers.get(REVIEW_DATE), review_date_of(alignment)
    if answer is None or on is None or on <= today:
        return others
    spared = Waiver(subject=REVIEW, reason=answer.text, author=answer.author, granted_on=today, expires_on=on)
    return replace(others, waivers=(*others.waivers, spared))


def review_date_of(alignment: Alignment) -> date | None:
    """Return the first day to come that the answer about the review names."""
    answer = alignment.answers.get(REVIEW_DATE)
    if answer is None or not answer.assessment.is_executable:
        return None
    return min((when for when, _ in dates_of(answer.text) if when > answer.answered_at.date()), default=None)


def review_of(alignment: Alignment) -> Waiver | None:
    """Return until when a complete spec is spared; None when nobody is to be asked, or somebody was."""
    return next((waiver for waiver in alignment.waivers if waiver.subject == REVIEW), None)
