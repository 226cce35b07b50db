"""Whether the answers of an alignment can all be true at once, and which answer brought a contradiction in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.alignment import Alignment, Answer
from bot.domain.catalogue import Catalogue
from bot.domain.crossing import mentioned
from bot.domain.people import Person
from bot.domain.rulebook import Contradiction, Rulebook
from bot.ports import Transaction


class Consistency:
    """Applies the rules that look across answers to what is stored."""

    def __init__(self, *, catalogue: Catalogue, rulebook: Rulebook) -> None:
        self._catalogue = catalogue
        self._rulebook = rulebook

    def contradictions(self, tx: Transaction, alignment: Alignment) -> tuple[Contradiction, ...]:
        """List what disagrees in an alignment now."""
        return self.among(alignment, known_people(tx, alignment))

    def among(self, alignment: Alignment, people: Mapping[str, Person]) -> tuple[Contradiction, ...]:
        """List what disagrees, given the accounts that are known; it reads every answer, so rather do it outside."""
        return self._rulebook.contradictions(alignment, self._catalogue, people)


def without(tx: Transaction, alignment: Alignment, answer_ids: Iterable[str]) -> Alignment:
    """Return the alignment as if these answers had not been given: each field says what it said before them."""
    fresh = frozenset(answer_ids)
    before = dict(alignment.answers)
    for key, answer in alignment.answers.items():
        if answer.id in fresh:
            del before[key]
            earlier = _earlier(tx, alignment, answer, fresh)
            if earlier:
                before[key] = earlier
    return replace(alignment, answers=before)


def unknown_people(tx: Transaction, alignment: Alignment, texts: Iterable[str]) -> tuple[str, ...]:
    """List the accounts these texts mention that were never looked up."""
    named = dict.fromkeys(person for text in texts for person in mentioned(text))
    return tuple(person for person in named if tx.people.find(alignment.workspace, person) is None)


def _earlier(tx: Transaction, alignment: Alignment, answer: Answer, fresh: frozenset[str]) -> Answer | None:
    given = tx.alignments.history(alignment.workspace, alignment.id, answer.field)
    standing = [each for each in given if each.revision < answer.revision and not each.is_set_aside]
    return max((each for each in standing if each.id not in fresh), key=lambda each: each.revision, default=None)


def known_people(tx: Transaction, alignment: Alignment) -> dict[str, Person]:
    """Return the accounts that the answers mention, as far as they are known, by id."""
    named = dict.fromkeys(person for answer in alignment.answers.values() for person in mentioned(answer.text))
    people = (tx.people.find(alignment.workspace, person) for person in named)
    return {person.id: person for person in people if person}
