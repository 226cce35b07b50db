"""The control API: what people see and do, and how it refuses."""

import contextlib
import http.client
import json
import threading
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from websockets.sync.client import connect

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal, SandboxTimeout
from sandbox.running import RunningSandbox
from tests.sandbox.payloads import a_modal


def test_the_workspace_names_people_channels_and_the_app(people: SandboxClient):
    workspace = people.workspace()

    handles = {person["handle"] for person in workspace["people"]}
    assert {"ana", "bob", "chen", "dana", "parrot"} <= handles
    assert {"general", "ai-initiative", "leadership", "random"} <= {c["name"] for c in workspace["conversations"]}
    assert [command["command"] for command in workspace["app"]["commands"]] == ["/parrot", "/raw"]
    assert {shortcut["type"] for shortcut in workspace["app"]["shortcuts"]} == {"message", "global"}


def test_people_live_in_different_time_zones(people: SandboxClient):
    humans = [person for person in people.workspace()["people"] if person["handle"] in {"ana", "bob", "chen", "dana"}]

    assert len({person["tz"] for person in humans}) == 4


def test_people_see_public_channels_and_their_own_private_ones(people: SandboxClient, private: str):
    seen = {handle: [c["id"] for c in people.person(handle).conversations()] for handle in ("ana", "chen")}

    assert (private in seen["ana"], private in seen["chen"]) == (True, False)


def test_a_private_channel_cannot_be_read_from_outside(people: SandboxClient, private: str):
    with pytest.raises(SandboxRefusal, match="channel_not_found"):
        people.person("chen").sees(private)


def test_unread_counts_what_others_wrote_since(ana: PersonClient, bob: PersonClient, channel: str):
    ana.says("one", channel=channel)
    last = ana.says("two", channel=channel)
    before = bob.unread(channel)

    bob.api.post(f"/control/people/{bob.id}/read", {"channel": channel, "ts": last.ts})

    assert (before, bob.unread(channel), ana.unread(channel)) == (2, 0, 0)


def test_long_conversations_come_in_pages(ana: PersonClient, channel: str):
    stamps = [ana.says(str(number), channel=channel).ts for number in range(5)]
    path = f"/control/people/{ana.id}/conversations/{channel}/messages"

    newest = ana.api.get(path, limit=2)
    older = ana.api.get(path, limit=10, before=stamps[3])

    assert ([m["text"] for m in newest["messages"]], newest["has_more"]) == (["3", "4"], True)
    assert ([m["text"] for m in older["messages"]], older["has_more"]) == (["0", "1", "2"], False)


def test_only_own_messages_can_be_edited(ana: PersonClient, bob: PersonClient, channel: str):
    message = ana.says("mine", channel=channel)

    with pytest.raises(SandboxRefusal, match="not_own_message"):
        bob.edits(message, "yours")


def test_an_ephemeral_can_be_dismissed(web: WebClient, ana: PersonClient, channel: str):
    web.chat_postEphemeral(channel=channel, user=ana.id, text="psst")

    ana.deletes(ana.sees(channel)[0])

    assert ana.sees(channel) == []


def test_a_reaction_may_be_taken_back(ana: PersonClient, channel: str):
    message = ana.says("nice", channel=channel)
    ana.reacts(message, "tada")
    with_reaction = ana.sees(channel)[0].raw["reactions"]

    ana.reacts(message, "tada", remove=True)

    assert (with_reaction, ana.sees(channel)[0].raw["reactions"]) == ([{"name": "tada", "users": [ana.id]}], [])


def test_somebody_deactivated_writes_nothing(people: SandboxClient, channel: str):
    people.change_person("bob", deleted=True)

    with pytest.raises(SandboxRefusal, match="account_inactive"):
        people.person("bob").says("hello", channel=channel)

    people.change_person("bob", deleted=False)


def test_a_wrong_body_is_refused_by_its_key(ana: PersonClient):
    with pytest.raises(SandboxRefusal, match="texxt"):
        ana.api.post(f"/control/people/{ana.id}/messages", {"channel": "general", "text": "hi", "texxt": "hi"})


