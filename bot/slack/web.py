"""Calls to Slack's Web API: one attempt each, with a timeout, judged by what is known afterwards.

Retries of a write are the delivery loop's, never the library's, which would repeat a post whose connection broke.
"""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from random import random
from typing import Any
from urllib.parse import urlencode

import structlog

from bot.domain.errors import AlignedError
from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Sent, Unknown
from bot.slack.addresses import Addresses
from bot.slack.connections import BROKEN, Answer, Connections, Unreachable
from bot.slack.error_codes import LIMITED, SCOPELESS, TOKENLESS, outcome_of
from bot.slack.rates import Rates

Reply = Mapping[str, Any]
OnPause = Callable[[str, str, timedelta], None]

TIMEOUT = timedelta(seconds=10)
AGAIN_SOON = timedelta(seconds=5)
AGAIN_WITH_TOKEN = timedelta(minutes=5)
EVERYTHING = "every method"
RETRY_AFTER, LONGEST_RETRY_AFTER = 30.0, 3600.0
# What Slack would do a second time if it were called a second time. Anything else may simply be called again.
ONCE = frozenset({"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal", "views.open"})
# Without these nothing can be said at all, so what is to be said waits for the right to call them. Others have a way
# around, or what they are for is told apart.
SPEAKING = frozenset({"chat.postMessage", "chat.update", "conversations.open"})
# Slack takes the arguments of these as a form only.
_FORMS = (
    "users.",
    "dnd.",
    *("conversations.info", "conversations.members", "conversations.history", "conversations.replies"),
    "files.getUploadURLExternal",
)
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json;charset=utf-8"
_CODE = re.compile(r"[a-z0-9_.:-]{1,100}")

log = structlog.get_logger(__name__)


class Interrupted(AlignedError):
    """A delivery cannot go on; `outcome` says what became of it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(str(outcome))
        self.outcome = outcome


class Web:
    """Calls methods for a workspace with its token, within its rates; raises Interrupted unless Slack said yes."""

    def __init__(
        self,
        base_url: str,
        token_of: Callable[[str], str | None],
        *,
        rates: Rates | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random,
        timeout: timedelta = TIMEOUT,
        on_call: Callable[[str, str], None] = lambda *_: None,
    ) -> None:
        self.addresses = Addresses(base_url)
        self.rates = rates or Rates()
        self._token_of = token_of
        self._monotonic = monotonic
        self._jitter = jitter
        self._on_call = on_call
        self._on_pause: OnPause = lambda *_: None
        self._base_url = base_url if base_url.endswith("/") else f"{base_url}/"
        self._connections = Connections(timeout.total_seconds(), is_local=self.addresses.is_local, monotonic=monotonic)
        self._refused_tokens: dict[tuple[str, str], tuple[str, float]] = {}

    def on_pause(self, callback: OnPause) -> None:
        """Call back whenever Slack asks for a pause, with the workspace, the method, and for how long it asks."""
        self._on_pause = callback

    def call(self, workspace: str, method: str, *, pace: str | None = None, **arguments: Any) -> Reply:
        """Call a method once and return Slack's answer. `pace` names the channel whose own rate counts as well."""
        token = self._usable_token(workspace, method)
        wait = self.rates.wait_for(workspace, method, self._monotonic(), channel=pace)
        if wait > 0:
            raise Interrupted(Postponed(wait=timedelta(seconds=wait), reason=f"pace of {method}"))
        try:
            answer = self._connections.post(f"{self._base_url}{method}", *_encode(method, token, arguments))
        except BROKEN as error:
            outcome = _judge_broken(error)
        else:
            if answer.is_yes:
                self._on_call(method, "ok")
                self._accepted(workspace, method, token)
                return answer.object
            outcome = self._judge(workspace, method, token, answer)
        self._on_call(method, type(outcome).__name__.lower())
        if isinstance(outcome, Unknown) and method not in ONCE:
            outcome = _failed(outcome.reason)
        if isinstance(outcome, Sent):
            return {}
        raise Interrupted(outcome)

    def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """Post to a response URL; an address that is not Slack's is refused without being called."""
        if not self.addresses.allows_response(url):
            raise Interrupted(Refused(obstacle=Obstacle.FORM, code="foreign_response_url"))
        said = {name: value for name, value in payload.items() if value is not None}
        try:
            answer = self._connections.post(url, json.dumps(said).encode(), _headers(_JSON))
        except BROKEN as error:
            raise Interrupted(_judge_broken(error)) from error
        if answer.status >= 500:
            raise Interrupted(Unknown(reason=f"http_{answer.status}"))
        if answer.status != 200:
            raise Interrupted(Refused(obstacle=Obstacle.FORM, code=_code_in(answer)))

    def upload(self, url: str, content: bytes) -> None:
        """Upload the bytes of a file to the address Slack gave for it; doing it twice does no harm.

        A refusal is tried again, with a new address, as often as any that nobody knows: the old one may be used up.
        A host that cannot be reached may be closed to us for good, so that is a failure as well.
        """
        if not self.addresses.allows_upload(url):
            raise Interrupted(Refused(obstacle=Obstacle.PAYLOAD, code="foreign_upload_url"))
        try:
            answer = self._connections.post(url, content, _headers("application/octet-stream"))
        except BROKEN as error:
            raise Interrupted(_failed(f"upload: {error}")) from error
        if answer.status >= 500 or answer.status in {408, 429}:
            raise Interrupted(_failed(f"upload: http_{answer.status}"))
        if answer.status != 200:
            raise Interrupted(Refused(obstacle=Obstacle.UNKNOWN, code=f"upload_http_{answer.status}"))

    @property
    def refused(self) -> tuple[str, ...]:
        """List the workspaces whose token Slack does not accept any more, or not for what has to be said.

        That holds until a call with the token succeeds, or there is another token.
        """
        refused = {(of, token) for (of, _), (token, _) in tuple(self._refused_tokens.items())}
        return tuple(sorted({workspace for workspace, token in refused if token == self._token_of(workspace)}))

    def _usable_token(self, workspace: str, method: str) -> str:
        token = self._token_of(workspace)
        if token is None:
            raise Interrupted(Postponed(wait=AGAIN_WITH_TOKEN, reason="no token"))
        for what in (EVERYTHING, method):
            refused, again_at = self._refused_tokens.get((workspace, what), ("", 0.0))
            wait = again_at - self._monotonic()
            if refused == token and wait > 0:
                raise Interrupted(Postponed(wait=timedelta(seconds=wait), reason="the token was refused"))
        return token

    def _accepted(self, workspace: str, method: str, token: str) -> None:
        for what in (EVERYTHING, method):
            refused, _ = self._refused_tokens.get((workspace, what), ("", 0.0))
            if refused == token:
                self._refused_tokens.pop((workspace, what), None)

    def _judge(self, workspace: str, method: str, token: str, answer: Answer) -> Outcome:
        status, code = answer.status, str(answer.object.get("error") or "")
        if status == 429 or code in LIMITED:
            asked = retry_after(answer.headers)
            self._on_pause(workspace, method, timedelta(seconds=asked))
            seconds = asked + self._jitter()
            self.rates.pause(workspace, method, self._monotonic(), seconds)
            return Postponed(wait=timedelta(seconds=seconds), reason="ratelimited")
        if status >= 500 or status == HTTPStatus.REQUEST_TIMEOUT:
            return Unknown(reason=f"http_{status}")
        if status >= 400 and not _is_of_slack(answer):  # so it never came to Slack, and nothing was posted
            log.info("turned away before slack", workspace=workspace, method=method, status=status)
            return _failed(f"http_{status}")
        if code in TOKENLESS or (code in SCOPELESS and method in SPEAKING):
            what = EVERYTHING if code in TOKENLESS else method
            log.error("workspace paused, its token was refused", workspace=workspace, code=code, method=what)
            self._refused_tokens[workspace, what] = (token, self._monotonic() + AGAIN_WITH_TOKEN.total_seconds())
            return Postponed(wait=AGAIN_WITH_TOKEN, reason=code)
        if not _CODE.fullmatch(code):
            return Unknown(reason="unreadable answer")
        log.info("slack refused", workspace=workspace, method=method, code=code)
        return outcome_of(code)


