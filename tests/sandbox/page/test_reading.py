"""What people see in channels, threads and direct messages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from sandbox.running import RunningSandbox
from tests.sandbox.checks.check_payloads import everywhere, section
from tests.sandbox.page.conftest import Visit
from tests.sandbox.page.page_bench import data_table


def test_a_message_of_the_app_is_drawn_with_its_blocks(visit: Visit, card: str):
    page = visit("ana/ai-initiative")

    row = page.locator(f'[data-ts="{card}"]')

    expect(row.get_by_role("heading", name="Triage of support tickets")).to_be_visible()
    expect(row.get_by_role("button", name="Answer in a form")).to_be_visible()
    expect(row.get_by_text("@Bob Okafor")).to_be_visible()


def test_a_date_is_shown_in_the_zone_of_its_reader(visit: Visit, card: str):
    lisbon, singapore = visit("ana/ai-initiative"), visit("chen/ai-initiative")

    expect(lisbon.locator(f'[data-ts="{card}"] .section time')).to_contain_text("09:00")
    expect(singapore.locator(f'[data-ts="{card}"] .section time')).to_contain_text("17:00")


@pytest.mark.parametrize("kind", ["redirection", "permalink"])
def test_a_link_into_the_workspace_opens_the_thread_here(
    visit: Visit, bench: WebClient, channels: dict[str, str], card: str, kind: str
):
    channel = channels["ai-initiative"]
    permalink = bench.chat_getPermalink(channel=channel, message_ts=card)["permalink"]
    redirection = f"https://slack.com/app_redirect?team=T1&amp;channel={channel}&amp;message_ts={card}"
    address = permalink if kind == "permalink" else redirection
    bench.chat_postMessage(channel=channels["general"], text=f"<{address}|Triage>")
    page = visit("ana/general")

    page.get_by_role("link", name="Triage").last.click()

    expect(page.locator(f'.thread [data-ts="{card}"]')).to_be_visible()


def test_a_mention_of_the_reader_stands_out(visit: Visit, card: str):
    page = visit("bob/ai-initiative")

    expect(page.locator(f'[data-ts="{card}"] .mention.is-reader').first).to_have_text("@Bob Okafor")


@pytest.mark.parametrize("name", sorted(set(everywhere()) - {"data_table"}))
def test_every_block_is_drawn(visit: Visit, bench: WebClient, channels: dict[str, str], name: str):
    posted = bench.chat_postMessage(channel=channels["general"], text="x", blocks=[everywhere()[name]])

    page = visit("ana/general")
    block = page.locator(f'[data-ts="{posted["ts"]}"] .content > *').first

    expect(block).to_be_visible()
    expect(page.locator(f'[data-ts="{posted["ts"]}"] .unknown-block')).to_have_count(0)


def test_a_data_table_is_sorted_filtered_and_paged(visit: Visit, bench: WebClient, channels: dict[str, str]):
    posted = bench.chat_postMessage(channel=channels["general"], text="x", blocks=[data_table()])
    table = visit("ana/general").locator(f'[data-ts="{posted["ts"]}"]')

    table.get_by_role("button", name="Gaps").click()
    expect(table.locator("tbody tr").first).to_contain_text("Bob")
    table.get_by_role("button", name="Next").click()
    expect(table.locator("tbody tr")).to_have_text(["Ana3"])
    table.get_by_label("Filter").fill("chen")

    expect(table.locator("tbody tr")).to_have_text(["Chen2"])


def test_a_block_the_page_does_not_know_is_named(visit: Visit, running: RunningSandbox, channels: dict[str, str]):
    said = running.client.person("ana").says("look", channel="#random")
    stored = running.sandbox.workspace.conversations[channels["random"]].find(said.ts)
    stored.blocks = [{"type": "hologram", "block_id": "b"}]

    page = visit("ana/random")

    expect(page.get_by_role("note")).to_contain_text("cannot draw the block hologram")


def test_a_malformed_block_does_not_hide_the_conversation(
    visit: Visit, running: RunningSandbox, channels: dict[str, str]
):
    said = running.client.person("ana").says("look again", channel="#random")
    stored = running.sandbox.workspace.conversations[channels["random"]].find(said.ts)
    stored.blocks = [{"type": "context", "block_id": "b"}]
    running.client.person("ana").says("still here", channel="#random")

    page = visit("ana/random")

    expect(page.get_by_text("still here")).to_be_visible()
    expect(page.locator(f'[data-ts="{said.ts}"]').get_by_role("note")).to_be_visible()


def test_text_of_people_is_never_markup(visit: Visit, running: RunningSandbox):
    running.client.person("bob").says("<img src=x onerror=alert(1)> <b>loud</b>", channel="#random")

    page = visit("ana/random")

    expect(page.get_by_text("<img src=x onerror=alert(1)> <b>loud</b>")).to_be_visible()
    expect(page.locator(".message img[src$='x']")).to_have_count(0)


def test_a_link_that_runs_code_is_only_text(visit: Visit, bench: WebClient, channels: dict[str, str]):
    posted = bench.chat_postMessage(channel=channels["random"], text="<javascript:alert(1)|press me>")

    row = visit("ana/random").locator(f'[data-ts="{posted["ts"]}"]')

    expect(row.locator("a")).to_have_count(0)


def test_a_thread_opens_beside_the_channel_and_takes_replies(visit: Visit, running: RunningSandbox, card: str):
    page = visit("ana/ai-initiative")

    page.locator(f'[data-ts="{card}"] .thread-line').click()
    thread = page.get_by_role("complementary", name="Thread in ai-initiative, Ana Silva")
    thread.get_by_label("Reply…").fill("95% over 30 days")
    thread.get_by_label("Reply…").press("Enter")

    expect(thread.get_by_text("95% over 30 days")).to_be_visible()
    replies = running.client.person("bob").thread("#ai-initiative", card)
    assert "95% over 30 days" == replies[-1].text


def test_an_ephemeral_message_is_seen_by_its_reader_only(visit: Visit, bench: WebClient, channels: dict[str, str],
                                                         people_ids: dict[str, str]):  # fmt: skip
    ana, bob = visit("ana/random"), visit("bob/random")

    bench.chat_postEphemeral(channel=channels["random"], user=people_ids["ana"], text="between us")
    bench.chat_postMessage(channel=channels["random"], text="for all")

    expect(ana.locator(".message", has_text="between us")).to_contain_text("Only visible to you")
    expect(bob.get_by_text("for all")).to_be_visible()
    expect(bob.get_by_text("between us")).to_have_count(0)


def test_unread_messages_are_counted_until_they_are_read(visit: Visit, running: RunningSandbox):
    page = visit("dana/ai-initiative")
    running.client.person("bob").says("news", channel="#random")

    entry = page.locator(".sidebar").get_by_role("button", name="random")
    expect(entry.locator(".count")).to_be_visible()
    entry.click()

    expect(page.get_by_text("news")).to_be_visible()
    expect(entry.locator(".count")).to_have_count(0)


def test_edits_reactions_and_deletions_arrive_while_somebody_watches(
    visit: Visit, running: RunningSandbox, bench: WebClient, channels: dict[str, str]
):
    page = visit("ana/random")
    posted = bench.chat_postMessage(channel=channels["random"], text="first words")
    row = page.locator(f'[data-ts="{posted["ts"]}"]')
    expect(row).to_contain_text("first words")

    bench.chat_update(channel=channels["random"], ts=posted["ts"], text="second words")
    bob = running.client.person("bob")
    bob.reacts(bob.sees("#random")[-1], "eyes")
    expect(row).to_contain_text("second words (edited)")
    expect(row.get_by_role("button", name="eyes, 1")).to_be_visible()
    bench.chat_delete(channel=channels["random"], ts=posted["ts"])

    expect(row).to_have_count(0)


def test_a_file_is_shown_with_its_first_lines(visit: Visit, bench: WebClient, channels: dict[str, str]):
    bench.files_upload_v2(channel=channels["random"], filename="spec.md", content="# Spec\nseven artifacts")

    card = visit("ana/random").locator(".file-card").last

    expect(card).to_contain_text("seven artifacts")
    expect(card.get_by_role("link", name="Download spec.md")).to_be_visible()


def test_the_title_of_a_file_is_told_whole_also_where_there_is_little_room(
    visit: Visit, bench: WebClient, channels: dict[str, str]
):
    title = "Invoice capture, version 1: what goes in and what comes out"
    bench.files_upload_v2(channel=channels["random"], filename="in.json", title=title, content="{}")

    shown = visit("ana/random", width=360).locator(".file-card strong").last

    expect(shown).to_have_text(title)
    assert shown.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_older_messages_come_when_one_scrolls_up(visit: Visit, running: RunningSandbox, channels: dict[str, str]):
    bob = running.client.person("bob")
    for number in range(70):
        bob.says(f"line {number}", channel="#general")
    page = visit("ana/general")
    expect(page.get_by_text("line 69")).to_be_visible()
    assert 0 == page.get_by_text("line 3", exact=True).count()

    page.locator(".timeline").evaluate("node => node.scrollTo(0, 0)")

    expect(page.get_by_text("line 3", exact=True)).to_be_attached()


def test_a_mrkdwn_message_keeps_its_shape(visit: Visit, bench: WebClient, channels: dict[str, str]):
    text = "*bold* _italic_ ~gone~ `code`\n> quoted\n```\nlet x = 1 < 2\n```"
    posted = bench.chat_postMessage(channel=channels["random"], text="x", blocks=[section(text.replace("<", "&lt;"))])

    block = visit("ana/random").locator(f'[data-ts="{posted["ts"]}"] .text')

    expect(block.locator("strong")).to_have_text("bold")
    expect(block.locator("em")).to_have_text("italic")
    expect(block.locator("s")).to_have_text("gone")
    expect(block.locator("blockquote")).to_have_text("quoted")
    expect(block.locator("pre")).to_have_text("let x = 1 < 2")
