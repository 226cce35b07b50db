"""Slack's mrkdwn, written safely: what people typed stays text, and only what we wrote ourselves is markup.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from datetime import datetime

from bot.slack.text import ELLIPSIS, END_ISOLATE, ISOLATE, boundary, is_right_to_left, length, stripped

_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{1,30}")
_WEB = re.compile(r"https?://[^\s<>|]+")
_ENTITY_CUT = re.compile(r"&(?:a|am|amp|l|lt|g|gt)?\Z")
_TOKEN_CUT = re.compile(r"<[^<>]*\Z")


class Mrkdwn(str):
    """Markup we wrote ourselves; it is not escaped again."""

    __slots__ = ()


def escape(value: object) -> Mrkdwn:
    """Show a value as plain text; markup of our own passes unchanged. Meant as Jinja's `finalize`."""
    if isinstance(value, Mrkdwn):
        return value
    text = stripped("" if value is None else str(value))
    return Mrkdwn(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def mention(person: str) -> Mrkdwn:
    """Name a person so that Slack shows, and tells, them; anything that is no id is shown as text."""
    return Mrkdwn(f"<@{person}>") if _PERSON.fullmatch(person) else escape(person)


def channel(channel_id: str) -> Mrkdwn:
    """Name a channel; Slack hides a private one from non-members by itself."""
    return Mrkdwn(f"<#{channel_id}>") if _CHANNEL.fullmatch(channel_id) else escape(channel_id)


def moment(instant: datetime, *, form: str = "{date_short_pretty} {time}") -> Mrkdwn:
    """Write an instant in the reader's own zone; apps that cannot do that show the fallback in the instant's."""
    fallback = escape(f"{instant:%Y-%m-%d %H:%M %Z}")
    return Mrkdwn(f"<!date^{int(instant.timestamp())}^{escape(form)}|{fallback}>")


def link(url: str, label: str) -> Mrkdwn:
    """Link a label to an address of our own; what is no web address is shown as text."""
    if not _WEB.fullmatch(url):
        return escape(label)
    return Mrkdwn(f"<{escape(url)}|{_one_line(escape(label))}>")


def _one_line(label: str) -> str:
    return label.replace("|", "¦").replace("\n", " ")


def isolated(text: object) -> Mrkdwn:
    """Show somebody's words in the middle of ours without letting their direction of writing spill over.

    Words that only run as ours do are left alone: whoever copies them should not copy our marks.
    """
    shown = escape(text)
    return Mrkdwn(f"{ISOLATE}{shown}{END_ISOLATE}") if is_right_to_left(shown) else shown


def quote(text: object) -> Mrkdwn:
    """Quote somebody's words, line by line."""
    return Mrkdwn("\n".join(f">{isolated(Mrkdwn(line))}" for line in escape(text).split("\n")))


def truncated_mrkdwn(text: str, limit: int) -> str:
    """Shorten markup visibly to the limit, never inside an entity or a token."""
    if length(text) <= limit:
        return text
    return text[: _untorn(text, boundary(text, limit - length(ELLIPSIS)))] + ELLIPSIS


def split_mrkdwn(text: str, limit: int) -> list[str]:
    """Divide markup into pieces within the limit, preferably between lines, else between words."""
    pieces = []
    while length(text) > limit:
        end = _break_before(text, boundary(text, limit))
        pieces.append(text[:end])
        text = text[end:].lstrip("\n ")
    return [piece for piece in (*pieces, text) if piece.strip()]


def _break_before(text: str, end: int) -> int:
    for separator in ("\n", " "):
        found = _untorn(text, max(text.rfind(separator, end // 2, end), 0))
        if found:
            return found
    return _untorn(text, end) or max(end, 1)


def _untorn(text: str, end: int) -> int:
    """Move a cut back to the start of the entity or token it would tear."""
    for torn in (_ENTITY_CUT, _TOKEN_CUT):
        opened = torn.search(text, 0, end)
        end = opened.start() if opened else end
    return end
