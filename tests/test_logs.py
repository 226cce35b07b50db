"""Logging: readable, on the stream of the moment, and without secrets."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from bot import logs


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def logged(monkeypatch: pytest.MonkeyPatch, style: str, **facts: object) -> str:
    """Return what one event looks like on a stream that is set after logging was configured."""
    logs.configure("INFO", style)
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    structlog.get_logger("test").info("something_happened", **facts)
    return stream.getvalue()


def test_an_event_is_one_line_of_json_where_a_program_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    event = json.loads(logged(monkeypatch, "json", count=3, text="two\nlines"))

    assert (event["event"], event["count"], event["text"]) == ("something_happened", 3, "two\nlines")


@pytest.mark.parametrize(
    "secret",
    ["xoxb-123-abc", "xapp-1-A0-def", "xoxe.xoxb-1-ghi", "https://hooks.slack.com/commands/T1/2/jkl"],
)
@pytest.mark.parametrize("style", ["json", "text"])
def test_secrets_are_blotted_out(monkeypatch: pytest.MonkeyPatch, style: str, secret: str) -> None:
    line = logged(monkeypatch, style, reason=f"refused with {secret} today")

    assert secret not in line
    assert "today" in line


def test_a_traceback_shows_no_values_of_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    logs.configure("INFO", "text")
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    answer = " ".join(("what", "somebody", "typed"))

    try:
        raise ValueError(len(answer))
    except ValueError:
        structlog.get_logger("test").exception("failed")

    assert "ValueError" in stream.getvalue()
    assert "what somebody typed" not in stream.getvalue()


@pytest.mark.parametrize("style", ["json", "text"])
def test_a_traceback_shows_no_secrets(monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure("INFO", style)

    try:
        raise ValueError("-".join(("xoxb", "123", "abc")))
    except ValueError:
        structlog.get_logger("test").exception("failed")

    assert "ValueError: [secret]" in stream.getvalue()


@pytest.fixture
def logged_by_a_library(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """What a warning looks like that a library gives to the standard library."""

    def logged(style: str, message: str) -> str:
        stream, root = io.StringIO(), logging.getLogger()
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setattr(root, "handlers", [])  # those of pytest, else none is added
        monkeypatch.setattr(root, "level", root.level)
        logs.configure("INFO", style)
        logging.getLogger("slack_sdk").warning("gave up: %s", message)
        return stream.getvalue()

    return logged


def test_what_a_library_logs_is_one_line_of_json_as_well(logged_by_a_library: Callable[[str, str], str]) -> None:
    event = json.loads(logged_by_a_library("json", "two\nlines"))

    assert (event["event"], event["level"], event["logger"]) == ("gave up: two\nlines", "warning", "slack_sdk")
    assert event["timestamp"].endswith("Z")


@pytest.mark.parametrize("style", ["json", "text"])
def test_secrets_in_what_a_library_logs_are_blotted_out(
    logged_by_a_library: Callable[[str, str], str], style: str
) -> None:
    line = logged_by_a_library(style, "refused xoxb-123-abc today")

    assert "gave up: refused [secret] today" in line
