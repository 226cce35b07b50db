"""Submitting and closing modals, and what the app answers to it.

https://docs.slack.dev/surfaces/modals#handling_submissions
https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
"""

from sandbox.checks import check_view
from sandbox.delivery import Delivery, DeliveryKind
from sandbox.errors import ControlError, SlackError
from sandbox.json_types import JsonObject, as_object
from sandbox.payloads import Payloads
from sandbox.people import Person
from sandbox.response_urls import ResponseUrls
from sandbox.triggers import Trigger, Triggers
from sandbox.views import View, Views
from sandbox.workspace import Workspace


class Submissions:
    """Let people submit and close modals."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        payloads: Payloads,
        delivery: Delivery,
        triggers: Triggers,
        response_urls: ResponseUrls,
        views: Views,
    ) -> None:
        self._workspace = workspace
        self._payloads = payloads
        self._delivery = delivery
        self._triggers = triggers
        self._response_urls = response_urls
        self._views = views

    async def submit(self, person: Person, view: View, values: JsonObject) -> JsonObject:
        """Submit a modal with some values entered, and do what the app answers."""
        self._require_top(person, view)
        for block_id, actions in values.items():
            for action_id, value in as_object(actions).items():
                self._views.enter(view, block_id, action_id, value)
        if complaints := view.complaints():
            self._views.complain(view, complaints)
            return _result("errors", errors=complaints)
        trigger_id = self._triggers.issue(person.id, view_id=view.id)
        payload = self._payloads.interaction("view_submission", person) | {
            "trigger_id": trigger_id,
            "view": self._views.described(view),
            "response_urls": self._response_urls_of(person, view),
        }
        outcome = await self._delivery.once(DeliveryKind.INTERACTION, payload)
        if outcome.problem:
            return {**_result(None), "ok": False, "problem": outcome.problem}
        return self._follow(person, view, outcome.body or {})

    async def close(self, person: Person, view: View, *, clear: bool) -> None:
        """Close the top modal, or all of them with the x in the corner."""
        self._require_top(person, view)
        clear = clear or bool(view.definition.get("clear_on_close"))
        closed = self._views.stack(person.id)[::-1] if clear else [view]
        self._views.drop_top(person.id, clear=clear)
        for one in closed:
            if one.definition.get("notify_on_close"):
                payload = self._payloads.interaction("view_closed", person)
                payload |= {"view": self._views.described(one), "is_cleared": clear}
                await self._delivery.once(DeliveryKind.INTERACTION, payload)

    def _require_top(self, person: Person, view: View) -> None:
        if self._views.stack(person.id)[-1:] != [view]:
            raise ControlError("view_not_on_top", "This modal is not the one on top.", status=409)

    def _follow(self, person: Person, view: View, body: JsonObject) -> JsonObject:
        action = body.get("response_action")
        if action == "errors":
            return self._errors(view, as_object(body.get("errors")))
        if action in {"update", "push"}:
            return self._show(person, view, action, as_object(body.get("view")))
        if view in self._views.stack(person.id):
            self._views.drop_top(person.id, clear=action == "clear")
        return _result("clear" if action == "clear" else None)

    def _errors(self, view: View, errors: JsonObject) -> JsonObject:
        """Show errors; Slack refuses ones that name no input block of the view."""
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not errors or not set(errors) <= inputs:
            return {**_result("errors"), "ok": False, "problem": "invalid_response"}
        self._views.complain(view, errors)
        return _result("errors", errors=errors)

    def _show(self, person: Person, view: View, action: str, definition: JsonObject) -> JsonObject:
        if check_view(definition):
            return {**_result(action), "ok": False, "problem": "invalid_response"}
        try:
            if action == "update":
                self._views.update(view, definition, seen_hash=None)
            else:
                trigger = Trigger(person.id, self._workspace.clock.now(), view.id)
                self._views.push_for(trigger, definition)
        except SlackError as error:
            return {**_result(action), "ok": False, "problem": error.code}
        return _result(action)

    def _response_urls_of(self, person: Person, view: View) -> list[JsonObject]:
        """Issue the response URLs that conversation menus of the modal asked for."""
        found = []
        for block in view.blocks:
            element = as_object(block.get("element"))
            if not element.get("response_url_enabled"):
                continue
            state = view.values[(block["block_id"], element["action_id"])]
            chosen = state.get("selected_conversation") or state.get("selected_channel")
            conversation = self._workspace.conversations.get(str(chosen))
            if conversation:
                url = self._response_urls.issue(conversation, person.id)
                ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                found.append({**ids, "channel_id": conversation.id, "response_url": url})
        return found


def _result(action: str | None, *, errors: JsonObject | None = None) -> JsonObject:
    return {"ok": True, "problem": None, "response_action": action, "errors": errors or {}}
