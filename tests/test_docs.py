"""The documents say what is true: every command runs, every scope is explained, every link leads somewhere."""

import re
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from bot.cli import MANIFEST, cli
from bot.metrics import Metrics
from bot.settings import Settings, variable_of

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

TEXTS = [document.read_text(encoding="utf-8") for document in DOCUMENTS]


def commands_in(text: str) -> list[list[str]]:
    """Return the command lines of the bash blocks of a document, without their comments."""
    blocks = re.findall(r"```bash\n(.*?)```", text, re.DOTALL)
    lines = (line.partition("#")[0].strip() for block in blocks for line in block.splitlines())
    return [line.split() for line in lines if line]


def targets_of_make() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("words", [words for words in commands_in(README) if words[0] == "make"], ids=" ".join)
def test_every_make_target_of_the_readme_exists(words: list[str]) -> None:
    assert words[1] in targets_of_make()


@pytest.mark.parametrize("words", [w for w in commands_in(README) if w[0].endswith("aligned")], ids=" ".join)
def test_every_command_of_the_readme_exists_with_its_options(words: list[str]) -> None:
    command = get_command(cli).commands[words[1]]  # type: ignore[attr-defined]
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}

    assert {word for word in words[2:] if word.startswith("--")} <= options


def commands_named() -> set[str]:
    """Return every `aligned …` that a document, a sentence or the code tells somebody to run."""
    folders = [ROOT / name for name in ("bot", "handlers", "storage", "templates", "sandbox", "docs")]
    files = [
        path for folder in folders for path in folder.rglob("*.*") if path.suffix in {".py", ".md", ".j2", ".toml"}
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in [*files, *DOCUMENTS])
    named = re.findall(r"`(?:\.venv/bin/)?aligned ([a-z]+)(?: ([a-z]+(?:\|[a-z]+)*))?", text)
    return {f"{first} {second}".strip() for first, rest in named for second in rest.split("|")}


def commands_there_are() -> set[str]:
    """Return every command, with its group where it has one."""
    tree = get_command(cli).commands  # type: ignore[attr-defined]
    return {f"{name} {inner}".strip() for name, command in tree.items() for inner in getattr(command, "commands", [""])}


def test_every_command_that_is_named_anywhere_exists() -> None:
    assert commands_named() <= commands_there_are()


def test_every_variable_that_is_named_anywhere_is_a_setting() -> None:
    named = set(re.findall(r"\b(?:ALIGNED|SLACK)_[A-Z_]+\b|\bDATABASE_URL\b", "".join(TEXTS)))

    assert {name.removesuffix("_FILE") for name in named} <= {variable_of(name) for name in Settings.model_fields}


def test_every_metric_that_is_named_anywhere_is_served() -> None:
    served = set(re.findall(r"^# TYPE (\w+) ", Metrics().text().decode(), re.MULTILINE))
    named = set(re.findall(r"\baligned_[a-z_]+", "".join(TEXTS)))

    assert {name.removesuffix("_total") for name in named} <= {name.removesuffix("_total") for name in served}


def test_the_readme_names_the_test_command_that_the_gate_calls() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "make test" in gate
    assert ["make", "test"] in commands_in(README)


def test_the_readme_explains_every_scope_and_no_other() -> None:
    scopes = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]
    table = README[README.index("### What it may see") :]
    explained = re.findall(r"^\| (`[^|]*)\|", table, re.MULTILINE)

    assert set(re.findall(r"`([a-z_:]+)`", " ".join(explained))) == {*scopes["bot"], *scopes.get("bot_optional", ())}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_into_the_project_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]

    assert missing == []


def test_every_module_that_the_documents_run_exists() -> None:
    text = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    modules = set(re.findall(r"python -m ([a-z_.]+)", text))
    places = {name: ROOT / name.replace(".", "/") for name in modules}
    missing = [
        name
        for name, place in places.items()
        if not place.with_suffix(".py").exists() and not (place / "__main__.py").exists()
    ]

    assert missing == []
