"""Trying again what failed in passing, while the process starts and has nothing better to do."""

import time
from collections.abc import Callable
from typing import TypeVar

from bot.domain.errors import LinkLost
from bot.slack.enquiries import SlackAway

PAUSES = (0.2, 0.5, 1.0)
LONGEST = 5.0
"""Seconds to wait here where Slack asks for them; a longer wait is left to whoever asked."""
Answer = TypeVar("Answer")


def patiently(
    ask: Callable[[], Answer],
    *,
    pauses: tuple[float, ...] = PAUSES,
    longest: float = LONGEST,
    sleep: Callable[[float], None] = time.sleep,
) -> Answer:
    """Ask until there is an answer, of Slack or of a database, but never before Slack wants to be asked again.

    What does not pass, or not in time, is raised as it came.
    """
    for pause in pauses:
        try:
            return ask()
        except (OSError, SlackAway, LinkLost) as error:
            asked = error.asked if isinstance(error, SlackAway) else 0.0
            if asked > longest:
                raise
            sleep(max(pause, asked))
    return ask()
