"""What every outbox does: queueing, coalescing, uniqueness and what became of each attempt."""

import re
from dataclasses import replace
from datetime import timedelta
from operator import attrgetter

import pytest

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, DeliveryState, Lane, lane_of
from bot.domain.effects import (
    FormName,
    Hear,
    Heard,
    LookUpPerson,
    Notice,
    OpenForm,
    PostCard,
    PostSummary,
    PublishHome,
    SayDirectly,
    SendDigest,
    UpdateCard,
    Whisper,
)
from tests.builders import a_message, an_effect

EVERY_EFFECT = (
    OpenForm(form=FormName.ANSWER, person="UANA", trigger_id="1.2", facts={"field": "a.b", "prefill": None}),
    PostCard(alignment_id="A1", channel="C1"),
    UpdateCard(alignment_id="A1", channel="C1"),
    an_effect(facts={"words": ["fast", "soon"], "count": 2, "is_last": True}),
    SayDirectly(alignment_id="A1", person="UBEN", notice=Notice.PROMISED, facts={"until": "2026-03-09"}),
    Whisper(person="UANA", channel="C1", notice=Notice.HELP, response_url="https://hooks.slack.com/x"),
    SendDigest(person="UANA", local_date="2026-03-02"),
    PostSummary(alignment_id="A1", channel="C1", version=1),
    PublishHome(person="UANA"),
    LookUpPerson(person="UBEN"),
    Hear(what=Heard.SAID, person="UANA", channel="C1", ts="1.2", thread_ts="1.1", text="At least 95 % over 30 days."),
)


def queue(database, *effects, workspace="T1", due_at):
    with database.write() as tx:
        return [tx.deliveries.add(workspace, effect, due_at=due_at) for effect in effects]


def claim(database, now, lane=Lane.NORMAL, limit=10):
    with database.write() as tx:
        return tx.deliveries.claim(lane, now, limit)


def claim_one(database, clock):
    (delivery,) = claim(database, clock.now())
    return delivery


def stored(database, delivery_id):
    with database.read() as tx:
        return tx.deliveries.get(delivery_id)


@pytest.mark.parametrize("effect", EVERY_EFFECT, ids=lambda effect: effect.kind)
def test_an_effect_comes_back_as_it_was_queued(database, clock, effect):
    (delivery_id,) = queue(database, effect, due_at=clock.now())

    assert effect == stored(database, delivery_id).effect


def test_a_new_delivery_is_due_and_was_never_tried(database, clock):
    due_at = clock.now() + timedelta(minutes=5)

    (delivery_id,) = queue(database, an_effect(), due_at=due_at)

    found = stored(database, delivery_id)
    expected = Delivery(
        id=delivery_id,
        key=found.key,
        workspace="T1",
        effect=an_effect(),
        state=DeliveryState.DUE,
        lane=Lane.NORMAL,
        due_at=due_at,
        created_at=clock.now(),
    )
    assert expected == found


def test_each_delivery_has_an_opaque_key_of_22_characters(database, clock):
    numbers = queue(database, an_effect(), an_effect(), due_at=clock.now())

    keys = {stored(database, number).key for number in numbers}

    assert len(keys) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", key) for key in keys)


def test_an_unknown_delivery_is_a_key_error(database):
    with pytest.raises(KeyError), database.read() as tx:
        tx.deliveries.get(404)


@pytest.mark.parametrize(
    "effect",
    [UpdateCard(alignment_id="A1", channel="C1"), PublishHome(person="UANA"), LookUpPerson(person="UANA")],
    ids=lambda effect: effect.kind,
)
def test_what_is_waiting_already_is_not_queued_again(database, clock, effect):
    first, second = queue(database, effect, effect, due_at=clock.now())

    assert (first is not None, second) == (True, None)


def test_what_is_being_sent_is_queued_again_because_more_may_have_changed(database, clock):
    queue(database, UpdateCard(alignment_id="A1", channel="C1"), due_at=clock.now())
    claim(database, clock.now(), Lane.CARD)

    (again,) = queue(database, UpdateCard(alignment_id="A1", channel="C1"), due_at=clock.now())

    assert again is not None


