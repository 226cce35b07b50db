"""People at work with the app in a real workspace on loopback: they type, press and read, and wait for what follows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, TypeVar

from bot.demo import Demo
from bot.slack.forms.reading import VALUE
from bot.slack.ids import ActionId
from bot.slack.presses import Press
from sandbox.client import PersonClient
from sandbox.seen import Modal, Outcome, SeenMessage, Submission

PATIENCE = 15.0
PEOPLE = ("ana", "bob", "chen", "dana")
Found = TypeVar("Found")


class Journey:
    """One running workspace; every alignment gets a channel of its own, so that journeys do not meet."""

    def __init__(self, demo: Demo) -> None:
        self.sandbox = demo.sandbox.client
        self.app = demo.app
        self.clock = demo.sandbox.client.clock
        self.ana, self.bob, self.chen, self.dana = (self.sandbox.person(handle) for handle in PEOPLE)

    def label(self, key: str) -> str:
        """Return what people read for a question."""
        return self.app.catalogue.field(key).label

    def example(self, key: str) -> str:
        """Return an answer to a question that can be built and tested."""
        return self.app.catalogue.field(key).example

    def clear_desks(self) -> None:
        """Close what somebody still has open from an earlier journey."""
        for person in (self.ana, self.bob, self.chen, self.dana):
            if modal := person.modal():
                modal.close(clear=True)

    @property
    def app_user(self) -> str:
        """Return the id of the app's own account, which is a bot."""
        return str(self.sandbox.workspace()["app"]["bot_user_id"])

    def newcomer(self, **traits: bool) -> PersonClient:
        """Welcome somebody, and make them a guest, a stranger, or deactivate them."""
        handle = f"eve-{token_hex(4)}"
        self.sandbox.add_person(handle, "Eve Example")
        self.sandbox.change_person(handle, **traits)
        return self.sandbox.person(handle)

    def new_channel(self, *members: str) -> str:
        """Create a channel with everybody and the app in it, or with the named members."""
        name = f"journey-{token_hex(4)}"
        self.sandbox.add_channel(name, *(members or (*PEOPLE, "app")))
        return name

    def start(
        self,
        title: str = "Refund copilot",
        *,
        by: PersonClient | None = None,
        channel: str | None = None,
        **filled_in: Any,
    ) -> "Thread":
        """Let somebody, by default Ana, start an alignment, and wait for its card and the first questions."""
        starter = by or self.ana
        channel = channel or self.new_channel(*PEOPLE, starter.id, "app")
        assert starter.types(f"/aligned {title}", channel=channel).ok
        submitted = self.submit(starter.waits_for_modal(timeout=PATIENCE), **filled_in)
        assert not submitted.errors
        thread = Thread(self, channel, self.until(lambda: self.cards(channel))[-1])
        thread.waits_for_reply(1)
        return thread

    def cards(self, channel: str) -> list[SeenMessage]:
        """Return the cards of a channel, the oldest first."""
        card_like = (ActionId.CARD_MENU, ActionId.HISTORY)
        return [m for m in self.ana.sees(channel) if any(action in m.action_ids for action in card_like)]

    def submit(self, form: Modal, **filled_in: Any) -> Submission:
        """Submit a form with some inputs filled in; `__` stands for the dot in the name of a question."""
        return form.submit({block.replace("__", "."): {VALUE: value} for block, value in filled_in.items()})

    def press(
        self,
        person: PersonClient,
        message: SeenMessage,
        action: ActionId,
        chosen: Callable[[Press], bool] | None = None,
    ) -> Outcome:
        """Press a button of a message, or choose in a menu; where there are several, the one that fits."""
        fitting = (each for each in controls_of(message) if action.pattern.match(each.action_id))
        control = next(each for each in fitting if chosen is None or chosen(each.press))
        return person.presses(message, control.action_id, control.option, block_id=control.block_id)

    def opens(
        self,
        person: PersonClient,
        message: SeenMessage,
        action: ActionId,
        chosen: Callable[[Press], bool] | None = None,
    ) -> Modal:
        """Press what opens a form, and wait for it."""
        assert self.press(person, message, action, chosen).ok
        return person.waits_for_modal(timeout=PATIENCE)

    def until(self, predicate: Callable[[], Found | None]) -> Found:
        """Return the first true value of something that must become true."""
        return self.sandbox.wait_until(predicate, PATIENCE)

    def told(self, person: PersonClient, channel: str, words: str) -> SeenMessage:
        """Wait for a message only one person sees."""
        return self.until(lambda: next((m for m in self.whispers(person, channel) if words in m.everything), None))

    def whispers(self, person: PersonClient, channel: str) -> list[SeenMessage]:
        """Return what only one person sees in a channel and its threads."""
        seen = person.sees(channel)
        threads = [
            reply for message in seen if message.raw.get("reply_count") for reply in person.thread(channel, message.ts)
        ]
        return [message for message in (*seen, *threads) if message.is_ephemeral]

    def direct(self, person: PersonClient, *words: str) -> SeenMessage:
        """Wait for a direct message of the app that says all of this."""

        def found() -> SeenMessage | None:
            messages = reversed(person.dm().from_app())
            return next((m for m in messages if all(word in m.everything for word in words)), None)

        return self.until(found)

    def posted(self) -> list[dict[str, Any]]:
        """Return everything the app sent to Slack to be read by somebody."""
        sent = (entry for entry in self.sandbox.traffic(limit=5000) if entry["direction"] == "to_slack")
        return [entry["request"] for entry in sent if isinstance(entry["request"], dict)]


