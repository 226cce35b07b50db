"""Where a card cannot be posted, whoever started it is told what to do, and everything goes on once it can be."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.alignment import Alignment
from bot.domain.delivery import Delivery, Lane
from bot.domain.effects import EditMessage, Notice, PostCard, SayDirectly, SayInThread, SendDigest
from bot.domain.errors import AlignmentClosed, NotYours
from bot.domain.outcome import Obstacle, Refused
from bot.services.requests import Start
from tests.builders import CHANNEL, WORKSPACE
from tests.services.office import ANA, BEN, CARD_TS, Office, a_reply

NO_MEMBER = Refused(obstacle=Obstacle.CHANNEL, code="not_in_channel")
UNHEARD_OF = Refused(obstacle=Obstacle.UNKNOWN, code="as_yet_unheard_of")
TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def begin(office: Office, **changes: str) -> Alignment:
    """Let Ana start an alignment for which Ben is accountable; its card waits."""
    start = Start(channel=CHANNEL, title="Invoices", met_on=date(2026, 3, 2), accountable=BEN, **changes)
    office.services.opening.open(office.inbound(), start)
    return office.alignment


def claim(office: Office) -> Delivery:
    """Take what waits first."""
    with office.database.write() as tx:
        return tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 1)[0]


def refuse(office: Office, refusal: Refused = NO_MEMBER) -> None:
    """Let Slack refuse what waits first."""
    delivery = claim(office)
    with office.database.write() as tx:
        tx.deliveries.mark_dead(delivery, refusal.code)
        office.services.aftermath.refused(tx, delivery, refusal)


def invite(office: Office) -> None:
    """Invite the app into the channel."""
    office.services.reach.regained(office.inbound(), CHANNEL)


@pytest.fixture
def refused(office: Office) -> Office:
    """An office in which a card was refused, and whoever started it was told."""
    begin(office)
    refuse(office)
    return office


@pytest.mark.parametrize(
    "refusal",
    [
        NO_MEMBER,
        Refused(obstacle=Obstacle.CHANNEL, code="is_archived"),
        Refused(obstacle=Obstacle.WORKSPACE, code="missing_scope"),
        UNHEARD_OF,
    ],
    ids=lambda refusal: refusal.code,
)
def test_whoever_started_it_is_told_why_there_is_no_card(office: Office, refusal: Refused) -> None:
    begin(office)

    refuse(office, refusal)

    (told,) = office.carry_out()
    assert isinstance(told, SayDirectly)
    assert (ANA, Notice.CARD_REFUSED, refusal.code) == (told.person, told.notice, told.facts["code"])


def test_a_card_that_we_fail_to_write_is_told_as_well(office: Office) -> None:
    begin(office)
    delivery = claim(office)

    with office.database.write() as tx:
        tx.deliveries.mark_dead(delivery, "KeyError")
        office.services.aftermath.given_up(tx, delivery)

    assert ["internal"] == [told.facts["code"] for told in office.said(Notice.CARD_REFUSED)]


def test_nobody_is_asked_or_reminded_before_there_is_a_card(refused: Office) -> None:
    refused.carry_out()
    refused.clock.set(TUESDAY)
    refused.services.nudging.tick()

    assert refused.next_digest_of(BEN) is None
    assert () == refused.carry_out()


def test_what_was_typed_is_kept(refused: Office) -> None:
    assert ("Invoices", date(2026, 3, 2), BEN) == (
        refused.alignment.title,
        refused.alignment.met_on,
        refused.alignment.owner_of("ownership"),
    )


def test_once_the_app_is_invited_everything_goes_on(refused: Office) -> None:
    refused.carry_out()

    invite(refused)

    happened = refused.carry_out()
    asked = {effect.notice for effect in happened if isinstance(effect, SayInThread | SayDirectly)}
    assert PostCard(alignment_id=refused.alignment.id, channel=CHANNEL, edition=2) == happened[0]
    assert {Notice.FIRST_QUESTIONS, Notice.OWNERSHIP_ASKED} == asked
    assert (CARD_TS, False) == (refused.alignment.thread_ts, refused.alignment.is_muted)


def test_owners_are_reminded_once_there_is_a_card(refused: Office) -> None:
    invite(refused)
    refused.carry_out()
    refused.clock.set(TUESDAY)

    refused.services.nudging.tick()

    assert [BEN] == [digest.person for digest in refused.queued(SendDigest)]


def test_an_answer_in_the_new_thread_counts(refused: Office) -> None:
    invite(refused)
    refused.carry_out()

    refused.receive(a_reply("The model routes each invoice to one of four queues in SAP; a clerk confirms."))

    assert 1 == len(refused.said(Notice.UNDERSTOOD))


def test_whoever_started_it_may_try_again(refused: Office) -> None:
    refused.carry_out()

    refused.services.reach.try_again(refused.inbound(ANA), refused.alignment.id)

    assert [2] == [card.edition for card in refused.queued(PostCard)]
    assert refused.alignment.thread_ts == CARD_TS


def test_somebody_whose_card_is_refused_again_is_told_again(refused: Office) -> None:
    refused.carry_out()
    refused.services.reach.try_again(refused.inbound(ANA), refused.alignment.id)

    refuse(refused)

    assert 1 == len(refused.said(Notice.CARD_REFUSED))


def test_trying_again_twice_posts_one_card(refused: Office) -> None:
    refused.carry_out()

    for _ in range(2):
        refused.services.reach.try_again(refused.inbound(ANA, key="the same"), refused.alignment.id)

    assert 1 == len(refused.queued(PostCard))


def test_what_is_there_is_not_posted_again(refused: Office) -> None:
    invite(refused)
    refused.carry_out()

    refused.services.reach.try_again(refused.inbound(ANA), refused.alignment.id)

    assert () == refused.carry_out()


def test_the_button_says_that_it_was_pressed(refused: Office) -> None:
    message = a_reply().message

    refused.services.reach.try_again(refused.inbound(ANA), refused.alignment.id, message)

    assert ["tried_again"] == [edit.facts["what"] for edit in refused.queued(EditMessage)]


def test_after_months_it_is_posted_all_the_same(refused: Office) -> None:
    refused.carry_out()
    refused.clock.advance(days=90)
    with refused.database.write() as tx:
        tx.deliveries.forget_before(refused.clock.now())

    invite(refused)

    assert Notice.FIRST_QUESTIONS in {told.notice for told in refused.queued(SayInThread)}


def test_others_do_not_decide_that_it_is_posted(refused: Office) -> None:
    with pytest.raises(NotYours):
        refused.services.reach.try_again(refused.inbound(BEN), refused.alignment.id)


def test_what_was_closed_meanwhile_is_not_posted(refused: Office) -> None:
    refused.carry_out()
    refused.services.closing.close(refused.inbound(ANA), refused.alignment.id)

    invite(refused)

    with pytest.raises(AlignmentClosed):
        refused.services.reach.try_again(refused.inbound(ANA), refused.alignment.id)
    assert [] == refused.queued(PostCard)


def test_whoever_closes_what_has_no_thread_is_told_directly(refused: Office) -> None:
    refused.carry_out()

    refused.services.closing.close(refused.inbound(ANA), refused.alignment.id)

    (told,) = refused.said(Notice.CLOSED)
    assert isinstance(told, SayDirectly)


def test_the_message_it_starts_from_is_shown_with_the_first_questions(office: Office) -> None:
    begin(office, note="We will sort invoices.")
    refuse(office)
    office.carry_out()

    invite(office)

    assert ["We will sort invoices."] == [asked.facts["note"] for asked in office.said(Notice.FIRST_QUESTIONS)]


def test_a_card_that_replaces_a_deleted_one_and_is_refused_pauses_what_was_announced(office: Office) -> None:
    alignment = office.open(accountable=BEN)
    with office.database.write() as tx:
        gone = PostCard(alignment_id=alignment.id, channel=CHANNEL, edition=2, is_first=False)
        tx.deliveries.add(WORKSPACE, gone, due_at=office.clock.now())

    refuse(office)

    (told,) = office.carry_out()
    assert isinstance(told, SayDirectly)
    assert Notice.CANNOT_POST is told.notice


@pytest.fixture
def replaced(office: Office) -> Office:
    """An office in which a card was deleted, and Slack refuses the next with a code that nobody knows."""
    alignment = office.open(accountable=BEN)
    with office.database.write() as tx:
        tx.alignments.save(replace(tx.alignments.get(WORKSPACE, alignment.id), thread_ts=None))
        anew = PostCard(alignment_id=alignment.id, channel=CHANNEL, edition=2, is_first=False)
        tx.deliveries.add(WORKSPACE, anew, due_at=office.clock.now())
    refuse(office, UNHEARD_OF)
    return office


def test_a_card_that_replaces_a_deleted_one_and_is_refused_for_no_reason_we_know_is_told(replaced: Office) -> None:
    (told,) = replaced.said(Notice.CARD_REFUSED)

    assert (ANA, UNHEARD_OF.code) == (getattr(told, "person", None), told.facts["code"])


def test_nobody_is_reminded_while_the_card_that_replaces_a_deleted_one_is_missing(replaced: Office) -> None:
    assert (True, None) == (replaced.alignment.is_muted, replaced.next_digest_of(BEN))


def test_a_card_that_replaces_a_deleted_one_can_be_tried_again(replaced: Office) -> None:
    replaced.carry_out()

    replaced.services.reach.try_again(replaced.inbound(ANA), replaced.alignment.id)

    assert [3] == [card.edition for card in replaced.queued(PostCard)]
    assert (CARD_TS, False) == (replaced.alignment.thread_ts, replaced.alignment.is_muted)


def test_a_card_that_is_on_its_way_is_not_posted_once_more(refused: Office) -> None:
    refused.services.reach.try_again(refused.inbound(), refused.alignment.id)
    invite(refused)

    posted = [effect for effect in refused.carry_out() if isinstance(effect, PostCard)]

    assert 1 == len(posted)
