"""Modals and App Homes: a stack of three per person, hashes, and values that survive an update.

https://docs.slack.dev/surfaces/modals
https://docs.slack.dev/surfaces/app-home
"""

from collections import defaultdict
from dataclasses import dataclass, field

from sandbox.blocks import find_element, interactive_elements, with_ids
from sandbox.elements import complaint, initial_state, new_state
from sandbox.errors import ControlError, SlackError
from sandbox.ids import random_token
from sandbox.installation import Installation
from sandbox.json_types import Json, JsonObject, as_objects, copied
from sandbox.live import LiveFeed
from sandbox.triggers import Trigger, Triggers
from sandbox.uploads import Files
from sandbox.workspace import Workspace

DEEPEST = 3
KEPT_FIELDS = ("type", "callback_id", "private_metadata", "external_id", "title", "submit", "close")
FLAGS = ("clear_on_close", "notify_on_close", "submit_disabled")


@dataclass
class View:
    """A modal or home tab as one person has it before them."""

    id: str
    person_id: str
    root_id: str
    previous_id: str | None
    definition: JsonObject
    hash: str = ""
    values: dict[tuple[str, str], JsonObject] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def external_id(self) -> str:
        """Return the app's own id of the view, or an empty string."""
        return str(self.definition.get("external_id") or "")

    @property
    def blocks(self) -> list[JsonObject]:
        """Return the blocks, with ids throughout."""
        blocks: list[JsonObject] = self.definition["blocks"]
        return blocks

    def redefine(self, definition: JsonObject, stamp: str) -> None:
        """Take new content; what was typed stays where block_id and action_id are the same."""
        typed = self.values
        self.definition = {**definition, "blocks": with_ids(definition.get("blocks"))}
        self.hash = f"{stamp.split('.')[0]}.{random_token(4)}"
        self.values, self.errors = {}, {}
        for block, element in interactive_elements(self.blocks):
            state = initial_state(element)
            key = (block["block_id"], element["action_id"])
            if state is not None:
                kept = typed.get(key)
                self.values[key] = kept if kept and kept["type"] == state["type"] else state

    def enter(self, block_id: str | None, action_id: str, value: Json) -> JsonObject:
        """Put a value into an element and return its state."""
        block, element = find_element(self.blocks, block_id, action_id)
        state = new_state(element, value)
        self.values[(block["block_id"], action_id)] = state
        return state

    def complaints(self) -> dict[str, str]:
        """Return what Slack's own form objects to, by block."""
        found: dict[str, str] = {}
        for block, element in interactive_elements(self.blocks):
            state = self.values.get((block["block_id"], element["action_id"]))
            if block["type"] == "input" and state and (text := complaint(block, element, state)):
                found[block["block_id"]] = text
        return found

    def state(self) -> JsonObject:
        """Return the values as Slack sends them."""
        values: dict[str, JsonObject] = defaultdict(dict)
        for (block_id, action_id), state in self.values.items():
            values[block_id][action_id] = copied(state)
        return {"values": dict(values)}


