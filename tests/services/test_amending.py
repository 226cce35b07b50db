"""An edited message: each answer that was taken from it is offered its own new words, without their number."""

from bot.domain.alignment import Alignment, MessageRef
from bot.domain.effects import Heard, Notice, SayInThread
from tests.builders import CHANNEL, WORKSPACE
from tests.services.office import EXECUTABLE, Office, a_reply

DECISION, METRIC = "capability.decision", "success_criteria.metric"
FAILURE, STEPS = "success_criteria.failure_threshold", "exception_rollback.rollback_procedure"
BOTH = f"1. {EXECUTABLE[DECISION]}\n2. {EXECUTABLE[METRIC]}"
BETTER = EXECUTABLE[METRIC].replace("95", "97")


def said(office: Office, text: str) -> Alignment:
    """Start an alignment, and say something in its thread."""
    office.open()
    alignment = office.reply(text, ts="7.7")
    office.carry_out()
    return alignment


def offers(office: Office, text: str) -> dict[object, object]:
    """Edit what was said, and return the new words that are offered for each question."""
    office.receive(a_reply(text, what=Heard.EDITED))
    return {offer.facts["field"]: offer.facts["text"] for offer in office.said(Notice.SOURCE_EDITED)}


def accept(office: Office) -> Alignment:
    """Press the button of the newest offer."""
    with office.database.read() as tx:
        offer = tx.deliveries.find_latest(WORKSPACE, office.alignment.id, "say_in_thread")
    assert offer is not None
    assert isinstance(offer.effect, SayInThread)
    assert Notice.SOURCE_EDITED is offer.effect.notice
    office.services.interrogation.update(office.inbound(), offer.message or MessageRef(channel=CHANNEL, ts="0"))
    return office.alignment


def test_of_two_answers_in_one_message_the_one_that_was_edited_is_offered_its_part(office: Office) -> None:
    said(office, BOTH)

    assert {METRIC: BETTER} == offers(office, BOTH.replace("95", "97"))


def test_two_answers_in_one_message_that_are_both_edited_are_offered_each_its_own(office: Office) -> None:
    said(office, BOTH)

    edited = offers(office, BOTH.replace("95", "97").replace("clerk", "controller"))

    assert {DECISION: EXECUTABLE[DECISION].replace("clerk", "controller"), METRIC: BETTER} == edited


def test_an_offer_that_is_taken_leaves_the_number_and_the_other_answer_out(office: Office) -> None:
    before = said(office, BOTH)
    offers(office, BOTH.replace("95", "97"))

    alignment = accept(office)

    assert (BETTER, before.answers[DECISION]) == (alignment.answers[METRIC].text, alignment.answers[DECISION])


def test_a_message_can_be_edited_again_after_its_first_edit_was_taken(office: Office) -> None:
    said(office, BOTH)
    offers(office, BOTH.replace("95", "97"))
    accept(office)
    office.carry_out()

    assert {METRIC: EXECUTABLE[METRIC].replace("95", "99")} == offers(office, BOTH.replace("95", "99"))


def test_the_number_of_a_single_answer_is_no_part_of_its_new_words(office: Office) -> None:
    said(office, f"2. {EXECUTABLE[METRIC]}")

    assert {METRIC: BETTER} == offers(office, f"2. {BETTER}")


def test_an_answer_whose_words_stay_the_same_is_offered_nothing(office: Office) -> None:
    said(office, BOTH)

    assert {} == offers(office, BOTH.replace("2. ", "*2.* "))


def test_a_number_that_is_added_to_an_answer_is_no_part_of_it(office: Office) -> None:
    said(office, EXECUTABLE[METRIC])

    assert {} == offers(office, f"2. {EXECUTABLE[METRIC]}")


def test_an_answer_that_is_added_under_its_number_is_offered_and_can_be_recorded(office: Office) -> None:
    before = said(office, f"1. {EXECUTABLE[DECISION]}")

    assert {METRIC: EXECUTABLE[METRIC]} == offers(office, BOTH)

    alignment = accept(office)
    assert (EXECUTABLE[METRIC], before.answers[DECISION]) == (
        alignment.answers[METRIC].text,
        alignment.answers[DECISION],
    )


def test_an_answer_that_is_added_as_it_was_given_elsewhere_is_not_offered(office: Office) -> None:
    said(office, f"1. {EXECUTABLE[DECISION]}")
    office.answer(METRIC, EXECUTABLE[METRIC])

    assert {} == offers(office, BOTH)


def test_the_steps_of_a_procedure_stay_one_answer(office: Office) -> None:
    alignment = office.open()
    steps = "1. Turn the flag off in LaunchDarkly.\n2. Route all claims by hand.\n3. Tell the on-call."
    with office.database.write() as tx:
        tx.alignments.save(tx.alignments.get(WORKSPACE, alignment.id).with_questions(office.catalogue.field(STEPS)))
    office.reply(steps, ts="7.7")
    office.carry_out()

    assert {STEPS: steps.replace("Tell", "Call")} == offers(office, steps.replace("Tell", "Call"))


def test_words_that_were_filed_where_they_belong_are_edited_there_alone(office: Office) -> None:
    alignment = said(office, f"1. {EXECUTABLE[METRIC]}")
    misplaced = alignment.answers[DECISION]
    office.services.interrogation.adopt(office.inbound(), alignment.id, misplaced.id, field=METRIC)
    office.carry_out()

    assert {METRIC: BETTER} == offers(office, BETTER)


def test_what_is_left_of_an_answer_is_offered(office: Office) -> None:
    said(office, f"2. {EXECUTABLE[METRIC]}")

    assert {METRIC: "over 30 days."} == offers(office, "2. over 30 days.")


def test_a_deleted_message_is_told_of_each_answer_behind_it(office: Office) -> None:
    said(office, BOTH)

    office.receive(a_reply(what=Heard.DELETED))

    assert [DECISION, METRIC] == [told.facts["field"] for told in office.said(Notice.SOURCE_DELETED)]
