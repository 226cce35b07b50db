"""Take the pictures of the README from the running demo: ``python docs/images/take.py``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from bot import logs
from bot.demo import Demo, running_demo
from bot.slack.forms.reading import VALUE
from bot.slack.ids import ActionId
from sandbox.client import PersonClient
from sandbox.clock import SettableClock
from sandbox.seen import Outcome, SeenMessage
from tests.browser import chromium

HERE = Path(__file__).parent
MANIFEST = HERE.parents[1] / "manifest.yml"
LAPTOP = {"width": 1360, "height": 860}
WITHOUT_TOUR = """sessionStorage.setItem("aligned-sandbox-tour", '{"isClosed": true}')"""
PATIENCE = 20.0
SATURDAY = 5


def main() -> None:
    """Play the beginning of the story, then photograph it."""
    logs.configure("ERROR", "text")
    with running_demo(MANIFEST, port=0, clock=SettableClock()) as demo, laptop() as page:
        shoot = Shoot(demo, page)
        shoot.thread()
        shoot.side_by_side()


@contextmanager
def laptop() -> Iterator[Page]:
    """Open an empty page as large as a laptop's screen, in light colours."""
    with chromium() as browser:
        page = browser.new_page(viewport=LAPTOP, color_scheme="light")
        page.add_init_script(WITHOUT_TOUR)
        yield page


class Shoot:
    """Ana starts an alignment for which Bob is accountable; both are photographed at the page."""

    def __init__(self, demo: Demo, page: Page) -> None:
        self._page = page
        self._url = demo.sandbox.url
        self._story = demo.story.story
        self._client = demo.sandbox.client
        self._ana, self._bob = self._client.person("ana"), self._client.person("bob")

    def thread(self) -> None:
        """Photograph the card and its thread after a vague and a concrete answer."""
        key = "success_criteria.metric"
        self._start()
        vague = self._reply(self._ana, f"2. {self._story.vague[key]}")
        self._reply(self._ana, self._story.answers[key])
        self._take("thread", f"ana/{self._story.channel}/{self._card.ts}", top=vague)

    def side_by_side(self) -> None:
        """Photograph the card beside the reminder of the next working morning."""
        asked = self._waited(self._bob, ActionId.ACCEPT)
        done(self._bob.presses(asked, ActionId.ACCEPT))
        self._client.clock.set(next_working_morning(self._client.clock.now(), self._bob))
        reminder = self._waited(self._bob, ActionId.PROMISE)
        self._take("side-by-side", f"ana/{self._story.channel}|bob/{self._conversation_of(reminder)}", top=reminder)

    @property
    def _card(self) -> SeenMessage:
        return self._ana.sees(self._story.channel)[0]

    def _start(self) -> None:
        done(self._ana.types(f"/aligned {self._story.title}", channel=self._story.channel))
        form = self._ana.waits_for_modal(timeout=PATIENCE)
        done(form.submit({"accountable": {VALUE: self._bob.id}}))
        self._client.wait_until(lambda: self._ana.sees(self._story.channel), PATIENCE)
        self._client.wait_until(lambda: len(self._replies()) > 0, PATIENCE)

    def _reply(self, person: PersonClient, text: str) -> SeenMessage:
        before = len(self._replies())
        said = person.replies(self._card, text)
        self._client.wait_until(lambda: len(self._replies()) > before + 1, PATIENCE)
        return said

    def _replies(self) -> list[SeenMessage]:
        return self._ana.thread(self._story.channel, self._card.ts)[1:]

    def _waited(self, person: PersonClient, action: ActionId) -> SeenMessage:
        found = self._client.wait_until(
            lambda: [message for message in person.dm().from_app() if action in message.action_ids], PATIENCE
        )
        return found[-1]

    def _conversation_of(self, message: SeenMessage) -> str:
        """Return the id of Bob's conversation with the app."""
        found = [each for each in self._bob.conversations() if each["latest"] == message.ts]
        return str(found[0]["id"])

    def _take(self, name: str, place: str, *, top: SeenMessage) -> None:
        self._page.goto(f"{self._url}/#{place}")
        self._page.reload()
        row = self._page.locator(f'[data-ts="{top.ts}"]').last
        row.wait_for()
        self._page.evaluate("Promise.all([document.fonts.ready, new Promise((done) => setTimeout(done, 800))])")
        row.evaluate("row => row.scrollIntoView({ block: 'start', behavior: 'instant' })")
        self._page.screenshot(path=HERE / f"{name}.png")


def done(outcome: Outcome) -> None:
    """Stop where the app did not do its part."""
    if not outcome.ok:
        raise SystemExit(f"the demo cannot be photographed: {outcome}")


def next_working_morning(now: datetime, person: PersonClient) -> datetime:
    """Return ten o'clock on somebody's next working day, when reminders have come."""
    day = now.astimezone(ZoneInfo(person.described["tz"])) + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


if __name__ == "__main__":
    main()
