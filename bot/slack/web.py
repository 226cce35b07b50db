"""Calls to Slack's Web API: one attempt each, with a timeout, judged by what is known afterwards.

Retries of a write are the delivery loop's, never the SDK's: its default handler repeats a post whose connection broke.
"""

import logging
import re
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from http.client import HTTPException
from random import random
from socket import gaierror
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.domain.errors import AlignedError
from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Sent, Unknown
from bot.slack.addresses import Addresses
from bot.slack.error_codes import LIMITED, TOKENLESS, outcome_of
from bot.slack.rates import Rates

Reply = Mapping[str, Any]

TIMEOUT = timedelta(seconds=10)
AGAIN_SOON = timedelta(seconds=5)
AGAIN_WITH_TOKEN = timedelta(minutes=5)
RETRY_AFTER, LONGEST_RETRY_AFTER = 30.0, 3600.0
# What Slack would do a second time if it were called a second time. Anything else may simply be called again.
ONCE = frozenset({"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal", "views.open"})
# Slack takes the arguments of these as a form only.
_FORMS = (
    "users.",
    "dnd.",
    *("conversations.info", "conversations.members", "conversations.history", "conversations.replies"),
)
_CODE = re.compile(r"[a-z0-9_.:-]{1,100}")
# What a connection, a proxy or a broken answer can raise; OSError covers URLError, time-outs and resets. The SDK
# raises AttributeError when a body is JSON but no object.
_BROKEN = (OSError, HTTPException, ValueError, LookupError, AttributeError)

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
        self._timeout = int(timeout.total_seconds()) or 1
        # Loading the certificates costs 20 ms; one context serves every client.
        self._ssl = ssl.create_default_context()
        self._logger = _silent_logger()
        self._client = self._build_client(base_url)
        self._refused_tokens: dict[str, tuple[str, float]] = {}

    def call(self, workspace: str, method: str, *, pace: str | None = None, **arguments: Any) -> Reply:
        """Call a method once and return Slack's answer. `pace` names the channel whose own rate counts as well."""
        token = self._usable_token(workspace)
        wait = self.rates.wait_for(workspace, method, self._monotonic(), channel=pace)
        if wait > 0:
            raise Interrupted(Postponed(wait=timedelta(seconds=wait), reason=f"pace of {method}"))
        try:
            reply = self._send(token, method, arguments)
        except SlackApiError as error:
            outcome = self._judge(workspace, method, token, error)
        except _BROKEN as error:
            outcome = _judge_broken(error)
        else:
            self._on_call(method, "ok")
            return reply
        self._on_call(method, type(outcome).__name__.lower())
        if isinstance(outcome, Unknown) and method not in ONCE:
            outcome = Postponed(wait=AGAIN_SOON, reason=outcome.reason)
        if isinstance(outcome, Sent):
            return {}
        raise Interrupted(outcome)

    def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """Post to a response URL; an address that is not Slack's is refused without being called."""
        if not self.addresses.allows_response(url):
            raise Interrupted(Refused(obstacle=Obstacle.FORM, code="foreign_response_url"))
        client = WebhookClient(url, self._timeout, self._ssl, logger=self._logger, retry_handlers=[])
        if self.addresses.is_local:
            client.proxy = None
        try:
            answer = client.send_dict(dict(payload))
        except _BROKEN as error:
            raise Interrupted(_judge_broken(error)) from error
        if answer.status_code >= 500:
            raise Interrupted(Unknown(reason=f"http_{answer.status_code}"))
        if answer.status_code != 200:
            raise Interrupted(Refused(obstacle=Obstacle.FORM, code=_code_in(answer.body, answer.status_code)))

    def upload(self, url: str, content: bytes) -> None:
        """Upload the bytes of a file to the address Slack gave for it; doing it twice does no harm."""
        if not self.addresses.allows_upload(url):
            raise Interrupted(Refused(obstacle=Obstacle.PAYLOAD, code="foreign_upload_url"))
        headers = {"Content-Type": "application/octet-stream"}
        request = Request(url, data=content, headers=headers, method="POST")  # noqa: S310 # the host was just checked
        try:
            with urlopen(request, timeout=self._timeout, context=self._ssl) as answer:  # noqa: S310 # as above
                answer.read()
        except _BROKEN as error:
            if isinstance(error, HTTPError):
                error.close()
            raise Interrupted(Postponed(wait=AGAIN_SOON, reason=f"upload: {error}")) from error

    @property
    def refused(self) -> tuple[str, ...]:
        """List the workspaces whose token Slack does not accept any more."""
        now = self._monotonic()
        return tuple(workspace for workspace, (_, until) in self._refused_tokens.items() if until > now)

    def _build_client(self, base_url: str) -> WebClient:
        client = WebClient(
            base_url=base_url, timeout=self._timeout, ssl=self._ssl, logger=self._logger, retry_handlers=[]
        )
        if self.addresses.is_local:
            client.proxy = None
        return client

    def _send(self, token: str, method: str, arguments: dict[str, Any]) -> Reply:
        headers = {"Authorization": f"Bearer {token}"}
        if method.startswith(_FORMS) or method == "files.getUploadURLExternal":
            reply = self._client.api_call(method, params=arguments, headers=headers)
        else:
            reply = self._client.api_call(method, json=arguments, headers=headers)
        return reply.data if isinstance(reply.data, dict) else {}

    def _usable_token(self, workspace: str) -> str:
        token = self._token_of(workspace)
        if token is None:
            raise Interrupted(Postponed(wait=AGAIN_WITH_TOKEN, reason="no token"))
        refused, until = self._refused_tokens.get(workspace, ("", 0.0))
        wait = until - self._monotonic()
        if refused == token and wait > 0:
            raise Interrupted(Postponed(wait=timedelta(seconds=wait), reason="the token was refused"))
        return token

    def _judge(self, workspace: str, method: str, token: str, error: SlackApiError) -> Outcome:
        status, code = error.response.status_code, _code_of(error.response)
        if status == 429 or code in LIMITED:
            seconds = retry_after(error.response.headers) + self._jitter()
            self.rates.pause(workspace, method, self._monotonic(), seconds)
            return Postponed(wait=timedelta(seconds=seconds), reason="ratelimited")
        if status >= 500:
            return Unknown(reason=f"http_{status}")
        if code in TOKENLESS:
            log.error("workspace paused, its token was refused", workspace=workspace, code=code)
            self._refused_tokens[workspace] = (token, self._monotonic() + AGAIN_WITH_TOKEN.total_seconds())
            return Postponed(wait=AGAIN_WITH_TOKEN, reason=code)
        if not _CODE.fullmatch(code):
            return Unknown(reason="unreadable answer")
        log.info("slack refused", workspace=workspace, method=method, code=code)
        return outcome_of(code)


