"""What people are told who said something about being reminded instead of answering."""

from collections.abc import Iterator
from datetime import datetime

from slack_sdk.models.blocks import InteractiveElement

from bot.domain.wish import WishKind
from bot.services.reporting import Debt
from bot.slack.blocks import Row, actions, message, section
from bot.slack.controls import control, later
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.presses import Press
from bot.slack.scene import Scene

MOST_ALIGNMENTS = 5
CONTROLS = {
    WishKind.LATER: (ActionId.LATER, ActionId.PROMISE),
    WishKind.STOP: (ActionId.MUTE, ActionId.NOT_MINE, ActionId.PREFERENCES),
    WishKind.AWAY: (ActionId.PREFERENCES,),
    WishKind.PACE: (ActionId.PREFERENCES,),
    WishKind.NOT_MINE: (ActionId.NOT_MINE,),
    WishKind.UNSURE: (ActionId.LATER, ActionId.NOT_MINE, ActionId.NOT_NEEDED),
}
OWNERS_ONLY = frozenset({ActionId.MUTE, ActionId.NOT_MINE, ActionId.NOT_NEEDED})


def time_taken(scene: Scene) -> Message:
    """Repeat back when the next reminder really comes, with a way to take it back; or say why none does."""
    if not scene.text("at"):
        said = scene.words.say("time_taken.away" if scene.facts.get("is_away") else "time_taken.switched_off")
        return message(said, section(said), actions(control(scene.words, ActionId.PREFERENCES, Press())))
    at = datetime.fromisoformat(scene.text("at"))
    facts = {name: scene.facts.get(name) for name in ("is_moved", "unmuted")}
    until = datetime.fromisoformat(scene.text("until")) if scene.text("until") else None
    said = scene.words.say("time_taken", at=at, earlier=scene.text("earlier"), until=until, **facts)
    undo = Press(a=scene.alignment.id, x=scene.text("made_at"))
    return message(said, section(said), actions(control(scene.words, ActionId.UNDO_LATER, undo)))


def wished(scene: Scene) -> Message:
    """Say that nothing was recorded, and offer what fits the wish, for each alignment it may be about."""
    kind = WishKind(scene.text("kind"))
    facts = {"when": scene.one_line(scene.text("when")), "is_promised": scene.facts.get("is_promised")}
    said = scene.words.say(f"wished.{kind}", **facts)
    return message(said, section(said), *_offers(scene, kind))


def _offers(scene: Scene, kind: WishKind) -> Iterator[Row]:
    """Offer what is about one alignment before what is about all; who wants to be left alone may want to of one."""
    settings = actions(control(scene.words, ActionId.PREFERENCES, Press()))
    if CONTROLS[kind][0] is ActionId.PREFERENCES:
        yield settings
    debts = _debts(scene)
    for debt in debts:
        offered = actions(*_controls(scene, debt, kind))
        if offered:
            yield section(scene.words.say("wished.about", alignment=scene.linked(debt.alignment)))
            yield offered
    if CONTROLS[kind][-1] is ActionId.PREFERENCES and CONTROLS[kind][0] is not ActionId.PREFERENCES:
        yield settings


def _debts(scene: Scene) -> tuple[Debt, ...]:
    """List what the words may be about: one alignment in its thread, in a direct message all that is owed."""
    debtor, only = scene.text("debtor"), scene.alignment_id
    debts = scene.reporting.debts_of(scene.workspace, debtor) if debtor else ()
    return tuple(debt for debt in debts if only in {None, debt.alignment.id})[:MOST_ALIGNMENTS]


def _controls(scene: Scene, debt: Debt, kind: WishKind) -> Iterator[InteractiveElement]:
    """Offer the controls of the reminder; who answers for a part is not for a stand-in to say."""
    alignment = debt.alignment
    artifact = debt.artifacts[0]
    presses = {
        ActionId.MUTE: Press(a=alignment.id),
        ActionId.PROMISE: Press(a=alignment.id),
        ActionId.NOT_MINE: Press.listing(alignment.id, debt.artifacts),
        ActionId.NOT_NEEDED: Press(a=alignment.id, r=artifact),
    }
    for action in CONTROLS[kind]:
        if action is ActionId.LATER:
            yield later(scene.words, alignment, may_mute=debt.person == scene.viewer)
        elif action in presses and (debt.person == scene.viewer or action not in OWNERS_ONLY):
            yield control(scene.words, action, presses[action])
