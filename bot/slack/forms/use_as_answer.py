"""The form that files a Slack message as the answer to an open question."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import OptionGroup

from bot.domain.alignment import MessageRef
from bot.domain.effects import FormName
from bot.services.reporting import Standing
from bot.services.requests import MessageAsAnswer
from bot.slack.blocks import choice, context, group, section
from bot.slack.forms.inputs import INPUT_LIMIT, Inputs, Modal, grouped_input, text_input
from bot.slack.forms.reading import Entered, FormErrors
from bot.slack.forms.state import FormState
from bot.slack.presses import Press, UnreadablePress
from bot.slack.readable import unescaped
from bot.slack.scene import Scene
from bot.slack.text import truncated
from bot.slack.words import Words

TEMPLATE = "form_use_as_answer"
MOST_OPTIONS = 100


def use_as_answer_form(scene: Scene) -> Modal:
    """Ask which open question the message answers; its text can be changed before."""
    inputs = Inputs(scene.words, TEMPLATE)
    channel = scene.text("channel") or scene.channel or ""
    state = FormState(
        form=FormName.USE_AS_ANSWER,
        channel=channel,
        source_channel=scene.text("source_channel") or channel,
        source_ts=scene.text("source_ts") or scene.text("source"),
        author=scene.text("author") or None,
    )
    groups = _groups(_asking(scene, channel))
    if not groups:
        return inputs.modal(state, (section(scene.words.say(f"{TEMPLATE}.nothing_open")),), submits=False)
    rows = (
        inputs.labelled("gap", grouped_input(groups)),
        inputs.labelled("text", text_input(truncated(unescaped(scene.text("text")), INPUT_LIMIT), is_long=True)),
        context(scene.words.say(f"{TEMPLATE}.author", author=state.author)) if state.author else None,
    )
    return inputs.modal(state, rows)


def read_use_as_answer(view: Mapping[str, Any], words: Words) -> MessageAsAnswer | FormErrors:
    """Read which question the message answers, or say what is missing."""
    state, entered = FormState.of(view), Entered(view)
    text, gap = entered.text("text"), _gap(entered)
    if text and gap:
        return MessageAsAnswer(
            alignment_id=gap.a or "",
            field=gap.f or "",
            text=text,
            author=state.author or "",
            source=MessageRef(channel=state.source_channel or "", ts=state.source_ts or ""),
        )
    given = {"gap": gap, "text": text}
    return {block: words.plain(f"{TEMPLATE}.missing_{block}") for block, value in given.items() if not value}


def _gap(entered: Entered) -> Press | None:
    try:
        return Press.decode(entered.choice("gap"))
    except UnreadablePress:
        return None


def _asking(scene: Scene, channel: str) -> tuple[Standing, ...]:
    """Return what is open in the channel; of a message in a thread only its alignment."""
    glimpses = scene.reporting.glimpses(scene.workspace, channel)
    meant = [each for each in glimpses if each.is_open and scene.alignment_id in (None, each.id)]
    return scene.reporting.standings(scene.workspace, meant[:MOST_OPTIONS])


def _groups(standings: tuple[Standing, ...]) -> list[OptionGroup]:
    groups, left = [], MOST_OPTIONS
    for standing in standings:
        alignment, gaps = standing.alignment, standing.progress.gaps[:left]
        left -= len(gaps)
        if gaps:
            options = [choice(gap.field.label, Press(a=alignment.id, f=gap.field.key).encode()) for gap in gaps]
            groups.append(group(alignment.title, options))
    return groups
