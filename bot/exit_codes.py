"""What the process ends with: 0 for done, 1 for not done, 2 for wrongly configured."""

from bot.domain.errors import Misconfigured

DONE, NOT_DONE, WRONGLY_CONFIGURED = 0, 1, 2


def exit_code_of(reason: BaseException | None) -> int:
    """Return the code for what ended it, or for nothing having gone wrong."""
    if reason is None:
        return DONE
    return WRONGLY_CONFIGURED if isinstance(reason, Misconfigured) else NOT_DONE
