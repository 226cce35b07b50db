"""Trying again what failed in passing, while the process starts and has nothing better to do."""

import re
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from bot.domain.errors import LinkLost
from bot.slack.error_codes import AMBIGUOUS, LIMITED
from bot.slack.web import retry_after

_CODE = re.compile(r"[a-z0-9_]{1,100}")
"""What is no such word is a page of a proxy, not an answer of Slack's."""

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
        except (OSError, HTTPException, SlackApiError, LinkLost) as error:
            asked = retry_after_of(error)
            if not is_passing(error) or asked > longest:
                raise
            sleep(max(pause, asked))
    return ask()


def is_passing(error: Exception) -> bool:
    """Tell whether what was asked, or the way to it, is out of order for the moment; a definite refusal is not."""
    if isinstance(error, SlackApiError):
        code = _code_of(error)
        is_out_of_order = error.response.status_code >= 500 or code in AMBIGUOUS or not _CODE.fullmatch(code)
        return is_out_of_order or _is_limited(error)
    return isinstance(error, OSError | HTTPException | LinkLost)


def retry_after_of(error: Exception) -> float:
    """Return how many seconds Slack asks to wait, 0 when it does not."""
    if isinstance(error, SlackApiError) and _is_limited(error):
        return retry_after(error.response.headers)
    return 0.0


def _is_limited(error: SlackApiError) -> bool:
    return error.response.status_code == 429 or _code_of(error) in LIMITED


def _code_of(error: SlackApiError) -> str:
    answer: Any = error.response.data
    return str(answer.get("error")) if isinstance(answer, dict) else "fatal_error"
