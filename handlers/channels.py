"""What happens to channels: the bot is invited or removed, a channel is archived, opened again, or gets another id."""

from slack_bolt import App

from bot.services import Services
from handlers.boundary import NOTHING, Boundary, Reply
from handlers.payload import Body, event_inbound

CLOSINGS = {
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
}
OPENINGS = ("channel_unarchive", "group_unarchive")


class Channels:
    """Whether the bot can post where its alignments are."""

    def __init__(self, *, services: Services) -> None:
        self._services = services

    def on_closed(self, body: Body) -> Reply:
        """Stop reminding of what is in a channel the bot cannot post in any more."""
        event = body["event"]
        self._services.reach.lost(event_inbound(body), str(event["channel"]), CLOSINGS[event["type"]])
        return NOTHING

    def on_opened(self, body: Body) -> Reply:
        """Remind again once a channel was opened again."""
        self._services.reach.regained(event_inbound(body), str(body["event"]["channel"]))
        return NOTHING

    def on_moved(self, body: Body) -> Reply:
        """Follow a channel that has another id now, as a private one has once somebody begins to share it."""
        event = body["event"]
        self._services.reach.moved(event_inbound(body), str(event["old_channel_id"]), str(event["new_channel_id"]))
        return NOTHING

    def on_joined(self, body: Body) -> Reply:
        """Remind again once the bot itself was invited; others who join change nothing."""
        event = body["event"]
        if event["user"] in {one.get("user_id") for one in body.get("authorizations") or ()}:
            self._services.reach.regained(event_inbound(body), str(event["channel"]))
        return NOTHING


def register(app: App, boundary: Boundary, services: Services) -> None:
    """Listen to the events of channels."""
    channels = Channels(services=services)
    for closing in CLOSINGS:
        app.event(closing)(boundary.event(channels.on_closed))
    for opening in OPENINGS:
        app.event(opening)(boundary.event(channels.on_opened))
    app.event("channel_id_changed")(boundary.event(channels.on_moved))
    app.event("member_joined_channel")(boundary.event(channels.on_joined))