def test_what_waits_for_another_try_makes_a_newer_one_superfluous(database, clock):
    queue(database, PublishHome(person="UANA"), due_at=clock.now())
    with database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)
        tx.deliveries.mark_due(delivery, clock.now() + timedelta(minutes=1), "rate limited")

    assert queue(database, PublishHome(person="UANA"), due_at=clock.now()) == [None]


def test_a_failed_update_may_wait_beside_a_newer_one(database, clock):
    update = UpdateCard(alignment_id="A1", channel="C1")
    queue(database, update, due_at=clock.now())
    (delivery,) = claim(database, clock.now(), Lane.CARD)
    queue(database, update, due_at=clock.now())

    with database.write() as tx:
        is_recorded = tx.deliveries.mark_due(delivery, clock.now(), "rate limited")

    assert is_recorded


def test_the_same_effect_elsewhere_is_queued(database, clock):
    queue(database, PublishHome(person="UANA"), due_at=clock.now())

    numbers = queue(database, PublishHome(person="UBEN"), due_at=clock.now())
    numbers += queue(database, PublishHome(person="UANA"), workspace="T2", due_at=clock.now())

    assert None not in numbers


@pytest.mark.parametrize(
    "effect",
    [
        PostCard(alignment_id="A1", channel="C1"),
        PostSummary(alignment_id="A1", channel="C1", version=1),
        SendDigest(person="UANA", local_date="2026-03-02"),
    ],
    ids=lambda effect: effect.kind,
)
def test_what_may_exist_only_once_is_not_queued_again_even_after_it_was_sent(database, clock, effect):
    queue(database, effect, due_at=clock.now())
    (delivery,) = claim(database, clock.now(), lane_of(effect))
    with database.write() as tx:
        tx.deliveries.mark_sent(delivery, a_message())

    assert queue(database, effect, due_at=clock.now()) == [None]
    assert queue(database, effect, workspace="T2", due_at=clock.now()) != [None]


def test_a_transaction_goes_on_after_something_superfluous(database, clock):
    card = PostCard(alignment_id="A1", channel="C1")

    numbers = queue(database, card, card, an_effect(), due_at=clock.now())

    assert [number is not None for number in numbers] == [True, False, True]


def test_a_claimed_delivery_is_being_sent_for_the_first_time(database, clock):
    (delivery_id,) = queue(database, an_effect(), due_at=clock.now())

    claimed = claim_one(database, clock)

    assert (delivery_id, DeliveryState.SENDING, 1) == (claimed.id, claimed.state, claimed.attempt)
    assert claimed == stored(database, delivery_id)


