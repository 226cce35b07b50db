"""Watching: the traffic log, the long poll for changes, and the live WebSocket."""

import asyncio
import contextlib
import json

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.control.requests import ControlRequest
from sandbox.frames import text_frames
from sandbox.json_types import JsonObject
from sandbox.sandbox import Sandbox

LONGEST_POLL_SECONDS = 30.0


async def traffic(request: ControlRequest) -> JsonObject:
    """Return what crossed the wire after an entry."""
    after, limit = int(request.number("after", 0)), int(request.number("limit", 200))
    return {"entries": request.sandbox.traffic.after(after, limit=max(1, limit))}


async def changes(request: ControlRequest) -> JsonObject:
    """Return what happened after a change, waiting for something to happen if need be."""
    after = int(request.number("after", 0))
    timeout_s = min(request.number("timeout", 10), LONGEST_POLL_SECONDS)
    found = await request.sandbox.live.changes_after(after, timeout_s=timeout_s)
    events = [{"n": change.n, **change.event} for change in found]
    return {"n": max((change.n for change in found), default=after), "changes": events}


async def live(sandbox: Sandbox, websocket: WebSocket) -> None:
    """Send somebody what happens, as it happens."""
    reference = websocket.query_params.get("as")
    person = sandbox.workspace.find_person(reference) if reference else None
    if reference and person is None:
        await websocket.close(code=4404)
        return
    await websocket.accept()
    person_id = person.id if person else None
    pump = asyncio.create_task(_pump(sandbox, websocket, person_id))
    try:
        async for _ in text_frames(websocket):
            continue
    finally:
        pump.cancel()


async def _pump(sandbox: Sandbox, websocket: WebSocket, person_id: str | None) -> None:
    with sandbox.live.watch() as queue, contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while True:
            change = await queue.get()
            if change.is_for(person_id):
                await websocket.send_text(json.dumps({"n": change.n, **change.event}))
