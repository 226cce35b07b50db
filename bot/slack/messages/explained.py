"""What somebody is told whose words were not recorded as an answer, since they ask or since nothing is asked."""

from bot.domain.alignment import Status
from bot.slack.blocks import actions, context, message, section
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.questions import follow_up_of
from bot.slack.presses import Press
from bot.slack.scene import Scene


def explained(scene: Scene) -> Message | None:
    """Say what this is about, put the question once more with its example, and say what else one can reply."""
    gap = scene.gap(scene.text("field"))
    if gap is None:
        return None
    words, alignment = scene.words, scene.alignment
    facts = {"field": gap.field, "follow_up": follow_up_of(scene, gap)}
    asker = alignment.facilitator if alignment.facilitator != scene.viewer else ""
    about = Press(a=alignment.id, f=gap.field.key)
    return message(
        words.say("explained"),
        section(words.say("explained.body", alignment=scene.linked(alignment), asker=asker)),
        section(words.say("question.body", owner=None, **facts)),
        context(words.say("question.why", **facts)),
        section(words.say("explained.instead", is_owed=bool(scene.text("debtor")))),
        actions(control(words, ActionId.ANSWER, about, "answer_in_form", is_main=True)),
    )


def unrecorded(scene: Scene) -> Message:
    """Say why nothing is answered in a thread any more, or for now, and what one can do."""
    said = scene.words.say(f"unrecorded.{Status(scene.text('state'))}", alignment=scene.linked(scene.alignment))
    return message(said, section(said))
