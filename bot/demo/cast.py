"""The people of the story: they type, press, fill in and read, and everything they do and see is printed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from bot.demo.transcript import Transcript
from bot.domain.errors import AlignedError
from bot.slack.forms.reading import VALUE
from bot.slack.ids import ActionId
from bot.slack.presses import Press
from sandbox.client import PersonClient, SandboxClient
from sandbox.seen import Modal, Outcome, SeenMessage

Say = Callable[[str], None]
Found = TypeVar("Found")
PATIENCE = 15.0
BOT = "Aligned"


class StoryStopped(AlignedError):
    """Something that must happen in the story did not."""


class Cast:
    """Acts for people in one channel of the workspace; what does not succeed stops the story."""

    def __init__(self, sandbox: SandboxClient, channel: str, say: Say) -> None:
        workspace = sandbox.workspace()
        self.ids = {person["handle"]: person["id"] for person in workspace["people"]}
        self._sandbox = sandbox
        self._channel = channel
        self._channel_id = sandbox.channel_id(channel)
        self._say = say
        self._names = {person["id"]: person["name"] for person in workspace["people"]}
        self._zones = {person["id"]: person["tz"] for person in workspace["people"]}
        places = {place["id"]: place["name"] for place in workspace["conversations"]}
        self._transcript = Transcript(self._names | places)
        self._read: set[tuple[str, str]] = set()

    def types(self, person: PersonClient, command: str) -> None:
        """Type a slash command in the channel."""
        self._line(person.id, command)
        self._check(person.types(command, channel=self._channel), command)

    def replies(self, person: PersonClient, thread: SeenMessage, text: str) -> None:
        """Reply in a thread."""
        self._line(person.id, text)
        self._read.add((self._channel_id, person.replies(thread, self._typed(text)).ts))

    def writes(self, person: PersonClient, text: str) -> None:
        """Write a direct message to the app."""
        self._line(person.id, text, f"to {BOT}")
        person.says(self._typed(text))

    def presses(self, person: PersonClient, message: SeenMessage, action: ActionId, value: str | None = None) -> None:
        """Press a button, or choose from a menu."""
        self._line(person.id, f"({action.removeprefix('aligned.').replace('_', ' ')})")
        self._check(person.presses(message, ids_of(message, action)[0], value), action)

    def fills_in(self, person: PersonClient, values: Mapping[str, Any]) -> None:
        """Fill in the form that is open, and submit it."""
        form = person.waits_for_modal()
        self._line(person.id, f"fills in the form “{form.title}”")
        for block, value in values.items():
            self._say(f"        {block}: {self._plain(value)}")
        submitted = form.submit({block: {VALUE: _chosen(value)} for block, value in values.items()})
        if submitted.errors:
            raise StoryStopped(f"the form “{form.title}” was refused: {dict(submitted.errors)}")
        self._check(submitted, form.title)
        self._say("")

    def reads(self, reader: PersonClient, message: SeenMessage) -> None:
        """Print a message as its reader sees it."""
        is_direct = message.channel != self._channel_id
        self._read.add((reader.id if is_direct else message.channel, message.ts))
        self._line(message.user, "", f"to {self._names[reader.id]}" if is_direct else "")
        for line in self._transcript.lines(message.raw, self._zones[reader.id]):
            self._say(f"        {line}")
        self._say("")

    def reads_replies(self, reader: PersonClient, thread: SeenMessage) -> None:
        """Wait for what is new in a thread, and print it."""
        for reply in self.until(lambda: self._unread(self._channel_id, reader.thread(self._channel, thread.ts)[1:])):
            self.reads(reader, reply)

    def reads_direct(self, person: PersonClient) -> None:
        """Wait for a new direct message, and print the newest."""
        self.reads(person, self.until(lambda: self.new_for(person))[-1])

    def new_for(self, person: PersonClient) -> list[SeenMessage]:
        """List the direct messages somebody has not read yet."""
        return self._unread(person.id, person.dm().from_app())

    def notes(self, text: str) -> None:
        """Print a stage direction."""
        self._say(f"    ({text})\n")

    def name_of(self, person: PersonClient) -> str:
        """Return what somebody is called."""
        return str(self._names[person.id])

    def until(self, predicate: Callable[[], Found]) -> Found:
        """Wait until something is true, and return it."""
        return self._sandbox.wait_until(predicate, PATIENCE)

    def _unread(self, place: str, messages: list[SeenMessage]) -> list[SeenMessage]:
        return [message for message in messages if (place, message.ts) not in self._read]

    def _line(self, speaker: str, text: str, to: str = "") -> None:
        head = " ".join(filter(None, (self._names.get(speaker, BOT), to)))
        first, *more = self._plain(text).splitlines() or [""]
        self._say(f"    {head}: {first}")
        for line in more:
            self._say(f"        {line}")

    def _plain(self, value: object) -> str:
        texts = value if isinstance(value, list) else [value]
        shown = [self._names.get(str(text), str(text)) for text in texts]
        return ", ".join("\n".join(self._transcript.lines({"text": text})) for text in shown)

    def _typed(self, text: str) -> str:
        """Turn a mention into what somebody types to get it."""
        for handle, person in self.ids.items():
            text = text.replace(f"<@{person}>", f"@{handle}")
        return text

    def _check(self, outcome: Outcome, what: str) -> None:
        if not outcome.ok:
            raise StoryStopped(f"{what}: {outcome.problem}")


def ids_of(message: SeenMessage, action: ActionId) -> list[str]:
    """List the ids under which a message offers an action."""
    return [found for found in message.action_ids if action.pattern.match(found)]


def newest_with(messages: list[SeenMessage], action: ActionId) -> SeenMessage | None:
    """Return the newest message that offers an action."""
    return next((message for message in reversed(messages) if ids_of(message, action)), None)


def choice_of(message: SeenMessage, action: ActionId, is_meant: Callable[[Press], bool]) -> str:
    """Return the value of the menu entry that is meant; stop the story when there is none."""
    for element in _elements(message.blocks):
        if action.pattern.match(str(element.get("action_id"))):
            for option in element.get("options") or ():
                if is_meant(Press.decode(option["value"])):
                    return str(option["value"])
    raise StoryStopped(f"{action} does not offer what is looked for")


def asks_in(form: Modal, keys: list[str]) -> list[str]:
    """List which of these questions a form asks."""
    blocks = {block.get("block_id") for block in form.view["blocks"]}
    return [key for key in keys if key in blocks]


def _chosen(value: Any) -> Any:
    """Turn a mention and nothing else into the person who is chosen in an input for people."""
    is_person = isinstance(value, str) and value.startswith("<@") and value.find(">") == len(value) - 1
    return value[2:-1] if is_person else value


def _elements(blocks: list[Any]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        yield from block.get("elements") or ()
        if block.get("accessory"):
            yield block["accessory"]
