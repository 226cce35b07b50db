"""The app's listeners in front of the office: what comes in is dispatched by Bolt itself, and Slack is out of reach."""

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

import handlers
from bot.domain.effects import OpenForm
from bot.slack.stage import Stage
from handlers.boundary import KEEPER, Keeper
from tests.builders import WORKSPACE
from tests.handlers.payloads import Body, a_submission
from tests.services.office import ANA, KnownPeople, Office
from tests.slack.scenes import shipped_words, submitted


class Reception:
    """Receives payloads and hands back what Slack would be answered."""

    def __init__(self, office: Office, slack_url: str) -> None:
        self.office = office
        self.app = App(
            client=WebClient(base_url=slack_url, timeout=1),
            signing_secret="unused in Socket Mode",
            authorize=_authorize,
            process_before_response=True,
        )
        handlers.register(self.app, office.services, shipped_words())
        self._stage = Stage(
            reporting=office.services.reporting,
            catalogue=office.catalogue,
            directory=KnownPeople(),
            words=shipped_words(),
            clock=office.clock,
        )

    def receives(self, body: Mapping[str, Any], keeper: Keeper | None = None) -> BoltResponse:
        """Dispatch what arrived over a socket, as a copy that nobody shares; a keeper may keep it as a letter."""
        context = {KEEPER: keeper} if keeper else {}
        return self.app.dispatch(
            BoltRequest(mode="socket_mode", body=json.loads(json.dumps(body)), context=dict(context))
        )

    def hears(self, body: Mapping[str, Any]) -> BoltResponse:
        """Receive what somebody wrote, and let it be heard."""
        response = self.receives(body)
        self.office.hear()
        return response

    def shown_form(self) -> Body:
        """Return the form that was opened last, as Slack shows it."""
        (*_, opened) = self.office.queued(OpenForm)
        return self._stage.form(WORKSPACE, opened)

    def submits(self, view: Body, *, person: str = ANA, view_id: str = "V0FORM", **filled_in: Any) -> BoltResponse:
        """Submit a form that was shown, with some inputs changed."""
        return self.receives(a_submission(submitted(view, **filled_in), person=person, view_id=view_id))


def answer_of(response: BoltResponse) -> Body:
    """Read what an acknowledgement says, as Bolt sends it over a socket."""
    if not response.body:
        return {}
    is_json = response.headers.get("content-type", [""])[0].startswith("application/json")
    return json.loads(response.body) if is_json else {"text": response.body}


def errors_of(response: BoltResponse) -> dict[str, str]:
    """Read what an acknowledgement says beside the inputs of a form."""
    answer = answer_of(response)
    assert answer.get("response_action") == "errors"
    return answer["errors"]


def _authorize(**_: Any) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id=WORKSPACE, bot_token="xoxb-test", bot_id="B0APP", bot_user_id="U0APP"
    )
