"""`aligned assess` without the command line: answers as JSON lines in, assessments as JSON lines out.

A line that cannot be judged yields an error object of its own; the lines after it are judged all the same.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.assessment import assess
from bot.domain.catalogue import Catalogue
from bot.domain.rulebook import NO_RULES, Rulebook
from bot.domain.verdict import Assessment


class AnswerLine(BaseModel):
    """One answer to judge; other keys, such as a corpus carries, are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    artifact: str
    field: str
    answer: str
    author: str | None = None


def assess_lines(catalogue: Catalogue, lines: Iterable[str], rulebook: Rulebook = NO_RULES) -> Iterator[str]:
    """Judge one answer a line, as the thread does: by the rules that are applied here; blank lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_judged(catalogue, rulebook, number, line), ensure_ascii=False)


def _judged(catalogue: Catalogue, rulebook: Rulebook, number: int, line: str) -> dict[str, Any]:
    try:
        asked = AnswerLine.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return _error(number, f"{where}: {first['msg']}" if where else first["msg"])
    try:
        field = catalogue.field(f"{asked.artifact}.{asked.field}")
    except KeyError:
        return _error(number, f"no field {asked.artifact}.{asked.field}")
    return as_object(rulebook.excused(assess(field, asked.answer, author=asked.author)))


def as_object(assessment: Assessment) -> dict[str, Any]:
    """Write an assessment in the names of the wire."""
    return {
        "verdict": assessment.verdict.value,
        "missing": list(assessment.missing),
        "found": dict(assessment.found),
        "findings": [
            {"rule": finding.rule, "slot": finding.slot, "words": finding.words, "follow_up": finding.follow_up}
            for finding in assessment.findings
        ],
    }


def _error(number: int, reason: str) -> dict[str, Any]:
    return {"error": reason, "line": number}
