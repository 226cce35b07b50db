"""What was understood from answers, slot by slot, and the one thing to ask next."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.alignment import Answer, Provenance, Status
from bot.domain.catalogue import Field
from bot.domain.verdict import Finding
from bot.slack.blocks import Row, actions, button, divider, message, section
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.questions import question_rows
from bot.slack.mrkdwn import Mrkdwn
from bot.slack.presses import Press
from bot.slack.scene import Scene

PIECE = 160
EXCERPT = 300
SUGGESTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The most consequential thing that is still missing from the answers."""

    field: Field
    finding: Finding


def understood(scene: Scene) -> Message | None:
    """Repeat what was understood, ask for what is missing, and put the next question into the same message."""
    answers = scene.reporting.answers(scene.workspace, scene.alignment.id, scene.names("answers"))
    known = [(answer, field) for answer in answers if (field := scene.field_of(answer.field))]
    if not known:
        return None
    follow_up = chosen_follow_up(known, scene.names("given_up"))
    return message(
        _summary(scene, known, follow_up),
        *(section(_repeated(scene, answer, field, follow_up)) for answer, field in known),
        *_follow_up_rows(scene, follow_up),
        *_next_rows(scene),
        section(_ending(scene)),
    )


def chosen_follow_up(known: Sequence[tuple[Answer, Field]], given_up: Sequence[str]) -> FollowUp | None:
    """Choose what to ask for: what the heaviest field lacks most, unless that field was tried often enough."""
    lacking = [
        FollowUp(field=field, finding=answer.assessment.findings[0])
        for answer, field in known
        if answer.assessment.findings and not answer.assessment.is_executable and field.key not in given_up
    ]
    return max(lacking, key=lambda each: each.field.weight, default=None)


def _summary(scene: Scene, known: Sequence[tuple[Answer, Field]], follow_up: FollowUp | None) -> Mrkdwn:
    labels = [field.label for _, field in known]
    asked = scene.said(follow_up.finding.follow_up) if follow_up else ""
    return scene.words.say("understood", labels=labels, follow_up=asked)


def _repeated(scene: Scene, answer: Answer, field: Field, follow_up: FollowUp | None) -> Mrkdwn:
    pieces = [(_spoken(slot), scene.one_line(words)) for slot, words in answer.assessment.found.items()]
    is_here = answer.provenance is Provenance.THREAD if scene.viewer is None else answer.author == scene.viewer
    return scene.words.say(
        "understood.answer",
        answer=answer,
        label=field.label,
        pieces=pieces,
        piece=PIECE,
        missing=[_spoken(slot) for slot in answer.assessment.missing],
        is_asked=follow_up is not None and follow_up.field is field,
        is_given_up=field.key in scene.names("given_up"),
        owner=scene.alignment.owner_of(field.artifact),
        said="" if is_here else scene.said(answer.text),
        most=EXCERPT,
    )


def _follow_up_rows(scene: Scene, follow_up: FollowUp | None) -> Sequence[Row]:
    if follow_up is None:
        return ()
    field, finding = follow_up.field, follow_up.finding
    suggestions = next((slot.suggestions for slot in field.slots if slot.name == finding.slot), ())
    asked = scene.words.say("understood.follow_up", follow_up=scene.said(finding.follow_up))
    return (
        section(asked),
        actions(
            *(
                button(words, ActionId.SUGGEST.numbered(n), Press(a=scene.alignment.id, f=field.key, x=words))
                for n, words in enumerate(suggestions[:SUGGESTIONS])
            )
        ),
    )


def _next_rows(scene: Scene) -> Sequence[Row]:
    gap = scene.gap(scene.text("next")) if scene.alignment.is_open else None
    return (divider(), *question_rows(scene, gap)) if gap else ()


def _ending(scene: Scene) -> Mrkdwn:
    if scene.alignment.status is Status.COMPLETE:
        return scene.words.say("understood.complete")
    if scene.viewer and not scene.progress.gaps_of(scene.viewer):
        return scene.words.say("understood.nothing_else", alignment=scene.linked(scene.alignment))
    return Mrkdwn("")


def _spoken(slot: str) -> str:
    return slot.replace("_", " ")
