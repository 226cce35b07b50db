"""Ending an alignment unfinished, visibly."""

from bot.domain.effects import Notice, SayInThread
from bot.domain.errors import NotYours
from bot.ports import Database
from bot.services.requests import Inbound
from bot.services.settling import Settling


class Closing:
    """Closes alignments that will not become specs."""

    def __init__(self, *, database: Database, settling: Settling) -> None:
        self._database = database
        self._settling = settling

    def close(self, inbound: Inbound, alignment_id: str) -> None:
        """Stop asking and reminding; only the facilitator or the accountable person may."""
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = tx.alignments.get(inbound.workspace, alignment_id)
            if inbound.person not in {before.facilitator, before.owner_of("ownership")}:
                raise NotYours()
            said = SayInThread.of(before, Notice.CLOSED, {"by": inbound.person})
            self._settling.settle(tx, before, before.closed(), said)
