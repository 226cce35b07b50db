"""What one reads and types stays where it is, whatever happens meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from sandbox.running import RunningSandbox
from tests.sandbox.page import page_bench
from tests.sandbox.page.conftest import Visit
from tests.sandbox.payloads import a_section, plain


def lines(count: int) -> str:
    """Write a message of so many lines."""
    return "\n".join(f"line {number}" for number in range(count))


@pytest.fixture(scope="module")
def long_thread(running: RunningSandbox, bench: WebClient) -> tuple[str, str]:
    """Where a thread is whose messages are taller than the window."""
    channel = running.client.add_channel("long-reads", "ana", "bob")
    bob = running.client.person("bob")
    root = bob.says(lines(30), channel=channel)
    for _ in range(4):
        bob.replies(root, lines(30))
    return channel, root.ts


def distance_from_end(pane: Locator) -> int:
    """Tell how many pixels lie below what is in sight."""
    return int(pane.evaluate("node => Math.round(node.scrollHeight - node.scrollTop - node.clientHeight)"))


def settled(page: Page) -> None:
    """Let the page lay out what changed, for as many frames as that may take."""
    page.evaluate("(async () => { for (let n = 0; n < 12; n += 1) await new Promise(requestAnimationFrame); })()")


def test_a_journey_in_time_leaves_readers_where_they_were(
    visit: Visit, running: RunningSandbox, long_thread: tuple[str, str]
):
    page = visit(f"ana/{long_thread[0]}/{long_thread[1]}")
    pane = page.locator(".thread .timeline")
    expect(page.locator(".thread .message")).to_have_count(5)
    settled(page)
    assert 0 == distance_from_end(pane)
    channel_place = page.locator(".conversation .timeline").evaluate("node => node.scrollTop")

    running.client.clock.advance(days=1)
    expect(page.locator(".thread .divider.is-day").first).to_have_text("Yesterday")
    settled(page)

    assert 0 == distance_from_end(pane)
    assert channel_place == page.locator(".conversation .timeline").evaluate("node => node.scrollTop")
    running.clock.reset()


def test_the_newest_message_stays_in_sight_while_it_grows_and_while_a_thread_opens_beside_it(
    visit: Visit, running: RunningSandbox, bench: WebClient, channels: dict[str, str]
):
    posted = bench.chat_postMessage(channel=channels["random"], text="x", blocks=[a_section(lines(10))])
    running.client.person("bob").replies(running.client.person("bob").sees("#random")[-1], "seen")
    page = visit("ana/random", height=500)
    pane = page.locator(".conversation .timeline")
    expect(page.locator(".thread-line").last).to_be_visible()
    settled(page)

    grown: list[Any] = [a_section(lines(25)), a_section("and a last line")]
    bench.chat_update(channel=channels["random"], ts=posted["ts"], text="x", blocks=grown)
    expect(page.get_by_text("and a last line")).to_be_visible()
    settled(page)
    assert 0 == distance_from_end(pane)

    page.locator(".thread-line").last.click()
    expect(page.locator(".thread .message").first).to_be_visible()
    settled(page)
    assert 0 == distance_from_end(pane)


def test_a_form_that_the_app_updates_stays_at_the_place_and_the_control_one_is_at(
    visit: Visit, running: RunningSandbox, bench: WebClient
):
    page = visit("ana/general", height=700)
    page.locator(".conversation .composer textarea").fill("/bench all")
    page.locator(".conversation .composer textarea").press("Enter")
    page.get_by_role("dialog", name="Title").get_by_role("checkbox").last.focus()
    before = page.locator(".modal-body").evaluate("node => node.scrollTop")
    assert before > 0
    modal = running.client.person("ana").modal()
    assert modal is not None

    bench.views_update(view_id=modal.id, view={**page_bench.every_input(), "title": plain("Anew")})

    expect(page.get_by_role("dialog", name="Anew").get_by_role("checkbox").last).to_be_focused()
    assert before == page.locator(".modal-body").evaluate("node => node.scrollTop")


def test_a_form_that_the_app_updates_leaves_the_focus_on_the_button_below_it(
    visit: Visit, running: RunningSandbox, bench: WebClient
):
    page = visit("ana/general")
    page.locator(".conversation .composer textarea").fill("/bench all")
    page.locator(".conversation .composer textarea").press("Enter")
    page.get_by_role("dialog", name="Title").get_by_role("button", name="Save").focus()
    modal = running.client.person("ana").modal()
    assert modal is not None

    bench.views_update(view_id=modal.id, view={**page_bench.every_input(), "title": plain("Anew")})

    expect(page.get_by_role("dialog", name="Anew").get_by_role("button", name="Save")).to_be_focused()


def test_who_scrolled_up_a_little_stays_there_while_the_newest_message_is_edited(
    visit: Visit, running: RunningSandbox, long_thread: tuple[str, str]
):
    page = visit(f"ana/{long_thread[0]}/{long_thread[1]}")
    pane = page.locator(".thread .timeline")
    expect(page.locator(".thread .message")).to_have_count(5)
    settled(page)
    pane.hover()
    page.mouse.wheel(0, -60)
    settled(page)
    place = pane.evaluate("node => node.scrollTop")
    assert 60 == distance_from_end(pane)

    bob = running.client.person("bob")
    bob.edits(bob.thread(*long_thread)[-1], lines(40))
    expect(page.locator(".thread .message").last).to_contain_text("line 39")
    settled(page)

    assert place == pane.evaluate("node => node.scrollTop")
