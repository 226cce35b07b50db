"""JSON as it travels inside Slack's payloads: compact, and free of the signs that Slack escapes on the way back.

Slack hands `&`, `<` and `>` back as entities in some payloads and as they are in others
(https://github.com/slackapi/bolt-python/issues/513), so they never leave in the first place.
"""

import json
from collections.abc import Mapping
from typing import Any

_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "&<>"})


def compact(value: Mapping[str, Any]) -> str:
    """Write a value as JSON without spaces, and without signs that Slack would change."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).translate(_ESCAPES)
