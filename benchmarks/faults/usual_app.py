"""The app most tutorials lead to: Bolt as it comes, and a listener that acknowledges and then calls Slack.

Run as `python -m benchmarks.faults.usual_app API_URL`; it is the ablation of `benchmarks.faults.stalls`.
"""

import sys
import threading
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient


def main() -> None:
    """Connect, and listen until the process is ended."""
    api_url = sys.argv[1]
    identity = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-benchmark")
    app = App(client=WebClient(base_url=api_url), signing_secret="unused", authorize=lambda: identity)

    @app.command("/aligned")
    def _open(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view={"type": "modal"})

    SocketModeHandler(app, "xapp-benchmark").connect()
    threading.Event().wait()


if __name__ == "__main__":
    main()
