"""The form that starts an alignment."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.catalogue import Catalogue, Depth
from bot.services.requests import Start
from bot.slack.forms.start import read_start, start_form
from tests.fakes import StoppedClock
from tests.slack.scenes import ANA, BEN, CY, a_scene, core_catalogue, shipped_words, submitted

WORDS = shipped_words()


def test_what_is_known_is_filled_in_and_can_be_submitted_as_it_is() -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": "Ticket routing"}))

    start = read_start(submitted(view), WORDS)

    assert Start(channel="C1", title="Ticket routing", met_on=date(2026, 3, 2), accountable=ANA) == start


def test_the_meeting_was_today_where_the_person_is() -> None:
    clock = StoppedClock(datetime(2026, 3, 2, 20, 0, tzinfo=UTC))

    view = start_form(a_scene(viewer=CY, clock=clock, facts={"channel": "C1", "title": "Ticket routing"}))

    assert date(2026, 3, 3) == read_start(submitted(view), WORDS).met_on


@pytest.mark.parametrize("day", [date(2026, 3, 4), date(2027, 5, 1)])
def test_a_meeting_that_has_not_been_cannot_have_decided_anything(day: date) -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": "Refunds"}))

    read = read_start(submitted(view, met_on={"selected_date": day.isoformat()}), WORDS)

    assert read == {
        "met_on": "That day had not come when this form was opened, on 2 March 2026. "
        "Please choose the day on which it was decided."
    }


def test_a_meeting_may_have_been_where_it_is_tomorrow_already() -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": "Refunds"}))

    assert date(2026, 3, 3) == read_start(submitted(view, met_on={"selected_date": "2026-03-03"}), WORDS).met_on


def test_today_may_be_tomorrow_by_greenwich() -> None:
    late = StoppedClock(datetime(2026, 3, 2, 20, 0, tzinfo=UTC))
    view = start_form(a_scene(viewer=CY, clock=late, facts={"channel": "C1", "title": "Refunds"}))

    assert date(2026, 3, 4) == read_start(submitted(view, met_on={"selected_date": "2026-03-04"}), WORDS).met_on


def test_everything_can_be_changed() -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": "Ticket routing"}))
    filled = submitted(
        view,
        title={"value": " Refunds "},
        met_on={"selected_date": "2026-02-27"},
        accountable={"selected_user": BEN},
        participants={"selected_users": [ANA, CY]},
    )

    start = read_start(filled, WORDS)

    assert (
        Start(channel="C1", title="Refunds", met_on=date(2026, 2, 27), accountable=BEN, participants=(ANA, CY)) == start
    )


def test_an_empty_title_is_asked_for_where_it_is_missing() -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": ""}))

    assert read_start(submitted(view, title={"value": "  "}), WORDS) == {"title": "Please give it a title."}


@pytest.mark.parametrize("typed", ["\u2068", "\u202e", "\u200b", "\u202e \u2069", "\u0301", "\u200b" * 150 + "x"])
def test_a_title_that_nobody_can_see_is_asked_for(typed: str) -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": ""}))

    read = read_start(submitted(view, title={"value": typed}), WORDS)

    assert read == {"title": "Please give it a title."}


@pytest.mark.parametrize("typed", ["退款", "استرداد", "🚀", "é", "1", "\u202e Refunds"])
def test_a_title_may_be_written_in_any_letters(typed: str) -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": ""}))

    assert read_start(submitted(view, title={"value": typed}), WORDS).title == typed.removeprefix("\u202e ")


def test_without_a_channel_the_form_asks_for_one() -> None:
    view = start_form(a_scene(facts={"channel": None, "title": "Refunds"}))

    assert read_start(submitted(view), WORDS) == {"channel": "Please choose a channel."}
    assert read_start(submitted(view, channel={"selected_conversation": "C7"}), WORDS).channel == "C7"


def test_a_message_gives_the_title_and_is_kept_as_a_note() -> None:
    facts = {"channel": "C1", "note": "We will route <@U0BEN|ben>'s tickets &amp; calls"}
    view = start_form(a_scene(facts=facts))

    start = read_start(submitted(view), WORDS)

    assert "We will route @Ben Okafor's tickets & calls" == start.title == start.note


def test_a_title_is_cut_to_what_fits() -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": "t" * 400}))

    assert read_start(submitted(view), WORDS).title == "t" * 149 + "…"


def test_a_single_depth_leaves_nothing_to_choose() -> None:
    view = start_form(a_scene(facts={"channel": "C1", "title": "Refunds"}))

    assert "depth" not in [block.get("block_id") for block in view["blocks"]]
    assert read_start(submitted(view), WORDS).depth is Depth.CORE


def test_depths_say_how_many_questions_they_ask() -> None:
    deeper = core_catalogue().artifacts[0].fields[0].model_copy(update={"name": "deeper", "depth": Depth.STANDARD})
    core = core_catalogue()
    first = core.artifacts[0].model_copy(update={"fields": (*core.artifacts[0].fields, deeper)})
    wider = Catalogue(version=core.version, artifacts=(first, *core.artifacts[1:]))

    view = start_form(a_scene(catalogue=wider, facts={"channel": "C1", "title": "Refunds"}))

    options = next(block for block in view["blocks"] if block["block_id"] == "depth")["element"]["options"]
    assert [option["text"]["text"] for option in options] == ["Core: 21 questions", "Standard: 22 questions"]
    assert read_start(submitted(view), WORDS).depth is Depth.CORE
    assert read_start(submitted(view, depth={"selected_option": options[1]}), WORDS).depth is Depth.STANDARD
