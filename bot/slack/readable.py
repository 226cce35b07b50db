"""What people typed, as people read it: Slack's own notation for names, channels, and links is undone."""

import re
from collections.abc import Callable

_TOKEN = re.compile(r"<([@#!]?)([^<>|]{1,2000})(?:\|([^<>]{0,2000}))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def readable(text: str, name_of: Callable[[str], str | None]) -> str:
    """Write `<@U1>` as the person's name, links as their label or address; the result is text, not markup.

    Somebody without a name is called what they were called by whoever typed it.
    """

    def shown(token: re.Match[str]) -> str:
        sign, target, label = token.groups()
        if sign == "@":
            return f"@{name_of(target) or label or target}"
        if sign:
            return f"{'#' if sign == '#' else '@'}{label or target.partition('^')[0]}"
        return token[0] if not _is_address(target) else label or target

    return unescaped(_TOKEN.sub(shown, text))


def as_typed(text: str) -> str:
    """Write a text as it was typed, before Slack put it into its notation."""
    return readable(text, lambda _: None)


def mentioned_in(text: str) -> tuple[str, ...]:
    """List the people a text mentions, each once."""
    return tuple(dict.fromkeys(target for sign, target, _ in _TOKEN.findall(text) if sign == "@"))


def unescaped(text: str) -> str:
    """Undo Slack's escaping and leave names and links in its notation, so that a text can be edited and kept."""
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


def _is_address(target: str) -> bool:
    return target.startswith(("http://", "https://", "mailto:", "tel:"))
