"""Whoever answers where nothing is asked is told so, once as long as it stands so."""

import pytest

from bot.domain.effects import Notice, Whisper
from tests.services.office import ANA, BEN, Office
from tests.services.stories import WHOLE_SPEC

CORRECTION = "The failure number is wrong: below 80 % of claims in the right queue over 7 days"
METRIC = "success_criteria.metric"


def complete(office: Office) -> None:
    """Answer everything."""
    office.open()
    for field, text in WHOLE_SPEC.items():
        office.answer(field, text)
    office.carry_out()


def told(office: Office) -> list[tuple[str, object]]:
    """Let everything happen, and return who was told of what state that nothing was recorded."""
    said = [each for each in office.said(Notice.UNRECORDED) if isinstance(each, Whisper)]
    return [(each.person, each.facts["state"]) for each in said]


def test_who_writes_under_a_complete_card_is_told_once_that_it_is_not_recorded(office: Office) -> None:
    complete(office)
    before = office.alignment.answers

    for text in (CORRECTION, f"3. {CORRECTION}"):
        office.reply(text, by=BEN)

    assert [(BEN, "complete")] == told(office)
    assert before == office.alignment.answers


def test_who_writes_under_a_closed_card_is_told_that_it_is_not_recorded(office: Office) -> None:
    office.open()
    office.services.closing.close(office.inbound(), office.alignment.id)
    office.carry_out()

    for person in (BEN, ANA):
        office.reply(CORRECTION, by=person)

    assert [(BEN, "closed"), (ANA, "closed")] == told(office)


def test_who_writes_where_every_question_is_put_off_is_told_that_it_is_not_recorded(office: Office) -> None:
    office.open()
    while office.alignment.asked:
        office.services.interrogation.put_off(office.inbound(), office.alignment.id, office.alignment.asked[0])
    office.carry_out()

    office.reply("Somebody has to look at that number again.", by=BEN)

    assert [(BEN, "open")] == told(office)


def test_it_is_said_again_once_there_is_another_version(office: Office) -> None:
    complete(office)
    office.reply(CORRECTION, by=BEN)
    assert [(BEN, "complete")] == told(office)
    office.answer(METRIC, WHOLE_SPEC[METRIC].replace("97", "98"))

    office.reply(CORRECTION, by=BEN)

    assert [(BEN, "complete")] == told(office)


@pytest.mark.parametrize("text", ["thanks!", ":tada:", "Well done everyone!", "what is this?", "remind me tomorrow"])
def test_what_is_no_answer_is_left_alone(office: Office, text: str) -> None:
    complete(office)

    office.reply(text, by=BEN)

    assert [] == told(office)


def test_small_talk_under_a_number_is_left_alone(office: Office) -> None:
    office.open()
    office.carry_out()

    office.reply("2. ok", by=BEN)

    assert () == office.carry_out()
