"""Messages as text: what somebody sees in Slack, readable on a terminal."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

Block = Mapping[str, Any]


class Transcript:
    """Turns blocks into lines, with names for ids and local time for dates."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def lines(self, message: Mapping[str, Any], zone: str = "UTC") -> Iterator[str]:
        """Yield the lines of a message as its reader sees them."""
        blocks = message.get("blocks") or []
        if not blocks:
            yield from self._spoken(str(message.get("text") or ""), zone)
        for block in blocks:
            yield from self._block(block, zone)
        for file in message.get("files") or []:
            yield f"[file: {file['name']}]"

    def _block(self, block: Block, zone: str) -> Iterator[str]:
        kind = block["type"]
        if kind == "divider":
            yield "---"
        elif kind == "actions":
            yield "  ".join(f"[{self._label(element)}]" for element in block["elements"])
        elif kind == "context":
            for element in block["elements"]:
                yield from self._spoken(str(element.get("text") or ""), zone)
        else:
            texts = [block.get("text"), *(block.get("fields") or [])]
            for text in texts:
                if text:
                    yield from self._spoken(str(text["text"]), zone)
            if block.get("accessory"):
                yield f"[{self._label(block['accessory'])}]"

    def _label(self, element: Block) -> str:
        text = element.get("text") or element.get("placeholder") or {"text": "more"}
        return str(text["text"])

    def _spoken(self, text: str, zone: str) -> Iterator[str]:
        text = re.sub(r"<@([A-Z0-9]+)(?:\|[^>]*)?>", lambda found: f"@{self._names.get(found[1], found[1])}", text)
        text = re.sub(r"<!date\^(\d+)\^[^|>]*\|[^>]*>", lambda found: _moment(int(found[1]), zone), text)
        text = re.sub(r"<#([A-Z0-9]+)(?:\|[^>]*)?>", lambda found: f"#{self._names.get(found[1], found[1])}", text)
        text = re.sub(r"<(?:https?|slack)[^|>]*\|([^>]*)>", r"\1", text)
        yield from unescape(text).splitlines()


def _moment(seconds: int, zone: str) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)):%a %-d %b %H:%M}"
