"""Writing settings into an `.env` file, readable by its owner only."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.domain.errors import Misconfigured

OWNER_ONLY = 0o600


def write_env(path: Path, values: Mapping[str, str]) -> None:
    """Set variables in the file and leave everything else in it as it is; Misconfigured where none can be written."""
    try:
        _write(path, _with(values, path.read_text(encoding="utf-8") if path.exists() else ""))
    except OSError as error:
        raise Misconfigured(
            f"{path} cannot be written ({error.strerror}): name a file in a folder of yours with --env."
        ) from error
    except UnicodeError as error:
        raise Misconfigured(
            f"{path} is not text in UTF-8: save it as such, or name another file with --env."
        ) from error


def _with(values: Mapping[str, str], text: str) -> str:
    kept = [line for line in text.splitlines() if line.partition("=")[0].strip() not in values]
    return "\n".join([*kept, *(f"{name}={value}" for name, value in values.items())]) + "\n"


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)
    partial.replace(path)
