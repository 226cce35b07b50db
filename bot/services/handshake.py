"""Being named is not owning: the answer that comes to be when the accountable person accepts."""

from datetime import datetime

from bot.domain.alignment import Alignment, Answer, Provenance
from bot.domain.catalogue import Catalogue
from bot.domain.verdict import Assessment, Verdict

ACCOUNTABLE = "ownership.accountable_owner"


def acceptance_of(
    alignment: Alignment, person: str, catalogue: Catalogue, at: datetime, answer_id: str, revision: int = 1
) -> Alignment:
    """Write down that a person accepted to be accountable, unless somebody already is.

    The sentence is ours, so its verdict is known: it names one person by a mention, who said yes.
    """
    current = alignment.answers.get(ACCOUNTABLE)
    if current and current.assessment.is_executable:
        return alignment
    field = catalogue.field(ACCOUNTABLE)
    text = f"<@{person}> is accountable and accepted it on {at.date().isoformat()}."
    answer = Answer(
        id=answer_id,
        field=field.key,
        text=text,
        author=person,
        answered_at=at,
        provenance=Provenance.HANDSHAKE,
        question=field.question,
        catalogue_version=catalogue.version,
        assessment=Assessment(verdict=Verdict.EXECUTABLE, found={"person": f"<@{person}>"}),
        revision=revision,
    )
    return alignment.with_answer(answer)
