"""Plays the story act by act; each step waits for what must follow, and when it does not, the story stops."""

from datetime import datetime

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.demo.cast import Cast, Say, StoryStopped, asks_in, choice_of, newest_with
from bot.demo.story import Story, mentioning
from bot.slack.ids import ActionId, CardChoice
from sandbox.client import PersonClient, SandboxClient, SandboxTimeout
from sandbox.seen import SeenMessage

WEDNESDAY_IN_SINGAPORE = datetime.fromisoformat("2026-03-04T01:31:00+00:00")
WEDNESDAY_IN_NEW_YORK = datetime.fromisoformat("2026-03-04T14:31:00+00:00")
FRIDAY_IN_SINGAPORE = datetime.fromisoformat("2026-03-06T01:31:00+00:00")
FRIDAY_IN_NEW_YORK = datetime.fromisoformat("2026-03-06T14:31:00+00:00")
PROMISED_MORNING = datetime.fromisoformat("2026-03-09T13:00:00+00:00")
ANAS_PARTS = ("success_criteria", "capability", "input_schema", "output_format")
BOBS_PARTS = ("exception_rollback", "ownership")


def play_story(story: Story, sandbox: SandboxClient, say: Say) -> None:
    """Play the story from the command to the completion summary, and print it; raise StoryStopped when it fails."""
    play = Play(story, sandbox, say)
    acts = (
        play.start,
        play.answer_vaguely,
        play.accept_and_hand_over,
        play.answer_concretely,
        play.be_reminded,
        play.keep_the_promise,
        play.close_the_last_gap,
    )
    for act in acts:
        try:
            act()
        except SandboxTimeout as timeout:
            raise StoryStopped(f"in “{act.__name__.replace('_', ' ')}”: {timeout}") from timeout


