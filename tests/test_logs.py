"""Logging: readable, on the stream of the moment, and without secrets."""

import io
import json
from collections.abc import Iterator

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
