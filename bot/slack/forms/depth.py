"""How deep an alignment goes: the choice when it starts, and the form that raises it later."""

from collections.abc import Iterable, Mapping
from typing import Any

from slack_sdk.models.blocks import InputBlock

from bot.domain.catalogue import Catalogue, Depth
from bot.domain.effects import FormName
from bot.domain.errors import UnknownAlignment
from bot.services.requests import Deepen
from bot.slack.blocks import choice, context, section
from bot.slack.forms.inputs import Inputs, Modal, radio_input
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene
from bot.slack.words import Words

TEMPLATE = "form_deepen"


def depth_input(inputs: Inputs, catalogue: Catalogue, depths: Iterable[Depth], chosen: Depth | None) -> InputBlock:
    """Ask for one of the depths, each with how many questions it asks."""
    counts = {depth: sum(depth.includes(field.depth) for field in catalogue) for depth in Depth}
    options = {
        depth: choice(
            inputs.words.plain(f"{TEMPLATE}.depth_{depth}", questions=counts[depth]),
            depth,
            inputs.words.plain(f"{TEMPLATE}.depth_{depth}_means"),
        )
        for depth in depths
    }
    return inputs.labelled("depth", radio_input(list(options.values()), options.get(chosen) if chosen else None))


def depths_of(catalogue: Catalogue) -> tuple[Depth, ...]:
    """List the depths that ask different questions."""
    return tuple(depth for depth in Depth if depth is Depth.CORE or any(field.depth is depth for field in catalogue))


def can_be_deepened(scene: Scene) -> bool:
    """Tell whether there are questions that the alignment does not ask yet."""
    return bool(_deeper(scene))


def deepen_form(scene: Scene) -> Modal:
    """Offer the greater depths; where there is none, say so. An outsider of the channel learns nothing of it."""
    inputs = Inputs(scene.words, TEMPLATE)
    if not scene.may_read(scene.alignment.channel):
        return inputs.refused(FormName.DEEPEN, UnknownAlignment())
    offered = _deeper(scene)
    state = FormState(form=FormName.DEEPEN, alignment_id=scene.alignment.id)
    if not offered:
        return inputs.modal(state, (section(scene.words.say(f"{TEMPLATE}.deepest")),), submits=False)
    wanted = next((depth for depth in offered if depth == scene.text("depth")), offered[0])
    rows = (
        context(scene.words.say(f"{TEMPLATE}.about", title=scene.alignment.title)),
        depth_input(inputs, scene.catalogue, offered, wanted),
    )
    return inputs.modal(state, rows)


def _deeper(scene: Scene) -> list[Depth]:
    return [depth for depth in depths_of(scene.catalogue) if depth in scene.alignment.depth.deeper]


def read_deepen(view: Mapping[str, Any], words: Words) -> Deepen | FormErrors:
    """Read the depth, or say that it is missing."""
    depth = Entered(view).choice("depth")
    if not depth:
        return {"depth": words.plain(f"{TEMPLATE}.missing_depth")}
    return Deepen(alignment_id=FormState.of(view).alignment_id or "", depth=Depth(depth))
