"""Answers that make a whole spec: the ones the demo shows."""

import tomllib
from pathlib import Path

STORY = Path(__file__).resolve().parents[2] / "templates" / "demo" / "story.toml"
MENTIONS = {"ana": "<@U0ANA>", "bob": "<@U0BOB>", "chen": "<@U0CHEN>", "dana": "<@U0DANA>"}


def answers_of(part: str) -> dict[str, str]:
    """Return the answers of one part of the demo's story, people mentioned as Slack mentions them."""
    answers = tomllib.loads(STORY.read_text(encoding="utf-8"))[part]["answers"]
    return {field: _mentioning(text) for field, text in answers.items()}


def _mentioning(text: str) -> str:
    for handle, mention in MENTIONS.items():
        text = text.replace(f"{{{handle}}}", mention)
    return text


WHOLE_SPEC = answers_of("finished")