def retry_after(headers: Mapping[str, Any]) -> float:
    """Read how many seconds Slack asks to wait; half a minute when it does not say, an hour at most."""
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    given = given[0] if isinstance(given, list) and given else given
    text = str(given).strip()
    seconds = float(text) if text.isascii() and text.isdigit() and len(text) < 10 else RETRY_AFTER
    return min(max(seconds, 1.0), LONGEST_RETRY_AFTER)


def _judge_broken(error: Exception) -> Outcome:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ConnectionRefusedError | gaierror):
        return Postponed(wait=AGAIN_SOON, reason="slack cannot be reached")  # the call never left
    return Unknown(reason=f"{type(reason).__name__}: {reason}")


def _code_of(response: Any) -> str:
    data = response.data if isinstance(response.data, dict) else {}
    code = str(data.get("error") or "")
    is_refusal = 400 <= response.status_code < 500 and not _CODE.fullmatch(code)
    return f"http_{response.status_code}" if is_refusal else code


def _code_in(body: str | None, status: int) -> str:
    """Find the code in the answer of a response URL, which is a word or an object."""
    found = re.search(r'"error"\s*:\s*"([^"]*)"', body or "")
    text = found.group(1) if found else (body or "").strip()
    return text if _CODE.fullmatch(text) else f"http_{status}"


def _silent_logger() -> logging.Logger:
    """Return a logger that keeps the SDK from writing bodies, and from formatting what nobody reads."""
    logger = logging.getLogger("bot.slack.sdk")
    logger.setLevel(logging.CRITICAL + 1)
    return logger