def test_a_sent_delivery_knows_its_message(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    delivery = claim_one(database, clock)

    with database.write() as tx:
        is_recorded = tx.deliveries.mark_sent(delivery, a_message())

    sent = replace(delivery, state=DeliveryState.SENT, message=a_message())
    with database.read() as tx:
        assert (True, sent) == (is_recorded, tx.deliveries.find_sent("T1", a_message()))
        assert tx.deliveries.find_sent("T2", a_message()) is None


def test_what_has_left_for_a_conversation_is_found_until_it_is_recorded(database, clock):
    queue(database, an_effect(), an_effect(channel="C2"), due_at=clock.now())
    with database.write() as tx:
        delivery, _ = tx.deliveries.claim(Lane.NORMAL, clock.now(), 2)

    with database.write() as tx:
        under_way = tx.deliveries.find_under_way("T1", "C1")
        tx.deliveries.mark_sent(delivery, a_message())
        afterwards = tx.deliveries.find_under_way("T1", "C1")

    assert (delivery.id, None) == (under_way and under_way.id, afterwards)


def test_what_was_put_off_for_longest_is_told_and_what_may_wait_for_days_is_not(database, clock):
    queue(database, an_effect(), SendDigest(person="UANA", local_date="2026-03-02"), due_at=clock.now())
    queued_at = clock.now()
    (reminder,) = claim(database, clock.now(), lane=Lane.PATIENT)
    clock.advance(minutes=1)
    with database.write() as tx:
        tx.deliveries.mark_due(reminder, clock.now(), "do not disturb")
        untried = tx.deliveries.oldest_begun_at()
    words = claim_one(database, clock)
    with database.write() as tx:
        tx.deliveries.mark_due(words, clock.now(), "not yet")

    with database.read() as tx:
        assert (None, queued_at) == (untried, tx.deliveries.oldest_begun_at())


@pytest.mark.parametrize("mark", [attrgetter("mark_ambiguous"), attrgetter("mark_due")], ids=["ambiguous", "due"])
def test_how_often_slack_failed_is_remembered_while_it_waits(database, clock, mark):
    queue(database, an_effect(), due_at=clock.now())
    delivery = claim_one(database, clock)
    with database.write() as tx:
        mark(tx.deliveries)(replace(delivery, lost=delivery.lost + 1), clock.now(), "internal_error")
    looking = claim_one(database, clock)
    with database.write() as tx:
        tx.deliveries.mark_ambiguous(looking, clock.now(), "pace")

    assert (0, 1) == (delivery.lost, claim_one(database, clock).lost)


def test_a_card_is_posted_while_words_wait_for_it(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    words = claim_one(database, clock)
    with database.write() as tx:
        tx.deliveries.mark_due(words, clock.now() + timedelta(seconds=1), "the card is not posted yet")
    card = PostCard(alignment_id="A1", channel="C1", edition=2, is_first=False)

    queue(database, card, due_at=clock.now())

    assert card == claim_one(database, clock).effect


def test_what_has_not_left_yet_is_not_under_way(database, clock):
    queue(database, an_effect(), due_at=clock.now())

    with database.read() as tx:
        assert tx.deliveries.find_under_way("T1", "C1") is None


def test_a_delivery_put_off_is_claimed_again_when_it_is_due(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    with database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)
        tx.deliveries.mark_due(delivery, clock.now() + timedelta(seconds=30), "rate limited")

    too_early = claim(database, clock.now())
    clock.advance(seconds=30)
    again = claim_one(database, clock)

    assert (too_early, again.attempt, again.state, again.note) == ((), 2, DeliveryState.SENDING, "rate limited")


def test_an_unknown_outcome_is_claimed_as_ambiguous_so_that_it_is_reconciled(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    with database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)
        tx.deliveries.mark_ambiguous(delivery, clock.now() + timedelta(seconds=30), "timeout")

    too_early = claim(database, clock.now())
    clock.advance(seconds=30)
    again = claim_one(database, clock)

    assert (too_early, again.attempt, again.state) == ((), 2, DeliveryState.AMBIGUOUS)
    assert DeliveryState.SENDING is stored(database, again.id).state


def test_a_reconciled_delivery_can_be_recorded_as_sent(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    with database.write() as tx:
        tx.deliveries.mark_ambiguous(tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)[0], clock.now(), "timeout")
    again = claim_one(database, clock)

    with database.write() as tx:
        is_recorded = tx.deliveries.mark_sent(again, a_message())

    assert (is_recorded, stored(database, again.id).state) == (True, DeliveryState.SENT)


def test_a_dead_delivery_is_not_claimed_again(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    delivery = claim_one(database, clock)

    with database.write() as tx:
        tx.deliveries.mark_dead(delivery, "channel_not_found")

    assert (claim(database, clock.now()), stored(database, delivery.id).note) == ((), "channel_not_found")


def test_an_outcome_of_an_attempt_that_was_overtaken_is_fenced_off(open_empty, clock):
    database = open_empty(lease=timedelta(0))
    queue(database, an_effect(), due_at=clock.now())
    slow = claim_one(database, clock)
    with database.write() as tx:
        tx.deliveries.recover_expired(clock.now())
    fast = claim_one(database, clock)

    with database.write() as tx:
        outcomes = [
            tx.deliveries.mark_sent(slow, a_message("1.0")),
            tx.deliveries.mark_due(slow, clock.now(), ""),
            tx.deliveries.mark_ambiguous(slow, clock.now(), ""),
            tx.deliveries.mark_dead(slow, ""),
            tx.deliveries.mark_sent(fast, a_message("2.0")),
        ]

    assert outcomes == [False, False, False, False, True]
    assert a_message("2.0") == stored(database, slow.id).message


def test_what_was_heard_is_forgotten_with_all_it_holds(database, clock):
    (heard,) = queue(database, EVERY_EFFECT[-1], due_at=clock.now())
    (delivery,) = claim(database, clock.now(), Lane.HEARING)

    with database.write() as tx:
        is_forgotten, is_again = tx.deliveries.forget(delivery), tx.deliveries.forget(delivery)

    assert (True, False) == (is_forgotten, is_again)
    with database.read() as tx, pytest.raises(KeyError):
        tx.deliveries.get(heard)


def test_whoever_forgot_one_cannot_forget_the_next_that_may_have_its_number(database, clock):
    queue(database, EVERY_EFFECT[-1], due_at=clock.now())
    (delivery,) = claim(database, clock.now(), Lane.HEARING)
    with database.write() as tx:
        tx.deliveries.forget(delivery)
    (upcoming,) = queue(database, EVERY_EFFECT[-1], due_at=clock.now())
    claim(database, clock.now(), Lane.HEARING)

    with database.write() as tx:
        assert not tx.deliveries.forget(delivery)
        assert tx.deliveries.get(upcoming).state is DeliveryState.SENDING


def test_what_another_attempt_has_taken_on_is_not_forgotten(database, clock):
    (heard,) = queue(database, EVERY_EFFECT[-1], due_at=clock.now())
    (delivery,) = claim(database, clock.now(), Lane.HEARING)

    with database.write() as tx:
        assert not tx.deliveries.forget(replace(delivery, attempt=delivery.attempt - 1))
        assert tx.deliveries.get(heard).state is DeliveryState.SENDING


def test_an_outcome_is_recorded_once(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    delivery = claim_one(database, clock)

    with database.write() as tx:
        outcomes = [tx.deliveries.mark_sent(delivery, None), tx.deliveries.mark_dead(delivery, "late")]

    assert outcomes == [True, False]


def test_an_expired_lease_becomes_ambiguous(open_empty, clock):
    database = open_empty(lease=timedelta(0))
    queue(database, an_effect(), due_at=clock.now())
    delivery = claim_one(database, clock)

    with database.write() as tx:
        recovered = [tx.deliveries.recover_expired(clock.now()), tx.deliveries.recover_expired(clock.now())]

    found = stored(database, delivery.id)
    assert ([1, 0], DeliveryState.AMBIGUOUS, clock.now()) == (recovered, found.state, found.due_at)


def test_what_is_known_to_have_happened_is_recorded_although_its_lease_ran_out(open_empty, clock):
    database = open_empty(lease=timedelta(0))
    queue(database, an_effect(), due_at=clock.now())
    slow = claim_one(database, clock)

    with database.write() as tx:
        tx.deliveries.recover_expired(clock.now())
        is_recorded = tx.deliveries.mark_sent(slow, a_message("1.0"))

    kept = stored(database, slow.id)
    assert (True, DeliveryState.SENT, a_message("1.0")) == (is_recorded, kept.state, kept.message)
    assert () == claim(database, clock.now())


def test_what_is_not_known_to_have_happened_is_still_looked_up_once_its_lease_ran_out(open_empty, clock):
    database = open_empty(lease=timedelta(0))
    queue(database, an_effect(), due_at=clock.now())
    slow = claim_one(database, clock)

    with database.write() as tx:
        tx.deliveries.recover_expired(clock.now())
        recorded = [tx.deliveries.mark_due(slow, clock.now(), ""), tx.deliveries.mark_dead(slow, "")]

    assert ([False, False], DeliveryState.AMBIGUOUS) == (recorded, stored(database, slow.id).state)


def test_a_lease_does_not_expire_because_our_clock_is_moved(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    claim_one(database, clock)
    clock.advance(days=1)

    with database.write() as tx:
        assert tx.deliveries.recover_expired(clock.now()) == 0


def test_what_was_queued_before_the_clock_went_back_is_due_now_and_once(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    tried = claim_one(database, clock)
    with database.write() as tx:
        tx.deliveries.mark_due(tried, clock.now() + timedelta(minutes=1), "not yet")
    clock.advance(days=-1)

    with database.write() as tx:
        brought = [tx.deliveries.bring_back(clock.now(), clock.now() + timedelta(hours=1)) for _ in range(2)]

    found = stored(database, tried.id)
    assert ([1, 0], clock.now(), clock.now()) == (brought, found.due_at, found.created_at)


def test_what_may_have_happened_before_the_clock_went_back_is_looked_up_later_and_far_enough_back(database, clock):
    queue(database, an_effect(), due_at=clock.now())
    lost = claim_one(database, clock)
    with database.write() as tx:
        tx.deliveries.mark_ambiguous(lost, clock.now() + timedelta(minutes=1), "timeout")
    clock.advance(days=-7)
    later = clock.now() + timedelta(seconds=40)

    with database.write() as tx:
        tx.deliveries.bring_back(clock.now(), later)

    found = stored(database, lost.id)
    assert (DeliveryState.AMBIGUOUS, later) == (found.state, found.due_at)
    assert found.created_at == clock.now() - timedelta(days=1)


def test_what_is_only_meant_for_later_or_queued_by_a_clock_a_little_ahead_stays_as_it_is(database, clock):
    queue(database, an_effect(), due_at=clock.now() + timedelta(days=1))
    clock.advance(hours=-1)

    with database.write() as tx:
        assert tx.deliveries.bring_back(clock.now(), clock.now()) == 0


def test_a_lease_from_before_the_stores_clock_went_back_begins_anew(open_empty, clock):
    database = open_empty(lease=timedelta(days=1))
    queue(database, an_effect(), due_at=clock.now())
    held = claim_one(database, clock)
    database._lease = timedelta(seconds=-1)  # as a store would reckon whose clock went back by a day

    with database.write() as tx:
        recovered = tx.deliveries.recover_expired(clock.now())

    assert (1, DeliveryState.AMBIGUOUS) == (recovered, stored(database, held.id).state)


def test_a_lease_that_may_still_end_in_time_is_left_alone(open_empty, clock):
    database = open_empty(lease=timedelta(minutes=50))
    queue(database, an_effect(), due_at=clock.now())
    held = claim_one(database, clock)
    database._lease = timedelta(seconds=-1)

    with database.write() as tx:
        recovered = tx.deliveries.recover_expired(clock.now())

    assert (0, DeliveryState.SENDING) == (recovered, stored(database, held.id).state)


def test_deliveries_that_are_not_sent_are_counted_by_state(database, clock):
    queue(database, *(an_effect(channel=f"C{number}") for number in range(5)), due_at=clock.now())
    with database.write() as tx:
        one, two, three, _ = tx.deliveries.claim(Lane.NORMAL, clock.now(), 4)
        tx.deliveries.mark_sent(one, None)
        tx.deliveries.mark_dead(two, "no")
        tx.deliveries.mark_ambiguous(three, clock.now(), "timeout")

    with database.read() as tx:
        counted = tx.deliveries.count()
    assert counted == {"due": 1, "sending": 1, "ambiguous": 1, "dead": 1}


def test_an_empty_outbox_counts_nothing(database):
    with database.read() as tx:
        assert tx.deliveries.count() == {}


def test_the_newest_delivery_of_a_kind_is_found(database, clock):
    card = PostCard(alignment_id="A1", channel="C1")
    _, second = queue(database, card, card.model_copy(update={"edition": 2}), due_at=clock.now())
    queue(database, an_effect(), PostCard(alignment_id="A2", channel="C1"), due_at=clock.now())
    queue(database, card, workspace="T2", due_at=clock.now())

    with database.read() as tx:
        found = tx.deliveries.find_latest("T1", "A1", "post_card")
        missing = tx.deliveries.find_latest("T1", "A1", "post_summary")
    assert (second, None) == (found.id, missing)


def test_finished_deliveries_are_forgotten_and_unfinished_ones_never(database, clock):
    queue(database, *(an_effect(channel=f"C{number}") for number in range(4)), due_at=clock.now())
    with database.write() as tx:
        sent, dead, *_ = tx.deliveries.claim(Lane.NORMAL, clock.now(), 3)
        tx.deliveries.mark_sent(sent, None)
        tx.deliveries.mark_dead(dead, "no")

    with database.write() as tx:
        too_early = tx.deliveries.forget_before(clock.now())
        forgotten = tx.deliveries.forget_before(clock.now() + timedelta(seconds=1))

    with database.read() as tx:
        assert (too_early, forgotten, tx.deliveries.count()) == (0, 2, {"due": 1, "sending": 1})


def test_what_somebody_wrote_and_nobody_could_read_is_never_forgotten(database, clock):
    (unread,) = queue(
        database, Hear(what=Heard.SAID, person="UANA", channel="C1", ts="1.2", text="95 %"), due_at=clock.now()
    )
    with database.write() as tx:
        (heard,) = tx.deliveries.claim(Lane.HEARING, clock.now(), 1)
        tx.deliveries.mark_dead(heard, "given up")

    with database.write() as tx:
        forgotten = tx.deliveries.forget_before(clock.now() + timedelta(days=1))

    assert (0, "95 %") == (forgotten, stored(database, unread).effect.text)


def test_what_is_not_finished_follows_a_channel_that_has_another_id(database, clock):
    said, waiting = queue(database, an_effect(), an_effect(), due_at=clock.now())
    under_way = claim_one(database, clock)
    (elsewhere,) = queue(database, an_effect(), workspace="T2", due_at=clock.now())

    with database.write() as tx:
        tx.deliveries.change_channel("T1", "C1", "C9")

    assert [under_way.id] == [said]
    assert ["C9", "C9", "C1"] == [stored(database, each).effect.channel for each in (said, waiting, elsewhere)]
    with database.read() as tx:
        assert tx.deliveries.find_under_way("T1", "C9").id == said


def test_messages_follow_a_channel_that_has_another_id_and_what_posted_a_card_is_known_by_the_old_one(database, clock):
    queue(database, PostCard(alignment_id="A1", channel="C1"), an_effect(), due_at=clock.now())
    for delivery in claim(database, clock.now()):
        with database.write() as tx:
            tx.deliveries.mark_sent(delivery, MessageRef(channel="C1", ts=f"{delivery.effect.kind}.1"))

    with database.write() as tx:
        tx.deliveries.change_channel("T1", "C1", "C9")

    with database.read() as tx:
        assert tx.deliveries.find_sent("T1", MessageRef(channel="C9", ts="say_in_thread.1"))
        assert tx.deliveries.find_sent("T1", MessageRef(channel="C1", ts="post_card.1"))
        assert None is tx.deliveries.find_sent("T1", MessageRef(channel="C1", ts="say_in_thread.1"))


def test_only_what_belongs_to_the_workspace_of_the_process_is_claimed(database, clock):
    queue(database, an_effect(), workspace="T2", due_at=clock.now() - timedelta(hours=1))
    (ours,) = queue(database, an_effect(), workspace="T1", due_at=clock.now())
    database.keep_to("T1")

    with database.write() as tx:
        due_at = tx.deliveries.next_due_at()
        claimed = tx.deliveries.claim(Lane.NORMAL, clock.now(), 10)

    assert (clock.now(), [ours]) == (due_at, [delivery.id for delivery in claimed])


def test_what_another_workspace_put_off_is_not_put_off_here(database, clock):
    queue(database, an_effect(), workspace="T2", due_at=clock.now())
    delivery = claim_one(database, clock)
    with database.write() as tx:
        tx.deliveries.mark_due(delivery, clock.now(), "not yet")

    database.keep_to("T1")

    with database.read() as tx:
        assert tx.deliveries.oldest_begun_at() is None
