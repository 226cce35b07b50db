"""Hearing what people write: kept at once, read afterwards, said back, and never lost."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.alignment import Provenance
from bot.domain.delivery import Delivery, Lane
from bot.domain.effects import Hear, Heard, Notice, SayDirectly, SayInThread, Whisper
from bot.domain.errors import NotStored
from bot.domain.people import NudgePreferences
from bot.services.requests import HandOver, MessageAsAnswer, Promise
from tests.builders import WORKSPACE
from tests.fakes import StoppedClock
from tests.services.office import ANA, BEN, CARD_TS, EXECUTABLE, InterruptedDatabase, Office, a_reply

DECISION = "capability.decision"
METRIC = "success_criteria.metric"
FAILURE = "success_criteria.failure_threshold"


def ask(office: Office, *fields: str) -> None:
    """Let the thread wait for these fields."""
    with office.database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, office.alignment.id)
        tx.alignments.save(alignment.with_questions(*(office.catalogue.field(key) for key in fields)))


def test_a_reply_in_the_thread_answers_what_was_asked(office: Office) -> None:
    office.open()
    ask(office, DECISION)

    alignment = office.reply(EXECUTABLE[DECISION])

    assert alignment.answers[DECISION].provenance is Provenance.THREAD
    assert alignment.answers[DECISION].assessment.is_executable


def test_what_was_understood_is_said_back_with_the_next_question(office: Office) -> None:
    office.open()
    ask(office, DECISION)

    alignment = office.reply(EXECUTABLE[DECISION])

    (understood,) = office.said(Notice.UNDERSTOOD)
    assert understood.facts["answers"] == [alignment.answers[DECISION].id]
    assert understood.facts["next"] == alignment.asked[0]


def test_an_answer_that_is_only_words_is_asked_again_not_followed_by_another_question(office: Office) -> None:
    office.open()
    ask(office, DECISION)

    alignment = office.reply("It will make us more efficient.")

    (understood,) = office.said(Notice.UNDERSTOOD)
    assert understood.facts["next"] is None
    assert alignment.asked == (DECISION,)


def test_a_follow_up_reply_completes_what_was_said_before(office: Office) -> None:
    office.open()
    ask(office, METRIC)
    office.reply("Extraction accuracy of at least 95 %", ts="1.1")

    alignment = office.reply("over 30 days", ts="1.2")

    assert alignment.answers[METRIC].assessment.is_executable
    assert alignment.answers[METRIC].text == "Extraction accuracy of at least 95 %\nover 30 days"


def test_after_three_tries_the_answer_is_kept_and_the_bot_moves_on(office: Office) -> None:
    office.open()
    ask(office, DECISION)
    for number in range(3):
        office.carry_out()
        office.reply(f"We will empower the team, version {number}.", ts=f"1.{number}")

    (understood,) = office.said(Notice.UNDERSTOOD)
    assert understood.facts["given_up"] == [DECISION]
    assert understood.facts["next"] not in (None, DECISION)
    assert DECISION in {gap.field.key for gap in office.progress.gaps}


def test_tries_count_from_the_last_answer_that_was_executable(office: Office) -> None:
    office.open()
    office.answer(DECISION, EXECUTABLE[DECISION])
    office.answer(DECISION, f"{EXECUTABLE[DECISION]} It is logged.")

    office.answer(DECISION, "It helps everybody.")

    understood = office.said(Notice.UNDERSTOOD)[-1]
    assert understood.facts["given_up"] == []


def test_a_reply_that_is_all_a_question_needs_which_was_put_off_answers_that(office: Office) -> None:
    office.open()
    ask(office, METRIC)
    office.services.interrogation.put_off(office.inbound(), office.alignment.id, DECISION)

    alignment = office.reply(EXECUTABLE[DECISION])

    assert alignment.answers[DECISION].text == EXECUTABLE[DECISION]
    assert METRIC not in alignment.answers


def test_a_reply_goes_to_what_is_asked_rather_than_to_what_was_put_off(office: Office) -> None:
    office.open()
    ask(office, METRIC)
    office.services.interrogation.put_off(office.inbound(), office.alignment.id, DECISION)

    alignment = office.reply("It helps everybody.")

    assert alignment.answers.keys() - {"ownership.accountable_owner"} == {METRIC}


def test_a_thread_in_which_a_question_of_a_lost_pack_was_asked_goes_on(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, office.alignment.id)
        tx.alignments.save(replace(alignment, asked=("ownership.works_council", METRIC)))

    alignment = office.reply(EXECUTABLE[METRIC])

    assert alignment.answers[METRIC].text == EXECUTABLE[METRIC]


def test_three_questions_can_be_answered_by_number_in_one_reply(office: Office) -> None:
    office.open()
    ask(office, DECISION, METRIC, FAILURE)

    alignment = office.reply(f"1. {EXECUTABLE[DECISION]}\n3. {EXECUTABLE[FAILURE]}")

    assert {DECISION, FAILURE} <= set(alignment.answers)
    assert METRIC not in alignment.answers


def test_a_number_counts_for_its_question_after_others_are_answered(office: Office) -> None:
    office.open()
    office.reply(f"1. {EXECUTABLE[DECISION]}")
    office.reply("2. Much better accuracy.")

    alignment = office.reply("3. More than 100 complaints in a month")

    assert "More than 100 complaints in a month" == alignment.answers[FAILURE].text
    assert "Much better accuracy." == alignment.answers[METRIC].text


def test_the_number_of_a_question_that_is_answered_corrects_its_answer(office: Office) -> None:
    office.open()
    office.reply(f"1. {EXECUTABLE[DECISION]}\n2. {EXECUTABLE[METRIC]}")

    alignment = office.reply(f"2. {EXECUTABLE[METRIC].replace('95', '97')}")

    assert EXECUTABLE[METRIC].replace("95", "97") == alignment.answers[METRIC].text
    assert FAILURE not in alignment.answers
    assert (FAILURE,) == alignment.asked


def test_a_number_counts_for_a_question_that_was_put_off(office: Office) -> None:
    office.open()
    office.services.interrogation.put_off(office.inbound(), office.alignment.id, METRIC)

    alignment = office.reply(f"2. {EXECUTABLE[METRIC]}")

    assert EXECUTABLE[METRIC] == alignment.answers[METRIC].text


def test_who_asked_to_be_left_alone_may_still_answer(office: Office) -> None:
    office.open()
    office.services.pacing.snooze(office.inbound(), office.alignment.id, 2)
    office.carry_out()

    office.write(EXECUTABLE[DECISION])

    assert office.alignment.answers[DECISION].provenance is Provenance.DIRECT
    assert office.said(Notice.NOTHING_OWED) == []


def test_who_promised_may_answer_before_the_day(office: Office) -> None:
    office.open()
    office.services.pacing.promise(office.inbound(), Promise(alignment_id=office.alignment.id, on=date(2026, 3, 13)))
    office.carry_out()

    office.write(EXECUTABLE[DECISION])

    assert office.alignment.answers[DECISION].assessment.is_executable


def test_a_direct_answer_is_taken_while_the_channel_is_out_of_reach(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        tx.alignments.save(replace(tx.alignments.get(WORKSPACE, office.alignment.id), is_muted=True))

    office.write(EXECUTABLE[DECISION])

    assert office.alignment.answers[DECISION].assessment.is_executable


def test_a_direct_answer_counts_first_for_what_its_author_is_reminded_of(office: Office) -> None:
    silenced = office.open()
    office.services.pacing.snooze(office.inbound(), silenced.id, 2)
    spoken_of = office.open()

    office.write(EXECUTABLE[DECISION])

    with office.database.read() as tx:
        assert DECISION in tx.alignments.get(WORKSPACE, spoken_of.id).answers
        assert DECISION not in tx.alignments.get(WORKSPACE, silenced.id).answers


def test_a_reply_without_numbers_goes_to_the_question_it_fits(office: Office) -> None:
    office.open()
    ask(office, DECISION, METRIC)

    alignment = office.reply(EXECUTABLE[METRIC])

    assert METRIC in alignment.answers
    assert DECISION not in alignment.answers


@pytest.mark.parametrize("text", ["thanks!", "ok", ":+1:", "👍", "<@U0BEN> can you take this one?"])
def test_people_talking_to_each_other_are_left_alone(office: Office, text: str) -> None:
    office.open()
    office.carry_out()
    ask(office, DECISION)

    alignment = office.reply(text)

    assert DECISION not in alignment.answers
    assert office.said(Notice.UNDERSTOOD) == []


def test_the_same_reply_delivered_twice_counts_once(office: Office) -> None:
    office.open()
    ask(office, DECISION)
    office.reply("It extracts invoices.", key="event:1")

    alignment = office.reply("It extracts invoices.", key="event:1")

    assert alignment.revision_of(DECISION) == 1


def test_a_reply_in_some_other_thread_is_none_of_our_business(office: Office) -> None:
    office.open()
    office.carry_out()

    office.receive(a_reply("hello there", thread_ts="8.8"))

    assert office.carry_out() == ()


def test_editing_the_message_behind_an_answer_offers_an_update_and_changes_nothing(office: Office) -> None:
    office.open()
    ask(office, DECISION)
    office.reply("It extracts invoices.", ts="7.7")
    office.carry_out()

    office.receive(a_reply("It extracts receipts.", what=Heard.EDITED))

    (offer,) = office.said(Notice.SOURCE_EDITED)
    assert offer.facts["text"] == "It extracts receipts."
    assert office.alignment.answers[DECISION].text == "It extracts invoices."


def test_deleting_the_message_behind_an_answer_keeps_the_answer(office: Office) -> None:
    office.open()
    ask(office, DECISION)
    office.reply("It extracts invoices.", ts="7.7")

    office.receive(a_reply(what=Heard.DELETED))

    assert len(office.said(Notice.SOURCE_DELETED)) == 1
    assert office.alignment.answers[DECISION].text == "It extracts invoices."


def test_a_direct_message_answers_what_its_author_owes(office: Office) -> None:
    office.open()
    office.carry_out()

    office.write(EXECUTABLE["success_criteria.failure_threshold"])

    (answer,) = [a for a in office.alignment.answers.values() if a.provenance is Provenance.DIRECT]
    assert answer.field in {"success_criteria.failure_threshold", "success_criteria.metric"}


def misplaced_by_ben(office: Office) -> SayDirectly:
    """Let Ben, who owes monitoring, write to the app what belongs to the metric, and return what he is told."""
    office.open()
    request = HandOver(alignment_id=office.alignment.id, artifacts=("monitoring",), to=BEN)
    office.services.ownership.hand_over(office.inbound(), request)
    office.carry_out()
    office.write(EXECUTABLE[METRIC], by=BEN)
    (told,) = office.queued(SayDirectly)
    return told


def test_a_direct_message_that_belongs_elsewhere_is_offered_to_be_filed_there(office: Office) -> None:
    told = misplaced_by_ben(office)

    assert (BEN, Notice.MISPLACED, METRIC) == (told.person, told.notice, told.facts["better"])


def test_a_direct_message_that_is_filed_elsewhere_is_confirmed_to_its_author_and_in_the_thread(office: Office) -> None:
    offer = misplaced_by_ben(office).facts

    office.services.interrogation.adopt(office.inbound(BEN), office.alignment.id, str(offer["answer"]), field=METRIC)

    assert ["SayDirectly", "SayInThread"] == sorted(type(said).__name__ for said in office.said(Notice.UNDERSTOOD))
    assert office.alignment.answers[METRIC].assessment.is_executable


def stand_in(office: Office) -> None:
    """Let Ana be away today, and Ben stand in for her."""
    today = office.clock.now().date()
    with office.database.write() as tx:
        gone = NudgePreferences(away_from=today, away_until=today, stand_in=BEN)
        tx.people.put_preferences(WORKSPACE, ANA, gone)


def test_a_direct_message_of_a_stand_in_counts_for_what_the_other_owes(office: Office) -> None:
    office.open()
    stand_in(office)
    office.carry_out()

    office.write(EXECUTABLE[METRIC], by=BEN)

    (told,) = [said for said in office.said(Notice.UNDERSTOOD) if isinstance(said, SayDirectly)]
    assert (BEN, ANA) == (told.person, told.facts["debtor"])
    (answer,) = [each for each in office.alignment.answers.values() if each.provenance is Provenance.DIRECT]
    assert BEN == answer.author


def test_a_stand_in_who_owes_something_themselves_answers_that(office: Office) -> None:
    office.open()
    office.services.ownership.hand_over(
        office.inbound(), HandOver(alignment_id=office.alignment.id, artifacts=("success_criteria",), to=BEN)
    )
    stand_in(office)
    office.carry_out()

    office.write(EXECUTABLE[METRIC], by=BEN)

    (told,) = [said for said in office.said(Notice.UNDERSTOOD) if isinstance(said, SayDirectly)]
    assert BEN == told.facts["debtor"]


def test_somebody_who_owes_nothing_is_told_so(office: Office) -> None:
    office.write("What do you want from me?", by=BEN)

    assert len(office.said(Notice.NOTHING_OWED)) == 1


def received(office: Office) -> Delivery:
    """Claim what was received first."""
    with office.database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.HEARING, office.clock.now(), 1)
    return delivery


def waiting(office: Office) -> int:
    """Count what was received and is not heard."""
    with office.database.read() as tx:
        return sum(tx.deliveries.count().values())


def test_receiving_reads_nothing_and_changes_no_alignment(office: Office) -> None:
    before = office.open()

    office.receive(a_reply(EXECUTABLE[DECISION]))

    assert before == office.alignment
    assert 1 == waiting(office)


@pytest.mark.parametrize(
    "said",
    [
        a_reply("We should meet on Tuesday.", thread_ts="8.8"),
        a_reply("We should meet on Tuesday.", channel="C0ELSEWHERE"),
        a_reply("We should meet on Friday.", what=Heard.EDITED, thread_ts="8.8"),
        a_reply(what=Heard.DELETED, thread_ts="8.8"),
        a_reply(what=Heard.FILE, thread_ts="8.8"),
        a_reply("thanks!"),
    ],
    ids=["another thread", "another channel", "an edit", "a deletion", "a file", "small talk"],
)
def test_what_is_none_of_our_business_is_never_stored(office: Office, said: Hear) -> None:
    office.open()
    office.carry_out()

    office.receive(said)

    assert 0 == waiting(office)


def test_an_edit_of_a_message_from_anywhere_that_was_used_as_an_answer_is_heard(office: Office) -> None:
    office.open()
    elsewhere = a_reply("It extracts receipts.", what=Heard.EDITED, thread_ts="8.8", ts="5.5")
    used = MessageAsAnswer(
        alignment_id=office.alignment.id, field=DECISION, text="It extracts.", author=BEN, source=elsewhere.message
    )
    office.services.interrogation.file(office.inbound(), used)

    office.receive(elsewhere)

    assert len(office.said(Notice.SOURCE_EDITED)) == 1


def test_what_was_heard_is_kept_in_the_answer_alone(office: Office) -> None:
    office.open()
    office.receive(a_reply(EXECUTABLE[DECISION]))

    office.hear()
    office.carry_out()

    assert 0 == waiting(office)
    assert EXECUTABLE[DECISION] == office.alignment.answers[DECISION].text


def test_what_two_attempts_hear_is_one_answer(office: Office) -> None:
    office.open()
    office.receive(a_reply(EXECUTABLE[DECISION]))
    first = received(office)
    overtaken = replace(first, attempt=first.attempt - 1)

    for attempt in (overtaken, first, first):
        office.services.hearing.hear(attempt, a_reply(EXECUTABLE[DECISION]))

    history = office.services.reporting.history(WORKSPACE, office.alignment.id, DECISION)
    assert [EXECUTABLE[DECISION]] == [answer.text for answer in history]


def test_what_cannot_be_stored_is_heard_another_time(office: Office) -> None:
    office.open()
    office.receive(a_reply(EXECUTABLE[DECISION]))
    delivery = received(office)
    office.database.fail_next_commit = True

    with pytest.raises(NotStored):
        office.services.hearing.hear(delivery, a_reply(EXECUTABLE[DECISION]))
    office.services.hearing.hear(delivery, a_reply(EXECUTABLE[DECISION]))

    assert EXECUTABLE[DECISION] == office.alignment.answers[DECISION].text


def test_an_answer_that_others_gave_while_this_one_was_read_is_taken_into_account(clock: StoppedClock) -> None:
    database = InterruptedDatabase(clock)
    office = Office(database, clock)
    office.open()
    ask(office, METRIC)
    office.receive(a_reply("over 30 days"))
    delivery = received(office)
    database.meanwhile = lambda: office.answer(METRIC, "Extraction accuracy of at least 95 %", by=BEN)

    office.services.hearing.hear(delivery, a_reply("over 30 days"))

    assert "Extraction accuracy of at least 95 %\nover 30 days" == office.alignment.answers[METRIC].text


def test_an_edit_is_heard_after_what_it_changes(office: Office) -> None:
    office.open()
    ask(office, DECISION)

    office.receive(a_reply("It extracts invoices."))
    office.receive(a_reply("It extracts receipts.", what=Heard.EDITED))
    office.receive(a_reply(what=Heard.DELETED))

    said = [effect.notice for effect in office.carry_out() if isinstance(effect, SayInThread)]
    assert [Notice.UNDERSTOOD, Notice.SOURCE_EDITED, Notice.SOURCE_DELETED] == said[-3:]


def test_whoever_wrote_what_could_never_be_read_is_told_in_the_thread(office: Office) -> None:
    office.open()
    office.carry_out()
    office.receive(a_reply(EXECUTABLE[DECISION], person=BEN))
    delivery = received(office)

    with office.database.write() as tx:
        office.services.aftermath.given_up(tx, delivery)

    (told,) = office.queued(Whisper)
    assert (Notice.UNREAD, BEN, CARD_TS) == (told.notice, told.person, told.thread_ts)


def test_whoever_wrote_directly_what_could_never_be_read_is_told_there(office: Office) -> None:
    office.open()
    office.carry_out()
    said = Hear(what=Heard.SAID, person=ANA, channel="D1", ts="1.1", is_direct=True, text="A clerk decides.")
    office.receive(said)
    delivery = received(office)

    with office.database.write() as tx:
        office.services.aftermath.given_up(tx, delivery)

    (told,) = office.queued(SayDirectly)
    assert (Notice.UNREAD, ANA) == (told.notice, told.person)


def test_a_deletion_that_could_not_be_heard_costs_nobody_a_word(office: Office) -> None:
    office.open()
    office.carry_out()
    office.receive(a_reply(what=Heard.DELETED))
    delivery = received(office)

    with office.database.write() as tx:
        office.services.aftermath.given_up(tx, delivery)

    assert () == office.carry_out()
