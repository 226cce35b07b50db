"""The one question about a complete spec: does it still hold?"""

from bot.domain.alignment import Status
from bot.domain.review import REVIEW_DATE, review_date_of, review_of
from bot.slack.blocks import PRIMARY, actions, button, context, message, section
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.card import answer_part
from bot.slack.presses import Press
from bot.slack.scene import Scene


def review_due(scene: Scene) -> Message | None:
    """Ask whether it still holds, unless it was opened again or has a new date by now."""
    alignment, words = scene.alignment, scene.words
    if alignment.status is not Status.COMPLETE or review_of(alignment):
        return None
    is_accountable = alignment.owner_of("ownership") == scene.viewer
    said = words.say("review_due", alignment=scene.linked(alignment), on=review_date_of(alignment))
    next_date = Press(a=alignment.id, f=REVIEW_DATE)
    return message(
        said,
        section(said),
        context(words.say("review_due.why", is_accountable=is_accountable)),
        actions(
            button(words.plain("controls.still_right"), ActionId.ANSWER.numbered(1), next_date, style=PRIMARY),
            answer_part(scene, "amend"),
            control(words, ActionId.SHOW, Press(a=alignment.id)),
        ),
    )
