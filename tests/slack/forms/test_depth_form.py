"""The form that raises the depth of an alignment."""

from bot.catalogue_files import read_every_depth
from bot.domain.catalogue import Depth
from bot.services.requests import Deepen
from bot.slack.forms.depth import deepen_form, read_deepen
from tests.builders import an_alignment
from tests.slack.scenes import a_scene, core_catalogue, shipped_words, submitted

EVERYTHING = read_every_depth()
WORDS = shipped_words()


def offered(view: dict) -> list[str]:
    return [option["value"] for option in view["blocks"][-1]["element"]["options"]]


def test_only_greater_depths_are_offered() -> None:
    assert offered(deepen_form(a_scene(an_alignment(), catalogue=EVERYTHING))) == ["standard", "high"]
    assert offered(deepen_form(a_scene(an_alignment(depth=Depth.STANDARD), catalogue=EVERYTHING))) == ["high"]


def test_the_next_depth_is_chosen_already() -> None:
    view = deepen_form(a_scene(an_alignment(), catalogue=EVERYTHING))

    assert read_deepen(submitted(view), WORDS) == Deepen(alignment_id="A1", depth=Depth.STANDARD)


def test_a_depth_that_was_typed_is_chosen_already() -> None:
    view = deepen_form(a_scene(an_alignment(), catalogue=EVERYTHING, facts={"depth": "high"}))

    assert read_deepen(submitted(view), WORDS) == Deepen(alignment_id="A1", depth=Depth.HIGH)


def test_a_depth_that_is_no_greater_is_not_chosen() -> None:
    view = deepen_form(a_scene(an_alignment(depth=Depth.STANDARD), catalogue=EVERYTHING, facts={"depth": "core"}))

    assert read_deepen(submitted(view), WORDS) == Deepen(alignment_id="A1", depth=Depth.HIGH)


def test_where_nothing_is_deeper_the_form_only_says_so() -> None:
    for scene in (
        a_scene(an_alignment(depth=Depth.HIGH), catalogue=EVERYTHING),
        a_scene(an_alignment(), catalogue=core_catalogue()),
    ):
        view = deepen_form(scene)

        assert "submit" not in view
        assert "every question" in view["blocks"][0]["text"]["text"]


def test_an_outsider_of_the_channel_learns_nothing_of_the_alignment() -> None:
    alignment = an_alignment(title="Night shifts")

    view = deepen_form(a_scene(alignment, catalogue=EVERYTHING, members={alignment.channel: ["U0BEN"]}))

    assert "submit" not in view
    assert "Night shifts" not in str(view)


def test_no_choice_is_asked_for_again() -> None:
    view = deepen_form(a_scene(an_alignment(), catalogue=EVERYTHING))

    assert read_deepen(submitted(view, depth={"selected_option": None}), WORDS) == {"depth": "Please choose a depth."}
