"""The form that names the day by which somebody will answer."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.domain.effects import FormName
from bot.domain.errors import NothingOwed
from bot.services.requests import Promise
from bot.slack.blocks import context
from bot.slack.forms.inputs import Inputs, Modal, day_input
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene
from bot.slack.words import Words

TEMPLATE = "form_promise"
WORKING_DAYS = 3


def promise_form(scene: Scene) -> Modal:
    """Ask by which day; whoever owes nothing any more is told so at once."""
    inputs = Inputs(scene.words, TEMPLATE)
    if not _is_anything_owed(scene):
        return inputs.refused(FormName.PROMISE, NothingOwed())
    rows = (
        context(scene.words.say(f"{TEMPLATE}.about", title=scene.alignment.title)),
        inputs.labelled("on", day_input(working_days_after(scene.today, WORKING_DAYS))),
    )
    return inputs.modal(FormState(form=FormName.PROMISE, alignment_id=scene.alignment.id), rows)


def read_promise(view: Mapping[str, Any], words: Words) -> Promise | FormErrors:
    """Read the day, or say that it is missing."""
    on = Entered(view).day("on")
    if on is None:
        return {"on": words.plain(f"{TEMPLATE}.missing_on")}
    return Promise(alignment_id=FormState.of(view).alignment_id or "", on=on)


def _is_anything_owed(scene: Scene) -> bool:
    """Tell whether the person, or somebody they stand in for, can be reminded of anything."""
    viewer = scene.viewer or ""
    people = {viewer, *scene.reporting.absentees_of(scene.workspace, viewer)}
    return any(gap.owner in people and gap.field.artifact in scene.alignment.owners for gap in scene.progress.gaps)


def working_days_after(day: date, count: int) -> date:
    """Suggest the weekday that lies so many weekdays after a day."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
