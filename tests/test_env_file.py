"""Writing tokens into an `.env` file; where that cannot be done, one sentence says why and what to do."""

from pathlib import Path

import pytest

from bot.domain.errors import Misconfigured
from bot.env_file import write_env

TOKEN = {"SLACK_BOT_TOKEN": "xoxb-1"}


def reason(path: Path) -> str:
    """Return why the file is not written."""
    with pytest.raises(Misconfigured) as refusal:
        write_env(path, TOKEN)
    return str(refusal.value)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / ".env"

    assert reason(path) == (
        f"{path} cannot be written (No such file or directory): name a file in a folder of yours with --env."
    )


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    assert f"{tmp_path} cannot be written (Is a directory)" in reason(tmp_path)


def test_a_file_that_is_not_utf_8_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"PLACE=Z\xfcrich")

    assert reason(path).startswith(f"{path} is not text in UTF-8: save it as such")
    assert path.read_bytes() == b"PLACE=Z\xfcrich"
