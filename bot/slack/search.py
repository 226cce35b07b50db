"""Looks in a conversation's history for a message we may have sent, when the answer to the call was lost."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.domain.alignment import MessageRef
from bot.slack.web import Reply, Web

EVENT_TYPE = "aligned_delivery"
MARGIN = timedelta(seconds=60)
_PAGE = 100


def metadata_of(key: str) -> dict[str, Any]:
    """Mark a message with its delivery's opaque key and nothing else: any app of the workspace can read this."""
    return {"event_type": EVENT_TYPE, "event_payload": {"k": key}}


class Search:
    """Reads history from shortly before a delivery existed; raises Interrupted where history may not be read."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def by_key(
        self, workspace: str, channel: str, key: str, *, since: datetime, thread_ts: str | None = None
    ) -> MessageRef | None:
        """Find the message that carries the key."""
        return self._first(workspace, channel, since, thread_ts, lambda message: _key_of(message) == key)

    def by_files(
        self, workspace: str, channel: str, names: frozenset[str], *, since: datetime, thread_ts: str
    ) -> MessageRef | None:
        """Find the message that shares these files: an upload takes no metadata, but its names are our own."""
        return self._first(workspace, channel, since, thread_ts, lambda message: names <= _file_names(message))

    def _first(
        self,
        workspace: str,
        channel: str,
        since: datetime,
        thread_ts: str | None,
        is_ours: Callable[[Reply], bool],
    ) -> MessageRef | None:
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{(since - MARGIN).timestamp():.6f}",
            "include_all_metadata": True,
            "limit": _PAGE,
        }
        method = "conversations.history" if thread_ts is None else "conversations.replies"
        if thread_ts is not None:
            asked["ts"] = thread_ts
        found = next((message for message in self._pages(workspace, method, asked) if is_ours(message)), None)
        return MessageRef(channel=channel, ts=str(found["ts"])) if found else None

    def _pages(self, workspace: str, method: str, asked: dict[str, Any]) -> Iterator[Reply]:
        while True:
            page = self._web.call(workspace, method, **asked)
            yield from page.get("messages", ())
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            asked = {**asked, "cursor": cursor}


def _key_of(message: Reply) -> str | None:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("k")


def _file_names(message: Reply) -> frozenset[str]:
    return frozenset(file.get("name") for file in message.get("files") or ())
