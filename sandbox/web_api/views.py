"""views.*: opening, pushing, updating and publishing views."""

from collections.abc import Callable

from sandbox.blocks import interactive_elements
from sandbox.checks import check_view
from sandbox.errors import SlackError
from sandbox.json_types import JsonObject, as_object, as_objects
from sandbox.views import View
from sandbox.web_api.method import Call, method

TRIGGERED = "view:json! trigger_id interactivity_pointer"


@method("views.open", arguments=TRIGGERED)
def open_modal(call: Call) -> JsonObject:
    """Open a modal. https://docs.slack.dev/reference/methods/views.open"""
    return _triggered(call, call.sandbox.views.open)


@method("views.push", arguments=TRIGGERED)
def push_modal(call: Call) -> JsonObject:
    """Put a modal on top. https://docs.slack.dev/reference/methods/views.push"""
    return _triggered(call, call.sandbox.views.push)


@method("views.update", arguments="view:json! view_id external_id hash")
def update(call: Call) -> JsonObject:
    """Replace a view's content. https://docs.slack.dev/reference/methods/views.update"""
    definition = _definition(call)
    view_id, external_id = call.get("view_id"), call.get("external_id")
    if not view_id and not external_id:
        messages = ["[ERROR] missing required field: view_id or external_id"]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    view = call.sandbox.views.find(view_id=view_id, external_id=external_id)
    return _answer(call, call.sandbox.views.update(view, definition, seen_hash=call.get("hash")))


@method("views.publish", arguments="view:json! user_id! hash")
def publish(call: Call) -> JsonObject:
    """Publish somebody's App Home. https://docs.slack.dev/reference/methods/views.publish"""
    definition = _definition(call)
    person = call.person(str(call.get("user_id")))
    if not call.sandbox.installation.manifest.features.app_home.home_tab_enabled:
        raise SlackError("not_enabled")
    if definition.get("type") != "home":
        raise SlackError("invalid_arguments")
    view = call.sandbox.views.publish(person.id, definition, seen_hash=call.get("hash"))
    return _answer(call, view)


def _triggered(call: Call, show: Callable[[str, JsonObject], View]) -> JsonObject:
    definition = _definition(call)
    trigger_id = call.get("trigger_id") or call.get("interactivity_pointer")
    if not trigger_id:
        messages = ["[ERROR] missing required field: trigger_id"]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    if definition.get("type") != "modal":
        raise SlackError("invalid_arguments")
    return _answer(call, show(str(trigger_id), definition))


def _definition(call: Call) -> JsonObject:
    """Refuse a view that breaks a limit, with a pointer to what breaks it."""
    definition = call.get("view")
    problems = check_view(definition)
    call.problems += problems
    if problems:
        whole = [problem.code for problem in problems if problem.code == "view_too_large"]
        messages = [f"[ERROR] {problem.message} [json-pointer:/view{problem.pointer}]" for problem in problems]
        code = whole[0] if whole else "invalid_arguments"
        raise SlackError(code, errors=messages, response_metadata={"messages": messages})
    _require_scope_for_files(call, as_object(definition))
    return as_object(definition)


def _require_scope_for_files(call: Call, definition: JsonObject) -> None:
    """https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"""
    elements = interactive_elements(as_objects(definition.get("blocks")))
    if any(element["type"] == "file_input" for _, element in elements):
        call.require_scope("files:read")


def _answer(call: Call, view: View) -> JsonObject:
    return {"view": call.sandbox.views.described(view)}
