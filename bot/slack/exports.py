"""The files of a frozen spec: Markdown for people, JSON for machines, and the schemas it declares."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.domain.declared import INPUTS, OUTPUTS, declared_in
from bot.domain.spec import Spec
from bot.slack.message import SpecFile
from bot.slack.readable import readable
from bot.slack.text import stripped
from bot.slack.words import day

SHIPPED = Path(__file__).resolve().parent.parent.parent / "templates" / "exports"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BACKTICKS = re.compile(r"`+")
_SHORTEST_FENCE = 3


class Fenced(str):
    """Markdown we wrote ourselves; it is not escaped again."""

    __slots__ = ()


class Exports:
    """Writes the documents of a spec."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            finalize=inline,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # Markdown is not HTML; `finalize` escapes what Markdown reads
        )
        environment.filters.update(fenced=fenced, day=day)
        self._markdown = environment.get_template("spec.md.j2")

    def files(self, spec: Spec, name_of: Callable[[str], str]) -> tuple[SpecFile, ...]:
        """Write a version as Markdown and as JSON, with the schemas of input and output that it declares.

        The names tell the versions apart: an upload whose outcome was lost is recognised by them.
        """
        title = f"{stripped(spec.title)}, version {spec.version}"
        return (
            SpecFile(
                name=f"spec-v{spec.version}.md", title=f"{title} (Markdown)", content=self.markdown(spec, name_of)
            ),
            SpecFile(
                name=f"spec-v{spec.version}.json",
                title=f"{title} (JSON)",
                content=f"{spec.model_dump_json(indent=2)}\n",
            ),
            *schema_files(spec, title),
        )

    def markdown(self, spec: Spec, name_of: Callable[[str], str]) -> str:
        """Write a version for people."""
        titles = {field.field: field.label for part in spec.artifacts for field in part.fields}
        titles |= {part.artifact: part.title for part in spec.artifacts}
        return self._markdown.render(
            spec=spec, titles=titles, name_of=name_of, said=lambda text: readable(text, name_of)
        )


def schema_files(spec: Spec, title: str) -> Iterator[SpecFile]:
    """Write the JSON Schema of what comes in and of what goes out, for machines that check either."""
    answers = {field.field: field.answer for part in spec.artifacts for field in part.fields if field.answer}
    for direction, keys in (("input", INPUTS), ("output", OUTPUTS)):
        document = next((found for key in keys if (found := _schema_in(answers.get(key)))), None)
        if document is not None:
            text = json.dumps({"title": f"{title}: {direction}", **document}, indent=2, ensure_ascii=False)
            name = f"{direction}-v{spec.version}.schema.json"
            yield SpecFile(name=name, title=f"{title} ({direction} schema)", content=f"{text}\n")


def _schema_in(answer: str | None) -> dict[str, Any] | None:
    declared = declared_in(answer) if answer else None
    if declared is None or declared.compiled is None or not declared.is_typed:
        return None
    document = declared.compiled.document
    return document if isinstance(document, dict) else None


def inline(value: object) -> str:
    """Write a value inside a line or a table cell so that Markdown reads nothing into it."""
    if isinstance(value, Fenced):
        return value
    return _MARKUP.sub(r"\\\1", " ".join(stripped("" if value is None else str(value)).split()))


def fenced(text: str) -> Fenced:
    """Set a text apart, whatever it contains: the fence is longer than any run of backticks inside."""
    said = stripped(text)
    longest = max((len(run) for run in _BACKTICKS.findall(said)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return Fenced(f"{fence}text\n{said}\n{fence}")
