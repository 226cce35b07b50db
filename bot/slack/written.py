"""What a message says: its text, the messages forwarded with it, and the tables pasted into it.

Slack leaves the latter two out of the text: they come as attachments, and nowhere else.
https://docs.slack.dev/reference/block-kit/blocks/table-block, https://github.com/vercel/chat/issues/803
https://github.com/slackapi/slack-skills-plugin/issues/149
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.mrkdwn import escape

FOREIGN = frozenset({"from_url", "original_url", "app_unfurl_url"})
"""What only attachments have that show something from elsewhere: a page, another message, an app's preview.

A message that was forwarded on purpose is marked as shared; the preview of a link to one is not.
"""
DEEPEST = 8
_SIGNS = {
    "user": ("user_id", "<@{}>"),
    "channel": ("channel_id", "<#{}>"),
    "usergroup": ("usergroup_id", "<!subteam^{}>"),
    "emoji": ("name", ":{}:"),
}

Part = Mapping[str, Any]


def written_in(message: Part) -> str:
    """Return what somebody wrote, in Slack's notation; a table is written row by row, with bars between its cells."""
    forwarded = (each for each in _parts(message.get("attachments")) if each.get("is_share") is True)
    texts = (str(each.get("text") or "").strip() for each in (message, *forwarded))
    return "\n".join(filter(None, (*texts, *map(_written_out, _tables(message)))))


def _tables(message: Part) -> Iterator[Part]:
    own = [each for each in _parts(message.get("attachments")) if not FOREIGN & each.keys()]
    for holder in (message, *own):
        yield from (block for block in _parts(holder.get("blocks")) if block.get("type") == "table")


def _written_out(table: Part) -> str:
    rows = table.get("rows")
    return "\n".join(map(_row, rows if isinstance(rows, list) else ()))


def _row(cells: Any) -> str:
    written = (_cell(cell) for cell in _parts(cells))
    return f"| {' | '.join(written)} |"


def _cell(cell: Part) -> str:
    """Write a cell on one line, where its own bars are not taken for those of the table."""
    return " ".join("".join(_leaves(cell, DEEPEST)).split()).replace("|", "\\|")


def _leaves(part: Part, depth: int) -> Iterator[str]:
    name, sign = _SIGNS.get(str(part.get("type")), ("", ""))
    if name and part.get(name):
        yield sign.format(escape(part[name]))
    elif text := part.get("text") or part.get("url"):
        yield escape(text)
    for child in _parts(part.get("elements")) if depth else ():
        yield from _leaves(child, depth - 1)
        yield "\n" if "elements" in child else ""


def _parts(value: Any) -> Iterator[Part]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
