"""The hours and days on which somebody may be disturbed, by what is known of them and what they asked for."""

from bot.domain.cadence import WorkingCalendar, calendar_of
from bot.ports import Transaction


def calendar_for(tx: Transaction, workspace: str, person: str) -> WorkingCalendar:
    """Return the calendar of a person."""
    return calendar_of(tx.people.find(workspace, person), tx.people.preferences_of(workspace, person))
