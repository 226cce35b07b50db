"""The Slack adapter wired to a sandbox over loopback, with a stage that says what a test wants said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.effects import Effect, OpenForm, PostCard, UploadSpec
from bot.slack.courier import Courier
from bot.slack.directory import SlackDirectory
from bot.slack.message import Message, SpecFile
from bot.slack.rates import Rates
from bot.slack.web import Web
from sandbox.running import RunningSandbox
from sandbox.seen import SeenMessage
from tests.builders import a_delivery, an_alignment
from tests.fakes import InMemoryDatabase

CALL_TIMEOUT = timedelta(seconds=1)


def a_section(text: str) -> dict[str, Any]:
    """Return a section of markup."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def a_modal(title: str = "Start") -> dict[str, Any]:
    """Return a modal that says one thing."""
    return {"type": "modal", "title": {"type": "plain_text", "text": title}, "blocks": [a_section("hello")]}


HELLO = Message(text="hello", blocks=(a_section("hello"),))
DOCUMENTS = (
    SpecFile(name="spec-a1.md", title="Refund copilot", content="# Spec"),
    SpecFile(name="spec-a1.json", title="Refund copilot", content="{}"),
)


@dataclass
class ScriptedStage:
    """Renders what it was told to; None stands for a message that is settled meanwhile."""

    says: Message | None = HELLO
    documents: tuple[SpecFile, ...] = DOCUMENTS
    modal: Mapping[str, Any] = field(default_factory=a_modal)
    night: timedelta = timedelta()

    def welcome_after(self, workspace: str, person: str, quiet: timedelta) -> timedelta:
        """Add the scripted night to the pause."""
        return quiet + self.night

    def message(self, workspace: str, effect: Effect) -> Message | None:
        """Return the scripted message."""
        return self.says

    def form(self, workspace: str, effect: OpenForm) -> Mapping[str, Any]:
        """Return the scripted modal."""
        return self.modal

    def home(self, workspace: str, person: str) -> Mapping[str, Any]:
        """Return a home that names its reader."""
        return {"type": "home", "blocks": [a_section(f"home of {person}")]}

    def files(self, workspace: str, effect: UploadSpec) -> tuple[SpecFile, ...]:
        """Return the scripted documents."""
        return self.documents


@dataclass
class SteppingClock:
    """Monotonic seconds that move only when told to."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        """Return the present."""
        return self.seconds


class Wired:
    """A courier, a directory and a web caller for a running sandbox, and short ways to look at what they did."""

    def __init__(self, running: RunningSandbox) -> None:
        self.running = running
        self.slack = running.client
        self.workspace = running.sandbox.workspace.team_id
        self.channel = self.slack.add_channel("refunds", "ana", "bob", "app")
        self.ana, self.bob = self.slack.person("ana"), self.slack.person("bob")
        self.clock = running.clock
        self.database = InMemoryDatabase(self.clock)
        self.stage = ScriptedStage()
        self.token: str | None = running.bot_token
        self.monotonic = SteppingClock()
        self.web = self.a_web()
        self.directory = SlackDirectory(self.web, self.clock, monotonic=self.monotonic)
        self.courier = Courier(web=self.web, stage=self.stage, directory=self.directory, database=self.database)
        self._numbers = count(1)

    def a_web(self, **changes: Any) -> Web:
        """Return another caller of the same workspace."""
        defaults: dict[str, Any] = {
            "rates": Rates(),
            "monotonic": self.monotonic,
            "jitter": lambda: 0.0,
            "timeout": CALL_TIMEOUT,
        }
        return Web(self.running.api_url, lambda workspace: self.token, **{**defaults, **changes})

    def a_delivery(self, effect: Effect, **changes: Any) -> Delivery:
        """Return a claimed delivery with a key of its own."""
        number = next(self._numbers)
        made = {"id": number, "key": f"key-{number:018}", "workspace": self.workspace, "created_at": self.clock.now()}
        made["due_at"] = self.clock.now()
        return a_delivery(effect, **{**made, **changes})

    def a_lost(self, effect: Effect, **changes: Any) -> Delivery:
        """Return a delivery whose first outcome nobody knows."""
        return self.a_delivery(effect, state=DeliveryState.AMBIGUOUS, attempt=2, **changes)

    def has_alignment(self, *, thread_ts: str | None = None, card: DeliveryState | None = None) -> None:
        """Store an alignment, and the delivery of its card in a state."""
        with self.database.write() as tx:
            place = {"workspace": self.workspace, "channel": self.channel}
            tx.alignments.add(an_alignment(**place, thread_ts=thread_ts, facilitator=self.ana.id))
            if card is not None:
                tx.deliveries.add(
                    self.workspace, PostCard(alignment_id="A1", channel=self.channel), due_at=self.clock.now()
                )
        if card is DeliveryState.DEAD:
            self._bury_card()

    def posts_card(self) -> str:
        """Post a root message and make it the alignment's thread."""
        reply = self.web.call(self.workspace, "chat.postMessage", channel=self.channel, text="card")
        self.has_alignment(thread_ts=reply["ts"])
        return str(reply["ts"])

    def seen(self) -> list[SeenMessage]:
        """Return what Ana sees in the channel."""
        return self.ana.sees(self.channel)

    def calls(self, method: str) -> int:
        """Count the calls of a method so far."""
        return len(self.slack.traffic(name=method))

    def first(self, message: MessageRef | None) -> SeenMessage:
        """Return the message at an address, as Ana sees it."""
        assert message is not None
        return next(seen for seen in self.seen() if seen.ts == message.ts)

    def changed(self, delivery: Delivery, **changes: Any) -> Delivery:
        """Return the delivery with other facts."""
        return replace(delivery, **changes)

    def _bury_card(self) -> None:
        with self.database.write() as tx:
            (claimed,) = tx.deliveries.claim(tx.deliveries.get(1).lane, self.clock.now(), 1)
            tx.deliveries.mark_dead(claimed, "is_archived")


def a_fault(method: str, fault: str, **more: Any) -> dict[str, Any]:
    """Describe something that goes wrong once."""
    return {"method": method, "fault": fault, **more}
