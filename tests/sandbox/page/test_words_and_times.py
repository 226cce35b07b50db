"""The page's own reading of mrkdwn, markdown, dates and zones, module by module in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.sandbox.page.conftest import Visit

NOON = "2026-03-03T12:00:00Z"

# https://docs.slack.dev/messaging/formatting-message-text
MRKDWN = [
    ("*bold*", "<strong>bold</strong>"),
    ("_slanted_", "<em>slanted</em>"),
    ("~struck~", "<s>struck</s>"),
    ("`code`", "<code>code</code>"),
    ("*bold _and slanted_*", "<strong>bold <em>and slanted</em></strong>"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("snake_case_name", "snake_case_name"),
    ("a*b*c", "a*b*c"),
    ("* not a list", "* not a list"),
    ("`*not bold*`", "<code>*not bold*</code>"),
    ("**", "**"),
    ("&lt;b&gt; &amp; more", "&lt;b&gt; &amp; more"),
    ("&amp;lt;", "&amp;lt;"),
    ("<b>", "&lt;b&gt;"),
    ("<javascript:alert(1)|press>", "&lt;javascript:alert(1)|press&gt;"),
    ("<!here>", '<span class="mention">@here</span>'),
    ("<!subteam^S1|@crew>", '<span class="mention">@crew</span>'),
    ("<!subteam^S1>", '<span class="mention">@group</span>'),
    ("one\ntwo", "one\ntwo"),
]
MARKDOWN = [
    ("# Title", "h"),
    ("- one\n- two", "ul"),
    ("1. one\n2. two", "ol"),
    ("> said", "blockquote"),
    ("```\ncode\n```", "pre"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "table"),
    ("**bold**", "strong"),
    ("*slanted*", "em"),
    ("~~struck~~", "s, del"),
    ("`code`", "code"),
    ("[page](https://example.com)", 'a[href="https://example.com/"], a[href="https://example.com"]'),
    ("- [x] done", "input, [role=checkbox], li"),
    ("---", "hr"),
]
HARMFUL = [
    "[press](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](data:text/html,hello)",
]
INSTANTS = [
    ("Europe/Lisbon", "2026-01-15", "09:00", "2026-01-15T09:00:00.000Z"),
    ("Europe/Lisbon", "2026-07-15", "09:00", "2026-07-15T08:00:00.000Z"),
    ("America/New_York", "2026-03-04", "10:00", "2026-03-04T15:00:00.000Z"),
    ("America/New_York", "2026-03-09", "10:00", "2026-03-09T14:00:00.000Z"),
    ("Asia/Singapore", "2026-03-04", "09:00", "2026-03-04T01:00:00.000Z"),
    ("Asia/Kolkata", "2026-03-04", "09:00", "2026-03-04T03:30:00.000Z"),
    ("Pacific/Kiritimati", "2026-03-04", "09:00", "2026-03-03T19:00:00.000Z"),
    ("UTC", "2026-12-31", "23:59", "2026-12-31T23:59:00.000Z"),
]
MONDAYS = [
    ("2026-03-01", 1),
    ("2026-03-02", 7),
    ("2026-03-03", 6),
    ("2026-03-06", 3),
    ("2026-03-07", 2),
]
DAYS = [
    ("2026-03-03T01:00:00Z", "Europe/Lisbon", "Today"),
    ("2026-03-02T23:00:00Z", "Europe/Lisbon", "Yesterday"),
    ("2026-03-02T23:00:00Z", "Asia/Singapore", "Today"),
    ("2026-03-04T06:00:00Z", "America/New_York", "Tomorrow"),
    ("2026-02-27T12:00:00Z", "Europe/Lisbon", "Friday 27 February"),
]
# https://docs.slack.dev/messaging/formatting-message-text#date-formatting
DATES = [
    ("{date_num} {time}", "2026-03-03 12:00"),
    ("{date}", "3 March 2026"),
    ("{date_short}", "3 Mar 2026"),
    ("{date_long}", "Tuesday 3 March 2026"),
    ("{date_pretty}", "today"),
    ("{date_short_pretty} at {time}", "today at 12:00"),
    ("{time_secs}", "12:00:00"),
    ("{unknown}", "{unknown}"),
    ("at noon", "at noon"),
]
SPANS = [(0, ""), (59, "+1 min"), (3600, "+1 h"), (90_000, "+1 d 1 h"), (-7200, "−2 h"), (93_784, "+1 d 2 h")]
AGO = [(0, "now"), (-30, "30 seconds ago"), (-120, "2 minutes ago"), (7200, "in 2 hours"), (86_400, "tomorrow")]


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page, whose modules are called one by one."""
    return visit("ana/general")


