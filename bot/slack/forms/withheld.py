"""What is shown instead of a form to whoever may not see the alignment: an old button outlives a membership."""

from bot.domain.effects import FormName
from bot.domain.errors import UnknownAlignment
from bot.slack.blocks import section
from bot.slack.forms.inputs import Inputs, Modal
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene


def withheld(scene: Scene, form: FormName) -> Modal:
    """Say that there is no such alignment, as to anybody who asks for it by its name."""
    refused = section(scene.words.refusal(UnknownAlignment()))
    return Inputs(scene.words, f"form_{form}").modal(FormState(form=form), (refused,), submits=False)
