"""Blocks as apps send them: the ids Slack adds, and every element in them, however deep.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterator

from sandbox.elements import is_interactive
from sandbox.errors import ControlError
from sandbox.ids import random_token
from sandbox.json_types import Json, JsonObject, as_objects, copied

INNER_BLOCKS = {"container": "child_blocks", "carousel": "elements", "plan": "tasks"}
ELEMENT_LISTS = ("elements", "actions")


def with_ids(blocks: Json) -> list[JsonObject]:
    """Copy blocks, giving the ids that Slack generates where the app gave none."""
    copies: list[JsonObject] = copied(as_objects(blocks))
    for block in every_block(copies):
        if not block.get("block_id"):
            block["block_id"] = random_token(3)
        for element in _elements(block):
            if not element.get("action_id"):
                element["action_id"] = random_token(3)
    return copies


def every_block(blocks: list[JsonObject]) -> Iterator[JsonObject]:
    """Yield blocks and the blocks inside containers, carousels and plans."""
    for block in blocks:
        yield block
        inner = block.get(INNER_BLOCKS.get(str(block.get("type")), ""))
        yield from every_block(_objects(inner))


def interactive_elements(blocks: list[JsonObject]) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Yield every interactive element with the block it stands in."""
    for block in every_block(blocks):
        for element in _elements(block):
            yield block, element


def find_element(blocks: list[JsonObject], block_id: str | None, action_id: str) -> tuple[JsonObject, JsonObject]:
    """Find an element by its ids, or refuse as a person could not have touched it.

    An edit gives blocks without an id of the app's a new one; who still had the old blocks before them is understood.
    """
    found = [(block, element) for block, element in interactive_elements(blocks) if element["action_id"] == action_id]
    meant = [(block, element) for block, element in found if block_id in (None, block["block_id"])]
    if meant or len(found) == 1:
        return (meant or found)[0]
    raise ControlError("action_not_found", f"There is no element {action_id!r} to use here.", status=404)


def _elements(block: JsonObject) -> Iterator[JsonObject]:
    lists = [element for name in ELEMENT_LISTS for element in _objects(block.get(name))]
    for element in [*_objects([block.get("accessory"), block.get("element")]), *lists]:
        if is_interactive(element):
            yield element


def _objects(value: Json) -> list[JsonObject]:
    """Return the objects of an array themselves, not copies of them."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
