"""What a rule that looks across answers has to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossFinding:
    """Answers that cannot all be true at once, or leave open what only their combination shows.

    `case` chooses the sentence of the rule; `words` are what it fired on, in the order of `fields`; `facts` fill in
    the rest of the sentence.
    """

    rule: str
    case: str
    fields: tuple[str, ...]
    words: tuple[str, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
