"""The workspace: its people, its conversations, and the order of its time stamps."""

from datetime import timedelta

from sandbox.clock import SettableClock
from sandbox.conversations import Conversation, Kind
from sandbox.ids import IdSequence, stable_id
from sandbox.people import COLORS, Person, stranger_team


class Workspace:
    """Hold people and conversations, found by id, handle or name."""

    def __init__(self, name: str, *, clock: SettableClock) -> None:
        self.name = name
        self.domain = "".join(letter for letter in name.lower() if letter.isalnum()) or "sandbox"
        self.team_id = stable_id("T", name)
        self.clock = clock
        self.ids = IdSequence()
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self._last_micros = 0

    def next_ts(self) -> str:
        """Return a time stamp later than every one before, even when the clock was moved back."""
        micros = int(self.clock.now().timestamp() * 1_000_000)
        self._last_micros = max(micros, self._last_micros + 1)
        seconds, fraction = divmod(self._last_micros, 1_000_000)
        return f"{seconds}.{fraction:06d}"

    def add_person(self, handle: str, name: str, **traits: object) -> Person:
        """Welcome somebody; the same handle gets the same id in every run."""
        color = COLORS[len(self.people) % len(COLORS)]
        person = Person(stable_id("U", handle), handle, name, color=color)
        for trait, value in traits.items():
            setattr(person, trait, value)
        self.people[person.id] = person
        return person

    def add_conversation(
        self, name: str, kind: Kind, *, members: list[str], creator: str, topic: str = ""
    ) -> Conversation:
        """Create a channel, private channel or direct message."""
        prefix = "D" if kind is Kind.DM else "C"
        conversation = Conversation(stable_id(prefix, name), name, kind, creator, self._created(), list(members), topic)
        self.conversations[conversation.id] = conversation
        return conversation

    def renumber(self, conversation: Conversation, new_id: str) -> None:
        """Let a conversation be found by another id, and by the one it had no more."""
        del self.conversations[conversation.id]
        conversation.id = new_id
        self.conversations[new_id] = conversation

    def find_person(self, reference: str) -> Person | None:
        """Find somebody by id or handle."""
        if person := self.people.get(reference):
            return person
        handle = reference.removeprefix("@")
        return next((person for person in self.people.values() if person.handle == handle), None)

    def find_conversation(self, reference: str) -> Conversation | None:
        """Find a conversation by id, or a channel by its name with or without #."""
        if conversation := self.conversations.get(reference):
            return conversation
        name = reference.removeprefix("#")
        named = (c for c in self.conversations.values() if c.kind is not Kind.DM and c.name == name)
        return next(named, None)

    def find_dm(self, one: str, other: str) -> Conversation | None:
        """Find the direct message of two people."""
        return self.conversations.get(stable_id("D", _dm_name(one, other)))

    def dm_between(self, one: str, other: str) -> Conversation:
        """Return the direct message of two people, opening it if it is the first time."""
        found = self.find_dm(one, other)
        members = list(dict.fromkeys((one, other)))
        return found or self.add_conversation(_dm_name(one, other), Kind.DM, members=members, creator=one)

    def is_shared(self, conversation: Conversation) -> bool:
        """Tell whether somebody from another organisation is in a conversation.

        https://docs.slack.dev/apis/slack-connect
        """
        return any(self.people[member].is_stranger for member in conversation.members)

    def team_of(self, person: Person) -> str:
        """Return the team somebody belongs to."""
        return stranger_team(self.team_id) if person.is_stranger else self.team_id

    def _created(self) -> int:
        return int((self.clock.now() - timedelta(days=30)).timestamp())


def _dm_name(one: str, other: str) -> str:
    return "dm " + " ".join(sorted((one, other)))
