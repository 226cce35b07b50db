"""Ending an alignment unfinished, visibly."""

from bot.domain.alignment import Alignment, Status
from bot.domain.effects import Effect, Facts, Notice, SayDirectly, SayInThread
from bot.domain.errors import AlignmentComplete, NotYours
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
            ensure_unfinished(before)
            self._settling.settle(tx, before, before.closed(), _said(before, inbound.person))


def ensure_unfinished(alignment: Alignment) -> None:
    """Raise AlignmentComplete or AlignmentClosed where there is nothing to end; one that is amended can be ended."""
    alignment.ensure_not_closed()
    if alignment.status is Status.COMPLETE:
        raise AlignmentComplete(title=alignment.title)


def _said(alignment: Alignment, by: str) -> Effect:
    """Say it in the thread; where there never was one, to whoever closed it."""
    facts: Facts = {"by": by}
    if alignment.thread_ts:
        return SayInThread.of(alignment, Notice.CLOSED, facts)
    return SayDirectly(alignment_id=alignment.id, person=by, notice=Notice.CLOSED, facts=facts)
