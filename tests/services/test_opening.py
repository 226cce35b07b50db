"""Starting an alignment."""

from datetime import date

import pytest

from bot.domain.alignment import Consent
from bot.domain.assessment import assess
from bot.domain.delivery import Lane
from bot.domain.effects import LookUpPerson, Notice, OpenForm, PostCard
from bot.domain.errors import CannotOwn, TooManyStarts
from bot.services.opening import STARTS_PER_HOUR
from bot.services.requests import Start, Where
from tests.builders import CHANNEL, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CARD_TS, Office


def _start(**changes: object) -> Start:
    facts = {"channel": CHANNEL, "title": "Invoices", "met_on": date(2026, 3, 2), "accountable": ANA}
    return Start(**{**facts, **changes})  # type: ignore[arg-type]


def test_typing_the_command_shows_the_form_with_the_title_typed(office: Office) -> None:
    office.services.opening.begin(office.inbound(), Where(channel=CHANNEL, trigger_id="t"), title="Invoices")

    (form,) = office.queued(OpenForm)
    assert form.facts["title"] == "Invoices"


def test_typed_to_the_app_alone_the_form_asks_for_a_channel(office: Office) -> None:
    office.services.opening.begin(
        office.inbound(), Where(channel="D0APP", is_direct=True, trigger_id="t"), title="Invoices"
    )

    (form,) = office.queued(OpenForm)
    assert form.facts["channel"] is None


def test_a_guest_may_own_what_they_start_every_time(clock: StoppedClock) -> None:
    office = Office(InMemoryDatabase(clock), clock, a_person(ANA, is_guest=True))
    office.open(by=ANA, accountable=ANA)

    again = office.open(by=ANA, accountable=ANA)

    assert set(again.artifacts_of(ANA)) == {artifact.name for artifact in office.catalogue.artifacts}


def test_starting_posts_one_card_and_makes_it_the_thread(office: Office) -> None:
    office.open()

    assert office.alignment.thread_ts == CARD_TS


def test_a_start_delivered_twice_starts_once(office: Office) -> None:
    inbound = office.inbound(key="the same")
    office.services.opening.open(inbound, _start())
    office.services.opening.open(inbound, _start())

    assert len(office.queued(PostCard)) == 1


def test_first_contact_asks_three_questions(office: Office) -> None:
    office.services.opening.open(office.inbound(), _start())

    (asked,) = office.said(Notice.FIRST_QUESTIONS)
    assert len(asked.facts["fields"]) == 3  # type: ignore[arg-type]


def test_whoever_names_themselves_accountable_is_not_asked_who_is(office: Office) -> None:
    alignment = office.open(accountable=ANA)

    assert alignment.answers["ownership.accountable_owner"].assessment.is_executable
    assert "ownership.accountable_owner" not in alignment.asked


def test_somebody_else_named_accountable_is_told_and_asked(office: Office) -> None:
    office.services.opening.open(office.inbound(), _start(accountable=BEN))

    (asked,) = office.said(Notice.OWNERSHIP_ASKED)
    assert getattr(asked, "person", None) == BEN
    assert office.alignment.owners["capability"].consent is Consent.ASKED


def test_who_is_accountable_is_not_asked_in_the_thread_while_the_named_person_is_being_asked(office: Office) -> None:
    alignment = office.open(accountable=BEN)

    assert "ownership.accountable_owner" not in alignment.asked


def test_who_is_accountable_is_asked_again_when_the_named_person_declines(office: Office) -> None:
    office.open(accountable=BEN)

    office.services.ownership.decline(office.inbound(BEN), office.alignment.id)

    assert "ownership.accountable_owner" not in office.alignment.skipped


def test_everybody_who_owes_something_is_looked_up(office: Office) -> None:
    office.services.opening.open(office.inbound(), _start(accountable=BEN))

    assert {look.person for look in office.queued(LookUpPerson)} == {ANA, BEN}


def test_an_account_known_to_be_a_bot_cannot_be_accountable(office: Office) -> None:
    with office.database.write() as tx:
        tx.people.put(a_person(BEN, is_bot=True))

    with pytest.raises(CannotOwn) as refusal:
        office.services.opening.open(office.inbound(), _start(accountable=BEN))

    assert refusal.value.facts["reason"] == "bot"


def test_an_account_that_turns_out_to_be_deactivated_is_taken_back(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    office = Office(database, clock, a_person(BEN, is_deactivated=True))
    office.services.opening.open(office.inbound(), _start(accountable=BEN))

    said = office.said(Notice.OWNERSHIP_REFUSED)

    assert office.alignment.owner_of("capability") == ANA
    assert [effect.facts["reason"] for effect in said] == ["deactivated"]


def test_nobody_is_reminded_before_there_is_a_card_to_be_reminded_of(office: Office) -> None:
    office.services.opening.open(office.inbound(), _start())
    before = office.next_digest_of(ANA)

    office.carry_out()

    assert before is None
    assert office.next_digest_of(ANA) is not None


def test_nobody_is_asked_anything_before_there_is_a_card(office: Office) -> None:
    office.services.opening.open(office.inbound(), _start(accountable=BEN))

    with office.database.write() as tx:
        (card, *others) = tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 9)

    assert ([], PostCard) == (others, type(card.effect))


def test_what_is_written_down_for_who_accepted_is_what_would_be_read_in_it(office: Office) -> None:
    alignment = office.open(accountable=ANA)

    answer = alignment.answers["ownership.accountable_owner"]
    read = assess(office.catalogue.field(answer.field), answer.text, author=ANA)
    assert read == answer.assessment


def test_nobody_starts_more_than_ten_an_hour(office: Office) -> None:
    for _ in range(STARTS_PER_HOUR):
        office.services.opening.open(office.inbound(), _start())

    with pytest.raises(TooManyStarts):
        office.services.opening.open(office.inbound(), _start())
