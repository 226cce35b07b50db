"""App Home and what else a workspace tells about its people and channels."""

from slack_bolt import App

from bot.services import Services
from bot.services.requests import Inbound
from handlers.boundary import NOTHING, Boundary, Reply
from handlers.payload import Body, event_inbound, workspace_of


class Home:
    """The tab that shows a person what they owe."""

    def __init__(self, *, services: Services) -> None:
        self._services = services

    def on_opened(self, body: Body) -> Reply:
        """Bring the tab up to date when somebody opens it."""
        if body["event"].get("tab") == "home":
            self._services.whispering.show_home(event_inbound(body))
        return NOTHING

    def on_user_changed(self, body: Body) -> Reply:
        """Look an account up again when it changed, so that a deactivated owner is noticed at once."""
        person = str(body["event"]["user"]["id"])
        inbound = Inbound(key=f"event:{body['event_id']}", workspace=workspace_of(body), person=person)
        self._services.ownership.changed(inbound)
        return NOTHING


def register(app: App, boundary: Boundary, services: Services) -> None:
    """Listen to the events behind App Home and people."""
    home = Home(services=services)
    app.event("app_home_opened")(boundary.event(home.on_opened))
    app.event("user_change")(boundary.event(home.on_user_changed))
