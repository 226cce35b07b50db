"""What people do: write, type commands, press buttons, use shortcuts."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect
from slack_sdk import WebClient

from sandbox.running import RunningSandbox
from tests.sandbox.checks.check_payloads import button, card, plain
from tests.sandbox.page.conftest import Visit
from tests.sandbox.payloads import a_menu, a_section, actions


def composer(page: Page):
    """The message box of the conversation on show."""
    return page.locator(".conversation .composer textarea")


def hold(route: Route) -> None:
    """Keep a request waiting until the page is no longer routed."""


def test_what_somebody_writes_is_said_in_their_name(visit: Visit, running: RunningSandbox):
    page = visit("bob/random")

    composer(page).fill("I own the rollback")
    composer(page).press("Enter")

    expect(page.locator(".message", has_text="I own the rollback")).to_be_visible()
    said = running.client.person("ana").sees("#random")[-1]
    assert ("I own the rollback", running.client.person("bob").id) == (said.text, said.user)


def test_a_shifted_enter_begins_a_new_line(visit: Visit, running: RunningSandbox):
    page = visit("bob/random")

    composer(page).fill("one")
    composer(page).press("Shift+Enter")
    composer(page).press_sequentially("two")
    composer(page).press("Enter")

    expect(page.locator(".message", has_text="two")).to_be_visible()
    assert "one\ntwo" == running.client.person("ana").sees("#random")[-1].text


def test_a_name_is_completed_and_becomes_a_mention(visit: Visit, running: RunningSandbox):
    page = visit("bob/random")

    composer(page).press_sequentially("over to @an")
    expect(page.get_by_role("option", name="Ana Silva")).to_be_visible()
    composer(page).press("Enter")
    composer(page).press("Enter")

    expect(page.locator(".mention", has_text="@Ana Silva").last).to_be_visible()
    assert (
        f"over to <@{running.client.person('ana').id}>" == running.client.person("ana").sees("#random")[-1].text.strip()
    )


def test_a_command_is_completed_and_opens_the_form_of_the_app(visit: Visit, bench: object):
    page = visit("ana/ai-initiative")

    composer(page).press_sequentially("/be")
    expect(page.get_by_role("option", name="/bench")).to_be_visible()
    composer(page).press("Tab")
    composer(page).press("Enter")

    expect(page.get_by_role("dialog", name="Success criteria")).to_be_visible()


def test_a_command_can_answer_for_one_pair_of_eyes(visit: Visit, bench: object):
    page = visit("ana/ai-initiative")

    composer(page).fill("/bench whisper")
    composer(page).press("Enter")

    expect(page.locator(".message.is-ephemeral").last).to_contain_text("Only for your eyes")


def test_what_only_its_reader_sees_can_be_dismissed(visit: Visit, bench: object):
    page = visit("bob/ai-initiative")
    composer(page).fill("/bench whisper")
    composer(page).press("Enter")
    whisper = page.locator(".message.is-ephemeral", has_text="Only for your eyes")

    whisper.hover()
    whisper.get_by_role("button", name="More message actions").click()
    page.get_by_role("menuitem", name="Dismiss message").click()

    expect(whisper).to_have_count(0)


def test_a_menu_in_a_message_keeps_its_choice_when_it_is_emptied_by_typing(
    visit: Visit, running: RunningSandbox, bench: WebClient, channels: dict[str, str]
):
    menu = a_menu()
    menu["initial_option"] = menu["options"][0]
    posted = bench.chat_postMessage(channel=channels["random"], text="x", blocks=[actions(menu)])
    before = len(running.client.traffic(name="block_actions"))
    field = visit("ana/random").locator(f'[data-ts="{posted["ts"]}"]').get_by_role("combobox")

    field.fill("")
    field.press("Tab")

    expect(field).to_have_value("Red")
    assert before == len(running.client.traffic(name="block_actions"))


def test_an_unknown_command_is_refused_and_the_text_stays(visit: Visit, bench: object):
    page = visit("ana/ai-initiative")

    composer(page).fill("/nonsense now")
    composer(page).press("Enter")

    expect(page.locator(".conversation .composer-note")).to_contain_text("/nonsense")
    expect(composer(page)).to_have_value("/nonsense now")


def test_a_command_in_a_thread_is_turned_down_with_a_way_out(visit: Visit, card: str):
    page = visit("ana/ai-initiative")
    page.locator(f'[data-ts="{card}"] .thread-line').click()

    page.get_by_label("Reply…").fill("/bench")
    page.get_by_label("Reply…").press("Enter")

    expect(page.locator(".thread .composer-note")).to_contain_text("do not work in threads")


def test_a_message_shortcut_reaches_the_app(visit: Visit, running: RunningSandbox, card: str):
    page = visit("ana/ai-initiative")
    said = running.client.person("bob").says("We log every call", channel="#ai-initiative")
    row = page.locator(f'[data-ts="{said.ts}"]')

    row.hover()
    row.get_by_role("button", name="More message actions").click()
    page.get_by_role("menuitem", name="Use as answer").click()

    expect(row.locator(".thread-line")).to_contain_text("1 reply")


def test_a_global_shortcut_opens_the_form(visit: Visit, bench: object):
    page = visit("ana/random")

    page.locator(".conversation").get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem", name="Start anew").click()

    expect(page.get_by_role("dialog", name="Success criteria")).to_be_visible()


def test_a_dangerous_button_asks_back_first(visit: Visit, running: RunningSandbox, card: str):
    page = visit("ana/ai-initiative")
    before = len(running.client.traffic(name="block_actions"))

    page.locator(f'[data-ts="{card}"]').get_by_role("button", name="Close it").click()
    page.get_by_role("dialog", name="Close this?").get_by_role("button", name="Keep it").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert before == len(running.client.traffic(name="block_actions"))


def test_a_button_nobody_answers_says_so(visit: Visit, running: RunningSandbox, bench, channels: dict[str, str]):
    menu = {"type": "overflow", "action_id": "orphan", "options": [
        {"text": {"type": "plain_text", "text": "Export"}, "value": "export"}]}  # fmt: skip
    posted = bench.chat_postMessage(channel=channels["random"], text="x", blocks=[
        {"type": "section", "text": {"type": "mrkdwn", "text": "orphan"}, "accessory": menu}])  # fmt: skip
    page = visit("ana/random")

    page.locator(f'[data-ts="{posted["ts"]}"]').get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Export").click()

    expect(page.locator(f'[data-ts="{posted["ts"]}"]').get_by_role("alert")).to_contain_text("Bench")


def test_a_reaction_is_added_and_taken_back(visit: Visit, running: RunningSandbox):
    said = running.client.person("bob").says("done", channel="#random")
    page = visit("ana/random")
    row = page.locator(f'[data-ts="{said.ts}"]')

    row.hover()
    row.get_by_role("button", name="Add a reaction").click()
    page.get_by_role("menuitem", name="tada").click()
    expect(row.get_by_role("button", name="tada, 1")).to_have_attribute("aria-pressed", "true")
    row.get_by_role("button", name="tada, 1").click()

    expect(row.get_by_role("button", name="tada, 1")).to_have_count(0)


def test_an_own_message_is_edited_with_names_for_mentions(visit: Visit, running: RunningSandbox):
    said = running.client.person("ana").says("ask @bob", channel="#random")
    page = visit("ana/random")
    row = page.locator(f'[data-ts="{said.ts}"]')

    row.hover()
    row.get_by_role("button", name="More message actions").click()
    page.get_by_role("menuitem", name="Edit message").click()
    expect(row.get_by_label("Edit message")).to_have_value("ask @bob")
    row.get_by_label("Edit message").fill("ask @chen")
    row.get_by_label("Edit message").press("Enter")

    expect(row).to_contain_text("ask @Chen Wei (edited)")


def test_an_own_message_is_deleted_after_asking(visit: Visit, running: RunningSandbox):
    said = running.client.person("ana").says("oops", channel="#random")
    page = visit("ana/random")
    row = page.locator(f'[data-ts="{said.ts}"]')

    row.hover()
    row.get_by_role("button", name="More message actions").click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("dialog", name="Delete message").get_by_role("button", name="Delete").click()

    expect(row).to_have_count(0)


def test_a_direct_message_to_the_app_opens_by_writing(visit: Visit, running: RunningSandbox, bench: object):
    page = visit("dana/general")

    page.locator(".sidebar").get_by_role("button", name="Bench").click()
    composer(page).fill("hello app")
    composer(page).press("Enter")

    expect(page.locator(".message", has_text="hello app")).to_be_visible()
    assert "hello app" == running.client.person("dana").dm().last().text


def test_messages_of_the_app_appear_where_they_were_opened_just_before_the_page_knew_of_them(
    visit: Visit, running: RunningSandbox, bench: WebClient
):
    eve = running.sandbox.workspace.add_person("eve", "Eve Moreau")
    page = visit("eve/general")
    page.route("**/conversations", hold)
    with page.expect_request("**/conversations"):
        bench.chat_postMessage(channel=eve.id, text="Will you own this?")

    page.locator(".sidebar").get_by_role("button", name="Bench").click()
    composer(page).fill("Let me thi")
    page.unroute("**/conversations")

    expect(page.locator(".message", has_text="Will you own this?")).to_be_visible()
    expect(composer(page)).to_have_value("Let me thi")


def homes_opened(running: RunningSandbox) -> list[tuple[str, str]]:
    """List the tabs of the app that were opened, and by whom, as it was told."""
    events = (entry["request"]["payload"]["event"] for entry in running.client.traffic(name="event app_home_opened"))
    return [(event["tab"], event["user"]) for event in events]


def test_opening_the_messages_of_the_app_is_told_to_it(visit: Visit, running: RunningSandbox, bench: object):
    page = visit("chen/general")

    page.locator(".sidebar").get_by_role("button", name="Bench").click()

    opened = ("messages", running.client.person("chen").id)
    assert running.client.wait_until(lambda: opened in homes_opened(running))


def test_buttons_on_cards_and_feedback_reach_the_app(
    visit: Visit, running: RunningSandbox, bench: WebClient, channels: dict[str, str]
):
    good, bad = ({"text": plain(word), "value": word} for word in ("good", "bad"))
    feedback = {"type": "feedback_buttons", "action_id": "gallery", "positive_button": good, "negative_button": bad}
    blocks = [
        {"type": "carousel", "elements": [card(), card(actions=[button(action_id="gallery", value="second card")])]},
        {"type": "context_actions", "elements": [feedback]},
    ]
    posted = bench.chat_postMessage(channel=channels["random"], text="x", blocks=blocks)
    row = visit("ana/random").locator(f'[data-ts="{posted["ts"]}"]')

    for name in ("Press", "bad"):
        with row.page.expect_response("**/actions"):
            row.get_by_role("button", name=name).click()

    pressed = [entry["request"]["payload"]["actions"][0] for entry in running.client.traffic(name="block_actions")]
    assert ["second card", "bad"] == [action["value"] for action in pressed[-2:]]


def test_an_open_menu_stays_while_the_app_edits_its_message(visit: Visit, bench: WebClient, channels: dict[str, str]):
    posted = bench.chat_postMessage(channel=channels["random"], text="x", blocks=[actions(a_menu())])
    row = visit("ana/random").locator(f'[data-ts="{posted["ts"]}"]')
    row.get_by_role("combobox").click()

    edited = [a_section("edited meanwhile"), actions(a_menu())]
    bench.chat_update(channel=channels["random"], ts=posted["ts"], text="x", blocks=edited)
    bench.chat_postMessage(channel=channels["random"], text="and one more")
    expect(row.page.get_by_text("and one more")).to_be_visible()

    expect(row.page.get_by_role("option", name="Blue")).to_be_visible()
    row.get_by_role("combobox").press("Escape")
    expect(row).to_contain_text("edited meanwhile")


def test_a_home_published_while_the_page_asks_for_it_stays(visit: Visit, running: RunningSandbox, bench: WebClient):
    page = visit("dana/general")
    home = page.locator(".home-body")
    asked: list[Route] = []

    def keep(route: Route) -> None:
        asked.append(route)

    page.route("**/home", keep)
    page.locator(".sidebar").get_by_role("button", name="Bench").click()
    with page.expect_request("**/home"):
        page.locator(".conversation").get_by_role("button", name="Home").click()
    expect(home.get_by_role("heading", name="What you owe")).to_be_visible()

    newer = {"type": "home", "blocks": [{"type": "header", "text": plain("What is new")}]}
    bench.views_publish(user_id=running.client.person("dana").id, view=newer)
    expect(home.get_by_role("heading", name="What is new")).to_be_visible()
    with page.expect_response("**/home"):
        asked[0].fulfill(json={"view": None})
    page.evaluate("new Promise(requestAnimationFrame)")

    expect(home.get_by_role("heading", name="What is new")).to_be_visible()


def test_the_home_tab_is_drawn_when_it_is_opened(visit: Visit, bench: object):
    page = visit("ana/general")

    page.locator(".sidebar").get_by_role("button", name="Bench").click()
    page.locator(".conversation").get_by_role("button", name="Home").click()

    expect(page.locator(".home-body").get_by_role("heading", name="What you owe")).to_be_visible()
