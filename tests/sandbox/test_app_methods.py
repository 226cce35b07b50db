"""auth.*, reactions.*, blocks.* and the refusals of other families, through Slack's own client."""

from collections.abc import Callable, Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from sandbox.running import running_sandbox
from tests.sandbox.conftest import PARROT
from tests.sandbox.payloads import a_home, a_modal, a_section


def refusal_of(call: Callable[[], object]) -> str:
    """Return the code with which a call is refused."""
    with pytest.raises(SlackApiError) as error:
        call()
    return str(error.value.response["error"])


def test_api_test_echoes_and_fails_on_demand(web: WebClient):
    assert web.api_test(foo="bar")["args"] == {"foo": "bar"}
    assert refusal_of(lambda: web.api_test(error="my_error")) == "my_error"


def test_a_token_may_be_revoked_by_the_app_itself(web: WebClient, people: SandboxClient):
    rehearsed = web.auth_revoke(test=True)["revoked"]
    revoked = web.auth_revoke()["revoked"]

    assert (rehearsed, revoked, refusal_of(web.auth_test)) == (False, True, "token_revoked")


def test_the_app_reacts_once_and_takes_it_back_once(web: WebClient, ana: PersonClient, channel: str):
    ts = ana.says("nice", channel=channel).ts
    web.reactions_add(channel=channel, timestamp=ts, name="tada")
    again = refusal_of(lambda: web.reactions_add(channel=channel, timestamp=ts, name=":tada:"))
    seen = ana.sees(channel)[0].raw["reactions"]

    web.reactions_remove(channel=channel, timestamp=ts, name="tada")

    assert (again, [reaction["name"] for reaction in seen]) == ("already_reacted", ["tada"])
    assert refusal_of(lambda: web.reactions_remove(channel=channel, timestamp=ts, name="tada")) == "no_reaction"


@pytest.mark.parametrize(("name", "code"), [("not an emoji", "invalid_name"), ("", "invalid_name")])
def test_a_reaction_has_a_name(web: WebClient, ana: PersonClient, channel: str, name: str, code: str):
    ts = ana.says("nice", channel=channel).ts

    assert refusal_of(lambda: web.reactions_add(channel=channel, timestamp=ts, name=name)) == code


def test_reactions_need_a_message_and_a_membership(web: WebClient, people: SandboxClient, channel: str):
    outside = people.add_channel("no-reactions", "ana")

    codes = [
        refusal_of(lambda c=place: web.reactions_add(channel=c, timestamp="1.0", name="tada"))
        for place in (channel, outside)
    ]

    assert codes == ["message_not_found", "not_in_channel"]


def test_blocks_are_checked_without_a_token(running_url: str):
    web = WebClient(base_url=running_url)
    good = web.api_call("blocks.validate", json={"blocks": [a_section()]})

    bad = refusal_of(lambda: web.api_call("blocks.validate", json={"view": a_modal(a_section("x" * 4000))}))

    assert (good["ok"], bad) == (True, "invalid_blocks")


@pytest.fixture
def running_url(web: WebClient) -> str:
    """The address of the Web API."""
    return web.base_url


def test_the_app_leaves_once(web: WebClient, channel: str):
    first = web.conversations_leave(channel=channel)
    second = web.conversations_leave(channel=channel)

    assert ("not_in_channel" in first.data, second["not_in_channel"]) == (False, True)


def test_a_direct_message_is_neither_joined_nor_left(web: WebClient, ana: PersonClient):
    dm = web.conversations_open(users=ana.id)["channel"]["id"]

    codes = [refusal_of(lambda c=call: c(channel=dm)) for call in (web.conversations_join, web.conversations_leave)]

    assert codes == ["method_not_supported_for_channel_type"] * 2


def test_an_archived_channel_is_not_joined(web: WebClient, people: SandboxClient):
    closed = people.add_channel("closed-doors", "ana")
    people.change_channel(closed, archived=True)

    assert refusal_of(lambda: web.conversations_join(channel=closed)) == "is_archived"


def test_a_conversation_is_opened_for_somebody(web: WebClient, ana: PersonClient, bob: PersonClient):
    nobody = refusal_of(lambda: web.api_call("conversations.open"))
    several = refusal_of(lambda: web.conversations_open(users=[ana.id, bob.id]))

    assert (nobody, several) == ("users_list_not_supplied", "method_not_supported_for_channel_type")


def test_a_known_conversation_is_opened_by_its_id(web: WebClient, ana: PersonClient):
    dm = web.conversations_open(users=ana.id)["channel"]["id"]

    again = web.conversations_open(channel=dm)

    assert (again["channel"]["id"], again["already_open"]) == (dm, True)


def test_a_channel_may_be_described_with_how_many_are_in_it(web: WebClient, channel: str):
    assert web.conversations_info(channel=channel, include_num_members=True)["channel"]["num_members"] == 3


