"""Slack's notation in what people typed is undone for readers, and nobody is called by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.mrkdwn import escape
from bot.slack.readable import as_typed, readable, unescaped
from sandbox.checks import find_mentions


def name_of(person: str) -> str:
    """Know one person."""
    return {"U0ANA": "Ana Ortiz"}.get(person, person)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ask <@U0ANA>", "Ask @Ana Ortiz"),
        ("Ask <@U0ANA|ana>", "Ask @Ana Ortiz"),
        ("Ask <@U9>", "Ask @U9"),
        ("In <#C1|refunds>", "In #refunds"),
        ("In <#C1>", "In #C1"),
        ("<!here> look", "@here look"),
        ("<!subteam^S1|@legal>", "@@legal"),
        ("<!subteam^S1>", "@subteam"),
        ("See <https://example.org/a|the page>", "See the page"),
        ("See <https://example.org/a>", "See https://example.org/a"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("List<string> and a<b", "List<string> and a<b"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_notation_is_undone(typed: str, expected: str) -> None:
    assert readable(typed, name_of) == expected


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("show <@U0ANA|ana>", "show @ana"),
        ("show <@U0ANA>", "show @U0ANA"),
        ("show R&amp;D in <#C1|refunds>", "show R&D in #refunds"),
        ("show <http://example.org|example.org>", "show example.org"),
    ],
)
def test_what_was_typed_is_told_again_as_it_was_typed(written: str, typed: str) -> None:
    assert typed == as_typed(written)


def test_an_editable_text_keeps_its_mentions() -> None:
    assert unescaped("<@U0ANA> &amp; a &lt; b") == "<@U0ANA> & a < b"


@given(st.text(alphabet="<>@#!|&;abU0ANAhere:/.ltgmp ", max_size=60))
def test_nothing_that_was_typed_survives_as_a_token(typed: str) -> None:
    shown = escape(readable(typed, name_of))

    block = {"type": "section", "text": {"type": "mrkdwn", "text": shown, "verbatim": True}}
    assert find_mentions({"blocks": [block]}) == []
