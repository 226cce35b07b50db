"""Asking more of an alignment than when it was started."""

import pytest

from bot.catalogue_files import read_every_depth
from bot.domain.alignment import Status
from bot.domain.catalogue import Depth
from bot.domain.effects import Notice, UpdateCard
from bot.domain.errors import AlignmentClosed, NotDeeper, NotYours
from bot.services.requests import Answers, Deepen
from tests.builders import WORKSPACE
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CAT, EXECUTABLE, Office

EVERYTHING = read_every_depth()
DECISION = "capability.decision"


@pytest.fixture
def deep(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """An office that knows the questions of every depth."""
    return Office(database, clock, catalogue=EVERYTHING)


def deepen(office: Office, depth: Depth = Depth.STANDARD, by: str = ANA, key: str | None = None) -> None:
    request = Deepen(alignment_id=office.alignment.id, depth=depth)
    office.services.deepening.deepen(office.inbound(by, key), request)


def test_more_is_asked_and_every_answer_stays(deep: Office) -> None:
    deep.open()
    answered = deep.answer(DECISION, EXECUTABLE[DECISION]).answers
    before = {gap.field.key for gap in deep.progress.gaps}

    deepen(deep)

    assert deep.alignment.depth is Depth.STANDARD
    assert deep.alignment.answers == answered
    assert before < {gap.field.key for gap in deep.progress.gaps}


def test_the_thread_hears_who_asked_for_more_and_the_card_shows_it(deep: Office) -> None:
    deep.open()
    deep.carry_out()

    deepen(deep)

    effects = deep.carry_out()
    (told,) = [each for each in effects if getattr(each, "notice", None) is Notice.DEEPENED]
    assert (told.facts["by"], told.facts["before"]) == (ANA, "core")  # type: ignore[union-attr]
    assert any(isinstance(each, UpdateCard) for each in effects)


def test_a_question_the_thread_shows_already_is_not_put_again(deep: Office) -> None:
    deep.open()

    deepen(deep)

    (told,) = deep.said(Notice.DEEPENED)
    assert told.facts["next"] is None


def test_a_complete_spec_is_open_again_and_the_next_question_is_put(deep: Office) -> None:
    alignment = deep.open()
    texts = {field.key: field.example for field in EVERYTHING if field.depth is Depth.CORE}
    deep.services.interrogation.submit(deep.inbound(), Answers(alignment_id=alignment.id, texts=texts))
    assert deep.alignment.status is Status.COMPLETE

    deepen(deep)

    (told,) = deep.said(Notice.DEEPENED)
    assert deep.alignment.status is Status.OPEN
    assert deep.alignment.version == 1
    assert deep.alignment.asked == (told.facts["next"],)
    assert deep.services.reporting.spec(WORKSPACE, alignment.id, 1) is not None


@pytest.mark.parametrize(("first", "then"), [(Depth.STANDARD, Depth.STANDARD), (Depth.HIGH, Depth.CORE)])
def test_a_depth_is_never_lowered(deep: Office, first: Depth, then: Depth) -> None:
    deep.open(depth=first)

    with pytest.raises(NotDeeper):
        deepen(deep, then)


def test_the_accountable_person_may_ask_for_more_but_nobody_else(deep: Office) -> None:
    deep.open(accountable=BEN)

    with pytest.raises(NotYours):
        deepen(deep, by=CAT)
    deepen(deep, by=BEN)

    assert deep.alignment.depth is Depth.STANDARD


def test_a_closed_alignment_asks_nothing_more(deep: Office) -> None:
    alignment = deep.open()
    deep.services.closing.close(deep.inbound(), alignment.id)

    with pytest.raises(AlignmentClosed):
        deepen(deep)


def test_a_repeated_delivery_changes_nothing(deep: Office) -> None:
    deep.open()
    deepen(deep, key="the same")
    deepen(deep, Depth.HIGH, key="the same")

    assert deep.alignment.depth is Depth.STANDARD
