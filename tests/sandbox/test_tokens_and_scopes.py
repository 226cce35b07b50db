"""Who may call what: tokens, scopes and rate limits."""

from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import SandboxClient
from sandbox.limits import Strictness
from sandbox.running import RunningSandbox, running_sandbox
from tests.sandbox.conftest import PARROT


def refusal_of(client: WebClient, method: str = "auth.test", **params: object) -> str:
    """Return the code with which a call is refused."""
    with pytest.raises(SlackApiError) as error:
        client.api_call(method, params=params)
    return str(error.value.response["error"])


@pytest.mark.parametrize(("token", "code"), [("xoxb-wrong", "invalid_auth"), (None, "not_authed")])
def test_wrong_and_missing_tokens_are_refused(running: RunningSandbox, token: str | None, code: str):
    client = WebClient(token, base_url=running.api_url)

    assert refusal_of(client) == code


@pytest.mark.parametrize(("state", "code"), [("revoked", "token_revoked"), ("expired", "token_expired")])
def test_a_token_may_be_taken_away(web: WebClient, people: SandboxClient, state: str, code: str):
    people.token(state)

    assert refusal_of(web) == code


def test_tokens_are_of_one_kind(running: RunningSandbox, web: WebClient):
    app_level = WebClient(running.app_token, base_url=running.api_url)

    assert [refusal_of(app_level), refusal_of(web, "apps.connections.open")] == ["not_allowed_token_type"] * 2


def test_granted_scopes_are_told_in_a_header(web: WebClient):
    scopes = web.auth_test().headers["x-oauth-scopes"]

    assert {"chat:write", "channels:history"} <= set(scopes.split(","))


def test_a_missing_scope_is_named(web: WebClient, people: SandboxClient, channel: str):
    people.scopes(remove=["chat:write"])

    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=channel, text="hello")

    people.scopes(add=["chat:write"])
    response = error.value.response
    assert (response["error"], response["needed"]) == ("missing_scope", "chat:write")
    assert "users:read" in response["provided"]


def test_each_kind_of_conversation_needs_its_own_scope(web: WebClient, people: SandboxClient):
    secret = people.add_channel("scoped", "ana", "app", kind="private")
    people.scopes(remove=["groups:history"])

    code = refusal_of(web, "conversations.history", channel=secret)

    people.scopes(add=["groups:history"])
    assert code == "missing_scope"


def test_a_channel_takes_a_message_a_second_under_strict_limits():
    with running_sandbox(PARROT, strictness=Strictness.STRICT) as sandbox:
        web = WebClient(sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
        web.chat_postMessage(channel="#general", text="one")
        with pytest.raises(SlackApiError) as error:
            web.chat_postMessage(channel="#general", text="two")
        sandbox.client.clock.advance(seconds=1)

        third = web.chat_postMessage(channel="#general", text="three")

        response = error.value.response
        assert (
            response.status_code,
            response["error"],
            response.headers["Retry-After"],
        ) == (429, "ratelimited", "1")
        assert third["ok"]


def test_ids_and_tokens_are_the_same_in_every_run(tmp_path: Path):
    with running_sandbox(PARROT) as one:
        first = (one.bot_token, one.app_token, one.signing_secret, one.client.person("ana").id)
    with running_sandbox(PARROT) as other:
        second = (other.bot_token, other.app_token, other.signing_secret, other.client.person("ana").id)

    assert first == second


def test_a_distributed_app_reads_once_a_minute_and_little():
    with running_sandbox(PARROT, strictness=Strictness.OFF) as sandbox:
        web = WebClient(sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
        general = sandbox.client.channel_id("#general")
        for number in range(20):
            web.chat_postMessage(channel=general, text=str(number))
        sandbox.client.limits("strict", distributed=True)
        first = web.conversations_history(channel=general, limit=100)
        with pytest.raises(SlackApiError, match="ratelimited"):
            web.conversations_history(channel=general)
        sandbox.client.clock.advance(minutes=1)

        second = web.conversations_history(channel=general)

        assert (len(first["messages"]), first["has_more"], second["ok"]) == (15, True, True)
