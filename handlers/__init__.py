"""Bolt listeners, one module per kind of payload: each reads the payload, calls one service, and returns the ack."""

import re

from slack_bolt import Ack, App

from bot.services import Services
from bot.slack.words import Words
from handlers import actions, channels, commands, home, messages, shortcuts, views
from handlers.boundary import Boundary


def register(app: App, services: Services, words: Words) -> None:
    """Register every listener; the command first, since each that does not match costs time before the ack."""
    boundary = Boundary(services=services, words=words)
    commands.register(app, boundary, services, words)
    actions.register(app, boundary, services)
    views.register(app, boundary, services, words)
    shortcuts.register(app, boundary, services)
    messages.register(app, boundary, services)
    home.register(app, boundary, services)
    channels.register(app, boundary, services)
    _acknowledge_the_rest(app)


def _acknowledge_the_rest(app: App) -> None:
    """Acknowledge what nobody handles: Slack would deliver it again, or show its sender a failure."""
    anything = re.compile(".*")

    def ignore(ack: Ack) -> None:
        ack()

    app.event(anything)(ignore)
    app.action(anything)(ignore)
    app.view(anything)(ignore)
    app.view_closed(anything)(ignore)
    app.shortcut(anything)(ignore)
    app.options(anything)(ignore)
