"""What Slack would refuse in a modal or an App Home view.

https://docs.slack.dev/reference/views
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from sandbox.checks.blocks import walk
from sandbox.checks.composition import ID, KIND, plain_text
from sandbox.checks.messages import json_size
from sandbox.checks.problem import Problem
from sandbox.checks.schema import Anything, Boolean, Rule, Shape, String, missing, mistyped
from sandbox.checks.surfaces import check_blocks

VIEWS = "https://docs.slack.dev/reference/views"
OPEN = "https://docs.slack.dev/reference/methods/views.open"
VIEW_MAX_BYTES = 250_000

COMMON: Mapping[str, Rule] = {
    "private_metadata": String(most=3000),
    "callback_id": ID,
    "external_id": ID,
}
# Slack hands these out with a view; an app may hand them back and Slack ignores them.
RETURNED: Mapping[str, Rule] = {
    name: Anything()
    for name in (
        "id",
        "team_id",
        "app_id",
        "app_installed_team_id",
        "bot_id",
        "hash",
        "state",
        "root_view_id",
        "previous_view_id",
    )
}
VIEW_KINDS: Mapping[str, Shape] = {
    "modal": Shape(
        doc=f"{VIEWS}/modal-views",
        required={"type": KIND, "title": plain_text(24), "blocks": Anything()},
        optional={
            **COMMON,
            **RETURNED,
            "submit": plain_text(24),
            "close": plain_text(24),
            "clear_on_close": Boolean(),
            "notify_on_close": Boolean(),
            "submit_disabled": Boolean(),
        },
    ),
    "home": Shape(
        doc=f"{VIEWS}/home-tab-views",
        required={"type": KIND, "blocks": Anything()},
        optional={**COMMON, **RETURNED},
    ),
}


def check_view(view: Any) -> list[Problem]:
    """List what Slack would refuse in a view, for modals and App Home alike."""
    if not isinstance(view, dict):
        return [replace(mistyped("", "an object"), doc=VIEWS)]
    kind = view.get("type")
    if kind is None:
        return [replace(missing("", "type"), doc=VIEWS)]
    if not isinstance(kind, str) or kind not in VIEW_KINDS:
        constraint = {"type": "enum", "expected": sorted(VIEW_KINDS), "got": kind}
        return [Problem("failed_constraint", "/type", f"unsupported type: {kind}", constraint, VIEWS)]
    found = chain(
        _check_size(view),
        VIEW_KINDS[kind].problems(view, ""),
        check_blocks(view["blocks"], "/blocks", kind) if view.get("blocks") is not None else (),
        _check_submit(view),
    )
    return list(found)


def _check_size(view: Mapping[str, Any]) -> Iterator[Problem]:
    size = json_size(view)
    if size is None or size > VIEW_MAX_BYTES:
        constraint = {"type": "max_length", "expected": VIEW_MAX_BYTES, "got": size}
        yield Problem("view_too_large", "", "the view is larger than 250 kB", constraint, OPEN)


def _check_submit(view: Mapping[str, Any]) -> Iterator[Problem]:
    asks = any(block.get("type") == "input" for _, block in walk(view.get("blocks"), "/blocks"))
    if view["type"] == "modal" and asks and not view.get("submit"):
        yield replace(missing("", "submit"), doc=f"{VIEWS}/modal-views")
