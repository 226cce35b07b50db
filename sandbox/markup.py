"""What Slack makes of typed text: escapes, mentions, links, and the rich text beside them.

https://docs.slack.dev/messaging/formatting-message-text
https://docs.slack.dev/interactivity/implementing-slash-commands#escaping
"""

import re

from sandbox.conversations import Conversation, Kind
from sandbox.json_types import JsonObject
from sandbox.people import Person
from sandbox.workspace import Workspace

_WORD = r"[a-z0-9][a-z0-9._-]*"
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
_TYPED = re.compile(
    rf"(?P<url>https?://[^\s<>|`]*[^\s<>|`.,;:!?)'\"])|(?<![\w@])@(?P<person>{_WORD})|"
    rf"(?<![\w#&])#(?P<channel>[a-z0-9_-]+)|(?<![\w.+@-])(?P<mail>[\w.+-]+@{_HOST}[a-z]+)|"
    rf"(?<![\w.@/-])(?P<host>{_HOST}(?:com|org|net|io|ai|dev|app|info|name|id|md|py|sh|co|de|eu|fr|uk))(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_EMOJI = {
    "👍": "+1", "👎": "-1", "🙏": "pray", "🎉": "tada", "✅": "white_check_mark", "❌": "x", "⚠️": "warning",
    "🚀": "rocket", "👀": "eyes", "👏": "clap", "🙌": "raised_hands", "👋": "wave", "🔥": "fire", "💯": "100",
    "❤️": "heart", "😂": "joy", "😅": "sweat_smile", "🙂": "slightly_smiling_face", "😀": "grinning",
    "🤔": "thinking_face",
}  # fmt: skip
_DRAWN = re.compile("|".join(_EMOJI))
_BULLET = re.compile(r"^[-*] (?=\S)", re.MULTILINE)
_TOKEN = re.compile(r"<(?P<body>[^<>]+)>")
BROADCASTS = frozenset({"here", "channel", "everyone"})


def escape(text: str) -> str:
    """Escape the three characters Slack reserves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def composed(text: str, workspace: Workspace) -> str:
    """Turn what somebody typed into the composer into a message's text: links, mentions, bullets, emoji.

    In code nothing but whole addresses becomes a link. Emoji are written by name, those that people use most.
    """
    code_and_words = _CODE.split(_DRAWN.sub(lambda match: f":{_EMOJI[match[0]]}:", escape(text)))
    return "".join(
        _TYPED.sub(lambda match: f"<{match[0]}>" if match["url"] else match[0], part)
        if _CODE.fullmatch(part)
        else _TYPED.sub(lambda match: _composed_token(match, workspace), _BULLET.sub("• ", part))
        for part in code_and_words
    )


def command_text(text: str, workspace: Workspace, *, should_escape: bool) -> str:
    """Turn a command's text into what the app receives; only escaping commands get ids."""
    if not should_escape:
        return text
    return _TYPED.sub(lambda match: _command_token(match, workspace), escape(text))


def mentions(text: str, person: Person) -> bool:
    """Tell whether a message mentions somebody."""
    return re.search(rf"<@{person.id}(\|[^>]*)?>", text) is not None


def rich_text(text: str) -> list[JsonObject]:
    """Build the rich_text block Slack puts beside a typed message.

    https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
    """
    elements: list[JsonObject] = []
    end = 0
    for match in _TOKEN.finditer(text):
        elements += _plain(text[end : match.start()])
        elements.append(_rich_token(match["body"]))
        end = match.end()
    elements += _plain(text[end:])
    return [{"type": "rich_text", "block_id": "typed", "elements": [_section(elements)]}]


def pasted_table(rows: list[list[str]]) -> JsonObject:
    """Build the attachment in which Slack puts cells from a spreadsheet; the text does not tell of them.

    https://github.com/vercel/chat/issues/803
    """
    cells = [[{"type": "rich_text", "elements": [_section(_plain(escape(text)))]} for text in row] for row in rows]
    table: JsonObject = {"type": "table", "block_id": "pasted", "rows": cells}
    return {"id": 1, "blocks": [table], "fallback": "[no preview available]"}


def _composed_token(match: re.Match[str], workspace: Workspace) -> str:
    if link := _link(match):
        return link
    if match["person"]:
        return _person_token(match, workspace, with_name=False)
    channel = _named_channel(match["channel"], workspace)
    return f"<#{channel.id}|{channel.name}>" if channel else match[0]


def _command_token(match: re.Match[str], workspace: Workspace) -> str:
    if link := _link(match):
        return link
    if match["person"]:
        return _person_token(match, workspace, with_name=True)
    channel = _named_channel(match["channel"], workspace)
    return f"<#{channel.id}|{channel.name}>" if channel else match[0]


def _link(match: re.Match[str]) -> str:
    """Link an address, as Slack does also where somebody only meant a name like `customer.id`."""
    if match["url"]:
        return f"<{match['url']}>"
    if match["mail"]:
        return f"<mailto:{match['mail']}|{match['mail']}>"
    return f"<http://{match['host']}|{match['host']}>" if match["host"] else ""


def _person_token(match: re.Match[str], workspace: Workspace, *, with_name: bool) -> str:
    word = match["person"].lower()
    trailing = word[len(word.rstrip(".-")) :]
    handle = word.rstrip(".-")
    if handle in BROADCASTS:
        return f"<!{handle}>{trailing}"
    person = workspace.find_person(handle)
    if person is None:
        return match[0]
    return f"<@{person.id}|{person.handle}>{trailing}" if with_name else f"<@{person.id}>{trailing}"


def _named_channel(name: str, workspace: Workspace) -> Conversation | None:
    found = workspace.find_conversation(f"#{name.lower()}")
    return found if found and found.kind is Kind.CHANNEL else None


def _section(elements: list[JsonObject]) -> JsonObject:
    return {"type": "rich_text_section", "elements": elements}


def _plain(text: str) -> list[JsonObject]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _rich_token(body: str) -> JsonObject:
    reference, _, label = body.partition("|")
    if reference.startswith("@"):
        return {"type": "user", "user_id": reference[1:]}
    if reference.startswith("#"):
        return {"type": "channel", "channel_id": reference[1:]}
    if reference.startswith("!"):
        return {"type": "broadcast", "range": reference[1:]}
    link: JsonObject = {"type": "link", "url": unescape(reference)}
    return {**link, "text": label} if label else link
