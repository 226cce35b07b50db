"""The spec: the frozen, versioned document that an alignment yields, as plain values that serialise."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.domain.alignment import Alignment, Answer
from bot.domain.catalogue import Catalogue, Field
from bot.domain.progress import ArtifactProgress, ArtifactState, Progress, progress_of, waiver_of
from bot.domain.rulebook import Contradiction

FORMAT: Literal["aligned.spec/1"] = "aligned.spec/1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SpecField(_Part):
    """One answered, or deliberately unanswered, question."""

    field: str
    label: str
    question: str
    state: ArtifactState
    answer: str | None = None
    slots: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    author: str | None = None
    answered_at: datetime | None = None
    provenance: str | None = None
    revision: int = 0


class SpecWaiver(_Part):
    """What was left open on purpose, and until when."""

    subject: str
    reason: str
    author: str
    expires_on: date


class SpecArtifact(_Part):
    """One artifact of the spec with its owner."""

    artifact: str
    title: str
    state: ArtifactState
    owner: str
    fields: tuple[SpecField, ...]


class Spec(_Part):
    """A version of a spec. `score` is that of its weakest artifact.

    Contradictions that were open when it was frozen are part of it; so are the rules that were not applied.
    """

    format: Literal["aligned.spec/1"] = FORMAT
    alignment: str
    version: int
    title: str
    channel: str
    facilitator: str
    depth: str
    catalogue: str
    met_on: date
    opened_at: datetime
    frozen_at: datetime
    score: float
    artifacts: tuple[SpecArtifact, ...]
    waivers: tuple[SpecWaiver, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    rules_off: tuple[str, ...] = ()


def spec_of(
    alignment: Alignment,
    catalogue: Catalogue,
    at: datetime,
    *,
    contradictions: tuple[Contradiction, ...] = (),
    rules_off: tuple[str, ...] = (),
) -> Spec:
    """Write down what an alignment says at an instant, as the version it has reached."""
    progress = progress_of(alignment, catalogue)
    return Spec(
        alignment=alignment.id,
        version=alignment.version,
        title=alignment.title,
        channel=alignment.channel,
        facilitator=alignment.facilitator,
        depth=alignment.depth,
        catalogue=catalogue.version,
        met_on=alignment.met_on,
        opened_at=alignment.opened_at,
        frozen_at=at,
        score=progress.score,
        artifacts=tuple(_artifact(row, alignment, catalogue) for row in progress.artifacts),
        waivers=_waivers(alignment, progress),
        contradictions=contradictions,
        rules_off=rules_off,
    )


def _artifact(row: ArtifactProgress, alignment: Alignment, catalogue: Catalogue) -> SpecArtifact:
    return SpecArtifact(
        artifact=row.name,
        title=row.title,
        state=row.state,
        owner=row.owner,
        fields=tuple(
            _field(field, alignment.answers.get(field.key), is_waived=_is_waived(alignment, field))
            for field in catalogue.fields_of(row.name, alignment.depth)
        ),
    )


def _is_waived(alignment: Alignment, field: Field) -> bool:
    return any(waiver_of(alignment, subject) for subject in (field.key, field.artifact))


def _field(field: Field, answer: Answer | None, *, is_waived: bool) -> SpecField:
    open_state = ArtifactState.WAIVED if is_waived else ArtifactState.MISSING
    if answer is None:
        return SpecField(field=field.key, label=field.label, question=field.question, state=open_state)
    judged = ArtifactState.EXECUTABLE if answer.assessment.is_executable else ArtifactState.WRITTEN
    return SpecField(
        field=field.key,
        label=field.label,
        question=answer.question,
        state=open_state if is_waived and judged is ArtifactState.WRITTEN else judged,
        answer=answer.text,
        slots=dict(answer.assessment.found),
        missing=answer.assessment.missing,
        author=answer.author,
        answered_at=answer.answered_at,
        provenance=answer.provenance,
        revision=answer.revision,
    )


def _waivers(alignment: Alignment, progress: Progress) -> tuple[SpecWaiver, ...]:
    titles = {row.name for row in progress.artifacts}
    return tuple(
        SpecWaiver(subject=w.subject, reason=w.reason, author=w.author, expires_on=w.expires_on)
        for w in alignment.waivers
        if waiver_of(alignment, w.subject) and w.subject.split(".")[0] in titles
    )
