"""Makes one object of Block Kit fit the limits: shortens what may be shortened, leaves out what may not."""

import re
from collections.abc import Iterable
from typing import Any

from bot.slack.limits import BY_KIND, KIND_OF_FIELD, NO_LIMITS, TEXT_OBJECT, Limits
from bot.slack.message import Block
from bot.slack.mrkdwn import truncated_mrkdwn
from bot.slack.text import cleaned, length, truncated

_TEXT_TYPES = frozenset({"mrkdwn", "plain_text"})
# Nothing the product says calls a whole channel or a group; a date is the one harmless sign of that form.
_SUMMONS = re.compile(r"<(!(?!date\^)[^<>]*)>")
_DEPTH = 12


def fit(node: Any, *, kind: str | None = None, text_limit: int = TEXT_OBJECT, depth: int = _DEPTH) -> Block | None:
    """Return the object within its limits, or None when nothing sensible is left of it."""
    if not isinstance(node, dict) or not depth:
        return None
    kind = kind or str(node.get("type"))
    if kind in _TEXT_TYPES:
        return fit_text(node, text_limit)
    limits = BY_KIND.get(kind, NO_LIMITS)
    fields = ((name, _fit_field(limits, name, value, depth)) for name, value in node.items())
    fitted = {name: value for name, value in fields if value is not None and value != []}
    if not all(any(name in fitted for name in group) for group in limits.needs):
        return None
    return _with_known_choices(fitted)


def fit_text(node: Any, limit: int) -> Block | None:
    """Return a text object that is clean, within the limit and parsed for nothing, or None when it says nothing."""
    if not isinstance(node, dict) or not isinstance(node.get("text"), str):
        return None
    if node.get("type") == "mrkdwn":
        text = truncated_mrkdwn(quiet(node["text"]), limit)
        return {"type": "mrkdwn", "text": text, "verbatim": True} if text.strip() else None
    text = truncated(cleaned(node["text"]), limit)
    return {"type": "plain_text", "text": text, "emoji": node.get("emoji") is True} if text.strip() else None


def quiet(text: str) -> str:
    """Clean markup, and disarm whatever would call a channel or a group."""
    return _SUMMONS.sub(r"&lt;\1&gt;", cleaned(text))


def _fit_field(limits: Limits, name: str, value: Any, depth: int) -> Any:
    if name in limits.texts:
        return fit_text(value, limits.texts[name])
    if name in limits.strings:
        return truncated(cleaned(value), limits.strings[name]) or None if isinstance(value, str) else None
    if name in limits.whole:
        return _whole(value, limits.whole[name])
    if name in limits.ranges:
        least, most = limits.ranges[name]
        return min(max(value, least), most) if isinstance(value, int) else None
    if isinstance(value, list):
        items = (_fit_item(limits, name, item, depth) for item in value)
        return _distinct(item for item in items if item is not None)[: limits.items.get(name)]
    if isinstance(value, dict):
        return fit(value, kind=KIND_OF_FIELD.get(name), depth=depth - 1)
    return cleaned(value) if isinstance(value, str) else value


def _fit_item(limits: Limits, name: str, item: Any, depth: int) -> Any:
    if isinstance(item, list):  # a row of a table, in which no cell may go missing
        return [fit(cell, depth=depth - 1) or cell for cell in item]
    if not isinstance(item, dict):
        return item
    text_limit = limits.item_text.get(name, TEXT_OBJECT)
    return fit(item, kind=KIND_OF_FIELD.get(name), text_limit=text_limit, depth=depth - 1)


def _whole(value: Any, limit: int) -> str | None:
    text = cleaned(value) if isinstance(value, str) else ""
    return text if 0 < length(text) <= limit else None


def _distinct(items: Iterable[Any]) -> list[Any]:
    """Keep the first of options with the same value, and of elements with the same action_id."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for item in items:
        names = _names(item)
        if not names & seen:
            kept.append(item)
        seen |= names
    return kept


def _names(item: Any) -> set[tuple[str, str]]:
    if not isinstance(item, dict):
        return set()
    key = "action_id" if "action_id" in item else "value" if "type" not in item else ""
    return {(key, str(item[key]))} if key in item else set()


def _with_known_choices(fitted: Block) -> Block:
    """Drop a preselection that is not, or no longer, among the options."""
    known = _options_of(fitted)
    if not known:
        return fitted
    for name in ("initial_option", "initial_options"):
        chosen = fitted.pop(name, [])
        left = [one for one in (chosen if isinstance(chosen, list) else [chosen]) if one in known]
        if left:
            fitted[name] = left if name == "initial_options" else left[0]
    return fitted


def _options_of(fitted: Block) -> list[Any]:
    groups = [group for group in _listed(fitted.get("option_groups")) if isinstance(group, dict)]
    return [option for holder in (fitted, *groups) for option in _listed(holder.get("options"))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
