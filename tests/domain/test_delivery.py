"""What waits for what: messages to one person leave in order, but for those that may wait for hours."""

from bot.domain.delivery import conversation_of
from bot.domain.effects import Notice, SayDirectly, SendDigest


def test_nothing_waits_behind_a_question_that_waits_for_the_end_of_do_not_disturb() -> None:
    review = SayDirectly(alignment_id="A1", person="UANA", notice=Notice.REVIEW_DUE)
    confirmation = SayDirectly(alignment_id="A1", person="UANA", notice=Notice.UNDERSTOOD)

    assert conversation_of(review) != conversation_of(confirmation)


def test_nothing_waits_behind_a_reminder_either() -> None:
    reminder = SendDigest(person="UANA", local_date="2026-03-04")
    confirmation = SayDirectly(alignment_id="A1", person="UANA", notice=Notice.UNDERSTOOD)

    assert conversation_of(reminder) != conversation_of(confirmation)
