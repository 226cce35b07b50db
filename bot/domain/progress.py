"""How far an alignment is: the state of each artifact, the gaps in order of consequence, the next question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.alignment import Alignment, Answer, Provenance, Waiver
from bot.domain.catalogue import Catalogue, Field

FIRST_QUESTIONS = 3
ACCOUNTABLE = "ownership.accountable_owner"
FIRST_CONTACT = ("capability.decision", ACCOUNTABLE, "success_criteria.metric")

AS_GRANTED = date.min
"""Before every day, so that each waiver counts that is there."""


class ArtifactState(StrEnum):
    """How far one artifact is."""

    MISSING = "missing"
    WRITTEN = "written"
    EXECUTABLE = "executable"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A field that still keeps its artifact from being executable, with what was said so far."""

    field: Field
    owner: str
    answer: Answer | None

    @property
    def missing(self) -> tuple[str, ...]:
        """List the slots that are not filled yet."""
        return self.answer.assessment.missing if self.answer else self.field.base_slots

    @property
    def urgency(self) -> float:
        """Weigh the consequence of leaving this open: a missing answer counts more than a vague one."""
        return self.field.weight * (1.0 if self.answer is None else 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactProgress:
    """One artifact's row: its state, who owes it, its gaps (the sharpest first) and the waiver that covers it."""

    name: str
    title: str
    state: ArtifactState
    owner: str
    gaps: tuple[Gap, ...]
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The whole picture of an alignment on a day."""

    artifacts: tuple[ArtifactProgress, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """List every gap, the most consequential first."""
        every = (gap for artifact in self.artifacts for gap in artifact.gaps)
        return tuple(sorted(every, key=lambda gap: -gap.urgency))

    @property
    def executable(self) -> int:
        """Count the artifacts that are executable."""
        return sum(artifact.state is ArtifactState.EXECUTABLE for artifact in self.artifacts)

    @property
    def waived(self) -> int:
        """Count the artifacts that are open on purpose."""
        return sum(artifact.state is ArtifactState.WAIVED for artifact in self.artifacts)

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is owed any more."""
        return not any(artifact.gaps for artifact in self.artifacts)

    @property
    def score(self) -> float:
        """Score the spec by its weakest artifact: 0 missing, 0.5 written, 1 executable; a waived one counts 0.5."""
        worth = {ArtifactState.MISSING: 0.0, ArtifactState.EXECUTABLE: 1.0}
        return min(worth.get(artifact.state, 0.5) for artifact in self.artifacts)

    def artifact(self, name: str) -> ArtifactProgress:
        """Return the row of that artifact, or raise KeyError."""
        for artifact in self.artifacts:
            if artifact.name == name:
                return artifact
        raise KeyError(name)

    def gaps_of(self, person: str) -> tuple[Gap, ...]:
        """List what one person owes, the most consequential first."""
        return tuple(gap for gap in self.gaps if gap.owner == person)


def progress_of(alignment: Alignment, catalogue: Catalogue, today: date = AS_GRANTED) -> Progress:
    """Work out the state of every artifact on a day; if none is named, what was left open is until it is asked again.

    That happens on the morning of whoever owns it, which may be later than the first instant of the day.
    """
    return Progress(
        artifacts=tuple(_progress(artifact.name, alignment, catalogue, today) for artifact in catalogue.artifacts)
    )


def _progress(name: str, alignment: Alignment, catalogue: Catalogue, today: date) -> ArtifactProgress:
    fields = catalogue.fields_of(name, alignment.depth)
    waiver = waiver_of(alignment, name, today)
    open_fields = tuple(
        field for field in fields if not _is_done(alignment, field) and not waiver_of(alignment, field.key, today)
    )
    gaps = () if waiver else tuple(_gap(alignment, field) for field in open_fields)
    return ArtifactProgress(
        name=name,
        title=catalogue.artifact(name).title,
        state=_state(alignment, fields, open_fields, waiver),
        owner=alignment.owner_of(name),
        gaps=tuple(sorted(gaps, key=lambda gap: -gap.urgency)),
        waiver=waiver,
    )


def _state(
    alignment: Alignment, fields: tuple[Field, ...], open_fields: tuple[Field, ...], waiver: Waiver | None
) -> ArtifactState:
    if all(_is_done(alignment, field) for field in fields):
        return ArtifactState.EXECUTABLE
    if waiver or not open_fields:
        return ArtifactState.WAIVED
    if any(field.key in alignment.answers for field in fields):
        return ArtifactState.WRITTEN
    return ArtifactState.MISSING


def _is_done(alignment: Alignment, field: Field) -> bool:
    answer = alignment.answers.get(field.key)
    return answer is not None and answer.assessment.is_executable


def _gap(alignment: Alignment, field: Field) -> Gap:
    return Gap(field=field, owner=alignment.owner_of(field.artifact), answer=alignment.answers.get(field.key))


def waiver_of(alignment: Alignment, subject: str, today: date = AS_GRANTED) -> Waiver | None:
    """Return the waiver that covers an artifact or field on that day, or is not taken away, if one does."""
    for waiver in alignment.waivers:
        if waiver.subject == subject and today < waiver.expires_on:
            return waiver
    return None


def is_answered(alignment: Alignment, catalogue: Catalogue, subject: str) -> bool:
    """Tell whether a field, or all that is asked of an artifact, has an executable answer; waived or not."""
    artifacts = (artifact.name for artifact in catalogue.artifacts if subject.partition(".")[0] == artifact.name)
    asked = [field for name in artifacts for field in catalogue.fields_of(name, alignment.depth)]
    about = [field for field in asked if subject in {field.key, field.artifact}]
    return bool(about) and all(_is_done(alignment, field) for field in about)


def first_questions(alignment: Alignment, progress: Progress) -> tuple[Gap, ...]:
    """Choose what to ask at first contact: what it decides, who answers for it, which number; then by consequence."""
    known = [gap for gap in progress.gaps if gap.field.key not in alignment.skipped]
    order = {key: position for position, key in enumerate(FIRST_CONTACT)}
    known.sort(key=lambda gap: order.get(gap.field.key, len(order)))
    return tuple(known[:FIRST_QUESTIONS])


def first_owed(alignment: Alignment, gaps: Sequence[Gap], person: str) -> Gap:
    """Choose what one person is asked first of what they owe: what they left half answered, else the sharpest gap.

    Half answered is what they began in a direct message; what others began in the thread is not theirs to finish.
    """

    def rank(gap: Gap) -> tuple[bool, bool]:
        begun = gap.answer
        is_theirs = begun is not None and begun.author == person and begun.provenance is Provenance.DIRECT
        return not (is_theirs and gap.field.key in alignment.asked), gap.field.key in alignment.skipped

    return min(gaps, key=rank)


def next_question(alignment: Alignment, progress: Progress) -> Gap | None:
    """Choose the most consequential gap that nobody put off."""
    for gap in progress.gaps:
        if gap.field.key not in alignment.skipped:
            return gap
    return None
