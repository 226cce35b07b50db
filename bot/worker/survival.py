"""Outliving whatever a step of the worker raises: only here, and at the boundary, is every exception caught."""

from collections.abc import Callable


def survive(step: Callable[[], object]) -> Exception | None:
    """Take a step and return what it raised: one bad row must not stop the others."""
    try:
        step()
    except Exception as error:  # noqa: BLE001 # the one place in the worker where everything is caught
        return error
    return None
