"""The settings: what is wrong with them is said in one sentence, and the demo has none of an app that people use."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import Misconfigured
from bot.settings import Settings, load, settings_of, variable_of

LATIN = "Zürich".encode("latin-1")


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read them in a folder without `.env`, and in an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)


def reason(**settings: Any) -> str:
    """Return why settings are refused, which is one line."""
    with pytest.raises(Misconfigured) as refusal:
        load(settings)
    (line,) = str(refusal.value).splitlines()
    return line


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "",
        "slack.com/api/",
        "ftp://slack.com/api/",
        "https://",
        "http://[::1",
        "http://host:port/",
        "http://a b/",
    ],
)
def test_what_is_no_address_of_the_web_api_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SLACK_API_URL", address)

    assert reason() == "SLACK_API_URL: this is no address; give one such as https://slack.com/api/"


@pytest.mark.parametrize("address", ["https://slack.com/api/", "http://127.0.0.1:8787/api/", "http://[::1]:8787/api/"])
def test_an_address_of_the_web_api_is_taken_as_it_is(address: str) -> None:
    assert load({"slack_api_url": address}).slack_api_url == address


@pytest.mark.parametrize("level", ["CRITICAL", "critical", "Debug"])
def test_a_level_of_the_log_is_taken_in_any_case(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    monkeypatch.setenv("ALIGNED_LOG_LEVEL", level)

    assert load().log_level == level.upper()


@pytest.mark.parametrize("form", ["JSON", "Text", "auto"])
def test_a_format_of_the_log_is_taken_in_any_case(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("ALIGNED_LOG_FORMAT", form)

    assert load().log_format == form.lower()


@pytest.mark.parametrize(
    ("variable", "wrong", "right"),
    [("ALIGNED_LOG_LEVEL", "LOUD", "'WARNING'"), ("ALIGNED_LOG_FORMAT", "xml", "'json', 'text' or 'auto'")],
)
def test_a_log_that_there_is_not_is_refused_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch, variable: str, wrong: str, right: str
) -> None:
    monkeypatch.setenv(variable, wrong)

    said = reason()

    assert said.startswith(f"{variable}: ")
    assert right in said


@pytest.mark.parametrize("variable", ["ALIGNED_RECONCILE_SECONDS", "ALIGNED_TICK_SECONDS"])
@pytest.mark.parametrize("seconds", ["inf", "nan", "1e300", "1e12", "0", "-1"])
def test_a_length_of_time_that_no_clock_could_wait_for_is_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, seconds: str
) -> None:
    monkeypatch.setenv(variable, seconds)

    assert reason().startswith(f"{variable}: Input should be ")


def test_an_outcome_may_stay_unknown_for_a_day() -> None:
    assert load({"reconcile_seconds": 86_400}).reconcile_seconds == 86_400


@pytest.mark.parametrize("variable", ["ALIGNED_LETTERBOX", "ALIGNED_PACKS"])
def test_a_path_that_is_left_empty_is_not_set(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "")

    settings = load()

    assert (None, None) == (settings.letterbox, settings.packs)


@pytest.mark.parametrize("same", ["aligned.db", "./aligned.db", "linked.db"])
def test_the_file_of_the_database_is_no_letterbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, same: str) -> None:
    (tmp_path / "linked.db").symlink_to("aligned.db")
    monkeypatch.setenv("ALIGNED_LETTERBOX", same)

    assert reason() == "ALIGNED_LETTERBOX: this is the file of the database; the letterbox needs one of its own"


@pytest.mark.parametrize("address", ["postgresql://host/aligned.db", "sqlite://", "nonsense"])
def test_a_letterbox_is_taken_where_the_database_is_no_file(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("ALIGNED_LETTERBOX", "aligned.db")

    assert load().letterbox == Path("aligned.db")


def test_a_file_of_a_token_that_is_not_utf_8_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(LATIN)
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", "token")

    assert reason() == "SLACK_BOT_TOKEN_FILE names token, which is not text in UTF-8: save it as such."


def test_an_env_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"PLACE=" + LATIN)

    assert reason() == ".env is not text in UTF-8: save it as such."


def test_settings_of_what_is_said_have_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    before = settings_of({"tick_seconds": 1})
    for name in Settings.model_fields:
        monkeypatch.setenv(variable_of(name), "7")

    assert settings_of({"tick_seconds": 1}) == before


def test_settings_of_what_is_said_have_nothing_of_named_files(monkeypatch: pytest.MonkeyPatch) -> None:
    before = settings_of({"tick_seconds": 1})
    for name in Settings.model_fields:
        monkeypatch.setenv(f"{variable_of(name)}_FILE", "/nope")

    assert settings_of({"tick_seconds": 1}) == before


@pytest.mark.parametrize("ending", [b"", LATIN])
def test_settings_of_what_is_said_have_nothing_of_an_env_file(tmp_path: Path, ending: bytes) -> None:
    before = settings_of({"tick_seconds": 1})
    lines = [f"{variable_of(name)}=7\n".encode() for name in Settings.model_fields]
    (tmp_path / ".env").write_bytes(b"".join(lines) + ending)

    assert settings_of({"tick_seconds": 1}) == before
