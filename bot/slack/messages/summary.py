"""The completion summary: what was agreed, in the channel, once for each version."""

from datetime import timedelta

from bot.domain.progress import ArtifactState
from bot.domain.spec import Spec, SpecArtifact, SpecField
from bot.slack.blocks import context, header, message, section
from bot.slack.message import Message
from bot.slack.mrkdwn import Mrkdwn
from bot.slack.scene import Scene

EXCERPT = 160


def summary(scene: Scene, version: int) -> Message | None:
    """Say what was agreed for each artifact, what was left open on purpose, and where the whole of it is."""
    spec = scene.reporting.spec(scene.workspace, scene.alignment.id, version)
    if spec is None:
        return None
    facts = {"spec": spec, "executable": _executable(spec), "total": len(spec.artifacts)}
    parts = "\n".join(_part(scene, artifact) for artifact in spec.artifacts)
    took = _spoken(spec.frozen_at - spec.opened_at)
    return message(
        scene.words.say("summary", **facts),
        header(scene.words.plain("summary.heading", **facts)),
        section(scene.words.say("summary.intro", changed=_changed(scene, spec), **facts)),
        section(parts),
        section(_left_open(scene, spec)),
        context(scene.words.say("summary.circumstances", took=took, alignment=scene.linked(scene.alignment), **facts)),
    )


def _part(scene: Scene, artifact: SpecArtifact) -> Mrkdwn:
    """Show the answer that matters most in an artifact."""
    answered = [field for field in artifact.fields if field.answer]
    main = max(answered, key=lambda field: _weight(scene, field), default=None)
    said = scene.one_line(main.answer or "") if main else ""
    return scene.words.say("summary.part", artifact=artifact, said=said, most=EXCERPT)


def _left_open(scene: Scene, spec: Spec) -> Mrkdwn:
    waivers = [(scene.title_of(waiver.subject), waiver, scene.said(waiver.reason)) for waiver in spec.waivers]
    return scene.words.say("summary.left_open", waivers=waivers, most=EXCERPT) if waivers else Mrkdwn("")


def _changed(scene: Scene, spec: Spec) -> tuple[str, ...]:
    """Name what is different from the version before."""
    before = scene.reporting.spec(scene.workspace, spec.alignment, spec.version - 1) if spec.version > 1 else None
    if before is None:
        return ()
    earlier = {field.field: (field.answer, field.state) for part in before.artifacts for field in part.fields}
    return tuple(
        field.label
        for part in spec.artifacts
        for field in part.fields
        if earlier.get(field.field) != (field.answer, field.state)
    )


def _weight(scene: Scene, field: SpecField) -> int:
    known = scene.field_of(field.field)
    return known.weight if known else 0


def _executable(spec: Spec) -> int:
    return sum(artifact.state is ArtifactState.EXECUTABLE for artifact in spec.artifacts)


def _spoken(took: timedelta) -> str:
    """Say how long something took, in the largest unit that is not less than one."""
    hours = int(took.total_seconds() // 3600)
    for count, unit in ((hours // 24, "day"), (hours, "hour"), (int(took.total_seconds() // 60), "minute")):
        if count:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"
