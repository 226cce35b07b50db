"""Connections to Slack that stay open between calls: a call costs no handshake, for us or for who waits for it.

Every request is made once. What broke before a byte of it was sent is Unreachable; whatever else breaks may have
happened at Slack. That holds for a kept connection which the other side closes just as it is used again, too: the
system takes bytes for a peer that is gone, so nobody can tell whether they arrived, and the call is looked up like any
other that got lost. Such a call is rare, because one that can be read from (a farewell waits in it) is not used again,
nor is one that was idle for longer than any proxy on the way is known to bear.
"""

import json
import logging
import os
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import proxy_bypass

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager, make_headers
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from bot.domain.errors import AlignedError

# Slack publishes no figure. Its edge, load balancers of AWS before Envoy, keeps idle connections for minutes;
# the most impatient servers in common use close them after five seconds, and a company's proxy may be one of these.
IDLE_SECONDS = 4.0
AT_ONCE = 16
# Where the SDK looks for a proxy, in its order.
PROXY_VARIABLES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


class Unreachable(AlignedError):
    """Slack cannot be reached."""


# What a connection, a proxy or a broken answer can raise.
BROKEN = (Unreachable, HTTPError, HTTPException, OSError, ValueError)


@dataclass(frozen=True)
class Answer:
    """What came back, whatever it is."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_yes(self) -> bool:
        """Tell whether Slack did what it was asked to do."""
        return self.status == HTTPStatus.OK and bool(self.object.get("ok"))

    @property
    def text(self) -> str:
        """Read the body as text."""
        return self.body.decode(errors="replace")

    @cached_property
    def object(self) -> dict[str, Any]:
        """Read the body as a JSON object; anything else is an empty one."""
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}


class Connections:
    """Posts over connections that are kept for a while; any thread may use them."""

    def __init__(self, timeout: float, *, is_local: bool, monotonic: Callable[[], float] = time.monotonic) -> None:
        # It would log the paths of response URLs, which are secrets.
        logging.getLogger("urllib3").setLevel(logging.WARNING)
        # Loading the certificates costs 20 ms; one context serves every connection.
        options: dict[str, Any] = {"timeout": timeout, "maxsize": AT_ONCE, "ssl_context": ssl.create_default_context()}
        self._direct = PoolManager(**options)
        proxy = next(filter(None, map(os.environ.get, PROXY_VARIABLES)), "").strip()
        self._proxied = _proxied(proxy, options) if proxy and not is_local else None
        for manager in filter(None, (self._direct, self._proxied)):
            manager.pool_classes_by_scheme = _pools(monotonic)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Post once, and follow no redirect: it would arrive as something else than it was."""
        manager = self._manager_for(url)
        response: BaseHTTPResponse = manager.request(
            "POST", url, body=body, headers=headers, retries=False, redirect=False
        )
        return Answer(response.status, response.headers, response.data)

    def _manager_for(self, url: str) -> PoolManager:
        if self._proxied is None or proxy_bypass(urlsplit(url).hostname or ""):
            return self._direct
        return self._proxied


class _Kept(HTTPConnection):
    """A connection that is not used again once it was idle for long, and that says when it never came about."""

    now: Callable[[], float]
    _used_at = 0.0

    def connect(self) -> None:
        """Connect, through a tunnel if need be; nothing of a request was sent when that fails."""
        try:
            super().connect()
        except (HTTPError, HTTPException, OSError) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error

    @property
    def is_connected(self) -> bool:
        """Tell whether the connection may be used again."""
        return self.now() - self._used_at < IDLE_SECONDS and super().is_connected

    def getresponse(self) -> Any:
        """Read the whole answer; from then on the connection is idle."""
        response = super().getresponse()
        self._used_at = self.now()
        return response


def _pools(monotonic: Callable[[], float]) -> dict[str, type[HTTPConnectionPool]]:
    """Make pools of connections that look at this clock."""

    class Plain(_Kept):
        now = staticmethod(monotonic)

    class Secure(_Kept, HTTPSConnection):
        now = staticmethod(monotonic)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _proxied(proxy: str, options: dict[str, Any]) -> ProxyManager:
    """Go through a proxy, which is spoken to as the SDK does: in plain HTTP, whatever scheme its address has."""
    address = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    login = f"{unquote(address.username)}:{unquote(address.password or '')}" if address.username else None
    place = address.netloc.rpartition("@")[2]
    return ProxyManager(f"http://{place}", proxy_headers=make_headers(proxy_basic_auth=login), **options)
