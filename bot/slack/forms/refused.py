"""What takes the place of a form that could not be taken and has no input to show that beside."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from bot.slack.blocks import VIEW_BLOCKS, section, serialised
from bot.slack.forms.inputs import Modal


def refused_form(view: Mapping[str, Any], sentence: str) -> Modal:
    """Say why under the form's own title, with nothing left to submit."""
    said = View(
        type="modal",
        title=view["title"],
        close=view.get("close"),
        blocks=serialised((section(sentence),), VIEW_BLOCKS),
    )
    return said.to_dict()