class Play:
    """Ana runs the meeting, Bob is accountable, Chen watches."""

    def __init__(self, story: Story, sandbox: SandboxClient, say: Say) -> None:
        self._story = story.story
        self._scenes = story.scenes
        self._sandbox = sandbox
        self._say = say
        self._cast = Cast(sandbox, self._story.channel, say)
        self._ana, self._bob, self._chen = (sandbox.person(handle) for handle in ("ana", "bob", "chen"))

    @property
    def card(self) -> SeenMessage:
        """Return the alignment's card as it is now."""
        return self._about_the_story()[0]

    def start(self) -> None:
        """Type the command, fill in the form, and read the card and the first questions."""
        self._scene("start")
        self._cast.types(self._ana, f"/aligned {self._story.title}")
        self._cast.fills_in(self._ana, {"accountable": self._cast.ids["bob"]})
        self._cast.until(self._about_the_story)
        self._scene("card")
        self._cast.reads(self._ana, self.card)
        self._read_thread()

    def answer_vaguely(self) -> None:
        """Answer two of the three questions with words, and read what is asked back."""
        self._scene("vague")
        vague = [self._story.vague[key] for key in ("capability.decision", "success_criteria.metric")]
        self._cast.replies(self._ana, self.card, "\n".join(f"{n}. {text}" for n, text in enumerate(vague, 1)))
        self._read_thread()

    def accept_and_hand_over(self) -> None:
        """Let Bob accept, hand the monitoring over to Chen, and let Chen accept."""
        self._scene("owner")
        self._accept(self._bob)
        self._scene("hand_over")
        menu = choice_of(self.card, ActionId.CARD_MENU, lambda press: press.x == CardChoice.HAND_OVER)
        self._cast.presses(self._bob, self.card, ActionId.CARD_MENU, menu)
        self._cast.fills_in(self._bob, {"artifacts": ["monitoring"], "to": self._cast.ids["chen"]})
        self._accept(self._chen)

    def answer_concretely(self) -> None:
        """Answer the open question in the thread, and the other parts in forms."""
        self._scene("concrete")
        self._cast.replies(self._ana, self.card, self._answer("capability.decision"))
        self._read_thread()
        for artifact in ANAS_PARTS:
            self._answer_part(self._ana, artifact)

    def be_reminded(self) -> None:
        """Move the clock: reminders come in each person's own morning; a promise keeps them away."""
        self._scene("reminder")
        self._at(WEDNESDAY_IN_SINGAPORE)
        self._digest(self._chen)
        self._at(WEDNESDAY_IN_NEW_YORK)
        digest = self._digest(self._bob)
        self._scene("promise")
        self._cast.presses(self._bob, digest, ActionId.PROMISE)
        self._cast.fills_in(self._bob, {"on": PROMISED_MORNING.date().isoformat()})
        self._cast.reads_direct(self._bob)
        self._scene("silence")
        self._at(FRIDAY_IN_SINGAPORE)
        self._digest(self._chen)
        self._at(FRIDAY_IN_NEW_YORK)
        self._ensure_silence(self._bob)

    def keep_the_promise(self) -> None:
        """Answer on the promised day, before the reminder comes."""
        self._scene("kept")
        self._at(PROMISED_MORNING)
        for artifact in BOBS_PARTS:
            self._answer_part(self._bob, artifact)

    def close_the_last_gap(self) -> None:
        """Answer what is left by replying to the reminder, and read the summary."""
        self._scene("last")
        for _ in self._answers_about("monitoring"):
            self._cast.writes(self._chen, self._answer(self._asked_directly(self._chen)))
            self._cast.reads_direct(self._chen)
        self._scene("done")
        self._cast.until(lambda: len(self._about_the_story()) > 1)
        for message in self._about_the_story():
            self._cast.reads(self._ana, message)
        self._cast.until(self._files)
        for message in self._files():
            self._cast.reads(self._ana, message)

    def _accept(self, person: PersonClient) -> None:
        asked = self._cast.until(lambda: newest_with(person.dm().from_app(), ActionId.ACCEPT))
        if asked is None:
            raise StoryStopped(f"{self._cast.name_of(person)} was not asked")
        self._cast.reads(person, asked)
        self._cast.presses(person, asked, ActionId.ACCEPT)
        self._read_thread()

    def _answer_part(self, person: PersonClient, artifact: str) -> None:
        choice = choice_of(self.card, ActionId.ANSWER, lambda press: press.r == artifact)
        self._cast.presses(person, self.card, ActionId.ANSWER, choice)
        asked = asks_in(person.waits_for_modal(), self._answers_about(artifact))
        self._cast.fills_in(person, {key: self._answer(key) for key in asked})
        self._read_thread()

    def _digest(self, person: PersonClient) -> SeenMessage:
        digest = self._cast.until(lambda: newest_with(self._cast.new_for(person), ActionId.PROMISE))
        if digest is None:
            raise StoryStopped(f"{self._cast.name_of(person)} was not reminded")
        self._cast.reads(person, digest)
        return digest

    def _ensure_silence(self, person: PersonClient) -> None:
        """Bob's reminder would be in the same tick as another person's; that one has come, and his has not."""
        if newest_with(self._cast.new_for(person), ActionId.PROMISE):
            raise StoryStopped(f"{self._cast.name_of(person)} was reminded in spite of a promise")
        self._cast.notes(f"{self._cast.name_of(person)} hears nothing.")

    def _asked_directly(self, person: PersonClient) -> str:
        catalogue = read_catalogue(SHIPPED)
        last = person.dm().from_app()[-1].everything
        asked = [key for key in self._answers_about("monitoring") if catalogue.field(key).question in last]
        if not asked:
            raise StoryStopped(f"{self._cast.name_of(person)} was asked nothing that is open")
        return asked[0]

    def _answers_about(self, artifact: str) -> list[str]:
        return [key for key in self._story.answers if key.startswith(f"{artifact}.")]

    def _answer(self, key: str) -> str:
        return mentioning(self._story.answers[key], self._cast.ids).strip()

    def _about_the_story(self) -> list[SeenMessage]:
        return [m for m in self._ana.sees(self._story.channel) if self._story.title in m.everything]

    def _files(self) -> list[SeenMessage]:
        return [m for m in self._ana.thread(self._story.channel, self.card.ts) if m.raw["files"]]

    def _read_thread(self) -> None:
        self._cast.reads_replies(self._ana, self.card)

    def _scene(self, name: str) -> None:
        self._say(f"\n## {self._scenes[name]}\n")

    def _at(self, instant: datetime) -> None:
        self._sandbox.clock.set(instant)
        self._cast.notes(f"{instant:%A %H:%M} UTC")
