"""`aligned assess` without the command line: answers as JSON lines in, assessments as JSON lines out.

A line that cannot be judged yields an error object of its own; the lines after it are judged all the same.
"""

import gc
import json
import signal
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import chain, islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.catalogue_files import read_every_depth
from bot.domain.assessment import assess
from bot.domain.assessment.rehearsal import rehearse
from bot.domain.catalogue import Catalogue
from bot.domain.rulebook import NO_RULES, Rulebook
from bot.domain.verdict import Assessment
from bot.rule_files import read_rules

#: Not worth a process of their own.
A_FEW = 200


class AnswerLine(BaseModel):
    """One answer to judge; other keys, such as a corpus carries, are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    artifact: str
    field: str
    answer: str
    author: str | None = None


def assess_lines(catalogue: Catalogue, lines: Iterable[str], rulebook: Rulebook = NO_RULES) -> Iterator[str]:
    """Judge one answer a line, as the thread does: by the rules that are applied here; blank lines are skipped."""
    for number, line in _numbered(lines):
        yield json.dumps(_judged(catalogue, rulebook, number, line), ensure_ascii=False)


def assess_side_by_side(packs: Path | None, rules_off: str, lines: Iterable[str], *, processes: int) -> Iterator[str]:
    """Judge one answer a line, many of them in so many processes; verdicts come in the order of the lines."""
    _grounds(packs, rules_off)  # what is wrong with them is said before anything is judged
    judged = partial(_judged_alone, packs, rules_off)
    numbered = _numbered(lines)
    yield from map(judged, islice(numbered, A_FEW))
    for first_of_many in numbered:
        with Pool(processes, _obey) as pool:
            yield from pool.imap(judged, chain([first_of_many], numbered))
            pool.close()
            pool.join()


def _obey() -> None:
    """Leave Ctrl-C to the process that shares out the lines, and end when that one says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    return ((number, line.rstrip("\n")) for number, line in enumerate(lines, start=1) if line.strip())


def _judged_alone(packs: Path | None, rules_off: str, numbered: tuple[int, str]) -> str:
    return json.dumps(_judged(*_grounds(packs, rules_off), *numbered), ensure_ascii=False)


@cache
def _grounds(packs: Path | None, rules_off: str) -> tuple[Catalogue, Rulebook]:
    """Read what is judged by, and have the collector pass over it: it would look at it again while somebody waits."""
    catalogue = read_every_depth(packs)
    rehearse(catalogue)
    gc.freeze()
    return catalogue, read_rules(rules_off)


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
