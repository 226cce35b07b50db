"""Who owes what, and that nobody owes it without knowing."""

from dataclasses import replace

import pytest

from bot.domain.alignment import Consent, MessageRef, Status
from bot.domain.effects import EditMessage, Notice
from bot.domain.errors import CannotOwn, NotYours, OwnsAlready, TooManyHandOvers
from bot.services.allowance import MOST_HANDED_OVER
from bot.services.requests import HandOver
from tests.builders import WORKSPACE, a_message, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CAT, Office
from tests.services.stories import WHOLE_SPEC


def hand_over(office: Office, to: str, *artifacts: str, by: str = ANA) -> None:
    request = HandOver(alignment_id=office.alignment.id, artifacts=artifacts or ("monitoring",), to=to)
    office.services.ownership.hand_over(office.inbound(by), request)


def test_nobody_hands_over_without_end(office: Office) -> None:
    office.open()
    for number in range(MOST_HANDED_OVER):
        hand_over(office, (BEN, CAT)[number % 2])

    with pytest.raises(TooManyHandOvers):
        hand_over(office, BEN)


def test_nobody_hands_a_part_to_whoever_owns_it_and_so_loses_the_count_of_reminders(office: Office) -> None:
    office.open()
    hand_over(office, BEN)

    with pytest.raises(OwnsAlready):
        hand_over(office, BEN, by=BEN)


def test_of_several_parts_only_those_change_hands_that_are_not_theirs_yet(office: Office) -> None:
    office.open()
    hand_over(office, BEN, "monitoring")
    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)
    office.carry_out()

    hand_over(office, BEN, "monitoring", "output_format")

    (asked,) = office.said(Notice.OWNERSHIP_ASKED)
    assert asked.facts["artifacts"] == ["output_format"]
    assert office.alignment.owners["monitoring"].consent is Consent.ACCEPTED


def request_to(office: Office, person: str) -> MessageRef:
    """Send what is queued, and return where the newest request to own something is."""
    office.carry_out()
    with office.database.read() as tx:
        sent = tx.deliveries.find_latest(WORKSPACE, office.alignment.id, "say_directly")
    assert sent is not None
    assert sent.message is not None
    return sent.message


@pytest.mark.parametrize("by_declining", [True, False], ids=["declining", "accepting"])
def test_a_request_is_answered_for_what_it_asks_and_for_nothing_else(office: Office, *, by_declining: bool) -> None:
    office.open()
    hand_over(office, BEN, "monitoring")
    hand_over(office, BEN, "output_format")
    answer = office.services.ownership.decline if by_declining else office.services.ownership.accept

    answer(office.inbound(BEN), office.alignment.id, request_to(office, BEN))

    untouched = office.alignment.owners["monitoring"]
    assert (untouched.person, untouched.consent) == (BEN, Consent.ASKED)
    answered = office.alignment.owners["output_format"]
    assert (answered.person, answered.consent) == (ANA if by_declining else BEN, Consent.ACCEPTED)


def test_a_request_for_what_was_handed_on_says_so_to_whoever_owns_something_else(office: Office) -> None:
    office.open()
    hand_over(office, BEN, "monitoring")
    request = request_to(office, BEN)
    hand_over(office, BEN, "output_format")
    hand_over(office, CAT, "monitoring")

    office.services.ownership.accept(office.inbound(BEN), office.alignment.id, request)

    (edited,) = (edit for edit in office.queued(EditMessage) if edit.ts == request.ts)
    assert edited.facts["what"] == "handed_on"


ACCOUNTABLE = "ownership.accountable_owner"


def test_whoever_is_accountable_and_declines_is_not_called_so_any_more(office: Office) -> None:
    office.open(accountable=BEN)
    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)

    office.services.ownership.decline(office.inbound(BEN), office.alignment.id)

    assert not office.alignment.answers[ACCOUNTABLE].assessment.is_executable
    assert ACCOUNTABLE in {gap.field.key for gap in office.progress.gaps}


def test_whoever_is_accountable_and_whose_account_is_gone_is_not_called_so_any_more(office: Office) -> None:
    office.open(accountable=BEN)
    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)

    with office.database.write() as tx:
        office.services.ownership.looked_up(tx, a_person(BEN, is_deactivated=True))

    assert ACCOUNTABLE in {gap.field.key for gap in office.progress.gaps}


