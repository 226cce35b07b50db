"""What follows, in our own records, from what became of a delivery."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.alignment import Alignment, MessageRef
from bot.domain.crossing import mentioned
from bot.domain.delivery import Delivery
from bot.domain.effects import (
    Effect,
    Facts,
    FormName,
    Hear,
    LookUpPerson,
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
from bot.domain.people import Person
from bot.ports import Clock, Directory, Transaction
from bot.services.hearing import Hearing
from bot.services.nudging import Nudging
from bot.services.opening import Opening
from bot.services.ownership import Ownership
from bot.services.reach import Reach, next_card

FRESH = timedelta(hours=1)
MOST_CARDS = 5
OURS = "internal"
"""Stands for Slack's code where it was our own code that failed."""

HOLDING_WORDS = frozenset({Notice.WHICH_QUESTION, Notice.SOURCE_EDITED})
"""What offers somebody's words to be taken, and is the only place they are kept in until somebody chooses."""
OFFERED_AGAIN, LONGEST_WAIT, DOUBLINGS = timedelta(hours=1), timedelta(days=1), 5
KEPT = "kept"
"""The fact that counts how often such an offer was refused or given up."""


class Aftermath:
    """Records consequences in the same transaction as the outcome itself."""

    def __init__(
        self,
        *,
        opening: Opening,
        ownership: Ownership,
        hearing: Hearing,
        nudging: Nudging,
        reach: Reach,
        directory: Directory,
        clock: Clock,
    ) -> None:
        self._opening = opening
        self._ownership = ownership
        self._hearing = hearing
        self._nudging = nudging
        self._reach = reach
        self._directory = directory
        self._clock = clock

    def sent(self, tx: Transaction, delivery: Delivery, message: MessageRef | None) -> None:
        """Learn from what happened: a card's address is its thread, a look-up tells who somebody is."""
        effect = delivery.effect
        if isinstance(effect, PostCard) and message is not None:
            self._posted(tx, delivery, effect, message)
        elif isinstance(effect, LookUpPerson):
            person = self._directory.person(delivery.workspace, effect.person, fresher_than=FRESH)
            self._ownership.looked_up(tx, person)
            self._tell_of_contradiction(tx, delivery, person)
        elif isinstance(effect, SendDigest):
            self._nudging.reached(tx, delivery.workspace, effect)
        elif isinstance(effect, SayInThread | UpdateCard):
            self._reach.regain(tx, delivery.workspace, str(effect.alignment_id))

    def left_out(self, tx: Transaction, delivery: Delivery) -> None:
        """Learn from what was not said after all: a reminder that came too late for its day does not count."""
        if isinstance(delivery.effect, SendDigest):
            self._nudging.left_out(tx, delivery.workspace, delivery.effect)
        elif isinstance(delivery.effect, SayInThread):  # there is no thread, and may be one later
            self._keep_words(tx, delivery)

    def refused(self, tx: Transaction, delivery: Delivery, refusal: Refused) -> None:
        """Tell whoever must know that something could not be said where it should have been."""
        effect = delivery.effect
        if refusal.obstacle is not Obstacle.MESSAGE_GONE or isinstance(effect, SayDirectly):
            self._keep_words(tx, delivery)
        if isinstance(effect, SendDigest):
            self._nudging.left_out(tx, delivery.workspace, effect)
        if isinstance(effect, OpenForm):
            self._offer_again(tx, delivery, effect, refusal)
        elif isinstance(effect, PostCard) and (effect.is_first or refusal.obstacle is not Obstacle.CHANNEL):
            self._card_refused(tx, delivery, refusal.code)
        elif isinstance(effect, UpdateCard | SayInThread | UploadSpec) and refusal.obstacle is Obstacle.MESSAGE_GONE:
            self._begin_thread_again(tx, delivery, effect)
        elif refusal.obstacle is Obstacle.CHANNEL and isinstance(
            effect, PostCard | SayInThread | PostSummary | UploadSpec
        ):
            self._reach.mute(tx, tx.alignments.get(delivery.workspace, str(effect.alignment_id)), refusal.code)
        elif isinstance(effect, SayInThread | PostSummary | UploadSpec):
            self._tell_unsaid(tx, delivery, effect)
        elif refusal.obstacle is Obstacle.PERSON and isinstance(effect, SendDigest | SayDirectly):
            gone = effect.recipient if isinstance(effect, SendDigest) else effect.person
            self._queue(tx, delivery, LookUpPerson(alignment_id=effect.alignment_id, person=gone))

    def given_up(self, tx: Transaction, delivery: Delivery) -> None:
        """Tell whoever wrote or started something that it failed, again and again; a reminder does not count."""
        effect = delivery.effect
        self._keep_words(tx, delivery)
        if isinstance(effect, Hear):
            self._hearing.given_up(tx, delivery.workspace, effect)
        elif isinstance(effect, SendDigest):
            self._nudging.left_out(tx, delivery.workspace, effect)
        elif isinstance(effect, PostCard):
            self._card_refused(tx, delivery, OURS)
        elif isinstance(effect, SayInThread | PostSummary | UploadSpec):
            self._tell_unsaid(tx, delivery, effect)

    def _posted(self, tx: Transaction, delivery: Delivery, card: PostCard, message: MessageRef) -> None:
        alignment = tx.alignments.get(delivery.workspace, str(card.alignment_id))
        has_moved = alignment.channel != card.channel  # while the card was on its way
        channel = alignment.channel if has_moved else message.channel
        saved = tx.alignments.save(replace(alignment, thread_ts=message.ts, channel=channel))
        self._reach.regain(tx, saved.workspace, saved.id)
        if card.is_first:
            self._opening.announced(tx, saved, card.note)

    def _card_refused(self, tx: Transaction, delivery: Delivery, code: str) -> None:
        alignment = tx.alignments.get(delivery.workspace, str(delivery.effect.alignment_id))
        self._reach.card_refused(tx, alignment, code)

    def _tell_unsaid(self, tx: Transaction, delivery: Delivery, effect: SayInThread | PostSummary | UploadSpec) -> None:
        """Tell the facilitator once what was not said to everybody, for somebody may be waiting for it."""
        if _times_kept(effect):
            return
        alignment = tx.alignments.get(delivery.workspace, str(effect.alignment_id))
        facts: Facts = {"channel": alignment.channel, "what": effect.kind}
        told = SayDirectly(alignment_id=alignment.id, person=alignment.facilitator, notice=Notice.UNSAID, facts=facts)
        self._queue(tx, delivery, told)

    def _tell_of_contradiction(self, tx: Transaction, delivery: Delivery, person: Person) -> None:
        """Say in the thread that somebody an answer names cannot do what it says, and show it on the card."""
        alignment_id = delivery.effect.alignment_id
        if alignment_id is None or not person.ineligible:
            return
        alignment = tx.alignments.get(delivery.workspace, alignment_id)
        if any(person.id in mentioned(answer.text) for answer in alignment.answers.values()):
            self._queue(tx, delivery, SayInThread.of(alignment, Notice.CONTRADICTED, {"person": person.id}))
            self._queue(tx, delivery, UpdateCard(alignment_id=alignment.id, channel=alignment.channel))

    def _offer_again(self, tx: Transaction, delivery: Delivery, effect: OpenForm, refusal: Refused) -> None:
        if effect.channel is None and effect.response_url is None:
            return
        is_outside = refusal.obstacle is Obstacle.CHANNEL and effect.form is FormName.START
        facts = {**effect.facts, "form": effect.form, "channel": effect.channel}
        if is_outside:
            facts["code"] = refusal.code
        again = Whisper(
            alignment_id=effect.alignment_id,
            person=effect.person,
            channel=effect.channel or effect.person,
            response_url=effect.response_url,
            notice=Notice.NOT_A_MEMBER if is_outside else Notice.TRIGGER_EXPIRED,
            facts=facts,
        )
        self._queue(tx, delivery, again)

    def _begin_thread_again(
        self, tx: Transaction, delivery: Delivery, effect: UpdateCard | SayInThread | UploadSpec
    ) -> None:
        """Post the card again where somebody deleted it, and say under it what could not be said.

        Whoever deletes card after card does not want another one. Several may learn of it at once; one posts.
        """
        alignment = tx.alignments.get(delivery.workspace, str(effect.alignment_id))
        latest = tx.deliveries.find_latest(delivery.workspace, str(effect.alignment_id), "post_card")
        edition = latest.effect.edition if latest and isinstance(latest.effect, PostCard) else 1
        if edition >= MOST_CARDS:
            self._keep_words(tx, delivery)
            return
        if latest is None or latest.id < delivery.id:
            self._post_card_again(tx, delivery, alignment)
        if not isinstance(effect, UpdateCard):
            self._queue(tx, delivery, effect)

    def _post_card_again(self, tx: Transaction, delivery: Delivery, alignment: Alignment) -> None:
        """Forget the thread that is gone, so that everything waits for the new one."""
        saved = tx.alignments.save(replace(alignment, thread_ts=None))
        again = next_card(tx, saved).model_copy(update={"is_first": False})
        self._queue(tx, delivery, again)

    def _keep_words(self, tx: Transaction, delivery: Delivery) -> None:
        """Offer again later what nobody may lose, for as long as it takes; until then others pass it."""
        effect = delivery.effect
        if isinstance(effect, SayInThread | SayDirectly) and effect.notice in HOLDING_WORDS:
            times = _times_kept(effect)
            again = effect.model_copy(update={"facts": {**effect.facts, KEPT: times + 1}})
            wait = min(OFFERED_AGAIN * (1 << min(times, DOUBLINGS)), LONGEST_WAIT)
            tx.deliveries.add(delivery.workspace, again, due_at=self._clock.now() + wait)

    def _queue(self, tx: Transaction, delivery: Delivery, effect: Effect) -> None:
        tx.deliveries.add(delivery.workspace, effect, due_at=self._clock.now())


def _times_kept(effect: Effect) -> int:
    return int(getattr(effect, "facts", {}).get(KEPT, 0))
