"""Running an app until somebody ends it."""

import signal
import threading
from types import FrameType

from bot.app import Application


def until_stopped(application: Application) -> None:
    """Start the app and stop it on Ctrl-C or SIGTERM; a second signal ends the process at once."""
    asked = threading.Event()

    def ask(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        asked.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    application.start()
    try:
        asked.wait()
    finally:
        application.stop()
