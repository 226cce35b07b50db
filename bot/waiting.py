"""Running an app until somebody ends it."""

import _thread
import gc
import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

import structlog

from bot.app import Application
from bot.exit_codes import DONE, exit_code_of
from bot.heaps import keep_to_few_heaps

ENDINGS = (signal.SIGINT, signal.SIGTERM)
GLANCE_SECONDS = 0.5
SAY_EVERY = 10
LONGEST = 9.5
"""Seconds from the signal to the end of the process, whatever hangs: stopping in order takes eight at most."""

log = structlog.get_logger(__name__)


def end_in_time(code: int, seconds: float = LONGEST) -> None:
    """See to it that the process ends within so many seconds.

    Python waits for ever for a thread that asks a database which does not answer and whose host does.
    """
    # A signal may come while `threading` starts a thread, and its locks would then be waited for in vain.
    _thread.start_new_thread(_end, (code, seconds))


def until_stopped(application: Application, *, insist: Callable[[int], None] = end_in_time) -> None:
    """Start the app and stop it on Ctrl-C or SIGTERM; a second signal ends the process at once.

    From the first on, and when the app ends by itself, `insist` is told the exit code with which to end in any case.
    Raises what ended it when it ended by itself: Socket Mode was switched off, or Slack is out of reach for long.
    """
    asked = threading.Event()

    def ask(_: int, __: FrameType | None) -> None:
        for number in ENDINGS:
            signal.signal(number, signal.SIG_DFL)
        insist(DONE)
        asked.set()

    for number in ENDINGS:
        signal.signal(number, ask)
    keep_to_few_heaps()
    _keep_for_good()
    try:
        application.start()
        for glance in itertools.count():
            if asked.wait(GLANCE_SECONDS) or application.inlet.ended.is_set():
                break
            if glance % SAY_EVERY == 0:
                application.ticker.catch_up()
                application.readiness.say_changes()
    finally:
        if not asked.is_set():
            insist(exit_code_of(sys.exception() or application.inlet.reason))
        application.stop()
    if application.inlet.reason:
        raise application.inlet.reason


def _end(code: int, seconds: float) -> None:
    time.sleep(seconds)
    log.warning("something hangs: the process ends without it")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _keep_for_good() -> None:
    """Have the collector pass over what was built until now: to look at it again stops everything for 60 ms."""
    gc.collect()
    gc.freeze()
