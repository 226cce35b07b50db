"""Channels that come within and out of reach: nobody is reminded of what cannot be seen."""

from dataclasses import replace

from bot.domain.alignment import Alignment, MessageRef
from bot.domain.delivery import DeliveryState
from bot.domain.effects import Effect, Facts, Notice, PostCard, SayDirectly, UpdateCard
from bot.domain.errors import NotYours
from bot.ports import Clock, Database, Transaction
from bot.services.requests import Inbound
from bot.services.settling import Settling, people_of

EVERY = 1_000


class Reach:
    """Mutes the alignments of a channel the bot cannot post in, and lets them speak again."""

    def __init__(self, *, database: Database, clock: Clock, settling: Settling) -> None:
        self._database = database
        self._clock = clock
        self._settling = settling

    def lost(self, inbound: Inbound, channel: str, code: str) -> None:
        """Stop reminding, and ask each facilitator once what to do, however many alignments of theirs are there."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            oldest_first = reversed(tx.alignments.list_in_channel(inbound.workspace, channel, EVERY))
            known = [tx.alignments.get(listed.workspace, listed.id) for listed in oldest_first]
            muted = self._mute(tx, *(each for each in known if each.is_open and not each.is_muted))
            for facilitator in sorted({each.facilitator for each in muted}):
                first, *others = [each for each in muted if each.facilitator == facilitator]
                self._tell(tx, first, Notice.CANNOT_POST, code, others=len(others))

    def regained(self, inbound: Inbound, channel: str) -> None:
        """Bring the cards up to date, or post them at last; the first that arrives lets its alignment speak again."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                self._show_muted(tx, inbound.workspace, channel)

    def moved(self, inbound: Inbound, old: str, new: str) -> None:
        """Follow a channel that Slack has given another id: everything that is there, and all that is on its way there.

        What could not be said there since is made good as after every absence.
        """
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key) and old != new:
                tx.alignments.change_channel(inbound.workspace, old, new)
                tx.deliveries.change_channel(inbound.workspace, old, new)
                self._show_muted(tx, inbound.workspace, new)

    def try_again(self, inbound: Inbound, alignment_id: str, pressed: MessageRef | None = None) -> None:
        """Post a card that was refused; should it be refused again, whoever started it is told again."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            alignment = tx.alignments.get(inbound.workspace, alignment_id)
            alignment.ensure_not_closed()
            if inbound.person != alignment.facilitator:
                raise NotYours()
            if alignment.is_muted:
                self._show(tx, alignment)
            self._settling.tidy(tx, alignment, pressed, what="tried_again", person=inbound.person)

    def mute(self, tx: Transaction, alignment: Alignment, code: str) -> None:
        """Mute one alignment and tell its facilitator, unless that has been done or nothing is owed any more."""
        if alignment.is_open and not alignment.is_muted:
            self._mute(tx, alignment)
            self._tell(tx, alignment, Notice.CANNOT_POST, code)

    def card_refused(self, tx: Transaction, alignment: Alignment, code: str) -> None:
        """Tell whoever started an alignment why there is no card, each time one is refused.

        Nobody is asked or reminded until there is one: without a thread nobody sees what was agreed or answered, and
        whoever started it may choose another channel. What was typed is kept.
        """
        if alignment.is_open:
            if not alignment.is_muted:
                self._mute(tx, alignment)
            self._tell(tx, alignment, Notice.CARD_REFUSED, code)

    def regain(self, tx: Transaction, workspace: str, alignment_id: str) -> None:
        """Remind again of an alignment whose channel is within reach; every message tells so, and most are no news."""
        if tx.alignments.whereabouts(workspace, alignment_id).is_muted:
            alignment = tx.alignments.get(workspace, alignment_id)
            saved = tx.alignments.save(replace(alignment, is_muted=False))
            for person in sorted(people_of(saved)):
                self._settling.schedule(tx, saved.workspace, person)

    def _show_muted(self, tx: Transaction, workspace: str, channel: str) -> None:
        for alignment in reversed(tx.alignments.list_in_channel(workspace, channel, EVERY)):
            if alignment.is_muted:
                self._show(tx, tx.alignments.get(workspace, alignment.id))

    def _show(self, tx: Transaction, alignment: Alignment) -> None:
        """Edit the card to see whether it can be reached; post one where none is or is on its way, unless closed."""
        if alignment.thread_ts:
            self._queue(tx, alignment, UpdateCard(alignment_id=alignment.id, channel=alignment.channel))
        elif alignment.is_open and not _is_card_leaving(tx, alignment):
            self._queue(tx, alignment, next_card(tx, alignment))

    def _mute(self, tx: Transaction, *alignments: Alignment) -> list[Alignment]:
        """Mute alignments of one workspace, and reckon once for each person when they are reminded next."""
        saved = [tx.alignments.save(replace(each, is_muted=True)) for each in alignments]
        for person in sorted({person for each in saved for person in people_of(each)}):
            self._settling.schedule(tx, saved[0].workspace, person)
        return saved

    def _tell(self, tx: Transaction, alignment: Alignment, notice: Notice, code: str, *, others: int = 0) -> None:
        facts: Facts = {"channel": alignment.channel, "code": code, "others": others}
        told = SayDirectly(alignment_id=alignment.id, person=alignment.facilitator, notice=notice, facts=facts)
        self._queue(tx, alignment, told)

    def _queue(self, tx: Transaction, alignment: Alignment, effect: Effect) -> None:
        tx.deliveries.add(alignment.workspace, effect, due_at=self._clock.now())


def _is_card_leaving(tx: Transaction, alignment: Alignment) -> bool:
    latest = tx.deliveries.find_latest(alignment.workspace, alignment.id, "post_card")
    return latest is not None and latest.state not in {DeliveryState.SENT, DeliveryState.DEAD}


def next_card(tx: Transaction, alignment: Alignment) -> PostCard:
    """Return the card to post after the latest one, which was deleted or refused."""
    latest = tx.deliveries.find_latest(alignment.workspace, alignment.id, "post_card")
    if latest is None or not isinstance(latest.effect, PostCard):
        return PostCard(alignment_id=alignment.id, channel=alignment.channel)
    return latest.effect.model_copy(update={"edition": latest.effect.edition + 1, "channel": alignment.channel})
