"""Channels that come within and out of reach: nobody is reminded of what cannot be seen any more."""

from dataclasses import replace

from bot.domain.alignment import Alignment
from bot.domain.effects import Notice, SayDirectly, UpdateCard
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
        """Stop reminding, and ask each facilitator once what to do."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                for listed in tx.alignments.list_in_channel(inbound.workspace, channel, EVERY):
                    self.mute(tx, tx.alignments.get(listed.workspace, listed.id), code)

    def regained(self, inbound: Inbound, channel: str) -> None:
        """Bring the cards up to date; the first that arrives lets its alignment speak again."""
        with self._database.write() as tx:
            if tx.inbox.accept(inbound.key):
                for alignment in tx.alignments.list_in_channel(inbound.workspace, channel, EVERY):
                    if alignment.is_muted:
                        card = UpdateCard(alignment_id=alignment.id, channel=channel)
                        tx.deliveries.add(alignment.workspace, card, due_at=self._clock.now())

    def mute(self, tx: Transaction, alignment: Alignment, code: str) -> None:
        """Mute one alignment and tell its facilitator, unless that has been done or nothing is owed any more."""
        if alignment.is_muted or not alignment.is_open:
            return
        saved = tx.alignments.save(replace(alignment, is_muted=True))
        told = SayDirectly(
            alignment_id=alignment.id,
            person=alignment.facilitator,
            notice=Notice.CANNOT_POST,
            facts={"channel": alignment.channel, "code": code},
        )
        tx.deliveries.add(alignment.workspace, told, due_at=self._clock.now())
        for person in sorted(people_of(saved)):
            self._settling.schedule(tx, saved.workspace, person)

    def regain(self, tx: Transaction, workspace: str, alignment_id: str) -> None:
        """Remind again of an alignment whose channel is within reach; every message tells so, and most are no news."""
        if tx.alignments.whereabouts(workspace, alignment_id).is_muted:
            alignment = tx.alignments.get(workspace, alignment_id)
            saved = tx.alignments.save(replace(alignment, is_muted=False))
            for person in sorted(people_of(saved)):
                self._settling.schedule(tx, saved.workspace, person)
