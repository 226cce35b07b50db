"""A direct message is matched with all that its author owes, and its author is asked where it may be several."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.alignment import Alignment, Answer, MessageRef, Provenance
from bot.domain.effects import Hear, Heard, Notice, SayDirectly, SayInThread
from bot.services.requests import HandOver
from tests.builders import WORKSPACE, an_answer
from tests.services.office import BEN, EXECUTABLE, Office, a_reply

FIELDS = "claim_id (string, required), filed_at (datetime, required), amount (decimal(12,2), required)"
ALERT = "Share of failed extractions above 5 % within 15 minutes: PagerDuty calls the claims on-call."
HIS_MESSAGE = "1772442900.000100"


def owing(office: Office, *artifacts: str) -> list[Alignment]:
    """Let Ben owe one artifact in each of so many alignments."""
    owed = []
    for artifact in artifacts:
        alignment = office.open()
        office.services.ownership.hand_over(
            office.inbound(), HandOver(alignment_id=alignment.id, artifacts=(artifact,), to=BEN)
        )
        owed.append(alignment)
    office.carry_out()
    return owed


def stored(office: Office, alignment: Alignment) -> Alignment:
    """Return an alignment as it is stored now."""
    with office.database.read() as tx:
        return tx.alignments.get(WORKSPACE, alignment.id)


def the_message(office: Office, notice: Notice = Notice.WHICH_QUESTION) -> MessageRef:
    """Let everything happen, and return where the one message that said this was posted."""
    office.carry_out()
    posted = (f"1772450000.{number:06}" for number in range(1, 200))
    with office.database.read() as tx:
        found = (tx.deliveries.find_sent(WORKSPACE, MessageRef(channel="D1", ts=ts)) for ts in posted)
        sent = [each for each in found if each and getattr(each.effect, "notice", None) is notice]
    (only,) = sent
    return MessageRef(channel="D1", ts=f"1772450000.{only.id:06}")


def a_direct_answer(at: datetime) -> Answer:
    """Return what Ben answered to another question of monitoring in a direct message."""
    return an_answer("monitoring.review_cadence", author=BEN, answered_at=at, provenance=Provenance.DIRECT)


def edit(text: str, what: Heard = Heard.EDITED) -> Hear:
    """Return what happened to the message that Ben wrote directly."""
    return Hear(what=what, person=BEN, channel="D1", ts=HIS_MESSAGE, is_direct=True, text=text)


def test_a_direct_answer_to_the_question_of_another_alignment_is_filed_there(office: Office) -> None:
    monitoring, schema = owing(office, "monitoring", "input_schema")

    office.write(FIELDS, by=BEN)

    assert "input_schema.fields" in stored(office, schema).answers
    assert {"ownership.accountable_owner"} == set(stored(office, monitoring).answers)


def test_the_question_that_was_put_comes_first_when_several_are_answered(office: Office) -> None:
    first, second = owing(office, "monitoring", "monitoring")

    office.write(ALERT, by=BEN)

    assert "monitoring.alert" in stored(office, first).answers
    assert "monitoring.alert" not in stored(office, second).answers


def test_a_reply_to_the_next_question_goes_where_that_was_asked(office: Office) -> None:
    first, second = owing(office, "monitoring", "input_schema")
    office.write(FIELDS, by=BEN)

    office.write("As agreed.", by=BEN)

    assert {"ownership.accountable_owner"} == set(stored(office, first).answers)
    assert [] == office.said(Notice.WHICH_QUESTION)
    assert "input_schema.validation" in stored(office, second).answers


def test_a_reminder_puts_its_own_question_first_again(office: Office) -> None:
    first, second = owing(office, "monitoring", "monitoring")
    with office.database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, second.id)
        tx.alignments.save(alignment.with_answer(a_direct_answer(office.clock.now())))
    office.clock.advance(timedelta(days=1))
    with office.database.write() as tx:
        tx.alignments.save(tx.alignments.get(WORKSPACE, first.id).nudged(BEN, ["monitoring"], office.clock.now()))

    office.write(ALERT, by=BEN)

    assert "monitoring.alert" in stored(office, first).answers


def test_what_fits_none_of_several_alignments_is_asked_about_and_not_filed(office: Office) -> None:
    first, second = owing(office, "monitoring", "input_schema")
    before = [stored(office, each).answers for each in (first, second)]

    office.write("It should be really good.", by=BEN)

    (doubt,) = office.said(Notice.WHICH_QUESTION)
    places = doubt.facts["places"]
    assert isinstance(places, list)
    assert [first.id, second.id] == [place.partition(":")[0] for place in places]
    assert before == [stored(office, each).answers for each in (first, second)]


def test_what_fits_nothing_of_the_only_alignment_is_an_answer_to_the_question_that_was_put(office: Office) -> None:
    (only,) = owing(office, "monitoring")

    office.write("It should be really good.", by=BEN)

    assert [] == office.said(Notice.WHICH_QUESTION)
    assert len(stored(office, only).answers) == 2


def test_the_chosen_question_gets_what_was_written(office: Office) -> None:
    first, second = owing(office, "monitoring", "input_schema")
    office.write("It should be really good.", by=BEN, ts=HIS_MESSAGE)
    pressed = the_message(office)

    office.services.interrogation.choose(office.inbound(BEN), second.id, "input_schema.fields", pressed)

    answer = stored(office, second).answers["input_schema.fields"]
    assert ("It should be really good.", BEN, Provenance.DIRECT) == (answer.text, answer.author, answer.provenance)
    assert MessageRef(channel="D1", ts=HIS_MESSAGE) == answer.source
    assert "monitoring.alert" not in stored(office, first).answers


def test_the_same_choice_delivered_twice_counts_once(office: Office) -> None:
    _, second = owing(office, "monitoring", "input_schema")
    office.write("It should be really good.", by=BEN)
    pressed = the_message(office)
    for _ in range(2):
        office.services.interrogation.choose(
            office.inbound(BEN, key="press"), second.id, "input_schema.fields", pressed
        )

    assert 1 == stored(office, second).revision_of("input_schema.fields")


def test_a_choice_of_a_message_nobody_sent_changes_nothing(office: Office) -> None:
    (only,) = owing(office, "monitoring")
    before = stored(office, only)

    office.services.interrogation.choose(
        office.inbound(BEN), only.id, "monitoring.alert", MessageRef(channel="D1", ts="0.0")
    )

    assert before == stored(office, only)


def test_an_edited_direct_answer_is_asked_about_where_it_was_written(office: Office) -> None:
    owing(office, "monitoring")
    office.write(ALERT, by=BEN, ts=HIS_MESSAGE)
    office.carry_out()

    office.receive(edit(ALERT.replace("5", "7")))

    (offer,) = office.said(Notice.SOURCE_EDITED)
    assert isinstance(offer, SayDirectly)
    assert BEN == offer.person


def test_the_new_words_of_an_edited_direct_answer_are_taken_from_the_offer_there(office: Office) -> None:
    (only,) = owing(office, "monitoring")
    office.write(ALERT, by=BEN, ts=HIS_MESSAGE)
    office.carry_out()
    office.receive(edit(ALERT.replace("5", "7")))

    office.services.interrogation.update(office.inbound(BEN), the_message(office, Notice.SOURCE_EDITED))

    assert ALERT.replace("5", "7") == stored(office, only).answers["monitoring.alert"].text
    assert any(isinstance(said, SayDirectly) for said in office.said(Notice.UNDERSTOOD))


def test_an_edited_answer_of_the_thread_is_asked_about_in_the_thread(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, office.alignment.id)
        tx.alignments.save(replace(alignment, asked=("capability.decision",)))
    office.reply(EXECUTABLE["capability.decision"], ts="7.7")
    office.carry_out()

    office.receive(a_reply("Something else is decided.", what=Heard.EDITED))

    (offer,) = office.said(Notice.SOURCE_EDITED)
    assert isinstance(offer, SayInThread)


def test_a_deleted_direct_answer_is_told_where_it_was_written(office: Office) -> None:
    owing(office, "monitoring")
    office.write(ALERT, by=BEN, ts=HIS_MESSAGE)
    office.carry_out()

    office.receive(edit("", what=Heard.DELETED))

    (told,) = office.said(Notice.SOURCE_DELETED)
    assert isinstance(told, SayDirectly)
