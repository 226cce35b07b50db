"""Slack's way of writing text, undone: escapes, automatic links, typographic quotes, code fences."""

import re
from dataclasses import dataclass

MAX_TEXT = 8_000
MAX_PASSAGES = 6
MAX_INDENT = 60

_WIDE = re.compile(rf"[ \f\v]{{{MAX_INDENT},}}|\t{{{MAX_INDENT},}}")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_LINK = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|\s]{1,500}\|([^<>|\n]{1,200})>")
_TYPOGRAPHY = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "’": "'", "‘": "'", "‚": "'", "\u00a0": " ", "\u202f": " ",
        "\u2009": " ", "\u200b": None, "\ufeff": None, "\u2060": None, "\x00": None, "\r": None,
    }
)  # fmt: skip
CODE_LANGUAGES = (
    r"json5?|jsonc|jsonschema|ya?ml|sql|ddl|c#|csharp|cs|ts|typescript|js|javascript|py(?:thon)?|proto(?:buf)?|avro|"
    r"kotlin|java|go|rust|graphql|gql|xml|toml|hcl|terraform|bash|sh|csv|tsv"
)
"""What may stand after the fence of a code block and be no part of it; any other word is its first line."""
_FENCE = re.compile(rf"```(?:[ \t]*(?:{CODE_LANGUAGES})[ \t]*\n)?(.*?)(?:```|\Z)", re.DOTALL | re.IGNORECASE)
_WHOLE_INLINE = re.compile(r"\A\s*`([^`\n]+)`\s*\Z")
_INLINE = re.compile(r"`([^`\n]{12,})`")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text as it was meant: the passages set as code, and the words around them."""

    code: tuple[str, ...]
    prose: str
    whole: str


def plain(text: str) -> str:
    """Undo Slack's escaping and typography; anything beyond the length limit is cut."""
    text = text[:MAX_TEXT].encode(errors="replace").decode()  # half a character would stop the parsers
    text = text.replace("\r\n", "\n").translate(_TYPOGRAPHY)
    text = _LINK.sub(r"\1", _tightened(text))
    for escaped, character in _ESCAPES:
        text = text.replace(escaped, character)
    return text


def _tightened(text: str) -> str:
    """Shorten runs of white space, which mean nothing but cost every pattern time."""
    text = _WIDE.sub(" " * MAX_INDENT, text)
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept)


def excerpt(text: str) -> Excerpt:
    """Separate the passages set as code from the words around them."""
    whole = plain(text)
    code = [found[1].strip("\n") for found in _FENCE.finditer(whole)] if "```" in whole else []
    prose = _tightened(_FENCE.sub("\n", whole)) if code else whole
    code.extend(found[1] for found in _INLINE.finditer(prose))
    code = [passage for passage in code if passage.strip()][:MAX_PASSAGES]
    return Excerpt(tuple(code), prose, whole)