class Thread:
    """An alignment as people see it: the card and its thread."""

    def __init__(self, journey: Journey, channel: str, card: SeenMessage) -> None:
        self._journey = journey
        self.channel = channel
        self.id = next(control.press.a for control in controls_of(card)) or ""
        self.ts = card.ts

    @property
    def card(self) -> SeenMessage:
        """Return the card as it is now."""
        return next(m for m in self._journey.ana.sees(self.channel) if m.ts == self.ts)

    def replies(self) -> list[SeenMessage]:
        """Return what everybody reads in the thread."""
        replies = self._journey.ana.thread(self.channel, self.ts)[1:]
        return [reply for reply in replies if not reply.is_ephemeral]

    def waits_for_reply(self, number: int) -> SeenMessage:
        """Wait until the app has written that many times, and return the last of them."""

        def written() -> list[SeenMessage]:
            found = [reply for reply in self.replies() if reply.raw.get("bot_id")]
            return found if len(found) >= number else []

        return self._journey.until(written)[-1]

    def waits_for(self, *words: str) -> SeenMessage:
        """Wait for a reply of the app that says all of this."""

        def found() -> SeenMessage | None:
            replies = reversed([reply for reply in self.replies() if reply.raw.get("bot_id")])
            return next((reply for reply in replies if all(word in reply.everything for word in words)), None)

        return self._journey.until(found)

    def waits_for_card(self, words: str) -> SeenMessage:
        """Wait until the card says something."""
        return self._journey.until(lambda: self.card if words in self.card.everything else None)

    def waits_for_card_without(self, words: str) -> SeenMessage:
        """Wait until the card says something no more."""
        return self._journey.until(lambda: None if words in self.card.everything else self.card)

    def says(self, person: PersonClient, text: str) -> SeenMessage:
        """Let somebody reply."""
        return person.replies(self.card, text)

    def form_for(self, person: PersonClient, artifact: str) -> Modal:
        """Let somebody open the form that answers a part."""
        return self._journey.opens(person, self.card, ActionId.ANSWER, lambda press: press.r == artifact)

    def menu(self, person: PersonClient, choice: str) -> Modal:
        """Let somebody choose in the menu of the card."""
        return self._journey.opens(person, self.card, ActionId.CARD_MENU, lambda press: press.x == choice)


@dataclass(frozen=True)
class Control:
    """A button, or one option of a menu, in a message."""

    block_id: str
    action_id: str
    press: Press
    option: str | None


def controls_of(message: SeenMessage) -> Iterator[Control]:
    """Yield everything in a message that can be pressed or chosen."""
    for block in message.blocks:
        for element in (*(block.get("elements") or ()), block.get("accessory") or {}):
            if "action_id" in element:
                yield from _controls_in(block["block_id"], element)


def _controls_in(block_id: str, element: Mapping[str, Any]) -> Iterator[Control]:
    action_id = element["action_id"]
    for option in element.get("options") or ():
        yield Control(block_id, action_id, Press.decode(option["value"]), option["value"])
    if "value" in element:
        yield Control(block_id, action_id, Press.decode(element["value"]), None)
