"""Buttons, menus and other elements people use in messages, modals and App Homes.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from collections import defaultdict

from sandbox.blocks import find_element, interactive_elements
from sandbox.conversations import Conversation
from sandbox.delivery import Delivery, DeliveryKind
from sandbox.elements import BUTTON_LIKE, action_of, initial_state, new_state
from sandbox.json_types import Json, JsonObject
from sandbox.messages import Message
from sandbox.payloads import Payloads
from sandbox.people import Person
from sandbox.posting import Posts
from sandbox.response_urls import ResponseUrls
from sandbox.triggers import Triggers
from sandbox.views import View, Views
from sandbox.workspace import Workspace


class Actions:
    """Let people use interactive elements."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        payloads: Payloads,
        delivery: Delivery,
        triggers: Triggers,
        response_urls: ResponseUrls,
        posts: Posts,
        views: Views,
    ) -> None:
        self._workspace = workspace
        self._payloads = payloads
        self._delivery = delivery
        self._triggers = triggers
        self._response_urls = response_urls
        self._posts = posts
        self._views = views
        self._entered: dict[tuple[str, str], dict[tuple[str, str], JsonObject]] = defaultdict(dict)

    async def in_message(
        self, person: Person, conversation: Conversation, message: Message, element: JsonObject
    ) -> JsonObject:
        """Use an element of a message: element is {block_id?, action_id, value?}."""
        blocks = message.all_blocks
        block, found = find_element(blocks, element.get("block_id"), element["action_id"])
        action = self._use(found, block, element.get("value"))
        entered = self._entered[(person.id, message.ts)]
        if found["type"] not in BUTTON_LIKE:
            entered[(block["block_id"], found["action_id"])] = new_state(found, element.get("value"))
        if not _dispatches(block):
            return {"ok": True, "problem": None}
        payload = self._payloads.interaction("block_actions", person) | {
            "container": self._payloads.message_container(conversation, message),
            "trigger_id": self._triggers.issue(person.id),
            "channel": self._payloads.channel(conversation),
            "state": {"values": _message_state(blocks, entered)},
            "response_url": self._response_urls.issue(conversation, person.id, original=message),
            "actions": [action],
        }
        if not message.is_ephemeral:
            payload["message"] = self._posts.described(conversation, message)
        return await self._send(payload)

    async def in_view(self, person: Person, view: View, element: JsonObject) -> JsonObject:
        """Use an element of a modal or home: element is {block_id?, action_id, value?}."""
        block, found = find_element(view.blocks, element.get("block_id"), element["action_id"])
        if found["type"] not in BUTTON_LIKE:
            self._views.enter(view, block["block_id"], found["action_id"], element.get("value"))
        if not _dispatches(block):
            return {"ok": True, "problem": None}
        payload = self._payloads.interaction("block_actions", person) | {
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self._triggers.issue(person.id, view_id=view.id),
            "view": self._views.described(view),
            "actions": [self._use(found, block, element.get("value"))],
        }
        return await self._send(payload)

    def _use(self, element: JsonObject, block: JsonObject, value: Json) -> JsonObject:
        state = None if element["type"] in BUTTON_LIKE else new_state(element, value)
        action = action_of(element, state, value)
        return {**action, "block_id": block["block_id"], "action_ts": self._workspace.next_ts()}

    async def _send(self, payload: JsonObject) -> JsonObject:
        outcome = await self._delivery.once(DeliveryKind.INTERACTION, payload)
        return {"ok": outcome.acked, "problem": outcome.problem}


def _dispatches(block: JsonObject) -> bool:
    """Tell whether using an element of a block reaches the app; input blocks have to ask for it."""
    return block.get("type") != "input" or bool(block.get("dispatch_action"))


def _message_state(blocks: list[JsonObject], entered: dict[tuple[str, str], JsonObject]) -> dict[str, JsonObject]:
    values: dict[str, JsonObject] = defaultdict(dict)
    for block, element in interactive_elements(blocks):
        key = (block["block_id"], element["action_id"])
        state = entered.get(key) or initial_state(element)
        if state is not None:
            values[key[0]][key[1]] = state
    return dict(values)
