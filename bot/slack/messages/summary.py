"""The completion summary: what was agreed, in the channel, once for each version."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from bot.domain.pasted import read_fields
from bot.domain.progress import ArtifactState
from bot.domain.spec import Spec, SpecArtifact, SpecField
from bot.slack.blocks import context, header, message, section
from bot.slack.message import Message
from bot.slack.messages.card import owner_of
from bot.slack.messages.contradictions import open_contradictions
from bot.slack.messages.pieces import flattened
from bot.slack.mrkdwn import Mrkdwn, mention
from bot.slack.readable import mentioned_in
from bot.slack.scene import Scene

EXCERPT = 160
MOST_FIELDS = 8

# What somebody who was not in the room has to know of each part; of a part that is not named here, its gravest answer.
DECISIVE: Mapping[str, tuple[str, ...]] = {
    "capability": ("decision",),
    "input_schema": ("fields",),
    "output_format": ("format", "output_fields"),
    "success_criteria": ("metric", "failure_threshold"),
    "ownership": ("accountable_owner", "backup_owner"),
    "monitoring": ("alert",),
    "exception_rollback": ("rollback_trigger", "rollback_procedure"),
}
_SELF = frozenset({"i", "me", "myself"})


def summary(scene: Scene, version: int) -> Message | None:
    """Say what was agreed for each artifact, what was left open on purpose, and where the whole of it is."""
    spec = scene.reporting.spec(scene.workspace, scene.alignment.id, version)
    if spec is None:
        return None
    before = scene.reporting.spec(scene.workspace, spec.alignment, version - 1) if version > 1 else None
    facts = {"spec": spec, "executable": _executable(spec), "total": len(spec.artifacts)}
    parts = "\n".join(_part(scene, artifact) for artifact in spec.artifacts)
    return message(
        scene.words.say("summary", **facts),
        header(scene.words.plain("summary.heading", **facts)),
        section(scene.words.say("summary.intro", changed=_changed(spec, before), **facts)),
        section(parts),
        section(_left_open(scene, spec)),
        open_contradictions(scene, spec.contradictions),
        section(_owners(scene, spec)),
        context(_circumstances(scene, spec, before)),
    )


def _part(scene: Scene, artifact: SpecArtifact) -> Mrkdwn:
    """Show what decides an artifact, on a line."""
    pieces = [piece for field in _decisive(scene, artifact) if (piece := _piece(scene, field))]
    return scene.words.say("summary.part", artifact=artifact, pieces=pieces)


def _decisive(scene: Scene, artifact: SpecArtifact) -> list[SpecField]:
    """Choose the answers that decide an artifact; nothing was agreed by what cannot be executed."""
    agreed = (field for field in artifact.fields if field.answer and field.state is ArtifactState.EXECUTABLE)
    answered = {field.field.partition(".")[2]: field for field in agreed}
    named = [answered[name] for name in DECISIVE.get(artifact.artifact, ()) if name in answered]
    gravest = max(answered.values(), key=lambda field: _weight(scene, field), default=None)
    return named or ([gravest] if gravest else [])


def _piece(scene: Scene, field: SpecField) -> Mrkdwn:
    """Say one decisive answer in the words its template gives it, a plain excerpt where it has none."""
    name = field.field.partition(".")[2]
    block = f"summary.{name}" if scene.words.has(f"summary.{name}") else "summary.excerpt"
    return scene.words.say(block, **_facts(scene, field), most=EXCERPT)


def _facts(scene: Scene, field: SpecField) -> dict[str, object]:
    answer = field.answer or ""
    table = read_fields(answer)
    names = list(table.names) if table else []
    return {
        "said": flattened(scene.said(answer)).rstrip("."),
        "names": names[:MOST_FIELDS],
        "more": len(names[MOST_FIELDS:]),
        "person": _person(scene, field),
        "form": scene.one_line(field.slots.get("format", "")),
        "time_limit": scene.one_line(field.slots.get("time_limit", "")),
    }


def _person(scene: Scene, field: SpecField) -> Mrkdwn | str:
    """Mention who is meant; somebody known by a name only is named."""
    words = field.slots.get("person", "")
    mentioned = mentioned_in(words)
    if mentioned:
        return mention(mentioned[0])
    return mention(field.author) if words.casefold() in _SELF and field.author else scene.one_line(words)


def _owners(scene: Scene, spec: Spec) -> Mrkdwn:
    """Name whoever owns most parts once, and of the others what they own, or are asked to own."""
    owners = [(part.title, owner_of(scene.alignment, part.artifact, part.owner)) for part in spec.artifacts]
    usual, *others = (owner for owner, _ in Counter(owner for _, owner in owners).most_common())
    owned = {other: [title for title, owner in owners if owner == other] for other in others}
    said = [scene.words.say("summary.other_owner", owner=other, titles=titles) for other, titles in owned.items()]
    return scene.words.say("summary.owners", owner=usual, others=said)


def _left_open(scene: Scene, spec: Spec) -> Mrkdwn:
    waivers = [(scene.title_of(waiver.subject), waiver, scene.said(waiver.reason)) for waiver in spec.waivers]
    return scene.words.say("summary.left_open", waivers=waivers, most=EXCERPT) if waivers else Mrkdwn("")


def _circumstances(scene: Scene, spec: Spec, before: Spec | None) -> Mrkdwn:
    """Say how long it took since it was started, or since the version before, and where all of it is."""
    since = before.frozen_at if before else spec.opened_at if spec.version == 1 else None
    took = _spoken(spec.frozen_at - since) if since else ""
    alignment = scene.linked(scene.alignment)
    return scene.words.say("summary.circumstances", spec=spec, took=took, alignment=alignment)


def _changed(spec: Spec, before: Spec | None) -> tuple[str, ...]:
    """Name what is different from the version before."""
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
