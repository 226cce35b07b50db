"""A census counts what is open, page by page, and reports when it has seen everything."""

from datetime import timedelta

import pytest

from bot.domain.alignment import Status
from bot.domain.verdict import Verdict
from bot.services.census import PAGE, PAGES_AT_ONCE, Census, Tally
from tests.builders import a_silence, a_waiver, an_alignment, an_answer, an_assessment
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import CATALOGUE


class Counting:
    """A census that keeps its reports."""

    def __init__(self, database: InMemoryDatabase, clock: StoppedClock) -> None:
        self.database = database
        self.reports: list[Tally] = []
        self.census = Census(database=database, catalogue=CATALOGUE, clock=clock, on_counted=self.reports.append)

    def add(self, *alignments: object) -> None:
        """Store alignments."""
        with self.database.write() as tx:
            for alignment in alignments:
                tx.alignments.add(alignment)  # type: ignore[arg-type]

    def count(self) -> Tally:
        """Go on once, and return the latest report."""
        self.census.go_on()
        return self.reports[-1]


@pytest.fixture
def counting(database: InMemoryDatabase, clock: StoppedClock) -> Counting:
    """A census of an empty database."""
    return Counting(database, clock)


def test_only_open_alignments_are_counted(counting: Counting) -> None:
    counting.add(an_alignment(id="A1"), an_alignment(id="A2", status=Status.CLOSED), an_alignment(id="A3"))

    assert counting.count().alignments == 2


def test_where_nothing_is_open_nothing_is_counted(counting: Counting) -> None:
    assert Tally() == counting.count()


def test_artifacts_are_counted_by_state(counting: Counting) -> None:
    counting.add(an_alignment(waivers=(a_waiver("monitoring"),)))

    assert {"missing": 6, "waived": 1} == counting.count().artifacts


def test_gaps_are_counted_by_the_verdict_on_their_answer(counting: Counting) -> None:
    counting.add(an_alignment(an_answer("success_criteria.metric", assessment=an_assessment(Verdict.VAGUE))))

    gaps = counting.count().gaps

    assert gaps["vague"] == 1
    assert gaps["missing"] > 1


def test_a_waiver_is_counted_until_it_is_ended_whatever_day_it_is_in_utc(
    counting: Counting, clock: StoppedClock
) -> None:
    counting.add(an_alignment(waivers=(a_waiver("monitoring", expires_on=clock.now().date()),)))

    counted = counting.count()

    assert (1, 1) == (counted.waivers, counted.artifacts["waived"])


def test_silences_are_counted_while_they_last(counting: Counting, clock: StoppedClock) -> None:
    until = clock.now() + timedelta(days=1)
    promised = a_silence("UANA", until=until, is_promise=True)
    snoozed = a_silence("UBEN", until=until, is_promise=False)
    counting.add(an_alignment(silences={"UANA": promised, "UBEN": snoozed}))

    now = counting.count()
    clock.advance(days=40)
    later = counting.count()

    assert ({"promise": 1, "snooze": 1}, {}) == (now.silences, later.silences)


def test_a_census_of_many_takes_several_turns_and_reports_in_the_last(counting: Counting) -> None:
    in_one_turn = PAGE * PAGES_AT_ONCE
    counting.add(*(an_alignment(id=f"A{number:04}") for number in range(in_one_turn + 1)))

    counting.census.go_on()
    reported_early = bool(counting.reports)
    counting.census.go_on()

    assert not reported_early
    assert [in_one_turn + 1] == [report.alignments for report in counting.reports]


def test_a_census_begins_again_a_while_after_its_report(counting: Counting, clock: StoppedClock) -> None:
    counting.add(an_alignment())
    counting.count()

    clock.advance(minutes=1)
    counting.count()

    assert [1, 1] == [report.alignments for report in counting.reports]


def test_a_census_is_taken_at_once_where_the_clock_went_back(counting: Counting, clock: StoppedClock) -> None:
    counting.add(an_alignment())
    counting.count()

    clock.advance(days=-31)
    counting.count()

    assert [1, 1] == [report.alignments for report in counting.reports]


def test_a_fresh_census_is_not_taken_again(counting: Counting, clock: StoppedClock) -> None:
    counting.add(an_alignment())
    counting.count()

    clock.advance(seconds=59)
    counting.count()

    assert [1] == [report.alignments for report in counting.reports]
