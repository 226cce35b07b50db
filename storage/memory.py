"""What was loaded lately and is likely to be wanted again, for as long as the database says that it is unchanged."""

import threading
from collections import OrderedDict

from bot.domain.alignment import Alignment

#: So much is remembered in all: about one megabyte, three hundred alignments with no answers or fifty with twenty each.
ROOM = 3_000
_CHARACTERS = 500
"""So much text takes as much room as one part."""

_Key = tuple[str, str]


class Memory:
    """Alignments as they were read, by the revision they had; those nobody asked for longest give way.

    Only what was committed belongs in here. Every change of an alignment takes another revision in the same
    transaction, so what is remembered of the revision a transaction sees is what it would load.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._lock = threading.Lock()
        self._room = room
        self._taken = 0
        self._alignments: OrderedDict[_Key, Alignment] = OrderedDict()

    def find(self, workspace: str, alignment_id: str, revision: int) -> Alignment | None:
        """Return the alignment as it is in that revision, if it is remembered."""
        with self._lock:
            known = self._alignments.get((workspace, alignment_id))
            if known is None or known.revision != revision:
                return None
            self._alignments.move_to_end((workspace, alignment_id))
            return known

    def put(self, alignment: Alignment) -> None:
        """Remember what was read, unless a later revision is known."""
        key = (alignment.workspace, alignment.id)
        with self._lock:
            known = self._alignments.get(key)
            if known is not None and known.revision > alignment.revision:
                return
            self._drop(key)
            self._alignments[key] = alignment
            self._taken += room_of(alignment)
            while self._taken > self._room:
                self._drop(next(iter(self._alignments)))

    def clear(self) -> None:
        """Forget everything: another server may have taken over, without what was committed last."""
        with self._lock:
            self._alignments.clear()
            self._taken = 0

    def _drop(self, key: _Key) -> None:
        dropped = self._alignments.pop(key, None)
        if dropped is not None:
            self._taken -= room_of(dropped)


def room_of(alignment: Alignment) -> int:
    """Reckon how much room an alignment takes: its parts, and whatever people typed."""
    parts = (alignment.participants, alignment.owners, alignment.waivers, alignment.silences, *[alignment.answers] * 2)
    typed = sum(len(answer.text) for answer in alignment.answers.values())
    return 1 + sum(len(part) for part in parts) + typed // _CHARACTERS