def test_whoever_accepts_accountability_after_another_is_the_one_who_is_named(office: Office) -> None:
    office.open(accountable=ANA)
    hand_over(office, BEN, "ownership")

    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)

    assert f"<@{BEN}>" in office.alignment.answers[ACCOUNTABLE].text


def test_what_people_answered_about_accountability_stays_as_they_wrote_it(office: Office) -> None:
    office.open(accountable=BEN)
    office.answer(ACCOUNTABLE, f"<@{CAT}> is accountable for it.")

    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)

    assert office.alignment.answers[ACCOUNTABLE].text == f"<@{CAT}> is accountable for it."


def test_whoever_handed_over_is_named_when_it_turns_out_to_be_a_guest(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    office = Office(database, clock, a_person(CAT, is_guest=True))
    office.open(accountable=BEN)
    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)
    hand_over(office, CAT, by=BEN)

    (told,) = office.said(Notice.OWNERSHIP_REFUSED)

    assert (CAT, BEN, ["monitoring"]) == (told.facts["person"], told.facts["by"], told.facts["artifacts"])


def test_an_hour_later_one_may_hand_over_again(office: Office) -> None:
    office.open()
    for number in range(MOST_HANDED_OVER):
        hand_over(office, (BEN, CAT)[number % 2])
    office.clock.advance(hours=1)

    hand_over(office, BEN)

    assert BEN == office.alignment.owner_of("monitoring")


def test_accepting_is_said_in_the_thread(office: Office) -> None:
    office.open(accountable=BEN)

    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)

    (said,) = office.said(Notice.OWNERSHIP_ACCEPTED)
    assert said.facts["person"] == BEN
    assert office.alignment.owners["capability"].consent is Consent.ACCEPTED


def test_accepting_accountability_answers_who_is_accountable(office: Office) -> None:
    office.open(accountable=BEN)

    office.services.ownership.accept(office.inbound(BEN), office.alignment.id)

    answer = office.alignment.answers["ownership.accountable_owner"]
    assert answer.assessment.is_executable
    assert f"<@{BEN}>" in answer.text


def test_nobody_accepts_what_they_were_not_named_for(office: Office) -> None:
    office.open(accountable=BEN)

    with pytest.raises(NotYours):
        office.services.ownership.accept(office.inbound(CAT), office.alignment.id)


def request_to_ben(office: Office) -> MessageRef:
    """Let Ana name Ben for everything, and return the address of the request he gets."""
    office.open(accountable=BEN)
    office.carry_out()
    with office.database.read() as tx:
        sent = tx.deliveries.find_latest(WORKSPACE, office.alignment.id, "say_directly")
    assert sent is not None
    return MessageRef(channel="D1", ts=f"1772450000.{sent.id:06}")


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_a_request_that_comes_too_late_says_that_it_was_handed_on(office: Office, answer: str) -> None:
    request = request_to_ben(office)
    hand_over(office, CAT, *(part.name for part in office.catalogue.artifacts))
    office.carry_out()

    getattr(office.services.ownership, answer)(office.inbound(BEN), office.alignment.id, request)

    (settled,) = office.carry_out()
    assert isinstance(settled, EditMessage)
    assert (request.ts, "handed_on") == (settled.ts, settled.facts["what"])


def test_accepting_twice_says_twice_that_it_was_accepted(office: Office) -> None:
    request = request_to_ben(office)

    for _ in range(2):
        office.services.ownership.accept(office.inbound(BEN), office.alignment.id, request)

    assert ["accepted", "accepted"] == [tidied.facts["what"] for tidied in office.queued(EditMessage)]


def test_nobody_settles_the_request_of_another(office: Office) -> None:
    request = request_to_ben(office)

    with pytest.raises(NotYours):
        office.services.ownership.accept(office.inbound(CAT), office.alignment.id, request)


def test_what_is_declined_falls_back_to_the_facilitator(office: Office) -> None:
    office.open(accountable=BEN)

    office.services.ownership.decline(office.inbound(BEN), office.alignment.id)

    assert office.alignment.owner_of("capability") == ANA
    assert len(office.said(Notice.OWNERSHIP_DECLINED)) == 1


def test_the_new_owner_is_told_and_asked(office: Office) -> None:
    office.open()
    office.carry_out()

    hand_over(office, CAT)

    (asked,) = office.said(Notice.OWNERSHIP_ASKED)
    assert (getattr(asked, "person", None), asked.facts["artifacts"]) == (CAT, ["monitoring"])
    assert office.alignment.owner_of("monitoring") == CAT


