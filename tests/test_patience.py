"""What fails in passing is tried again; what is refused for good is not."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.domain.errors import LinkLost
from bot.patience import is_passing, patiently, retry_after_of


def an_error(code: str, status: int = 200, **headers: str) -> SlackApiError:
    """Return what the SDK raises for an answer of Slack."""
    answer = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": code},
        headers=headers,
        status_code=status,
    )
    return SlackApiError(code, answer)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ConnectionResetError(), True),
        (an_error("internal_error"), True),
        (an_error("ratelimited", 429), True),
        (an_error("slow_down", 429), True),
        (an_error("whatever", 503), True),
        (an_error("Received a response in a non-JSON format: <html>"), True),
        (LinkLost(), True),
        (an_error("invalid_auth"), False),
        (an_error("not_allowed_token_type"), False),
    ],
    ids=str,
)
def test_what_passes_and_what_does_not(error: Exception, expected: bool) -> None:
    assert expected is is_passing(error)


def test_one_asks_until_there_is_an_answer() -> None:
    answers: list[Any] = [ConnectionResetError(), an_error("fatal_error"), "here"]

    def ask() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    assert patiently(ask, pauses=(0, 0)) == "here"


def test_a_refusal_is_not_asked_about_again() -> None:
    asked = []

    def ask() -> None:
        asked.append(1)
        raise an_error("invalid_auth")

    with pytest.raises(SlackApiError):
        patiently(ask, pauses=(0, 0))
    assert [1] == asked


def test_what_does_not_pass_in_time_is_raised_as_it_came() -> None:
    def ask() -> None:
        raise ConnectionRefusedError

    with pytest.raises(ConnectionRefusedError):
        patiently(ask, pauses=(0,))


def test_slack_is_not_asked_again_before_it_wants_to_be() -> None:
    waits: list[float] = []
    answers: list[Any] = [an_error("ratelimited", 429, **{"Retry-After": "4"}), "here"]

    def ask() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    assert ("here", [4.0]) == (patiently(ask, sleep=waits.append), waits)


def test_a_long_wait_is_left_to_whoever_asked() -> None:
    asked: list[int] = []

    def ask() -> None:
        asked.append(1)
        raise an_error("ratelimited", 429, **{"Retry-After": "3600"})

    with pytest.raises(SlackApiError):
        patiently(ask, sleep=lambda _: None)
    assert [1] == asked


def test_slack_is_given_the_time_it_asks_for() -> None:
    limited = an_error("ratelimited", 429, **{"Retry-After": "17"})

    page = an_error("Received a response in a non-JSON format: <html>", 429, **{"Retry-After": "9"})
    assert (retry_after_of(limited), retry_after_of(page), retry_after_of(an_error("invalid_auth"))) == (17.0, 9.0, 0.0)
