"""A stretch of text: what every fact, slot and finding points at."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the folded text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether the other stretch lies inside this one."""
        return self.start <= other.start and other.end <= self.end
