"""What a silence took the place of: kept with the message that confirms it, so that its *Undo* brings that back."""

from datetime import datetime

from bot.domain.alignment import Alignment, MessageRef, Silence
from bot.domain.cadence import is_over
from bot.domain.effects import Facts, SayDirectly
from bot.ports import Transaction
from bot.services.calendars import calendar_for


def replaced(before: Alignment, person: str) -> Facts:
    """Note what a person had chosen so far, for the message that confirms their next choice."""
    silence = before.silences.get(person)
    if silence is None:
        return {}
    kind = "promise" if silence.is_promise else ""
    return {"replaced": [silence.until.isoformat(), silence.made_at.isoformat(), kind]}


def replaced_by(
    tx: Transaction, workspace: str, person: str, confirmed: MessageRef | None, now: datetime
) -> Silence | None:
    """Return what a confirmed choice took the place of, unless its time is over."""
    sent = tx.deliveries.find_sent(workspace, confirmed) if confirmed else None
    noted = sent.effect.facts.get("replaced") if sent and isinstance(sent.effect, SayDirectly) else None
    if not isinstance(noted, list):
        return None
    until, made_at, kind = noted
    silence = Silence(
        person=person,
        until=datetime.fromisoformat(until),
        is_promise=kind == "promise",
        made_at=datetime.fromisoformat(made_at),
    )
    return None if is_over(silence, calendar_for(tx, workspace, person), now) else silence
