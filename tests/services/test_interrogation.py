"""Taking answers: judged, kept, said back, and never lost."""

from datetime import UTC, datetime

import pytest

from bot.domain.alignment import MessageRef, Provenance
from bot.domain.effects import EditMessage, Heard, Notice, PostSummary, SayDirectly, UpdateCard, UploadSpec, Whisper
from bot.domain.errors import AlignmentClosed, NotYours
from bot.services.requests import Answers, HandOver, MessageAsAnswer, Suggestion, Where
from tests.builders import CHANNEL, WORKSPACE
from tests.fakes import StoppedClock
from tests.services.office import ANA, BEN, EXECUTABLE, InterruptedDatabase, Office, a_reply
from tests.services.stories import WHOLE_SPEC

DECISION = "capability.decision"
METRIC = "success_criteria.metric"
LACKING_A_WINDOW = "Extraction accuracy of at least 95 %"
DIRECTLY = "say_directly"
TUESDAY = datetime(2026, 3, 3, 11, 11, tzinfo=UTC)


def ask(office: Office, *fields: str) -> None:
    """Let the thread wait for these fields."""
    with office.database.write() as tx:
        alignment = tx.alignments.get(WORKSPACE, office.alignment.id)
        tx.alignments.save(alignment.with_questions(*(office.catalogue.field(key) for key in fields)))


def offer_of(office: Office, text: str) -> MessageRef:
    """Let what was said at 7.7 be edited, and return where the update of its answer is offered."""
    office.receive(a_reply(text, what=Heard.EDITED))
    return offered(office)


def suggest(office: Office, words: str, *, by: str = ANA, pressed: MessageRef | None = None) -> None:
    """Press a suggested window for the metric."""
    piece = Suggestion(alignment_id=office.alignment.id, field=METRIC, words=words, slot="window")
    office.services.interrogation.suggest(office.inbound(by), piece, Where(channel=CHANNEL, pressed=pressed))


def offered(office: Office, kind: str = "say_in_thread") -> MessageRef:
    """Send what is queued, and return where the newest message is, of the thread or of a direct conversation."""
    office.carry_out()
    with office.database.read() as tx:
        offer = tx.deliveries.find_latest(WORKSPACE, office.alignment.id, kind)
    assert offer is not None
    assert offer.message is not None
    return offer.message


def test_a_form_leaves_alone_what_was_not_changed(office: Office) -> None:
    office.open()
    office.answer(DECISION, EXECUTABLE[DECISION])

    alignment = office.answer(DECISION, EXECUTABLE[DECISION])

    assert alignment.revision_of(DECISION) == 1


def test_of_two_answers_that_cross_both_are_kept_and_the_second_author_is_told(office: Office) -> None:
    office.open()
    office.answer(DECISION, "Ben was faster.", by=BEN, seen=0)
    office.carry_out()

    alignment = office.answer(DECISION, "Ana typed this meanwhile.", by=ANA, seen=0)

    (conflict,) = office.said(Notice.CONFLICT)
    history = office.services.reporting.history(WORKSPACE, alignment.id, DECISION)
    assert alignment.answers[DECISION].text == "Ben was faster."
    assert [answer.text for answer in history] == ["Ben was faster.", "Ana typed this meanwhile."]
    assert (getattr(conflict, "person", None), conflict.facts["answer"]) == (ANA, history[1].id)


def test_a_form_delivered_twice_counts_once(office: Office) -> None:
    office.open()
    inbound = office.inbound(key="the same")
    answers = Answers(alignment_id=office.alignment.id, texts={DECISION: EXECUTABLE[DECISION]})

    for _ in range(2):
        office.services.interrogation.submit(inbound, answers)

    assert office.alignment.revision_of(DECISION) == 1
    assert [] == office.said(Notice.CONFLICT)


def test_an_answer_adopted_by_a_press_that_comes_twice_is_adopted_once(office: Office) -> None:
    office.open()
    office.answer(DECISION, "Ben was faster.", by=BEN, seen=0)
    office.answer(DECISION, "Ana typed this meanwhile.", by=ANA, seen=0)
    aside = office.services.reporting.history(WORKSPACE, office.alignment.id, DECISION)[1]
    inbound = office.inbound(key="the same")

    for _ in range(2):
        office.services.interrogation.adopt(inbound, office.alignment.id, aside.id)

    assert office.alignment.revision_of(DECISION) == 3


def test_an_edit_taken_over_by_a_press_that_comes_twice_is_taken_over_once(office: Office) -> None:
    office.open()
    ask(office, DECISION)
    office.reply("It extracts invoices.", ts="7.7")
    office.carry_out()
    offer = offer_of(office, "It extracts receipts.")
    inbound = office.inbound(key="the same")

    for _ in range(2):
        office.services.interrogation.update(inbound, offer)

    assert "It extracts receipts." == office.alignment.answers[DECISION].text
    assert office.alignment.revision_of(DECISION) == 2


