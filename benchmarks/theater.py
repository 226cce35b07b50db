"""Learn from the development answers which words go with which slots, and say how well that carries over to others.

    python -m benchmarks.theater            leave out one file after the other, and score it
    python -m benchmarks.theater --write    write the weights that ship with the judge

One logistic regression for every slot of every field, whose weights are sums: what a word says everywhere, for the
slot, for the field, and for the slot of that field. So a rare word still says what it says elsewhere. Fitted by Adam
over all answers at once, without chance, so that the same answers give the same weights.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.scoring import Example, corpus_files, read_examples
from bot.catalogue_files import read_catalogue
from bot.domain.assessment import theater
from bot.domain.assessment.assessor import read
from bot.domain.assessment.theater import ANYTHING, BIAS, SecondReading
from bot.domain.assessment.traits import read_traits
from bot.domain.catalogue import Catalogue
from bot.domain.verdict import Verdict

FILE = Path(theater.__file__).with_name("theater_weights.tsv")
SEEN_AT_LEAST = 2
KEPT = 45_000
LIKELY = 0.5
WORDS_COUNT_FOR = (0.5, 1.0, 0.5, 1.0)
"""By table, from the most general to the most special: how freely it may weigh words."""
PAIRS_COUNT_FOR = (0.35, 0.5, 0.0, 0.0)
PENALTY = 0.25
STEPS, STEP, LAST_STEP = 120, 0.15, 0.05
PRUNED_AT = STEPS // 2

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an answer shows, and which slots it was labelled to hold."""

    field: str
    amounts: Mapping[str, float]
    holds: Mapping[str, bool]


def lesson(example: Example, catalogue: Catalogue) -> Lesson:
    """Read one labelled answer."""
    field = catalogue.field(f"{example.artifact}.{example.field}")
    decides = example.verdict is not Verdict.VAGUE
    holds = {slot: decides and slot not in example.missing for slot in field.base_slots}
    return Lesson(field.key, read_traits(read(example.answer)).amounts(), {**holds, ANYTHING: decides})


@dataclass(frozen=True)
class Class:
    """All lessons about one field: how much each answer shows of each trait, and what it holds."""

    traits: NDArray[np.intp]
    tables: NDArray[np.intp]
    amounts: Floats
    holds: Floats

    def errors(self, weights: Floats, biases: Floats) -> Floats:
        """Return how far the likelihood of each slot of each answer is from its label."""
        mine = weights[self.tables[:, :, None], self.traits].sum(axis=1)
        scores = self.amounts @ mine.T + biases[self.tables].sum(axis=1)
        return 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - self.holds


class School:
    """All lessons, numbered: a table of weights is a row, a trait is a column."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        seen = Counter(trait for each in lessons for trait in each.amounts)
        self.traits = {trait: n for n, trait in enumerate(sorted(t for t in seen if seen[t] >= SEEN_AT_LEAST))}
        self.tables: dict[str, int] = {}
        self.freedom: list[tuple[float, float]] = []
        self.classes = [
            self._class([each for each in lessons if each.field == field])
            for field in sorted({each.field for each in lessons})
        ]

    @cached_property
    def scale(self) -> Floats:
        """Return how freely each table may weigh each trait: words differently from pairs."""
        is_pair = np.array([" " in trait for trait in self.traits], dtype=bool)
        words, pairs = np.array(self.freedom, dtype=np.float32).T[:, :, None]
        return np.where(is_pair, pairs, words)

    def _class(self, lessons: Sequence[Lesson]) -> Class:
        shown = sorted({self.traits[trait] for each in lessons for trait in each.amounts if trait in self.traits})
        column = {trait: n for n, trait in enumerate(shown)}
        amounts = np.zeros((len(lessons), len(shown)), dtype=np.float32)
        for row, each in enumerate(lessons):
            for trait, amount in each.amounts.items():
                if trait in self.traits:
                    amounts[row, column[self.traits[trait]]] = amount
        holds = np.array([list(each.holds.values()) for each in lessons], dtype=np.float32)
        tables = [self._numbered(theater.keys(lessons[0].field, slot)) for slot in lessons[0].holds]
        return Class(np.array(shown, dtype=np.intp), np.array(tables, dtype=np.intp), amounts, holds)

    def _numbered(self, keys: Iterable[str]) -> list[int]:
        for key, freedom in zip(keys, zip(WORDS_COUNT_FOR, PAIRS_COUNT_FOR, strict=True), strict=True):
            if key not in self.tables:
                self.tables[key] = len(self.tables)
                self.freedom.append(freedom)
        return [self.tables[key] for key in keys]


class Descent:
    """Adam: steps against the slope, each weight at its own pace."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.values = np.zeros(shape, dtype=np.float32)
        self._mean = np.zeros(shape, dtype=np.float32)
        self._spread = np.zeros(shape, dtype=np.float32)
        self._steps = 0

    def step(self, slope: Floats, size: float) -> None:
        """Move every value once."""
        self._steps += 1
        self._mean = 0.9 * self._mean + 0.1 * slope
        self._spread = 0.99 * self._spread + 0.01 * slope * slope
        pace = size * (1 - 0.99**self._steps) ** 0.5 / (1 - 0.9**self._steps)
        self.values = self.values - np.float32(pace) * self._mean / (np.sqrt(self._spread) + np.float32(1e-6))


