"""Plays the story as people would: typing, pressing and submitting in the workspace, and reading what they see.

Every step waits for what must follow; when it does not, the story stops and the command fails.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.demo.story import Story, mentioning
from bot.demo.transcript import Transcript
from bot.domain.errors import AlignedError
from bot.slack.forms.reading import VALUE
from bot.slack.ids import ActionId, CardChoice
from bot.slack.presses import Press
from sandbox.client import PersonClient, SandboxClient, SandboxTimeout
from sandbox.seen import Modal, Outcome, SeenMessage

Say = Callable[[str], None]
PATIENCE = 15.0
WEDNESDAY_IN_SINGAPORE = datetime.fromisoformat("2026-03-04T01:31:00+00:00")
WEDNESDAY_IN_NEW_YORK = datetime.fromisoformat("2026-03-04T14:31:00+00:00")
FRIDAY_IN_SINGAPORE = datetime.fromisoformat("2026-03-06T01:31:00+00:00")
FRIDAY_IN_NEW_YORK = datetime.fromisoformat("2026-03-06T14:31:00+00:00")
PROMISED_MORNING = datetime.fromisoformat("2026-03-09T13:00:00+00:00")
MONITORING = ("monitoring.alert", "monitoring.logged_events", "monitoring.review_cadence")
BOBS = ("ownership.backup_owner", "exception_rollback")


class StoryStopped(AlignedError):
    """Something that must happen in the story did not."""


def play_story(story: Story, sandbox: SandboxClient, say: Say) -> None:
    """Play the story from the command to the completion summary, and print it."""
    player = Player(story, sandbox, say)
    acts = (
        player.start,
        player.answer_vaguely,
        player.accept_and_hand_over,
        player.answer_concretely,
        player.be_reminded,
        player.keep_the_promise,
        player.close_the_last_gap,
    )
    for act in acts:
        try:
            act()
        except SandboxTimeout as timeout:
            raise StoryStopped(f"in “{act.__name__.replace('_', ' ')}”: {timeout}") from timeout


class Player:
    """Acts for Ana, Bob and Chen, and prints what each of them reads."""

    def __init__(self, story: Story, sandbox: SandboxClient, say: Say) -> None:
        self._story = story.story
        self._scenes = story.scenes
        self._sandbox = sandbox
        self._say = say
        people = sandbox.workspace()["people"]
        self._ids = {person["handle"]: person["id"] for person in people}
        channels = {channel["id"]: channel["name"] for channel in sandbox.workspace()["conversations"]}
        self._names = {person["id"]: person["name"] for person in people}
        self._zones = {person["id"]: person["tz"] for person in people}
        self._transcript = Transcript(self._names | channels)
        self._ana, self._bob, self._chen = (sandbox.person(handle) for handle in ("ana", "bob", "chen"))
        self._read: set[tuple[str, str]] = set()

    @property
    def card(self) -> SeenMessage:
        """Return the alignment's card as it is now."""
        cards = [m for m in self._ana.sees(self._story.channel) if self._story.title in m.everything]
        return cards[0]

    def start(self) -> None:
        """Type the command, fill in the form, and read the card and the first questions."""
        self._scene("start")
        self._type(self._ana, f"/aligned {self._story.title}")
        form = self._ana.waits_for_modal()
        self._submit(self._ana, form, {"accountable": self._ids["bob"]})
        self._until(lambda: any(self._story.title in m.everything for m in self._ana.sees(self._story.channel)))
        self._scene("card")
        self._read_aloud(self._ana, self.card)
        self._read_replies(1)

    def answer_vaguely(self) -> None:
        """Answer two of the three questions with words, and read what is asked back."""
        self._scene("vague")
        vague = [self._story.vague[key] for key in ("capability.decision", "success_criteria.metric")]
        self._reply(self._ana, "\n".join(f"{number}. {text}" for number, text in enumerate(vague, 1)))
        self._read_replies(1)

    def accept_and_hand_over(self) -> None:
        """Let Bob accept, hand the monitoring over to Chen, and let Chen accept."""
        self._scene("owner")
        self._accept(self._bob)
        self._read_replies(1)
        self._scene("hand_over")
        menu = self._choice(self.card, ActionId.CARD_MENU, lambda press: press.x == CardChoice.HAND_OVER)
        self._press(self._bob, self.card, ActionId.CARD_MENU, menu)
        handing = {"artifacts": ["monitoring"], "to": self._ids["chen"]}
        self._submit(self._bob, self._bob.waits_for_modal(), handing)
        self._accept(self._chen)
        self._read_replies(1)

    def answer_concretely(self) -> None:
        """Answer the open question in the thread, and the other parts in forms."""
        self._scene("concrete")
        self._reply(self._ana, self._story.answers["capability.decision"])
        self._read_replies(1)
        for artifact in ("success_criteria", "capability", "input_schema", "output_format"):
            self._answer_part(self._ana, self.card, artifact)
            self._read_replies(1)

    def be_reminded(self) -> None:
        """Move the clock: reminders come in each person's own morning; a promise keeps them away."""
        self._scene("reminder")
        self._at(WEDNESDAY_IN_SINGAPORE)
        self._digest(self._chen)
        self._at(WEDNESDAY_IN_NEW_YORK)
        digest = self._digest(self._bob)
        self._scene("promise")
        self._press(self._bob, digest, ActionId.PROMISE)
        self._submit(self._bob, self._bob.waits_for_modal(), {"on": PROMISED_MORNING.date().isoformat()})
        self._read_direct(self._bob)
        self._scene("silence")
        self._at(FRIDAY_IN_SINGAPORE)
        self._digest(self._chen)
        self._at(FRIDAY_IN_NEW_YORK)
        self._ensure_silence(self._bob)

    def keep_the_promise(self) -> None:
        """Answer on the promised day, in a form opened from the reminder."""
        self._scene("kept")
        self._at(PROMISED_MORNING)
        for artifact in ("exception_rollback", "ownership"):
            self._answer_part(self._bob, self.card, artifact)
            self._read_replies(1)

    def close_the_last_gap(self) -> None:
        """Answer what is left by replying to the reminder, and read the summary."""
        self._scene("last")
        for _ in MONITORING:
            asked = self._asked_directly(self._chen)
            self._write(self._chen, mentioning(self._story.answers[asked], self._ids))
            self._read_direct(self._chen)
        self._scene("done")
        self._until(lambda: len(self._about_the_story()) == 2)
        for message in self._about_the_story():
            self._read_aloud(self._ana, message)
        self._until(lambda: any(reply.raw["files"] for reply in self._replies()))
        self._read_aloud(self._ana, next(reply for reply in self._replies() if reply.raw["files"]))

    def _accept(self, person: PersonClient) -> None:
        message = self._until(lambda: self._with_action(person.dm().from_app(), ActionId.ACCEPT))
        self._read_aloud(person, message)
        self._press(person, message, ActionId.ACCEPT)
        self._until(lambda: self._with_action(person.dm().from_app(), ActionId.ACCEPT) is None)

    def _answer_part(self, person: PersonClient, message: SeenMessage, artifact: str) -> None:
        choice = self._choice(message, ActionId.ANSWER, lambda press: press.r == artifact)
        self._press(person, message, ActionId.ANSWER, choice)
        form = person.waits_for_modal()
        fields = [key for key in self._story.answers if key.startswith(artifact)]
        asked = [key for key in fields if any(block.get("block_id") == key for block in form.view["blocks"])]
        self._submit(person, form, {key: mentioning(self._story.answers[key], self._ids) for key in asked})

    def _digest(self, person: PersonClient) -> SeenMessage:
        digest = self._until(lambda: self._unread_with_action(person, ActionId.PROMISE))
        self._read_aloud(person, digest)
        return digest

    def _ensure_silence(self, person: PersonClient) -> None:
        due = self._sandbox.traffic(name="chat.postMessage")
        if self._unread_with_action(person, ActionId.PROMISE):
            raise StoryStopped(f"{self._names[person.id]} was reminded in spite of a promise ({len(due)} posts)")
        self._say(f"    ({self._names[person.id]} hears nothing.)")

    def _asked_directly(self, person: PersonClient) -> str:
        catalogue = read_catalogue(SHIPPED)
        last = person.dm().from_app()[-1].everything
        asked = [key for key in MONITORING if catalogue.field(key).question in last]
        if not asked:
            raise StoryStopped(f"{self._names[person.id]} was asked nothing that is open")
        return asked[0]

    def _about_the_story(self) -> list[SeenMessage]:
        return [m for m in self._ana.sees(self._story.channel) if self._story.title in m.everything]

    def _replies(self) -> list[SeenMessage]:
        return self._ana.thread(self._story.channel, self.card.ts)[1:]

    def _scene(self, name: str) -> None:
        self._say(f"\n## {self._scenes[name]}\n")

    def _at(self, instant: datetime) -> None:
        self._sandbox.clock.set(instant)
        self._say(f"    ({instant:%A %H:%M} UTC)\n")

    def _type(self, person: PersonClient, command: str) -> None:
        self._line(person.id, command)
        self._check(person.types(command, channel=self._story.channel), command)

    def _reply(self, person: PersonClient, text: str) -> None:
        self._line(person.id, text)
        self._read.add((self.card.channel, person.replies(self.card, text).ts))

    def _write(self, person: PersonClient, text: str) -> None:
        self._line(person.id, text, "to Aligned")
        person.says(text)

    def _press(self, person: PersonClient, message: SeenMessage, action: ActionId, value: Any = None) -> None:
        self._line(person.id, f"({action.removeprefix('aligned.').replace('_', ' ')})")
        self._check(person.presses(message, self._action_of(message, action), value), action)

    def _submit(self, person: PersonClient, form: Modal, values: Mapping[str, Any]) -> None:
        self._line(person.id, f"fills in the form “{form.title}”")
        for block, value in values.items():
            self._say(f"        {block}: {self._plain(value)}")
        submitted = form.submit({block: {VALUE: value} for block, value in values.items()})
        if submitted.errors:
            raise StoryStopped(f"the form “{form.title}” was refused: {dict(submitted.errors)}")
        self._check(submitted, form.title)
        self._say("")

    def _read_replies(self, count: int) -> None:
        """Wait for new replies in the thread and read them aloud."""

        def fresh() -> list[SeenMessage]:
            unread = [reply for reply in self._replies() if (reply.channel, reply.ts) not in self._read]
            return unread if len(unread) >= count else []

        for reply in self._until(fresh):
            self._read_aloud(self._ana, reply)

    def _read_direct(self, person: PersonClient) -> None:
        def fresh() -> SeenMessage | None:
            unread = [m for m in person.dm().from_app() if (person.id, m.ts) not in self._read]
            return unread[-1] if unread else None

        self._read_aloud(person, self._until(fresh))

    def _read_aloud(self, reader: PersonClient, message: SeenMessage) -> None:
        direct = message.channel not in {self.card.channel}
        self._read.add((reader.id if direct else message.channel, message.ts))
        self._line(message.user, "", f"to {self._names[reader.id]}" if direct else "")
        for line in self._transcript.lines(message.raw, self._zones[reader.id]):
            self._say(f"        {line}")
        self._say("")

    def _line(self, speaker: str, text: str, to: str = "") -> None:
        head = " ".join(filter(None, (self._names.get(speaker, "Aligned"), to)))
        first, *more = self._plain(text).splitlines() or [""]
        self._say(f"    {head}: {first}")
        for line in more:
            self._say(f"        {line}")

    def _plain(self, value: object) -> str:
        texts = value if isinstance(value, list) else [value]
        shown = [self._names.get(str(text), str(text)) for text in texts]
        return ", ".join("\n".join(self._transcript.lines({"text": text})) for text in shown)

    def _with_action(self, messages: list[SeenMessage], action: ActionId) -> SeenMessage | None:
        return next((m for m in reversed(messages) if self._actions(m, action)), None)

    def _unread_with_action(self, person: PersonClient, action: ActionId) -> SeenMessage | None:
        unread = [m for m in person.dm().from_app() if (person.id, m.ts) not in self._read]
        return self._with_action(unread, action)

    def _actions(self, message: SeenMessage, action: ActionId) -> list[str]:
        return [found for found in message.action_ids if action.pattern.match(found)]

    def _action_of(self, message: SeenMessage, action: ActionId) -> str:
        return self._actions(message, action)[0]

    def _choice(self, message: SeenMessage, action: ActionId, is_meant: Callable[[Press], bool]) -> str:
        for element in elements_of(message.blocks):
            if action.pattern.match(str(element.get("action_id"))):
                for option in element.get("options") or ():
                    if is_meant(Press.decode(option["value"])):
                        return str(option["value"])
        raise StoryStopped(f"{action} does not offer what is looked for")

    def _check(self, outcome: Outcome, what: str) -> None:
        if not outcome.ok:
            raise StoryStopped(f"{what}: {outcome.problem}")

    def _until(self, predicate: Callable[[], Any]) -> Any:
        return self._sandbox.wait_until(predicate, PATIENCE)


def elements_of(blocks: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every interactive element of a message's blocks."""
    for block in blocks:
        yield from block.get("elements") or ()
        if block.get("accessory"):
            yield block["accessory"]
