"""The form in which people say how they want to be reminded."""

from datetime import date, time
from typing import Any

import pytest

from bot.domain.people import NudgePreferences
from bot.services.requests import Preferences
from bot.slack.forms.preferences import preferences_form, read_preferences
from tests.builders import WORKSPACE
from tests.slack.scenes import ANA, BEN, a_scene, a_workspace, shipped_words, submitted

WORDS = shipped_words()


def form_of(preferences: NudgePreferences | None = None) -> dict[str, Any]:
    """Render the form for Ana, who may have set something before."""
    database = a_workspace()
    if preferences:
        with database.write() as tx:
            tx.people.put_preferences(WORKSPACE, ANA, preferences)
    return preferences_form(a_scene(database=database, viewer=ANA))


def test_the_defaults_can_be_kept() -> None:
    expected = Preferences(digest=True, starts_at=time(9), ends_at=time(17), days=frozenset(range(5)))

    assert read_preferences(submitted(form_of()), WORDS) == expected


def test_what_was_set_before_is_kept() -> None:
    before = {
        "digest": False,
        "starts_at": time(7, 30),
        "ends_at": time(15, 0),
        "days": frozenset({0, 2, 6}),
        "zone": "Asia/Tokyo",
        "country": "JP",
        "away_from": date(2026, 4, 1),
        "away_until": date(2026, 4, 9),
        "stand_in": BEN,
    }

    view = form_of(NudgePreferences(**before))

    assert read_preferences(submitted(view), WORDS) == Preferences(**before)


def test_a_country_may_be_typed_in_small_letters() -> None:
    assert read_preferences(submitted(form_of(), country={"value": "at"}), WORDS).country == "AT"


def test_the_zone_of_the_profile_is_named() -> None:
    hints = [block.get("hint", {}).get("text", "") for block in form_of()["blocks"]]

    assert any("Europe/Madrid" in hint for hint in hints)


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("days", {"selected_options": []}),
        ("starts_at", {"selected_time": None}),
        ("ends_at", {"selected_time": "08:00"}),
        ("ends_at", {"selected_time": "09:00"}),
        ("ends_at", {"selected_time": "09:30"}),
        ("ends_at", {"selected_time": "25:00"}),
        ("zone", {"value": "Mars/Olympus"}),
        ("zone", {"value": "../../etc/passwd"}),
        ("country", {"value": "A1"}),
        ("country", {"value": "É"}),
        ("country", {"value": "EU"}),
        ("away_from", {"selected_date": None}),
        ("away_until", {"selected_date": "2026-03-31"}),
    ],
)
def test_what_makes_no_sense_is_said_under_its_input(block: str, value: dict[str, Any]) -> None:
    away = {"away_from": {"selected_date": "2026-04-01"}, "away_until": {"selected_date": "2026-04-09"}}

    errors = read_preferences(submitted(form_of(), **{**away, block: value}), WORDS)

    assert list(errors) == [block]
    assert errors[block].endswith(".")


def test_hours_a_little_longer_than_half_an_hour_are_enough() -> None:
    filled = submitted(form_of(), starts_at={"selected_time": "23:28"}, ends_at={"selected_time": "23:59"})

    assert time(23, 59) == read_preferences(filled, WORDS).ends_at


def test_one_may_be_away_without_knowing_until_when() -> None:
    filled = submitted(form_of(), away_from={"selected_date": "2026-04-01"})

    assert read_preferences(filled, WORDS).away_until is None
