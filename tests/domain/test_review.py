"""A complete spec is spared a second look until the date that its own answer names."""

from datetime import date

import pytest

from bot.domain.alignment import Alignment
from bot.domain.review import REVIEW, REVIEW_DATE, review_date_of, review_of, spared_until_review
from bot.domain.verdict import Verdict
from tests.builders import a_waiver, an_alignment, an_answer, an_assessment

TODAY = date(2026, 3, 2)


def dated(text: str, verdict: Verdict = Verdict.EXECUTABLE) -> Alignment:
    """Return an alignment whose next review was answered with these words on the second of March 2026."""
    return an_alignment(an_answer(REVIEW_DATE, text=text, assessment=an_assessment(verdict)))


@pytest.mark.parametrize("text", ["On 15 March 2027.", "2027-03-15", "We look at it again on March 15, 2027."])
def test_the_date_is_read_as_people_write_it(text: str) -> None:
    assert date(2027, 3, 15) == review_date_of(dated(text))


@pytest.mark.parametrize("text", ["In a year.", "On 1 March 2026.", "On 3/4/2027."])
def test_what_names_no_day_to_come_asks_nobody(text: str) -> None:
    assert review_date_of(dated(text)) is None
    assert review_of(spared_until_review(dated(text), TODAY)) is None


def test_an_answer_that_is_not_executable_asks_nobody() -> None:
    assert review_date_of(dated("Maybe on 15 March 2027.", Verdict.PARTIAL)) is None


def test_who_never_answered_is_never_asked() -> None:
    assert review_of(spared_until_review(an_alignment(), TODAY)) is None


def test_a_spec_is_spared_until_that_day() -> None:
    review = review_of(spared_until_review(dated("On 15 March 2027."), TODAY))

    assert review is not None
    assert (date(2027, 3, 15), "UANA") == (review.expires_on, review.author)


def test_a_new_date_takes_the_place_of_the_old_one_and_leaves_waivers_alone() -> None:
    before = spared_until_review(dated("On 15 March 2027."), TODAY)
    amended = an_alignment(
        an_answer(REVIEW_DATE, text="On 1 June 2027."), waivers=(a_waiver("monitoring"), *before.waivers)
    )

    after = spared_until_review(amended, TODAY)

    assert [("monitoring", date(2026, 4, 2)), (REVIEW, date(2027, 6, 1))] == [
        (waiver.subject, waiver.expires_on) for waiver in after.waivers
    ]


def test_a_date_that_has_come_spares_nothing_any_more() -> None:
    assert review_of(spared_until_review(dated("On 15 March 2027."), date(2027, 3, 15))) is None
