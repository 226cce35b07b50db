"""What goes wrong on purpose, and that it goes wrong the same way again."""

import http.client
import json
import time
import urllib.error
from collections.abc import Callable

import pytest
from pydantic import ValidationError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from sandbox.faults import Fault, FaultPlan, Plan, Rule
from tests.sandbox.parrot import Parrot

Post = Callable[[], object]
DROPPED = (ConnectionError, http.client.HTTPException, urllib.error.URLError)


@pytest.fixture
def post(web: WebClient, channel: str) -> Post:
    """Post a message into a fresh channel."""
    return lambda: web.chat_postMessage(channel=channel, text="hello")


def fires(seed: int, rule: Rule, calls: int = 20) -> list[bool]:
    """Return for which of some calls a rule fires."""
    plan = FaultPlan()
    plan.follow(Plan(seed=seed, rules=(rule,)))
    return [plan.for_call("chat.postMessage") is not None for _ in range(calls)]


def test_a_seed_repeats_itself_and_another_differs():
    rule = Rule(fault=Fault.SERVER_ERROR, times=None, chance=0.5)

    assert fires(1, rule) == fires(1, rule) != fires(2, rule)


def test_a_rule_fires_as_often_as_it_says():
    assert fires(0, Rule(fault=Fault.HTML, times=2), calls=4) == [True, True, False, False]


def test_a_rule_may_let_some_calls_pass_first():
    assert fires(0, Rule(fault=Fault.HTML, skip=2), calls=4) == [False, False, True, False]


def test_a_rule_for_another_method_does_not_fire():
    assert fires(0, Rule(method="views.*", fault=Fault.HTML), calls=2) == [False, False]


def test_deliveries_and_calls_have_their_own_faults():
    plan = FaultPlan()
    plan.follow(Plan(rules=(Rule(fault=Fault.DUPLICATE),)))

    assert (plan.for_call("chat.update"), plan.for_delivery("events_api", {}).fault) == (None, Fault.DUPLICATE)


def test_a_rule_may_look_for_what_a_delivery_says():
    plan = FaultPlan()
    plan.follow(Plan(rules=(Rule(fault=Fault.LOSE, containing="café"),)))

    spoiled = [plan.for_delivery("events_api", {"event": {"text": text}}) for text in ("a tea", "a café", "a café")]

    assert [rule is not None for rule in spoiled] == [False, True, False]


def test_a_rule_that_makes_no_sense_is_refused():
    with pytest.raises(ValidationError):
        Rule(fault="explode")  # type: ignore[arg-type]


