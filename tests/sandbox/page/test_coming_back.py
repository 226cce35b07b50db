"""Going elsewhere and coming back: drafts, the browser's own way back, a sandbox that was started anew."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from sandbox.running import running_sandbox
from tests.sandbox.page.conftest import MANIFEST, Visit


def composer(page: Page) -> Locator:
    """The message box of the conversation on show."""
    return page.locator(".conversation .composer textarea")


def go_to(page: Page, name: str) -> None:
    """Choose a conversation in the sidebar."""
    page.locator(".sidebar").get_by_role("button", name=name).click()
    expect(page.locator(".conversation-head h2").first).to_have_text(name)


def test_what_somebody_was_typing_is_there_when_they_come_back(visit: Visit, card: str):
    page = visit("ana/ai-initiative")
    composer(page).fill("half a thought")
    page.locator(f'[data-ts="{card}"] .thread-line').click()
    page.get_by_label("Reply…").fill("one line\nof two")

    go_to(page, "random")
    expect(composer(page)).to_have_value("")
    go_to(page, "ai-initiative")
    page.locator(f'[data-ts="{card}"] .thread-line').click()
    expect(composer(page).first).to_have_value("half a thought")
    expect(page.get_by_label("Reply…")).to_have_value("one line\nof two")
    page.reload()

    expect(composer(page).first).to_have_value("half a thought")
    expect(page.get_by_label("Reply…")).to_have_value("one line\nof two")


def test_what_was_sent_is_no_draft_any_more(visit: Visit):
    page = visit("ana/random")
    composer(page).fill("all of it")
    composer(page).press("Enter")
    expect(page.locator(".message", has_text="all of it")).to_be_visible()

    page.reload()

    expect(page.locator(".message", has_text="all of it")).to_be_visible()
    expect(composer(page)).to_have_value("")


def test_one_person_finds_no_drafts_of_another(visit: Visit):
    page = visit("ana/random")
    composer(page).fill("what Ana thinks")

    page.get_by_role("button", name="Acting as Ana Silva").click()
    page.get_by_role("menuitemradio", name="Bob Okafor").click()

    expect(page.get_by_role("region", name="Seat of Bob Okafor")).to_be_visible()
    expect(composer(page)).to_have_value("")


def test_back_and_forward_lead_through_the_places_one_was_at(visit: Visit, card: str):
    page = visit("ana/ai-initiative")
    page.locator(f'[data-ts="{card}"] .thread-line').click()
    expect(page.locator(".thread .message").first).to_be_visible()
    go_to(page, "random")

    page.go_back()
    expect(page.locator(".conversation-head h2").first).to_have_text("ai-initiative")
    expect(page.locator(".thread .message").first).to_be_visible()
    page.go_back()
    expect(page.locator(".thread")).to_have_count(0)
    expect(page.locator(".conversation-head h2").first).to_have_text("ai-initiative")
    page.go_forward()
    expect(page.locator(".thread .message").first).to_be_visible()
    page.go_forward()

    expect(page.locator(".conversation-head h2").first).to_have_text("random")


def test_back_leads_to_whoever_sat_here_before(visit: Visit):
    page = visit("ana/random")
    page.get_by_role("button", name="Acting as Ana Silva").click()
    page.get_by_role("menuitemradio", name="Bob Okafor").click()
    expect(page.get_by_role("region", name="Seat of Bob Okafor")).to_be_visible()
    page.get_by_role("button", name="Side by side").click()
    expect(page.locator(".seat")).to_have_count(2)

    page.go_back()
    expect(page.locator(".seat")).to_have_count(1)
    expect(page.get_by_role("region", name="Seat of Bob Okafor")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("region", name="Seat of Ana Silva")).to_be_visible()
    expect(page.locator(".seat")).to_have_count(1)


def test_an_address_that_is_put_in_place_of_another_seats_everybody_it_names(visit: Visit):
    page = visit("ana/random")

    page.goto(f"{page.url.partition('#')[0]}#chen/general|dana/random")
    page.reload()

    expect(page.get_by_role("region", name="Seat of Chen Wei")).to_be_visible()
    expect(page.get_by_role("region", name="Seat of Dana Novak")).to_be_visible()
    expect(page.locator(".seat")).to_have_count(2)


def test_an_address_with_a_slip_of_the_pen_opens_the_page_all_the_same(visit: Visit):
    page = visit("ana/%")

    expect(page.get_by_role("region", name="Seat of Ana Silva")).to_be_visible()


def test_a_thread_that_is_gone_is_not_left_open_and_empty(visit: Visit):
    page = visit("ana/random/1.000001")

    expect(page.locator(".toast.problem")).to_be_visible()
    expect(page.locator(".thread")).to_have_count(0)


def test_a_page_that_finds_another_sandbox_at_its_address_shows_that_one(browser: Browser):
    context = browser.new_context()
    page = context.new_page()
    with running_sandbox(MANIFEST) as first:
        port = int(first.url.rpartition(":")[2])
        first.client.person("ana").says("of a former life", channel="#random")
        page.goto(f"{first.url}/#ana/random")
        expect(page.locator(".message", has_text="of a former life")).to_be_visible()
        composer(page).fill("still in my head")
    for _ in range(2):
        composer(page).press("Enter")
        expect(composer(page)).to_have_value("still in my head")
    expect(page.get_by_text("Lost touch with the sandbox")).to_be_visible()
    expect(page.get_by_text("The sandbox does not answer. Is it still running in its terminal?")).to_be_visible()
    expect(composer(page)).to_have_value("still in my head")

    with running_sandbox(MANIFEST, port=port) as second:
        assert first.url == second.url
        expect(page.get_by_text("The sandbox was started anew: this is a new workspace.")).to_be_visible(timeout=15_000)

        expect(page.locator(".conversation-head h2")).to_have_text("random")
        expect(page.locator(".message")).to_have_count(0)
        expect(composer(page)).to_have_value("still in my head")
    context.close()