def test_a_press_on_what_offers_no_update_changes_nothing(office: Office) -> None:
    before = office.open()

    office.services.interrogation.update(office.inbound(), MessageRef(channel=CHANNEL, ts="9.9"))

    assert before == office.alignment


def test_a_piece_added_while_somebody_answers_is_added_to_what_they_said(clock: StoppedClock) -> None:
    database = InterruptedDatabase(clock)
    office = Office(database, clock)
    office.open()
    database.meanwhile = lambda: office.answer(METRIC, "Extraction accuracy of at least 95 %", by=BEN)

    suggest(office, "over 30 days")

    assert "Extraction accuracy of at least 95 %\nover 30 days" == office.alignment.answers[METRIC].text


def test_a_piece_that_is_pressed_twice_is_added_once(office: Office) -> None:
    office.open()
    office.answer(METRIC, LACKING_A_WINDOW)

    suggest(office, "over 30 days")
    suggest(office, "per calendar week")

    assert f"{LACKING_A_WINDOW}\nover 30 days" == office.alignment.answers[METRIC].text


def test_a_piece_never_opens_a_complete_spec_again(office: Office) -> None:
    office.open()
    for field, text in WHOLE_SPEC.items():
        office.answer(field, text)
    before = office.alignment

    suggest(office, "over 30 days")

    assert before == office.alignment


def test_whoever_presses_too_late_reads_who_has_answered_since(office: Office) -> None:
    office.open()
    office.answer(METRIC, EXECUTABLE[METRIC], by=BEN)

    suggest(office, "over 30 days", by=ANA)

    (told,) = office.queued(Whisper)
    assert (told.person, told.facts["what"], told.facts["person"]) == (ANA, "answered", BEN)


def test_whoever_presses_twice_is_told_nothing_new(office: Office) -> None:
    office.open()
    office.answer(METRIC, LACKING_A_WINDOW)

    suggest(office, "over 30 days")
    suggest(office, "over 30 days")

    happened = office.carry_out()
    assert not [effect for effect in happened if isinstance(effect, Whisper)]
    assert len([effect for effect in happened if getattr(effect, "notice", None) is Notice.UNDERSTOOD]) == 2


def test_a_message_keeps_its_words_and_loses_its_suggestions_once_one_is_taken(office: Office) -> None:
    office.open()
    office.answer(METRIC, LACKING_A_WINDOW)
    understood = offered(office)

    suggest(office, "over 30 days", pressed=understood)

    (edited,) = office.queued(EditMessage)
    assert (edited.ts, edited.notice, edited.facts["is_over"]) == (understood.ts, Notice.UNDERSTOOD, True)


def test_an_answer_set_aside_can_be_made_the_current_one(office: Office) -> None:
    office.open()
    office.answer(DECISION, "Ben was faster.", by=BEN, seen=0)
    office.answer(DECISION, "Ana typed this meanwhile.", by=ANA, seen=0)
    aside = office.services.reporting.history(WORKSPACE, office.alignment.id, DECISION)[1]

    office.services.interrogation.adopt(office.inbound(), office.alignment.id, aside.id)

    assert office.alignment.answers[DECISION].text == "Ana typed this meanwhile."
    assert office.alignment.revision_of(DECISION) == 3


def test_a_message_used_as_an_answer_keeps_its_author_and_its_place(office: Office) -> None:
    office.open()
    source = MessageRef(channel=CHANNEL, ts="5.5")

    office.services.interrogation.file(
        office.inbound(ANA),
        MessageAsAnswer(
            alignment_id=office.alignment.id, field=METRIC, text=EXECUTABLE[METRIC], author=BEN, source=source
        ),
    )

    answer = office.alignment.answers[METRIC]
    assert (answer.author, answer.source, answer.provenance) == (BEN, source, Provenance.MESSAGE)


def test_not_now_asks_the_next_question(office: Office) -> None:
    office.open()
    ask(office, DECISION)

    office.services.interrogation.put_off(office.inbound(), office.alignment.id, DECISION)

    (question,) = office.said(Notice.QUESTION)
    assert question.facts["field"] == office.alignment.asked[0] != DECISION


def test_a_question_that_is_put_off_twice_asks_the_next_one_once(office: Office) -> None:
    office.open()
    ask(office, DECISION)

    for _ in range(2):
        office.services.interrogation.put_off(office.inbound(), office.alignment.id, DECISION)

    assert len(office.said(Notice.QUESTION)) == 1


def test_a_question_that_was_answered_meanwhile_is_not_put_off(office: Office) -> None:
    office.open()
    office.answer(DECISION, EXECUTABLE[DECISION])

    office.services.interrogation.put_off(office.inbound(), office.alignment.id, DECISION)

    assert office.alignment.skipped == ()


def test_a_message_that_says_more_than_its_question_only_loses_the_buttons(office: Office) -> None:
    office.open()
    office.answer(DECISION, EXECUTABLE[DECISION])
    understood = offered(office)

    office.services.interrogation.put_off(office.inbound(), office.alignment.id, METRIC, understood)

    (edited,) = office.queued(EditMessage)
    assert (edited.notice, edited.facts["is_over"]) == (Notice.UNDERSTOOD, True)


