"""One workspace with the bench app per test module, and a browser for the whole run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from slack_sdk import WebClient

from sandbox.limits import Strictness
from sandbox.running import RunningSandbox, running_sandbox
from tests.sandbox.conftest import ACK_SECONDS
from tests.sandbox.page import page_bench

MANIFEST = Path(__file__).parent.parent / "manifests" / "bench.yml"
ARTIFACTS = Path(__file__).parents[3] / "artifacts" / "page"

Visit = Callable[..., Page]
Preparation = Callable[[Page], None]


def leave_alone(page: Page) -> None:
    """Prepare nothing."""


@pytest.fixture(scope="module")
def running() -> Iterator[RunningSandbox]:
    """A workspace without rate limits."""
    with running_sandbox(MANIFEST, strictness=Strictness.OFF, ack_seconds=ACK_SECONDS) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def people_ids(running: RunningSandbox) -> dict[str, str]:
    """Ids by handle."""
    return {person.handle: person.id for person in running.sandbox.workspace.people.values()}


@pytest.fixture(scope="module")
def channels(running: RunningSandbox) -> dict[str, str]:
    """Conversation ids by name."""
    return {each.name: each.id for each in running.sandbox.workspace.conversations.values()}


@pytest.fixture(scope="module")
def bench(running: RunningSandbox, people_ids: dict[str, str]) -> Iterator[WebClient]:
    """The connected bench app; yields its client for posting."""
    app = page_bench.bench_app(running.bot_token, running.api_url, people_ids)
    with page_bench.connected(app, running):
        running.client.wait_for_connections()
        running.client.person("ana").invites(running.sandbox.installation.bot_user.id, channel="#random")
        yield WebClient(running.bot_token, base_url=running.api_url, retry_handlers=[])


@pytest.fixture(scope="module")
def card(bench: WebClient, people_ids: dict[str, str], channels: dict[str, str]) -> str:
    """The ts of a status card with one question in its thread."""
    return page_bench.story(bench, people_ids, channels)


@pytest.fixture
def visit(browser: Browser, running: RunningSandbox) -> Iterator[Visit]:
    """Open the page at a place, such as `ana/ai-initiative`; fails on errors in the page's own code."""
    contexts = []
    errors: list[str] = []

    def open_page(
        place: str = "", *, width: int = 1440, height: int = 900, before: Preparation = leave_alone, **options: str
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        before(page)
        page.goto(f"{running.url}/#{place}")
        page.locator(".conversation").first.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    put_forms_away(running)
    assert [] == errors


def put_forms_away(running: RunningSandbox) -> None:
    """Close every modal a test left open."""
    for person in running.sandbox.workspace.people.values():
        while modal := running.client.person(person.id).modal():
            running.client.person(person.id).closes(modal.id, clear=True)


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Keep a screenshot among the artifacts of the run."""

    def keep(page: Page, name: str) -> None:
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}.png")

    return keep
