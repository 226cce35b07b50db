"""Asking more of an alignment than when it was started, without losing an answer."""

from bot.domain.effects import Facts, Notice, SayInThread
from bot.domain.errors import NotYours
from bot.ports import Database
from bot.services.recording import Recording
from bot.services.requests import Deepen, Inbound
from bot.services.settling import Settling


class Deepening:
    """Raises the depth of alignments."""

    def __init__(self, *, database: Database, recording: Recording, settling: Settling) -> None:
        self._database = database
        self._recording = recording
        self._settling = settling

    def deepen(self, inbound: Inbound, request: Deepen) -> None:
        """Ask the questions of a greater depth too; only the facilitator or the accountable person may decide that.

        A complete spec is open again until they are answered; its frozen versions stay what they are.
        """
        with self._database.write() as tx:
            if not tx.inbox.accept(inbound.key):
                return
            before = tx.alignments.get(inbound.workspace, request.alignment_id)
            if inbound.person not in {before.facilitator, before.owner_of("ownership")}:
                raise NotYours()
            after, upcoming = self._recording.move_on(before.deepened(request.depth))
            if upcoming in before.asked:
                upcoming = None  # the thread shows that question already
            facts: Facts = {"by": inbound.person, "before": before.depth, "next": upcoming}
            self._settling.settle(tx, before, after, SayInThread.of(before, Notice.DEEPENED, facts))
