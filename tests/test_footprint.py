"""What is seldom needed is not loaded at the start: it would stay in memory for as long as the app runs."""

import subprocess
import sys

import pytest

LOOK = """
import sys
import bot.cli
import bot.app
from bot.domain.pasted.reader import read_fields
read_fields("claim id, text, required")
print(sys.argv[1] in sys.modules)
"""


@pytest.mark.parametrize("module", ["sqlglot", "alembic", "uvicorn", "rich"])
def test_what_is_seldom_needed_is_not_loaded_at_the_start(module: str) -> None:
    looked = subprocess.run([sys.executable, "-c", LOOK, module], capture_output=True, text=True, check=True)

    assert looked.stdout.strip() == "False"
