"""What follows in our own records when Slack refuses: a deleted card is posted again, a closed door is told."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Lane, lane_of
from bot.domain.effects import (
    Effect,
    FormName,
    Notice,
    OpenForm,
    PostCard,
    PostSummary,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    UploadSpec,
    Whisper,
)
from bot.domain.outcome import Obstacle, Refused
from bot.domain.people import NudgePreferences
from bot.services.aftermath import HOLDING_WORDS, MOST_CARDS, OFFERED_AGAIN
from tests.builders import CHANNEL, WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CARD_TS, Office

GONE = Refused(obstacle=Obstacle.MESSAGE_GONE, code="thread_not_found")
CARD = "post_card"


def refuse(office: Office, *effects: Effect, refusal: Refused = GONE) -> None:
    """Queue effects, and let Slack refuse the first that waits."""
    with office.database.write() as tx:
        for effect in effects:
            tx.deliveries.add(WORKSPACE, effect, due_at=office.clock.now())
        (delivery,) = next(filter(None, (tx.deliveries.claim(lane, office.clock.now(), 1) for lane in Lane)))
        tx.deliveries.mark_dead(delivery, refusal.code)
        office.services.aftermath.refused(tx, delivery, refusal)


def give_up(office: Office, effect: Effect) -> None:
    """Queue an effect that Slack fails at for ever."""
    with office.database.write() as tx:
        tx.deliveries.add(WORKSPACE, effect, due_at=office.clock.now())
        (delivery,) = tx.deliveries.claim(lane_of(effect), office.clock.now(), 1)
        tx.deliveries.mark_dead(delivery, "internal_error")
        office.services.aftermath.given_up(tx, delivery)


def question(office: Office) -> SayInThread:
    """Say something in the thread of the newest alignment."""
    return SayInThread(alignment_id=office.alignment.id, channel=CHANNEL, notice=Notice.ALL_ASKED)


@pytest.mark.parametrize("effect", [SayInThread, UploadSpec])
def test_what_could_not_be_said_in_a_deleted_thread_is_said_under_a_new_card(
    office: Office, effect: type[Effect]
) -> None:
    alignment_id = office.open().id
    facts = {"notice": Notice.ALL_ASKED} if effect is SayInThread else {"version": 1}

    refuse(office, effect(alignment_id=alignment_id, channel=CHANNEL, **facts))

    assert [PostCard, effect] == [type(done) for done in office.carry_out()]


def test_nothing_is_said_in_a_thread_that_is_gone(office: Office) -> None:
    office.open()

    refuse(office, question(office))

    assert office.alignment.thread_ts is None


def test_a_new_card_becomes_the_thread(office: Office) -> None:
    office.open()
    refuse(office, question(office))

    office.carry_out()

    assert office.alignment.thread_ts == CARD_TS


def test_a_deleted_card_that_should_be_edited_is_posted_again(office: Office) -> None:
    alignment_id = office.open().id

    refuse(office, UpdateCard(alignment_id=alignment_id, channel=CHANNEL))

    again = PostCard(alignment_id=alignment_id, channel=CHANNEL, edition=2, is_first=False)
    assert [again] == list(office.carry_out())


def test_what_waited_for_the_deleted_thread_brings_no_second_card(office: Office) -> None:
    office.open()
    refuse(office, question(office), question(office))

    refuse(office)

    done = office.carry_out()
    assert [1, 2] == [sum(isinstance(each, kind) for each in done) for kind in (PostCard, SayInThread)]


def test_somebody_who_deletes_every_card_gets_no_other(office: Office) -> None:
    alignment_id = office.open().id
    posted = []

    for _ in range(MOST_CARDS + 3):
        refuse(office, UpdateCard(alignment_id=alignment_id, channel=CHANNEL))
        posted += office.queued(PostCard)

    assert list(range(2, MOST_CARDS + 1)) == [card.edition for card in posted]


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived"])
def test_a_form_for_a_closed_channel_is_answered_with_what_to_do(office: Office, code: str) -> None:
    form = OpenForm(form=FormName.START, person=ANA, trigger_id="t", channel=CHANNEL, facts={"title": "Invoices"})

    refuse(office, form, refusal=Refused(obstacle=Obstacle.CHANNEL, code=code))

    (told,) = office.queued(Whisper)
    assert (Notice.NOT_A_MEMBER, "Invoices", code) == (told.notice, told.facts["title"], told.facts["code"])


def test_a_form_whose_trigger_expired_is_offered_again(office: Office) -> None:
    form = OpenForm(form=FormName.START, person=ANA, trigger_id="t", channel=CHANNEL)

    refuse(office, form, refusal=Refused(obstacle=Obstacle.FORM, code="expired_trigger_id"))

    (told,) = office.queued(Whisper)
    assert Notice.TRIGGER_EXPIRED is told.notice


@pytest.mark.parametrize(
    ("trait", "reason"), [("is_bot", "bot"), ("is_deactivated", "deactivated"), ("is_external", "external")]
)
def test_somebody_slack_lets_nobody_write_to_is_taken_back_for_the_true_reason(
    database: InMemoryDatabase, clock: StoppedClock, trait: str, reason: str
) -> None:
    office = Office(database, clock, a_person(BEN, **{trait: True}))
    office.open()
    asked = SayDirectly(alignment_id=office.alignment.id, person=BEN, notice=Notice.OWNERSHIP_ASKED)
    with office.database.write() as tx:
        before = tx.alignments.get(WORKSPACE, asked.alignment_id or "")
        tx.alignments.save(before.with_owner("monitoring", BEN, named_by=ANA, at=office.clock.now()))

    refuse(office, asked, refusal=Refused(obstacle=Obstacle.PERSON, code="cannot_dm_bot"))

    (told,) = office.said(Notice.OWNERSHIP_REFUSED)
    assert told.facts["reason"] == reason
    assert office.alignment.owner_of("monitoring") == ANA


def test_whoever_named_a_stand_in_is_told_once_a_reminder_finds_that_account_gone(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    office = Office(database, clock, a_person(BEN, is_deactivated=True))
    with office.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, ANA, NudgePreferences(stand_in=BEN))
    reminder = SendDigest(person=ANA, local_date="2026-03-02", stand_in=BEN)

    refuse(office, reminder, refusal=Refused(obstacle=Obstacle.PERSON, code="user_disabled"))

    (told,) = office.said(Notice.STAND_IN_REFUSED)
    assert (ANA, "deactivated") == (getattr(told, "person", None), told.facts["reason"])


def test_reminders_go_on_once_the_channel_is_within_reach_again(office: Office) -> None:
    office.open()
    refuse(office, question(office), refusal=Refused(obstacle=Obstacle.CHANNEL, code="not_in_channel"))
    was_muted = office.alignment.is_muted
    office.answer("capability.decision", "A model routes tickets.")

    office.carry_out()

    assert (was_muted, office.alignment.is_muted) == (True, False)
    assert office.next_digest_of(ANA) is not None


def test_a_new_card_that_cannot_be_posted_after_all_is_told(office: Office) -> None:
    office.open()
    refuse(office, question(office))
    with office.database.write() as tx:
        (card,) = (one for one in tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 9) if one.effect.kind == CARD)
        tx.deliveries.mark_dead(card, "internal_error")

        office.services.aftermath.given_up(tx, card)

    assert [ANA] == [told.person for told in office.said(Notice.CARD_REFUSED)]


@pytest.mark.parametrize(
    "unsaid",
    [
        SayInThread(alignment_id="id1", channel=CHANNEL, notice=Notice.UNDERSTOOD),
        PostSummary(alignment_id="id1", channel=CHANNEL, version=1),
        UploadSpec(alignment_id="id1", channel=CHANNEL, version=1),
    ],
    ids=lambda effect: effect.kind,
)
def test_the_facilitator_is_told_what_slack_would_not_take_in_the_channel(office: Office, unsaid: Effect) -> None:
    office.open(by=ANA, accountable=BEN)
    give_up(office, unsaid)

    (told,) = office.said(Notice.UNSAID)

    assert (ANA, unsaid.kind) == (getattr(told, "person", None), told.facts["what"])


@pytest.mark.parametrize(
    "refusal",
    [
        Refused(obstacle=Obstacle.UNKNOWN, code="as_yet_unheard_of"),
        Refused(obstacle=Obstacle.WORKSPACE, code="no_permission"),
        Refused(obstacle=Obstacle.PAYLOAD, code="no_text"),
    ],
    ids=lambda refusal: refusal.code,
)
@pytest.mark.parametrize(
    "unsaid",
    [
        SayInThread(alignment_id="id1", channel=CHANNEL, notice=Notice.UNDERSTOOD),
        PostSummary(alignment_id="id1", channel=CHANNEL, version=1),
        UploadSpec(alignment_id="id1", channel=CHANNEL, version=1),
    ],
    ids=lambda effect: effect.kind,
)
def test_the_facilitator_is_told_what_slack_refused_for_good(office: Office, unsaid: Effect, refusal: Refused) -> None:
    office.open(by=ANA, accountable=BEN)
    refuse(office, unsaid, refusal=refusal)

    (told,) = office.said(Notice.UNSAID)

    assert (ANA, unsaid.kind) == (getattr(told, "person", None), told.facts["what"])


@pytest.mark.parametrize(
    "refusal", [GONE, Refused(obstacle=Obstacle.CHANNEL, code="not_in_channel")], ids=lambda refusal: refusal.code
)
def test_what_is_made_good_or_told_otherwise_is_not_told_as_unsaid(office: Office, refusal: Refused) -> None:
    office.open()

    refuse(office, question(office), refusal=refusal)

    assert Notice.UNSAID not in {getattr(done, "notice", None) for done in office.carry_out()}


def test_what_cannot_be_said_directly_is_not_told_as_unsaid(office: Office) -> None:
    office.open()
    unsaid = SayDirectly(alignment_id="id1", person=ANA, notice=Notice.UNSAID)

    refuse(office, unsaid, refusal=Refused(obstacle=Obstacle.UNKNOWN, code="as_yet_unheard_of"))

    assert () == office.carry_out()


OFFERS = [
    SayDirectly(person=BEN, notice=Notice.WHICH_QUESTION, facts={"text": "95 %", "channel": "D1", "ts": "1.2"}),
    SayDirectly(alignment_id="id1", person=BEN, notice=Notice.SOURCE_EDITED, facts={"text": "95 %"}),
    SayInThread(alignment_id="id1", channel=CHANNEL, notice=Notice.SOURCE_EDITED, facts={"text": "95 %"}),
]
"""What holds somebody's words, which are nowhere else."""


