"""What a bench found: figures beside their targets, printed with the seed that repeats the run."""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console
from rich.table import Table

from bot.logs import configure


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number; `target` is the most it may be, or with `at_least` the least."""

    name: str
    measured: float
    target: float | None = None
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Tell whether the number is as it must be."""
        if self.target is None:
            return True
        return self.measured >= self.target if self.at_least else self.measured <= self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of one run."""

    bench: str
    seed: int
    figures: tuple[Figure, ...]

    @property
    def missed(self) -> tuple[Figure, ...]:
        """List the figures that are not as they must be."""
        return tuple(figure for figure in self.figures if not figure.is_met)

    def __getitem__(self, name: str) -> float:
        """Return a figure by its name."""
        return next(figure.measured for figure in self.figures if figure.name == name)

    def show(self, seconds: float) -> None:
        """Print the figures."""
        table = Table("figure", "measured", "target", title=f"{self.bench} · seed {self.seed} · {seconds:.0f} s")
        for figure in self.figures:
            sign = "≥" if figure.at_least else "≤"
            target = "" if figure.target is None else f"{sign} {figure.target:g}"
            table.add_row(figure.name, f"{figure.measured:g}", target if figure.is_met else f"[red]{target}[/red]")
        Console(width=110).print(table)


class Bench(Protocol):
    """Runs so many times with a seed."""

    def __call__(self, *, count: int, seed: int) -> Report:
        """Return what was found."""
        ...


def note(name: str, measured: float) -> Figure:
    """Give a figure that has no target."""
    return Figure(name=name, measured=measured)


def only_if(is_long_enough: bool, figure: Figure) -> Figure:
    """Hold a run to a target only if it was long enough to tell; a short one gives the figure all the same."""
    return figure if is_long_enough else note(figure.name, figure.measured)


def at_most(name: str, measured: float, target: float = 0) -> Figure:
    """Give a figure that may not exceed its target."""
    return Figure(name=name, measured=measured, target=target)


def at_least(name: str, measured: float, target: float) -> Figure:
    """Give a figure that may not fall below its target."""
    return Figure(name=name, measured=measured, target=target, at_least=True)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def command(run: Callable[..., Report], *, count: int, about: str) -> Callable[[], int]:
    """Make the `main` of a bench: it reads `--count` and `--seed`, prints, and returns 1 when a target was missed."""

    def main() -> int:
        parser = argparse.ArgumentParser(description=about)
        parser.add_argument("--count", type=int, default=count)
        parser.add_argument("--seed", type=int, default=1)
        given = parser.parse_args()
        configure("CRITICAL", "text")
        started = time.monotonic()
        report = run(count=given.count, seed=given.seed)
        report.show(time.monotonic() - started)
        return 1 if report.missed else 0

    return main
