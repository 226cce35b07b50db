"""The guided tour of the demo, played from its first step to its last in Chromium."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.demo import Demo
from bot.demo.seeding import seed
from bot.slack.ids import ActionId, CallbackId
from sandbox.server import PAGE
from tests.journeys.desk import Desk

MOVES_THE_CLOCK = True
TOUR = json.loads((PAGE / "tour.json").read_text())


@pytest.fixture(scope="module")
def seeded(demo: Demo) -> Demo:
    """The demo with its finished and its fresh alignment."""
    seed(demo.app, demo.story, demo.sandbox.client)
    return demo


@pytest.fixture
def dana(seeded: Demo, browser: Browser) -> Iterator[Desk]:
    """Somebody who takes the tour."""
    desk = Desk(browser, seeded.sandbox.url, seeded.sandbox.client.person("dana"), "claims-ai")
    yield desk
    desk.leaves()


class Visitor:
    """Does what each step of the tour says."""

    def __init__(self, desk: Desk, demo: Demo) -> None:
        self.desk = desk
        self.vague = demo.story.story.vague["success_criteria.metric"]
        self.concrete = demo.story.story.answers["success_criteria.metric"]
        self.tour = desk.page.get_by_role("complementary", name="Guided tour")

    def does(self, step: str) -> None:
        """Do what a step says."""
        if action := getattr(self, step, None):
            action()

    def offered(self, label: str) -> Locator:
        """Find a button of the tour itself."""
        return self.tour.get_by_role("button", name=label)

    def finished(self) -> None:
        """Look at the summary."""
        self.offered("Show the summary").click()

    def fresh(self) -> None:
        """Look at the fresh alignment, and open its thread."""
        self.offered("Show the fresh one").click()
        self.desk.page.locator(".thread-line").click()

    def answer(self) -> None:
        """Answer vaguely in the thread."""
        expect(self.desk.thread.locator(".message")).to_have_count(2)
        self.desk.replies(f"2. {self.vague}")
        expect(self.desk.thread.locator(".message")).to_have_count(4)

    def form(self) -> None:
        """Press the button that opens the form, and answer."""
        self.desk.thread.locator(f'button[data-action^="{ActionId.ANSWER}"]').last.click()
        expect(self.desk.form).to_be_visible()
        self.desk.form.locator("textarea").last.fill(self.concrete)
        self.desk.submits()

    def command(self) -> None:
        """Start another alignment."""
        self.desk.writes("/aligned Refund copilot")
        self.desk.submits()

    def person(self) -> None:
        """Sit side by side."""
        self.offered("Two people side by side").click()

    def clock(self) -> None:
        """Travel to tomorrow."""
        self.offered("Open the clock").click()
        self.desk.page.get_by_role("button", name="Tomorrow 10:00 for Dana").click()

    def inspector(self) -> None:
        """Open the inspector."""
        self.offered("Open the inspector").click()

    def home(self) -> None:
        """Open the home tab."""
        self.offered("Open Home").click()


def test_every_step_of_the_tour_is_noticed_when_it_is_done(dana: Desk, seeded: Demo) -> None:
    visitor = Visitor(dana, seeded)

    for step in TOUR["steps"]:
        expect(visitor.tour.get_by_role("heading", name=step["title"])).to_be_visible()
        visitor.does(step["id"])
        expect(visitor.tour.locator(".tick")).to_have_count(1 if "until" in step else 0)
        dana.keeps(f"tour-{step['id']}")
        visitor.offered("Finish" if step is TOUR["steps"][-1] else "Next").click()

    expect(visitor.tour).to_have_count(0)


def test_tomorrow_brings_a_reminder_to_whoever_took_the_tour(dana: Desk, seeded: Demo) -> None:
    client = seeded.sandbox.client

    dana.travels("Tomorrow 10:00 for Dana")

    client.wait_until(lambda: [m for m in client.person("dana").dm().from_app() if ActionId.PROMISE in m.action_ids])
    expect(dana.page.locator(".sidebar").get_by_role("button", name="Aligned, 1 unread")).to_be_visible()


def test_the_tour_names_what_the_app_really_has() -> None:
    named = {name for story in TOUR["stories"].values() for name in story.values()}
    callbacks = {step["until"]["callback"] for step in TOUR["steps"] if "callback" in step.get("until", {})}

    assert named <= set(ActionId)
    assert callbacks <= set(CallbackId)
