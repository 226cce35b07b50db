"""The rules by their ids: what each claims, what is said when it does not hold, and which are switched off here.

The sentences are data (`templates/rules.toml`); a rule that is not in the book is not applied.
"""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from bot.domain.alignment import Alignment
from bot.domain.catalogue import Catalogue, Sentence
from bot.domain.crossing import CrossFinding, findings_across
from bot.domain.people import Person
from bot.domain.verdict import Assessment, Verdict

_POSITIONS = ("first", "second", "third")


class Rule(BaseModel):
    """One rule: `says` holds a sentence for each way in which its claim fails; a `fixed` one cannot be switched off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: Sentence
    fixed: bool = False
    says: Mapping[str, Sentence] = {}


class Contradiction(BaseModel):
    """Parts of a spec that disagree: the rule that says so, the fields, the words, and the question it raises."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    fields: tuple[str, ...]
    words: tuple[str, ...]
    sentence: str


class Rulebook(BaseModel):
    """Every rule that is applied, and those that this workspace has switched off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: Mapping[str, Rule] = {}
    off: tuple[str, ...] = ()

    def contradictions(
        self, alignment: Alignment, catalogue: Catalogue, people: Mapping[str, Person]
    ) -> tuple[Contradiction, ...]:
        """List what disagrees in an alignment, by the rules that are applied here."""
        if not self.rules:
            return ()
        found = findings_across(alignment, catalogue, people)
        return tuple(self._said(each) for each in found if each.rule in self.rules and each.rule not in self.off)

    def excused(self, assessment: Assessment) -> Assessment:
        """Take what only a switched-off rule objects to as it was said."""
        forgiven = tuple(each for each in assessment.findings if each.rule in self.off and each.slot)
        if not forgiven:
            return assessment
        slots = {each.slot for each in forgiven}
        found = {**assessment.found, **{str(each.slot): each.words for each in forgiven}}
        missing = tuple(slot for slot in assessment.missing if slot not in slots)
        return replace(
            assessment,
            verdict=Verdict.PARTIAL if missing else Verdict.EXECUTABLE,
            found=found,
            missing=missing,
            findings=tuple(each for each in assessment.findings if each not in forgiven),
        )

    def _said(self, finding: CrossFinding) -> Contradiction:
        words = dict(zip(_POSITIONS, finding.words, strict=False))
        sentence = self.rules[finding.rule].says[finding.case].format_map({**words, **finding.facts})
        return Contradiction(rule=finding.rule, fields=finding.fields, words=finding.words, sentence=sentence)


NO_RULES = Rulebook()
