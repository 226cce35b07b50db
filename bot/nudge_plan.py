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
from bot.domain.alignment import Alignment, Status
from bot.domain.cadence import calendar_of
from bot.domain.people import Person
from bot.domain.review import review_of
from bot.ports import Database
from bot.services.reporting import Debt, Reporting
from bot.settings import Settings
from storage.database import open_database

MOST = 1_000
FARTHEST_REVIEW = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDigest:
    """One digest to come, told in the recipient's own time."""

    person: Person
    at: datetime
    debts: tuple[Debt, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """Say what it will be about, alignment by alignment."""
        return tuple(
            f"{debt.alignment.title}: {', '.join(debt.artifacts)}{_silence_of(debt, self.at.tzinfo)}"
            for debt in self.debts
        ) or ("nothing owed by now",)

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "workspace": self.person.workspace,
            "person": self.person.id,
            "name": self.person.name,
            "at": self.at.isoformat(),
            "zone": str(self.at.tzinfo),
            "owed": [
                {
                    "alignment": debt.alignment.id,
                    "title": debt.alignment.title,
                    "artifacts": list(debt.artifacts),
                    "silent_until": _silent_until(debt),
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


def planned_reviews(database: Database, today: date) -> tuple[PlannedReview, ...]:
    """List the reviews to come, the next one first."""
    with database.read() as tx:
        reviews = [
            PlannedReview(alignment=known, person=owner, name=account.name if account else owner, on=review.expires_on)
            for known in tx.alignments.list_expiring(today + FARTHEST_REVIEW)
            if (review := review_of(known)) and known.status is Status.COMPLETE
            for owner in (known.owner_of("ownership"),)
            for account in (tx.people.find(known.workspace, owner),)
        ]
    return tuple(sorted(reviews, key=lambda review: review.on))


def planned_digests(database: Database, reporting: Reporting, limit: int = MOST) -> Iterator[PlannedDigest]:
    """Yield the digests to come, the next one first."""
    with database.read() as tx:
        upcoming = tx.people.list_scheduled(limit)
    for slot in upcoming:
        calendar = calendar_of(slot.person, slot.preferences)
        yield PlannedDigest(
            person=slot.person,
            at=calendar.local(slot.due_at),
            debts=reporting.debts_of(slot.person.workspace, slot.person.id),
        )


def _silent_until(debt: Debt) -> str | None:
    silence = debt.alignment.silences.get(debt.person)
    return silence.until.isoformat() if silence else None


def _silence_of(debt: Debt, zone: tzinfo | None) -> str:
    """Say what the person asked for, its day reckoned where they are."""
    silence = debt.alignment.silences.get(debt.person)
    if silence is None:
        return " (out of reach)" if debt.alignment.is_muted else ""
    day = silence.until.astimezone(zone).date().isoformat()
    return f" (promised by {day})" if silence.is_promise else f" (put off until {day})"


def show_plan(settings: Settings, *, as_json: bool) -> None:
    """Print the plan of every workspace in the database."""
    clock = SystemClock()
    catalogue = read_every_depth(settings.packs)
    with closing(open_database(settings.database_url, clock=clock, alone=False)) as database:
        plan = tuple(planned_digests(database, Reporting(database=database, catalogue=catalogue, clock=clock)))
        reviews = planned_reviews(database, clock.now().date())
    if as_json:
        planned: tuple[PlannedDigest | PlannedReview, ...] = (*plan, *reviews)
        for each in planned:
            sys.stdout.write(f"{json.dumps(each.as_json(), ensure_ascii=False)}\n")
        return
    table = Table("who", "when, in their time", "about")
    for digest in plan:
        table.add_row(digest.person.name, f"{digest.at:%a %d %b %Y %H:%M} {digest.at.tzinfo}", "\n".join(digest.why))
    for review in reviews:
        table.add_row(review.name, f"{review.on:%a %d %b %Y}", review.why)
    Console().print(table if plan or reviews else "Nobody is to be reminded.")
