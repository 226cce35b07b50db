"""Puts one finished and one fresh alignment into the workspace, through the use cases people use."""

from itertools import count

from bot.app import Application
from bot.demo.story import SeededAlignment, Story, mentioning
from bot.services.requests import Answers, Inbound, Start
from sandbox.client import SandboxClient

SECONDS = 20.0


def seed(app: Application, story: Story, sandbox: SandboxClient) -> None:
    """Open both alignments, answer the first one whole, and wait until Slack shows it."""
    people = {person["handle"]: person["id"] for person in sandbox.workspace()["people"]}
    seeds = _Seeds(app, people, sandbox)
    seeds.open(story.finished)
    seeds.answer(story.finished)
    seeds.open(story.fresh)
    seeds.wait_for_both(story)


class _Seeds:
    def __init__(self, app: Application, people: dict[str, str], sandbox: SandboxClient) -> None:
        self._app = app
        self._people = people
        self._sandbox = sandbox
        self._keys = count(1)

    def open(self, seeded: SeededAlignment) -> None:
        facilitator = self._people[seeded.facilitator]
        start = Start(
            channel=self._sandbox.channel_id(seeded.channel),
            title=seeded.title,
            met_on=self._app.services.reporting.today_of(self._app.identity.workspace, facilitator),
            accountable=facilitator,
        )
        self._app.services.opening.open(self._by(facilitator), start)

    def answer(self, seeded: SeededAlignment) -> None:
        channel = self._sandbox.channel_id(seeded.channel)
        (standing,) = self._app.services.reporting.in_channel(self._app.identity.workspace, channel)
        texts = {field: mentioning(text, self._people) for field, text in seeded.answers.items()}
        answers = Answers(alignment_id=standing.alignment.id, texts=texts)
        self._app.services.interrogation.submit(self._by(self._people[seeded.facilitator]), answers)

    def wait_for_both(self, story: Story) -> None:
        for seeded, messages in ((story.finished, 2), (story.fresh, 1)):
            person = self._sandbox.person(seeded.facilitator)
            self._sandbox.wait_until(lambda p=person, s=seeded, n=messages: len(p.sees(s.channel)) >= n, SECONDS)  # type: ignore[misc]

    def _by(self, person: str) -> Inbound:
        return Inbound(key=f"seed:{next(self._keys)}", workspace=self._app.identity.workspace, person=person)
