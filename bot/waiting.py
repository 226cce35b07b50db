"""Running an app until somebody ends it."""

import gc
import itertools
import signal
import threading
from types import FrameType

from bot.app import Application

ENDINGS = (signal.SIGINT, signal.SIGTERM)
GLANCE_SECONDS = 0.5
SAY_EVERY = 10


def until_stopped(application: Application) -> None:
    """Start the app and stop it on Ctrl-C or SIGTERM; a second signal ends the process at once.

    Raises what ended it when it ended by itself: Socket Mode was switched off, or Slack is out of reach for long.
    """
    asked = threading.Event()

    def ask(_: int, __: FrameType | None) -> None:
        for number in ENDINGS:
            signal.signal(number, signal.SIG_DFL)
        asked.set()

    for number in ENDINGS:
        signal.signal(number, ask)
    _keep_for_good()
    try:
        application.start()
        for glance in itertools.count():
            if asked.wait(GLANCE_SECONDS) or application.inlet.ended.is_set():
                break
            if glance % SAY_EVERY == 0:
                application.readiness.say_changes()
    finally:
        application.stop()
    if application.inlet.reason:
        raise application.inlet.reason


def _keep_for_good() -> None:
    """Have the collector pass over what was built until now: to look at it again stops everything for 60 ms."""
    gc.collect()
    gc.freeze()
