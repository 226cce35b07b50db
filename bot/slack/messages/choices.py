"""Messages that leave a choice to a person: crossed answers, misplaced answers, edited or deleted sources."""

from bot.slack.blocks import Row, actions, button, message, section
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.presses import Press
from bot.slack.scene import Scene
from bot.slack.words import Words

EXCERPT, GLANCE = 500, 200


def conflict(scene: Scene) -> Message | None:
    """Show two answers that crossed and ask which one counts."""
    mine = scene.answer("answer")
    if mine is None:
        return None
    standing = scene.answer("standing")
    about = Press(a=scene.alignment.id, f=mine.field, x=mine.id)
    said = {"mine": scene.said(mine.text), "theirs": scene.said(standing.text) if standing else ""}
    facts = {"label": scene.title_of(mine.field), "standing": standing, "most": EXCERPT, **said}
    return message(
        scene.words.say("conflict", **facts),
        section(scene.words.say("conflict.body", **facts)),
        actions(
            control(scene.words, ActionId.USE_MINE, about, is_main=True),
            control(scene.words, ActionId.KEEP_THEIRS, about),
        ),
    )


def misplaced(scene: Scene) -> Message | None:
    """Say that an answer seems to belong to another question."""
    answer, better = scene.answer(), scene.text("better")
    if answer is None:
        return None
    facts = {
        "label": scene.title_of(answer.field),
        "better": scene.title_of(better),
        "said": scene.said(answer.text),
        "most": GLANCE,
    }
    there = Press(a=scene.alignment.id, f=better, x=answer.id)
    here = Press(a=scene.alignment.id, f=answer.field, x=answer.id)
    return message(
        scene.words.say("misplaced", **facts),
        section(scene.words.say("misplaced.body", **facts)),
        actions(
            control(scene.words, ActionId.FILE_THERE, there, is_main=True),
            control(scene.words, ActionId.KEEP_HERE, here),
        ),
    )


def which_question(scene: Scene) -> Message:
    """Ask which of several questions somebody answered, with a button for each; what they wrote is kept."""
    words = scene.words
    said = words.say("which_question.body", said=scene.said(scene.text("text")), most=EXCERPT)
    rows: list[Row] = [section(said)]
    for alignment_id, fields in _places(scene).items():
        alignment = scene.reporting.standing(scene.workspace, alignment_id).alignment
        rows.append(section(words.say("which_question.about", alignment=scene.linked(alignment))))
        rows.append(
            actions(
                *(
                    button(
                        scene.title_of(field), ActionId.ANSWERS_THIS.numbered(number), Press(a=alignment_id, f=field)
                    )
                    for number, field in enumerate(fields, start=1)
                )
            )
        )
    none = Press(a=next(iter(_places(scene)), None))
    rows.append(actions(control(words, ActionId.NONE_OF_THESE, none)))
    return message(words.say("which_question"), *rows)


def _places(scene: Scene) -> dict[str, list[str]]:
    """List the questions it may answer, by alignment."""
    places: dict[str, list[str]] = {}
    for place in scene.names("places"):
        alignment_id, _, field = place.rpartition(":")
        places.setdefault(alignment_id, []).append(field)
    return places


def source_edited(scene: Scene) -> Message:
    """Ask whether an answer should follow the message it was taken from, or be one where there was none."""
    field, is_new = scene.text("field"), bool(scene.facts.get("is_new"))
    said = scene.said(scene.text("text"))
    facts = {"label": scene.title_of(field), "is_new": is_new, "said": said, "most": EXCERPT}
    about = Press(a=scene.alignment.id, f=field, x=scene.text("answer"))
    return message(
        scene.words.say("source_edited", **facts),
        section(scene.words.say("source_edited.body", **facts)),
        _recording(scene.words, about) if is_new else _updating(scene.words, about),
    )


def _updating(words: Words, about: Press) -> Row:
    return actions(
        control(words, ActionId.UPDATE_ANSWER, about, is_main=True), control(words, ActionId.KEEP_ANSWER, about)
    )


def _recording(words: Words, about: Press) -> Row:
    return actions(
        control(words, ActionId.UPDATE_ANSWER, about, "record_answer", is_main=True),
        control(words, ActionId.NONE_OF_THESE, about, "record_nothing"),
    )


def source_deleted(scene: Scene) -> Message:
    """Say that an answer outlives the message it was taken from."""
    said = scene.words.say("source_deleted", label=scene.title_of(scene.text("field")))
    return message(said, section(said))
