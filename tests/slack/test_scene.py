"""People are called by their names wherever nobody can be mentioned."""

from datetime import timedelta

import pytest

from bot.domain.outcome import Postponed
from bot.domain.people import Person
from bot.slack.scene import MOST_LOOKUPS, thread_address
from bot.slack.web import Interrupted
from tests.builders import a_person, an_alignment
from tests.slack.scenes import BEN, SmallDirectory, a_scene


class AskedDirectory(SmallDirectory):
    """Knows everybody by one name, and remembers who was asked about; one that is busy says so."""

    def __init__(self, *, is_busy: bool = False) -> None:
        super().__init__()
        self.asked: list[tuple[str, timedelta]] = []
        self._is_busy = is_busy

    def person(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        """Describe a newcomer."""
        self.asked.append((person, fresher_than))
        if self._is_busy:
            raise Interrupted(Postponed(wait=timedelta(seconds=1), reason="ratelimited"))
        return a_person(person, name="Nia Newcomer")


def test_somebody_who_is_known_is_not_asked_about() -> None:
    directory = AskedDirectory()

    assert a_scene(an_alignment(), directory=directory).name_of(BEN) == "Ben Okafor"
    assert directory.asked == []


def test_somebody_who_was_never_looked_up_is_asked_about_once() -> None:
    directory = AskedDirectory()
    scene = a_scene(an_alignment(), directory=directory)

    assert scene.said("<@U0NEW> and again <@U0NEW>") == "@Nia Newcomer and again @Nia Newcomer"
    assert directory.asked == [("U0NEW", timedelta(hours=1))]


def test_an_id_is_shown_while_slack_cannot_be_asked() -> None:
    scene = a_scene(an_alignment(), directory=AskedDirectory(is_busy=True))

    assert scene.said("<@U0NEW>") == "@U0NEW"


def test_a_text_full_of_ids_is_not_worth_a_hundred_questions() -> None:
    directory = AskedDirectory()

    a_scene(an_alignment(), directory=directory).said(" ".join(f"<@U{number}>" for number in range(100)))

    assert len(directory.asked) == MOST_LOOKUPS


SITE = "https://northwind.slack.com/"


@pytest.mark.parametrize(
    ("site", "thread_ts", "address"),
    [
        (SITE, "1772442000.000100", f"{SITE}archives/C1/p1772442000000100?thread_ts=1772442000.000100&cid=C1"),
        (SITE, None, f"{SITE}archives/C1"),
        ("", "1772442000.000100", "https://slack.com/app_redirect?team=T1&channel=C1&message_ts=1772442000.000100"),
        ("", None, "https://slack.com/app_redirect?team=T1&channel=C1"),
    ],
)
def test_a_thread_is_linked_as_slack_links_messages(site: str, thread_ts: str | None, address: str) -> None:
    assert address == thread_address(an_alignment(thread_ts=thread_ts), site)
