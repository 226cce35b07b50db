"""Reads what was entered into the inputs of a submitted view; every input's action is called `value`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

VALUE = "value"

FormErrors = dict[str, str]
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Entered:
    """The values of a submitted view, by the block that holds the input."""

    view: Mapping[str, Any]

    def has(self, block: str) -> bool:
        """Tell whether the view had that input at all."""
        return block in self._values

    def text(self, block: str) -> str:
        """Return what was typed, empty when nothing was."""
        return str(self._input(block).get("value") or "").strip()

    def day(self, block: str) -> date | None:
        """Return the chosen day."""
        return _parsed(date.fromisoformat, self._input(block).get("selected_date"))

    def time(self, block: str) -> time | None:
        """Return the chosen time of day."""
        return _parsed(time.fromisoformat, self._input(block).get("selected_time"))

    def person(self, block: str) -> str | None:
        """Return the chosen person."""
        return self._input(block).get("selected_user") or None

    def people(self, block: str) -> tuple[str, ...]:
        """Return the chosen people."""
        return tuple(self._input(block).get("selected_users") or ())

    def conversation(self, block: str) -> str | None:
        """Return the chosen conversation."""
        return self._input(block).get("selected_conversation") or None

    def choice(self, block: str) -> str | None:
        """Return the value of the chosen option."""
        return (self._input(block).get("selected_option") or {}).get("value")

    def choices(self, block: str) -> tuple[str, ...]:
        """Return the values of the ticked options."""
        return tuple(option["value"] for option in self._input(block).get("selected_options") or ())

    @property
    def _values(self) -> Mapping[str, Any]:
        return (self.view.get("state") or {}).get("values") or {}

    def _input(self, block: str) -> Mapping[str, Any]:
        return (self._values.get(block) or {}).get(VALUE) or {}


def _parsed(read: Callable[[str], Parsed], text: str | None) -> Parsed | None:
    try:
        return read(text) if text else None
    except ValueError:
        return None
