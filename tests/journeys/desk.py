"""Somebody at the page: what they click is found by the ids of actions and questions, not by wording."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from bot.slack.ids import ActionId
from bot.slack.presses import Press
from sandbox.blocks import interactive_elements
from sandbox.client import PersonClient
from sandbox.seen import SeenMessage

ARTIFACTS = Path(__file__).parents[2] / "artifacts" / "journeys"
LAPTOP = {"width": 1360, "height": 860}
PATIENCE_MS = 15_000


class Desk:
    """One person's browser."""

    def __init__(self, browser: Browser, url: str, person: PersonClient, place: str = "") -> None:
        self.person = person
        self.url = url
        self.page: Page = browser.new_context(viewport=LAPTOP, color_scheme="light").new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.goes_to(place)

    @property
    def form(self) -> Locator:
        """The form on top."""
        return self.page.locator(".modal")

    @property
    def thread(self) -> Locator:
        """The thread that is open."""
        return self.page.locator(".thread")

    def goes_to(self, place: str) -> None:
        """Open a place, such as `claims-ai`."""
        self.page.goto("about:blank")  # another fragment alone would not load the page anew
        self.page.goto(f"{self.url}/#{self.person.described['handle']}/{place}")
        self.page.locator(".conversation").first.wait_for()

    def opens_messages_of_the_app(self) -> None:
        """Open the conversation with the app."""
        self.page.locator(".sidebar").get_by_role("button", name="Aligned").click()

    def writes(self, text: str) -> None:
        """Write into the conversation."""
        self._sends(self.page.locator(".conversation .composer textarea"), text)

    def replies(self, text: str) -> None:
        """Write into the thread."""
        self._sends(self.thread.locator(".composer textarea"), text)

    def row(self, message: SeenMessage) -> Locator:
        """Find a message in the conversation."""
        return self.page.locator(f'.conversation [data-ts="{message.ts}"]')

    def opens_thread(self, message: SeenMessage) -> None:
        """Open the thread below a message."""
        self.row(message).locator(".thread-line").click()
        expect(self.thread).to_be_visible()

    def presses(self, within: Locator, action: ActionId) -> None:
        """Press the newest button with an id."""
        within.locator(f'button[data-action^="{action}"]').last.click()

    def chooses(self, message: SeenMessage, action: ActionId, is_meant: Callable[[Press], bool]) -> None:
        """Choose in a menu of a message; how far a part is, in brackets, may change until then."""
        label, _, _ = label_of(message, action, is_meant).partition(" (")
        name = re.compile(rf"^{re.escape(label)}( \(|$)")
        self.row(message).locator(f'[data-action^="{action}"]').last.click()
        self.page.get_by_role("option", name=name).or_(self.page.get_by_role("menuitem", name=name)).first.click()

    def field(self, block: str) -> Locator:
        """Find the input of a question in the form."""
        return self.form.locator(f'[data-input="{block}"]').locator("input, textarea").first

    def asks(self, block: str) -> bool:
        """Tell whether the form has this question."""
        return self.field(block).count() > 0

    def fills_in(self, values: Mapping[str, str]) -> None:
        """Fill in fields of the form."""
        for block, value in values.items():
            self.field(block).fill(value)

    def picks(self, block: str, name: str) -> None:
        """Choose from a menu in the form by typing."""
        field = self.form.locator(f'[data-input="{block}"]').get_by_role("combobox")
        field.click()
        field.fill(name)
        self.page.get_by_role("option", name=name).first.click()

    def ticks(self, block: str, *values: str) -> None:
        """Tick these boxes of the form, and no others."""
        boxes = self.form.locator(f'[data-input="{block}"] input')
        for value in boxes.evaluate_all("boxes => boxes.map((box) => box.value)"):
            boxes.and_(self.page.locator(f'[value="{value}"]')).set_checked(value in values)

    def submits(self) -> None:
        """Submit the form and see it go."""
        self.form.locator("button[type=submit]").click()
        expect(self.form).to_have_count(0)

    def travels(self, journey: str) -> None:
        """Move the clock."""
        self.page.locator(".top-button.clock").click()
        self.page.get_by_role("button", name=journey).click()

    def keeps(self, name: str) -> None:
        """Keep a picture among the artifacts of the run."""
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        self.page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))")
        self.page.screenshot(path=ARTIFACTS / f"{name}.png")

    def leaves(self) -> None:
        """Close the browser, keeping a last picture; the page's own code must have gone without an error."""
        self.keeps(f"last-{self.person.described['handle']}")
        self.page.context.close()
        assert [] == self.errors

    def _sends(self, field: Locator, text: str) -> None:
        field.fill(text)
        field.press("Enter")
        expect(field).to_have_value("")


def label_of(message: SeenMessage, action: ActionId, is_meant: Callable[[Press], bool]) -> str:
    """Return what people read for an entry of a menu."""
    for _, element in interactive_elements(message.blocks):
        if action.pattern.match(str(element.get("action_id"))):
            for option in element.get("options") or ():
                if is_meant(Press.decode(option["value"])):
                    return str(option["text"]["text"])
    raise AssertionError(f"{action} does not offer what is looked for")
