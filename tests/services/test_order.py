"""In which order things are said: first what somebody waits for, then the card, then the summary and the files."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.domain.catalogue import Depth
from bot.domain.effects import Notice, PostSummary, SayDirectly, SayInThread, UpdateCard, UploadSpec
from bot.services.requests import Deepen, HandOver, MessageAsAnswer, Promise, Waive
from tests.builders import CHANNEL
from tests.services.office import ANA, BEN, CAT, EXECUTABLE, Office, a_reply
from tests.services.stories import WHOLE_SPEC

DECISION = "capability.decision"
Act = Callable[[Office], object]


def say_in_thread(office: Office) -> None:
    """Answer the first question in the thread."""
    office.receive(a_reply(EXECUTABLE[DECISION]))


def write_directly(office: Office) -> None:
    """Answer what one owes in a direct message."""
    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)
    office.carry_out()
    office.receive(a_reply(EXECUTABLE[DECISION], person=BEN).model_copy(update={"is_direct": True, "thread_ts": None}))


def fill_in(office: Office) -> None:
    """Answer the first question in a form."""
    office.answer(DECISION, EXECUTABLE[DECISION])


def use_a_message(office: Office) -> None:
    """File a message as the answer to the first question."""
    said = a_reply(EXECUTABLE[DECISION])
    request = MessageAsAnswer(
        alignment_id=office.alignment.id, field=DECISION, text=said.text, author=BEN, source=said.message
    )
    office.services.interrogation.file(office.inbound(), request)


def put_off(office: Office) -> None:
    """Leave the first question for later."""
    office.services.interrogation.put_off(office.inbound(), office.alignment.id, DECISION)


def accept(office: Office) -> None:
    """Take on what one was named for."""
    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)


def decline(office: Office) -> None:
    """Give back what one was named for."""
    office.services.ownership.decline(office.inbound(BEN), office.alignment.id)


def promise(office: Office) -> None:
    """Name a day."""
    office.services.pacing.promise(office.inbound(BEN), Promise(alignment_id=office.alignment.id, on=date(2026, 3, 9)))


def waive(office: Office) -> None:
    """Leave a part open on purpose."""
    request = Waive(alignment_id=office.alignment.id, subject="monitoring", reason="Later.", until=date(2026, 4, 1))
    office.services.pacing.waive(office.inbound(), request)


def deepen(office: Office) -> None:
    """Ask more."""
    office.services.deepening.deepen(office.inbound(), Deepen(alignment_id=office.alignment.id, depth=Depth.HIGH))


def close(office: Office) -> None:
    """End it unfinished."""
    office.services.closing.close(office.inbound(), office.alignment.id)


ANSWERING = (say_in_thread, write_directly, fill_in, use_a_message)


@pytest.fixture
def opened(office: Office) -> Office:
    """An office in which Ben is asked to own what Ana started."""
    office.open(accountable=BEN)
    return office


@pytest.mark.parametrize(
    "act", [*ANSWERING, put_off, accept, decline, promise, waive, deepen, close], ids=lambda act: act.__name__
)
def test_words_that_somebody_waits_for_are_queued_before_the_card_is_edited(opened: Office, act: Act) -> None:
    act(opened)

    happened = [effect for effect in opened.carry_out() if isinstance(effect, SayInThread | SayDirectly | UpdateCard)]
    assert isinstance(happened[0], SayInThread | SayDirectly)
    assert isinstance(happened[-1], UpdateCard)


def test_what_was_handed_over_is_shown_on_the_card(opened: Office) -> None:
    request = HandOver(alignment_id=opened.alignment.id, artifacts=("monitoring",), to=CAT)

    opened.services.ownership.hand_over(opened.inbound(ANA), request)

    assert [CHANNEL] == [card.channel for card in opened.queued(UpdateCard)]


def test_the_summary_comes_after_the_reply_to_the_last_answer(office: Office) -> None:
    office.open()
    *others, last = WHOLE_SPEC
    for field in others:
        office.answer(field, WHOLE_SPEC[field])
    office.carry_out()

    office.answer(last, WHOLE_SPEC[last])

    understood, *shown = office.carry_out()
    assert isinstance(understood, SayInThread)
    assert Notice.UNDERSTOOD is understood.notice
    assert {UpdateCard, PostSummary, UploadSpec} == {type(effect) for effect in shown}
