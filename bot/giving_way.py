"""Running a whole transaction once more, where it was rolled back to let another one through."""

from collections.abc import Callable
from typing import TypeVar

from bot.domain.errors import NotStored, StaleAlignment

Result = TypeVar("Result")


def once_more(step: Callable[[], Result]) -> Result:
    """Take a step, and take it again should its transaction have to give way: nothing of it was stored."""
    try:
        return step()
    except StaleAlignment:
        pass
    except NotStored as trouble:
        if not trouble.has_given_way:
            raise
    return step()
