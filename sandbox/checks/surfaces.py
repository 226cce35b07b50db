"""What a list of blocks must obey as a whole, depending on the surface it stands on.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from sandbox.checks import blocks as tables
from sandbox.checks import elements, rich_text
from sandbox.checks.problem import Problem
from sandbox.checks.schema import Array, ByType, broken, length, pointer

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
ALONE = "https://docs.slack.dev/reference/block-kit/blocks/table-block"
MARKDOWN = "https://docs.slack.dev/reference/block-kit/blocks/markdown-block"
MARKDOWN_MAX = 12_000
ANY_BLOCK = ByType(doc=tables.BLOCKS, kinds=tables.ALL)
RULES = {surface: Array(of=ANY_BLOCK, most=most) for surface, most in MOST_BLOCKS.items()}


class Placed(NamedTuple):
    """A block with its pointer, and its elements with theirs."""

    at: str
    block: Mapping[str, Any]
    elements: list[tuple[str, Mapping[str, Any]]]


def check_blocks(value: Any, at: str, surface: str) -> Iterator[Problem]:
    """Check every block by itself, then the list as a whole."""
    placed = [Placed(where, block, list(elements_of(block, where))) for where, block in tables.walk(value, at)]
    found = chain(
        RULES[surface].problems(value, at),
        _on_wrong_surface(placed, surface),
        _elements_on_wrong_surface(placed, surface),
        _repeated_ids(placed),
        _repeated_actions(placed),
        _focus(placed),
        _message_totals(placed, at) if surface == "message" else (),
    )
    for problem in found:
        yield problem if problem.doc else replace(problem, doc=tables.BLOCKS)


def elements_of(block: Mapping[str, Any], at: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Walk over the elements of one block with their pointers."""
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            yield pointer(at, name), block[name]
    for name in ("elements", "actions"):
        several = block.get(name)
        for index, item in enumerate(several if isinstance(several, list) else ()):
            if isinstance(item, dict):
                yield pointer(pointer(at, name), index), item


def _on_wrong_surface(placed: Sequence[Placed], surface: str) -> Iterator[Problem]:
    for where, block, _ in placed:
        allowed = tables.SURFACES.get(str(block.get("type")))
        if allowed is not None and surface not in allowed:
            yield _misplaced(where, block["type"], surface, allowed, tables.BLOCKS)


def _elements_on_wrong_surface(placed: Sequence[Placed], surface: str) -> Iterator[Problem]:
    for _, _, items in placed:
        for place, item in items:
            allowed = elements.SURFACES.get(str(item.get("type")))
            if allowed is not None and surface not in allowed:
                yield _misplaced(place, item["type"], surface, allowed, rich_text.ELEMENTS)


def _misplaced(at: str, kind: str, surface: str, allowed: frozenset[str], doc: str) -> Problem:
    message = f"`{kind}` is not available on the {surface} surface"
    return replace(broken(pointer(at, "type"), message, "enum", sorted(allowed), surface), doc=doc)


def _repeated_ids(placed: Sequence[Placed]) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for where, block, _ in placed:
        name = block.get("block_id")
        if isinstance(name, str) and name:
            seen[name] += 1
            if seen[name] > 1:
                message = f"`block_id` {name} already exists, each must be unique"
                yield broken(pointer(where, "block_id"), message, "unique_items", got=name)


def _repeated_actions(placed: Sequence[Placed]) -> Iterator[Problem]:
    for _, _, items in placed:
        seen: set[str] = set()
        for place, item in items:
            name = item.get("action_id")
            if isinstance(name, str) and name in seen:
                message = f"`action_id` {name} already exists in this block"
                yield broken(pointer(place, "action_id"), message, "unique_items", got=name)
            seen.add(str(name))


def _focus(placed: Sequence[Placed]) -> Iterator[Problem]:
    focused = [place for _, _, items in placed for place, item in items if item.get("focus_on_load") is True]
    for place in focused[1:]:
        yield broken(pointer(place, "focus_on_load"), "only one element can have `focus_on_load`", "max_items", 1)


def _message_totals(placed: Sequence[Placed], at: str) -> Iterator[Problem]:
    found = [where for where, block, _ in placed if block.get("type") == "table"]
    for where in found[1:]:
        yield replace(broken(where, "only one table is allowed in a message", "max_items", 1), doc=ALONE)
    size = sum(length(text) for _, block, _ in placed if isinstance(text := _markdown(block), str))
    if size > MARKDOWN_MAX:
        message = f"all markdown blocks together must be less than {MARKDOWN_MAX + 1} characters"
        yield replace(broken(at, message, "max_length", MARKDOWN_MAX, size), doc=MARKDOWN)


def _markdown(block: Mapping[str, Any]) -> Any:
    return block.get("text") if block.get("type") == "markdown" else None
