"""When what was left open is asked again: on the day it was left open until, in the morning of whoever owns it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.alignment import Alignment, Waiver
from bot.domain.cadence import WorkingCalendar, calendar_of
from bot.domain.review import REVIEW
from bot.ports import Transaction

EARLIEST_ZONE = timedelta(hours=14)
"""How far ahead of UTC a day may begin."""


def ended_by(tx: Transaction, alignment: Alignment, now: datetime) -> tuple[str, ...]:
    """List what is not left open any more, where its owner may be disturbed now: never at night or on a free day."""
    waivers = (waiver for waiver in alignment.waivers if waiver.subject != REVIEW)
    return tuple(waiver.subject for waiver in waivers if _has_ended(tx, alignment, waiver, now))


def without_waivers(alignment: Alignment, subjects: tuple[str, ...]) -> Alignment:
    """Take these waivers away."""
    return replace(alignment, waivers=tuple(each for each in alignment.waivers if each.subject not in subjects))


def _has_ended(tx: Transaction, alignment: Alignment, waiver: Waiver, now: datetime) -> bool:
    calendar = _calendar(tx, alignment.workspace, alignment.owner_of(waiver.subject.partition(".")[0]))
    return waiver.expires_on <= calendar.local(now).date() and calendar.is_open(now)


def _calendar(tx: Transaction, workspace: str, owner: str) -> WorkingCalendar:
    """Reckon as if nobody were away: who is told of the end may be others."""
    preferences = tx.people.preferences_of(workspace, owner)
    return calendar_of(tx.people.find(workspace, owner), replace(preferences, away_from=None))