def call(page: Page, module: str, script: str, *arguments: Any) -> Any:
    """Run a line of script with a module of the page as `m` and arguments as `a`."""
    return page.evaluate(f"async (a) => {{ const m = await import('/page/{module}.js'); return {script}; }}", arguments)


def drawn(page: Page, module: str, function: str, text: str) -> str:
    """Return what a function draws for a text, as HTML."""
    script = f"""
        (await import('/page/dom.js')).append(document.createElement('div'),
            [m.{function}(a[0], {{ directory: {{ person: () => null, conversation: () => null }}, person: {{}} }})])
        .innerHTML
    """
    return str(call(page, module, script.strip(), text))


def test_mrkdwn_is_drawn_as_slack_reads_it(page: Page) -> None:
    expected = dict(MRKDWN)

    actual = {text: drawn(page, "mrkdwn", "drawMrkdwn", text) for text in expected}

    assert {text: inner(html) for text, html in expected.items()} == {
        text: inner(html) for text, html in actual.items()
    }


def inner(html: str) -> str:
    """Leave out the paragraph around a text and how it breaks lines."""
    for wrapper in ("<p>", "</p>", "<div>", "</div>"):
        html = html.replace(wrapper, "")
    return html.replace("<br>", "\n")


def test_every_construct_of_markdown_is_drawn(page: Page) -> None:
    script = """
        (() => {
            const node = document.createElement('div');
            node.append(...[m.drawMarkdown(a[0])].flat(9));
            return node.querySelector(a[1] === 'h' ? 'h1, h2, h3, h4, [role=heading]' : a[1]) !== null;
        })()
    """

    missing = [text for text, selector in MARKDOWN if not call(page, "markdown", script.strip(), text, selector)]

    assert [] == missing


@pytest.mark.parametrize("text", HARMFUL)
def test_nothing_harmful_is_drawn(page: Page, text: str) -> None:
    html = drawn(page, "markdown", "drawMarkdown", text)

    assert "<script" not in html
    assert "<img src" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_a_time_on_a_wall_is_one_instant(page: Page) -> None:
    actual = [call(page, "time", "m.instantAt(a[0], a[1], a[2]).toISOString()", *row[:3]) for row in INSTANTS]

    assert [row[3] for row in INSTANTS] == actual


def test_the_next_monday_is_never_today(page: Page) -> None:
    assert [days for _, days in MONDAYS] == [call(page, "time", "m.daysToMonday(a[0])", date) for date, _ in MONDAYS]


def test_days_are_named_as_their_reader_lives_them(page: Page) -> None:
    script = "m.dayName(a[0], new Date(a[1]), new Date(a[2])).replace(',', '')"

    actual = [call(page, "time", script, zone, moment, NOON) for moment, zone, _ in DAYS]

    assert [name for _, _, name in DAYS] == actual


def test_a_date_token_follows_its_format(page: Page) -> None:
    script = "m.slackDate(a[0], new Date(a[1]) / 1000, 'UTC', new Date(a[1])).replaceAll(',', '')"

    assert [shown for _, shown in DATES] == [call(page, "time", script, template, NOON) for template, _ in DATES]


def test_a_span_is_told_in_its_two_largest_units(page: Page) -> None:
    assert [shown for _, shown in SPANS] == [call(page, "time", "m.span(a[0])", seconds) for seconds, _ in SPANS]


def test_how_long_ago_is_told_in_words(page: Page) -> None:
    script = "m.ago(new Date(Number(new Date(a[1])) + a[0] * 1000), new Date(a[1]))"

    assert [shown for _, shown in AGO] == [call(page, "time", script, seconds, NOON) for seconds, _ in AGO]


@pytest.mark.parametrize("text", ["plain", "*bold* and _more_", "`code`", "two\nlines", "a <https://example.com> link"])
def test_rich_text_is_written_down_as_it_was_typed(page: Page, text: str) -> None:
    again = call(page, "richtext", "m.textOf(m.richTextFrom(a[0]))", text)

    assert again.replace("<", "").replace(">", "") == text.replace("<", "").replace(">", "")
