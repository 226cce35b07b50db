"""For everybody: keyboard alone, screen readers, narrow screens, and a thousand messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from sandbox.running import RunningSandbox
from tests.sandbox.checks.check_payloads import everywhere
from tests.sandbox.page.conftest import Visit
from tests.sandbox.payloads import a_button, actions, plain

Shot = Callable[[Page, str], None]


def violations(page: Page) -> list[str]:
    """Name what axe finds once the whole page is drawn, with the first element of each."""
    page.locator("#topbar h1").wait_for()
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:120]} {each['nodes'][0].get('failureSummary', '')}" for each in found
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=["laptop", "phone"])
def test_axe_finds_nothing_in_a_conversation(visit: Visit, card: str, shot: Shot, scheme: str, width: int, height: int):
    page = visit("ana/ai-initiative", width=width, height=height, color_scheme=scheme)
    expect(page.locator(f'[data-ts="{card}"]')).to_be_visible()

    assert [] == violations(page)
    shot(page, f"conversation-{scheme}-{width}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_thread_with_the_inspector_open(visit: Visit, card: str, shot: Shot, scheme: str):
    page = visit("ana/ai-initiative", color_scheme=scheme)
    page.locator(f'[data-ts="{card}"] .thread-line').click()
    expect(page.locator(".thread .message").first).to_be_visible()
    page.get_by_role("button", name="Inspector").click()
    page.locator(".traffic summary").first.click()
    expect(page.locator(".entry-body")).to_be_visible()

    assert [] == violations(page)
    shot(page, f"thread-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_form_with_every_input(visit: Visit, bench: WebClient, shot: Shot, scheme: str):
    page = visit("dana/general", color_scheme=scheme)
    page.locator(".conversation .composer textarea").fill("/bench all")
    page.locator(".conversation .composer textarea").press("Enter")
    expect(page.get_by_role("dialog", name="Title")).to_be_visible()

    assert [] == violations(page)
    shot(page, f"every-input-{scheme}")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_among_all_blocks(
    visit: Visit, bench: WebClient, channels: dict[str, str], shot: Shot, scheme: str
):
    for block in everywhere().values():
        bench.chat_postMessage(channel=channels["general"], text="x", blocks=[block])
    page = visit("ana/general", height=4000, color_scheme=scheme)
    expect(page.locator(".message").last).to_be_visible()

    assert [] == violations(page)
    shot(page, f"all-blocks-{scheme}")


def test_axe_finds_nothing_in_menus_the_clock_and_the_home_tab(visit: Visit, bench: WebClient, shot: Shot):
    page = visit("ana/home")
    expect(page.locator(".home-body .block").first).to_be_visible()
    page.locator(".top-button.clock").click()
    shot(page, "clock")
    assert [] == violations(page)
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Acting as Ana Silva").click()

    assert [] == violations(page)
    shot(page, "home")


def test_the_whole_way_works_without_a_mouse(visit: Visit, card: str, running: RunningSandbox):
    page = visit("chen/ai-initiative")
    row = page.locator(f'[data-ts="{card}"]')
    expect(row).to_be_visible()

    page.locator(".conversation .timeline").focus()
    page.keyboard.press("Home")
    expect(row).to_be_focused()
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent") == "Answer in a form":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Success criteria")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("97% over 7 days")
    page.keyboard.press("Tab")
    page.keyboard.type("bob")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog")).to_have_count(0)
    told = running.client.wait_until(lambda: running.client.person("chen").dm().last())
    assert "97% over 7 days" in told.text


def test_a_phone_shows_one_thing_at_a_time(visit: Visit, card: str, shot: Shot):
    page = visit("ana/ai-initiative", width=390, height=844)
    expect(page.locator(".sidebar")).not_to_be_visible()

    page.get_by_role("button", name="Show conversations").click()
    expect(page.locator(".sidebar")).to_be_visible()
    shot(page, "phone-sidebar")
    page.locator(".sidebar").get_by_role("button", name="random").click()

    expect(page.locator(".conversation-head h2")).to_have_text("random")
    expect(page.locator(".sidebar")).not_to_be_visible()
    assert 390 == page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_shows_the_whole_top_bar_also_after_a_journey_in_time(
    visit: Visit, card: str, running: RunningSandbox, width: int
):
    running.client.clock.advance(hours=26)
    page = visit("ana/ai-initiative", width=width, height=640)

    expect(page.locator(".clock-offset")).to_have_text("+1 d 2 h")
    assert width == page.evaluate("document.documentElement.scrollWidth")
    running.clock.reset()


def test_on_a_phone_the_sidebar_goes_with_escape_and_gives_the_focus_back(visit: Visit):
    page = visit("ana/random", width=360, height=640)
    page.get_by_role("button", name="Show conversations").click()
    expect(page.locator(".sidebar").get_by_role("button", name="random")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.locator(".sidebar")).not_to_be_visible()
    expect(page.get_by_role("button", name="Show conversations")).to_be_focused()


def test_on_a_phone_a_press_beside_the_sidebar_closes_it_and_nothing_else(
    visit: Visit, running: RunningSandbox, bench: WebClient, channels: dict[str, str]
):
    wide = {**a_button("gallery"), "text": plain("A button as wide as the whole window of a phone")}
    bench.chat_postMessage(channel=channels["random"], text="x", blocks=[actions(wide)])
    page = visit("ana/random", width=360, height=640)
    button = page.get_by_role("button", name="A button as wide").last
    box = button.bounding_box()
    assert box is not None
    before = len(running.client.traffic(name="block_actions"))
    page.get_by_role("button", name="Show conversations").click()
    expect(page.locator(".sidebar")).to_be_visible()

    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + box["height"] / 2)

    expect(page.locator(".sidebar")).not_to_be_visible()
    assert before == len(running.client.traffic(name="block_actions"))


def test_words_from_right_to_left_are_laid_out_in_their_own_direction(visit: Visit, running: RunningSandbox):
    words = "שלום עולם!"
    said = running.client.person("bob").says(words, channel="#random")
    row = visit("ana/random").locator(f'[data-ts="{said.ts}"] .text')

    first, last = row.evaluate(
        """node => [0, node.textContent.length - 1].map((at) => {
          const range = new Range();
          range.setStart(node.firstChild, at);
          range.setEnd(node.firstChild, at + 1);
          return range.getBoundingClientRect().left;
        })"""
    )

    assert last < first


def test_of_a_thousand_messages_only_those_in_sight_are_drawn(visit: Visit, running: RunningSandbox):
    channel = running.client.add_channel("busy", "ana", "bob")
    bob = running.client.person("bob")
    page = visit(f"ana/{channel}")
    expect(page.locator(".conversation-head h2")).to_have_text("busy")

    for number in range(1000):
        bob.says(f"Message *{number}* of many, with a <https://example.com|link>", channel=channel)
    expect(page.locator(".conversation .message")).to_have_count(1000, timeout=30_000)

    drawn = page.evaluate(
        """[...document.querySelectorAll(".conversation .message .content")]
            .filter((node) => node.checkVisibility({ contentVisibilityAuto: true })).length"""
    )
    assert 0 < drawn < 100
    assert 0 == page.locator(".toolbar").count()
