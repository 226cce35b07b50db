"""Score verdicts against the labelled corpus: reads the examples, counts hits and misses, prints nothing."""

import html
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path
from typing import Any

from bot.domain.verdict import Assessment, Finding, Verdict

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
SPLITS = ("dev", "held")

Judge = Callable[["Example"], Assessment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One answer with the verdict a person gave it from the catalogue alone.

    The text stays out of the representation, so that a failing test does not show held answers.
    """

    id: str
    artifact: str
    field: str
    answer: str = attribute(repr=False)
    author: str
    verdict: Verdict
    missing: tuple[str, ...]
    domain: str
    slices: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An example, what the judge made of it, and how long it took."""

    example: Example
    got: Assessment = attribute(repr=False)
    seconds: float

    @property
    def agrees(self) -> bool:
        """Tell whether the verdict is the labelled one."""
        return self.got.verdict is self.example.verdict

    @property
    def agrees_on_slots(self) -> bool:
        """Tell whether verdict and missing slots are the labelled ones."""
        return self.agrees and set(self.got.missing) == set(self.example.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall out of three counts."""

    hits: int
    false_alarms: int
    misses: int

    @property
    def precision(self) -> float:
        """The share of alarms that were right."""
        return _ratio(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        """The share of defects that raised an alarm."""
        return _ratio(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _ratio(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)


def corpus_files(split: str) -> tuple[Path, ...]:
    """List the corpus files of a split."""
    return tuple(sorted(CORPUS.glob(f"{split}-*.jsonl")))


def read_examples(paths: Iterable[Path]) -> tuple[Example, ...]:
    """Read the examples of some corpus files in order."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line)
    return tuple(_example(json.loads(line)) for line in lines)


def judge_all(examples: Iterable[Example], judge: Judge) -> tuple[Judged, ...]:
    """Judge every example and time each."""
    return tuple(_judged(example, judge) for example in examples)


def not_executable(judged: Sequence[Judged]) -> Score:
    """Score the detection of answers that are not executable."""
    return Score(
        hits=sum(not j.got.is_executable and not _is_spec(j) for j in judged),
        false_alarms=sum(not j.got.is_executable and _is_spec(j) for j in judged),
        misses=sum(j.got.is_executable and not _is_spec(j) for j in judged),
    )


def theater_passed(judged: Sequence[Judged]) -> float:
    """The share of vague answers that were taken for a specification."""
    theater = [j for j in judged if j.example.verdict is Verdict.VAGUE]
    return _ratio(sum(j.got.is_executable for j in theater), len(theater))


def accuracy(judged: Sequence[Judged]) -> float:
    """The share of verdicts that are the labelled ones, over three classes."""
    return _ratio(sum(j.agrees for j in judged), len(judged))


def missing_slots(judged: Sequence[Judged]) -> Score:
    """Score the missing slots, all examples pooled."""
    pairs = [(set(j.example.missing), set(j.got.missing)) for j in judged]
    return Score(
        hits=sum(len(gold & got) for gold, got in pairs),
        false_alarms=sum(len(got - gold) for gold, got in pairs),
        misses=sum(len(gold - got) for gold, got in pairs),
    )


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean F1 over the three classes."""
    return statistics.fmean(_class_score(judged, verdict).f1 for verdict in Verdict)


def quoted(judged: Sequence[Judged]) -> float:
    """The share of findings that quote a span of the answer they fired on."""
    flags = sum(len(j.got.findings) for j in judged)
    return _ratio(flags - sum(len(misquotes(j)) for j in judged), flags)


def unexplained(judged: Judged) -> tuple[str, ...]:
    """List the slots called missing without a finding that says why."""
    explained = {finding.slot for finding in judged.got.findings}
    return tuple(slot for slot in judged.got.missing if slot not in explained)


def misquotes(judged: Judged) -> tuple[Finding, ...]:
    """List the findings whose words are not a span of the answer."""
    findings = judged.got.findings
    return tuple(f for f in findings if not _is_quoted(f.words, judged.example.answer))


def confusion(judged: Sequence[Judged]) -> Counter[tuple[Verdict, Verdict]]:
    """Count labelled against given verdicts."""
    return Counter((j.example.verdict, j.got.verdict) for j in judged)


def by(key: Callable[[Judged], Iterable[str]], judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Group the judged examples under every name their key gives."""
    groups: dict[str, list[Judged]] = {}
    for j in judged:
        for name in key(j):
            groups.setdefault(name, []).append(j)
    return groups


def by_artifact(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Group the judged examples by artifact."""
    return by(lambda j: (j.example.artifact,), judged)


def by_field(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Group the judged examples by field."""
    return by(lambda j: (f"{j.example.artifact}.{j.example.field}",), judged)


def by_slice(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Group the judged examples by slice; an example may be in several."""
    return by(lambda j: j.example.slices, judged)


def milliseconds(judged: Sequence[Judged]) -> dict[str, float]:
    """The median, 99th percentile and maximum time per answer."""
    times = sorted(j.seconds * 1000 for j in judged)
    last = len(times) - 1
    return {"median": statistics.median(times), "p99": times[round(last * 0.99)], "max": times[last]}


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Every figure of the benchmark as plain values."""
    flagged, slots = not_executable(judged), missing_slots(judged)
    return {
        "answers": len(judged),
        "not_executable": {"precision": flagged.precision, "recall": flagged.recall, "f1": flagged.f1},
        "theater_passed": theater_passed(judged),
        "accuracy": accuracy(judged),
        "missing_slots": {"precision": slots.precision, "recall": slots.recall, "f1": slots.f1},
        "macro_f1_by_artifact": {name: macro_f1(group) for name, group in by_artifact(judged).items()},
        "accuracy_by_slice": {name: accuracy(group) for name, group in sorted(by_slice(judged).items())},
        "accuracy_by_field": {name: accuracy(group) for name, group in by_field(judged).items()},
        "confusion": {f"{gold} -> {got}": count for (gold, got), count in sorted(confusion(judged).items())},
        "findings_that_quote": quoted(judged),
        "milliseconds": milliseconds(judged),
    }


def _example(row: dict[str, Any]) -> Example:
    lists = {"missing": tuple(row["missing"]), "slices": tuple(row["slices"])}
    return Example(**{**row, **lists, "verdict": Verdict(row["verdict"])})


def _judged(example: Example, judge: Judge) -> Judged:
    started = time.perf_counter()
    got = judge(example)
    return Judged(example=example, got=got, seconds=time.perf_counter() - started)


def _is_spec(j: Judged) -> bool:
    return j.example.verdict is Verdict.EXECUTABLE


def _class_score(judged: Sequence[Judged], verdict: Verdict) -> Score:
    return Score(
        hits=sum(j.agrees and j.got.verdict is verdict for j in judged),
        false_alarms=sum(not j.agrees and j.got.verdict is verdict for j in judged),
        misses=sum(not j.agrees and j.example.verdict is verdict for j in judged),
    )


def _is_quoted(words: str, answer: str) -> bool:
    return bool(words.strip()) and _bare(words) in _bare(answer)


def _bare(text: str) -> str:
    return " ".join(html.unescape(text).split()).casefold()


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
