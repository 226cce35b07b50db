"""T9: forty time zones and all their changes of clocks from 2024 to 2037, and clocks that jump.

    python -m benchmarks.faults.zones [--count 700] [--seed 1]

In the week around each change one person is owed a reminder every working day. Without jumps each such day must bring
exactly one; with jumps, of minutes or days in either direction, at most one a day; and never one outside the hours.
As an ablation, a cron trigger of APScheduler is asked for the days on which it would fire twice or not at all.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.seeding import CORE
from bot.domain.alignment import Alignment
from bot.domain.people import NudgePreferences, Person
from bot.services.nudging import Nudging
from bot.services.settling import Settling
from tests.fakes import InMemoryDatabase, StoppedClock

# fmt: off
ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg", "America/Asuncion",
    "America/Caracas", "America/Chicago", "America/Denver", "America/Godthab", "America/Halifax",
    "America/Havana", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Nuuk",
    "America/Santiago", "America/Sao_Paulo", "America/Scoresbysund", "America/St_Johns", "Antarctica/Troll",
    "Asia/Beirut", "Asia/Gaza", "Asia/Hebron", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata",
    "Asia/Nicosia", "Asia/Tehran", "Asia/Tokyo", "Australia/Adelaide", "Australia/Lord_Howe",
    "Australia/Sydney", "Europe/Berlin", "Europe/Dublin", "Europe/London", "Pacific/Apia", "Pacific/Auckland",
    "Pacific/Chatham", "Pacific/Easter", "Pacific/Kiritimati",
)
# fmt: on
FIRST, LAST = date(2024, 1, 1), date(2037, 12, 31)
DAYS_BEFORE, DAYS_AFTER = 3, 4
JUMPS = tuple(timedelta(minutes=minutes) for minutes in (-4_320, -180, -60, -1, 61, 600, 1_500, 10_080))
WORKSPACE, OWNER = "T1", "U0ANA"


@dataclass(frozen=True, slots=True)
class Week:
    """The week around one change of clocks, for one person."""

    zone: str
    around: date
    preferences: NudgePreferences
    jumps: bool


@dataclass
class Findings:
    """What went wrong in a week, and how many reminders there were."""

    reminders: int = 0
    jumps: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


def run(*, count: int, seed: int) -> Report:
    """Live through so many of the weeks, each with and without jumps of the clock."""
    rng = random.Random(seed)
    every = [(zone, day) for zone in ZONES for day in changes_of(zone)]
    chosen = rng.sample(every, min(count, len(every)))
    total = Findings()
    for zone, day in chosen:
        for jumps in (False, True):
            _live(Week(zone, day, _preferences(rng), jumps), rng, total)
    figures = (
        note("zones", len(ZONES)),
        note("changes of clocks 2024-2037", len(every)),
        note("weeks lived through", 2 * len(chosen)),
        note("jumps of the clock", total.jumps),
        at_least("reminders", total.reminders, len(chosen)),
        at_most("days with more than one reminder", total.wrong["twice"]),
        at_most("working days without a reminder", total.wrong["missed"]),
        at_most("reminders outside the hours", total.wrong["outside"]),
        at_least("ablation: days on which a cron trigger fires twice or never", _cron_errors(chosen), 1),
    )
    return Report(bench="time zones", seed=seed, figures=figures)


def changes_of(zone: str) -> Iterator[date]:
    """Yield the days on which clocks change there; New Year's Day where they never do."""
    info, day, found = ZoneInfo(zone), FIRST, False
    while day < LAST:
        following = day + timedelta(days=1)
        if _offset(info, day) != _offset(info, following):
            found = True
            yield day
        day = following
    if not found:
        yield date(2026, 1, 1)


def _offset(info: ZoneInfo, day: date) -> timedelta | None:
    return datetime.combine(day, time(0), tzinfo=info).utcoffset()


def _preferences(rng: random.Random) -> NudgePreferences:
    starts = rng.choice((0, 1, 2, 3, 7, 9, 14))
    days = frozenset(rng.sample(range(7), rng.randint(3, 7)))
    return NudgePreferences(starts_at=time(starts), ends_at=time(starts + rng.choice((4, 8))), days=days)


