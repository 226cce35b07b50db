"""The text a WebSocket's peer sends."""

from collections.abc import AsyncIterator

from starlette.websockets import WebSocket


async def text_frames(websocket: WebSocket) -> AsyncIterator[str]:
    """Yield text until the socket ends, passing over binary frames."""
    while (message := await websocket.receive())["type"] == "websocket.receive":
        if (text := message.get("text")) is not None:
            yield text
