"""The one question about a complete spec reads well, and is asked only while it is one."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.alignment import Alignment, Status
from bot.domain.review import REVIEW, REVIEW_DATE
from bot.slack.ids import ActionId
from bot.slack.messages.reviews import review_due
from bot.slack.presses import Press
from tests.builders import a_waiver, an_alignment, an_answer, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_scene, every_answer

DONE = an_alignment(
    *every_answer(),
    an_answer(REVIEW_DATE, text="On 5 September 2026."),
    title="Claims",
    facilitator=ANA,
    owners={"ownership": an_ownership("ownership", BEN)},
    status=Status.COMPLETE,
    version=1,
)


def asked(alignment: Alignment, viewer: str = BEN) -> Any:
    """Return the question, as one person gets it."""
    return review_due(a_scene(alignment, viewer=viewer))


def test_it_names_the_spec_the_day_and_why_one_is_asked() -> None:
    shown = as_read(asked(DONE))

    assert "Claims> was to be confirmed again on 5 September 2026. Does it still hold?" in shown
    assert "You are asked once, because you are accountable for it. If you do nothing" in shown


def test_the_facilitator_who_is_asked_instead_is_told_why() -> None:
    assert "because you started it" in as_read(asked(DONE, ANA))


def test_one_names_the_next_date_or_changes_an_answer() -> None:
    confirm, amend, show = asked(DONE).blocks[-1]["elements"]

    assert Press(a="A1", f=REVIEW_DATE) == Press.decode(confirm["value"])
    assert [f"{ActionId.ANSWER}.1", ActionId.ANSWER, ActionId.SHOW] == [
        control["action_id"] for control in (confirm, amend, show)
    ]


def test_nobody_is_asked_about_what_is_open_again_or_has_a_new_date() -> None:
    assert asked(replace(DONE, status=Status.OPEN)) is None
    assert asked(replace(DONE, waivers=(a_waiver(REVIEW, expires_on=date(2027, 3, 1)),))) is None
