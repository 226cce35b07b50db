"""The app goes away and comes back; the page loses the sandbox and finds it again."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocketRoute, expect

from sandbox.running import RunningSandbox
from tests.sandbox.page import page_bench
from tests.sandbox.page.conftest import Visit


def test_the_page_says_when_the_app_is_away_and_when_it_is_back(visit: Visit, running: RunningSandbox):
    ids = {person.handle: person.id for person in running.sandbox.workspace.people.values()}
    app = page_bench.bench_app(running.bot_token, running.api_url, ids)
    page = visit("ana/general")
    away = page.get_by_text("Bench is not connected.")

    with page_bench.connected(app, running):
        expect(away).to_have_count(0)
    expect(away).to_be_visible()
    with page_bench.connected(app, running):
        expect(away).to_have_count(0)


class FlakyWire:
    """Stands between page and sandbox, and hangs up when it is told to."""

    def __init__(self) -> None:
        self.is_cut = False
        self._open: list[WebSocketRoute] = []

    def stand_between(self, page: Page) -> None:
        """Take every live connection of a page through here."""
        page.route_web_socket("**/control/live*", self._take)

    def _take(self, wire: WebSocketRoute) -> None:
        if self.is_cut:
            wire.close()
            return
        self._open.append(wire)
        wire.connect_to_server()

    def cut(self) -> None:
        """Hang up and refuse new connections."""
        self.is_cut = True
        for wire in self._open:
            wire.close()


def test_a_lost_connection_is_told_and_what_was_missed_is_caught_up(visit: Visit, running: RunningSandbox):
    wire = FlakyWire()
    page = visit("ana/random", before=wire.stand_between)
    expect(page.locator(".conversation-head h2")).to_have_text("random")
    page.locator(".conversation textarea").fill("half a sentence")

    wire.cut()
    expect(page.get_by_text("Lost touch with the sandbox")).to_be_visible()
    running.client.person("bob").says("while you were away", channel="#random")
    wire.is_cut = False

    expect(page.get_by_text("while you were away")).to_be_visible()
    expect(page.get_by_text("Lost touch with the sandbox")).to_have_count(0)
    expect(page.locator(".conversation textarea")).to_have_value("half a sentence")
