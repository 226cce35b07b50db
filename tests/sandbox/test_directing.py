"""Changing the workspace from outside: people, channels, tokens, scopes, sockets."""

from collections.abc import Callable

import pytest

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from sandbox.seen import SeenMessage, texts_in
from tests.sandbox.payloads import a_button, a_section, actions


def refusal_of(act: Callable[[], object]) -> str:
    """Return the code with which the control API refuses something."""
    with pytest.raises(SandboxRefusal) as refused:
        act()
    return refused.value.code


def test_somebody_new_is_welcomed_once(people: SandboxClient):
    people.add_person("newcomer", "New Comer", tz="Asia/Tokyo", title="Guest")

    assert people.person("newcomer").described["tz_offset"] == 9 * 3600
    assert refusal_of(lambda: people.add_person("newcomer", "Another")) == "handle_taken"


def test_somebody_moves_to_another_time_zone(people: SandboxClient):
    people.change_person("chen", tz="Europe/London", name="Chen Wei")

    changed = people.person("chen").described["tz"]

    people.change_person("chen", tz="Asia/Singapore")
    assert changed == "Europe/London"


def test_a_time_zone_must_exist(people: SandboxClient):
    assert refusal_of(lambda: people.change_person("chen", tz="Mars/Olympus")) == "invalid_body"


def test_a_channel_is_created_once(people: SandboxClient):
    people.add_channel("only-once", "ana")

    assert refusal_of(lambda: people.add_channel("only-once", "ana")) == "name_taken"


def test_a_channel_may_become_private_and_leave_outsiders_behind(people: SandboxClient, channel: str):
    people.change_channel(channel, kind="private")

    assert refusal_of(lambda: people.person("chen").sees(channel)) == "channel_not_found"


def test_an_archived_channel_takes_nothing_until_it_is_back(people: SandboxClient, ana: PersonClient, channel: str):
    people.change_channel(channel, archived=True)
    refused = refusal_of(lambda: ana.says("hello", channel=channel))
    people.change_channel(channel, archived=False)

    ana.says("hello", channel=channel)

    assert (refused, len(ana.sees(channel))) == ("is_archived", 1)


def test_a_channel_is_found_by_its_new_id_and_by_the_old_one_no_more(
    people: SandboxClient, ana: PersonClient, channel: str
):
    ana.says("hello", channel=channel)

    people.change_channel(channel, id="C0SHARED")

    assert 1 == len(ana.sees("C0SHARED"))
    assert refusal_of(lambda: ana.sees(channel)) == "channel_not_found"


def test_no_channel_gets_the_id_of_another(people: SandboxClient, channel: str):
    assert refusal_of(lambda: people.change_channel(channel, id=channel)) == "id_taken"


def test_an_unknown_channel_is_not_found(people: SandboxClient, ana: PersonClient):
    assert refusal_of(lambda: people.change_channel("C999", archived=True)) == "channel_not_found"
    assert refusal_of(lambda: ana.says("hello", channel="#nowhere")) == "channel_not_found"
    assert refusal_of(lambda: ana.sees("#nowhere")) == "channel_not_found"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda people: people.disconnect("politely"), "invalid_body"),
        (lambda people: people.token("lost"), "invalid_body"),
        (lambda people: people.limits("kind"), "invalid_body"),
        (lambda people: people.request_url("ftp://nowhere"), "invalid_body"),
        (lambda people: people.change_person("nobody", deleted=True), "person_not_found"),
        (lambda people: people.add_channel("Bad Name", "ana"), "invalid_body"),
        (lambda people: people.add_channel("lonely"), "invalid_body"),
    ],
)
def test_orders_that_make_no_sense_are_refused(
    people: SandboxClient, act: Callable[[SandboxClient], object], code: str
):
    assert refusal_of(lambda: act(people)) == code


def test_a_message_that_is_not_there_cannot_be_touched(ana: PersonClient, channel: str):
    ghost = SeenMessage(channel, {"ts": "1.000001", "thread_ts": None, "text": "", "blocks": []})

    acts = (lambda: ana.edits(ghost, "?"), lambda: ana.deletes(ghost), lambda: ana.replies(ghost, "?"))
    assert [refusal_of(act) for act in acts] == ["message_not_found"] * 3


def test_people_leave_and_join_once(people: SandboxClient, channel: str):
    chen = people.person("chen")
    path = f"/control/people/{chen.id}"

    answers = [
        chen.api.post(f"{path}/{word}", {"channel": channel})["ok"] for word in ("join", "join", "leave", "leave")
    ]

    assert answers == [True, False, True, False]


def test_do_not_disturb_needs_a_time_zone(ana: PersonClient):
    path = f"/control/people/{ana.id}/dnd"

    assert refusal_of(lambda: ana.api.post(path, {"until": "2030-01-01T09:00:00"})) == "invalid_body"


def test_what_is_read_names_texts_and_buttons(ana: PersonClient, parrot_says: Callable[..., SeenMessage]):
    message = parrot_says(blocks=[a_section("*look*"), actions(a_button("go"), a_button("stop"))])

    assert message.action_ids == ["go", "stop"]
    assert message.everything.splitlines() == ["t", "*look*", "Press", "Press"]
    assert list(texts_in([{"alt_text": "a chart"}])) == ["a chart"]


@pytest.fixture
def parrot_says(web, ana: PersonClient, channel: str) -> Callable[..., SeenMessage]:
    """Let the app say something and return it as Ana sees it."""

    def say(**content: object) -> SeenMessage:
        web.chat_postMessage(channel=channel, text="t", **content)
        return ana.sees(channel)[-1]

    return say
