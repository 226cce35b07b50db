"""How the process logs: events with facts, as text on a terminal and as JSON elsewhere, secrets blotted out."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

from bot.lean_imports import without

with without("rich"):  # 4 MB in every process, for tracebacks in colour that are never printed
    import structlog

_SECRET = re.compile(r"(xox[a-z]-|xapp-|xoxe[.-])[\w.-]+|https://hooks\.slack[\w.-]*/\S+")


def configure(level: str, style: str) -> None:
    """Set logging up for the whole process; called once, by the command that runs it."""
    is_json = style == "json" or (style == "auto" and not sys.stderr.isatty())
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(level=max(number, logging.WARNING), stream=sys.stderr, format="%(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *((structlog.processors.format_exc_info,) if is_json else ()),
            blot_secrets,
            structlog.processors.JSONRenderer()
            if is_json
            else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def blot_secrets(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Replace tokens and response URLs, wherever in an event they stand."""
    return {key: _SECRET.sub("[secret]", value) if isinstance(value, str) else value for key, value in event.items()}
