"""The digest: once a day, everything one person owes, and every way out of it."""

from collections.abc import Iterable

from bot.domain.alignment import Escalation
from bot.domain.cadence import FACILITATOR_AFTER, THREAD_AFTER
from bot.domain.progress import Gap, first_owed
from bot.services.reporting import Debt, Reminder
from bot.slack.blocks import Row, actions, context, divider, message, section
from bot.slack.controls import control, later
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.presses import Press
from bot.slack.scene import Scene

MOST_ALIGNMENTS = 5
MOST_ARTIFACTS = 4


def digest(
    scene: Scene, reminder: Reminder, *, stand_in: str | None = None, is_by_reply: bool = True
) -> Message | None:
    """Remind a person of what they owe and may be reminded of; None when that is nothing any more.

    Whoever stands in gets it in their place, and may not be able to answer by a mere reply.
    """
    absentee = scene.viewer if stand_in else None
    debts = _unspared(scene, reminder.debts)
    if not debts:
        return None
    shown = debts[:MOST_ALIGNMENTS]
    facts = {
        "count": sum(len(debt.gaps) for debt in debts),
        "alignments": len(debts),
        "absentee": absentee,
        "is_by_reply": is_by_reply,
        **_first(scene, debts[0]),
    }
    rows: list[Row] = [section(scene.words.say("digest.intro", **facts))]
    for debt in shown:
        rows += [divider(), section(_owed(scene, debt)), _controls(scene, debt, stand_in, is_first=debt is debts[0])]
    rows += [
        section(scene.words.say("digest.more", count=len(debts) - len(shown))) if debts[MOST_ALIGNMENTS:] else None,
        divider(),
        context(_why(scene, debts, reminder, stand_in)),
        actions(control(scene.words, ActionId.PREFERENCES, Press())),
    ]
    return message(scene.words.say("digest", **facts), *rows)


def owed_now(scene: Scene) -> tuple[Debt, ...]:
    """List what the viewer owes and is to be reminded of now."""
    return _unspared(scene, scene.reporting.debts_of(scene.workspace, scene.viewer or ""))


def _unspared(scene: Scene, owed: Iterable[Debt]) -> tuple[Debt, ...]:
    """Leave out what was promised, snoozed or muted, and channels out of reach."""
    unspared = (debt.unspared(scene.now) for debt in owed if not debt.alignment.is_muted)
    return tuple(debt for debt in unspared if debt.gaps)


def first_asked(debt: Debt) -> Gap:
    """Choose the question that a reply to the digest answers."""
    return first_owed(debt.alignment, debt.gaps, debt.person)


def _first(scene: Scene, debt: Debt) -> dict[str, object]:
    """Ask the whole question, or only what is missing where the person left off."""
    gap = first_asked(debt)
    follow_up = gap.answer.assessment.follow_up if gap.answer else None
    return {"first": gap.field, "follow_up": scene.said(follow_up) if follow_up else ""}


def _owed(scene: Scene, debt: Debt) -> str:
    lines = [_line(scene, debt, name) for name in debt.artifacts[:MOST_ARTIFACTS]]
    more = len(debt.artifacts) - len(lines)
    return scene.words.say("digest.alignment", alignment=scene.linked(debt.alignment), lines=lines, more=more)


def _line(scene: Scene, debt: Debt, artifact: str) -> tuple[str, str, int]:
    """Name a part, what it lacks most, and how much else."""
    labels = [gap.field.label for gap in debt.gaps if gap.field.artifact == artifact]
    return scene.title_of(artifact), labels[0], len(labels) - 1


def _controls(scene: Scene, debt: Debt, stand_in: str | None, *, is_first: bool) -> Row:
    """Offer every way out; who answers for a part and whether it is needed is not for a stand-in to say."""
    words, alignment, artifacts = scene.words, debt.alignment, debt.artifacts
    field = first_asked(debt).field
    label = "answer" if len(artifacts) == 1 else "answer_first_part"
    offered = (
        control(words, ActionId.ANSWER, Press(a=alignment.id, r=field.artifact), label, is_main=is_first),
        later(words, alignment, may_mute=stand_in is None),
        control(words, ActionId.PROMISE, Press(a=alignment.id)),
    )
    if stand_in not in {None, alignment.facilitator}:
        return actions(*offered)
    return actions(
        *offered,
        control(words, ActionId.NOT_MINE, Press.listing(alignment.id, artifacts)),
        control(words, ActionId.NOT_NEEDED, Press(a=alignment.id, r=field.artifact)),
    )


def _why(scene: Scene, debts: tuple[Debt, ...], reminder: Reminder, stand_in: str | None) -> str:
    """Say why they get it, when the next one comes and to whom, and who has yet to see it if it stays open."""
    next_at = reminder.next_at
    others = (debt.alignment.facilitator for debt in debts if Escalation.FACILITATOR in debt.still_to_tell)
    return scene.words.say(
        "digest.why",
        parts=sum(len(debt.artifacts) for debt in debts),
        absentee=scene.viewer if stand_in else None,
        next_at=next_at if next_at and next_at > scene.now else None,
        is_back=stand_in is not None and reminder.next_stand_in is None,
        next_stand_in=reminder.next_stand_in if reminder.next_stand_in != stand_in else None,
        facilitators=list(dict.fromkeys(others)),
        is_thread_next=any(Escalation.THREAD in debt.still_to_tell for debt in debts),
        facilitator_after=FACILITATOR_AFTER,
        thread_after=THREAD_AFTER,
    )
