"""Everything the sandbox refuses: as Slack would answer an app, and as the control API answers a person.

SandboxError
├── SlackError          a Web API answer with ok: false
├── ControlError        a control request that cannot be done
├── FileProblem         a manifest or workspace file that cannot be read
└── NoFreePort          nowhere to serve
"""

from collections.abc import Mapping
from pathlib import Path

from sandbox.json_types import Json


class SandboxError(Exception):
    """The sandbox refused a request."""


class SlackError(SandboxError):
    """Refuse a Web API call with one of Slack's error codes."""

    def __init__(self, code: str, **extra: Json) -> None:
        super().__init__(code)
        self.code = code
        self.extra: Mapping[str, Json] = extra


class RateLimited(SlackError):
    """Refuse a Web API call until a number of seconds has passed."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class ControlError(SandboxError):
    """Refuse a control request with a code for programs and a sentence for people."""

    def __init__(self, code: str, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class FileProblem(SandboxError):
    """Refuse a file, naming the line and the key that is wrong."""

    def __init__(self, path: Path, *, line: int | None, key: str, reason: str) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {key}: {reason}" if key else f"{place}: {reason}")
        self.line = line
        self.key = key


class NoFreePort(SandboxError):
    """Refuse to serve where every port in reach is taken, or where there is none."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"no free port between {first} and {last}")