@pytest.mark.parametrize("limit", [-1, 5000])
def test_a_page_has_a_sensible_size(web: WebClient, channel: str, limit: int):
    assert refusal_of(lambda: web.conversations_members(channel=channel, limit=limit)) == "invalid_limit"


def test_a_period_is_given_in_time_stamps(web: WebClient, channel: str):
    assert refusal_of(lambda: web.conversations_history(channel=channel, oldest="yesterday")) == "invalid_ts_oldest"


def test_do_not_disturb_of_several_people(web: WebClient, ana: PersonClient, bob: PersonClient):
    users = web.dnd_teamInfo(users=[ana.id, bob.id])["users"]

    assert set(users) == {ana.id, bob.id}


def test_another_bot_is_not_known(web: WebClient):
    assert refusal_of(lambda: web.bots_info(bot="B999")) == "bot_not_found"


@pytest.mark.parametrize(
    ("method", "arguments", "code"),
    [
        ("views.open", {"view": a_modal()}, "invalid_arguments"),
        ("views.open", {"view": a_home(), "trigger_id": "1.2.3"}, "invalid_arguments"),
        ("views.update", {"view": a_modal()}, "invalid_arguments"),
        ("views.update", {"view": a_modal(), "view_id": "V999"}, "not_found"),
        ("views.publish", {"view": a_home(), "user_id": "U999"}, "user_not_found"),
        ("chat.getPermalink", {"channel": "C999", "message_ts": "1.0"}, "channel_not_found"),
        ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 0}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "a", "length": "many"}, "invalid_arguments"),
        ("users.info", {"user": {"id": "U1"}}, "invalid_arguments"),
    ],
)
def test_what_makes_no_sense_is_refused(web: WebClient, method: str, arguments: dict[str, object], code: str):
    assert refusal_of(lambda: web.api_call(method, json=arguments)) == code


def test_a_modal_is_no_home(web: WebClient, ana: PersonClient):
    assert refusal_of(lambda: web.views_publish(user_id=ana.id, view=a_modal())) == "invalid_arguments"


def test_a_permalink_of_a_reply_names_its_thread(web: WebClient, ana: PersonClient, channel: str):
    root = ana.says("root", channel=channel)
    reply = ana.replies(root, "reply")

    link = web.chat_getPermalink(channel=channel, message_ts=reply.ts)["permalink"]

    assert f"thread_ts={root.ts}" in link
    assert refusal_of(lambda: web.chat_getPermalink(channel=channel, message_ts="1.0")) == "message_not_found"


def test_an_unknown_thread_takes_no_files(web: WebClient, channel: str):
    upload = {"channel": channel, "thread_ts": "1.000001", "filename": "a.txt", "content": "hello"}

    assert refusal_of(lambda: web.files_upload_v2(**upload)) == "thread_not_found"


def test_somebody_elses_message_is_not_deleted_by_the_app(web: WebClient, ana: PersonClient, channel: str):
    ts = ana.says("mine", channel=channel).ts

    assert refusal_of(lambda: web.chat_delete(channel=channel, ts=ts)) == "cant_delete_message"


def test_a_broken_modal_never_opens(web: WebClient, ana: PersonClient):
    view = a_modal() | {"blocks": [{"type": "input"}]}

    assert refusal_of(lambda: web.views_open(trigger_id="1.2.3", view=view)) == "invalid_arguments"
    assert ana.modal() is None


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WebClient, SandboxClient]]:
    """A sandbox whose app has neither a home nor a messages tab."""
    tabs = "home_tab_enabled: true, messages_tab_enabled: true"
    text = PARROT.read_text().replace(tabs, "home_tab_enabled: false, messages_tab_enabled: false")
    manifest = tmp_path_factory.mktemp("closed") / "manifest.yml"
    manifest.write_text(text)
    with running_sandbox(manifest) as running:
        yield WebClient(running.bot_token, base_url=running.api_url), running.client


def test_an_app_without_a_home_publishes_none(closed: tuple[WebClient, SandboxClient]):
    web, people = closed

    assert refusal_of(lambda: web.views_publish(user_id=people.person("ana").id, view=a_home())) == "not_enabled"


def test_an_app_without_a_messages_tab_takes_and_sends_no_direct_messages(closed: tuple[WebClient, SandboxClient]):
    web, people = closed
    ana = people.person("ana")

    code = refusal_of(lambda: web.chat_postMessage(channel=ana.id, text="hello"))

    assert code == "messages_tab_disabled"
    with pytest.raises(SandboxRefusal, match="messages_tab_disabled"):
        ana.says("hello?")


def test_people_write_to_each_other_without_the_app(ana: PersonClient, bob: PersonClient, web: WebClient):
    message = ana.says("just us two", channel=bob.id)

    assert refusal_of(lambda: web.conversations_info(channel=message.channel)) == "channel_not_found"
    assert {c["display_name"] for c in bob.conversations() if c["id"] == message.channel} == {"Ana Silva"}
