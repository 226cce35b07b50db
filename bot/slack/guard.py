"""The one way out: whatever is sent to Slack passes here, fits every limit afterwards, and calls nobody by accident.

It shortens and leaves out visibly, and it never raises: a delivery must not fail over its own length.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.slack.fitting import fit, fit_text, quiet
from bot.slack.limits import MESSAGE_BLOCKS, MESSAGE_TEXT, MESSAGE_TOTAL, TEXT_OBJECT, VIEW_BLOCKS, VIEW_BYTES
from bot.slack.message import Block, Message
from bot.slack.mrkdwn import escape, split_mrkdwn, truncated_mrkdwn
from bot.slack.text import ELLIPSIS, length

# Nothing in a message is looked at twice: no names are linked, no addresses unfurled.
QUIET: Mapping[str, Any] = {"parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
_READ = frozenset({"text", "alt_text", "title", "caption", "author_name"})
_CUT_SHORT: Block = {"type": "context", "elements": [{"type": "plain_text", "text": ELLIPSIS, "emoji": False}]}


def guarded_message(message: Message) -> dict[str, Any]:
    """Return the arguments that post or edit this message."""
    blocks = _within_message(_fitted(message.blocks))
    text = truncated_mrkdwn(quiet(message.text), MESSAGE_TEXT).strip()
    return {"text": text or _spoken(blocks), "blocks": blocks, **QUIET}


def without_blocks(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plainest form of a message, for when Slack refuses its blocks."""
    return {**payload, "blocks": []}


def guarded_view(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return a modal or home view that Slack takes."""
    frame = fit({name: value for name, value in view.items() if name != "blocks"}) or {}
    if view.get("type") == "modal" and "title" not in frame:
        frame["title"] = {"type": "plain_text", "text": ELLIPSIS, "emoji": False}
    blocks = _fitted(_listed(view.get("blocks")))
    return {**frame, "blocks": _within_view(blocks, VIEW_BYTES - _size(frame))}


def _fitted(blocks: Iterable[Any]) -> list[Block]:
    pieces = (piece for block in blocks for piece in _split(block))
    fitted = [block for block in map(fit, pieces) if block is not None]
    seen: set[str] = set()
    for block in fitted:
        if block.get("block_id") in seen:
            del block["block_id"]
        seen.add(str(block.get("block_id")))
    return fitted


def _split(block: Any) -> Iterator[Any]:
    """Divide a section that is too long into several, so that nothing of it is lost."""
    text = block.get("text") if isinstance(block, dict) and block.get("type") == "section" else None
    words = text.get("text") if isinstance(text, dict) and text.get("type") == "mrkdwn" else None
    if not isinstance(words, str) or length(words) <= TEXT_OBJECT:
        yield block
        return
    first, *rest = split_mrkdwn(quiet(words), TEXT_OBJECT) or [""]
    yield {**block, "text": {"type": "mrkdwn", "text": first}}
    yield from ({"type": "section", "text": {"type": "mrkdwn", "text": piece}} for piece in rest)


def _within_message(blocks: list[Block]) -> list[Block]:
    """Keep the beginning, and the buttons at the end, of what is too much for one message."""
    if len(blocks) <= MESSAGE_BLOCKS and _read_length(blocks) <= MESSAGE_TOTAL:
        return blocks
    last = blocks[-1:] if blocks[-1].get("type") == "actions" else []
    room, kept = MESSAGE_TOTAL - _read_length(last), []
    for block in blocks[: min(len(blocks) - len(last), MESSAGE_BLOCKS - len(last))]:
        room -= _read_length(block)
        if room < 0:
            break
        kept.append(block)
    return [*kept, _CUT_SHORT, *last]


def _within_view(blocks: list[Block], room: int) -> list[Block]:
    kept = []
    for block in blocks[:VIEW_BLOCKS]:
        room -= _size(block) + 1
        if room < 0:
            break
        kept.append(block)
    return blocks if len(kept) == len(blocks) else [*kept[: VIEW_BLOCKS - 1], _CUT_SHORT]


def _size(value: Any) -> int:
    return len(json.dumps(value, default=str))


def _read_length(value: Any) -> int:
    """Count the characters people read in blocks."""
    if isinstance(value, dict):
        return sum(
            length(child) if isinstance(child, str) and name in _READ else _read_length(child)
            for name, child in value.items()
        )
    return sum(map(_read_length, value)) if isinstance(value, list) else 0


def _spoken(blocks: list[Block]) -> str:
    """Find words for the notification of a message that came without any."""
    texts = (fit_text(block.get("text"), MESSAGE_TEXT) for block in blocks)
    found = next((text for text in texts if text), None)
    if found is None:
        return ELLIPSIS
    return str(found["text"]) if found["type"] == "mrkdwn" else truncated_mrkdwn(escape(found["text"]), MESSAGE_TEXT)


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else []
