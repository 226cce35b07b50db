"""What is known of an alignment without loading it: where it can be reached, what it is called and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.alignment import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where an alignment can be reached: its thread, once there is one, unless its channel is out of reach."""

    channel: str
    thread_ts: str | None
    is_muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """What an alignment is called and how it stands, and whether a day is set on which its spec is looked at again."""

    id: str
    title: str
    status: Status
    has_review: bool

    @property
    def is_open(self) -> bool:
        """Tell whether answers are still asked for."""
        return self.status is Status.OPEN


def first_named(glimpses: Iterable[Glimpse], words: str, *, open_first: bool) -> Glimpse | None:
    """Return the first whose title holds these words, however they are written; open ones may go first."""
    sought = " ".join(words.split()).casefold()
    found = [each for each in glimpses if sought in each.title.casefold()]
    return min(found, key=lambda each: list(Status).index(each.status) if open_first else 0, default=None)
