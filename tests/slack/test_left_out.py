"""What Slack says yes to and leaves something out of is asked for again, as whatever else it fails at."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import DeliveryState
from bot.domain.effects import Effect, Notice, PostCard, SayDirectly, SendDigest, UploadSpec
from bot.domain.outcome import Postponed, Sent
from bot.slack.accounts import MANY
from bot.slack.courier import Courier
from bot.slack.directory import SlackDirectory
from bot.slack.rates import Rates
from bot.slack.web import Reply, Web
from tests.slack.wired import Wired

YES: Reply = {"ok": True}


class OddSlack(Web):
    """Answers some methods oddly, and has Slack answer all others."""

    def __init__(self, wired: Wired, odd: Mapping[str, Reply]) -> None:
        super().__init__(wired.running.api_url, lambda _: wired.token, rates=Rates(), monotonic=wired.monotonic)
        self._odd = odd

    def call(self, workspace: str, method: str, *, pace: str | None = None, **arguments: Any) -> Reply:
        """Return the odd answer, where there is one."""
        return self._odd.get(method) or super().call(workspace, method, pace=pace, **arguments)


def courier_of(wired: Wired, method: str, answer: Reply) -> Courier:
    """Return a courier that one method answers oddly."""
    web = OddSlack(wired, {method: answer})
    directory = SlackDirectory(web, wired.clock, monotonic=wired.monotonic)
    return Courier(web=web, stage=wired.stage, directory=directory, database=wired.database)


def told(wired: Wired) -> SayDirectly:
    """Tell Bob something."""
    return SayDirectly(person=wired.bob.id, notice=Notice.PROMISED)


def reminded(wired: Wired) -> SendDigest:
    """Remind Bob."""
    return SendDigest(person=wired.bob.id, local_date="2026-03-02")


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("users.info", YES),
        ("users.info", {"ok": True, "user": None}),
        ("users.info", {"ok": True, "user": {"tz": 7}}),
        ("users.info", {"ok": True, "user": {"profile": ["Bob"]}}),
        ("conversations.open", YES),
        ("conversations.open", {"ok": True, "channel": None}),
        ("dnd.info", {"ok": True, "dnd_enabled": True, "next_dnd_start_ts": "soon"}),
    ],
)
def test_words_for_a_person_wait_for_an_answer_that_is_whole(wired: Wired, method: str, answer: Reply) -> None:
    outcome = courier_of(wired, method, answer).deliver(wired.a_delivery(reminded(wired)))

    assert isinstance(outcome, Postponed)
    assert outcome.is_failure


def test_files_wait_for_an_address_to_upload_them_to(wired: Wired) -> None:
    wired.posts_card()
    upload = UploadSpec(alignment_id="A1", channel=wired.channel, version=1)

    outcome = courier_of(wired, "files.getUploadURLExternal", YES).deliver(wired.a_delivery(upload))

    assert isinstance(outcome, Postponed)
    assert outcome.is_failure


@pytest.mark.parametrize("history", [YES, {"ok": True, "messages": ["hello"]}])
def test_what_may_have_arrived_is_not_sent_again_without_a_history_to_look_in(wired: Wired, history: Reply) -> None:
    card: Effect = PostCard(alignment_id="A1", channel=wired.channel)
    lost = wired.a_delivery(card, state=DeliveryState.AMBIGUOUS, attempt=2)

    outcome = courier_of(wired, "conversations.history", history).reconcile(lost)

    assert isinstance(outcome, Postponed)
    assert 0 == wired.calls("chat.postMessage")


@pytest.mark.parametrize("listed", [YES, {"ok": True, "members": [{"id": "U1", "tz": 7}, "nobody"]}])
def test_a_list_of_people_that_cannot_be_read_keeps_nobody_from_being_told(wired: Wired, listed: Reply) -> None:
    courier = courier_of(wired, "users.list", listed)
    strangers = [SayDirectly(person=f"U0{number}", notice=Notice.PROMISED) for number in range(MANY)]
    courier.expect([wired.a_delivery(each) for each in strangers])
    courier.expect([wired.a_delivery(told(wired))])

    assert isinstance(courier.deliver(wired.a_delivery(told(wired))), Sent)


def test_who_can_be_read_in_a_list_is_known_beside_one_who_cannot(wired: Wired) -> None:
    ben = {"id": "U0BEN", "name": "ben", "team_id": wired.workspace}
    web = OddSlack(wired, {"users.list": {"ok": True, "members": ["nobody", ben]}, "users.info": YES})
    directory = SlackDirectory(web, wired.clock, monotonic=wired.monotonic)
    directory.expect(wired.workspace, ["U0BEN", *(f"U0{number}" for number in range(MANY))])

    assert "ben" == directory.person(wired.workspace, "U0BEN", fresher_than=timedelta(hours=1)).name
