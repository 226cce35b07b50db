"""The fair lock and the lock between processes."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from bot.domain.errors import Misconfigured, NotStored
from storage.database import open_database
from storage.locks import FairLock, ProcessLock

OPEN = """
import sys
from storage.database import open_database
from bot.domain.errors import Misconfigured
from tests.fakes import StoppedClock
try:
    database = open_database(sys.argv[1], clock=StoppedClock())
except Misconfigured as refusal:
    sys.exit(str(refusal))
print("open", flush=True)
sys.stdin.read()
"""


def another_process(url):
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_waiters_are_served_in_the_order_they_came():
    lock, served, threads = FairLock(), [], []

    def wait(number):
        with lock.held(within=30):
            served.append(number)

    with lock.held(within=1):
        for number in range(5):
            threads.append(threading.Thread(target=wait, args=(number,)))
            threads[-1].start()
            wait_until_queued(lock, number + 1)
    for thread in threads:
        thread.join(timeout=30)

    assert served == [0, 1, 2, 3, 4]


def wait_until_queued(lock, count):
    attempts = 0
    while len(lock._waiting) < count:
        attempts += 1
        assert attempts < 1_000
        threading.Event().wait(0.01)


def test_who_waits_too_long_is_told_and_blocks_nobody_afterwards():
    lock = FairLock()

    def wait():
        with lock.held(within=0.01):
            pass

    with ThreadPoolExecutor(1) as pool, lock.held(within=1), pytest.raises(NotStored):
        pool.submit(wait).result()

    with lock.held(within=0.01):
        assert True


def test_a_block_that_raises_releases_the_lock():
    lock = FairLock()
    with pytest.raises(ZeroDivisionError), lock.held(within=1):
        _ = 1 / 0

    with lock.held(within=0.01):
        assert True


def test_a_second_process_on_the_same_file_is_refused_with_a_sentence(sqlite, sqlite_url, sqlite_file):
    second = another_process(sqlite_url)

    _, said = second.communicate(timeout=60)

    assert second.returncode == 1
    assert said.startswith(f"{sqlite_file} is in use by another process of Aligned (process ")
    assert "DATABASE_URL" in said


def test_a_second_process_is_refused_where_it_comes_through_a_link(sqlite, sqlite_file):
    link = sqlite_file.with_name("link.db")
    link.symlink_to(sqlite_file.name)

    with pytest.raises(Misconfigured, match=r"link\.db is in use by another process"):
        ProcessLock(link)


def test_the_file_is_free_again_when_the_process_that_held_it_was_killed(sqlite_url, clock):
    first = another_process(sqlite_url)
    assert first.stdout.readline() == "open\n"
    with pytest.raises(Misconfigured):
        open_database(sqlite_url, clock=clock)

    first.kill()
    first.communicate(timeout=60)

    with closing(open_database(sqlite_url, clock=clock)) as database:
        database.check()


def test_a_closed_database_can_be_opened_again(sqlite_url, clock):
    open_database(sqlite_url, clock=clock).close()

    with closing(open_database(sqlite_url, clock=clock)) as database:
        database.check()


def test_a_second_look_does_not_need_the_file_alone(sqlite, sqlite_url, clock):
    with closing(open_database(sqlite_url, clock=clock, alone=False)) as second, second.read() as tx:
        assert tx.deliveries.count() == {}


def test_a_lock_in_a_folder_that_is_not_there_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(Misconfigured, match="No such file or directory"):
        ProcessLock(tmp_path / "nowhere" / "aligned.db")