@contextmanager
def reading(method: str) -> Iterator[None]:
    """Read what Slack answered; Interrupted is raised where that lacks what it always has, as for any other failure."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        log.warning("an answer cannot be read", method=method, error=type(error).__name__)
        raise Interrupted(_failed(f"unreadable answer of {method}")) from error


def retry_after(headers: Mapping[str, Any]) -> float:
    """Read how many seconds Slack asks to wait; half a minute when it does not say, an hour at most."""
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    given = given[0] if isinstance(given, list) and given else given
    text = str(given).strip()
    seconds = float(text) if text.isascii() and text.isdigit() and len(text) < 10 else RETRY_AFTER
    return min(max(seconds, 1.0), LONGEST_RETRY_AFTER)


def _encode(method: str, token: str, arguments: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
    """Write the body of a call and its headers."""
    if not method.startswith(_FORMS):
        return json.dumps(arguments).encode(), _headers(_JSON, token)
    given = {name: value for name, value in arguments.items() if value is not None}
    fields = {name: int(value) if isinstance(value, bool) else value for name, value in given.items()}
    return urlencode(fields).encode(), _headers(_FORM, token)


def _headers(content_type: str, token: str = "") -> dict[str, str]:
    headers = {"Content-Type": content_type, "User-Agent": "aligned"}
    return {**headers, "Authorization": f"Bearer {token}"} if token else headers


def _failed(reason: str) -> Postponed:
    return Postponed(wait=AGAIN_SOON, reason=reason, is_failure=True)


def _judge_broken(error: Exception) -> Outcome:
    if isinstance(error, Unreachable):
        log.info("slack cannot be reached", reason=str(error))
        return Postponed(wait=AGAIN_SOON, reason="slack cannot be reached")  # the call never left
    return Unknown(reason=f"{type(error).__name__}: {error}")


def _is_of_slack(answer: Answer) -> bool:
    """Tell a refusal of Slack's from the page of something on the way there, such as a proxy."""
    return answer.object.get("ok") is False and bool(_CODE.fullmatch(str(answer.object.get("error"))))


def _code_in(answer: Answer) -> str:
    """Find the code in the answer of a response URL, which is a word or an object."""
    found = re.search(r'"error"\s*:\s*"([^"]*)"', answer.text)
    text = found.group(1) if found else answer.text.strip()
    return text if _CODE.fullmatch(text) else f"http_{answer.status}"
