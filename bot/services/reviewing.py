"""Asking once whether a complete spec still holds, on the review date that its own answer names."""

from datetime import datetime

from bot.domain.alignment import Alignment, Status
from bot.domain.cadence import WorkingCalendar
from bot.domain.effects import Notice, SayDirectly
from bot.domain.review import REVIEW
from bot.ports import Transaction
from bot.services.calendars import calendar_for
from bot.services.standing_in import by_themselves


def who_is_asked(tx: Transaction, alignment: Alignment) -> str | None:
    """Choose the accountable person, else the facilitator; nobody who is gone or wants no reminders."""
    for person in (alignment.owner_of("ownership"), alignment.facilitator):
        known = tx.people.find(alignment.workspace, person)
        is_gone = known is not None and known.ineligible is not None
        if not is_gone and tx.people.preferences_of(alignment.workspace, person).digest:
            return person
    return None


def can_be_asked(tx: Transaction, alignment: Alignment, now: datetime) -> bool:
    """Tell whether whoever is to be asked may be disturbed now, or nobody is; else it waits, with nothing queued."""
    person = who_is_asked(tx, alignment)
    return person is None or _calendar_of(tx, alignment, person).is_open(now)


def ask_for_review(tx: Transaction, alignment: Alignment, now: datetime) -> Alignment:
    """Ask whoever is accountable; what is open again by now needs no asking."""
    saved = tx.alignments.save(alignment.without_waiver(REVIEW))
    person = who_is_asked(tx, saved)
    if person and saved.status is Status.COMPLETE:
        ask = SayDirectly(alignment_id=saved.id, person=person, notice=Notice.REVIEW_DUE)
        tx.deliveries.add(saved.workspace, ask, due_at=_calendar_of(tx, saved, person).next_opening(now))
    return saved


def _calendar_of(tx: Transaction, alignment: Alignment, person: str) -> WorkingCalendar:
    """Reckon their own days: it is they who are asked, whoever stands in."""
    return by_themselves(calendar_for(tx, alignment.workspace, person))
