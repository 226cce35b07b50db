"""The addresses of the control API."""

from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from sandbox.control import acting, directing, seeing, watching
from sandbox.control.requests import Endpoint, answering
from sandbox.sandbox import Sandbox

PERSON = "/control/people/{person}"
ADMIN = "/control/admin"

ENDPOINTS: tuple[tuple[str, str, Endpoint], ...] = (
    ("GET", "/control/workspace", seeing.workspace),
    ("GET", f"{PERSON}/conversations", seeing.conversations),
    ("GET", f"{PERSON}/conversations/{{conversation}}/messages", seeing.messages),
    ("GET", f"{PERSON}/conversations/{{conversation}}/threads/{{ts}}", seeing.thread),
    ("GET", f"{PERSON}/modals", seeing.modals),
    ("GET", f"{PERSON}/home", seeing.home),
    ("POST", f"{PERSON}/home/open", acting.open_home),
    ("POST", f"{PERSON}/messages", acting.write),
    ("POST", f"{PERSON}/messages/edit", acting.edit),
    ("POST", f"{PERSON}/messages/delete", acting.delete),
    ("POST", f"{PERSON}/messages/reactions", acting.react),
    ("POST", f"{PERSON}/reactions", acting.react),
    ("POST", f"{PERSON}/commands", acting.command),
    ("POST", f"{PERSON}/shortcuts", acting.shortcut),
    ("POST", f"{PERSON}/actions", acting.use_element),
    ("POST", f"{PERSON}/options", acting.suggest),
    ("POST", f"{PERSON}/views/{{view_id}}/values", acting.enter),
    ("POST", f"{PERSON}/views/{{view_id}}/submit", acting.submit),
    ("POST", f"{PERSON}/views/{{view_id}}/close", acting.close),
    ("POST", f"{PERSON}/read", acting.read),
    ("POST", f"{PERSON}/join", acting.join),
    ("POST", f"{PERSON}/leave", acting.leave),
    ("POST", f"{PERSON}/invite", acting.invite),
    ("POST", f"{PERSON}/dnd", acting.pause),
    ("GET", "/control/clock", directing.clock),
    ("POST", "/control/clock", directing.move_clock),
    ("GET", "/control/traffic", watching.traffic),
    ("GET", "/control/changes", watching.changes),
    ("POST", "/control/faults", directing.plan_faults),
    ("DELETE", "/control/faults", directing.clear_faults),
    ("POST", f"{ADMIN}/people", directing.add_person),
    ("POST", f"{ADMIN}/people/{{person}}", directing.change_person),
    ("POST", f"{ADMIN}/conversations", directing.add_conversation),
    ("POST", f"{ADMIN}/conversations/{{conversation}}", directing.change_conversation),
    ("POST", f"{ADMIN}/sockets", directing.end_sockets),
    ("POST", f"{ADMIN}/token", directing.set_token),
    ("POST", f"{ADMIN}/scopes", directing.set_scopes),
    ("POST", f"{ADMIN}/app", directing.set_request_url),
    ("POST", f"{ADMIN}/limits", directing.set_limits),
)


def control_routes(sandbox: Sandbox) -> list[BaseRoute]:
    """Return the routes of the control API."""
    routes: list[BaseRoute] = [
        Route(path, answering(sandbox, endpoint), methods=[verb]) for verb, path, endpoint in ENDPOINTS
    ]

    async def live(websocket: WebSocket) -> None:
        await watching.live(sandbox, websocket)

    return [*routes, WebSocketRoute("/control/live", live)]