@pytest.mark.parametrize(("fault", "arrived"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_leaves_the_outcome_open(
    post: Post, people: SandboxClient, ana: PersonClient, channel: str, fault: str, arrived: int
):
    people.faults({"method": "chat.postMessage", "fault": fault})

    with pytest.raises(DROPPED):
        post()

    assert len(ana.sees(channel)) == arrived


@pytest.mark.parametrize(("fault", "arrived"), [("server_error", 0), ("server_error_after", 1)])
def test_a_server_error_may_come_before_or_after_the_effect(
    post: Post, people: SandboxClient, ana: PersonClient, channel: str, fault: str, arrived: int
):
    people.faults({"method": "chat.*", "fault": fault, "status": 502})

    with pytest.raises(SlackApiError) as error:
        post()

    assert (error.value.response.status_code, len(ana.sees(channel))) == (502, arrived)


def test_an_internal_error_comes_although_the_effect_happened(
    post: Post, people: SandboxClient, ana: PersonClient, channel: str
):
    people.faults({"method": "chat.postMessage", "fault": "internal_error"})

    with pytest.raises(SlackApiError, match="internal_error"):
        post()

    assert len(ana.sees(channel)) == 1


def test_a_page_of_html_is_no_answer(post: Post, people: SandboxClient):
    people.faults({"method": "chat.postMessage", "fault": "html"})

    with pytest.raises(SlackApiError, match="Something went wrong"):
        post()


def test_too_many_requests_say_when_to_come_back(post: Post, people: SandboxClient):
    people.faults({"method": "chat.postMessage", "fault": "ratelimited", "retry_after": "30"})

    with pytest.raises(SlackApiError) as error:
        post()

    response = error.value.response
    assert (response.status_code, response.headers["Retry-After"]) == (429, "30")


def test_any_error_code_may_be_answered(post: Post, people: SandboxClient):
    people.faults({"method": "chat.postMessage", "fault": "error", "error": "ekm_access_denied"})

    with pytest.raises(SlackApiError, match="ekm_access_denied"):
        post()


def test_a_delayed_answer_comes_late(post: Post, people: SandboxClient):
    people.faults({"method": "chat.postMessage", "fault": "delay", "seconds": 0.2})
    started = time.monotonic()

    post()

    assert time.monotonic() - started >= 0.2


def test_a_plan_is_over_when_it_is_taken_back(post: Post, people: SandboxClient, ana: PersonClient, channel: str):
    people.faults({"method": "*", "fault": "html", "times": None})
    people.faults()

    post()

    assert len(ana.sees(channel)) == 1


def test_a_duplicate_delivery_is_the_same_envelope_twice(
    parrot: Parrot, people: SandboxClient, ana: PersonClient, channel: str
):
    people.faults({"method": "slash_commands", "fault": "duplicate", "copies": 3})

    ana.types("/parrot", channel=channel)

    people.wait_until(lambda: len(parrot.all_heard("command")) == 3)
    assert len({body["trigger_id"] for body in parrot.all_heard("command")}) == 1


def test_a_lost_event_comes_again(parrot: Parrot, people: SandboxClient, ana: PersonClient, channel: str):
    people.faults({"method": "events_api", "fault": "lose"})

    message = ana.says("hello", channel=channel)

    parrot.hears_event("message", ts=message.ts)
    attempts = [e["request"]["retry_attempt"] for e in people.traffic(name="event message")][-2:]
    assert attempts == [0, 1]


def delivered(people: SandboxClient, channel: str) -> list[str]:
    """List what was said in a channel, in the order in which the app acknowledged it."""
    acked = (entry for entry in people.traffic(name="event message") if entry["status"] == "acked")
    events = (entry["request"]["payload"]["event"] for entry in acked)
    return [event["text"] for event in events if event["channel"] == channel]


def test_a_reordered_event_is_overtaken(parrot: Parrot, people: SandboxClient, ana: PersonClient, channel: str):
    people.faults({"method": "events_api", "fault": "reorder"})

    ana.says("first", channel=channel)
    ana.says("second", channel=channel)

    people.wait_until(lambda: len(delivered(people, channel)) == 2)
    assert delivered(people, channel) == ["second", "first"]


def test_only_an_event_like_it_overtakes_a_reordered_one(
    parrot: Parrot, people: SandboxClient, ana: PersonClient, channel: str
):
    people.faults({"method": "events_api", "fault": "reorder", "containing": "lemon", "seconds": 10})

    for text in ("one lemon", "one coffee"):
        ana.says(text, channel=channel)
    parrot.hears_event("message", text="one coffee")
    ana.says("two lemons", channel=channel)

    people.wait_until(lambda: len(delivered(people, channel)) == 3)
    assert delivered(people, channel) == ["one coffee", "two lemons", "one lemon"]


def test_a_wrong_plan_is_refused_by_its_key(people: SandboxClient):
    with pytest.raises(SandboxRefusal, match=r"rules\.0\.fault"):
        people.faults({"method": "*", "fault": "explode"})


def test_a_spoiled_call_is_named_in_the_traffic(post: Post, people: SandboxClient):
    people.faults({"method": "chat.postMessage", "fault": "internal_error"})
    with pytest.raises(SlackApiError):
        post()

    entry = people.traffic(name="chat.postMessage")[-1]

    assert entry["status"] == "internal_error (internal_error)"
    assert json.dumps(entry["request"])
