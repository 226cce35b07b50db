"""Print how the sandbox's page bears a thousand messages in one channel: ``python -m benchmarks.page``.

An app posts a thousand messages, every tenth of them a card, while somebody looks at the channel.
Then they scroll from one end to the other and type. Finally the channel is opened afresh.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from playwright.sync_api import Page
from rich.console import Console
from rich.table import Table
from slack_sdk import WebClient

from sandbox.limits import Strictness
from sandbox.running import RunningSandbox, running_sandbox
from tests.browser import chromium

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
LAPTOP = {"width": 1360, "height": 860}
ROWS = ".conversation .timeline-list .message"
PATIENCE_MS = 120_000

SCROLL = """async () => {
  const timeline = document.querySelector(".conversation .timeline");
  const stamps = [];
  const frame = () => new Promise(requestAnimationFrame);
  const go = (top) => timeline.scrollTo({ top, behavior: "instant" });
  go(0);
  for (let waited = 0; waited < 10; waited += 1) await frame();
  while (timeline.scrollTop + timeline.clientHeight < timeline.scrollHeight - 2 && stamps.length < 2000) {
    go(timeline.scrollTop + 240);
    stamps.push(await frame());
  }
  return stamps;
}"""
TYPE = """() => {
  const field = document.querySelector(".conversation .composer textarea");
  field.focus();
  return [..."What does this decide, and for whom? ".repeat(4)].map((letter) => {
    const started = performance.now();
    document.execCommand("insertText", false, letter);
    field.offsetHeight;
    return performance.now() - started;
  });
}"""


def main(count: Annotated[int, typer.Option(help="How many messages.")] = 1000) -> None:
    """Measure and print."""
    with channel_and_page() as (running, web, page):
        channel = running.client.channel_id("#general")
        figures = {
            "all shown after the first of them was posted": watch_posts(web, page, channel, count),
            **quantiles("frame while scrolling", [b - a for a, b in pairwise(page.evaluate(SCROLL))]),
            **quantiles("keystroke", page.evaluate(TYPE)),
            "channel opened afresh": reopen(page),
            "memory of the page": f"{page.evaluate('performance.memory.usedJSHeapSize') / 1e6:.0f} MB",
        }
    table = Table(f"with {count} messages in the channel", "")
    for name, figure in figures.items():
        table.add_row(name, figure)
    Console().print(table)


@contextmanager
def channel_and_page() -> Iterator[tuple[RunningSandbox, WebClient, Page]]:
    """Open a channel in front of Ana, in a workspace without rate limits."""
    with (
        running_sandbox(MANIFEST, strictness=Strictness.OFF) as running,
        chromium("--enable-precise-memory-info") as browser,
    ):
        page = browser.new_page(viewport=LAPTOP)
        page.goto(f"{running.url}/#ana/general")
        page.locator(".conversation").first.wait_for()
        yield running, WebClient(running.bot_token, base_url=running.api_url), page


def watch_posts(web: WebClient, page: Page, channel: str, count: int) -> str:
    """Post everything, and wait until the page shows it."""
    started = time.perf_counter()
    for number in range(count):
        web.chat_postMessage(channel=channel, text=f"Message {number}", blocks=blocks(number))
    posted = time.perf_counter() - started
    page.wait_for_function(
        "([rows, count]) => document.querySelectorAll(rows).length >= count", arg=[ROWS, count], timeout=PATIENCE_MS
    )
    return f"{time.perf_counter() - started:.2f} s, of which posting took {posted:.2f} s"


def reopen(page: Page) -> str:
    """Load the page again and wait for the messages."""
    started = time.perf_counter()
    page.reload()
    page.locator(ROWS).last.wait_for()
    return f"{(time.perf_counter() - started) * 1000:.0f} ms"


def blocks(number: int) -> list[dict[str, Any]]:
    """Build one message: text with a mention and a link, or a card with buttons."""
    text = f"Message *{number}*: the claim goes to _manual sorting_, see <https://example.com/{number}|the rule>"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    if number % 10:
        return [section]
    states = [{"type": "mrkdwn", "text": f"*Part {part}* :white_check_mark:\nExecutable"} for part in range(6)]
    button = {"type": "button", "action_id": "answer", "text": {"type": "plain_text", "text": "Answer in a form"}}
    return [section, {"type": "section", "fields": states}, {"type": "actions", "elements": [button]}]


def quantiles(name: str, milliseconds: list[float]) -> dict[str, str]:
    """Name the middle and the slow end of some durations."""
    ordered = sorted(milliseconds)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    return {f"{name}, {share}": f"{ordered[int(at * (len(ordered) - 1))]:.1f} ms" for share, at in shares.items()}


if __name__ == "__main__":
    typer.run(main)
