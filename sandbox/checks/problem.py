"""One thing Slack would refuse, in the shape `blocks.validate` reports it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Say what is wrong, where (a JSON pointer), and which page of the documentation says so.

    Inside blocks, views and attachments `code` is `missing_field`, `invalid_type` or `failed_constraint`.
    For a payload as a whole it is the error the Web API answers with, such as `no_text` or `view_too_large`.
    https://docs.slack.dev/reference/methods/blocks.validate
    """

    code: str
    pointer: str
    message: str
    constraint: dict[str, Any] = field(default_factory=dict)
    doc: str = ""

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"
