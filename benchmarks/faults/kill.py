"""T1 and T2: the app is killed at random points, and, if asked for, Slack's answers fail as well.

    python -m benchmarks.faults.kill [--count 300] [--seed 1]            kill -9
    python -m benchmarks.faults.kill_and_fail [--count 300] [--seed 1]   kill -9, and three calls of ten go wrong

Every week each person is reminded once and some write to the app; at a random moment the process is killed and started
again. At the end it is left in peace, and what people were told and what they said is compared with the database.
"""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.ledger import Ledger, Row, keys_of, posts_of
from benchmarks.faults.report import Figure, Report, at_least, at_most, command, note
from benchmarks.faults.rig import Change, Rig, running_rig
from bot.ports import TURN

WEEK = timedelta(days=7)
PEOPLE = 12
LONGEST_START = 5.0
LONGEST_LIFE = 0.8
LONGEST_WORK = 4.0
PEACE_SECONDS = 60.0
EDITS = {"update_card", "edit_message"}
Faults = tuple[Mapping[str, object], ...]


def run(*, count: int, seed: int, faults: Faults = (), is_blind: bool = False, bench: str = "kill -9") -> Report:
    """Kill the app so many times; by way of ablation it may be `is_blind`, and send again without looking first."""
    rng = random.Random(seed)
    change = Change(is_blind=is_blind)
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db", change) as rig:
        debtors = Debtors(rig, PEOPLE, rng)
        rig.client.faults(*faults, seed=seed)
        lives = [_live_and_die(rig, debtors, rng) for _ in range(count)]
        rig.client.faults()
        last_week = leave_in_peace(rig, debtors)
        deaths = note("kills", sum(lives)), note("starts given up for a supervisor to repeat", count - sum(lives))
        return Report(bench=bench, seed=seed, figures=(*deaths, *tally(rig, debtors), last_week))


def let_a_week_pass(rig: Rig, debtors: Debtors, *, within: float) -> None:
    """Move on to the next reminders, unless one stays under way: held up for a week it is not sent any more."""
    ledger = Ledger(rig.database_url)
    _wait(lambda: ledger.is_idle(rig.clock.now() + TURN), within)
    if ledger.is_idle(rig.clock.now() + TURN):
        debtors.note_reminders()
        rig.move_clock(WEEK)
    elif ledger.is_idle(rig.clock.now()):  # somebody is being taken, by this process or one that was killed
        rig.move_clock(TURN)


def leave_in_peace(rig: Rig, debtors: Debtors) -> Figure:
    """Start the app once more until nothing is left to do, and for another week; count who was reminded in that."""
    ledger = Ledger(rig.database_url)
    process = rig.start_and_wait()
    rig.move_clock(TURN)
    _wait(lambda: ledger.is_idle(rig.clock.now() + TURN))
    debtors.note_reminders()
    rig.move_clock(WEEK)
    since = f"{rig.clock.now().timestamp() - 3600:.6f}"
    _wait(lambda: _reminded_since(rig, since) >= len(debtors.people) and ledger.is_finished())
    debtors.note_acknowledged()
    debtors.note_reminders()
    process.stop()
    return at_least("people reminded in the last week", _reminded_since(rig, since), len(debtors.people))


def _wait(condition: Callable[[], bool], seconds: float = PEACE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.05)


def tally(rig: Rig, debtors: Debtors) -> tuple[Figure, ...]:
    """Compare what people were told and what they said with what the database knows."""
    ledger = Ledger(rig.database_url)
    debtors.note_reminders()
    keys = keys_of(posts_of(rig.sandbox))
    rows = ledger.deliveries()
    reminded = sum(1 for key in debtors.reminders if keys[key])
    return (
        note("messages posted", sum(keys.values())),
        at_least("reminders posted", reminded, 1),
        at_least("answers acknowledged", len(debtors.acknowledged), 1),
        at_most("acknowledged answers lost", len(debtors.acknowledged - debtors.kept)),
        at_most("answers recorded twice", ledger.answers_recorded_twice()),
        at_most("reminders lost", len(debtors.promised) - reminded),
        at_most("messages posted more than once", sum(1 for times in keys.values() if times > 1)),
        at_most("recorded as posted but not there", sum(1 for row in rows if _is_missing(row, keys))),
        at_most("deliveries not finished", sum(1 for row in rows if row.state != "sent")),
        at_most("integrity problems", 0 if ledger.is_whole() else 1),
    )


def _is_missing(row: Row, keys: Mapping[str, int]) -> bool:
    return row.kind not in EDITS and row.message_ts is not None and not keys[row.key]


def _live_and_die(rig: Rig, debtors: Debtors, rng: random.Random) -> bool:
    """Start the app and kill it; False when it gave up by itself because nothing of Slack answered while it started."""
    process = rig.start()
    if rng.random() < 0.8:  # the others die while they start
        _wait(lambda: rig.is_connected or not process.is_alive, LONGEST_START)
        if not process.is_alive:
            return False
        let_a_week_pass(rig, debtors, within=rng.choice((0.0, 0.0, LONGEST_WORK)))
    people = threading.Thread(target=lambda: [debtors.says_something() for _ in range(rng.randrange(4))])
    people.start()
    time.sleep(rng.uniform(0, LONGEST_LIFE))
    was_alive = process.is_alive
    process.kill()
    people.join()
    debtors.note_acknowledged()
    return was_alive


def _reminded_since(rig: Rig, since: str) -> int:
    ledger = Ledger(rig.database_url)
    digests = {row.key for row in ledger.deliveries() if row.kind == "send_digest"}
    told = [post for post in posts_of(rig.sandbox) if post.ts > since]
    return sum(1 for key in keys_of(told) if key in digests)


main = command(run, count=300, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
