"""Who gets which reminder when, and why: the plan as `aligned nudge --dry-run` shows it. Nothing is sent."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.app import SystemClock
from bot.catalogue_files import read_every_depth
from bot.domain.alignment import Alignment, Escalation, Status
from bot.domain.cadence import FACILITATOR_AFTER, THREAD_AFTER, calendar_of
from bot.domain.people import Person
from bot.domain.review import review_of
from bot.ports import Database
from bot.services.reporting import Debt, Reporting
from bot.services.reviewing import who_is_asked
from bot.settings import Settings
from storage.database import open_database

MOST = 1_000
TOLD_AFTER = {Escalation.FACILITATOR: FACILITATOR_AFTER, Escalation.THREAD: THREAD_AFTER}
FARTHEST_REVIEW = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDigest:
    """One digest to come, told in the recipient's own time."""

    person: Person
    at: datetime | None
    zone: tzinfo
    debts: tuple[Debt, ...]
    is_off: bool = False
    stand_in: str | None = None
    is_away_endlessly: bool = False

    @property
    def when(self) -> str:
        """Say when it comes and to whom, or why none does, and who is told instead of what stays open."""
        if self.at:
            stood_in = f", to {self.stand_in}, who stands in" if self.stand_in else ""
            return f"{self.at:%a %d %b %Y %H:%M} {self.zone}{stood_in}"
        if self.is_away_endlessly:
            return "none, away without an end"
        reason = "switched off" if self.is_off else "muted"
        others = {level for debt in self.debts for level in debt.still_to_tell}
        told = ", ".join(f"the {level} after {count}" for level, count in TOLD_AFTER.items() if level in others)
        return f"none, {reason}; told instead: {told} reminders in all" if told else f"none, {reason}"

    @property
    def why(self) -> tuple[str, ...]:
        """Say what it will be about, alignment by alignment."""
        return tuple(
            f"{debt.alignment.title}: {', '.join(debt.artifacts)}{_silence_of(debt, self.zone)}" for debt in self.debts
        ) or ("nothing owed by now",)

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "workspace": self.person.workspace,
            "person": self.person.id,
            "name": self.person.name,
            "at": self.at.isoformat() if self.at else None,
            "zone": str(self.zone),
            "is_off": self.is_off,
            "stand_in": self.stand_in,
            "is_away_endlessly": self.is_away_endlessly,
            "owed": [
                {
                    "alignment": debt.alignment.id,
                    "title": debt.alignment.title,
                    "artifacts": list(debt.artifacts),
                    "silent_until": _silent_until(debt),
                    "is_muted": debt.is_muted,
                }
                for debt in self.debts
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReview:
    """A day on which somebody is asked once whether a complete spec still holds."""

    alignment: Alignment
    person: str
    name: str
    on: date

    @property
    def why(self) -> str:
        """Say what it will be about."""
        return f"{self.alignment.title}: whether it still holds"

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "workspace": self.alignment.workspace,
            "person": self.person,
            "name": self.name,
            "on": self.on.isoformat(),
            "review": {"alignment": self.alignment.id, "title": self.alignment.title},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReach:
    """An alignment whose channel the app cannot post to: nobody is reminded of it until it can."""

    alignment: Alignment
    facilitator: str

    @property
    def why(self) -> str:
        """Say what nobody hears of."""
        return f"{self.alignment.title}: nobody is reminded; {self.facilitator} was asked what to do"

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        where = {"alignment": self.alignment.id, "title": self.alignment.title, "channel": self.alignment.channel}
        return {
            "workspace": self.alignment.workspace,
            "person": self.alignment.facilitator,
            "name": self.facilitator,
            "out_of_reach": where,
        }


def out_of_reach(database: Database, limit: int = MOST) -> tuple[OutOfReach, ...]:
    """List the alignments of which nobody is reminded until their channel can be reached again."""
    with database.read() as tx:
        return tuple(
            OutOfReach(alignment=known, facilitator=account.name if account else known.facilitator)
            for known in tx.alignments.list_out_of_reach(limit)
            for account in (tx.people.find(known.workspace, known.facilitator),)
        )


def planned_reviews(database: Database, today: date) -> tuple[PlannedReview, ...]:
    """List the reviews to come, the next one first."""
    with database.read() as tx:
        reviews = [
            PlannedReview(alignment=known, person=asked, name=account.name if account else asked, on=review.expires_on)
            for known in tx.alignments.list_expiring(today + FARTHEST_REVIEW)
            if (review := review_of(known)) and known.status is Status.COMPLETE
            if (asked := who_is_asked(tx, known))
            for account in (tx.people.find(known.workspace, asked),)
        ]
    return tuple(sorted(reviews, key=lambda review: review.on))


def planned_digests(database: Database, reporting: Reporting, limit: int = MOST) -> Iterator[PlannedDigest]:
    """Yield the digests to come, the next one first."""
    with database.read() as tx:
        upcoming = tx.people.list_scheduled(limit)
    for slot in upcoming:
        calendar = calendar_of(slot.person, slot.preferences)
        debts = reporting.debts_of(slot.person.workspace, slot.person.id)
        coming = reporting.coming(slot.person.workspace, slot.person.id, debts)
        yield PlannedDigest(
            person=slot.person,
            at=calendar.local(coming.at) if coming.at else None,
            zone=calendar.zone,
            debts=debts,
            is_off=not slot.preferences.digest,
            stand_in=coming.stand_in,
            is_away_endlessly=coming.is_away_endlessly,
        )


def _silent_until(debt: Debt) -> str | None:
    silence = debt.alignment.silences.get(debt.person)
    return silence.until.isoformat() if silence and not silence.is_mute else None


def _silence_of(debt: Debt, zone: tzinfo | None) -> str:
    """Say what the person asked for, its day reckoned where they are."""
    silence = debt.alignment.silences.get(debt.person)
    if silence is None:
        return " (out of reach)" if debt.alignment.is_muted else ""
    if silence.is_mute:
        return " (muted)"
    day = silence.until.astimezone(zone).date().isoformat()
    return f" (promised by {day})" if silence.is_promise else f" (put off until {day})"


def show_plan(settings: Settings, *, as_json: bool) -> None:
    """Print the plan of every workspace in the database."""
    clock = SystemClock()
    catalogue = read_every_depth(settings.packs)
    with closing(open_database(settings.database_url, clock=clock, alone=False)) as database:
        plan = tuple(planned_digests(database, Reporting(database=database, catalogue=catalogue, clock=clock)))
        reviews = planned_reviews(database, clock.now().date())
        lost = out_of_reach(database)
    if as_json:
        planned: tuple[PlannedDigest | PlannedReview | OutOfReach, ...] = (*plan, *reviews, *lost)
        for each in planned:
            sys.stdout.write(f"{json.dumps(each.as_json(), ensure_ascii=False)}\n")
        return
    table = Table("who", "when, in their time", "about")
    for digest in plan:
        table.add_row(digest.person.name, digest.when, "\n".join(digest.why))
    for review in reviews:
        table.add_row(review.name, f"{review.on:%a %d %b %Y}", review.why)
    for each in lost:
        table.add_row("nobody", "once its channel is within reach", each.why)
    Console(markup=False).print(table if plan or reviews or lost else "Nobody is to be reminded.")