def test_whoever_keeps_the_answer_that_stands_reads_that_it_is_kept(office: Office) -> None:
    office.open()

    office.services.interrogation.keep(office.inbound(ANA), office.alignment.id, Where(channel=CHANNEL))

    (told,) = office.queued(Whisper)
    assert (told.person, told.facts["what"]) == (ANA, "kept")


def test_a_question_of_a_direct_message_is_put_off_in_the_same_conversation(office: Office) -> None:
    office.open()
    office.write(EXECUTABLE[DECISION])
    (understood,) = (said for said in office.said(Notice.UNDERSTOOD) if isinstance(said, SayDirectly))
    upcoming = str(understood.facts["next"])

    office.services.interrogation.put_off(office.inbound(), office.alignment.id, upcoming, offered(office, DIRECTLY))

    (question,) = office.said(Notice.QUESTION)
    assert isinstance(question, SayDirectly)
    assert question.facts["field"] not in {upcoming, DECISION}


def test_a_piece_suggested_in_a_direct_message_is_answered_there(office: Office) -> None:
    office.open()
    office.write(EXECUTABLE[DECISION])
    office.write(LACKING_A_WINDOW)
    office.carry_out()

    suggest(office, "over 30 days", pressed=offered(office, DIRECTLY))

    assert any(isinstance(said, SayDirectly) for said in office.said(Notice.UNDERSTOOD))
    assert office.alignment.answers[METRIC].provenance is Provenance.DIRECT


def test_a_button_of_a_direct_message_does_not_outlive_the_part_its_reader_had(office: Office) -> None:
    office.open(by=BEN)
    office.write(EXECUTABLE[DECISION])
    office.write(LACKING_A_WINDOW)
    office.carry_out()
    everything = tuple(artifact.name for artifact in office.catalogue.artifacts)
    handed = HandOver(alignment_id=office.alignment.id, artifacts=everything, to=BEN)
    pressed = offered(office, DIRECTLY)
    office.services.ownership.hand_over(office.inbound(BEN), handed)

    with pytest.raises(NotYours):
        suggest(office, "over 30 days", by=ANA, pressed=pressed)


def test_when_every_question_was_put_off_the_bot_says_so_and_asks_no_more(office: Office) -> None:
    office.open()
    for field in office.catalogue:
        office.services.interrogation.put_off(office.inbound(), office.alignment.id, field.key)

    assert len(office.said(Notice.ALL_ASKED)) == 1


def test_every_answer_brings_the_card_up_to_date(office: Office) -> None:
    office.open()
    office.carry_out()

    office.answer(DECISION, EXECUTABLE[DECISION])

    assert len(office.queued(UpdateCard)) == 1


def test_an_answer_that_closes_no_part_leaves_every_reminder_where_it_is(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, ANA, TUESDAY)

    office.answer(DECISION, "It should be very good.")

    assert TUESDAY == office.next_digest_of(ANA)


def test_an_answer_that_closes_the_last_part_takes_the_reminder_back(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, ANA, TUESDAY)

    office.services.interrogation.submit(office.inbound(), Answers(alignment_id=office.alignment.id, texts=WHOLE_SPEC))

    assert office.next_digest_of(ANA) is None


def test_closing_the_last_gap_freezes_the_spec_and_posts_the_summary(office: Office) -> None:
    office.open()
    office.carry_out()
    answers = Answers(alignment_id=office.alignment.id, texts=WHOLE_SPEC)
    office.services.interrogation.submit(office.inbound(), answers)

    effects = office.carry_out()

    spec = office.services.reporting.spec(WORKSPACE, office.alignment.id)
    assert spec is not None
    assert (spec.version, spec.score) == (1, 1.0)
    assert [e.version for e in effects if isinstance(e, PostSummary | UploadSpec)] == [1, 1]


def test_amending_a_complete_spec_with_an_executable_answer_yields_version_two(office: Office) -> None:
    office.open()
    office.services.interrogation.submit(office.inbound(), Answers(alignment_id=office.alignment.id, texts=WHOLE_SPEC))

    office.answer(METRIC, "Extraction accuracy of at least 98 % over 30 days.")

    spec = office.services.reporting.spec(WORKSPACE, office.alignment.id)
    assert spec is not None
    assert spec.version == 2


def test_amending_a_complete_spec_with_mere_words_reopens_that_field_only(office: Office) -> None:
    office.open()
    office.services.interrogation.submit(office.inbound(), Answers(alignment_id=office.alignment.id, texts=WHOLE_SPEC))

    office.answer(METRIC, "It should be very good.")

    assert office.alignment.is_open
    assert [gap.field.key for gap in office.progress.gaps] == [METRIC]


def test_nothing_is_answered_in_a_closed_alignment(office: Office) -> None:
    office.open()
    office.services.closing.close(office.inbound(), office.alignment.id)

    with pytest.raises(AlignmentClosed):
        office.answer(DECISION, EXECUTABLE[DECISION])
