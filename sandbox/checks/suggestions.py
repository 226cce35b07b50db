"""What Slack would refuse in the options an app suggests.

https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
"""

from __future__ import annotations

from typing import Any

from sandbox.checks.composition import MENU_OPTION, OPTION_GROUP
from sandbox.checks.problem import Problem
from sandbox.checks.schema import Array, Shape, not_both

PAGE = "https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload"
MOST = 100
ANSWER = Shape(
    doc=PAGE,
    optional={"options": Array(of=MENU_OPTION, most=MOST), "option_groups": Array(of=OPTION_GROUP, most=MOST)},
    relations=(not_both("options", "option_groups"),),
)


def check_suggestions(answer: Any) -> list[Problem]:
    """List what Slack would refuse in an answer to block_suggestion."""
    return list(ANSWER.problems(answer, ""))
