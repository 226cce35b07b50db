"""What fails in passing is tried again; what is refused for good is not."""

from collections.abc import Callable

import pytest

from bot.domain.errors import LinkLost
from bot.patience import patiently
from bot.slack.enquiries import SlackAway, TokenRefused


def saying(*answers: Exception | str) -> Callable[[], str]:
    """Return what gives these answers, one after the other."""
    left = list(answers)

    def ask() -> str:
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ask


def test_one_asks_until_there_is_an_answer() -> None:
    ask = saying(ConnectionResetError(), SlackAway("out of order"), LinkLost(), "here")

    assert "here" == patiently(ask, pauses=(0, 0, 0))


def test_a_refusal_is_not_asked_about_again() -> None:
    with pytest.raises(TokenRefused):
        patiently(saying(TokenRefused("invalid_auth"), "here"), pauses=(0, 0))


def test_what_does_not_pass_in_time_is_raised_as_it_came() -> None:
    with pytest.raises(ConnectionRefusedError):
        patiently(saying(ConnectionRefusedError(), ConnectionRefusedError()), pauses=(0,))


def test_slack_is_not_asked_again_before_it_wants_to_be() -> None:
    waits: list[float] = []

    answer = patiently(saying(SlackAway("limited", asked=4.0), "here"), sleep=waits.append)

    assert ("here", [4.0]) == (answer, waits)


def test_a_long_wait_is_left_to_whoever_asked() -> None:
    with pytest.raises(SlackAway):
        patiently(saying(SlackAway("limited", asked=3600.0), "here"), sleep=lambda _: None)
