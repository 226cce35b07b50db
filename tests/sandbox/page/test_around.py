"""Around the conversations: people, clock, inspector, tour, theme, connections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.running import RunningSandbox, running_sandbox
from tests.sandbox.conftest import PARROT
from tests.sandbox.page.conftest import Visit
from tests.sandbox.payloads import a_button, actions

Shot = Callable[[Page, str], None]


def test_somebody_else_sits_down_and_sees_their_own_workspace(visit: Visit, card: str):
    page = visit("ana/ai-initiative")
    expect(page.locator(".sidebar").get_by_role("button", name="leadership")).to_be_visible()

    page.get_by_role("button", name="Acting as Ana Silva").click()
    page.get_by_role("menuitemradio", name="Bob Okafor").click()

    expect(page.get_by_role("region", name="Seat of Bob Okafor")).to_be_visible()
    expect(page.locator(".sidebar").get_by_role("button", name="leadership")).to_have_count(0)


def test_two_people_side_by_side_hear_each_other(visit: Visit, card: str, shot: Shot):
    page = visit("ana/random")
    page.get_by_role("button", name="Side by side").click()
    left = page.get_by_role("region", name="Seat of Ana Silva")
    right = page.get_by_role("region", name="Seat of Bob Okafor")

    left.locator(".conversation textarea").fill("Can you hear me?")
    left.locator(".conversation textarea").press("Enter")

    expect(right.get_by_text("Can you hear me?")).to_be_visible()
    shot(page, "side-by-side")


def test_a_form_in_front_of_one_person_leaves_the_other_free(visit: Visit, card: str):
    page = visit("dana/ai-initiative|bob/ai-initiative")
    left = page.get_by_role("region", name="Seat of Dana Novak")
    right = page.get_by_role("region", name="Seat of Bob Okafor")

    left.locator(f'[data-ts="{card}"]').get_by_role("button", name="Answer in a form").click()
    expect(left.get_by_role("dialog")).to_be_visible()
    right.locator(".conversation textarea").fill("I can still write")

    expect(right.locator(".conversation textarea")).to_have_value("I can still write")
    expect(right.get_by_role("dialog")).to_have_count(0)


def test_the_address_brings_everybody_back_where_they_were(visit: Visit, card: str):
    page = visit("ana/ai-initiative")
    page.locator(f'[data-ts="{card}"] .thread-line').click()
    expect(page.locator(".thread .message").first).to_be_visible()

    page.reload()

    expect(page.locator(".thread .message").first).to_be_visible()
    expect(page.locator(".conversation-head h2").first).to_have_text("ai-initiative")


def test_the_address_names_a_place_at_every_moment(visit: Visit):
    page = visit("ana/ai-initiative")
    page.context.add_init_script(
        """globalThis.addresses = [];
        for (const name of ["replaceState", "pushState"]) {
          const remember = history[name].bind(history);
          history[name] = (state, unused, url) => { addresses.push(url); remember(state, unused, url); };
        }"""
    )

    page.reload()
    page.locator(".sidebar").get_by_role("button", name="general").click()
    expect(page.locator(".conversation-head h2").first).to_have_text("general")
    page.locator(".sidebar").get_by_role("button", name="random").click()
    expect(page.locator(".conversation-head h2").first).to_have_text("random")

    addresses = page.evaluate("addresses")
    assert len(addresses) >= 2
    assert [address for address in addresses if "/" not in address] == []


def test_the_clock_travels_to_tomorrow_morning_of_the_person_in_the_seat(visit: Visit, running: RunningSandbox):
    page = visit("chen/general")
    before = datetime.now(UTC)

    page.locator(".top-button.clock").click()
    page.get_by_role("button", name="Tomorrow 09:00 for Chen").click()

    expect(page.locator(".top-button.clock")).to_contain_text("09:00")
    travelled = running.client.wait_until(
        lambda: running.clock.now() if running.clock.now() > before + timedelta(minutes=1) else None
    )
    assert "01:00" == travelled.astimezone(UTC).strftime("%H:%M")
    running.clock.reset()
    expect(page.locator(".clock-offset")).to_have_text("")


def test_what_was_today_is_yesterday_after_a_journey(visit: Visit, running: RunningSandbox):
    running.client.person("ana").says("said today", channel="#general")
    page = visit("ana/general")
    expect(page.locator(".divider.is-day").last).to_have_text("Today")

    page.locator(".top-button.clock").click()
    page.get_by_role("button", name="Tomorrow 09:00 for Ana").click()

    expect(page.locator(".divider.is-day").last).to_have_text("Yesterday")
    running.clock.reset()


def test_the_clock_shows_what_time_it_is_for_everybody(visit: Visit):
    page = visit("ana/general")

    page.locator(".top-button.clock").click()

    expect(page.get_by_role("dialog", name="Travel in time").get_by_role("listitem")).to_have_count(4)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_inspector_shows_both_ways_and_what_is_wrong(visit: Visit, bench, channels: dict[str, str], shot: Shot):
    page = visit("ana/general")
    page.get_by_role("button", name="Inspector").click()

    with pytest.raises(SlackApiError):
        bench.chat_postMessage(channel=channels["general"], text="x", blocks=[{"type": "section"}])

    entry = page.locator(".traffic > li.has-problems").first
    expect(entry).to_contain_text("chat.postMessage")
    entry.locator("summary").click()
    expect(entry.locator(".problem")).to_contain_text("/blocks/0")
    expect(entry.get_by_role("link", name="documentation")).to_have_attribute(
        "href", "https://docs.slack.dev/reference/block-kit/blocks/section-block"
    )
    shot(page, "inspector")


def test_the_inspector_keeps_an_entry_open_while_new_ones_arrive(visit: Visit, bench, channels: dict[str, str]):
    page = visit("ana/general")
    page.get_by_role("button", name="Inspector").click()
    page.locator(".traffic summary").first.click()
    expect(page.locator(".entry-body")).to_be_visible()
    shown = page.locator(".traffic > li").count()

    bench.chat_postMessage(channel=channels["general"], text="one more")

    expect(page.locator(".traffic > li")).not_to_have_count(shown)
    expect(page.locator(".entry-body")).to_be_visible()


def test_the_tour_notices_what_was_done(visit: Visit, bench: WebClient, channels: dict[str, str]):
    card = [actions(a_button("aligned.show"), a_button("aligned.history"))]
    bench.chat_postMessage(channel=channels["random"], text="Triage, finished", blocks=card)
    page = visit("ana/general")
    tour = page.get_by_role("complementary", name="Guided tour")
    tour.get_by_role("button", name="Next").click()
    expect(tour.locator(".tick")).to_have_count(0)

    tour.get_by_role("button", name="Show the summary").click()

    expect(page.locator(".message", has_text="Press")).to_be_visible()
    expect(tour.locator(".tick")).to_be_visible()


def test_every_step_of_the_tour_can_be_reached(visit: Visit):
    page = visit("ana/general")
    tour = page.get_by_role("complementary", name="Guided tour")
    steps = page.evaluate("fetch('/page/tour.json').then((answer) => answer.json())")["steps"]

    for step in steps:
        expect(tour.get_by_role("heading", name=step["title"])).to_be_visible()
        tour.get_by_role("button", name="Finish" if step is steps[-1] else "Next").click()

    expect(tour).to_have_count(0)


def test_the_tour_is_not_offered_for_another_app(browser: Browser):
    with running_sandbox(PARROT) as elsewhere:
        page = browser.new_page()
        page.goto(elsewhere.url)
        page.locator(".conversation").first.wait_for()

        expect(page.get_by_role("button", name="Inspector")).to_be_visible()
        expect(page.get_by_role("button", name="Tour")).to_have_count(0)
        expect(page.get_by_role("complementary", name="Guided tour")).to_have_count(0)
        page.close()


def test_dark_and_light_are_a_choice_that_is_remembered(visit: Visit):
    page = visit("ana/general", color_scheme="light")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
