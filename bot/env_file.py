"""Writing settings into an `.env` file, readable by its owner only."""

import os
from collections.abc import Mapping
from pathlib import Path

OWNER_ONLY = 0o600


def write_env(path: Path, values: Mapping[str, str]) -> None:
    """Set variables in the file and leave everything else in it as it is."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if line.partition("=")[0].strip() not in values]
    text = "\n".join([*kept, *(f"{name}={value}" for name, value in values.items())]) + "\n"
    partial = path.with_name(f"{path.name}.partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)
    partial.replace(path)
