"""Whoever asks something instead of answering is told what it is about, and nothing of it is recorded."""

import pytest

from bot.domain.effects import EditMessage, Notice, SayDirectly, UpdateCard, Whisper
from bot.services.requests import HandOver
from tests.builders import WORKSPACE
from tests.services.office import ANA, BEN, EXECUTABLE, Office

DECISION, METRIC = "capability.decision", "success_criteria.metric"
FAILURE, ALERT = "success_criteria.failure_threshold", "monitoring.alert"
ACCOUNTABLE = "ownership.accountable_owner"


def owing(office: Office) -> None:
    """Let Ben owe monitoring of what Ana started."""
    alignment = office.open()
    request = HandOver(alignment_id=alignment.id, artifacts=("monitoring",), to=BEN)
    office.services.ownership.hand_over(office.inbound(), request)
    office.carry_out()


@pytest.mark.parametrize("text", ["what is this?", "help", "?", "I don't understand the question", "we said 5 %, no?"])
def test_a_plea_by_direct_message_is_answered_and_not_recorded(office: Office, text: str) -> None:
    owing(office)

    office.write(text, by=BEN)

    (told,) = office.carry_out()
    assert isinstance(told, SayDirectly)
    assert (BEN, Notice.EXPLAINED, ALERT) == (told.person, told.notice, told.facts["field"])
    assert {ACCOUNTABLE} == set(office.alignment.answers)


def test_a_plea_is_answered_each_time_and_uses_up_no_try(office: Office) -> None:
    owing(office)
    for _ in range(3):
        office.write("what is this?", by=BEN)

    assert 3 == len(office.said(Notice.EXPLAINED))
    office.write("It should be fast.", by=BEN)
    assert 1 == office.alignment.revision_of(ALERT)
    assert [[]] == [said.facts["given_up"] for said in office.said(Notice.UNDERSTOOD)]


def test_a_plea_of_who_owes_several_alignments_is_no_answer_to_choose_a_question_for(office: Office) -> None:
    owing(office)
    owing(office)

    office.write("help", by=BEN)

    assert [Notice.EXPLAINED] == [said.notice for said in office.queued(SayDirectly)]


def test_a_plea_of_somebody_who_owes_nothing_is_answered_with_that(office: Office) -> None:
    office.write("what is this?", by=BEN)

    assert [Notice.NOTHING_OWED] == [said.notice for said in office.queued(SayDirectly)]


def test_a_question_to_the_app_by_direct_message_is_answered(office: Office) -> None:
    owing(office)

    office.write("<@U0APP> what is this?", by=BEN)

    assert 1 == len(office.said(Notice.EXPLAINED))


@pytest.mark.parametrize(
    "text", ["Sorry I joined late, what is this about?", "we said 92% no?", "2. what do you mean?"]
)
def test_a_question_in_the_thread_is_not_recorded_and_its_author_is_told_once(office: Office, text: str) -> None:
    office.open()
    office.carry_out()
    for _ in range(2):
        office.reply(text, by=BEN)

    (told,) = office.carry_out()
    assert isinstance(told, Whisper)
    assert (BEN, Notice.EXPLAINED, DECISION) == (told.person, told.notice, told.facts["field"])
    assert {ACCOUNTABLE} == set(office.alignment.answers)


def test_a_question_that_fills_what_is_asked_is_an_answer(office: Office) -> None:
    office.open()
    office.reply(f"1. {EXECUTABLE[DECISION]}")
    office.reply("2. Extraction accuracy of at least 95 %")

    alignment = office.reply("2. over 30 days, is that what you want?")

    assert alignment.answers[METRIC].assessment.is_executable


@pytest.mark.parametrize("text", ["It should be good.", "fast", "whenever someone complains maybe?"])
def test_a_vague_answer_is_still_recorded_and_followed_up(office: Office, text: str) -> None:
    owing(office)

    office.write(text, by=BEN)

    assert text == office.alignment.answers[ALERT].text
    assert 1 == len([said for said in office.said(Notice.UNDERSTOOD) if isinstance(said, SayDirectly)])


def test_what_answers_none_of_several_questions_can_be_left_out(office: Office) -> None:
    owing(office)
    owing(office)
    office.write("It should be good.", by=BEN)
    office.carry_out()
    pressed = office.inbound(BEN)

    with office.database.read() as tx:
        sent = tx.deliveries.find_latest(WORKSPACE, office.alignment.id, "say_directly")
    assert sent is not None
    for _ in range(2):
        office.services.hearing.dismiss(pressed, office.alignment.id, sent.message)

    (settled,) = office.carry_out()
    assert isinstance(settled, EditMessage)
    assert ("dismissed", BEN) == (settled.facts["what"], settled.facts["person"])
    assert ALERT not in office.alignment.answers


def test_a_question_in_a_thread_that_waits_for_nothing_is_left_alone(office: Office) -> None:
    office.open()
    for key in office.alignment.asked:
        office.services.interrogation.put_off(office.inbound(), office.alignment.id, key)
    while office.alignment.asked:
        office.services.interrogation.put_off(office.inbound(), office.alignment.id, office.alignment.asked[0])
    office.carry_out()

    office.reply("what is this?", by=ANA)

    assert not [effect for effect in office.carry_out() if not isinstance(effect, UpdateCard)]


def test_who_reminds_others_of_a_number_does_not_put_it_down(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        trigger = office.catalogue.field("exception_rollback.rollback_trigger")
        tx.alignments.save(tx.alignments.get(WORKSPACE, office.alignment.id).with_questions(trigger))

    office.reply("we said 92% no?", by=BEN)

    assert {ACCOUNTABLE} == set(office.alignment.answers)
