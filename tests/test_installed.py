"""A wheel brings along everything the commands need: nothing is looked for beside the code that is not in it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.cli import MANIFEST

ROOT = Path(__file__).parent.parent
SECONDS = 60


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a wheel of this project installs."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=SECONDS)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def aligned(installed: Path, *words: str) -> str:
    """Run a command of what is installed, from a folder of its own, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "bot", *words]
    done = subprocess.run(command, cwd=installed, env=environment, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_manifest_is_printed(installed: Path) -> None:
    assert aligned(installed, "manifest") == MANIFEST.read_text(encoding="utf-8")


def test_the_schema_is_made(installed: Path) -> None:
    assert "The schema is at" in aligned(installed, "db", "upgrade")


def test_the_story_is_told(installed: Path) -> None:
    assert "the spec is complete" in aligned(installed, "demo", "--script")
