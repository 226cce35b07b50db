"""Who gets whose reminders: the people somebody stands in for while they are away."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.cadence import WorkingCalendar, calendar_of
from bot.domain.effects import Facts, Notice, SayDirectly
from bot.domain.errors import CannotStandIn
from bot.domain.people import NudgePreferences, Person
from bot.ports import Transaction
from bot.services.calendars import calendar_for


def absentees_of(tx: Transaction, workspace: str, stand_in: str, now: datetime) -> tuple[str, ...]:
    """List the people who are away today, where they are, and named this one to stand in."""
    return tuple(
        person
        for person in tx.people.list_who_named(workspace, stand_in)
        if _stand_in_of(tx, workspace, person, now) == stand_in
    )


def ensure_can_stand_in(tx: Transaction, workspace: str, person: str, stand_in: str) -> None:
    """Raise CannotStandIn for oneself, and for an account that is known to be no colleague with one of their own."""
    if stand_in == person:
        raise CannotStandIn(person=stand_in, reason="self")
    known = tx.people.find(workspace, stand_in)
    if known and known.ineligible:
        raise CannotStandIn(person=stand_in, reason=known.ineligible)


def is_named_anew(before: NudgePreferences, after: NudgePreferences, today: date) -> bool:
    """Tell whether somebody is to stand in of whom that was not known, during an absence that is not over."""
    if after.stand_in is None or after.away_from is None or (after.away_until or today) < today:
        return False
    return (before.stand_in, before.away_from, before.away_until) != (after.stand_in, after.away_from, after.away_until)


def tell_stand_in(tx: Transaction, workspace: str, person: str, stand_in: str, now: datetime) -> None:
    """Tell somebody when they may be disturbed that they were named; who was never looked up may live where we do."""
    known = tx.people.find(workspace, stand_in) or tx.people.find(workspace, person)
    theirs = calendar_of(known, tx.people.preferences_of(workspace, stand_in))
    told = SayDirectly(person=stand_in, notice=Notice.STAND_IN_NAMED, facts={"person": person})
    tx.deliveries.add(workspace, told, due_at=theirs.next_opening(now))


def take_back_from(tx: Transaction, stand_in: Person, now: datetime) -> None:
    """Let nobody be stood in for by an account that cannot, and tell whoever named it."""
    for person in tx.people.list_who_named(stand_in.workspace, stand_in.id):
        tx.people.drop_stand_in(stand_in.workspace, person, stand_in.id)
        facts: Facts = {"person": stand_in.id, "reason": str(stand_in.ineligible)}
        told = SayDirectly(person=person, notice=Notice.STAND_IN_REFUSED, facts=facts)
        tx.deliveries.add(stand_in.workspace, told, due_at=now)


def absence_on(calendar: WorkingCalendar, now: datetime) -> Facts:
    """Say who gets the reminders of somebody away, and until when; nothing of anybody else."""
    stand_in = calendar.stand_in_on(calendar.local(now).date())
    until = calendar.preferences.away_until
    return {"stand_in": stand_in, "away_until": until.isoformat() if until else None} if stand_in else {}


def by_themselves(calendar: WorkingCalendar) -> WorkingCalendar:
    """Reckon the days on which the person is there, whoever stands in."""
    return replace(calendar, preferences=replace(calendar.preferences, stand_in=None))


def heard_at(tx: Transaction, workspace: str, person: str, at: datetime) -> datetime:
    """Return when a turn that is due at an instant really comes: when whoever is reminded may be disturbed.

    Of a stand-in only their own hours count: the two may have none in common. Nobody stands in for a stand-in: while
    both are away, or where the account is gone, the first to return is reminded.
    """
    calendar = calendar_for(tx, workspace, person)
    stand_in = calendar.stand_in_on(calendar.local(at).date())
    if stand_in is None:
        return calendar.next_opening(at)
    known, back = tx.people.find(workspace, stand_in), by_themselves(calendar).next_opening(at)
    if known is not None and known.ineligible is not None:
        return back
    coming = min(by_themselves(calendar_for(tx, workspace, stand_in)).next_opening(at), back)
    is_back = calendar.stand_in_on(calendar.local(coming).date()) is None
    return calendar.next_opening(coming) if is_back else coming


def _stand_in_of(tx: Transaction, workspace: str, person: str, now: datetime) -> str | None:
    calendar = calendar_for(tx, workspace, person)
    return calendar.stand_in_on(calendar.local(now).date())
