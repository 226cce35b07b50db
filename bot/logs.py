"""How the process logs: events with facts, as text on a terminal and as JSON elsewhere, secrets blotted out."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

from bot.lean_imports import without

with without("rich"):  # 4 MB in every process, for tracebacks in colour that are never printed
    import structlog
    from structlog.typing import Processor

_SECRET = re.compile(r"(xox[a-z]-|xapp-|xoxe[.-])[\w.-]+|https://hooks\.slack[\w.-]*/\S+")


def blot_secrets(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Replace tokens and response URLs, wherever in an event they stand."""
    return {key: _SECRET.sub("[secret]", value) if isinstance(value, str) else value for key, value in event.items()}


_PREPARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    blot_secrets,
)


def configure(level: str, style: str) -> None:
    """Set logging up for the whole process; called once, by the command that runs it."""
    is_json = style == "json" or (style == "auto" and not sys.stderr.isatty())
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*_PREPARED, _renderer(is_json=is_json)],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),  # a line at once, as others write here as well
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[_handler(is_json=is_json)])


def _handler(*, is_json: bool) -> logging.Handler:
    """Write what libraries log through the standard library as the app's own events are written."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_PREPARED],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(is_json=is_json)],
        )
    )
    return handler


def _renderer(*, is_json: bool) -> Processor:
    if is_json:
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