def offered_after(office: Office, wait: timedelta) -> list[object]:
    """Return the words that are offered again by then."""
    office.clock.advance(wait)
    said = (effect for effect in office.carry_out() if isinstance(effect, SayInThread | SayDirectly))
    return [effect.facts["text"] for effect in said if effect.notice in HOLDING_WORDS]


@pytest.mark.parametrize("offer", OFFERS, ids=lambda effect: f"{effect.kind} {effect.notice}")
def test_an_offer_slack_fails_at_for_ever_is_made_again_with_the_words_it_holds(office: Office, offer: Effect) -> None:
    office.open()

    give_up(office, offer)

    assert ([], ["95 %"]) == (offered_after(office, timedelta()), offered_after(office, OFFERED_AGAIN))


@pytest.mark.parametrize("offer", OFFERS, ids=lambda effect: f"{effect.kind} {effect.notice}")
@pytest.mark.parametrize(
    "refusal",
    [
        Refused(obstacle=Obstacle.CHANNEL, code="messages_tab_disabled"),
        Refused(obstacle=Obstacle.PERSON, code="user_not_visible"),
        Refused(obstacle=Obstacle.UNKNOWN, code="as_yet_unheard_of"),
    ],
    ids=lambda refusal: refusal.code,
)
def test_an_offer_slack_refuses_is_made_again_with_the_words_it_holds(
    office: Office, offer: Effect, refusal: Refused
) -> None:
    office.open()

    refuse(office, offer, refusal=refusal)

    assert ([], ["95 %"]) == (offered_after(office, timedelta()), offered_after(office, OFFERED_AGAIN))


