"""Socket Mode connections: at least two, so that Slack can refresh one while the other listens."""

import logging
import ssl

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import Misconfigured
from bot.settings import Settings

PING_SECONDS = 5.0


class Sockets:
    """Opens and closes the app's connections to Slack."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._api_url = settings.slack_api_url
        context = ssl.create_default_context()
        token = settings.app_token.get_secret_value()
        client = WebClient(token=token, base_url=settings.slack_api_url, ssl=context)
        self._logger = logging.getLogger("bot.sockets.sdk")
        self._handlers = [
            SocketModeHandler(
                app,
                token,
                logger=self._logger,
                web_client=client,
                concurrency=settings.listeners,
                ping_interval=PING_SECONDS,
            )
            for _ in range(settings.sockets)
        ]

    @property
    def count(self) -> int:
        """Return how many connections there are."""
        return len(self._handlers)

    def connect(self) -> None:
        """Open every connection; raises Misconfigured when Slack does not accept the app-level token."""
        try:
            for handler in self._handlers:
                handler.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            raise Misconfigured(
                f"Slack does not accept SLACK_APP_TOKEN ({error.response['error']}): "
                "copy it again from Basic Information, App-Level Tokens."
            ) from error
        except OSError as error:
            raise Misconfigured(f"Slack cannot be reached at {self._api_url}: {error}") from error

    def close(self) -> None:
        """Close every connection; what was not acknowledged by then is delivered again."""
        self._logger.setLevel(logging.CRITICAL + 1)  # the SDK logs each answer that found its connection closed
        for handler in self._handlers:
            handler.close()  # type: ignore[no-untyped-call]
