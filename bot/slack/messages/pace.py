"""When people are reminded: promises, snoozes, waivers, and what happens when nothing happens."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.alignment import Escalation
from bot.domain.cadence import FACILITATOR_AFTER, THREAD_AFTER
from bot.services.reporting import Debt
from bot.slack.blocks import actions, message, section
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.mrkdwn import Mrkdwn
from bot.slack.presses import Press
from bot.slack.scene import Scene

ABSENCE = ("stand_in", "away_until")
"""What is known of somebody away whose reminders go to another."""


def promised(scene: Scene) -> Message:
    """Confirm a promise, which can be taken back."""
    return _silenced(scene, "promised")


def snoozed(scene: Scene) -> Message:
    """Confirm a snooze, which can be taken back."""
    return _silenced(scene, "snoozed")


def muted(scene: Scene) -> Message:
    """Say what a mute means, who is told instead, and the better ways out, with a way to take it back."""
    alignment, viewer = scene.alignment, scene.viewer or ""
    still_to_tell = Debt(alignment=alignment, person=viewer, gaps=scene.progress.gaps_of(viewer)).still_to_tell
    said = scene.words.say(
        "muted",
        alignment=scene.linked(alignment),
        facilitator=alignment.facilitator if Escalation.FACILITATOR in still_to_tell else "",
        is_thread_next=Escalation.THREAD in still_to_tell,
        facilitator_after=FACILITATOR_AFTER,
        thread_after=THREAD_AFTER,
    )
    undo = control(scene.words, ActionId.UNDO_SILENCE, Press(a=alignment.id, x=scene.text("made_at")), "unmute")
    artifacts = [row.name for row in scene.progress.artifacts if row.gaps and row.owner == scene.viewer]
    if not artifacts:
        return message(said, section(said), actions(undo))
    not_mine = control(scene.words, ActionId.NOT_MINE, Press.listing(alignment.id, artifacts))
    not_needed = control(scene.words, ActionId.NOT_NEEDED, Press(a=alignment.id, r=artifacts[0]))
    return message(said, section(said), actions(undo, not_mine, not_needed))


def promise_broken(scene: Scene) -> Message | None:
    """Tell the facilitator that a promise was not kept, unless it was after all."""
    late = _still_owed(scene)
    if not late:
        return None
    facts = {name: scene.text(name) for name in ("person", "on", "unreminded", *ABSENCE)}
    return _with_hand_over(scene, "promise_broken", late, **facts)


def promise_moved(scene: Scene) -> Message | None:
    """Tell the facilitator that a promise does not stand as it was made, unless it is kept by now."""
    late = _still_owed(scene)
    facts = {name: scene.text(name) for name in ("person", "on", "by", "promised", "put_off", "muted", "stands")}
    return _with_hand_over(scene, "promise_moved", late, **facts) if late else None


def escalated(scene: Scene) -> Message | None:
    """Say who owes what for how long, unless it was answered or handed over meanwhile."""
    late = _still_owed(scene)
    if not late:
        return None
    since = datetime.fromisoformat(scene.text("since")).date()
    facts = {"since": since, **{name: scene.text(name) for name in ("person", "unreminded", *ABSENCE)}}
    if scene.viewer is None:
        return _said(scene, "escalated", titles=scene.titles(late), **facts)
    return _with_hand_over(scene, "escalated.directly", late, **facts)


def stand_in_named(scene: Scene) -> Message | None:
    """Tell somebody that they were named to stand in, unless another was meanwhile."""
    absentee = scene.text("person")
    absence = scene.reporting.preferences_of(scene.workspace, absentee)
    if absence.stand_in != scene.viewer or absence.away_from is None:
        return None
    said = scene.words.say("stand_in_named", person=absentee, on=absence.away_from, until=absence.away_until)
    return message(said, section(said))


def stand_in_refused(scene: Scene) -> Message:
    """Say why the account that somebody named cannot stand in, and let them name another."""
    reason = scene.words.refused("CannotStandIn", scene.facts)
    said = scene.words.say("stand_in_refused", person=scene.text("person"), reason=reason)
    return message(said, section(said), actions(control(scene.words, ActionId.PREFERENCES, Press())))


def waived(scene: Scene) -> Message:
    """Say what was left open, by whom, why, and until when."""
    return _said(
        scene,
        "waived",
        by=scene.text("by"),
        title=scene.title_of(scene.text("subject")),
        reason=scene.said(scene.text("reason")),
        until=scene.text("until"),
    )


def waiver_ended(scene: Scene) -> Message:
    """Say that what was left open is asked again, and offer to answer it."""
    alignment, subjects = scene.alignment, scene.names("subjects") or (scene.text("subject"),)
    artifacts = [subject.partition(".")[0] for subject in subjects]
    parts = [(scene.title_of(each), alignment.owner_of(name)) for each, name in zip(subjects, artifacts, strict=True)]
    said = scene.words.say("waiver_ended", parts=parts)
    label = "answer" if len(set(artifacts)) == 1 else "answer_first_part"
    answer = control(scene.words, ActionId.ANSWER, Press(a=alignment.id, r=artifacts[0]), label)
    return message(said, section(said), actions(answer))


def closed(scene: Scene) -> Message:
    """Say who ended the alignment."""
    return _said(scene, "closed", by=scene.text("by"))


def settled(scene: Scene) -> Message:
    """Say, in place of a message, what became of it."""
    what = scene.text("what")
    name = f"settled.{what}" if scene.words.has(f"settled.{what}") else "settled"
    label = scene.title_of(scene.text("field")) if scene.text("field") else ""
    alignment = scene.linked(scene.alignment)
    said = scene.words.say(name, person=scene.text("person"), label=label, alignment=alignment)
    return message(said, section(said))


def _silenced(scene: Scene, name: str) -> Message:
    alignment = scene.alignment
    facilitator = alignment.facilitator if alignment.facilitator != scene.viewer else ""
    said: Mrkdwn = scene.words.say(
        name,
        until=scene.text("until"),
        on=scene.text("on"),
        alignment=scene.linked(alignment),
        facilitator=facilitator,
        is_off=scene.facts.get("is_off"),
        unmuted=scene.facts.get("unmuted"),
    )
    undo = control(scene.words, ActionId.UNDO_SILENCE, Press(a=alignment.id, x=scene.text("made_at")))
    return message(said, section(said), actions(undo))


def _with_hand_over(scene: Scene, name: str, late: Sequence[str], **facts: object) -> Message:
    """Say what is late to whoever may give it to somebody else."""
    said = scene.words.say(name, alignment=scene.linked(scene.alignment), titles=scene.titles(late), **facts)
    press, label = Press.listing(scene.alignment.id, late), "hand_over" if len(late) == 1 else "hand_over_parts"
    return message(said, section(said), actions(control(scene.words, ActionId.HAND_OVER, press, label)))


def _still_owed(scene: Scene) -> list[str]:
    """Leave what was answered or handed over meanwhile."""
    alignment, person = scene.alignment, scene.text("person")
    named = scene.names("artifacts") if alignment.is_open else ()
    return [name for name in named if alignment.owner_of(name) == person and scene.has_gaps(name)]


def _said(scene: Scene, name: str, **facts: object) -> Message:
    said = scene.words.say(name, alignment=scene.linked(scene.alignment), **facts)
    return message(said, section(said))
