"""A promise names a day wherever its maker is: whoever moves to another zone has promised the same day there."""

from dataclasses import replace

from bot.domain.alignment import Alignment, Silence
from bot.domain.cadence import WorkingCalendar, day_of
from bot.ports import Transaction


def keep_promised_days(
    tx: Transaction, workspace: str, person: str, before: WorkingCalendar, after: WorkingCalendar
) -> None:
    """Move what the person promised to the morning of the same day by their new calendar."""
    if (before.zone, before.preferences.starts_at) == (after.zone, after.preferences.starts_at):
        return
    for listed in tx.alignments.list_owed_by(workspace, person):
        if _promise_in(listed, person):
            alignment = tx.alignments.get(workspace, listed.id)
            if promise := _promise_in(alignment, person):
                moved = replace(promise, until=after.opening(day_of(promise, before)))
                tx.alignments.save(replace(alignment, silences={**alignment.silences, person: moved}))


def _promise_in(alignment: Alignment, person: str) -> Silence | None:
    silence = alignment.silences.get(person)
    return silence if silence and silence.is_promise else None
