"""Which addresses may be called at all: Slack's own, and the host of the configured API base.

A response URL or an upload URL arrives in a payload; a forged one must not make the process call somebody else.
"""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

_RESPONSE_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
_UPLOAD_HOSTS = frozenset({"files.slack.com", "files.slack-gov.com"})


class Addresses:
    """The hosts that may be called, given the API base; plain http only where the base itself is on this machine."""

    def __init__(self, base_url: str) -> None:
        self._base = urlsplit(base_url)

    @property
    def is_local(self) -> bool:
        """Tell whether the API base is on this machine, as the sandbox is."""
        return _is_loopback(self._base.hostname)

    def allows_response(self, url: str) -> bool:
        """Tell whether a response may be posted to the address."""
        return self._allows(url, _RESPONSE_HOSTS)

    def allows_upload(self, url: str) -> bool:
        """Tell whether a file may be uploaded to the address."""
        return self._allows(url, _UPLOAD_HOSTS)

    def _allows(self, url: str, hosts: frozenset[str]) -> bool:
        try:
            asked = urlsplit(url)
            port = asked.port
        except ValueError:
            return False
        if asked.username is not None or asked.password is not None or "\\" in url:
            return False
        if self._is_base(asked):
            return asked.scheme == "https" or (asked.scheme == "http" and self.is_local)
        return asked.scheme == "https" and asked.hostname in hosts and port in (None, 443)

    def _is_base(self, asked: SplitResult) -> bool:
        return (asked.hostname, asked.port) == (self._base.hostname, self._base.port)


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
