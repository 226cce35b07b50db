"""What becomes live after Slack has parsed a payload."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.checks import escape, find_in_mrkdwn, find_mentions
from tests.sandbox.checks.check_payloads import message, mrkdwn, plain, rich_text, section

TOKENS = [
    ("<@U123> please", ["<@U123>"]),
    ("<@U123|ana> please", ["<@U123>"]),
    ("<!channel> <!here> <!everyone>", ["<!channel>", "<!here>", "<!everyone>"]),
    ("<!subteam^S1|@team>", ["<!subteam^S1>"]),
    ("in <#C1|general>", ["<#C1>"]),
    ("<https://evil.example|Approve>", ["https://evil.example"]),
    ("<mailto:a@b.example|write>", ["mailto:a@b.example"]),
    ("due <!date^1800000000^{date}|soon>", []),
    ("&lt;!channel&gt; is only text", []),
]


@pytest.mark.parametrize(("text", "live"), TOKENS)
def test_a_formatting_sequence_is_live_even_verbatim(text: str, live: list[str]) -> None:
    payload = message({"type": "section", "text": mrkdwn(text, verbatim=True)}, text="")

    assert live == find_mentions(payload)


BARE = [
    ("@here now", ["@here"]),
    ("ask @channel.", ["@channel"]),
    ("see #general!", ["#general"]),
    ("see https://a.example/x).", ["https://a.example/x"]),
    ("see www.a.example", ["www.a.example"]),
    ("go to evil.com/login", ["evil.com/login"]),
    ("write ana@corp.example", ["ana@corp.example"]),
    ("10% of items#3 at 9:00", []),
    ("C# and F# are languages", []),
]


@pytest.mark.parametrize(("text", "live"), BARE)
def test_bare_words_are_live_in_mrkdwn_that_is_not_verbatim(text: str, live: list[str]) -> None:
    assert live == find_mentions(message(section(text), text=""))


@pytest.mark.parametrize("text", [text for text, _ in BARE])
def test_verbatim_leaves_bare_words_alone(text: str) -> None:
    payload = message({"type": "section", "text": mrkdwn(text, verbatim=True)}, text="")

    assert [] == find_mentions(payload)


def test_plain_text_is_never_parsed() -> None:
    payload = message({"type": "section", "text": plain("<!channel> @here https://a.example")}, text="")

    assert [] == find_mentions(payload)


def test_top_level_text_links_addresses_but_no_names_unless_asked() -> None:
    payload = {"text": "@here #general https://a.example @ana"}

    assert ["https://a.example"] == find_mentions(payload)
    assert [] == find_mentions({**payload, "parse": "none"})
    assert {"@here", "#general", "@ana", "https://a.example"} == set(find_mentions({**payload, "parse": "full"}))
    assert "@ana" in find_mentions({**payload, "link_names": True})


def test_text_without_mrkdwn_is_not_parsed() -> None:
    assert [] == find_mentions({"text": "<!channel>", "mrkdwn": False})


def test_rich_text_calls_people_by_structure() -> None:
    block = rich_text(
        {"type": "user", "user_id": "U1"},
        {"type": "broadcast", "range": "here"},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "channel", "channel_id": "C1"},
        {"type": "link", "url": "https://a.example"},
        {"type": "text", "text": "<!channel> @here"},
    )

    live = find_mentions(message(block, text=""))

    assert ["<@U1>", "<!here>", "<!subteam^S1>", "<#C1>", "https://a.example"] == live


def test_markdown_blocks_and_attachments_are_looked_into() -> None:
    payload = message(
        {"type": "markdown", "text": "<!here>"},
        text="",
        attachments=[{"pretext": "<@U9>", "blocks": [section("<@U8>")]}],
    )

    assert ["<!here>", "<@U9>", "<@U8>"] == find_mentions(payload)


@given(st.text())
def test_escaped_text_is_never_live_where_nothing_is_parsed_automatically(text: str) -> None:
    live = find_in_mrkdwn(escape(text), automatic=False)

    assert [] == live


@given(st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["type", "text", "blocks", "elements", "attachments", "url", "user_id"]), inner)))  # fmt: skip
def test_any_json_can_be_searched(payload: Any) -> None:
    assert all(isinstance(live, str) for live in find_mentions(payload))
