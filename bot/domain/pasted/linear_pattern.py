"""Patterns people paste, tried on an engine that matches every pattern in linear time."""

import jsonschema_rs

MAX_PATTERN = 500
PATTERN_OPTIONS = jsonschema_rs.RegexOptions(size_limit=1 << 18, dfa_size_limit=1 << 20)


def is_linear_pattern(pattern: str) -> bool:
    """Tell whether a pattern compiles on the linear-time engine."""
    if len(pattern) > MAX_PATTERN:
        return False
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=PATTERN_OPTIONS, offline=True)
    except jsonschema_rs.ValidationError:
        return False
    return True
