"""Cursors: long answers in pages.

https://docs.slack.dev/apis/web-api/pagination
"""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from sandbox.errors import SlackError
from sandbox.web_api.method import Call

Item = TypeVar("Item")


def page(items: Sequence[Item], *, cursor: str | None, limit: int) -> tuple[Sequence[Item], str]:
    """Return one page and the cursor of the next, which is empty on the last."""
    start = _position(cursor) if cursor else 0
    end = start + limit
    return items[start:end], _cursor(end) if end < len(items) else ""


def read_limit(call: Call, default: int, most: int) -> int:
    """Read how many items a call wants."""
    limit = int(call.get("limit") or default)
    if not 1 <= limit <= most:
        raise SlackError("invalid_limit")
    return limit


def _cursor(position: int) -> str:
    return base64.b64encode(f"position:{position}".encode()).decode()


def _position(cursor: str) -> int:
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("position:"))
    except (ValueError, binascii.Error) as error:
        raise SlackError("invalid_cursor") from error
