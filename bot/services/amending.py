"""What happens to a message after answers were taken from it: it is edited, or deleted, and the answers stay."""

from collections.abc import Sequence

from bot.domain.alignment import LONGEST_ANSWER, Alignment, Answer, MessageRef
from bot.domain.catalogue import Catalogue
from bot.domain.effects import Facts, Hear, Notice
from bot.domain.numbering import numbered_questions, said_by_number, unnumbered
from bot.domain.wish import WishKind, wish_of
from bot.ports import Transaction
from bot.services.heeding import Heeding
from bot.services.recording import Recording


class Amending:
    """Offers to let answers follow their messages."""

    def __init__(self, *, catalogue: Catalogue, recording: Recording, heeding: Heeding) -> None:
        self._catalogue = catalogue
        self._recording = recording
        self._heeding = heeding

    def offer_update(self, tx: Transaction, workspace: str, said: Hear) -> None:
        """Offer to update each answer whose words an edit changed, and never change one silently.

        Another time than the one that somebody named at first is taken like the first.
        """
        found = tx.alignments.find_by_source(workspace, said.message)
        if found is None:
            self._heed_another_time(tx, workspace, said)
            return
        alignment, _ = found
        taken = _taken(tx, alignment, said.message)
        for field, words in self._said_now(alignment, taken, said.text).items():
            answer = next((each for each in taken if each.field == field), taken[-1])
            standing = answer if answer.field == field else alignment.answers.get(field)
            if standing is None or not _says(standing, words):
                edited: Facts = {"field": field, "answer": answer.id, "text": words, "is_new": standing is None}
                self._recording.say_at_source(tx, alignment, answer, Notice.SOURCE_EDITED, edited)

    def note_deletion(self, tx: Transaction, workspace: str, said: Hear) -> None:
        """Say of each answer that the message behind it is gone; the answer stays."""
        found = tx.alignments.find_by_source(workspace, said.message)
        if found is not None:
            alignment, _ = found
            for answer in _taken(tx, alignment, said.message):
                self._recording.say_at_source(tx, alignment, answer, Notice.SOURCE_DELETED, {"field": answer.field})

    def _said_now(self, alignment: Alignment, taken: Sequence[Answer], text: str) -> dict[str, str]:
        """Split what a message says by now by the numbers of questions, as far as it was read so at first.

        An answer that begins with a number is a list, and stays whole.
        """
        first = numbered_questions(alignment, self._catalogue)
        parts = {part.field.key: part.text[:LONGEST_ANSWER] for part in said_by_number(text, first)}
        is_split = any(each.field in parts for each in taken)
        if is_split and not any(said_by_number(each.text, first) for each in taken):
            return parts
        return {taken[-1].field: unnumbered(text)[:LONGEST_ANSWER]}

    def _heed_another_time(self, tx: Transaction, workspace: str, said: Hear) -> None:
        wish = wish_of(said.text) if said.is_direct and said.person else None
        if wish and wish.kind is WishKind.LATER:
            self._heeding.heed(tx, workspace, said, wish)


def _taken(tx: Transaction, alignment: Alignment, message: MessageRef) -> tuple[Answer, ...]:
    """List the answers taken from a message: of each question the newest, and of words filed elsewhere only those."""
    taken: list[Answer] = []
    fields, texts = set[str](), set[str]()
    for answer in reversed(tx.alignments.history(alignment.workspace, alignment.id)):
        if answer.source != message:
            continue
        if answer.field not in fields and answer.text not in texts:
            taken.append(answer)
        fields.add(answer.field)
        texts.add(answer.text)
    return tuple(reversed(taken))


def _says(answer: Answer, words: str) -> bool:
    """Tell whether an answer consists of these words, or ends with them since they completed an earlier one."""
    return answer.text == words or answer.text.endswith(f"\n{words}")