def learn(lessons: Sequence[Lesson]) -> dict[str, dict[str, float]]:
    """Fit the weights; traits that were seen once say nothing about the next answer."""
    school = School(lessons)
    weights = Descent((len(school.tables), len(school.traits)))
    biases = Descent((len(school.tables),))
    kept = np.ones_like(school.scale, dtype=bool)
    for n in range(STEPS):
        slope, tilt = _slopes(school, weights.values, biases.values)
        size = STEP if n < STEPS * 0.7 else LAST_STEP
        weights.step(slope, size)
        biases.step(tilt, size)
        if n == PRUNED_AT:
            kept = _heaviest(np.abs(school.scale * weights.values))
        weights.values = weights.values * kept
    return _by_table(school, school.scale * weights.values, biases.values)


def _slopes(school: School, weights: Floats, biases: Floats) -> tuple[Floats, Floats]:
    """Sum up which way every weight and every bias should move."""
    effective = school.scale * weights
    slope, tilt = np.zeros_like(weights), np.zeros_like(biases)
    for one in school.classes:
        errors = one.errors(effective, biases)
        pull = errors.T @ one.amounts
        for slot, tables in enumerate(one.tables):
            for table in tables:
                slope[table, one.traits] += pull[slot]
                tilt[table] += errors[:, slot].sum()
    return school.scale * slope + PENALTY * weights, tilt


def _heaviest(weights: Floats) -> NDArray[np.bool_]:
    limit = np.sort(weights, axis=None)[-min(KEPT, weights.size)]
    return weights >= limit


def _by_table(school: School, weights: Floats, biases: Floats) -> dict[str, dict[str, float]]:
    return {
        key: {BIAS: float(biases[row])}
        | {trait: float(weights[row, column]) for trait, column in school.traits.items() if weights[row, column]}
        for key, row in school.tables.items()
    }


def lesson_files() -> tuple[Path, ...]:
    """List what is learned from: the development answers, and the wordings in the tests of the rules."""
    return (*corpus_files("dev"), *corpus_files("wordings"))


def digest(paths: Sequence[Path]) -> str:
    """Name the answers that were learned from."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def header(paths: Sequence[Path]) -> str:
    """Return the first line of the weights: where they come from."""
    return f"# learned by python -m benchmarks.theater --write; answers {digest(paths)}"


def main(
    write: Annotated[bool, typer.Option(help="Write the weights that ship with the judge.")] = False,
) -> None:
    """Learn from all development answers, or from all but a file and score that file."""
    paths, catalogue = lesson_files(), read_catalogue()
    lessons = {path: [lesson(example, catalogue) for example in read_examples([path])] for path in paths}
    if write:
        weights = learn([each for path in paths for each in lessons[path]])
        FILE.write_text("\n".join([header(paths), *theater.written(weights)]) + "\n", encoding="utf-8")
        return
    _show([pair for path in paths for pair in _left_out(path, lessons)])


def _left_out(path: Path, lessons: Mapping[Path, Sequence[Lesson]]) -> list[tuple[Lesson, SecondReading]]:
    """Read the answers of one file with what the others teach."""
    weights = learn([each for other, group in lessons.items() if other != path for each in group])
    return [
        (one, SecondReading(one.field, read_traits(read(example.answer)), weights))
        for one, example in zip(lessons[path], read_examples([path]), strict=True)
    ]


def _show(read: Sequence[tuple[Lesson, SecondReading]]) -> None:
    """Print how often a slot that seems to hold does, and one that seems not to."""
    table = Table("seems", "answers labelled to hold it", "not to", "slots labelled to hold", "not to")
    for name, seems in (("to hold", True), ("not to", False)):
        counts = Counter(
            (slot == ANYTHING, holds)
            for one, reading in read
            for slot, holds in one.holds.items()
            if (reading.likelihood(slot) >= LIKELY) is seems
        )
        table.add_row(
            name, *(str(counts[which]) for which in ((True, True), (True, False), (False, True), (False, False)))
        )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
