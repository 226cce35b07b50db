"""What is said about an answer: the verdict, the slots found and missing, and the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """How much of what a field asks an answer pins down."""

    EXECUTABLE = "executable"
    PARTIAL = "partial"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason for a verdict: the rule, the slot it spoils, the person's own words, the question that repairs it."""

    rule: str
    slot: str | None
    words: str
    follow_up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The verdict on one answer.

    `found` maps a filled slot to the words that fill it; `missing` is in order of consequence.
    """

    verdict: Verdict
    found: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_executable(self) -> bool:
        """Tell whether two engineers who never met would build the same thing from this answer."""
        return self.verdict is Verdict.EXECUTABLE

    @property
    def follow_up(self) -> str | None:
        """The one question to ask next, or None when nothing is missing."""
        return self.findings[0].follow_up if self.findings else None
