"""The card: the one message an alignment has in its channel, always showing what is true now."""

from collections import Counter
from dataclasses import dataclass

from slack_sdk.models.blocks import InteractiveElement

from bot.domain.alignment import Alignment, Consent, Status
from bot.domain.effects import FormName
from bot.domain.progress import ArtifactProgress, Progress
from bot.slack.blocks import Row, actions, context, header, menu, message, section, select
from bot.slack.controls import control
from bot.slack.forms.depth import can_be_deepened
from bot.slack.ids import ActionId, CardChoice
from bot.slack.message import Message
from bot.slack.messages.contradictions import contradictions_at_a_glance
from bot.slack.presses import Press
from bot.slack.scene import Scene


def card(scene: Scene) -> Message:
    """Show how far the alignment is, who owes what, and what one can do."""
    alignment, progress, words = scene.alignment, scene.progress, scene.words
    facts = {"alignment": alignment, "progress": progress, "total": len(progress.artifacts)}
    owner, *others = usual_owners(alignment, progress)
    rows = [_row(scene, row, owner) for row in progress.artifacts]
    return message(
        words.say(f"card.{alignment.status}", **facts),
        header(alignment.title),
        context(words.say("card.standing", owner=owner, has_others=bool(others), **facts)),
        section("\n".join(rows)),
        contradictions_at_a_glance(scene),
        _controls(scene),
    )


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a part, and whether they still have to say that they do."""

    person: str
    is_asked: bool


def usual_owners(alignment: Alignment, progress: Progress) -> list[Owner]:
    """List the owners, first the one who owes most parts, so that the rows need only name the others."""
    counted = Counter(owner_of(alignment, row.name, row.owner) for row in progress.artifacts)
    return [owner for owner, _ in counted.most_common()]


def owner_of(alignment: Alignment, artifact: str, person: str) -> Owner:
    """Tell whether the person who owns a part has yet to accept it; where all is closed, nobody has."""
    ownership = alignment.owners.get(artifact)
    if ownership is None or ownership.person != person or alignment.status is Status.CLOSED:
        return Owner(person, is_asked=False)
    return Owner(person, ownership.consent is Consent.ASKED)


def _row(scene: Scene, row: ArtifactProgress, usual: Owner) -> str:
    owner = owner_of(scene.alignment, row.name, row.owner)
    gap = row.gaps[0].field.label if row.gaps and scene.alignment.is_open else ""
    return scene.words.say("card.row", row=row, gap=gap, owner=owner if owner != usual else None)


def _controls(scene: Scene) -> Row:
    """Offer fewer actions the less there is to do; a complete spec can be amended, a closed one only read."""
    alignment, words = scene.alignment, scene.words
    about = Press(a=alignment.id)
    show = control(words, ActionId.SHOW, about)
    if alignment.status is Status.CLOSED:
        return actions(show, control(words, ActionId.HISTORY, about))
    if alignment.status is Status.COMPLETE:
        deeper = Press.reopening(FormName.DEEPEN, alignment.id)
        return actions(
            answer_part(scene, "amend"),
            show,
            control(words, ActionId.HISTORY, about),
            *((control(words, ActionId.OPEN_FORM, deeper, "deepen"),) if can_be_deepened(scene) else ()),
        )
    offered = [choice for choice in CardChoice if choice is not CardChoice.DEEPEN or can_be_deepened(scene)]
    choices = [(words.plain(f"card.menu_{choice}"), Press(a=alignment.id, x=choice)) for choice in offered]
    return actions(answer_part(scene, "answer_part"), show, menu(ActionId.CARD_MENU, choices))


def answer_part(scene: Scene, label: str) -> InteractiveElement:
    """Offer to answer one artifact, what is open first."""
    rows = sorted(scene.progress.artifacts, key=lambda row: not row.gaps)
    options = [(scene.words.plain("card.option", row=row), Press(a=scene.alignment.id, r=row.name)) for row in rows]
    return select(ActionId.ANSWER, scene.words.plain(f"controls.{label}"), options)
