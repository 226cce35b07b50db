"""JSON read without trust: no duplicate keys, no NaN, no giant numbers, bounded depth and size."""

import json
import re
from collections.abc import Iterator
from typing import Any

MAX_DEPTH = 32
MAX_NODES = 2_000
MAX_INTEGER = 2**53


class NotStrictJson(ValueError):
    """The text is no JSON, or JSON beyond what is accepted."""


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > MAX_INTEGER:
        raise NotStrictJson(f"the number {digits[:24]} is larger than 2^53")
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise NotStrictJson(f"the number {digits[:24]} is out of range")
    return value


def _constant(word: str) -> Any:
    raise NotStrictJson(f"{word} is no JSON number")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key, value in pairs:
        if key in read:
            raise NotStrictJson(f"the key {key[:80]!r} appears twice")
        read[key] = value
    return read


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=_integer, parse_float=_float, parse_constant=_constant)


def parse_json(text: str) -> Any:
    """Parse a whole text as JSON, or raise NotStrictJson."""
    value, end = parse_json_prefix(text.strip())
    if text.strip()[end:].strip():
        raise NotStrictJson("there is more after the JSON value")
    return value


def parse_json_prefix(text: str) -> tuple[Any, int]:
    """Parse the JSON value that a text begins with; return it and where it ends."""
    try:
        value, end = _DECODER.raw_decode(text)
    except NotStrictJson:
        raise
    except (ValueError, RecursionError) as error:
        raise NotStrictJson(str(error)[:200]) from error
    check_bounds(value)
    return value, end


def check_bounds(value: Any) -> None:
    """Raise NotStrictJson when a value is too deep, too large, or not what JSON can say."""
    for count, (depth, node) in enumerate(walk(value)):
        if depth > MAX_DEPTH:
            raise NotStrictJson(f"nested more than {MAX_DEPTH} levels deep")
        if count >= MAX_NODES:
            raise NotStrictJson(f"more than {MAX_NODES} values")
        if isinstance(node, int | float) and not abs(node) <= MAX_INTEGER:
            raise NotStrictJson("a number beyond 2^53")
        texts = [node] if isinstance(node, str) else node if isinstance(node, dict) else ()
        if any(_SURROGATE.search(text) for text in texts):
            raise NotStrictJson("half a character (a lone surrogate)")


def walk(value: Any) -> Iterator[tuple[int, Any]]:
    """Yield every value inside a JSON value with its depth, parents first."""
    waiting: list[tuple[int, Any]] = [(0, value)]
    while waiting:
        depth, node = waiting.pop()
        yield depth, node
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        waiting.extend((depth + 1, child) for child in children)


_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/|(?<!\.)\.\.\.(?!\.)', re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def without_comments(text: str) -> str:
    """Drop comments, ellipses and trailing commas, which people leave in the JSON they show."""
    bare = _COMMENT.sub(lambda found: found[1] or "", text)
    return _TRAILING_COMMA.sub(r"\1", bare)
