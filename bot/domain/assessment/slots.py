"""What a contract says about one slot, and how the slots of a field become its verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.assessment.passage import Passage, Span
from bot.domain.catalogue import Field
from bot.domain.catalogue import Slot as SlotEntry
from bot.domain.verdict import Assessment, Finding, Verdict


class Rule(StrEnum):
    """The id a finding cites, so that a person can argue with the rule (V1 to V16: the catalogue's own ids)."""

    ABSENT = "V0"
    ADJECTIVE = "V1"
    NO_BASELINE = "V2"
    QUANTIFIER = "V3"
    ESCAPE = "V4"
    OPEN_LIST = "V5"
    HEDGE = "V6"
    PLACEHOLDER = "V7"
    COLLECTIVE = "V8"
    NO_NUMBER = "V9"
    NO_WINDOW = "V10"
    REFERENCE = "V11"
    ECHO = "V12"
    RELATIVE_DATE = "V13"
    OPEN_BOUND = "V14"
    WRONG_ROLE = "V17"
    CONTRADICTION = "V18"
    NO_MENTION = "V19"
    THEATER = "V20"


@dataclass(frozen=True, slots=True)
class Filling:
    """A slot is filled by a span, spoiled by one (then `rule` says why), or, without a span, absent.

    `is_author` marks a span such as "me": it stands for whoever wrote the answer.
    """

    span: Span | None = None
    rule: Rule | None = None
    is_author: bool = False

    @property
    def is_filled(self) -> bool:
        """Tell whether the slot is concretely filled."""
        return self.span is not None and self.rule is None


ABSENT = Filling()


def filled(span: Span | None) -> Filling:
    """Fill a slot with a span; no span leaves it absent."""
    return Filling(span)


def spoiled(span: Span | None, rule: Rule) -> Filling:
    """Record that something was said for the slot but cannot be tested."""
    return Filling(span, rule)


Fillings = Mapping[str, Filling]


def judged(field: Field, passage: Passage, fillings: Fillings, author: str | None = None) -> Assessment:
    """Turn the slots of an answer into its verdict; nothing else has a say."""
    lacking = tuple(slot for slot in field.slots if _is_missing(slot, fillings))
    base_filled = [name for name in field.base_slots if fillings.get(name, ABSENT).is_filled]
    if not base_filled:
        lacking = tuple(slot for slot in field.slots if not slot.modifier)
    return Assessment(
        verdict=_verdict(bool(base_filled), bool(lacking)),
        found={
            name: f"<@{author}>" if filling.is_author and author else passage.quote(filling.span)
            for name, filling in fillings.items()
            if filling.span and filling.is_filled and base_filled
        },
        missing=tuple(slot.name for slot in lacking),
        findings=tuple(_finding(slot, passage, fillings.get(slot.name, ABSENT)) for slot in lacking),
    )


def _is_missing(slot: SlotEntry, fillings: Fillings) -> bool:
    filling = fillings.get(slot.name, ABSENT)
    return filling.rule is not None if slot.modifier else not filling.is_filled


def _verdict(any_filled: bool, any_missing: bool) -> Verdict:  # noqa: FBT001  # the two facts of the definition
    if not any_filled:
        return Verdict.VAGUE
    return Verdict.PARTIAL if any_missing else Verdict.EXECUTABLE


def _finding(slot: SlotEntry, passage: Passage, filling: Filling) -> Finding:
    rule = filling.rule or Rule.ABSENT
    span = filling.span if filling.span is not None else passage.whole
    question = slot.when_vague if filling.rule and slot.when_vague else slot.follow_up
    return Finding(
        rule=rule.value,
        slot=slot.name,
        words=passage.quote(span) or passage.raw.strip(),
        follow_up=question.replace("{words}", passage.readable(span)),
    )
