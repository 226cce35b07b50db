"""Phrases as people write them down, one a line, made into one pattern."""

import re


def phrases(text: str) -> re.Pattern[str]:
    """Compile a list of phrases, one a line; each is a small pattern of its own and stands between word borders."""
    return re.compile(rf"(?<![\w])(?:{alternatives(text)})(?![\w])")


def alternatives(text: str) -> str:
    """Join phrases, one a line, into the inside of a group."""
    return "|".join(line.strip() for line in text.splitlines() if line.strip())
