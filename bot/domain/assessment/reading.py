"""Everything that can be read from one answer, each kind of fact extracted at most once."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from bot.domain.assessment import bounds, conditions, gate, lists, people, quantities, systems, windows
from bot.domain.assessment.clauses import content, covering
from bot.domain.assessment.open_questions import open_questions
from bot.domain.assessment.passage import Passage, Span
from bot.domain.pasted import FieldTable, read_fields

_PART = re.compile(r",\s+|\s/\s|:\s+|\s?→\s?|\s+(?:but|aber|mais|pero)\s+|\s-\s|[()]")
_MANNER = re.compile(
    r"(?:the |our )?(?:usual|normal|standard|known|regular) (?:way|route|path|procedure|process)\b|"
    r"as (?:always|usual)\b"
)
_OPEN_STATE = re.compile(r"(?:if|when|while|as long as|once)\s(?!(?:it|that|this)\b)")
#: So many people, systems or ways in are looked at: beyond a typed answer, and each is weighed against all others.
NAMED_AT_MOST = 40
_SAID_FROM = 3  # content words in front of "as today" that make it an aside
T = TypeVar("T")


class Reading:
    """One answer with its facts, extracted when a contract asks for them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._found: dict[Any, Any] = {}

    def once(self, find: Callable[["Reading"], T]) -> T:
        """Return what a function finds in the answer, whichever field it is asked for, looked for at most once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: T = self._found[find]
        return found

    @cached_property
    def quantities(self) -> tuple[quantities.Quantity, ...]:
        """Every number with unit and role."""
        return quantities.find_quantities(self.passage)

    @cached_property
    def windows(self) -> tuple[windows.Window, ...]:
        """Every window of time or cases."""
        return windows.find_windows(self.passage)

    @cached_property
    def numbers(self) -> bounds.Numbers:
        """The numbers sorted into bounds, bare numbers, baselines and the rest."""
        return bounds.bind(self.passage, self.quantities, self.windows)

    @cached_property
    def parties(self) -> tuple[people.Party, ...]:
        """Everybody who is named."""
        return people.find_parties(self.passage)[:NAMED_AT_MOST]

    @cached_property
    def systems(self) -> list[Span]:
        """Every system called by its name."""
        return systems.named_systems(self.passage)[:NAMED_AT_MOST]

    @cached_property
    def interfaces(self) -> list[Span]:
        """Everything one can connect to."""
        return systems.interfaces(self.passage)[:NAMED_AT_MOST]

    @cached_property
    def code_names(self) -> list[Span]:
        """Every identifier a machine would use."""
        return systems.code_names(self.passage)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Its sentences, lines and list items."""
        return self.passage.clauses

    @cached_property
    def branches(self) -> tuple[conditions.Branch, ...]:
        """Its conditions with their consequences."""
        return conditions.branches(self.passage, self.numbers.bounds)

    @cached_property
    def defaults(self) -> tuple[Span, ...]:
        """The words that open the branch for everything else."""
        return conditions.defaults(self.passage)

    @cached_property
    def open_questions(self) -> tuple[Span, ...]:
        """The sentences that ask and leave it to be settled later."""
        return open_questions(self.passage)

    @cached_property
    def deferred(self) -> tuple[Span, ...]:
        """The parts of clauses that only put the answer off."""
        put_off = (*gate.deferrals(self.passage), *self.open_questions)
        return tuple(
            part
            for part in self.parts
            if any(part.overlaps(span) and not self._is_aside(part, span) for span in put_off)
        )

    def _is_aside(self, part: Span, put_off: Span) -> bool:
        """Tell whether "as today" only rounds off a part that has said what is done."""
        if self.passage.lower.startswith("after ", put_off.start) and self._is_bounded(part):
            return True
        if _MANNER.match(self.passage.lower, put_off.start) and self._names_before(part, put_off):
            return True
        if _OPEN_STATE.match(self.passage.lower, part.start) and self.passage.lower.endswith("open", 0, put_off.end):
            return True  # "when the lid is open" tells a state
        is_likeness = self.passage.lower.startswith("as ", put_off.start)
        return is_likeness and len(content(self.passage, Span(part.start, put_off.start))) >= _SAID_FROM

    def _names_before(self, part: Span, put_off: Span) -> bool:
        """Tell whether somebody stands before the words that put off: then those only say how he does it."""
        return any(part.contains(party.span) and party.span.end <= put_off.start for party in self.parties)

    def _is_bounded(self, part: Span) -> bool:
        """Tell whether a part sets a limit: then "after launch" only says when it holds."""
        return any(bound.comparator and part.contains(bound.quantity.number) for bound in self.numbers.bounds)

    @cached_property
    def parts(self) -> tuple[Span, ...]:
        """Its clauses cut at commas, brackets and "but"."""
        found = []
        for clause in self.clauses:
            start = clause.start
            for cut in [*_PART.finditer(self.passage.text, *clause), None]:
                end = cut.start() if cut else clause.end
                if end > start:
                    found.append(Span(start, end))
                start = cut.end() if cut else end
        return tuple(found)

    @cached_property
    def open_tail(self) -> Span | None:
        """The words that leave a list open."""
        return lists.open_tail(self.passage)

    @cached_property
    def is_decided(self) -> bool:
        """Whether something is stated as decided."""
        return gate.is_decided(self.passage)

    @cached_property
    def table(self) -> FieldTable | None:
        """The fields that a pasted schema, table or list declares."""
        return read_fields(self.passage.unescaped)

    def content(self, span: Span | None = None, *, without: tuple[Span, ...] = ()) -> list[tuple[str, Span]]:
        """List the meaningful words of a stretch outside of some spans and of everything that is put off."""
        ignored = (*without, *self.deferred)
        return [
            (word, place)
            for word, place in content(self.passage, span)
            if not any(place.overlaps(no) for no in ignored)
        ]

    def concept(self, span: Span | None = None, *, without: tuple[Span, ...] = ()) -> Span | None:
        """Return the stretch that says something concrete, or None."""
        return covering(self.content(span, without=without))

    def search(self, pattern: re.Pattern[str], span: Span | None = None) -> Span | None:
        """Find a pattern outside of everything that is put off."""
        for found in pattern.finditer(self.passage.lower, *(span or self.passage.whole)):
            place = Span(*found.span())
            if not any(place.overlaps(no) for no in self.deferred):
                return place
        return None

    def is_put_off(self, span: Span) -> bool:
        """Tell whether a stretch lies in a part that only defers."""
        return any(span.overlaps(no) for no in self.deferred)
