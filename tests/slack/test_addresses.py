"""Only Slack's own hosts and the configured API base are ever called."""

import pytest

from bot.slack.addresses import Addresses

SLACK = Addresses("https://slack.com/api/")
SANDBOX = Addresses("http://127.0.0.1:8765/api/")
FORGED = [
    "http://hooks.slack.com/x",
    "http://127.0.0.1/x",
    "http://127.0.0.1:8766/x",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/x",
    "https://hooks.slack.com.evil.example/x",
    "https://hooks.slack.com@evil.example/x",
    "https://evil.example#hooks.slack.com",
    "https://evil.example/hooks.slack.com",
    "https://hooks.slack.com:8443/x",
    "https://hooks.slack.com\\@evil.example/x",
    "https://hooks.slack.com:bad/x",
    "file:///etc/passwd",
    "ftp://hooks.slack.com/x",
    "//hooks.slack.com/x",
    "hooks.slack.com/x",
    "",
]


@pytest.mark.parametrize("url", ["https://hooks.slack.com/commands/T1/2/x", "https://hooks.slack-gov.com/x"])
def test_a_response_url_of_slack_is_allowed(url: str) -> None:
    assert SLACK.allows_response(url)
    assert SANDBOX.allows_response(url)


@pytest.mark.parametrize("url", FORGED)
def test_any_other_response_url_is_refused(url: str) -> None:
    assert not SLACK.allows_response(url)
    assert not SANDBOX.allows_response(url)


def test_the_sandbox_may_be_answered_where_it_listens() -> None:
    assert SANDBOX.allows_response("http://127.0.0.1:8765/response/abc")
    assert SANDBOX.allows_upload("http://127.0.0.1:8765/upload/abc")


def test_plain_http_is_for_this_machine_only() -> None:
    remote = Addresses("http://slack.example/api/")

    assert not remote.is_local
    assert not remote.allows_response("http://slack.example/response/abc")
    assert Addresses("http://localhost:1/api/").is_local


def test_files_go_to_slacks_file_host() -> None:
    assert SLACK.allows_upload("https://files.slack.com/upload/v1/abc")
    assert not SLACK.allows_upload("https://hooks.slack.com/upload/v1/abc")
    assert not SLACK.allows_upload("https://files.slack.com.evil.example/abc")
