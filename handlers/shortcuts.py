"""Message and global shortcuts; slash commands cannot be typed in threads."""

from slack_bolt import App

from bot.domain.effects import FormName
from bot.services import Services
from bot.slack.ids import CallbackId
from bot.slack.text import truncated
from bot.slack.written import written_in
from handlers.boundary import NOTHING, Boundary, Reply
from handlers.payload import Body, message_of, shortcut_inbound, where

LONGEST_NOTE = 3_000


class Shortcuts:
    """What the message menu and the shortcut menu offer."""

    def __init__(self, *, services: Services) -> None:
        self._services = services

    def on_align_from_message(self, body: Body) -> Reply:
        """Start an alignment from what somebody wrote."""
        self._services.opening.begin(shortcut_inbound(body), where(body), note=_text_of(body["message"]))
        return NOTHING

    def on_align_global(self, body: Body) -> Reply:
        """Start an alignment from anywhere; the form asks for the channel."""
        self._services.opening.begin(shortcut_inbound(body), where(body))
        return NOTHING

    def on_answer_from_message(self, body: Body) -> Reply:
        """Choose the open question that a message answers."""
        message, source = body["message"], message_of(body)
        inbound, place = shortcut_inbound(body), where(body)
        thread = str(message.get("thread_ts") or "")
        alignment_id = self._services.reporting.find_by_thread(inbound.workspace, source.channel, thread)
        facts = {
            "text": _text_of(message),
            "author": str(message.get("user") or inbound.person),
            "source_channel": source.channel,
            "source_ts": source.ts,
        }
        self._services.whispering.show_form(
            inbound, place, FormName.USE_AS_ANSWER, dict(facts), alignment_id=alignment_id
        )
        return NOTHING


def _text_of(message: Body) -> str:
    """Return what fits into a form, cut visibly."""
    return truncated(written_in(message), LONGEST_NOTE)


def register(app: App, boundary: Boundary, services: Services) -> None:
    """Listen to the shortcuts of the manifest."""
    shortcuts = Shortcuts(services=services)
    app.shortcut(CallbackId.ALIGN_FROM_MESSAGE)(boundary.press(shortcuts.on_align_from_message))
    app.shortcut(CallbackId.ALIGN_GLOBAL)(boundary.press(shortcuts.on_align_global))
    app.shortcut(CallbackId.ANSWER_FROM_MESSAGE)(boundary.press(shortcuts.on_answer_from_message))
