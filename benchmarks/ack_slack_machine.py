"""A peer to be compared with: slack-machine with one trivial command that opens an empty form and keeps nothing.

Run as `PYTHON benchmarks/ack_slack_machine.py API_URL` by a Python that has slack-machine; the app itself does not.
"""

import asyncio
import sys

from machine import Machine
from machine.clients.slack import SlackClient
from machine.plugins.base import MachineBasePlugin
from machine.plugins.command import Command
from machine.plugins.decorators import command
from machine.utils.collections import CaseInsensitiveDict
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Trivial"},
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Nothing is kept."}}],
}


class TrivialPlugin(MachineBasePlugin):
    """Answers the command."""

    @command("/aligned")
    async def show(self, called: Command) -> None:
        """Open a form."""
        await called.open_modal(FORM)


class MachineOnLoopback(Machine):
    """slack-machine as published, but for the address of Slack, which it has no setting for."""

    async def _setup_slack_clients(self) -> None:
        web_client = AsyncWebClient(token="xoxb-benchmark", base_url=sys.argv[1])
        self._socket_mode_client = SocketModeClient(app_token="xapp-benchmark", web_client=web_client)
        self._client = SlackClient(self._socket_mode_client, self._tz)
        await self._client.setup()


SETTINGS = {
    "PLUGINS": [f"{__name__}.TrivialPlugin"],
    "SLACK_APP_TOKEN": "xapp-benchmark",
    "SLACK_BOT_TOKEN": "xoxb-benchmark",
    "STORAGE_BACKEND": "machine.storage.backends.memory.MemoryStorage",
    "HTTP_PROXY": None,
    "TZ": "UTC",
    "LOG_HANDLED_MESSAGES": False,
    "LOGLEVEL": "ERROR",
}

if __name__ == "__main__":
    asyncio.run(MachineOnLoopback(CaseInsensitiveDict(SETTINGS)).run())