def test_somebody_unknown_is_not_found(people: SandboxClient):
    with pytest.raises(SandboxRefusal, match="person_not_found"):
        people.person("nobody")


def test_the_clock_moves_and_returns(people: SandboxClient):
    people.clock.set(datetime(2030, 1, 1, 9, tzinfo=UTC))
    people.clock.advance(days=1)
    moved = people.clock.now()

    people.clock.reset()

    assert moved - datetime(2030, 1, 2, 9, tzinfo=UTC) < timedelta(seconds=5)
    assert abs(people.clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_clock_needs_a_time_zone(people: SandboxClient):
    with pytest.raises(SandboxRefusal, match="invalid_body"):
        people.clock.set(datetime(2030, 1, 1))  # noqa: DTZ001 - naive on purpose


def test_traffic_shows_requests_answers_and_problems(web: WebClient, people: SandboxClient, channel: str):
    web.api_call("chat.postMessage", params={"channel": channel, "text": "hello", "colour": "red"})

    entry = people.traffic(name="chat.postMessage")[-1]

    assert (entry["direction"], entry["kind"], entry["status"]) == ("to_slack", "web_api", "ok")
    assert (entry["request"]["text"], entry["response"]["ok"]) == ("hello", True)
    assert [problem["pointer"] for problem in entry["problems"]] == ["/colour"]


def test_tokens_stay_out_of_the_traffic(web: WebClient, running: RunningSandbox, people: SandboxClient):
    web.api_call("auth.test", params={"token": running.bot_token})

    assert running.bot_token not in json.dumps(people.traffic())


def test_waiting_ends_as_soon_as_it_is_true(people: SandboxClient, ana: PersonClient, channel: str):
    writer = threading.Timer(0.05, ana.says, ["hello"], {"channel": channel})
    writer.start()

    found = people.wait_until(lambda: ana.sees(channel))

    writer.join()
    assert found[0].text == "hello"


def test_waiting_ends_with_an_error_when_it_stays_false(people: SandboxClient):
    with pytest.raises(SandboxTimeout):
        people.wait_until(lambda: False, timeout=0.05)


def test_a_live_watcher_is_told_what_its_person_may_see(
    running: RunningSandbox, ana: PersonClient, people: SandboxClient, web: WebClient, channel: str
):
    url = running.url.replace("http", "ws", 1)
    with connect(f"{url}/control/live?as=chen") as live:
        web.chat_postEphemeral(channel=channel, user=ana.id, text="psst")
        ana.says("for all", channel=channel)
        told = [json.loads(live.recv(timeout=20)) for _ in range(4)]

    assert "ephemeral" not in {event["type"] for event in told}
    assert [event["message"]["text"] for event in told if event["type"] == "message"] == ["for all"]


def test_a_live_watcher_is_told_of_the_clock(running: RunningSandbox, people: SandboxClient):
    url = running.url.replace("http", "ws", 1)
    with connect(f"{url}/control/live") as live:
        running.clock.advance(timedelta(hours=1))
        told = json.loads(live.recv(timeout=20))

    assert (told["type"], told["offset"]) == ("clock", 3600.0)


def test_a_live_watcher_must_be_somebody(running: RunningSandbox):
    url = running.url.replace("http", "ws", 1)

    with pytest.raises(Exception, match="403"), connect(f"{url}/control/live?as=nobody"):
        pass


def test_the_front_page_is_served(running: RunningSandbox):
    parts = urlsplit(running.url)
    with contextlib.closing(http.client.HTTPConnection(parts.hostname or "", parts.port)) as connection:
        connection.request("GET", "/")

        assert connection.getresponse().status == 200


def test_a_typed_value_stays_in_the_modal(ana: PersonClient, web: WebClient, running: RunningSandbox):
    trigger_id = running.sandbox.triggers.issue(ana.id)
    view_id = web.views_open(trigger_id=trigger_id, view=a_modal())["view"]["id"]
    body = {"block_id": "what", "action_id": "text", "value": "half a sent"}

    ana.api.post(f"/control/people/{ana.id}/views/{view_id}/values", body)

    assert ana.modal().values["what"]["text"]["value"] == "half a sent"
