"""JSON over HTTP that can carry any text an app sends, even half a surrogate pair."""

import json

from starlette.responses import JSONResponse

from sandbox.json_types import Json


class JsonAnswer(JSONResponse):
    """Answer JSON in ASCII, as Slack does."""

    def render(self, content: Json) -> bytes:
        """Escape everything beyond ASCII."""
        return json.dumps(content, separators=(",", ":")).encode("ascii")
