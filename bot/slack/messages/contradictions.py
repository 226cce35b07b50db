"""What contradicts in a spec: a line for each on the card, with its question wherever there is room for it."""

from collections.abc import Sequence

from bot.domain.rulebook import Contradiction
from bot.slack.blocks import Row, context, message, section
from bot.slack.message import Message
from bot.slack.mrkdwn import Mrkdwn
from bot.slack.scene import Scene

MOST_ON_CARD = 5
MOST_SAID = 10


def contradictions_at_a_glance(scene: Scene) -> Row:
    """Name the rules and the parts that disagree, on the card."""
    found = scene.reporting.contradictions(scene.alignment)
    lines = [_line(scene, each, "contradictions.line") for each in found[:MOST_ON_CARD]]
    return context("\n".join([*lines, *_more(scene, len(found) - len(lines))]))


def contradictions_caused(scene: Scene, answers: Sequence[str]) -> Row:
    """Say what disagrees only since these answers were given."""
    return section(_said(scene, scene.reporting.caused_by(scene.alignment, answers)))


def open_contradictions(scene: Scene, found: Sequence[Contradiction]) -> Row:
    """Say what disagrees in a whole spec, under a heading of its own."""
    heading = scene.words.say("contradictions.heading", count=len(found))
    return section(f"{heading}\n{_said(scene, found)}") if found else None


def contradicted(scene: Scene) -> Message | None:
    """Say what disagrees about an account that was looked up; nothing when that is settled meanwhile."""
    about = f"<@{scene.text('person')}>"
    found = [each for each in scene.reporting.contradictions(scene.alignment) if about in each.words]
    if not found:
        return None
    return message(scene.words.say("contradicted", titles=scene.titles(found[0].fields)), section(_said(scene, found)))


def _said(scene: Scene, found: Sequence[Contradiction]) -> str:
    lines = [_line(scene, each, "contradictions.question") for each in found[:MOST_SAID]]
    return "\n".join([*lines, *_more(scene, len(found) - len(lines))])


def _more(scene: Scene, count: int) -> Sequence[Mrkdwn]:
    return (scene.words.say("contradictions.more", count=count),) if count else ()


def _line(scene: Scene, found: Contradiction, block: str) -> Mrkdwn:
    titles = dict.fromkeys(scene.titles(found.fields))
    return scene.words.say(block, rule=found.rule, titles=list(titles), sentence=scene.said(found.sentence))
