"""The HTTP side of the Web API: reading requests, checking tokens, answering, failing on demand.

https://docs.slack.dev/apis/web-api
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from sandbox.answers import JsonAnswer
from sandbox.checks import Problem
from sandbox.errors import RateLimited, SlackError
from sandbox.faults import Fault, Rule
from sandbox.json_types import Json, JsonObject, parse_object
from sandbox.sandbox import Sandbox
from sandbox.web_api.method import Call, Method, TokenKind
from sandbox.web_api.registry import imitated_methods

LARGEST_BODY = 1_000_000
JSON_TYPE = "application/json"


@dataclass
class Exchange:
    """One call and what becomes of it."""

    name: str
    given: JsonObject
    token: str | None
    body: JsonObject = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, error: SlackError) -> None:
        """Answer an error."""
        self.body = {"ok": False, "error": error.code, **error.extra}
        if isinstance(error, RateLimited):
            self.status, self.headers["Retry-After"] = 429, str(error.retry_after)

    def response(self) -> Response:
        """Turn the answer into HTTP."""
        return JsonAnswer(self.body, status_code=self.status, headers=self.headers)


class WebApi:
    """Answer Web API calls of the installed app."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._methods = imitated_methods()

    async def answer(self, request: Request) -> Response:
        """Answer one HTTP request."""
        started = time.perf_counter()
        exchange = await self._read(request)
        rule = self._sandbox.faults.for_call(exchange.name)
        response = await self._before(rule, exchange, request)
        status = rule.fault.value if rule else ""
        if response is None:
            self._carry_out(exchange)
            response = self._after(rule, exchange, request)
        self._record(exchange, status, (time.perf_counter() - started) * 1000)
        await asyncio.sleep(0)
        return response

    async def _read(self, request: Request) -> Exchange:
        given: JsonObject = dict(request.query_params)
        body = await request.body()
        content_type = request.headers.get("content-type", "")
        if content_type.startswith(JSON_TYPE):
            given |= parse_object(body) or {}
        elif body:
            given |= dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
        header = request.headers.get("authorization", "")
        token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else given.get("token")
        given.pop("token", None)
        exchange = Exchange(request.path_params["method"], given, token)
        if len(body) > LARGEST_BODY:
            exchange.refuse(SlackError("request_too_large"))
        return exchange

    def _carry_out(self, exchange: Exchange) -> None:
        if exchange.body:
            return
        try:
            method = self._method(exchange.name)
            exchange.body = {"ok": True, **self._run(method, exchange)}
        except SlackError as error:
            exchange.refuse(error)

    def _method(self, name: str) -> Method:
        if found := self._methods.get(name):
            return found
        raise SlackError("unknown_method", req_method=name)

    def _run(self, method: Method, exchange: Exchange) -> JsonObject:
        """Check token, limit, scope and arguments in Slack's order, then do it."""
        self._authenticate(method, exchange)
        self._sandbox.limits.count_call(method.name, method.tier)
        call = Call(self._sandbox, method, {}, exchange.problems)
        if method.token is TokenKind.BOT:
            call.require_scope(*method.scopes)
        call.args = method.read_arguments(exchange.given)
        exchange.problems += [_ignored(name) for name in method.unknown_arguments(exchange.given)]
        return method.run(call)

    def _authenticate(self, method: Method, exchange: Exchange) -> None:
        """Refuse missing, wrong, revoked and expired tokens, and the wrong kind of token.

        https://docs.slack.dev/reference/methods/auth.test#errors
        """
        installation = self._sandbox.installation
        if method.token is TokenKind.NONE:
            return
        if not exchange.token:
            raise SlackError("not_authed")
        kinds = {installation.bot_token: TokenKind.BOT, installation.app_token: TokenKind.APP}
        kind = kinds.get(exchange.token)
        if kind is None:
            raise SlackError("invalid_auth")
        if kind is not method.token:
            raise SlackError("not_allowed_token_type")
        if installation.token_state.error:
            raise SlackError(installation.token_state.error)
        granted = ",".join(sorted(installation.scopes)) if kind is TokenKind.BOT else "connections:write"
        exchange.headers["x-oauth-scopes"] = granted
        exchange.headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)

    async def _before(self, rule: Rule | None, exchange: Exchange, request: Request) -> Response | None:
        """Spoil a call before anything is done."""
        if rule is None:
            return None
        if rule.fault is Fault.DELAY:
            await asyncio.sleep(rule.seconds)
        return _instead(rule, exchange, request)

    def _after(self, rule: Rule | None, exchange: Exchange, request: Request) -> Response:
        """Spoil the answer to a call whose effect has happened."""
        fault = rule.fault if rule else None
        if fault is Fault.DROP_AFTER:
            return _cut(request)
        if rule and fault is Fault.SERVER_ERROR_AFTER:
            return PlainTextResponse("upstream error", status_code=rule.status)
        if fault is Fault.INTERNAL_ERROR:
            exchange.body = {"ok": False, "error": "internal_error"}
        return exchange.response()

    def _record(self, exchange: Exchange, fault: str, ms: float) -> None:
        answer = "ok" if exchange.body.get("ok") else str(exchange.body.get("error", "no answer"))
        self._sandbox.traffic.record(
            "to_slack",
            "web_api",
            exchange.name,
            status=f"{answer} ({fault})" if fault else answer,
            ms=ms,
            request=_readable(exchange.given),
            response=exchange.body,
            problems=exchange.problems,
        )


def _instead(rule: Rule, exchange: Exchange, request: Request) -> Response | None:
    """Return what is answered instead of doing anything."""
    if rule.fault is Fault.DROP_BEFORE:
        return _cut(request)
    if rule.fault is Fault.SERVER_ERROR:
        return PlainTextResponse("upstream error", status_code=rule.status)
    if rule.fault is Fault.HTML:
        return HTMLResponse("<html><body>Something went wrong.</body></html>")
    if rule.fault is Fault.ERROR:
        exchange.body = {"ok": False, "error": rule.error}
        return exchange.response()
    if rule.fault is Fault.RATE_LIMITED:
        exchange.body = {"ok": False, "error": "ratelimited"}
        exchange.status, exchange.headers["Retry-After"] = 429, rule.retry_after
        return exchange.response()
    return None


def _cut(request: Request) -> Response:
    """Cut the TCP connection; the returned response reaches nobody."""
    request.state.transport.abort()
    return PlainTextResponse("")


def _ignored(name: str) -> Problem:
    return Problem("unknown_argument", f"/{name}", f"`{name}` is not an argument of this method")


def _readable(given: Mapping[str, Json]) -> JsonObject:
    """Show JSON that came inside a form as JSON."""
    return {name: _parsed(value) for name, value in given.items()}


def _parsed(value: Json) -> Json:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        wrapped = parse_object(f'{{"value": {value}}}')
        return wrapped["value"] if wrapped and set(wrapped) == {"value"} else value
    return value
