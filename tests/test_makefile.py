"""What `make` says on a machine that is not as it should be, before anything is installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clone in which nothing has been installed."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def a_python(folder: Path, *, version: tuple[int, int, int]) -> Path:
    """Make an interpreter that claims a version and, like Debian's without python3-venv, breaks every environment."""
    path = folder / "python"
    told = ".".join(map(str, version))
    path.write_text(
        "#!/bin/sh\n"
        f"""[ "$1" = -c ] && exec {sys.executable} -c "import sys; sys.version_info = {version}; """
        f"""sys.version = '{told} (main)'; $2"\n"""
        'mkdir -p "$3/bin" && touch "$3/bin/python" && chmod +x "$3/bin/python"\n'
        "echo 'ensurepip is not available' >&2; exit 1\n"
    )
    path.chmod(0o755)
    return path


def make_demo(folder: Path, python: Path) -> "subprocess.CompletedProcess[str]":
    """Run `make demo` with an interpreter."""
    command = ["make", "demo", f"PYTHON={python}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=30, check=False)


def test_a_python_that_is_too_old_is_named_with_a_way_out(folder: Path) -> None:
    old = a_python(folder, version=(3, 9, 2))

    ended = make_demo(folder, old)

    assert ended.returncode != 0
    assert f"Aligned needs Python 3.11 or newer; {old} is 3.9.2. Name another one, such as: make demo" in ended.stderr
    assert not (folder / ".venv").exists()


def test_an_environment_that_could_not_be_made_is_not_taken_for_one_the_next_time(folder: Path) -> None:
    broken = a_python(folder, version=(3, 12, 0))

    ended = make_demo(folder, broken)

    assert ended.returncode != 0
    assert "ensurepip is not available" in ended.stderr
    assert not (folder / ".venv").exists()
