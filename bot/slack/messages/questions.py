"""Questions in the thread, and what is said when none is left."""

from collections.abc import Sequence

from bot.domain.progress import Gap
from bot.slack.blocks import Row, actions, context, message, section
from bot.slack.controls import control, question_controls
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.presses import Press
from bot.slack.scene import Scene

MOST_NAMED = 3


def first_questions(scene: Scene) -> Message | None:
    """Ask the first questions, numbered so that one reply can answer them all."""
    fields = scene.fields(scene.names("fields"))
    if not scene.alignment.is_open or not any(scene.gap(field.key) for field in fields):
        return None
    words = scene.words
    questions = [words.say("first_questions.question", number=n, field=f) for n, f in enumerate(fields, start=1)]
    press = Press.listing(scene.alignment.id, (field.key for field in fields))
    return message(
        words.say("first_questions", count=len(fields), title=scene.alignment.title),
        section(words.say("first_questions.note", note=scene.said(note)) if (note := scene.text("note")) else ""),
        section(words.say("first_questions.intro", count=len(fields), asker=scene.alignment.facilitator)),
        *(section(question) for question in questions),
        actions(control(words, ActionId.ANSWER, press, "answer_in_form", is_main=True)),
    )


def question(scene: Scene) -> Message | None:
    """Ask one question, unless it was answered meanwhile."""
    gap = scene.gap(scene.text("field"))
    if gap is None or not scene.alignment.is_open:
        return None
    owner = gap.owner if scene.facts.get("mention_owner") else None
    return message(question_text(scene, gap), *question_rows(scene, gap, owner=owner))


def question_text(scene: Scene, gap: Gap) -> str:
    """Say a question where only one line is shown."""
    return scene.words.say("question", field=gap.field, follow_up=follow_up_of(scene, gap))


def question_rows(scene: Scene, gap: Gap, *, owner: str | None = None) -> Sequence[Row]:
    """Show a question with why it matters, an example, and what one can do instead of replying.

    Of one that was answered in part, only what is open: its reason and its example were read before.
    """
    facts = {"field": gap.field, "follow_up": follow_up_of(scene, gap)}
    return (
        section(scene.words.say("question.body", owner=owner, **facts)),
        None if gap.answer else context(scene.words.say("question.why", **facts)),
        None if scene.is_over else actions(*question_controls(scene.words, scene.alignment, gap.field)),
    )


def all_asked(scene: Scene) -> Message | None:
    """Say what is still open and who owes it, now that nothing more is asked in the thread."""
    gaps = scene.progress.gaps
    if not gaps or not scene.alignment.is_open:
        return None
    owed = {
        owner: [gap.field.label for gap in gaps if gap.owner == owner] for owner in dict.fromkeys(g.owner for g in gaps)
    }
    facts = {"owed": owed, "count": len(gaps), "most": MOST_NAMED}
    return message(scene.words.say("all_asked", **facts), section(scene.words.say("all_asked.body", **facts)))


def follow_up_of(scene: Scene, gap: Gap) -> str:
    """Return what is asked next of a question that was answered in part, nothing of any other."""
    follow_up = gap.answer.assessment.follow_up if gap.answer else None
    return scene.said(follow_up) if follow_up else ""
