"""Alignments that say what a test is about, judged as they would be in the thread."""

from datetime import datetime

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.alignment import Alignment
from bot.domain.assessment import assess
from bot.domain.catalogue import Depth
from bot.domain.crossing import CrossFinding, findings_across
from bot.domain.people import Person
from tests.builders import OPENED_AT, an_alignment, an_answer

CATALOGUE = read_catalogue(SHIPPED, SHIPPED / "packs")


def saying(answers: dict[str, str], *, at: datetime = OPENED_AT, **changes: object) -> Alignment:
    """Return an alignment of the highest depth with these answers."""
    given = [
        an_answer(key, text=text, assessment=assess(CATALOGUE.field(key), text, author="UANA"), answered_at=at)
        for key, text in answers.items()
    ]
    return an_alignment(*given, **{"depth": Depth.HIGH, **changes})


def found_in(
    answers: dict[str, str], *people: Person, rule: str | None = None, **changes: object
) -> list[CrossFinding]:
    """Return what the rules find, or one of them."""
    alignment = saying(answers, **changes)  # type: ignore[arg-type]
    found = findings_across(alignment, CATALOGUE, {person.id: person for person in people})
    return [each for each in found if rule in (None, each.rule)]
