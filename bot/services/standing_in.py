"""Who gets whose reminders: the people somebody stands in for while they are away."""

from datetime import datetime

from bot.domain.cadence import WorkingCalendar, calendar_of
from bot.domain.effects import Facts
from bot.ports import Transaction


def absentees_of(tx: Transaction, workspace: str, stand_in: str, now: datetime) -> tuple[str, ...]:
    """List the people who are away today, where they are, and named this one to stand in."""
    return tuple(
        person
        for person in tx.people.list_who_named(workspace, stand_in)
        if _stand_in_of(tx, workspace, person, now) == stand_in
    )


def absence_on(calendar: WorkingCalendar, now: datetime) -> Facts:
    """Say who gets the reminders of somebody away, and until when; nothing of anybody else."""
    stand_in = calendar.stand_in_on(calendar.local(now).date())
    until = calendar.preferences.away_until
    return {"stand_in": stand_in, "away_until": until.isoformat() if until else None} if stand_in else {}


def _stand_in_of(tx: Transaction, workspace: str, person: str, now: datetime) -> str | None:
    calendar = calendar_of(tx.people.find(workspace, person), tx.people.preferences_of(workspace, person))
    return calendar.stand_in_on(calendar.local(now).date())
