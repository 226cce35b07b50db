"""Asynchronous Bolt apps and the asynchronous client, over Socket Mode and over HTTP, on aiohttp."""

from collections.abc import Iterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import PersonClient, SandboxClient
from sandbox.limits import Strictness
from sandbox.running import RunningSandbox, running_sandbox
from tests.sandbox.conftest import MANIFESTS
from tests.sandbox.magpie import Loop, Magpie, behind_http, on_a_socket
from tests.sandbox.payloads import a_button, actions

WAYS = {"socket": ("parrot.yml", on_a_socket), "http": ("heron.yml", behind_http)}


@pytest.fixture(scope="module")
def loop() -> Iterator[Loop]:
    """The event loop of the app."""
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """How payloads reach the app."""
    return str(request.param)


@pytest.fixture(scope="module")
def running(way: str) -> Iterator[RunningSandbox]:
    """A sandbox whose manifest asks for that way."""
    with running_sandbox(MANIFESTS / WAYS[way][0], strictness=Strictness.OFF) as running:
        yield running


@pytest.fixture(scope="module")
def magpie(way: str, running: RunningSandbox, loop: Loop) -> Iterator[Magpie]:
    """The app, within reach."""
    with WAYS[way][1](running, loop) as magpie:
        yield magpie


def test_a_command_opens_a_form_whose_answer_comes_back(magpie: Magpie, people: SandboxClient, ana: PersonClient):
    assert ana.types("/parrot", channel="#general").ok

    submission = ana.waits_for_modal().submit({"what": {"text": "asynchronous"}})

    assert submission.ok
    people.wait_until(lambda: [m for m in ana.dm().from_app() if m.text == "asynchronous"])


def test_an_answer_is_refused_beside_its_field(magpie: Magpie, ana: PersonClient):
    ana.types("/parrot", channel="#general")

    submission = ana.waits_for_modal().submit({"what": {"text": "nothing"}})

    assert {"what": "Say something."} == submission.errors
    ana.modal().close()


def test_a_button_is_answered_through_its_response_url(
    magpie: Magpie, loop: Loop, people: SandboxClient, ana: PersonClient, channel: str
):
    loop.run(magpie.web.chat_postMessage(channel=channel, text="press me", blocks=[actions(a_button())]))

    outcome = ana.presses(ana.sees(channel)[-1], "press")

    assert outcome.ok
    people.wait_until(lambda: [m.text for m in ana.sees(channel)] == ["pressed"])


def test_options_are_suggested(magpie: Magpie, loop: Loop, ana: PersonClient, channel: str):
    menu = {"type": "external_select", "action_id": "city"}
    loop.run(magpie.web.chat_postMessage(channel=channel, text="where", blocks=[actions(menu)]))

    offer = ana.is_offered(ana.sees(channel)[-1], "city", "Lis")

    assert ["lisbon"] == [option["value"] for option in offer.options]


def test_a_message_is_heard(magpie: Magpie, ana: PersonClient, channel: str):
    ana.says("anybody there?", channel=channel)

    assert ana.id == magpie.hears("anybody there?")["user"]


def test_a_broken_payload_is_refused_with_the_pointer(magpie: Magpie, loop: Loop, channel: str):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]

    with pytest.raises(SlackApiError) as refused:
        loop.run(magpie.web.chat_postMessage(channel=channel, text="t", blocks=blocks))

    assert "invalid_blocks" == refused.value.response["error"]
    assert "/blocks/0/text/text" in str(refused.value.response["errors"])


def test_a_file_is_uploaded_and_shared(magpie: Magpie, loop: Loop, ana: PersonClient, channel: str):
    loop.run(magpie.web.files_upload_v2(channel=channel, filename="spec.md", content="# Spec", title="The spec"))

    [file] = ana.sees(channel)[-1].raw["files"]
    assert ("The spec", "# Spec") == (file["title"], file["preview"])


def test_a_cut_connection_is_tried_again(
    magpie: Magpie, loop: Loop, running: RunningSandbox, people: SandboxClient, ana: PersonClient, channel: str
):
    people.faults({"method": "chat.postMessage", "fault": "drop_before", "times": 1})
    retrying = AsyncWebClient(
        running.bot_token, base_url=running.api_url, retry_handlers=[AsyncConnectionErrorRetryHandler()]
    )

    loop.run(retrying.chat_postMessage(channel=channel, text="once"))

    assert ["once"] == [message.text for message in ana.sees(channel)]


@pytest.mark.parametrize("how", ["warning", "refresh_requested", "drop"])
@pytest.mark.parametrize("way", ["socket"], indirect=True, scope="module")
def test_a_socket_comes_back_after_it_was_ended(
    how: str, magpie: Magpie, people: SandboxClient, ana: PersonClient, channel: str
):
    opened = len(people.traffic(name="apps.connections.open"))

    people.disconnect(how)
    people.wait_until(lambda: len(people.traffic(name="apps.connections.open")) > opened, timeout=20)
    people.wait_for_connections()
    ana.says(f"back after {how}", channel=channel)

    # What went to the connection that the SDK was leaving is delivered again, after three seconds without an answer.
    assert ana.id == magpie.hears(f"back after {how}", timeout=30)["user"]
