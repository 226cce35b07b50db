"""The rich_text block and everything that may stand inside it.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

from sandbox.checks.composition import ID, KIND, REFERENCE, URL
from sandbox.checks.schema import Anything, Array, Boolean, ByType, Number, Rule, Shape, String

ELEMENTS = f"{REFERENCE}/block-elements"

STYLE = Shape(
    doc=f"{ELEMENTS}/text-element",
    optional={
        name: Boolean()
        for name in (
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        )
    },
)


def _inline(page: str, required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Shape:
    return Shape(
        doc=f"{ELEMENTS}/{page}",
        required={"type": KIND, **required},
        optional={"style": STYLE, **(optional or {})},
    )


INLINE: dict[str, Rule] = {
    "text": _inline("text-element", {"text": String(least=1)}),
    "link": _inline("link-element", {"url": URL}, {"text": String(), "unsafe": Boolean()}),
    "emoji": _inline(
        "emoji-element",
        {"name": String(least=1)},
        {"unicode": String(), "skin_tone": Number(least=1, most=6), "url": String()},
    ),
    "user": _inline("user-element", {"user_id": String(least=1)}),
    "usergroup": _inline("usergroup-element", {"usergroup_id": String(least=1)}),
    "channel": _inline("channel-element", {"channel_id": String(least=1)}),
    "team": _inline("team-element", {"team_id": String(least=1)}),
    "broadcast": _inline("broadcast-element", {"range": String(choices=("here", "channel", "everyone"))}),
    "color": _inline("color-element", {"value": String(least=1)}),
    "date": _inline(
        "date-element",
        {"timestamp": Number(), "format": String(least=1)},
        {"url": String(), "fallback": String()},
    ),
}

# These come back in messages people wrote; their fields are not published in full.
REFERENCES = (
    "attachment_mention",
    "canvas",
    "canvas_message_unfurl",
    "canvas_user_mention",
    "citation",
    "file",
    "list_record",
    "message_mention",
    "salesforce_data_field",
    "tag",
    "work_object_mention",
    "workflow_mention",
)
PARTS = ByType(doc=ELEMENTS, kinds={**INLINE, **{name: Anything() for name in REFERENCES}})

SECTION = Shape(
    doc=f"{ELEMENTS}/rich-text-section-element",
    required={"type": KIND, "elements": Array(of=PARTS)},
)
BORDER = Number(least=0, most=1)

RICH_TEXT = Shape(
    doc=f"{REFERENCE}/blocks/rich-text-block",
    required={
        "type": KIND,
        "elements": Array(
            of=ByType(
                doc=f"{REFERENCE}/blocks/rich-text-block",
                kinds={
                    "rich_text_section": SECTION,
                    "rich_text_list": Shape(
                        doc=f"{ELEMENTS}/rich-text-list-element",
                        required={
                            "type": KIND,
                            "style": String(choices=("bullet", "ordered")),
                            "elements": Array(of=ByType(doc=ELEMENTS, kinds={"rich_text_section": SECTION})),
                        },
                        optional={"indent": Number(least=0), "offset": Number(least=0), "border": BORDER},
                    ),
                    "rich_text_preformatted": Shape(
                        doc=f"{ELEMENTS}/rich-text-preformatted-element",
                        required={"type": KIND, "elements": Array(of=PARTS)},
                        optional={"border": BORDER, "language": String()},
                    ),
                    "rich_text_quote": Shape(
                        doc=f"{ELEMENTS}/rich-text-quote-element",
                        required={"type": KIND, "elements": Array(of=PARTS)},
                        optional={"border": BORDER},
                    ),
                },
            ),
        ),
    },
    optional={"block_id": ID},
)
RICH_TEXT_OBJECT = ByType(doc=f"{REFERENCE}/blocks/rich-text-block", kinds={"rich_text": RICH_TEXT})
