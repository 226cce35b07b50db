"""Print how well the interrogator judges the labelled corpus: ``python benchmarks/assess.py``."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.scoring import (
    SPLITS,
    Example,
    Judge,
    Judged,
    corpus_files,
    figures,
    judge_all,
    read_examples,
)
from bot.catalogue_files import read_catalogue
from bot.domain.assessment import assess
from bot.domain.assessment.rehearsal import rehearse
from bot.domain.verdict import Assessment, Verdict


def corpus_judge() -> Judge:
    """Build the judge of the product over the shipped catalogue."""
    catalogue = read_catalogue()
    rehearse(catalogue)

    def judge(example: Example) -> Assessment:
        field = catalogue.field(f"{example.artifact}.{example.field}")
        return assess(field, example.answer, author=example.author)

    return judge


def main(
    files: Annotated[list[Path] | None, typer.Option(help="Only these corpus files.")] = None,
    mistakes: Annotated[bool, typer.Option(help="List the disagreements of the dev files.")] = False,
    held_mistakes: Annotated[bool, typer.Option(help="List those of the held files too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Judge the corpus, split by split."""
    splits = {"files": files} if files else {split: list(corpus_files(split)) for split in SPLITS}
    judge = corpus_judge()
    judged = {name: judge_all(read_examples(paths), judge) for name, paths in splits.items() if paths}
    if as_json:
        typer.echo(json.dumps({name: figures(group) for name, group in judged.items()}, indent=2))
        return
    console = Console(soft_wrap=True, highlight=False)
    for name, group in judged.items():
        _print_figures(console, name, figures(group))
        if held_mistakes or (mistakes and name != "held"):
            _print_mistakes(console, [j for j in group if held_mistakes or not _is_held(j)])


def _is_held(judged: Judged) -> bool:
    return judged.example.id.startswith("held-")


def _print_figures(console: Console, name: str, values: dict[str, Any]) -> None:
    console.rule(f"{name}: {values['answers']} answers")
    for key in ("not_executable", "missing_slots"):
        score = values[key]
        console.print(f"{_words(key):<22} P {score['precision']:.3f}  R {score['recall']:.3f}  F1 {score['f1']:.3f}")
    for key in ("theater_passed", "accuracy", "findings_that_quote"):
        console.print(f"{_words(key):<22} {values[key]:.3f}")
    times = values["milliseconds"]
    console.print(f"{'ms per answer':<22} median {times['median']:.2f}  p99 {times['p99']:.2f}  max {times['max']:.2f}")
    console.print(_confusion_table(values["confusion"]))
    for key in ("macro_f1_by_artifact", "accuracy_by_slice", "accuracy_by_field"):
        console.print(_share_table(_words(key), values[key]))


def _confusion_table(counts: dict[str, int]) -> Table:
    table = Table("labelled \\ given", *Verdict, title="confusion")
    for gold in Verdict:
        table.add_row(gold, *(str(counts.get(f"{gold} -> {got}", 0)) for got in Verdict))
    return table


def _share_table(title: str, shares: dict[str, float]) -> Table:
    table = Table(title, "share")
    for name, share in shares.items():
        table.add_row(name, f"{share:.3f}")
    return table


def _print_mistakes(console: Console, judged: Sequence[Judged]) -> None:
    for j in judged:
        if not j.agrees_on_slots:
            gold, got = j.example, j.got
            console.print(f"\n{gold.id} {gold.artifact}.{gold.field}", style="bold")
            console.print(gold.answer, markup=False)
            console.print(f"label {gold.verdict} {list(gold.missing)}  {gold.note}", markup=False)
            console.print(f"given {got.verdict} {list(got.missing)}", markup=False)


def _words(name: str) -> str:
    return name.replace("_", " ")


if __name__ == "__main__":
    typer.run(main)
