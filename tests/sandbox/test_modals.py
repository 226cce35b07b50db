"""Modals: triggers, the stack, hashes and values, driven by a real Bolt app."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from tests.sandbox.parrot import Parrot
from tests.sandbox.payloads import a_button, a_home, a_menu, a_modal, actions, an_input, plain

Trigger = Callable[[], str]


@pytest.fixture
def trigger(parrot: Parrot, ana: PersonClient, channel: str) -> Trigger:
    """Let Ana type a command and return its trigger id."""

    def pull() -> str:
        parrot.heard.clear()
        ana.types("/parrot", channel=channel)
        return str(parrot.hears("command")["trigger_id"])

    return pull


def refusal_of(call: Callable[[], object]) -> str:
    """Return the code with which a call is refused."""
    with pytest.raises(SlackApiError) as error:
        call()
    return str(error.value.response["error"])


def test_a_modal_opens_for_whoever_pulled_the_trigger(
    web: WebClient, ana: PersonClient, bob: PersonClient, trigger: Trigger
):
    web.views_open(trigger_id=trigger(), view=a_modal(title=plain("For Ana")))

    assert (ana.modal().title, bob.modal()) == ("For Ana", None)


def test_a_trigger_lives_three_seconds(web: WebClient, people: SandboxClient, trigger: Trigger):
    trigger_id = trigger()
    people.clock.advance(seconds=4)

    code = refusal_of(lambda: web.views_open(trigger_id=trigger_id, view=a_modal()))

    assert code == "expired_trigger_id"


def test_a_trigger_works_once(web: WebClient, trigger: Trigger):
    trigger_id = trigger()
    web.views_open(trigger_id=trigger_id, view=a_modal())

    code = refusal_of(lambda: web.views_open(trigger_id=trigger_id, view=a_modal()))

    assert code == "exchanged_trigger_id"


def test_an_invented_trigger_is_refused(web: WebClient):
    code = refusal_of(lambda: web.views_open(trigger_id="12345.98765.abcd", view=a_modal()))

    assert code == "invalid_trigger_id"


def test_a_view_that_breaks_a_limit_is_refused_with_a_pointer(web: WebClient, trigger: Trigger):
    with pytest.raises(SlackApiError) as error:
        web.views_open(trigger_id=trigger(), view=a_modal(title=plain("x" * 25)))

    response = error.value.response
    assert response["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title" in response["response_metadata"]["messages"][0]


def test_prefilled_values_are_there_and_submitted_unchanged(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    option = {"text": plain("Blue"), "value": "blue"}
    menu = an_input("colour", **a_menu(initial_option=option))
    web.views_open(trigger_id=trigger(), view=a_modal(an_input(initial_value="as before"), menu))

    ana.modal().submit()

    values = parrot.hears("view_submission")["view"]["state"]["values"]
    assert values["what"]["text"]["value"] == "as before"
    assert option == values["colour"]["choose"]["selected_option"]


def test_a_submission_carries_what_was_typed_and_closes_the_modal(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    view = a_modal(an_input(), private_metadata="secret", callback_id="ask")
    web.views_open(trigger_id=trigger(), view=view)

    outcome = ana.modal().submit({"what": {"text": "typed"}})

    body = parrot.hears("view_submission")
    assert (outcome.ok, ana.modal()) == (True, None)
    assert (body["view"]["private_metadata"], body["view"]["callback_id"]) == ("secret", "ask")
    assert body["view"]["state"]["values"]["what"]["text"]["value"] == "typed"


def test_a_required_input_left_blank_never_reaches_the_app(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    web.views_open(trigger_id=trigger(), view=a_modal())

    outcome = ana.modal().submit({"what": {"text": "  "}})

    assert ("errors", {"what"}) == (outcome.response_action, set(outcome.errors))
    assert parrot.all_heard("view_submission") == []


def test_an_optional_input_may_stay_blank(web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger):
    web.views_open(trigger_id=trigger(), view=a_modal(an_input(optional=True)))

    ana.modal().submit()

    values = parrot.hears("view_submission")["view"]["state"]["values"]
    assert values["what"]["text"]["value"] is None


def test_errors_keep_the_modal_open_with_what_was_typed(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    errors = {"what": "Say more."}
    parrot.answers("view_submission", lambda ack, **_: ack(response_action="errors", errors=errors))
    web.views_open(trigger_id=trigger(), view=a_modal())

    outcome = ana.modal().submit({"what": {"text": "typed"}})

    assert ("errors", errors) == (outcome.response_action, ana.modal().errors)
    assert ana.modal().values["what"]["text"]["value"] == "typed"


def test_errors_for_no_input_of_the_modal_are_refused(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    errors = {"elsewhere": "Say more."}
    parrot.answers("view_submission", lambda ack, **_: ack(response_action="errors", errors=errors))
    web.views_open(trigger_id=trigger(), view=a_modal())

    outcome = ana.modal().submit({"what": {"text": "typed"}})

    assert (outcome.ok, outcome.problem) == (False, "invalid_response")


def test_an_unacknowledged_submission_keeps_the_modal_open(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    parrot.answers("view_submission", lambda **_: None)
    web.views_open(trigger_id=trigger(), view=a_modal())

    outcome = ana.modal().submit({"what": {"text": "typed"}})

    assert (outcome.ok, outcome.problem) == (False, "operation_timeout")
    assert ana.modal().values["what"]["text"]["value"] == "typed"


@pytest.mark.parametrize(("action", "titles"), [("update", ["Next"]), ("push", ["Ask", "Next"])])
def test_a_submission_may_lead_to_another_view(
    web: WebClient,
    parrot: Parrot,
    ana: PersonClient,
    trigger: Trigger,
    action: str,
    titles: list[str],
):
    view = a_modal(title=plain("Next"))
    parrot.answers("view_submission", lambda ack, **_: ack(response_action=action, view=view))
    web.views_open(trigger_id=trigger(), view=a_modal())

    ana.modal().submit({"what": {"text": "typed"}})

    stack = ana.api.get(f"/control/people/{ana.id}/modals")["stack"]
    assert titles == [view["title"]["text"] for view in stack]


def test_clear_closes_every_modal(web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger):
    parrot.answers("view_submission", lambda ack, **_: ack(response_action="clear"))
    _open_with_button(web, trigger)
    _push_from(web, parrot, ana)

    ana.modal().submit({"what": {"text": "typed"}})

    assert ana.modal() is None


def test_submitting_the_top_modal_shows_the_one_below(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    _open_with_button(web, trigger)
    _push_from(web, parrot, ana)

    ana.modal().submit({"what": {"text": "typed"}})

    assert ana.modal().title == "Level 1"


def test_a_stack_is_three_high_at_most(web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger):
    _open_with_button(web, trigger)
    _push_from(web, parrot, ana)
    _push_from(web, parrot, ana)

    code = refusal_of(lambda: _push_from(web, parrot, ana))

    assert code == "push_limit_reached"


def test_a_push_needs_a_trigger_from_a_modal(web: WebClient, trigger: Trigger):
    assert refusal_of(lambda: web.views_push(trigger_id=trigger(), view=a_modal())) == "not_found"


def test_an_update_keeps_what_was_typed_where_ids_are_the_same(web: WebClient, ana: PersonClient, trigger: Trigger):
    view_id = web.views_open(trigger_id=trigger(), view=a_modal(an_input(), an_input("other")))["view"]["id"]
    for block_id in ("what", "other"):
        body = {"block_id": block_id, "action_id": "text", "value": "typed"}
        ana.api.post(f"/control/people/{ana.id}/views/{view_id}/values", body)

    web.views_update(view_id=view_id, view=a_modal(an_input(), an_input("renamed")))

    values = ana.modal().values
    assert (values["what"]["text"]["value"], values["renamed"]["text"]["value"]) == ("typed", None)


def test_an_update_of_an_old_state_conflicts(web: WebClient, trigger: Trigger):
    view = web.views_open(trigger_id=trigger(), view=a_modal())["view"]
    web.views_update(view_id=view["id"], hash=view["hash"], view=a_modal())

    code = refusal_of(lambda: web.views_update(view_id=view["id"], hash=view["hash"], view=a_modal()))

    assert code == "hash_conflict"


def test_a_view_may_be_found_by_its_external_id(web: WebClient, ana: PersonClient, trigger: Trigger):
    web.views_open(trigger_id=trigger(), view=a_modal(external_id="mine"))

    web.views_update(external_id="mine", view=a_modal(title=plain("Updated")))

    assert ana.modal().title == "Updated"


def test_an_external_id_is_unique(web: WebClient, trigger: Trigger):
    web.views_open(trigger_id=trigger(), view=a_modal(external_id="twice"))
    trigger_id = trigger()

    code = refusal_of(lambda: web.views_open(trigger_id=trigger_id, view=a_modal(external_id="twice")))

    assert code == "duplicate_external_id"


def test_a_closed_view_cannot_be_updated(web: WebClient, ana: PersonClient, trigger: Trigger):
    view_id = web.views_open(trigger_id=trigger(), view=a_modal())["view"]["id"]
    ana.modal().close()

    assert refusal_of(lambda: web.views_update(view_id=view_id, view=a_modal())) == "not_found"


@pytest.mark.parametrize("clear", [False, True])
def test_closing_is_told_to_an_app_that_asked(
    web: WebClient,
    parrot: Parrot,
    ana: PersonClient,
    trigger: Trigger,
    clear: bool,
):
    web.views_open(trigger_id=trigger(), view=a_modal(notify_on_close=True))

    ana.modal().close(clear=clear)

    assert clear == parrot.hears("view_closed")["is_cleared"]


def test_a_button_in_a_modal_carries_the_view_and_its_state(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    web.views_open(trigger_id=trigger(), view=a_modal(an_input(initial_value="so far"), actions(a_button())))

    ana.modal().presses("press")

    body = parrot.hears("block_actions")
    assert body["container"]["type"] == "view"
    assert body["view"]["state"]["values"]["what"]["text"]["value"] == "so far"


def test_a_home_is_published_for_one_person(web: WebClient, ana: PersonClient, bob: PersonClient):
    web.views_publish(user_id=ana.id, view=a_home())

    assert (ana.home()["type"], bob.home()) == ("home", None)


def test_opening_the_home_is_told_with_the_present_view(web: WebClient, parrot: Parrot, people: SandboxClient):
    dana = people.person("dana")
    web.views_publish(user_id=dana.id, view=a_home())

    dana.opens_home()

    event = parrot.hears_event("app_home_opened", user=dana.id)
    assert (event["tab"], event["view"]["type"]) == ("home", "home")


def test_opening_the_messages_is_told_without_a_view(web: WebClient, parrot: Parrot, people: SandboxClient):
    chen = people.person("chen")
    web.views_publish(user_id=chen.id, view=a_home())

    chen.opens_messages()

    event = parrot.hears_event("app_home_opened", user=chen.id)
    assert ("messages", False) == (event["tab"], "view" in event)


def test_a_tab_that_no_app_has_cannot_be_opened(people: SandboxClient, ana: PersonClient):
    with pytest.raises(SandboxRefusal, match="invalid_body"):
        ana.api.post(f"/control/people/{ana.id}/home/open", {"tab": "about"})


def test_a_home_of_an_old_state_conflicts(web: WebClient, ana: PersonClient):
    old = web.views_publish(user_id=ana.id, view=a_home())["view"]["hash"]
    web.views_publish(user_id=ana.id, view=a_home("Changed"))

    code = refusal_of(lambda: web.views_publish(user_id=ana.id, view=a_home(), hash=old))

    assert code == "hash_conflict"


def test_a_button_in_the_home_reaches_the_app(web: WebClient, parrot: Parrot, ana: PersonClient):
    view_id = web.views_publish(user_id=ana.id, view=a_home())["view"]["id"]

    ana.presses_in_view(view_id, "refresh")

    assert parrot.hears("block_actions")["actions"][0]["action_id"] == "refresh"


def test_only_the_modal_on_top_can_be_submitted_or_closed(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    _open_with_button(web, trigger)
    below = ana.modal()
    _push_from(web, parrot, ana)

    for act in (below.submit, below.close):
        with pytest.raises(SandboxRefusal, match="view_not_on_top"):
            act()


def test_a_view_may_take_the_whole_stack_with_it(web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger):
    _open_with_button(web, trigger)
    parrot.heard.clear()
    ana.modal().presses("press")
    view = a_modal(clear_on_close=True, notify_on_close=True)
    web.views_push(trigger_id=parrot.hears("block_actions")["trigger_id"], view=view)

    ana.modal().close()

    assert ana.modal() is None
    assert parrot.hears("view_closed")["is_cleared"]


def test_every_view_of_a_cleared_stack_is_told_top_first(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    web.views_open(trigger_id=trigger(), view=_level(1, notify_on_close=True))
    parrot.heard.clear()
    ana.modal().presses("press")
    view = _level(2, notify_on_close=True)
    web.views_push(trigger_id=parrot.hears("block_actions")["trigger_id"], view=view)

    ana.modal().close(clear=True)

    titles = [body["view"]["title"]["text"] for body in parrot.all_heard("view_closed")]
    assert titles == ["Level 2", "Level 1"]


def test_a_chosen_conversation_may_come_with_a_response_url(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger, channel: str
):
    menu = an_input("where", type="conversations_select", response_url_enabled=True)
    web.views_open(trigger_id=trigger(), view=a_modal(menu))

    ana.modal().submit({"where": {"text": channel}})

    [url] = parrot.hears("view_submission")["response_urls"]
    assert (url["block_id"], url["channel_id"]) == ("where", channel)
    assert WebhookClient(url["response_url"]).send(text="thanks").status_code == 200


def test_an_element_that_dispatches_tells_the_app_of_every_choice(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    menu = an_input("colour", **a_menu()) | {"dispatch_action": True}
    web.views_open(trigger_id=trigger(), view=a_modal(menu))

    ana.modal().presses("choose", "red")

    body = parrot.hears("block_actions")
    assert body["actions"][0]["selected_option"]["value"] == "red"
    assert body["view"]["state"]["values"]["colour"]["choose"]["selected_option"]["value"] == "red"


def test_a_trigger_from_a_submission_opens_another_modal(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    web.views_open(trigger_id=trigger(), view=a_modal())
    ana.modal().submit({"what": {"text": "typed"}})

    web.views_open(trigger_id=parrot.hears("view_submission")["trigger_id"], view=_level(2))

    assert ana.modal().title == "Level 2"


def test_a_response_that_breaks_a_limit_keeps_the_modal_open(
    web: WebClient, parrot: Parrot, ana: PersonClient, trigger: Trigger
):
    view = a_modal(title=plain("x" * 25))
    parrot.answers("view_submission", lambda ack, **_: ack(response_action="update", view=view))
    web.views_open(trigger_id=trigger(), view=a_modal())

    outcome = ana.modal().submit({"what": {"text": "typed"}})

    assert (outcome.problem, ana.modal().title) == ("invalid_response", "Ask")


def _open_with_button(web: WebClient, trigger: Trigger) -> None:
    web.views_open(trigger_id=trigger(), view=_level(1))


def _push_from(web: WebClient, parrot: Parrot, ana: PersonClient) -> None:
    """Press the button of the top modal and push another one."""
    parrot.heard.clear()
    modal = ana.modal()
    modal.presses("press")
    trigger_id = parrot.hears("block_actions")["trigger_id"]
    web.views_push(trigger_id=trigger_id, view=_level(int(modal.title[-1]) + 1))


def _level(number: int, **changes: object) -> dict[str, Any]:
    return a_modal(an_input(), actions(a_button()), title=plain(f"Level {number}"), **changes)
