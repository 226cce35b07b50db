"""The form that asks once more before an alignment is ended unfinished."""

from collections.abc import Mapping
from typing import Any

from bot.domain.effects import FormName
from bot.domain.errors import UnknownAlignment
from bot.slack.blocks import section
from bot.slack.forms.inputs import Inputs, Modal
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene

TEMPLATE = "form_close"


def close_form(scene: Scene) -> Modal:
    """Say what stays open when it is closed. An outsider of the channel learns nothing of it.

    Whoever started it may close it even where the bot cannot see any more who is in the channel.
    """
    inputs = Inputs(scene.words, TEMPLATE)
    if scene.viewer != scene.alignment.facilitator and not scene.may_read(scene.alignment.channel):
        unseen = section(scene.words.refusal(UnknownAlignment()))
        return inputs.modal(FormState(form=FormName.CLOSE), (unseen,), submits=False)
    open_titles = [row.title for row in scene.progress.artifacts if row.gaps]
    rows = (section(scene.words.say(f"{TEMPLATE}.text", title=scene.alignment.title, open_titles=open_titles)),)
    return inputs.modal(FormState(form=FormName.CLOSE, alignment_id=scene.alignment.id), rows)


def read_close(view: Mapping[str, Any]) -> str:
    """Read which alignment is closed."""
    return FormState.of(view).alignment_id or ""