def test_an_offer_is_made_again_where_every_card_was_deleted(office: Office) -> None:
    alignment_id = office.open().id
    for _ in range(MOST_CARDS):
        refuse(office, UpdateCard(alignment_id=alignment_id, channel=CHANNEL))
        office.carry_out()

    refuse(office, OFFERS[-1])

    assert ["95 %"] == offered_after(office, OFFERED_AGAIN)


def test_an_offer_in_a_thread_is_made_once_there_is_one(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        tx.deliveries.add(WORKSPACE, OFFERS[-1], due_at=office.clock.now())
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 1)
        tx.deliveries.mark_sent(delivery, None)

        office.services.aftermath.left_out(tx, delivery)

    assert ["95 %"] == offered_after(office, OFFERED_AGAIN)


def test_an_offer_that_is_refused_again_and_again_is_made_once_a_day_for_ever(office: Office) -> None:
    office.open()
    refuse(office, OFFERS[0], refusal=Refused(obstacle=Obstacle.UNKNOWN, code="as_yet_unheard_of"))
    waits = []

    for _ in range(50):
        with office.database.read() as tx:
            due_at = tx.deliveries.next_due_at(Lane.NORMAL)
        assert due_at is not None
        waits.append((due_at - office.clock.now()) / timedelta(hours=1))
        office.clock.set(due_at)
        refuse(office, refusal=Refused(obstacle=Obstacle.UNKNOWN, code="as_yet_unheard_of"))

    assert [1, 2, 4, 8, 16, *[24] * 45] == waits


