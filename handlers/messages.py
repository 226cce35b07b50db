"""Messages: replies in an alignment's thread, direct messages, mentions, and what is edited or deleted afterwards.

What was written is kept as it came and acknowledged; it is read afterwards.
"""

import re

from slack_bolt import App

from bot.domain.effects import Hear, Heard, Notice
from bot.domain.reply import is_conversation
from bot.services import Services
from bot.services.requests import Where
from bot.slack.forms.start import LONGEST_TITLE
from bot.slack.written import written_in
from handlers.boundary import NOTHING, Boundary, Reply
from handlers.payload import Body, event_inbound, is_external

ANSWERS = {None, "thread_broadcast", "file_share"}


class Messages:
    """What people write, as far as it concerns an alignment."""

    def __init__(self, *, services: Services) -> None:
        self._services = services

    def on_message(self, body: Body) -> Reply:
        """Tell apart answers, edits and deletions; ignore everything else."""
        event = body["event"]
        subtype = event.get("subtype")
        if is_external(body) or _is_by_a_bot(event):
            return NOTHING
        if subtype == "message_deleted" or _is_tombstone(event):
            self._on_deleted(body)
        elif subtype == "message_changed":
            self._on_edited(body)
        elif subtype in ANSWERS and event.get("user"):
            self._on_said(body)
        return NOTHING

    def on_mention(self, body: Body) -> Reply:
        """Offer to start when the app is mentioned outside an alignment's thread."""
        event = body["event"]
        inbound = event_inbound(body)
        if is_external(body) or _is_by_a_bot(event):
            return NOTHING
        thread = event.get("thread_ts")
        if thread and self._services.reporting.find_by_thread(inbound.workspace, event["channel"], thread):
            return NOTHING
        place = Where(channel=event["channel"], thread_ts=thread)
        self._services.whispering.say(inbound, place, Notice.MENTIONED, {"text": _without_mention(event)})
        return NOTHING

    def _on_said(self, body: Body) -> None:
        event = body["event"]
        text = _said(body, event)
        what = Heard.FILE if event.get("files") and not text else Heard.SAID
        if event.get("thread_ts") or _is_direct(event):
            self._receive(body, what, event, str(event["ts"]), text)

    def _on_edited(self, body: Body) -> None:
        event = body["event"]
        after, before = event["message"], event.get("previous_message") or {}
        text = _said(body, after)
        if text != _said(body, before):
            self._receive(body, Heard.EDITED, after, str(after["ts"]), text)

    def _on_deleted(self, body: Body) -> None:
        event = body["event"]
        gone = event.get("deleted_ts") or (event.get("message") or {}).get("ts")
        self._receive(body, Heard.DELETED, event.get("previous_message") or {}, str(gone))

    def _receive(self, body: Body, what: Heard, message: Body, ts: str, text: str = "") -> None:
        event, inbound = body["event"], event_inbound(body)
        said = Hear(
            what=what,
            person=inbound.person,
            channel=event["channel"],
            ts=ts,
            thread_ts=None if _is_direct(event) else message.get("thread_ts"),
            is_direct=_is_direct(event),
            text=text,
        )
        self._services.hearing.receive(inbound, said)


def _is_direct(event: Body) -> bool:
    return bool(event.get("channel_type") == "im")


def _is_by_a_bot(event: Body) -> bool:
    message = event.get("message") or event
    return bool(message.get("bot_id") or message.get("subtype") == "bot_message")


def _is_tombstone(event: Body) -> bool:
    """Tell whether a message with replies was deleted: Slack says that it changed, and leaves a stub."""
    return (event.get("message") or {}).get("subtype") == "tombstone"


def _said(body: Body, message: Body) -> str:
    """Return what a message says, without the app's own name: that is who is spoken to, and no part of an answer.

    A question put to the app is left as it is, so that it is known for one.
    """
    text = written_in(message)
    if is_conversation(text):
        return text
    for app in {str(one.get("user_id")) for one in body.get("authorizations") or () if one.get("is_bot", True)}:
        text = re.sub(rf"[ \t]*<@{re.escape(app)}(\|[^>]*)?>[ \t,:]*", " ", text).strip()
    return text


def _without_mention(event: Body) -> str:
    _, _, rest = str(event.get("text") or "").partition(">")
    return " ".join(rest.split())[:LONGEST_TITLE]


def register(app: App, boundary: Boundary, services: Services) -> None:
    """Listen to the message events of the manifest."""
    messages = Messages(services=services)
    app.event("app_mention")(boundary.event(messages.on_mention))
    app.event("message")(boundary.event(messages.on_message))
