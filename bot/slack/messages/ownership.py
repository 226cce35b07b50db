"""Who owes what: asking, accepting, declining, and owners who cannot be or are no more."""

from collections.abc import Sequence

from bot.domain.alignment import Consent, Status
from bot.slack.blocks import actions, message, section
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.mrkdwn import Mrkdwn
from bot.slack.presses import Press
from bot.slack.scene import Scene


def ownership_asked(scene: Scene) -> Message | None:
    """Ask a person to own artifacts, of a complete spec too, unless they answered or were replaced meanwhile."""
    alignment = scene.alignment
    asked = [name for name in scene.names("artifacts") if _is_asked(scene, name)]
    if not asked or alignment.status is Status.CLOSED:
        return None
    facts = {
        "by": scene.text("by") or alignment.facilitator,
        "titles": scene.titles(asked),
        "is_everything": len(asked) == len(scene.catalogue.artifacts),
        "alignment": scene.linked(alignment),
        "is_open": alignment.is_open,
    }
    about, parts = Press.listing(alignment.id, asked), "_parts" if len(asked) > 1 else ""
    words = scene.words
    return message(
        words.say("ownership_asked", **facts),
        section(words.say("ownership_asked.body", **facts)),
        actions(
            control(words, ActionId.ACCEPT, about, f"accept{parts}", is_main=True),
            control(words, ActionId.DECLINE, about, f"decline{parts}"),
            control(words, ActionId.HAND_OVER, about, f"hand_over{parts}"),
        ),
    )


def ownership_accepted(scene: Scene) -> Message:
    """Say who owns what now."""
    return _said(scene, "ownership_accepted")


def ownership_declined(scene: Scene) -> Message:
    """Say who does not want to own what, and to whom it falls."""
    return _said(scene, "ownership_declined")


def ownership_refused(scene: Scene) -> Message:
    """Say why an account cannot own what it was named for."""
    return _said(scene, "ownership_refused")


def owner_left(scene: Scene) -> Message | None:
    """Tell the facilitator that an owner is gone, and offer to name another."""
    open_names = [name for name in scene.names("artifacts") if _is_owed(scene, name)]
    if not open_names or not scene.alignment.is_open:
        return None
    said = _sentence(scene, "owner_left", open_names)
    about = Press.listing(scene.alignment.id, open_names)
    label = "hand_over" if len(open_names) == 1 else "hand_over_parts"
    return message(said, section(said), actions(control(scene.words, ActionId.HAND_OVER, about, label, is_main=True)))


def facilitator_left(scene: Scene) -> Message:
    """Say who takes the place of a facilitator who is gone, and what that person owes now; offer to hand it over."""
    names = scene.names("artifacts")
    said = scene.words.say(
        "facilitator_left",
        person=scene.text("person"),
        successor=scene.text("successor"),
        titles=scene.titles(names),
        is_everything=len(names) == len(scene.catalogue.artifacts),
    )
    if not scene.text("successor") or not names:
        return message(said, section(said))
    about = Press.listing(scene.alignment.id, names)
    label = "hand_over" if len(names) == 1 else "hand_over_parts"
    return message(said, section(said), actions(control(scene.words, ActionId.HAND_OVER, about, label)))


def _said(scene: Scene, name: str) -> Message:
    said = _sentence(scene, name, scene.names("artifacts"))
    return message(said, section(said))


def _sentence(scene: Scene, name: str, artifacts: Sequence[str]) -> Mrkdwn:
    return scene.words.say(
        name,
        person=scene.text("person"),
        by=scene.text("by"),
        titles=scene.titles(artifacts),
        is_everything=len(artifacts) == len(scene.catalogue.artifacts),
        facilitator=scene.alignment.facilitator,
        alignment=scene.linked(scene.alignment),
        is_open=scene.alignment.is_open,
        reason=scene.words.plainly_refused("CannotOwn", {"reason": scene.text("reason")}),
    )


def _is_asked(scene: Scene, artifact: str) -> bool:
    ownership = scene.alignment.owners.get(artifact)
    return ownership is not None and ownership.person == scene.viewer and ownership.consent is Consent.ASKED


def _is_owed(scene: Scene, artifact: str) -> bool:
    return scene.alignment.owner_of(artifact) == scene.viewer and scene.has_gaps(artifact)
