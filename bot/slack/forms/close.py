"""The form that asks once more before an alignment is ended unfinished."""

from collections.abc import Mapping
from typing import Any

from bot.domain.effects import FormName
from bot.domain.errors import Refusal, UnknownAlignment
from bot.services.closing import ensure_unfinished
from bot.slack.blocks import section
from bot.slack.forms.inputs import Inputs, Modal
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene

TEMPLATE = "form_close"


def close_form(scene: Scene) -> Modal:
    """Say what stays open when it is closed, or why it cannot be. An outsider of the channel learns nothing of it.

    Whoever started it may close it even where the bot cannot see any more who is in the channel.
    """
    inputs = Inputs(scene.words, TEMPLATE)
    try:
        _ensure_may_see(scene)
        ensure_unfinished(scene.alignment)
    except Refusal as refusal:
        return inputs.refused(FormName.CLOSE, refusal)
    open_titles = [row.title for row in scene.progress.artifacts if row.gaps]
    said = scene.words.say(f"{TEMPLATE}.text", alignment=scene.alignment, open_titles=open_titles)
    return inputs.modal(FormState(form=FormName.CLOSE, alignment_id=scene.alignment.id), (section(said),))


def read_close(view: Mapping[str, Any]) -> str:
    """Read which alignment is closed."""
    return FormState.of(view).alignment_id or ""


def _ensure_may_see(scene: Scene) -> None:
    if scene.viewer != scene.alignment.facilitator and not scene.may_read(scene.alignment.channel):
        raise UnknownAlignment()
