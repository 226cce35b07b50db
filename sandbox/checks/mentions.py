"""What a payload would make live once Slack has parsed it: people, groups, broadcasts, channels, links.

https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.checks.rich_text import INLINE

DOC = "https://docs.slack.dev/messaging/formatting-message-text"

# Formatting sequences Slack reads in angle brackets: DOC#advanced
TOKEN = re.compile(r"<([@#!]|[a-zA-Z][a-zA-Z0-9+.-]*:)([^<>]*)>")
# What automatic parsing finds in the rest: DOC#automatic-parsing
BARE = re.compile(
    r"(?P<broadcast>(?<![\w@.])@(?:here|channel|everyone)\b)"
    r"|(?P<channel>(?<![\w#&])#[a-z0-9][a-z0-9_-]{0,79})"
    r"|(?P<link>\b(?:https?://|mailto:|www\.)[^\s<>|]+)"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<domain>(?<![\w./@-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|app|co|ai)\b(?:/[^\s<>|]*)?)",
    re.IGNORECASE,
)
NAMED = re.compile(r"(?<![\w@.])@[a-z0-9][\w.-]*", re.IGNORECASE)
# Fields whose strings are mrkdwn without a text object around them: secondary attachments
ATTACHMENT_TEXTS = ("text", "pretext", "title", "fallback", "author_name", "footer")
DEPTH = 12


def find_mentions(payload: Any) -> list[str]:
    """List everything a message or view would make live, as Slack would write it, in order and once."""
    return list(dict.fromkeys(_in_payload(payload)))


def find_in_mrkdwn(text: str, *, automatic: bool, names: bool = False) -> list[str]:
    """List what one mrkdwn string makes live, with or without automatic parsing."""
    return list(_in_text(text, automatic=automatic, names=names))


def escape(text: str) -> str:
    """Write text so that no formatting sequence in it survives: DOC#escaping."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _in_payload(payload: Any) -> Iterator[str]:
    if not isinstance(payload, dict):
        return
    parses = payload.get("parse") == "full"
    names = parses or payload.get("link_names") in (True, 1, "1", "true")
    text = payload.get("text")
    if isinstance(text, str) and payload.get("mrkdwn") is not False:
        # Top-level text turns bare links and, only when asked, bare names into live ones.
        live = _in_text(text, automatic=payload.get("parse") != "none", names=names)
        yield from live if names else (found for found in live if _is_token_or_link(found))
    yield from _in_markdown(payload.get("markdown_text"))
    yield from _in_value(payload.get("blocks"), DEPTH)
    for attachment in _listed(payload.get("attachments")):
        yield from _in_attachment(attachment, names=names)


def _is_token_or_link(found: str) -> bool:
    return found.startswith("<") or found[:1] not in {"@", "#"}


def _in_attachment(attachment: Any, *, names: bool) -> Iterator[str]:
    if not isinstance(attachment, dict):
        return
    for name in ATTACHMENT_TEXTS:
        if isinstance(attachment.get(name), str):
            yield from _in_text(attachment[name], automatic=True, names=names)
    yield from _in_value(attachment.get("blocks"), DEPTH)


def _in_value(value: Any, depth: int) -> Iterator[str]:
    if not depth:
        return
    if isinstance(value, list):
        for item in value:
            yield from _in_value(item, depth - 1)
    elif isinstance(value, dict):
        yield from _in_object(value)
        for child in value.values():
            yield from _in_value(child, depth - 1)


def _in_object(value: Mapping[str, Any]) -> Iterator[str]:
    kind, text = value.get("type"), value.get("text")
    if kind == "mrkdwn" and isinstance(text, str):
        yield from _in_text(text, automatic=value.get("verbatim") is not True, names=False)
    elif kind == "markdown":
        yield from _in_markdown(text)
    elif isinstance(kind, str) and kind in INLINE:
        yield from _in_rich_text(kind, value)


def _in_rich_text(kind: str, part: Mapping[str, Any]) -> Iterator[str]:
    written = {
        "user": ("user_id", "<@{}>"),
        "usergroup": ("usergroup_id", "<!subteam^{}>"),
        "channel": ("channel_id", "<#{}>"),
        "broadcast": ("range", "<!{}>"),
        "link": ("url", "{}"),
    }
    if kind in written:
        name, form = written[kind]
        yield form.format(part.get(name))


def _in_markdown(text: Any) -> Iterator[str]:
    if isinstance(text, str):
        yield from _in_text(text, automatic=True, names=False)


def _in_text(text: str, *, automatic: bool, names: bool) -> Iterator[str]:
    position = 0
    for token in TOKEN.finditer(text):
        yield from _in_plain(text[position : token.start()], automatic=automatic, names=names)
        yield from _of_token(token)
        position = token.end()
    yield from _in_plain(text[position:], automatic=automatic, names=names)


def _of_token(token: re.Match[str]) -> Iterator[str]:
    sign, rest = token.groups()
    target = rest.partition("|")[0]
    if sign == "!" and target.startswith("date^"):
        return  # a date is shown, nobody is called
    yield f"<{sign}{target}>" if sign in "@#!" else sign + target


def _in_plain(text: str, *, automatic: bool, names: bool) -> Iterator[str]:
    if automatic:
        yield from (found.group().rstrip(".,;:!?)") for found in BARE.finditer(text))
    if names:
        bare = (found.group() for found in NAMED.finditer(text))
        yield from (name for name in bare if name.lower() not in {"@here", "@channel", "@everyone"} or not automatic)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
