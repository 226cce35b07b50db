"""The process whose memory is measured: `aligned run`, with its clock set to another day.

Run as `python -m benchmarks.memory_app SECONDS`; it imports nothing of the bench, which would count.
"""

import sys
from datetime import UTC, datetime, timedelta

from bot import logs
from bot.app import build
from bot.cli import one_line
from bot.settings import load
from bot.waiting import until_stopped


class ShiftedClock:
    """Real time plus an offset."""

    def __init__(self, seconds: float) -> None:
        self._offset = timedelta(seconds=seconds)

    def now(self) -> datetime:
        """Return the shifted present."""
        return datetime.now(UTC) + self._offset


@one_line
def main() -> None:
    """Run the app as the command line does, which is loaded as well."""
    logs.configure("CRITICAL", "text")
    until_stopped(build(load(), clock=ShiftedClock(float(sys.argv[1]))))


if __name__ == "__main__":
    main()