def test_a_part_of_a_complete_spec_is_handed_over_with_no_new_version(office: Office) -> None:
    office.open()
    for field, text in WHOLE_SPEC.items():
        office.answer(field, text)
    office.carry_out()
    pressed = a_message()

    hand_over(office, CAT)
    (asked,) = office.said(Notice.OWNERSHIP_ASKED)
    office.services.ownership.accept(office.inbound(CAT), office.alignment.id, pressed)

    (tidied,) = office.queued(EditMessage)
    assert (CAT, "accepted_complete") == (getattr(asked, "person", None), tidied.facts["what"])
    assert (Status.COMPLETE, 1) == (office.alignment.status, office.alignment.version)
    assert office.alignment.owners["monitoring"].consent is Consent.ACCEPTED


def test_only_the_owner_or_the_facilitator_hands_over(office: Office) -> None:
    office.open()

    with pytest.raises(NotYours):
        hand_over(office, CAT, by=BEN)


def test_a_bot_known_as_such_is_refused_at_once(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        tx.people.put(a_person(CAT, is_bot=True))

    with pytest.raises(CannotOwn):
        hand_over(office, CAT)


def test_an_owner_who_leaves_gives_back_what_they_had_and_the_facilitator_is_told(office: Office) -> None:
    office.open()
    hand_over(office, CAT)
    office.services.ownership.accept(office.inbound(CAT), office.alignment.id)
    office.carry_out()

    with office.database.write() as tx:
        office.services.ownership.looked_up(tx, a_person(CAT, is_deactivated=True))

    (told,) = office.said(Notice.OWNER_LEFT)
    assert getattr(told, "person", None) == ANA
    assert office.alignment.owner_of("monitoring") == ANA


def leave(office: Office, person: str) -> None:
    with office.database.write() as tx:
        office.services.ownership.looked_up(tx, a_person(person, is_deactivated=True))


def test_when_the_facilitator_leaves_whoever_is_accountable_takes_their_place_and_it_is_said_once(
    office: Office,
) -> None:
    office.open()
    hand_over(office, CAT, "ownership")
    hand_over(office, BEN, "monitoring")

    leave(office, ANA)

    (said,) = office.said(Notice.FACILITATOR_LEFT)
    assert (CAT, CAT, BEN) == (
        said.facts["successor"],
        office.alignment.facilitator,
        office.alignment.owner_of("monitoring"),
    )
    assert office.alignment.artifacts_of(ANA) == ()
    assert office.next_digest_of(ANA) is None


def test_nobody_who_has_left_as_well_takes_the_place_of_a_facilitator(office: Office) -> None:
    office.open()
    hand_over(office, CAT, "ownership")
    hand_over(office, BEN, "monitoring")
    leave(office, CAT)

    leave(office, ANA)

    assert office.alignment.facilitator == BEN


def test_where_nobody_is_left_the_thread_is_told_once(office: Office) -> None:
    office.open()

    leave(office, ANA)
    leave(office, ANA)

    (said,) = office.said(Notice.FACILITATOR_LEFT)
    assert said.facts["successor"] is None


def test_an_owner_who_leaves_is_reminded_no_more(office: Office) -> None:
    office.open()
    hand_over(office, CAT)
    assert office.next_digest_of(CAT) is not None

    with office.database.write() as tx:
        office.services.ownership.looked_up(tx, a_person(CAT, is_deactivated=True))

    assert office.next_digest_of(CAT) is None


def test_an_account_that_changed_is_looked_up_only_when_it_matters(office: Office) -> None:
    office.open()
    office.carry_out()

    office.services.ownership.changed(office.inbound("U0STRANGER"))

    assert office.carry_out() == ()
    assert office.services.reporting.person(WORKSPACE, "U0STRANGER") is None


def test_what_is_opened_again_after_its_facilitator_has_left_finds_another(office: Office) -> None:
    office.open()
    hand_over(office, BEN, "ownership")
    with office.database.write() as tx:
        closed = tx.alignments.save(replace(office.alignment, status=Status.COMPLETE))
    leave(office, ANA)
    with office.database.write() as tx:
        tx.alignments.save(replace(closed, status=Status.OPEN))
    office.carry_out()

    leave(office, ANA)

    assert BEN == office.alignment.facilitator
