"""Learn from the development answers how theater reads, and say how well that carries over to answers of other authors.

    python -m benchmarks.theater            leave out one file after the other, and score it
    python -m benchmarks.theater --write    write the weights that ship with the judge

A logistic regression, fitted by AdaGrad in a fixed order, so that the same answers give the same weights.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.scoring import Example, corpus_files, read_examples
from bot.domain.assessment import theater
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.spelling import mended
from bot.domain.verdict import Verdict

FILE = Path(theater.__file__).with_name("theater_weights.tsv")
ROUNDS, STEP, PENALTY = 30, 0.3, 0.5
SEEN_AT_LEAST = 2
KEPT = 5_000
LIMITS = (0.5, 0.6, theater.DOUBTED_FROM)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an answer shows, and whether it was labelled vague."""

    amounts: dict[str, float]
    is_theater: bool


def lesson(example: Example) -> Lesson:
    """Read one labelled answer."""
    shown = theater.traits(f"{example.artifact}.{example.field}", passage_of(example))
    return Lesson({trait.name: trait.amount for trait in shown}, example.verdict is Verdict.VAGUE)


def passage_of(example: Example) -> Passage:
    """Read an answer as the judge reads it."""
    return mended(Passage(example.answer))


def learn(lessons: Sequence[Lesson]) -> dict[str, float]:
    """Fit the weights; traits that were seen once say nothing about the next answer."""
    seen = Counter(name for each in lessons for name in each.amounts)
    kept = [
        Lesson({n: amount for n, amount in each.amounts.items() if seen[n] >= SEEN_AT_LEAST}, each.is_theater)
        for each in lessons
    ]
    weights: dict[str, float] = dict.fromkeys((name for each in kept for name in each.amounts), 0.0)
    slopes = dict.fromkeys(weights, 1e-6)
    order = random.Random(1)
    for _ in range(ROUNDS):
        order.shuffle(kept)
        for each in kept:
            _step(weights, slopes, seen, each)
    return dict(sorted(weights.items(), key=lambda pair: -abs(pair[1]))[:KEPT])


def _step(weights: dict[str, float], slopes: dict[str, float], seen: Mapping[str, int], one: Lesson) -> None:
    """Move every weight of one answer; the penalty of a weight is shared among the answers that show its trait."""
    score = sum(weights[name] * amount for name, amount in one.amounts.items())
    error = theater.logistic(score) - one.is_theater
    for name, amount in one.amounts.items():
        slope = error * amount + PENALTY * weights[name] / seen[name]
        slopes[name] += slope * slope
        weights[name] -= STEP * slope / slopes[name] ** 0.5


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
    paths = corpus_files("dev")
    lessons = {path: [lesson(example) for example in read_examples([path])] for path in paths}
    if write:
        weights = learn([each for path in paths for each in lessons[path]])
        FILE.write_text("\n".join([header(paths), *theater.written(weights)]) + "\n", encoding="utf-8")
        return
    _show([(example, chance) for path in paths for example, chance in _left_out(path, lessons)])


def _left_out(path: Path, lessons: dict[Path, list[Lesson]]) -> list[tuple[Example, float]]:
    weights = learn([each for other, group in lessons.items() if other != path for each in group])
    examples = read_examples([path])
    return [(one, theater.likelihood(f"{one.artifact}.{one.field}", passage_of(one), weights)) for one in examples]


def _show(scored: Sequence[tuple[Example, float]]) -> None:
    table = Table("taken for theater from", *(f"labelled {verdict}" for verdict in Verdict))
    for limit in LIMITS:
        flagged = Counter(example.verdict for example, chance in scored if chance > limit)
        table.add_row(f"{limit:g}", *(str(flagged[verdict]) for verdict in Verdict))
    table.add_row("all answers", *(str(sum(e.verdict is verdict for e, _ in scored)) for verdict in Verdict))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
