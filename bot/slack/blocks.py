"""The few blocks and elements the product uses, with what must always hold: verbatim text, no emoji in people's words.

Everything is cut to Slack's limits here, visibly; nothing here knows a sentence.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OptionGroup,
    OverflowMenuElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)

from bot.slack.message import Message
from bot.slack.mrkdwn import truncated_mrkdwn
from bot.slack.presses import Press
from bot.slack.text import cleaned, truncated

SECTION_LIMIT = 3_000
MESSAGE_BLOCKS = 45
VIEW_BLOCKS = 95
PRIMARY = "primary"

Row = Block | None


def markup(text: str) -> MarkdownTextObject:
    """Hold mrkdwn that Slack must not search for names and links."""
    return MarkdownTextObject(text=truncated_mrkdwn(text, SECTION_LIMIT), verbatim=True)


def plain_text(text: str, limit: int) -> PlainTextObject:
    """Hold plain text, cut to what fits."""
    return PlainTextObject(text=truncated(cleaned(text), limit) or "…", emoji=False)


def section(text: str, accessory: InteractiveElement | None = None) -> Row:
    """Say something, with one control beside it if there is one; nothing to say is no block."""
    return SectionBlock(text=markup(text), accessory=accessory) if text else None


def context(*texts: str) -> Row:
    """Say something in passing."""
    said = [markup(text) for text in texts if text]
    return ContextBlock(elements=said[:10]) if said else None


def header(text: str) -> Row:
    """Give a message or view its heading."""
    return HeaderBlock(text=plain_text(text, 150))


def divider() -> Row:
    """Separate what follows."""
    return DividerBlock()


def actions(*controls: InteractiveElement | None) -> Row:
    """Offer controls side by side."""
    shown = [control for control in controls if control]
    return ActionsBlock(elements=shown[:25]) if shown else None


def button(label: str, action_id: str, press: Press, *, style: str | None = None) -> ButtonElement:
    """Offer one action, named in full."""
    return ButtonElement(text=plain_text(label, 75), action_id=action_id, value=press.encode(), style=style)


def menu(action_id: str, options: Iterable[tuple[str, Press]]) -> OverflowMenuElement:
    """Offer rarer actions behind three dots."""
    return OverflowMenuElement(action_id=action_id, options=[choice(label, press.encode()) for label, press in options])


def select(action_id: str, placeholder: str, options: Iterable[tuple[str, Press]]) -> StaticSelectElement:
    """Offer one action with a choice."""
    return StaticSelectElement(
        action_id=action_id,
        placeholder=plain_text(placeholder, 150),
        options=[choice(label, press.encode()) for label, press in options][:100],
    )


def choice(label: str, value: str, description: str = "") -> Option:
    """Offer one option of a menu, a select, or a list."""
    described = plain_text(description, 75) if description else None
    return Option(text=plain_text(label, 75), value=value, description=described)


def group(label: str, options: Sequence[Option]) -> OptionGroup:
    """Put options together under a heading."""
    return OptionGroup(label=plain_text(label, 75), options=list(options[:100]))


def message(text: str, *rows: Row) -> Message:
    """Put a message together; `text` says the point by itself."""
    return Message(text=truncated_mrkdwn(text, SECTION_LIMIT), blocks=tuple(serialised(rows, MESSAGE_BLOCKS)))


def serialised(rows: Iterable[Row], most: int) -> list[dict[str, Any]]:
    """Turn blocks into what Slack reads, leaving out those with nothing to say."""
    return [_written(row) for row in rows if row is not None][:most]


def _written(part: Any) -> Any:
    """Write a block as JSON.

    The models' own way looks for validators through every attribute of every part, which takes a quarter of the time
    of a reminder; here everything was cut to its limit before, and the guard sees what leaves.
    """
    if isinstance(part, list | tuple):
        return [_written(one) for one in part]
    if not isinstance(part, JsonObject):
        return part
    if isinstance(part, Option | OptionGroup):  # they have no list of their attributes
        return part.to_dict()
    values = ((name, part.get_object_attribute(name)) for name in sorted(part.attributes))
    return {name: _written(value) for name, value in values if value not in (None, "", [], ())}
