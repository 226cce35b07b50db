"""Markup of our own works; markup in what people typed is shown, not obeyed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.mrkdwn import (
    Mrkdwn,
    channel,
    escape,
    isolated,
    link,
    mention,
    moment,
    quote,
    split_mrkdwn,
    truncated_mrkdwn,
)
from bot.slack.text import END_ISOLATE, ISOLATE, length
from sandbox.checks import find_in_mrkdwn

HOSTILE = [
    "<!channel>",
    "<!here|here>",
    "<@U012AB3CD>",
    "<!subteam^S012AB3CD>",
    "<#C012AB3CD>",
    "<https://evil.example|Approve>",
    "<!cha\u0000nnel>",
    "&lt;!everyone&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_markup_makes_nothing_live(text: str) -> None:
    assert find_in_mrkdwn(escape(text), automatic=False) == []


@given(st.text(st.characters(codec=None)))
def test_no_text_at_all_makes_anything_live(text: str) -> None:
    assert find_in_mrkdwn(escape(text), automatic=False) == []


def test_exactly_the_three_signs_of_markup_are_escaped() -> None:
    assert escape('B\'s <b> & "c"') == 'B\'s &lt;b&gt; &amp; "c"'


def test_our_own_markup_is_not_escaped_again() -> None:
    assert escape(mention("U012AB3CD")) == "<@U012AB3CD>"


def test_nothing_is_said_for_nothing() -> None:
    assert escape(None) == ""


def test_a_mention_tells_the_person() -> None:
    assert find_in_mrkdwn(mention("U012AB3CD"), automatic=False) == ["<@U012AB3CD>"]


@pytest.mark.parametrize("person", ["", "everyone", "!channel", "U1|<!here>", "U1>"])
def test_what_is_no_account_is_not_mentioned(person: str) -> None:
    assert find_in_mrkdwn(mention(person), automatic=False) == []


def test_a_channel_is_named_by_its_id() -> None:
    assert channel("C012AB3CD") == "<#C012AB3CD>"
    assert channel("<#C1>") == "&lt;#C1&gt;"


def test_an_instant_is_shown_in_the_readers_zone_with_a_fallback() -> None:
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)

    written = moment(at)

    assert written == "<!date^1772528400^{date_short_pretty} {time}|2026-03-03 09:00 UTC>"


def test_a_link_shows_a_label_and_cannot_be_broken_out_of() -> None:
    assert link("https://example.com/a?b=1&c=2", "a | b >") == "<https://example.com/a?b=1&amp;c=2|a ¦ b &gt;>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.com/a b", "https://e.com|x>", ""])
def test_what_is_no_web_address_is_not_linked(url: str) -> None:
    assert link(url, "label") == "label"


@pytest.mark.parametrize("words", ["שלום <b>", "مرحبا <b>"])
def test_words_that_run_the_other_way_are_isolated_from_ours(words: str) -> None:
    assert f"{ISOLATE}{escape(words)}{END_ISOLATE}" == isolated(words)


def test_words_that_run_as_ours_do_are_copied_without_a_mark_of_ours() -> None:
    assert isolated("naïve <b> – 92 % 名前") == "naïve &lt;b&gt; – 92 % 名前"


def test_every_line_of_a_quotation_is_marked_and_isolated_on_its_own() -> None:
    assert f">one\n>{ISOLATE}שתיים{END_ISOLATE}" == quote("one\nשתיים")


@pytest.mark.parametrize("limit", range(1, 16))
def test_shortening_never_tears_an_entity_or_a_token(limit: int) -> None:
    text = "a &amp; <@U012AB3CD> b"

    shortened = truncated_mrkdwn(text, limit)

    assert shortened.removesuffix("…") in {"", "a", "a ", "a &amp;", "a &amp; "}


@given(
    st.lists(st.sampled_from(["word", " ", "\n", "&amp;", "<@U012AB3CD>", "👨‍👩‍👧‍👦", "x" * 30])), st.integers(20, 60)
)
def test_pieces_of_a_split_fit_and_lose_no_word(parts: list[str], limit: int) -> None:
    text = "".join(parts)

    pieces = split_mrkdwn(text, limit)

    assert all(length(piece) <= limit for piece in pieces)
    assert "".join(text.split()) == "".join("".join(pieces).split())


def test_a_split_prefers_the_end_of_a_line() -> None:
    assert split_mrkdwn("one two three\nfour", 15) == ["one two three", "four"]


def test_markup_stays_markup_through_a_template() -> None:
    assert isinstance(escape("x"), Mrkdwn)
