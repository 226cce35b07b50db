"""The form that names somebody else as the owner of artifacts."""

from collections.abc import Mapping
from typing import Any

from bot.domain.effects import FormName
from bot.domain.errors import NotYours
from bot.services.requests import HandOver
from bot.slack.blocks import choice, context
from bot.slack.forms.inputs import Inputs, Modal, person_input, tick_input
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene
from bot.slack.words import Words

TEMPLATE = "form_hand_over"


def hand_over_form(scene: Scene) -> Modal:
    """Ask which artifacts a person hands over, and to whom; whoever may hand over none is told so at once."""
    inputs = Inputs(scene.words, TEMPLATE)
    options = {name: choice(scene.title_of(name), name) for name in offered_artifacts(scene)}
    if not options:
        return inputs.refused(FormName.HAND_OVER, NotYours())
    ticked = [option for name, option in options.items() if name in _ticked(scene)]
    rows = (
        context(scene.words.say(f"{TEMPLATE}.about", title=scene.alignment.title)),
        inputs.labelled("artifacts", tick_input(list(options.values()), ticked)),
        inputs.labelled("to", person_input(scene.text("to") or None)),
    )
    return inputs.modal(FormState(form=FormName.HAND_OVER, alignment_id=scene.alignment.id), rows)


def read_hand_over(view: Mapping[str, Any], words: Words) -> HandOver | FormErrors:
    """Read who takes over what, or say what is missing."""
    entered = Entered(view)
    artifacts, to = entered.choices("artifacts"), entered.person("to")
    if artifacts and to:
        return HandOver(alignment_id=FormState.of(view).alignment_id or "", artifacts=artifacts, to=to)
    given = {"artifacts": artifacts, "to": to}
    return {block: words.plain(f"{TEMPLATE}.missing_{block}") for block, value in given.items() if not value}


def offered_artifacts(scene: Scene) -> tuple[str, ...]:
    """List what the person may hand over: what they own, and for the facilitator what others own too, after that."""
    theirs = _owned(scene)
    if scene.viewer != scene.alignment.facilitator:
        return theirs
    return (*theirs, *(part.name for part in scene.catalogue.artifacts if part.name not in theirs))


def _ticked(scene: Scene) -> tuple[str, ...]:
    """Choose what was named, else all that the person owns; where that is nothing, all there is."""
    return scene.names("artifacts") or _owned(scene) or offered_artifacts(scene)


def _owned(scene: Scene) -> tuple[str, ...]:
    every = (part.name for part in scene.catalogue.artifacts)
    return tuple(name for name in every if scene.alignment.owner_of(name) == scene.viewer)
