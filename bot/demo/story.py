"""What the demo tells: read from `templates/demo/story.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeededAlignment(_Part):
    """An alignment that is there when the demo starts; with answers, it is complete."""

    title: str
    channel: str
    facilitator: str
    answers: dict[str, str] = {}


class PlayedAlignment(_Part):
    """The alignment of the played story, with the words people try first and those that hold."""

    title: str
    channel: str
    vague: dict[str, str]
    answers: dict[str, str]


class Story(_Part):
    """Everything the demo says that the product does not."""

    welcome: tuple[str, ...]
    finished: SeededAlignment
    fresh: SeededAlignment
    story: PlayedAlignment
    scenes: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the story file."""
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def mentioning(text: str, ids: Mapping[str, str]) -> str:
    """Turn `{ana}` into Slack's mention of Ana."""
    for handle, person in ids.items():
        text = text.replace(f"{{{handle}}}", f"<@{person}>")
    return text
