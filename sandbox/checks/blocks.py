"""Every block type of the current reference with its fields, limits and page.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.checks.composition import (
    ID,
    KIND,
    RAW_NUMBER,
    RAW_TEXT,
    REFERENCE,
    SLACK_FILE,
    URL,
    any_text,
    plain_text,
)
from sandbox.checks.elements import (
    BUTTON_ONLY,
    CONTEXT_ACTIONS,
    IMAGE,
    IMAGE_ONLY,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    PRESSED,
)
from sandbox.checks.problem import Problem
from sandbox.checks.rich_text import ELEMENTS, RICH_TEXT, RICH_TEXT_OBJECT
from sandbox.checks.schema import (
    Anything,
    Array,
    Boolean,
    ByType,
    Number,
    Relation,
    Rule,
    Shape,
    String,
    broken,
    length,
    not_both,
    one_of,
    pointer,
)

BLOCKS = f"{REFERENCE}/blocks"
TABLE_TEXT_MAX = 10_000


def block(
    page: str,
    required: Mapping[str, Rule] | None = None,
    optional: Mapping[str, Rule] | None = None,
    *relations: Relation,
) -> Shape:
    """Describe a block, which may always carry a block_id."""
    return Shape(
        doc=f"{BLOCKS}/{page}",
        required={"type": KIND, **(required or {})},
        optional={"block_id": ID, **(optional or {})},
        relations=relations,
    )


def texts_in(cell: Any, *, depth: int = 8) -> Iterator[str]:
    """Yield every string a person would read in a table cell or rich text, no deeper than Slack nests."""
    if not isinstance(cell, dict) or not depth:
        return
    if isinstance(cell.get("text"), str):
        yield cell["text"]
    elements = cell.get("elements")
    for item in elements if isinstance(elements, list) else ():
        yield from texts_in(item, depth=depth - 1)


def table_length(table: Mapping[str, Any]) -> int:
    """Count the characters in all cells of a table."""
    rows = table.get("rows")
    cells = [cell for row in rows if isinstance(row, list) for cell in row] if isinstance(rows, list) else []
    return sum(length(text) for cell in cells for text in texts_in(cell))


def _table_fits(table: Mapping[str, Any], at: str) -> Iterator[Problem]:
    size = table_length(table)
    if size > TABLE_TEXT_MAX:
        message = f"must be less than {TABLE_TEXT_MAX + 1} characters in all cells"
        yield broken(pointer(at, "rows"), message, "max_length", TABLE_TEXT_MAX, size)


def _rows_are_even(table: Mapping[str, Any], at: str) -> Iterator[Problem]:
    rows = table.get("rows")
    widths = {len(row) for row in rows if isinstance(row, list)} if isinstance(rows, list) else set()
    if len(widths) > 1:
        yield broken(pointer(at, "rows"), "every row must have the same number of cells", "all_of", got=sorted(widths))


def _divider_needs_open_header(container: Mapping[str, Any], at: str) -> Iterator[Problem]:
    if container.get("is_collapsible") is True and container.get("has_header_divider") is True:
        yield broken(
            pointer(at, "has_header_divider"), "`has_header_divider` needs `is_collapsible` to be false", "not"
        )


CELL = ByType(
    doc=f"{BLOCKS}/table-block",
    kinds={"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": RICH_TEXT},
)


class Nullable:
    """Accept null as well, which column settings use to skip a column."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def problems(self, value: Any, at: str) -> Iterator[Problem]:
        """Look only at values that are there."""
        return iter(()) if value is None else self._rule.problems(value, at)


COLUMN = Shape(
    doc=f"{BLOCKS}/table-block",
    optional={"align": String(choices=("left", "center", "right")), "is_wrapped": Boolean()},
)

SIMPLE: dict[str, Rule] = {
    "section": block(
        "section-block",
        {},
        {
            "text": any_text(3000),
            "fields": Array(of=any_text(2000), least=1, most=10),
            "accessory": ByType(doc=f"{BLOCKS}/section-block", kinds=IN_SECTION),
            "expand": Boolean(),
        },
        one_of("text", "fields"),
    ),
    "header": block("header-block", {"text": plain_text(150)}, {"level": Number(least=1, most=4)}),
    "divider": block("divider-block"),
    "context": block(
        "context-block",
        {
            "elements": Array(
                of=ByType(doc=f"{BLOCKS}/context-block", kinds={"image": IMAGE, **any_text(3000).kinds}),
                least=1,
                most=10,
            ),
        },
    ),
    "actions": block(
        "actions-block",
        {"elements": Array(of=ByType(doc=f"{BLOCKS}/actions-block", kinds=IN_ACTIONS), least=1, most=25)},
    ),
    "input": block(
        "input-block",
        {"label": plain_text(2000), "element": ByType(doc=f"{BLOCKS}/input-block", kinds=IN_INPUT)},
        {"hint": plain_text(2000), "optional": Boolean(), "dispatch_action": Boolean()},
    ),
    "image": block(
        "image-block",
        {"alt_text": String(least=1, most=2000)},
        {"image_url": URL, "slack_file": SLACK_FILE, "title": plain_text(2000)},
        one_of("image_url", "slack_file"),
        not_both("image_url", "slack_file"),
    ),
    "video": block(
        "video-block",
        {
            "alt_text": String(least=1),
            "title": plain_text(199),
            "video_url": String(least=1, pattern=r"https://.*"),
            "thumbnail_url": String(least=1),
        },
        {
            "title_url": String(pattern=r"https://.*"),
            "description": plain_text(200),
            "provider_icon_url": String(),
            "provider_name": String(),
            "author_name": String(most=49),
        },
    ),
    "file": block("file-block", {"external_id": String(least=1), "source": String(choices=("remote",))}),
    "rich_text": RICH_TEXT,
    "table": block(
        "table-block",
        {"rows": Array(of=Array(of=CELL, most=20), least=1, most=100)},
        {"column_settings": Array(of=Nullable(COLUMN), most=20)},
        _table_fits,
    ),
}