def test_the_facilitator_is_told_once_of_an_offer_that_is_never_taken(office: Office) -> None:
    office.open(by=ANA, accountable=BEN)
    give_up(office, OFFERS[-1])
    first = office.said(Notice.UNSAID)
    office.clock.advance(OFFERED_AGAIN)

    refuse(office, refusal=Refused(obstacle=Obstacle.UNKNOWN, code="as_yet_unheard_of"))

    assert (1, 0) == (len(first), len(office.said(Notice.UNSAID)))


def test_nobody_is_told_of_a_card_that_could_not_be_edited(office: Office) -> None:
    office.open()

    give_up(office, UpdateCard(alignment_id="id1", channel=CHANNEL))

    assert () == office.carry_out()


@pytest.mark.parametrize("end", ["given_up", "refused"])
def test_a_reminder_slack_never_took_does_not_count(office: Office, end: str) -> None:
    office.open()
    due = office.next_digest_of(ANA)
    assert due is not None
    office.clock.set(due)
    office.services.nudging.tick()
    counted = {ownership.nudges for ownership in office.alignment.owners.values()}
    with office.database.write() as tx:
        (reminder,) = tx.deliveries.claim(Lane.PATIENT, office.clock.now(), 9)
        tx.deliveries.mark_dead(reminder, "no_permission")

        if end == "given_up":
            office.services.aftermath.given_up(tx, reminder)
        else:
            refusal = Refused(obstacle=Obstacle.WORKSPACE, code="no_permission")
            office.services.aftermath.refused(tx, reminder, refusal)

    assert ({1}, {0}) == (counted, {ownership.nudges for ownership in office.alignment.owners.values()})
