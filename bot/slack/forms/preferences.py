"""The form in which a person says how they want to be reminded."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from slack_sdk.models.blocks import InputBlock, Option

from bot.domain.cadence import SETTLING_IN, knows_holidays_of
from bot.domain.effects import FormName
from bot.domain.people import zone_named
from bot.services.requests import Preferences
from bot.slack.blocks import choice
from bot.slack.forms.inputs import Inputs, Modal, day_input, labelled, person_input, text_input, tick_input, time_input
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene
from bot.slack.words import Words

TEMPLATE = "form_preferences"
ON = "on"
LONGEST_ZONE = 64


def preferences_form(scene: Scene) -> Modal:
    """Ask whether, when, and in which hours a person is reminded, and who stands in while they are away."""
    inputs = Inputs(scene.words, TEMPLATE)
    desk = scene.reporting.desk(scene.workspace, scene.viewer or "")
    chosen, known = desk.preferences, desk.person
    switch = [choice(inputs.say("digest_on"), ON)]
    days = [choice(inputs.say(f"day_{day}"), str(day)) for day in range(7)]
    zone = inputs.say("hint_zone", zone=known.zone if known else "UTC")
    rows = (
        inputs.labelled("digest", tick_input(switch, switch if chosen.digest else ()), optional=True),
        inputs.labelled("days", tick_input(days, _ticked(days, chosen.days))),
        inputs.labelled("starts_at", time_input(f"{chosen.starts_at:%H:%M}")),
        inputs.labelled("ends_at", time_input(f"{chosen.ends_at:%H:%M}")),
        _zone(inputs, chosen.zone or "", zone),
        inputs.labelled("country", text_input(chosen.country or "", most=2), optional=True),
        inputs.labelled("away_from", day_input(chosen.away_from), optional=True),
        inputs.labelled("away_until", day_input(chosen.away_until), optional=True),
        inputs.labelled("stand_in", person_input(chosen.stand_in), optional=True),
    )
    return inputs.modal(FormState(form=FormName.PREFERENCES), rows)


def read_preferences(view: Mapping[str, Any], words: Words) -> Preferences | FormErrors:
    """Read the settings, or say which of them cannot be."""
    entered = Entered(view)
    starts_at, ends_at = entered.time("starts_at"), entered.time("ends_at")
    wrong = {block: words.plain(f"{TEMPLATE}.wrong_{block}") for block in _wrong(entered)}
    if wrong or starts_at is None or ends_at is None:
        return wrong
    return Preferences(
        digest=ON in entered.choices("digest"),
        starts_at=starts_at,
        ends_at=ends_at,
        days=frozenset(int(day) for day in entered.choices("days")),
        zone=entered.text("zone") or None,
        country=entered.text("country").upper() or None,
        away_from=entered.day("away_from"),
        away_until=entered.day("away_until"),
        stand_in=entered.person("stand_in"),
    )


def _wrong(entered: Entered) -> list[str]:
    """Name the inputs whose values do not make sense."""
    starts_at, ends_at = entered.time("starts_at"), entered.time("ends_at")
    away_from, away_until = entered.day("away_from"), entered.day("away_until")
    zone, country = entered.text("zone"), entered.text("country")
    checks = {
        "days": bool(entered.choices("days")),
        "starts_at": starts_at is not None,
        "ends_at": ends_at is not None and (starts_at is None or _leaves_time(starts_at, ends_at)),
        "zone": not zone or zone_named(zone).key == zone,
        "country": not country or knows_holidays_of(country.upper()),
        "away_from": away_from is not None or away_until is None,
        "away_until": away_until is None or away_from is None or away_from <= away_until,
    }
    return [block for block, is_right in checks.items() if not is_right]


def _leaves_time(starts_at: time, ends_at: time) -> bool:
    """Tell whether a reminder can come between these times: it does once its reader has settled in."""
    return datetime.combine(date.min, starts_at) + SETTLING_IN < datetime.combine(date.min, ends_at)


def _ticked(days: Sequence[Option], chosen: frozenset[int]) -> list[Option]:
    return [option for option in days if int(option.value or 0) in chosen]


def _zone(inputs: Inputs, zone: str, hint: str) -> InputBlock:
    return labelled("zone", inputs.say("label_zone"), text_input(zone, most=LONGEST_ZONE), hint=hint, optional=True)