CARD = block(
    "card-block",
    {},
    {
        "hero_image": IMAGE_ONLY,
        "icon": IMAGE_ONLY,
        "slack_icon": Anything(),
        "title": any_text(150),
        "subtitle": any_text(150),
        "body": any_text(200),
        "subtext": any_text(200),
        "actions": Array(of=BUTTON_ONLY, least=1, most=3),
    },
    one_of("hero_image", "title", "actions", "body"),
    not_both("icon", "slack_icon"),
)
TASK_CARD = block(
    "task-card-block",
    {
        "task_id": String(least=1),
        "title": String(least=1),
        "status": String(choices=("pending", "in_progress", "complete", "error")),
    },
    {
        "details": RICH_TEXT_OBJECT,
        "output": RICH_TEXT_OBJECT,
        "sources": Array(
            of=Shape(
                doc=f"{ELEMENTS}/url-source-element",
                required={"type": String(choices=("url",)), "url": URL, "text": String(least=1)},
            ),
        ),
    },
)
# https://docs.slack.dev/reference/block-kit/blocks/container-block#supported-child-blocks
CONTAINER = block(
    "container-block",
    {"child_blocks": Array(of=ByType(doc=f"{BLOCKS}/container-block", kinds=SIMPLE), least=1, most=10)},
    {
        "title": plain_text(150),
        "rich_text_title": RICH_TEXT_OBJECT,
        "subtitle": any_text(150),
        "width": String(choices=("narrow", "standard", "wide", "full")),
        "icon": IMAGE_ONLY,
        "is_collapsible": Boolean(),
        "default_collapsed": Boolean(),
        "has_header_divider": Boolean(),
    },
    one_of("title", "rich_text_title"),
    _divider_needs_open_header,
)

ALL: dict[str, Rule] = {
    **SIMPLE,
    "markdown": block("markdown-block", {"text": String(least=1, most=12_000)}),
    "context_actions": block(
        "context-actions-block",
        {
            "elements": Array(of=ByType(doc=f"{BLOCKS}/context-actions-block", kinds=CONTEXT_ACTIONS), least=1, most=5),
        },
    ),
    "alert": block(
        "alert-block",
        {"text": any_text(200)},
        {"level": String(choices=("default", "info", "warning", "error", "success"))},
    ),
    "card": CARD,
    "carousel": block(
        "carousel-block",
        {"elements": Array(of=ByType(doc=f"{BLOCKS}/carousel-block", kinds={"card": CARD}), least=1, most=10)},
    ),
    "container": CONTAINER,
    "task_card": TASK_CARD,
    "plan": block(
        "plan-block",
        {"title": String(least=1)},
        {"tasks": Array(of=ByType(doc=f"{BLOCKS}/plan-block", kinds={"task_card": TASK_CARD}))},
    ),
    "data_table": block(
        "data-table-block",
        {
            "caption": String(least=1),
            "rows": Array(of=Array(of=CELL, least=1, most=20), least=2, most=201),
        },
        {"page_size": Number(least=1, most=100), "row_header_column_index": Number(least=0)},
        _rows_are_even,
        _table_fits,
    ),
    "data_visualization": block("data-visualization-block", {"title": String(least=1, most=50), "chart": Anything()}),
    "auth_provider": block(
        "auth-provider-block",
        {"value": String(least=1, most=150), "name": plain_text(75), "is_connected": Boolean()},
        {
            "description": plain_text(150),
            "icon_url": URL,
            "auth_url": URL,
            "disconnect_url": URL,
            "connected_identity": plain_text(75),
            "connected_context": plain_text(75),
            "accessory": ByType(doc=f"{BLOCKS}/auth-provider-block", kinds={"overflow": PRESSED["overflow"]}),
            "fallback": Array(of=Anything()),
        },
    ),
    "call": block(
        "call-block", {"call_id": String(least=1)}, {"api_decoration_available": Boolean(), "call": Anything()}
    ),
}

# The surfaces column of https://docs.slack.dev/reference/block-kit/blocks; what is absent stands everywhere.
SURFACES: dict[str, frozenset[str]] = {
    "alert": frozenset({"modal"}),
    "container": frozenset({"message", "home"}),
    "context_actions": frozenset({"message"}),
    "data_table": frozenset({"message", "home"}),
    "data_visualization": frozenset({"message", "home"}),
    "file": frozenset({"message"}),
    "call": frozenset({"message"}),
    "markdown": frozenset({"message"}),
    "plan": frozenset({"message"}),
    "table": frozenset({"message", "home"}),
    "task_card": frozenset({"message"}),
}


CHILDREN = {"container": "child_blocks", "carousel": "elements", "plan": "tasks"}


def walk(blocks: Any, at: str, *, depth: int = 2) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Walk over blocks and the blocks inside containers, carousels and plans, with their pointers."""
    for index, item in enumerate(blocks if isinstance(blocks, list) and depth else ()):
        if isinstance(item, dict):
            here = pointer(at, index)
            yield here, item
            name = CHILDREN.get(str(item.get("type")), "")
            yield from walk(item.get(name), pointer(here, name), depth=depth - 1)
