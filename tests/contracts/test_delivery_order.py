"""In which order an outbox hands out deliveries, and what holds one back."""

from datetime import timedelta

from bot.domain.delivery import Lane
from bot.domain.effects import FormName, Notice, OpenForm, PublishHome, SayDirectly, Whisper
from tests.builders import an_effect

FORM = OpenForm(form=FormName.START, person="UANA", trigger_id="1.2")


def queue(database, *effects, due_at, workspace="T1"):
    with database.write() as tx:
        return [tx.deliveries.add(workspace, effect, due_at=due_at) for effect in effects]


def claim(database, now, lane=Lane.NORMAL, limit=10):
    with database.write() as tx:
        return tx.deliveries.claim(lane, now, limit)


def numbers(deliveries):
    return [delivery.id for delivery in deliveries]


def in_channels(count):
    return [an_effect(channel=f"C{number}") for number in range(count)]


def test_what_was_queued_first_is_claimed_first(database, clock):
    queued = queue(database, *in_channels(4), due_at=clock.now())

    claims = [claim(database, clock.now(), limit=3), claim(database, clock.now(), limit=3)]

    assert [queued[:3], queued[3:]] == [numbers(claimed) for claimed in claims]


def test_nothing_is_claimed_before_it_is_due(database, clock):
    queue(database, an_effect(), due_at=clock.now() + timedelta(seconds=1))

    assert claim(database, clock.now()) == ()


def test_each_lane_has_its_own_claims(database, clock):
    form, said = queue(database, FORM, an_effect(), due_at=clock.now())

    assert [form] == numbers(claim(database, clock.now(), Lane.FAST))
    assert [said] == numbers(claim(database, clock.now(), Lane.NORMAL))


def test_one_conversation_has_one_delivery_in_flight(database, clock):
    first, _, other = queue(database, an_effect(), an_effect(), an_effect(channel="C2"), due_at=clock.now())

    claimed = claim(database, clock.now())

    assert ([first, other], ()) == (numbers(claimed), claim(database, clock.now()))


def test_the_next_of_a_conversation_follows_when_the_first_was_sent(database, clock):
    _, second = queue(database, an_effect(), an_effect(), due_at=clock.now())
    with database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 10)
        tx.deliveries.mark_sent(delivery, None)

    assert [second] == numbers(claim(database, clock.now()))


def test_the_next_of_a_conversation_follows_when_the_first_is_given_up(database, clock):
    _, second = queue(database, an_effect(), an_effect(), due_at=clock.now())
    with database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 10)
        tx.deliveries.mark_dead(delivery, "invalid_blocks")

    assert [second] == numbers(claim(database, clock.now()))


def test_one_that_waits_for_another_try_holds_back_its_conversation_and_no_other(database, clock):
    first, _ = queue(database, an_effect(), an_effect(), due_at=clock.now())
    with database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 10)
        tx.deliveries.mark_due(delivery, clock.now() + timedelta(minutes=1), "rate limited")
    (other,) = queue(database, an_effect(channel="C2"), due_at=clock.now())

    meanwhile = claim(database, clock.now())
    clock.advance(minutes=1)
    afterwards = claim(database, clock.now())

    assert ([other], [first]) == (numbers(meanwhile), numbers(afterwards))


def test_one_whose_outcome_is_unknown_holds_back_its_conversation(database, clock):
    queue(database, an_effect(), an_effect(), due_at=clock.now())
    with database.write() as tx:
        (delivery,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 10)
        tx.deliveries.mark_ambiguous(delivery, clock.now() + timedelta(minutes=1), "timeout")

    assert claim(database, clock.now()) == ()


def test_one_that_was_meant_for_later_from_the_start_lets_others_pass(database, clock):
    queue(database, an_effect(), due_at=clock.now() + timedelta(hours=1))
    (now,) = queue(database, an_effect(), due_at=clock.now())

    assert [now] == numbers(claim(database, clock.now()))


def test_one_that_was_meant_for_later_does_not_overtake_what_is_in_flight(database, clock):
    queue(database, an_effect(), due_at=clock.now() + timedelta(hours=1))
    queue(database, an_effect(), due_at=clock.now())
    claim(database, clock.now())

    clock.advance(hours=1)

    assert claim(database, clock.now()) == ()


def test_direct_messages_to_one_person_keep_their_order(database, clock):
    promised = SayDirectly(person="UANA", notice=Notice.PROMISED)
    to_ben = SayDirectly(person="UBEN", notice=Notice.PROMISED)

    first, _, ben = queue(database, promised, promised, to_ben, due_at=clock.now())

    assert [first, ben] == numbers(claim(database, clock.now()))


def test_the_same_channel_id_in_another_workspace_is_another_conversation(database, clock):
    queued = queue(database, an_effect(), due_at=clock.now())
    queued += queue(database, an_effect(), due_at=clock.now(), workspace="T2")

    assert queued == numbers(claim(database, clock.now()))


def test_what_belongs_to_no_conversation_waits_for_nobody(database, clock):
    whisper = Whisper(person="UANA", channel="C1", notice=Notice.HELP)

    queued = queue(database, FORM, whisper, FORM, whisper, due_at=clock.now())

    assert queued == numbers(claim(database, clock.now(), Lane.FAST))


def test_the_earliest_waiting_delivery_is_due_next(database, clock):
    later, sooner = clock.now() + timedelta(hours=2), clock.now() + timedelta(hours=1)
    queue(database, an_effect(), due_at=later)
    queue(database, FORM, due_at=sooner)

    with database.read() as tx:
        assert sooner == tx.deliveries.next_due_at()


def test_each_lane_has_its_own_next_delivery(database, clock):
    later, sooner = clock.now() + timedelta(hours=2), clock.now() + timedelta(hours=1)
    queue(database, an_effect(), due_at=later)
    queue(database, FORM, due_at=sooner)

    with database.read() as tx:
        due_at = [tx.deliveries.next_due_at(lane) for lane in (Lane.NORMAL, Lane.FAST, Lane.HEARING)]

    assert [later, sooner, None] == due_at


def test_nothing_is_due_next_in_an_empty_outbox(database):
    with database.read() as tx:
        assert tx.deliveries.next_due_at() is None


def test_what_is_held_back_is_not_due_next(database, clock):
    queue(database, an_effect(), an_effect(), due_at=clock.now())
    (delivery,) = claim(database, clock.now())
    retry_at = clock.now() + timedelta(minutes=1)

    with database.read() as tx:
        in_flight = tx.deliveries.next_due_at()
    with database.write() as tx:
        tx.deliveries.mark_due(delivery, retry_at, "rate limited")
        waiting = tx.deliveries.next_due_at()

    assert (None, retry_at) == (in_flight, waiting)


def test_a_home_is_not_published_while_an_earlier_one_of_the_same_person_is_on_its_way(database, clock):
    (first,) = queue(database, PublishHome(person="UANA"), due_at=clock.now())
    published = claim(database, clock.now())
    other = queue(database, PublishHome(person="UANA"), PublishHome(person="UBEN"), due_at=clock.now())[1]

    assert ([first], [other]) == (numbers(published), numbers(claim(database, clock.now())))
