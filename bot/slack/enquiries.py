"""What a process asks Slack on its own behalf: who a token belongs to, and where a socket may be opened.

Whatever comes back is read as what it is. A proxy answers in its own words, charset and form, some of which the SDK
cannot read; all of that is Slack being away, for whoever asks to wait out.
"""

import re
from datetime import timedelta
from http import HTTPStatus

from bot.domain.errors import AlignedError
from bot.slack.addresses import Addresses
from bot.slack.connections import BROKEN, Answer, Connections
from bot.slack.error_codes import AMBIGUOUS, LIMITED
from bot.slack.web import TIMEOUT, retry_after

_CODE = re.compile(r"[a-z0-9_]{1,100}")
"""What is no such word is a page of a proxy, not an answer of Slack's."""


class SlackAway(AlignedError):
    """Slack, or the way to it, is out of order; `asked` are the seconds after which it wants to be asked again."""

    def __init__(self, message: str, *, asked: float = 0.0) -> None:
        super().__init__(message)
        self.asked = asked


class TokenRefused(AlignedError):
    """Slack does not accept a token; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class Enquiries:
    """Asks with one token, once each; raises SlackAway or TokenRefused unless Slack said yes."""

    def __init__(self, base_url: str, token: str, *, timeout: timedelta = TIMEOUT) -> None:
        self._base_url = base_url if base_url.endswith("/") else f"{base_url}/"
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": "aligned",
        }
        self._connections = Connections(timeout.total_seconds(), is_local=Addresses(base_url).is_local)

    def ask(self, method: str, *needed: str) -> Answer:
        """Return an answer that holds what is needed; a yes without it is not Slack's."""
        try:
            answer = self._connections.post(f"{self._base_url}{method}", b"", self._headers)
        except BROKEN as error:
            raise SlackAway(f"{_root_of(error)}. Check the network, and SLACK_API_URL.") from error
        if answer.is_yes and all(answer.object.get(name) for name in needed):
            return answer
        raise _judged(answer)


def _judged(answer: Answer) -> SlackAway | TokenRefused:
    code = str(answer.object.get("error"))
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or code in LIMITED:
        asked = retry_after(answer.headers)
        return SlackAway(f"it asks to be left alone for {asked:.0f} seconds", asked=asked)
    is_refusal = answer.object.get("ok") is False and _CODE.fullmatch(code) and code not in AMBIGUOUS
    if is_refusal and answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return TokenRefused(code)
    return SlackAway(f"it, or a proxy before it, is out of order (HTTP {answer.status}). Try again later.")


def _root_of(error: BaseException) -> BaseException:
    """Find what the system said, below what the libraries made of it."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error