def _live(week: Week, rng: random.Random, total: Findings) -> None:
    """Tick through the week; the reminder of each day makes the next one due on the following working day."""
    info = ZoneInfo(week.zone)
    begin = datetime.combine(week.around - timedelta(days=DAYS_BEFORE), time(0), tzinfo=info).astimezone(UTC)
    end = begin + timedelta(days=DAYS_BEFORE + DAYS_AFTER)
    clock = StoppedClock(begin)
    database = InMemoryDatabase(clock)
    settling = Settling(catalogue=CORE, clock=clock)
    nudging = Nudging(database=database, clock=clock, settling=settling)
    _owe(database, settling, week, begin)
    reminded: Counter[date] = Counter()
    while clock.now() < end:
        if nudging.tick():
            local = clock.now().astimezone(info)
            reminded[local.date()] += 1
            total.wrong["outside"] += not _is_within(local, week.preferences)
            _owe_again(database, settling, clock.now())
        if week.jumps and rng.random() < 0.01:
            total.jumps += 1
            clock.advance(rng.choice(JUMPS))
        clock.advance(timedelta(minutes=rng.uniform(5, 50)))
    total.reminders += sum(reminded.values())
    total.wrong["twice"] += sum(times > 1 for times in reminded.values())
    if not week.jumps:
        total.wrong["missed"] += sum(reminded[day] == 0 for day in _working_days(week, begin, end, info))


def _owe(database: InMemoryDatabase, settling: Settling, week: Week, now: datetime) -> None:
    """Let one person owe one part from now on."""
    alignment = Alignment(
        id="A1",
        workspace=WORKSPACE,
        channel="C1",
        facilitator=OWNER,
        title="Refund copilot",
        met_on=now.date(),
        opened_at=now,
    )
    with database.write() as tx:
        tx.people.put(Person(workspace=WORKSPACE, id=OWNER, name="Ana", zone=week.zone))
        tx.people.put_preferences(WORKSPACE, OWNER, week.preferences)
        tx.alignments.add(alignment.with_owner("capability", OWNER, named_by=OWNER, at=now))
        settling.schedule(tx, WORKSPACE, OWNER)


def _owe_again(database: InMemoryDatabase, settling: Settling, now: datetime) -> None:
    """Forget that there was a reminder, so that the back-off begins anew."""
    with database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, "A1")
        tx.alignments.save(alignment.with_owner("capability", OWNER, named_by=OWNER, at=now))
        settling.schedule(tx, WORKSPACE, OWNER)


def _is_within(local: datetime, preferences: NudgePreferences) -> bool:
    """Tell whether a wall clock shows a working hour; the hour that comes twice counts from its first coming."""
    begun = local.time() >= preferences.starts_at or local.fold == 1
    return local.weekday() in preferences.days and begun and local.time() < preferences.ends_at


def _working_days(week: Week, begin: datetime, end: datetime, info: ZoneInfo) -> Iterator[date]:
    """Yield the days on which a reminder must come; the first one lets it fall due, the last may not be over."""
    day = begin.astimezone(info).date() + timedelta(days=1)
    while day < end.astimezone(info).date():
        if day.weekday() in week.preferences.days:
            yield day
        day += timedelta(days=1)


def _cron_errors(chosen: list[tuple[str, date]]) -> int:
    """Count the changes of clocks at which a job for every day at 01:30 runs twice, or not at all."""
    wrong = 0
    for zone, day in chosen:
        info = ZoneInfo(zone)
        trigger = CronTrigger(hour=1, minute=30, timezone=info)
        begin = datetime.combine(day, time(0), tzinfo=info)
        fires = set()
        upcoming = trigger.get_next_fire_time(None, begin)
        while upcoming is not None and upcoming.date() == day and upcoming.timestamp() not in fires:
            fires.add(upcoming.timestamp())
            upcoming = trigger.get_next_fire_time(upcoming, upcoming + timedelta(seconds=1))
        wrong += len(fires) != 1
    return wrong


main = command(run, count=700, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
