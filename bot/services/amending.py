"""What happens to a message after it was taken as an answer: it is edited, or deleted, and the answer stays."""

from bot.domain.alignment import LONGEST_ANSWER
from bot.domain.effects import Facts, Hear, Notice
from bot.domain.wish import WishKind, wish_of
from bot.ports import Transaction
from bot.services.heeding import Heeding
from bot.services.recording import Recording


class Amending:
    """Offers to let answers follow their messages."""

    def __init__(self, *, recording: Recording, heeding: Heeding) -> None:
        self._recording = recording
        self._heeding = heeding

    def offer_update(self, tx: Transaction, workspace: str, said: Hear) -> None:
        """Offer to update the answer that was taken from an edited message, and never change it silently.

        Another time than the one that somebody named at first is taken like the first.
        """
        found = tx.alignments.find_by_source(workspace, said.message)
        if found is None and said.is_direct and said.person:
            wish = wish_of(said.text)
            if wish and wish.kind is WishKind.LATER:
                self._heeding.heed(tx, workspace, said, wish)
        elif found is not None and not found[1].text.endswith(said.text):
            alignment, answer = found
            edited: Facts = {"field": answer.field, "answer": answer.id, "text": said.text[:LONGEST_ANSWER]}
            self._recording.say_at_source(tx, alignment, answer, Notice.SOURCE_EDITED, edited)

    def note_deletion(self, tx: Transaction, workspace: str, said: Hear) -> None:
        """Say that the message behind an answer is gone; the answer stays."""
        found = tx.alignments.find_by_source(workspace, said.message)
        if found is not None:
            alignment, answer = found
            deleted: Facts = {"field": answer.field}
            self._recording.say_at_source(tx, alignment, answer, Notice.SOURCE_DELETED, deleted)
