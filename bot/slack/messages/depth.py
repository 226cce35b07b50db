"""What is said when an alignment asks more than before."""

from bot.domain.catalogue import Depth
from bot.slack.blocks import divider, message, section
from bot.slack.message import Message
from bot.slack.messages.questions import question_rows
from bot.slack.scene import Scene


def deepened(scene: Scene) -> Message:
    """Say who raised the depth and by how many questions, and ask the first of them."""
    depth, before = scene.alignment.depth, Depth(scene.text("before") or Depth.CORE)
    count = sum(depth.includes(field.depth) and not before.includes(field.depth) for field in scene.catalogue)
    said = scene.words.say("deepened", by=scene.text("by"), depth=depth, count=count)
    gap = scene.gap(scene.text("next")) if scene.alignment.is_open else None
    return message(said, section(said), *((divider(), *question_rows(scene, gap)) if gap else ()))
