"""The form that starts an alignment."""

import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from slack_sdk.models.blocks import InputBlock

from bot.domain.catalogue import Catalogue, Depth
from bot.domain.effects import FormName
from bot.services.requests import Start
from bot.slack.forms.depth import depth_input, depths_of
from bot.slack.forms.inputs import (
    INPUT_LIMIT,
    Inputs,
    Modal,
    channel_input,
    day_input,
    people_input,
    person_input,
    text_input,
)
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene
from bot.slack.text import stripped, truncated
from bot.slack.words import Words

LONGEST_TITLE = 150
UNSEEN = "CMZ"
"""Controls and formats, marks that have no letter to stand on, and spaces, as Unicode names its categories."""
ZONES_APART = timedelta(days=1)
"""By how much the day of a meeting may be ahead of the day of whoever writes it down, or of the one we reckon with."""
TEMPLATE = "form_start"


def start_form(scene: Scene) -> Modal:
    """Ask what the meeting decided, when it was, who is accountable, who was there, and how deep to go."""
    inputs = Inputs(scene.words, TEMPLATE)
    note, channel = scene.text("note"), scene.text("channel") or None
    title = scene.one_line(scene.text("title") or note)
    rows = (
        inputs.labelled("title", text_input(truncated(title, LONGEST_TITLE), most=LONGEST_TITLE)),
        inputs.labelled("met_on", day_input(scene.today)),
        inputs.labelled("accountable", person_input(scene.viewer)),
        inputs.labelled("participants", people_input(), optional=True),
        _depth(inputs, scene.catalogue),
        _note(inputs, scene.said(note)),
        None if channel else inputs.labelled("channel", channel_input()),
    )
    return inputs.modal(FormState(form=FormName.START, channel=channel, opened_on=scene.today), rows)


def read_start(view: Mapping[str, Any], words: Words) -> Start | FormErrors:
    """Read what to start, or say what is missing, or that the meeting has not been yet."""
    state, entered = FormState.of(view), Entered(view)
    title, met_on, accountable = _title(entered), entered.day("met_on"), entered.person("accountable")
    channel = state.channel or entered.conversation("channel")
    if met_on and state.opened_on and met_on > state.opened_on + ZONES_APART:
        return {"met_on": words.plain(f"{TEMPLATE}.met_on_to_come", opened_on=state.opened_on)}
    if title and met_on and accountable and channel:
        return Start(
            channel=channel,
            title=title,
            met_on=met_on,
            accountable=accountable,
            participants=entered.people("participants"),
            depth=Depth(entered.choice("depth") or Depth.CORE),
            note=entered.text("note"),
        )
    given = {"title": title, "met_on": met_on, "accountable": accountable, "channel": channel}
    return {block: words.plain(f"{TEMPLATE}.missing_{block}") for block, value in given.items() if not value}


def _title(entered: Entered) -> str:
    """Return the title, or nothing where nobody would see any of it."""
    title = stripped(entered.text("title")).strip()[:LONGEST_TITLE]
    return title if any(unicodedata.category(character)[0] not in UNSEEN for character in title) else ""


def _depth(inputs: Inputs, catalogue: Catalogue) -> InputBlock | None:
    """Offer the depths that ask different questions; with only one there is nothing to choose."""
    offered = depths_of(catalogue)
    return depth_input(inputs, catalogue, offered, offered[0]) if len(offered) > 1 else None


def _note(inputs: Inputs, note: str) -> InputBlock | None:
    if not note:
        return None
    return inputs.labelled("note", text_input(truncated(note, INPUT_LIMIT), is_long=True), optional=True)
