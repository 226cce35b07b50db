"""Slack promises no order: an edit or a deletion may come before its message, and none of it is lost or heard twice."""

from datetime import timedelta

import pytest

from bot.domain.alignment import MessageRef
from bot.domain.effects import Hear, Heard, Notice
from bot.services.requests import MessageAsAnswer
from tests.builders import CHANNEL
from tests.services.office import ANA, BEN, EXECUTABLE, Office, a_reply

DECISION = "capability.decision"
TYPED, EDITED = "It should be really good.", EXECUTABLE[DECISION]
JUST_NOW = "1772452700.000100"


@pytest.fixture
def opened(office: Office) -> Office:
    """An alignment whose thread waits for answers."""
    office.open()
    office.carry_out()
    return office


def said(text: str, what: Heard = Heard.SAID, **changes: str) -> Hear:
    """Return what happened to one message of the thread."""
    return a_reply(text, what=what, ts=JUST_NOW).model_copy(update=changes)


def hear(office: Office, *happened: Hear) -> None:
    """Let Slack tell of these in this order."""
    for each in happened:
        office.receive(each)
        office.hear()


def answers_of(office: Office) -> int:
    """Count the answers ever given."""
    with office.database.read() as tx:
        return len(tx.alignments.history(office.alignment.workspace, office.alignment.id))


def test_the_message_is_dated_just_now(opened: Office) -> None:
    assert timedelta() <= opened.clock.now() - said("").said_at < timedelta(hours=1)  # type: ignore[operator]


def test_an_edit_that_comes_before_its_message_is_heard_as_the_message(opened: Office) -> None:
    hear(opened, said(EDITED, Heard.EDITED))

    answer = opened.alignment.answers[DECISION]
    assert (EDITED, ANA, said("").message) == (answer.text, answer.author, answer.source)


def test_a_message_that_comes_after_its_edit_is_not_heard_any_more(opened: Office) -> None:
    before = answers_of(opened)

    hear(opened, said(EDITED, Heard.EDITED), said(TYPED))

    assert (before + 1, EDITED) == (answers_of(opened), opened.alignment.answers[DECISION].text)
    assert [] == opened.said(Notice.SOURCE_EDITED)


def test_a_direct_message_that_comes_after_its_edit_is_not_heard_any_more(opened: Office) -> None:
    before = answers_of(opened)
    direct = {"channel": "D1", "thread_ts": None, "is_direct": True}

    for what, text in ((Heard.EDITED, EDITED), (Heard.SAID, TYPED)):
        opened.receive(said(text, what).model_copy(update=direct))
        opened.hear()

    assert before + 1 == answers_of(opened)
    assert EDITED == opened.alignment.answers[DECISION].text


def test_an_edit_after_its_message_is_offered_and_not_taken(opened: Office) -> None:
    before = answers_of(opened)

    hear(opened, said(EDITED), said(f"{EDITED} Nothing else.", Heard.EDITED))

    assert before + 1 == answers_of(opened)
    assert 1 == len(opened.said(Notice.SOURCE_EDITED))


def test_an_edit_that_is_received_before_its_message_was_heard_is_offered(opened: Office) -> None:
    before = answers_of(opened)
    opened.receive(said(EDITED))
    opened.receive(said(f"{EDITED} Nothing else.", Heard.EDITED))

    opened.hear()

    assert before + 1 == answers_of(opened)
    assert 1 == len(opened.said(Notice.SOURCE_EDITED))


def test_a_message_that_was_deleted_before_it_came_is_not_heard(opened: Office) -> None:
    before = answers_of(opened)

    hear(opened, said("", Heard.DELETED), said(EDITED))

    assert before == answers_of(opened)
    assert () == opened.carry_out()


def test_talk_that_is_edited_stays_talk(opened: Office) -> None:
    before = answers_of(opened)

    hear(opened, said("thanks!"), said("thanks, see you there", Heard.EDITED))

    assert before == answers_of(opened)


def test_an_edit_that_makes_talk_of_a_message_nobody_has_heard_takes_its_place(opened: Office) -> None:
    before = answers_of(opened)

    hear(opened, said("thanks!", Heard.EDITED), said(EDITED))

    assert before == answers_of(opened)


def test_an_edit_of_what_was_said_so_long_ago_that_nobody_knows_is_no_answer(opened: Office) -> None:
    before = answers_of(opened)
    opened.clock.advance(hours=49)

    hear(opened, said(EDITED, Heard.EDITED))

    assert before == answers_of(opened)


@pytest.mark.parametrize("ts", ["yesterday", "1e9", "99999999999.1", "1772452700"])
def test_an_edit_of_a_message_with_a_strange_address_is_no_answer(opened: Office, ts: str) -> None:
    before = answers_of(opened)

    hear(opened, said(EDITED, Heard.EDITED, ts=ts))

    assert before == answers_of(opened)


def test_an_edit_of_a_message_that_was_filed_as_an_answer_is_offered(opened: Office) -> None:
    source = MessageRef(channel=CHANNEL, ts=JUST_NOW)
    request = MessageAsAnswer(alignment_id=opened.alignment.id, field=DECISION, text=EDITED, author=BEN, source=source)
    opened.services.interrogation.file(opened.inbound(), request)
    before = answers_of(opened)

    hear(opened, said(f"{EDITED} Nothing else.", Heard.EDITED))

    assert before == answers_of(opened)
    assert 1 == len(opened.said(Notice.SOURCE_EDITED))


def test_the_same_message_told_of_by_two_events_is_heard_once(opened: Office) -> None:
    before = answers_of(opened)

    hear(opened, said(EDITED), said(EDITED))

    assert before + 1 == answers_of(opened)
