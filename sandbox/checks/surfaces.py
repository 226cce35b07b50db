"""What a list of blocks must obey as a whole, depending on the surface it stands on.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from sandbox.checks import blocks as tables
from sandbox.checks import elements, rich_text
from sandbox.checks.problem import Problem
from sandbox.checks.schema import Array, ByType, broken, length, pointer

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
ALONE = "https://docs.slack.dev/reference/block-kit/blocks/table-block"
MARKDOWN = "https://docs.slack.dev/reference/block-kit/blocks/markdown-block"
MARKDOWN_MAX = 12_000
ANY_BLOCK = ByType(doc=tables.BLOCKS, kinds=tables.ALL)


def check_blocks(value: Any, at: str, surface: str) -> Iterator[Problem]:
    """Check every block by itself, then the list as a whole."""
    rule = Array(of=ANY_BLOCK, most=MOST_BLOCKS[surface])
    found = chain(
        rule.problems(value, at),
        _on_wrong_surface(value, at, surface),
        _elements_on_wrong_surface(value, at, surface),
        _repeated_ids(value, at),
        _repeated_actions(value, at),
        _focus(value, at),
        _message_totals(value, at) if surface == "message" else (),
    )
    for problem in found:
        yield problem if problem.doc else replace(problem, doc=tables.BLOCKS)


def elements_of(block: Mapping[str, Any], at: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Walk over the elements of one block with their pointers."""
    single = [(pointer(at, name), block.get(name)) for name in ("accessory", "element")]
    several = [
        (pointer(pointer(at, name), index), item)
        for name in ("elements", "actions")
        for index, item in enumerate(block[name] if isinstance(block.get(name), list) else ())
    ]
    return ((where, item) for where, item in chain(single, several) if isinstance(item, dict))


def _on_wrong_surface(value: Any, at: str, surface: str) -> Iterator[Problem]:
    for where, block in tables.walk(value, at):
        allowed = tables.SURFACES.get(str(block.get("type")))
        if allowed is not None and surface not in allowed:
            yield _misplaced(where, block["type"], surface, allowed, tables.BLOCKS)


def _elements_on_wrong_surface(value: Any, at: str, surface: str) -> Iterator[Problem]:
    for where, block in tables.walk(value, at):
        for place, item in elements_of(block, where):
            allowed = elements.SURFACES.get(str(item.get("type")))
            if allowed is not None and surface not in allowed:
                yield _misplaced(place, item["type"], surface, allowed, rich_text.ELEMENTS)


def _misplaced(at: str, kind: str, surface: str, allowed: frozenset[str], doc: str) -> Problem:
    message = f"`{kind}` is not available on the {surface} surface"
    return replace(broken(pointer(at, "type"), message, "enum", sorted(allowed), surface), doc=doc)


def _repeated_ids(value: Any, at: str) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for where, block in tables.walk(value, at):
        name = block.get("block_id")
        if isinstance(name, str) and name:
            seen[name] += 1
            if seen[name] > 1:
                message = f"`block_id` {name} already exists, each must be unique"
                yield broken(pointer(where, "block_id"), message, "unique_items", got=name)


def _repeated_actions(value: Any, at: str) -> Iterator[Problem]:
    for where, block in tables.walk(value, at):
        seen: set[str] = set()
        for place, item in elements_of(block, where):
            name = item.get("action_id")
            if isinstance(name, str) and name in seen:
                message = f"`action_id` {name} already exists in this block"
                yield broken(pointer(place, "action_id"), message, "unique_items", got=name)
            seen.add(str(name))


def _focus(value: Any, at: str) -> Iterator[Problem]:
    focused = [
        place
        for where, block in tables.walk(value, at)
        for place, item in elements_of(block, where)
        if item.get("focus_on_load") is True
    ]
    for place in focused[1:]:
        yield broken(pointer(place, "focus_on_load"), "only one element can have `focus_on_load`", "max_items", 1)


def _message_totals(value: Any, at: str) -> Iterator[Problem]:
    kinds = [(where, block) for where, block in tables.walk(value, at)]
    found = [(where, block) for where, block in kinds if block.get("type") == "table"]
    for where, _ in found[1:]:
        yield replace(broken(where, "only one table is allowed in a message", "max_items", 1), doc=ALONE)
    size = sum(length(text) for _, block in kinds if isinstance(text := _markdown(block), str))
    if size > MARKDOWN_MAX:
        message = f"all markdown blocks together must be less than {MARKDOWN_MAX + 1} characters"
        yield replace(broken(at, message, "max_length", MARKDOWN_MAX, size), doc=MARKDOWN)


def _markdown(block: Mapping[str, Any]) -> Any:
    return block.get("text") if block.get("type") == "markdown" else None
