"""What an alignment says, field by field, each answer read once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.domain.alignment import Alignment, Answer
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.spelling import mended
from bot.domain.catalogue import Catalogue, Field
from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.measures import Measure, measures_of
from bot.domain.people import Person
from bot.domain.verdict import Verdict

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def mentioned(text: str) -> tuple[str, ...]:
    """List the people a text mentions, each once."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


@lru_cache(maxsize=64)
def _read(text: str) -> Reading:
    """Read a text; one answer changes at a time, and the others are looked at again for every message."""
    return Reading(mended(Passage(text)))


@dataclass(frozen=True)
class Statement:
    """The current answer to a field, with what can be read from it."""

    field: str
    answer: Answer

    @cached_property
    def reading(self) -> Reading:
        """Everything the assessment reads from an answer."""
        return _read(self.answer.text)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Its bounds, comparable with those of other answers."""
        return measures_of(self.reading)

    @property
    def found(self) -> Mapping[str, str]:
        """The words that fill its slots."""
        return self.answer.assessment.found

    @property
    def lower(self) -> str:
        """The answer in lower case, without Slack's escapes."""
        return self.reading.passage.lower

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The accounts it names; a first person is its author."""
        is_author = any(party.kind is Kind.AUTHOR for party in self.reading.parties)
        return tuple(dict.fromkeys((*mentioned(self.answer.text), *((self.answer.author,) if is_author else ()))))

    @property
    def excerpt(self) -> str:
        """The answer, short enough to be quoted."""
        passage = self.reading.passage
        return passage.readable(passage.whole)


class Statements:
    """Every answer of an alignment that says something, and the accounts that are known."""

    def __init__(self, alignment: Alignment, catalogue: Catalogue, people: Mapping[str, Person]) -> None:
        self.alignment = alignment
        self.people = people
        self._catalogue = catalogue
        self._waived = {waiver.subject for waiver in alignment.waivers}
        self._by_field = {
            key: Statement(key, answer)
            for key, answer in alignment.answers.items()
            if answer.assessment.verdict is not Verdict.VAGUE
        }
        self._unclear = {
            key: Statement(key, answer) for key, answer in alignment.answers.items() if key not in self._by_field
        }

    def find(self, key: str) -> Statement | None:
        """Return what is said in a field, None when nothing concrete is."""
        return self._by_field.get(key)

    def find_anything(self, key: str) -> Statement | None:
        """Return what is said in a field, even if nothing in it could be built or tested."""
        return self._by_field.get(key) or self._unclear.get(key)

    def several(self, *keys: str) -> tuple[Statement, ...]:
        """Return what is said in those of the fields that say something."""
        return tuple(said for key in keys if (said := self._by_field.get(key)))

    def is_still_asked(self, key: str) -> bool:
        """Tell whether the field is a gap that somebody will close: what is missing there is no finding yet."""
        field = self._field(key)
        if field is None or not self.alignment.depth.includes(field.depth) or self._waived & {key, field.artifact}:
            return False
        answer = self.alignment.answers.get(key)
        return answer is None or not answer.assessment.is_executable

    def naming_people(self) -> Iterator[Statement]:
        """List the answers to fields that ask for somebody."""
        for said in self._by_field.values():
            field = self._field(said.field)
            if field and _SOMEBODY & {slot.name for slot in field.slots}:
                yield said

    def _field(self, key: str) -> Field | None:
        try:
            return self._catalogue.field(key)
        except KeyError:
            return None


_SOMEBODY = frozenset({"person", "owner", "reviewer", "authority", "recipient", "role"})


def finding(rule: str, case: str, *said: tuple[Statement, str], **facts: str) -> CrossFinding:
    """Put a finding together from the statements it is about, each with the words it fired on."""
    return CrossFinding(
        rule=rule,
        case=case,
        fields=tuple(statement.field for statement, _ in said),
        words=tuple(words for _, words in said),
        facts=facts,
    )
