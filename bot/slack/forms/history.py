"""The form that shows every answer ever given to an artifact or a question; there is nothing to submit."""

from bot.domain.alignment import Answer
from bot.domain.effects import FormName
from bot.domain.errors import UnknownAlignment
from bot.slack.blocks import Row, context, divider, section
from bot.slack.forms.inputs import Inputs, Modal
from bot.slack.forms.state import FormState
from bot.slack.scene import Scene

TEMPLATE = "form_history"
SHOWN = 20
EXCERPT = 600


def history_form(scene: Scene) -> Modal:
    """Show the answers, the newest first, with who gave them, when, and how they were judged."""
    inputs = Inputs(scene.words, TEMPLATE)
    state = FormState(form=FormName.HISTORY, alignment_id=scene.alignment_id)
    if not scene.may_read(scene.alignment.channel):
        return inputs.refused(FormName.HISTORY, UnknownAlignment())
    answers = history_of(scene)
    if not answers:
        return inputs.modal(state, (section(scene.words.say(f"{TEMPLATE}.none_yet")),), submits=False)
    rows: list[Row] = [context(scene.words.say(f"{TEMPLATE}.about", title=scene.alignment.title))]
    for answer in answers[:SHOWN]:
        rows += [divider(), *answer_rows(scene, answer)]
    rows.append(context(scene.words.say(f"{TEMPLATE}.older", count=len(answers) - SHOWN)) if answers[SHOWN:] else None)
    return inputs.modal(state, rows, submits=False)


def history_of(scene: Scene) -> tuple[Answer, ...]:
    """List the answers to the field or artifact that the facts name, or to everything, the newest first."""
    key, artifact = scene.text("field"), scene.text("artifact")
    answers = scene.reporting.history(scene.workspace, scene.alignment.id, key or None)
    return tuple(a for a in reversed(answers) if not artifact or a.field.partition(".")[0] == artifact)


def answer_rows(scene: Scene, answer: Answer) -> tuple[Row, ...]:
    """Show one answer and what was said about it."""
    current = scene.alignment.answers.get(answer.field)
    facts = {
        "label": scene.title_of(answer.field),
        "answer": answer,
        "answered_at": answer.answered_at,
        "is_current": current is not None and current.id == answer.id,
    }
    return (
        section(scene.words.say(f"{TEMPLATE}.answer", said=scene.said(answer.text), most=EXCERPT, **facts)),
        context(scene.words.say(f"{TEMPLATE}.circumstances", **facts)),
    )
