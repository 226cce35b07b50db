"""What a process asks on its own behalf is answered, refused, or not answered just now; nothing else can happen."""

import socket

import pytest

from bot.slack.enquiries import Enquiries, SlackAway, TokenRefused
from tests.slack.pages import ODD_PAGES, Page, in_place_of_slack, said


def test_an_answer_of_slacks_is_given_with_its_headers() -> None:
    with in_place_of_slack(Page(body=b'{"ok": true, "team_id": "T1"}', headers={"X-OAuth-Scopes": "a,b"})) as place:
        answer = Enquiries(place.url, "xoxb-1").ask("auth.test", "team_id")

    assert ("T1", "a,b") == (answer.object["team_id"], answer.headers.get("x-oauth-scopes"))
    assert [("/api/auth.test", "Bearer xoxb-1")] == place.asked


@pytest.mark.parametrize("name", ODD_PAGES)
def test_a_page_that_is_no_answer_of_slacks_is_slack_being_away(name: str) -> None:
    with in_place_of_slack(ODD_PAGES[name]) as place, pytest.raises(SlackAway):
        Enquiries(place.url, "xoxb-1").ask("auth.test", "team_id")


@pytest.mark.parametrize(
    "page", [said(ok=False, error="internal_error"), said(503, ok=False, error="invalid_auth")], ids=str
)
def test_slack_that_is_out_of_order_is_away(page: Page) -> None:
    with in_place_of_slack(page) as place, pytest.raises(SlackAway, match="out of order"):
        Enquiries(place.url, "xoxb-1").ask("auth.test")


@pytest.mark.parametrize("code", ["invalid_auth", "not_allowed_token_type"])
def test_a_token_that_is_refused_is_told_with_the_reason(code: str) -> None:
    with in_place_of_slack(said(ok=False, error=code)) as place, pytest.raises(TokenRefused) as refusal:
        Enquiries(place.url, "xoxb-1").ask("auth.test")

    assert code == refusal.value.code


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (said(429, ok=False, error="ratelimited", retry_after="17"), 17.0),
        (said(429, ok=False, error="slow_down", retry_after="4"), 4.0),
        (said(ok=False, error="ratelimited", retry_after="5"), 5.0),
        (Page(status=429, body=b"<html>", headers={"retry-after": "9"}), 9.0),
    ],
    ids=str,
)
def test_slack_is_given_the_time_it_asks_for(page: Page, asked: float) -> None:
    with in_place_of_slack(page) as place, pytest.raises(SlackAway) as away:
        Enquiries(place.url, "xoxb-1").ask("auth.test")

    assert asked == away.value.asked


def test_what_cannot_be_reached_is_told_in_the_words_of_the_system() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with pytest.raises(SlackAway, match=r"^\[Errno \d+\] Connection refused\. Check the network"):
        Enquiries(f"http://127.0.0.1:{port}/api/", "xoxb-1").ask("auth.test")
