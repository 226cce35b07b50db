"""The form that answers up to six questions of one alignment, filled in with what was said before."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import InputBlock

from bot.domain.alignment import Answer
from bot.domain.catalogue import Field
from bot.domain.effects import FormName
from bot.services.requests import Answers
from bot.slack.blocks import Row, context
from bot.slack.forms.inputs import Inputs, Modal, fits, labelled, person_input, text_input
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState, fingerprint
from bot.slack.mrkdwn import mention
from bot.slack.readable import mentioned_in, unescaped
from bot.slack.scene import Scene
from bot.slack.words import Words

MOST_INPUTS = 6
TEMPLATE = "form_answer"


def answer_form(scene: Scene) -> Modal:
    """Ask the given questions, or the open ones of the given artifact."""
    inputs = Inputs(scene.words, TEMPLATE)
    fields = chosen_fields(scene)
    answers = {field.key: scene.alignment.answers.get(field.key) for field in fields}
    shown = {field.key: _shown(field, answer) for field in fields if (answer := answers[field.key])}
    state = FormState(
        form=FormName.ANSWER,
        alignment_id=scene.alignment.id,
        fields=tuple(answers),
        seen={key: answer.revision if answer else 0 for key, answer in answers.items()},
        prefilled={key: fingerprint(text) for key, text in shown.items() if text},
    )
    rows: list[Row] = [context(scene.words.say(f"{TEMPLATE}.about", title=scene.alignment.title))]
    for field in fields:
        rows += [_input(scene, field, shown.get(field.key, "")), _so_far(scene, field, answers[field.key])]
    return inputs.modal(state, rows)


def read_answers(view: Mapping[str, Any], words: Words) -> Answers | FormErrors:
    """Read the answers that were typed or changed; one left as it was is not given again."""
    state, entered = FormState.of(view), Entered(view)
    texts = {key: _entered(entered, key) for key in state.fields}
    changed = {key: text for key, text in texts.items() if text and fingerprint(text) != state.prefilled.get(key)}
    if not changed:
        return {key: words.plain(f"{TEMPLATE}.nothing_changed") for key in state.fields[:1]}
    return Answers(
        alignment_id=state.alignment_id or "", texts=changed, seen={key: state.seen.get(key, 0) for key in changed}
    )


def chosen_fields(scene: Scene) -> tuple[Field, ...]:
    """Choose what to ask: the named fields, else what is open in the named artifact, else what is open at all."""
    named = scene.fields(scene.names("fields") or tuple(filter(None, (scene.text("field"),))))
    if named:
        return named[:MOST_INPUTS]
    artifact = scene.text("artifact")
    gaps = tuple(gap.field for gap in scene.progress.gaps if artifact in ("", gap.field.artifact))
    if gaps or not artifact:
        return gaps[:MOST_INPUTS] or tuple(scene.catalogue)[:MOST_INPUTS]
    return scene.catalogue.fields_of(artifact, scene.alignment.depth)[:MOST_INPUTS]


def _shown(field: Field, answer: Answer) -> str:
    """Return what is filled in already: the text as it was typed, or the one person it names."""
    if _names_a_person(field):
        people = mentioned_in(answer.text)
        return mention(people[0]) if len(people) == 1 else ""
    return unescaped(answer.text) if fits(answer.text) else ""


def _entered(entered: Entered, block: str) -> str:
    """Return what was typed, or a mention of who was chosen: a text input cannot mention anybody."""
    chosen = entered.person(block)
    return mention(chosen) if chosen else entered.text(block)


def _names_a_person(field: Field) -> bool:
    return field.base_slots == ("person",)


def _input(scene: Scene, field: Field, text: str) -> InputBlock:
    if _names_a_person(field):
        person = next(iter(mentioned_in(text)), None)
        hint = scene.words.plain(f"{TEMPLATE}.one_person")
        return labelled(field.key, field.question, person_input(person), hint=hint, optional=True)
    hint = scene.words.plain(f"{TEMPLATE}.example", example=field.example)
    return labelled(field.key, field.question, text_input(text, is_long=True), hint=hint, optional=True)


def _so_far(scene: Scene, field: Field, answer: Answer | None) -> Row:
    """Say what an earlier answer still lacks, or that it is too long to be edited here and stays as it is."""
    if answer is None:
        return None
    too_long = "" if fits(answer.text) else scene.words.say(f"{TEMPLATE}.too_long", length=len(answer.text))
    follow_up = answer.assessment.follow_up
    missing = scene.words.say(f"{TEMPLATE}.missing", follow_up=scene.said(follow_up)) if follow_up else ""
    return context(too_long, missing)
