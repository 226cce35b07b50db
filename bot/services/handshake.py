"""Being named is not owning: the answer that comes to be when the accountable person accepts, and when they leave."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.alignment import Alignment, Answer, Provenance
from bot.domain.catalogue import Catalogue
from bot.domain.progress import ACCOUNTABLE
from bot.domain.verdict import Assessment, Verdict

Declare = Callable[[Alignment, str, Catalogue, datetime, str, int], Alignment]
"""Writes a sentence of ours about a person down: in which words, when, under which id and as which revision."""


def acceptance_of(
    alignment: Alignment, person: str, catalogue: Catalogue, at: datetime, answer_id: str, revision: int = 1
) -> Alignment:
    """Write down that a person accepted to be accountable, unless people have answered that themselves.

    The sentence is ours, so its verdict is known: it names one person by a mention, who said yes.
    """
    current = alignment.answers.get(ACCOUNTABLE)
    if current and current.assessment.is_executable and not _is_about_another(current, person):
        return alignment
    text = f"<@{person}> is accountable and accepted it on {at.date().isoformat()}."
    assessment = Assessment(verdict=Verdict.EXECUTABLE, found={"person": f"<@{person}>"})
    return alignment.with_answer(_sentence(text, assessment, person, catalogue, at, answer_id, revision))


def withdrawal_of(
    alignment: Alignment, person: str, catalogue: Catalogue, at: datetime, answer_id: str, revision: int
) -> Alignment:
    """Write down that whoever accepted to be accountable is so no more, which asks the question again."""
    current = alignment.answers.get(ACCOUNTABLE)
    if not (current and current.assessment.is_executable and current.provenance is Provenance.HANDSHAKE):
        return alignment
    if current.author != person:
        return alignment
    text = f"<@{person}> is not accountable any more since {at.date().isoformat()}."
    missing = catalogue.field(ACCOUNTABLE).base_slots
    assessment = Assessment(verdict=Verdict.VAGUE, missing=missing)
    return alignment.with_answer(_sentence(text, assessment, person, catalogue, at, answer_id, revision))


def _is_about_another(answer: Answer, person: str) -> bool:
    """Tell whether it is our own sentence, about somebody else."""
    return answer.provenance is Provenance.HANDSHAKE and answer.author != person


def _sentence(
    text: str,
    assessment: Assessment,
    person: str,
    catalogue: Catalogue,
    at: datetime,
    answer_id: str,
    revision: int,
) -> Answer:
    field = catalogue.field(ACCOUNTABLE)
    return Answer(
        id=answer_id,
        field=field.key,
        text=text,
        author=person,
        answered_at=at,
        provenance=Provenance.HANDSHAKE,
        question=field.question,
        catalogue_version=catalogue.version,
        assessment=assessment,
        revision=revision,
    )
