"""A census: how many alignments are open, and how far they are, for whoever watches the app from outside."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.alignment import Alignment
from bot.domain.catalogue import Catalogue
from bot.domain.progress import Gap, progress_of
from bot.ports import Clock, Database

PAGE = 20
PAGES_AT_ONCE = 25
EVERY = timedelta(minutes=1)
#: What a gap can be: unanswered, or answered with something that is not executable yet.
VERDICTS = ("missing", "vague", "partial")
SILENCES = ("promise", "snooze", "mute")


@dataclass(slots=True)
class Tally:
    """What was counted in the open alignments: artifacts by state, gaps by verdict, silences by kind, waivers.

    A waiver counts until it is ended, in the morning of whoever owns what it leaves open, as in every other view.
    """

    alignments: int = 0
    waivers: int = 0
    artifacts: Counter[str] = field(default_factory=Counter)
    gaps: Counter[str] = field(default_factory=Counter)
    silences: Counter[str] = field(default_factory=Counter)

    def add(self, alignment: Alignment, catalogue: Catalogue, now: datetime) -> None:
        """Count one more alignment."""
        progress = progress_of(alignment, catalogue)
        self.alignments += 1
        self.waivers += len(alignment.waivers)
        self.artifacts.update(artifact.state.value for artifact in progress.artifacts)
        self.gaps.update(_verdict_on(gap) for gap in progress.gaps)
        self.silences.update(
            "promise" if silence.is_promise else "mute" if silence.is_mute else "snooze"
            for silence in alignment.silences.values()
            if silence.until > now
        )


class Census:
    """Goes through all open alignments, a few pages at a time, and reports when it has seen the last.

    Each page is a transaction of its own and each turn is bounded, so that counting keeps nobody waiting: up to
    five hundred alignments are counted in one turn, a hundred thousand in two hundred. The next census begins a
    minute after the last one: nobody watches more closely, and every replica counts.
    """

    def __init__(
        self,
        *,
        database: Database,
        catalogue: Catalogue,
        clock: Clock,
        on_counted: Callable[[Tally], None],
        every: timedelta = EVERY,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._on_counted = on_counted
        self._every = every
        self._reported_at: datetime | None = None
        self._tally = Tally()
        self._last: Alignment | None = None

    def go_on(self) -> None:
        """Count the next pages, unless the last census is fresh."""
        if self._is_fresh():
            return
        for _ in range(PAGES_AT_ONCE):
            page = self._next_page()
            for alignment in page:
                self._tally.add(alignment, self._catalogue, self._clock.now())
            if len(page) < PAGE:
                self._report()
                return
            self._last = page[-1]

    def _is_fresh(self) -> bool:
        """Tell whether the last report is recent; one from the future is from before the clock went back."""
        return self._reported_at is not None and timedelta() <= self._clock.now() - self._reported_at < self._every

    def _next_page(self) -> Sequence[Alignment]:
        with self._database.read() as tx:
            return tx.alignments.list_open(PAGE, after=self._last)

    def _report(self) -> None:
        self._on_counted(self._tally)
        self._tally, self._last = Tally(), None
        self._reported_at = self._clock.now()


def _verdict_on(gap: Gap) -> str:
    return gap.answer.assessment.verdict.value if gap.answer else "missing"
