"""The card: the one message an alignment has in its channel, always showing what is true now."""

from slack_sdk.models.blocks import InteractiveElement

from bot.domain.alignment import Alignment, Consent, Status
from bot.domain.progress import ArtifactProgress
from bot.slack.blocks import Row, actions, context, header, menu, message, section, select
from bot.slack.controls import control
from bot.slack.ids import ActionId, CardChoice
from bot.slack.message import Message
from bot.slack.presses import Press
from bot.slack.scene import Scene


def card(scene: Scene) -> Message:
    """Show how far the alignment is, who owes what, and what one can do."""
    alignment, progress, words = scene.alignment, scene.progress, scene.words
    facts = {"alignment": alignment, "progress": progress, "total": len(progress.artifacts)}
    return message(
        words.say(f"card.{alignment.status}", **facts),
        header(alignment.title),
        context(words.say("card.standing", **facts)),
        section("\n".join(words.say("card.row", **_row(alignment, row)) for row in progress.artifacts)),
        _controls(scene),
    )


def _row(alignment: Alignment, row: ArtifactProgress) -> dict[str, object]:
    ownership = alignment.owners.get(row.name)
    return {
        "row": row,
        "is_asked": ownership is not None and ownership.consent is Consent.ASKED,
        "is_open": alignment.is_open,
    }


def _controls(scene: Scene) -> Row:
    """Offer fewer actions the less there is to do; a complete spec can be amended, a closed one only read."""
    alignment, words = scene.alignment, scene.words
    about = Press(a=alignment.id)
    show = control(words, ActionId.SHOW, about)
    if alignment.status is Status.CLOSED:
        return actions(show, control(words, ActionId.HISTORY, about))
    if alignment.status is Status.COMPLETE:
        return actions(_answer(scene, "amend"), show, control(words, ActionId.HISTORY, about))
    choices = [(words.plain(f"card.menu_{choice}"), Press(a=alignment.id, x=choice)) for choice in CardChoice]
    return actions(_answer(scene, "answer_part"), show, menu(ActionId.CARD_MENU, choices))


def _answer(scene: Scene, label: str) -> InteractiveElement:
    """Offer to answer one artifact, what is open first."""
    rows = sorted(scene.progress.artifacts, key=lambda row: not row.gaps)
    options = [(scene.words.plain("card.option", row=row), Press(a=scene.alignment.id, r=row.name)) for row in rows]
    return select(ActionId.ANSWER, scene.words.plain(f"controls.{label}"), options)
