"""The buttons the messages share; what each says is in ``controls.j2``, one block for each label."""

from collections.abc import Iterable

from slack_sdk.models.blocks import ButtonElement, StaticSelectElement

from bot.domain.alignment import Alignment
from bot.domain.catalogue import Field
from bot.slack.blocks import PRIMARY, button, select
from bot.slack.ids import ActionId, Later
from bot.slack.presses import Press
from bot.slack.words import Words


def control(
    words: Words, action_id: ActionId, press: Press, label: str | None = None, *, is_main: bool = False
) -> ButtonElement:
    """Offer an action under its own label, or under the named one."""
    said = words.plain(f"controls.{label or action_id.name.lower()}")
    return button(said, action_id, press, style=PRIMARY if is_main else None)


def question_controls(words: Words, alignment: Alignment, field: Field) -> Iterable[ButtonElement]:
    """Offer what one can do with one question instead of replying to it."""
    about = {"a": alignment.id, "f": field.key}
    yield control(words, ActionId.ANSWER, Press(**about), "answer_in_form", is_main=True)
    yield control(words, ActionId.NOT_NOW, Press(**about))
    yield control(words, ActionId.HAND_OVER, Press(**about, r=field.artifact))


def later(words: Words, alignment: Alignment, *, may_mute: bool = True) -> StaticSelectElement:
    """Offer the mornings on which one can be reminded again, and last to hear no more of it."""
    offered = [later for later in Later if may_mute or later is not Later.NEVER]
    options = [
        (words.plain(f"controls.later_{later.name.lower()}"), Press(a=alignment.id, x=later)) for later in offered
    ]
    return select(ActionId.LATER, words.plain("controls.later"), options)