class Views:
    """Keep every person's modals and home."""

    def __init__(
        self,
        workspace: Workspace,
        installation: Installation,
        *,
        triggers: Triggers,
        files: Files,
        live: LiveFeed,
    ) -> None:
        self._workspace = workspace
        self._installation = installation
        self._triggers = triggers
        self._files = files
        self._live = live
        self._stacks: dict[str, list[View]] = defaultdict(list)
        self._homes: dict[str, View] = {}

    def stack(self, person_id: str) -> list[View]:
        """Return somebody's modals, bottom first."""
        return self._stacks[person_id]

    def home(self, person_id: str) -> View | None:
        """Return the home tab the app published to somebody."""
        return self._homes.get(person_id)

    def open(self, trigger_id: str, definition: JsonObject) -> View:
        """Open a modal for whoever did what the trigger stands for."""
        self._require_new_external_id(definition)
        trigger = self._triggers.exchange(trigger_id)
        view = self._new_view(trigger.person_id, definition, below=None)
        self._stacks[trigger.person_id] = [view]
        self._show(trigger.person_id)
        return view

    def push(self, trigger_id: str, definition: JsonObject) -> View:
        """Put a modal on top of the one the trigger came from."""
        self._require_new_external_id(definition)
        return self.push_for(self._triggers.exchange(trigger_id), definition)

    def push_for(self, trigger: Trigger, definition: JsonObject) -> View:
        """Put a modal on somebody's stack."""
        stack = self._stacks[trigger.person_id]
        if not stack or trigger.view_id not in {view.id for view in stack}:
            raise SlackError("not_found")
        if len(stack) >= DEEPEST:
            raise SlackError("push_limit_reached")
        view = self._new_view(trigger.person_id, definition, below=stack[-1])
        stack.append(view)
        self._show(trigger.person_id)
        return view

    def update(self, view: View, definition: JsonObject, *, seen_hash: str | None) -> View:
        """Replace a view's content, unless the app has not seen its newest state."""
        if seen_hash and seen_hash != view.hash:
            raise SlackError("hash_conflict")
        if definition.get("external_id") and definition["external_id"] != view.external_id:
            self._require_new_external_id(definition)
        view.redefine(definition, self._workspace.next_ts())
        self._show(view.person_id)
        return view

    def publish(self, person_id: str, definition: JsonObject, *, seen_hash: str | None) -> View:
        """Show a home tab to somebody."""
        view = self._homes.get(person_id)
        if view and seen_hash and seen_hash != view.hash:
            raise SlackError("hash_conflict")
        if view is None:
            view = self._new_view(person_id, definition, below=None)
            self._homes[person_id] = view
        else:
            view.redefine(definition, self._workspace.next_ts())
        self._live.publish({"type": "home", "view": self.seen(view)}, readers=[person_id])
        return view

    def find(self, *, view_id: str | None, external_id: str | None) -> View:
        """Find an open view by either of its ids, or refuse as views.update does."""
        for view in self._open_views():
            if (view_id and view.id == view_id) or (external_id and view.external_id == external_id):
                return view
        raise SlackError("not_found")

    def of_person(self, person_id: str, view_id: str) -> View:
        """Find a view somebody has before them."""
        for view in self._open_views():
            if view.id == view_id and view.person_id == person_id:
                return view
        raise ControlError("view_not_found", "This view is not open.", status=404)

    def enter(self, view: View, block_id: str | None, action_id: str, value: Json) -> None:
        """Put a value into an element of a view; files become files of the workspace."""
        _, element = find_element(view.blocks, block_id, action_id)
        if element["type"] == "file_input":
            value = [self._files.taken_in(item, view.person_id) for item in as_objects(value)]
        view.enter(block_id, action_id, value)

    def drop_top(self, person_id: str, *, clear: bool) -> None:
        """Close the top modal, or all of them."""
        stack = self._stacks[person_id]
        self._stacks[person_id] = [] if clear else stack[:-1]
        self._show(person_id)

    def complain(self, view: View, errors: dict[str, str]) -> None:
        """Show errors next to fields."""
        view.errors = errors
        self._show(view.person_id)

    def described(self, view: View) -> JsonObject:
        """Describe a view as Slack does in answers and payloads."""
        described: JsonObject = {"id": view.id, "team_id": self._workspace.team_id}
        described |= {name: view.definition.get(name) or _empty(name) for name in KEPT_FIELDS}
        described |= {name: bool(view.definition.get(name)) for name in FLAGS}
        return {
            **described,
            "blocks": copied(view.blocks),
            "state": view.state(),
            "hash": view.hash,
            "previous_view_id": view.previous_id,
            "root_view_id": view.root_id,
            "app_id": self._installation.app_id,
            "app_installed_team_id": self._workspace.team_id,
            "bot_id": self._installation.bot_id,
        }

    def seen(self, view: View) -> JsonObject:
        """Describe a view to the person who has it before them."""
        return {**self.described(view), "errors": dict(view.errors)}

    def _show(self, person_id: str) -> None:
        stack = [self.seen(view) for view in self._stacks[person_id]]
        self._live.publish({"type": "view", "stack": stack}, readers=[person_id])

    def _new_view(self, person_id: str, definition: JsonObject, *, below: View | None) -> View:
        view_id = self._workspace.ids.mint("V")
        root = below.root_id if below else view_id
        view = View(view_id, person_id, root, below.id if below else None, {})
        view.redefine(definition, self._workspace.next_ts())
        return view

    def _require_new_external_id(self, definition: JsonObject) -> None:
        external_id = definition.get("external_id")
        if external_id and any(view.external_id == external_id for view in self._open_views()):
            raise SlackError("duplicate_external_id")

    def _open_views(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())


def _empty(name: str) -> str | None:
    return None if name in {"title", "submit", "close"} else ""
