"""What a renderer hands over: a message of words and blocks, and the files of a spec. Nothing here is sent."""

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A rendered message: `text` is read by notifications and screen readers, `blocks` are what is shown."""

    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecFile:
    """One document of a spec, ready to be uploaded."""

    name: str
    title: str
    content: str
