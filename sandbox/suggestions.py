"""Options that the app suggests while somebody types into an external menu.

https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
"""

from sandbox.blocks import find_element
from sandbox.checks import check_suggestions
from sandbox.conversations import Conversation
from sandbox.delivery import Delivery, DeliveryKind
from sandbox.elements import EXTERNAL
from sandbox.errors import ControlError
from sandbox.json_types import JsonObject
from sandbox.messages import Message
from sandbox.payloads import Payloads
from sandbox.people import Person
from sandbox.posting import Posts
from sandbox.views import View, Views


class Suggestions:
    """Ask the app which options fit what somebody typed."""

    def __init__(self, *, payloads: Payloads, delivery: Delivery, posts: Posts, views: Views) -> None:
        self._payloads = payloads
        self._delivery = delivery
        self._posts = posts
        self._views = views

    async def in_message(
        self, person: Person, conversation: Conversation, message: Message, typed: JsonObject
    ) -> JsonObject:
        """Ask for an element of a message: typed is {block_id?, action_id, query}."""
        place: JsonObject = {
            "container": self._payloads.message_container(conversation, message),
            "channel": self._payloads.channel(conversation),
        }
        if not message.is_ephemeral:
            place["message"] = self._posts.described(conversation, message)
        return await self._ask(person, message.all_blocks, typed, place)

    async def in_view(self, person: Person, view: View, typed: JsonObject) -> JsonObject:
        """Ask for an element of a modal or home: typed is {block_id?, action_id, query}."""
        place = {"container": {"type": "view", "view_id": view.id}, "view": self._views.described(view)}
        return await self._ask(person, view.blocks, typed, place)

    async def _ask(self, person: Person, blocks: list[JsonObject], typed: JsonObject, place: JsonObject) -> JsonObject:
        block, element = find_element(blocks, typed.get("block_id"), typed["action_id"])
        if element["type"] not in EXTERNAL:
            raise ControlError("no_suggestions", f"A {element['type']} does not ask the app for options.")
        payload = self._payloads.interaction("block_suggestion", person) | place
        payload |= {"block_id": block["block_id"], "action_id": element["action_id"], "value": typed["query"]}
        outcome = await self._delivery.once(DeliveryKind.INTERACTION, payload)
        if outcome.problem:
            return _offer(outcome.problem)
        answer = outcome.body or {}
        return _offer("invalid_response") if check_suggestions(answer) else _offer(None, answer)


def _offer(problem: str | None, answer: JsonObject | None = None) -> JsonObject:
    """Describe what somebody may choose from; one of the two lists is always empty."""
    given = answer or {}
    offered = {name: given.get(name) or [] for name in ("options", "option_groups")}
    return {"ok": problem is None, "problem": problem, **offered}
