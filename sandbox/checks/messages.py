"""What Slack would refuse in a message: text, blocks, attachments and metadata.

https://docs.slack.dev/reference/methods/chat.postMessage
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from sandbox.checks.problem import Problem
from sandbox.checks.schema import Array, Shape, String, length, mistyped, pointer
from sandbox.checks.surfaces import check_blocks

POST = "https://docs.slack.dev/reference/methods/chat.postMessage"
UPDATE = "https://docs.slack.dev/reference/methods/chat.update"
METADATA = "https://docs.slack.dev/messaging/message-metadata"
# Undocumented, reported in https://github.com/slackapi/bolt-js/issues/2509
BLOCKS_TOGETHER = "https://github.com/slackapi/bolt-js/issues/2509"
BLOCKS_TEXT_MAX = 13_200
TEXT_MAX = {POST: 40_000, UPDATE: 4_000}
MARKDOWN_TEXT_MAX = 12_000
ATTACHMENTS_MAX = 100
# Slack publishes no figure for the size of metadata; this one keeps an app far away from it.
METADATA_MAX = 16_384
READ_BY_PEOPLE = frozenset({"text", "alt_text", "caption", "author_name", "title", "fallback", "pretext"})


def check_message(payload: Any, *, method: str = "chat.postMessage") -> list[Problem]:
    """List what Slack would refuse in the arguments of a message, the most decisive problem first."""
    if not isinstance(payload, dict):
        return [replace(mistyped("", "an object"), code="invalid_arguments", doc=POST)]
    doc = UPDATE if method == "chat.update" else POST
    found = chain(
        _check_content(payload, doc),
        _check_texts(payload, doc),
        _check_blocks(payload),
        _check_attachments(payload, doc),
        _check_metadata(payload.get("metadata")),
    )
    return list(found)


def refusal(problems: list[Problem]) -> str | None:
    """Name the error code the Web API would answer with, or None where nothing is wrong."""
    return next((_error(problem) for problem in problems), None)


def _error(problem: Problem) -> str:
    if problem.code not in {"failed_constraint", "missing_field", "invalid_type"}:
        return problem.code
    if problem.pointer.startswith("/attachments"):
        return "invalid_attachments"
    return "invalid_blocks" if problem.pointer.startswith("/blocks") else "invalid_arguments"


def _check_content(payload: Mapping[str, Any], doc: str) -> Iterator[Problem]:
    deletes = payload.get("delete_original") is True
    if not deletes and not any(payload.get(name) for name in ("text", "blocks", "attachments", "markdown_text")):
        message = "one of `text`, `blocks`, `attachments` or `markdown_text` must be given"
        yield Problem("no_text", "/text", message, {"type": "any_of"}, doc)


def _check_texts(payload: Mapping[str, Any], doc: str) -> Iterator[Problem]:
    for name, most in (("text", TEXT_MAX[doc]), ("markdown_text", MARKDOWN_TEXT_MAX)):
        value = payload.get(name)
        if value is not None and not isinstance(value, str):
            yield replace(mistyped(pointer("", name), "a string"), code="invalid_arguments", doc=doc)
        elif value and length(value) > most:
            yield _too_long("msg_too_long", pointer("", name), most, length(value), doc)
    if payload.get("markdown_text") and (payload.get("text") or payload.get("blocks")):
        message = "`markdown_text` cannot be used together with `text` or `blocks`"
        yield Problem("markdown_text_conflict", "/markdown_text", message, {"type": "not"}, doc)


def _check_blocks(payload: Mapping[str, Any]) -> Iterator[Problem]:
    blocks = payload.get("blocks")
    if blocks is None:
        return
    if not isinstance(blocks, list):
        yield replace(mistyped("/blocks", "an array"), code="invalid_blocks_format", doc=POST)
        return
    yield from check_blocks(blocks, "/blocks", "message")
    size = _read_length(blocks)
    if size > BLOCKS_TEXT_MAX:
        yield _too_long("msg_blocks_too_long", "/blocks", BLOCKS_TEXT_MAX, size, BLOCKS_TOGETHER)


def _read_length(value: Any, *, depth: int = 12) -> int:
    """Count what people read, no deeper than Slack nests."""
    size = 0
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children if depth else ():
        if not isinstance(child, str):
            size += _read_length(child, depth=depth - 1)
        elif key in READ_BY_PEOPLE:
            size += length(child)
    return size


def _too_long(code: str, at: str, most: int, size: int, doc: str) -> Problem:
    constraint = {"type": "max_length", "expected": most, "got": size}
    return Problem(code, at, f"must be less than {most + 1} characters", constraint, doc)


def _check_attachments(payload: Mapping[str, Any], doc: str) -> Iterator[Problem]:
    attachments = payload.get("attachments")
    if attachments is None:
        return
    if not isinstance(attachments, list):
        yield replace(mistyped("/attachments", "an array"), code="invalid_attachments", doc=doc)
        return
    if len(attachments) > ATTACHMENTS_MAX:
        constraint = {"type": "max_items", "expected": ATTACHMENTS_MAX, "got": len(attachments)}
        message = f"no more than {ATTACHMENTS_MAX} items allowed"
        yield Problem("too_many_attachments", "/attachments", message, constraint, doc)
    for index, attachment in enumerate(attachments):
        yield from _check_attachment(attachment, pointer("/attachments", index), doc)


def _check_attachment(attachment: Any, at: str, doc: str) -> Iterator[Problem]:
    if not isinstance(attachment, dict):
        yield replace(mistyped(at, "an object"), doc=doc)
    elif attachment.get("blocks") is not None:
        yield from check_blocks(attachment["blocks"], pointer(at, "blocks"), "message")


METADATA_SHAPE = Shape(
    doc=METADATA,
    required={"event_type": String(least=1, most=255, pattern=r"[\w.:-]+"), "event_payload": Shape(doc=METADATA)},
    optional={"entities": Array(of=Shape(doc=METADATA))},
)


def _check_metadata(metadata: Any) -> Iterator[Problem]:
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        yield replace(mistyped("/metadata", "an object"), code="invalid_metadata_format", doc=METADATA)
        return
    known = {**metadata, "event_payload": {}} if isinstance(metadata.get("event_payload"), dict) else metadata
    shown = {name: value for name, value in known.items() if name != "entities"}
    for problem in METADATA_SHAPE.problems(shown, "/metadata"):
        yield replace(problem, code="invalid_metadata_schema")
    size = json_size(metadata)
    if size is None or size > METADATA_MAX:
        yield _too_long("metadata_too_large", "/metadata", METADATA_MAX, size or METADATA_MAX + 1, METADATA)


def json_size(value: Any) -> int | None:
    """Count the bytes a value takes as JSON, or None where it cannot be written."""
    try:
        return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace"))
    except (RecursionError, TypeError, ValueError):
        return None
