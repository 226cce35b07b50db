"""Trying again what failed in passing, while the process starts and has nothing better to do."""

import re
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from bot.slack.error_codes import AMBIGUOUS, LIMITED
from bot.slack.web import retry_after

_CODE = re.compile(r"[a-z0-9_]{1,100}")
"""What is no such word is a page of a proxy, not an answer of Slack's."""

PAUSES = (0.2, 0.5, 1.0)
Answer = TypeVar("Answer")


def patiently(ask: Callable[[], Answer], *, pauses: tuple[float, ...] = PAUSES) -> Answer:
    """Ask until there is an answer; what does not pass, or not in time, is raised as it came."""
    for pause in pauses:
        try:
            return ask()
        except (OSError, HTTPException, SlackApiError) as error:
            if not is_passing(error):
                raise
            time.sleep(pause)
    return ask()


def is_passing(error: Exception) -> bool:
    """Tell whether Slack, or the way to it, is out of order for the moment; a definite refusal is not."""
    if isinstance(error, SlackApiError):
        code = _code_of(error)
        return error.response.status_code >= 500 or code in AMBIGUOUS | LIMITED or not _CODE.fullmatch(code)
    return isinstance(error, OSError | HTTPException)


def retry_after_of(error: SlackApiError) -> float:
    """Return how many seconds Slack asks to wait, 0 when it does not."""
    return retry_after(error.response.headers) if _code_of(error) in LIMITED else 0.0


def _code_of(error: SlackApiError) -> str:
    answer: Any = error.response.data
    return str(answer.get("error")) if isinstance(answer, dict) else "fatal_error"
