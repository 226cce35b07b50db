"""Looks in a conversation's history for a message we may have sent, when the answer to the call was lost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery
from bot.domain.outcome import Outcome, Postponed, Refused
from bot.ports import LOOK_BACK
from bot.slack.web import AGAIN_SOON, Interrupted, Reply, Web, reading

EVENT_TYPE = "aligned_delivery"
LOOK_AHEAD = timedelta(days=365)
"""How much later than a look-up, by our clock, Slack may have dated a message: it costs nothing to ask for more.

It has to be said up to when: https://github.com/slackhq/slack-api-docs/issues/4 (without that, Slack lists what is
closest to the beginning, and all that was said in a channel on a day would be read before what came last).
"""
LOOKED_UNTIL = "looked until "
PAGE = 200


def metadata_of(key: str) -> dict[str, Any]:
    """Mark a message with its delivery's opaque key and nothing else: any app of the workspace can read this."""
    return {"event_type": EVENT_TYPE, "event_payload": {"k": key}}


class Search:
    """Reads history from what came last back to a day before a delivery existed, for our clock may be ahead of Slack's.

    Raises Interrupted where history may not be read.
    A look that Slack's pace interrupts says in its outcome how far it came, and the next one goes on from there.
    """

    def __init__(self, web: Web) -> None:
        self._web = web

    def by_key(self, delivery: Delivery, channel: str, *, thread_ts: str | None = None) -> MessageRef | None:
        """Find the message that carries the delivery's key."""
        return self._first(delivery, channel, thread_ts, lambda message: _key_of(message) == delivery.key)

    def by_files(self, delivery: Delivery, channel: str, names: frozenset[str], *, thread_ts: str) -> MessageRef | None:
        """Find the message that shares these files: an upload takes no metadata, but its names are our own."""
        return self._first(delivery, channel, thread_ts, lambda message: names <= _file_names(message))

    def _first(
        self, delivery: Delivery, channel: str, thread_ts: str | None, is_ours: Callable[[Reply], bool]
    ) -> MessageRef | None:
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": _ts(delivery.created_at - LOOK_BACK),
            "latest": _ts(delivery.due_at + LOOK_AHEAD),
            "include_all_metadata": True,
            "limit": PAGE,
        }
        if thread_ts is not None:
            asked["ts"] = thread_ts
        with reading("conversations.history"):
            found = next((message for message in self._messages(delivery, asked) if is_ours(message)), None)
            return MessageRef(channel=channel, ts=str(found["ts"])) if found else None

    def _messages(self, delivery: Delivery, asked: Mapping[str, Any]) -> Iterator[Reply]:
        method = "conversations.replies" if "ts" in asked else "conversations.history"
        cursor = _cursor_in(delivery.note)
        while True:
            try:
                page = self._web.call(delivery.workspace, method, **asked, **({"cursor": cursor} if cursor else {}))
            except Interrupted as interruption:
                raise Interrupted(_to_go_on(interruption.outcome, cursor)) from interruption
            yield from page["messages"]
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return


def _ts(instant: datetime) -> str:
    return f"{instant.timestamp():.6f}"


def _cursor_in(note: str | None) -> str:
    """Return where to go on; whatever was noted since, an attempt that sent for one, has replaced it."""
    return note.removeprefix(LOOKED_UNTIL) if note and note.startswith(LOOKED_UNTIL) else ""


def _to_go_on(outcome: Outcome, cursor: str) -> Outcome:
    """Keep the place with what is put off; begin again where Slack does not know it any more."""
    if cursor and isinstance(outcome, Postponed):
        return replace(outcome, reason=f"{LOOKED_UNTIL}{cursor}")
    if isinstance(outcome, Refused) and outcome.code == "invalid_cursor":
        return Postponed(wait=AGAIN_SOON, reason=outcome.code, is_failure=True)
    return outcome


def _key_of(message: Reply) -> str | None:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("k")


def _file_names(message: Reply) -> frozenset[str]:
    return frozenset(file.get("name") for file in message.get("files") or ())
