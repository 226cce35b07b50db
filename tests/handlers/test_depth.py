"""Raising the depth from Slack: the command, the card's menu, the form."""

import pytest

from bot.catalogue_files import read_every_depth
from bot.domain.catalogue import Depth
from bot.domain.effects import FormName, OpenForm
from bot.slack.ids import ActionId, CardChoice
from bot.slack.presses import Press
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.handlers.payloads import a_choice, a_command
from tests.handlers.reception import Reception, answer_of, errors_of
from tests.services.office import CAT, Office


@pytest.fixture
def office(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """An office that knows the questions of every depth."""
    return Office(database, clock, catalogue=read_every_depth())


@pytest.mark.parametrize(
    ("typed", "depth"),
    [("depth", None), ("depth high", "high"), ("depth STANDARD", "standard"), ("Depth High", "high")],
)
def test_the_command_opens_the_form_with_the_depth_that_was_typed(
    reception: Reception, typed: str, depth: str | None
) -> None:
    alignment = reception.office.open()

    reception.receives(a_command(typed))

    (form,) = reception.office.queued(OpenForm)
    assert (form.form, form.alignment_id, form.facts.get("depth")) == (FormName.DEEPEN, alignment.id, depth)


def test_another_alignment_can_be_named(reception: Reception) -> None:
    first = reception.office.open()
    reception.office.open()

    reception.receives(a_command(f"depth high {first.id}"))

    (form,) = reception.office.queued(OpenForm)
    assert form.alignment_id == first.id


def test_a_title_that_begins_with_the_word_is_a_title(reception: Reception) -> None:
    reception.receives(a_command("depth estimation copilot"))

    (form,) = reception.office.queued(OpenForm)
    assert (form.form, form.facts["title"]) == (FormName.START, "depth estimation copilot")


def test_the_menu_of_the_card_leads_to_a_deeper_alignment(reception: Reception) -> None:
    alignment = reception.office.open()
    reception.receives(a_choice(ActionId.CARD_MENU, Press(a=alignment.id, x=CardChoice.DEEPEN)))

    response = reception.submits(reception.shown_form())

    assert answer_of(response) == {}
    assert reception.office.alignment.depth is Depth.STANDARD


def test_whoever_may_not_raise_it_reads_so_beside_the_choice(reception: Reception) -> None:
    alignment = reception.office.open()
    reception.receives(a_choice(ActionId.CARD_MENU, Press(a=alignment.id, x=CardChoice.DEEPEN), person=CAT))

    errors = errors_of(reception.submits(reception.shown_form(), person=CAT))

    assert list(errors) == ["depth"]
    assert "Only the owner" in errors["depth"]
