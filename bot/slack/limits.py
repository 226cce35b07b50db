"""Every limit of Slack that the guard keeps, in one table.

https://docs.slack.dev/reference/block-kit and the method pages. Slack does not say which unit it counts
characters in, so `bot.slack.text.length` counts the larger one. Where ours is stricter, the comment says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# Slack takes 50; room is left for the block that says something was left out.
MESSAGE_BLOCKS = 45
# Slack truncates at 40,000, advises 4,000, and takes no more than that in an update.
MESSAGE_TEXT = 4_000
# Undocumented, about 13,200 (https://github.com/slackapi/bolt-js/issues/2509).
MESSAGE_TOTAL = 10_000
VIEW_BLOCKS = 100
# Slack takes 250 kB; a little is left for the envelope around the view.
VIEW_BYTES = 240_000
TEXT_OBJECT = 3_000
FILE_TITLE = 255

_NONE: Mapping[str, int] = MappingProxyType({})
_IDS: Mapping[str, int] = {"block_id": 255, "action_id": 255}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one kind of object may hold.

    `texts` and `strings` are shortened visibly. A field in `whole` cannot be shortened without changing its meaning,
    so it is left out when it is too long; an object without all of its `needs` is left out itself.
    `items` counts lists, `item_text` the characters of the text objects in them, `ranges` bound numbers.
    """

    texts: Mapping[str, int] = field(default_factory=dict)
    strings: Mapping[str, int] = field(default_factory=dict)
    whole: Mapping[str, int] = field(default_factory=dict)
    items: Mapping[str, int] = field(default_factory=dict)
    item_text: Mapping[str, int] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    needs: tuple[tuple[str, ...], ...] = ()


NO_LIMITS = Limits(whole=_IDS)


def _menu(**items: int) -> Limits:
    needs = (("options", "option_groups"),) if "options" in items else ()
    return Limits(texts={"placeholder": 150}, whole=_IDS, items=items, needs=needs)


_TYPED = Limits(texts={"placeholder": 150}, whole={**_IDS, "initial_value": 3_000})
_VIEW_IDS = {"private_metadata": 3_000, "callback_id": 255, "external_id": 255}

BY_KIND: Mapping[str, Limits] = {
    # blocks
    "section": Limits(
        texts={"text": 3_000},
        whole=_IDS,
        items={"fields": 10},
        item_text={"fields": 2_000},
        needs=(("text", "fields"),),
    ),
    "header": Limits(texts={"text": 150}, whole=_IDS, needs=(("text",),)),
    "context": Limits(whole=_IDS, items={"elements": 10}, needs=(("elements",),)),
    "actions": Limits(whole=_IDS, items={"elements": 25}, needs=(("elements",),)),
    "context_actions": Limits(whole=_IDS, items={"elements": 5}, needs=(("elements",),)),
    "input": Limits(texts={"label": 2_000, "hint": 2_000}, whole=_IDS, needs=(("label",), ("element",))),
    "image": Limits(
        texts={"title": 2_000},
        strings={"alt_text": 2_000},
        whole={**_IDS, "image_url": 3_000},
        needs=(("alt_text",), ("image_url", "slack_file")),
    ),
    "video": Limits(texts={"title": 199, "description": 200}, strings={"author_name": 49}, whole=_IDS),
    "markdown": Limits(strings={"text": MESSAGE_TOTAL}, whole=_IDS, needs=(("text",),)),
    "alert": Limits(texts={"text": 200}, whole=_IDS, needs=(("text",),)),
    "card": Limits(
        texts={"title": 150, "subtitle": 150, "body": 200, "subtext": 200}, whole=_IDS, items={"actions": 3}
    ),
    "carousel": Limits(whole=_IDS, items={"elements": 10}, needs=(("elements",),)),
    "container": Limits(texts={"title": 150, "subtitle": 150}, whole=_IDS, items={"child_blocks": 10}),
    "table": Limits(whole=_IDS, items={"rows": 100, "column_settings": 20}, needs=(("rows",),)),
    "rich_text": Limits(whole=_IDS, needs=(("elements",),)),
    "text": Limits(strings={"text": MESSAGE_TOTAL}, needs=(("text",),)),
    # elements
    "button": Limits(
        texts={"text": 75},
        strings={"accessibility_label": 75},
        whole={**_IDS, "value": 2_000, "url": 3_000},
        needs=(("text",),),
    ),
    "overflow": Limits(whole=_IDS, items={"options": 5}, needs=(("options",),)),
    "static_select": _menu(options=100, option_groups=100),
    "multi_static_select": _menu(options=100, option_groups=100),
    "external_select": _menu(),
    "multi_external_select": _menu(),
    "users_select": _menu(),
    "multi_users_select": _menu(),
    "conversations_select": _menu(),
    "multi_conversations_select": _menu(),
    "channels_select": _menu(),
    "multi_channels_select": _menu(),
    "datepicker": _menu(),
    "timepicker": _menu(),
    "radio_buttons": Limits(whole=_IDS, items={"options": 10}, needs=(("options",),)),
    "checkboxes": Limits(whole=_IDS, items={"options": 10}, needs=(("options",),)),
    "plain_text_input": Limits(
        texts=_TYPED.texts, whole=_TYPED.whole, ranges={"min_length": (0, 3_000), "max_length": (1, 3_000)}
    ),
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
    "number_input": _TYPED,
    "file_input": Limits(whole=_IDS, ranges={"max_files": (1, 10)}),
    # parts
    "option": Limits(
        texts={"text": 75, "description": 75},
        whole={"value": 150, "url": 3_000},
        needs=(("text",), ("value",)),
    ),
    "option_group": Limits(texts={"label": 75}, items={"options": 100}, needs=(("label",), ("options",))),
    "confirm": Limits(
        texts={"title": 100, "text": 300, "confirm": 30, "deny": 30},
        needs=(("title",), ("text",), ("confirm",), ("deny",)),
    ),
    # views
    "modal": Limits(texts={"title": 24, "submit": 24, "close": 24}, whole=_VIEW_IDS),
    "home": Limits(whole=_VIEW_IDS),
}

# What stands in these fields says its kind by the field's name, not by a `type`.
KIND_OF_FIELD: Mapping[str, str] = {
    "options": "option",
    "initial_options": "option",
    "initial_option": "option",
    "option_groups": "option_group",
    "confirm": "confirm",
}
