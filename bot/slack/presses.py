"""What a button, menu or select carries to Slack and back: the ids of what it is about."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.domain.effects import Facts, FormName
from bot.domain.errors import Refusal
from bot.slack.wire import compact

LONGEST = 2_000
Choice = TypeVar("Choice", bound=StrEnum)
_FORM = TypeAdapter[tuple[FormName, Facts]](tuple[FormName, Facts])


class UnreadablePress(Refusal):
    """The control carries nothing that can be read: it is too old, or not ours."""


class Press(BaseModel):
    """What was pressed: in alignment `a`, field `f` or artifact `r`, with an extra word `x`; `v` is the version.

    `s` is the slot that the word is offered for.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    v: Literal[1] = 1
    a: str | None = None
    f: str | None = None
    r: str | None = None
    x: str | None = None
    s: str | None = None

    def encode(self) -> str:
        """Write it as the value of a control."""
        return compact({"v": self.v, **self.model_dump(exclude_none=True, exclude={"v"})})

    @classmethod
    def decode(cls, value: object) -> "Press":
        """Read it back; raise UnreadablePress when it is not one of ours."""
        try:
            return cls.model_validate_json(value if isinstance(value, str) else "")
        except ValidationError:
            raise UnreadablePress() from None

    @classmethod
    def of(cls, action: Mapping[str, Any]) -> "Press":
        """Read what an action of Slack's payload carries, whether it is a button, a menu or a select."""
        chosen = action.get("selected_option") or {}
        return cls.decode(action.get("value") or chosen.get("value"))

    @property
    def instant(self) -> datetime:
        """Return the instant it carries; raise UnreadablePress when it carries none."""
        try:
            return datetime.fromisoformat(self.x or "")
        except ValueError:
            raise UnreadablePress() from None

    def chosen(self, choices: type[Choice]) -> Choice:
        """Return which of some choices it carries; raise UnreadablePress when it carries none of them."""
        try:
            return choices(self.x or "")
        except ValueError:
            raise UnreadablePress() from None

    @classmethod
    def listing(cls, alignment_id: str | None, names: Iterable[str]) -> "Press":
        """Carry several artifacts, or several fields, at once."""
        return cls(a=alignment_id, x=",".join(names))

    @property
    def names(self) -> tuple[str, ...]:
        """List the artifacts or fields it carries."""
        return tuple(self.x.split(",")) if self.x else ()

    @classmethod
    def reopening(cls, form: FormName, alignment_id: str | None = None, facts: Facts | None = None) -> "Press":
        """Carry what is needed to open a form with a fresh trigger; facts too long for it stay behind."""
        kept: Facts = {name: fact for name, fact in (facts or {}).items() if fact is not None}
        press = cls(a=alignment_id, x=compact_form(form, kept))
        while len(press.encode()) > LONGEST and kept:
            del kept[max(kept, key=lambda name: len(str(kept[name])))]
            press = cls(a=alignment_id, x=compact_form(form, kept))
        return press

    @property
    def form(self) -> tuple[FormName, Facts]:
        """Return which form to open with which facts; raise UnreadablePress when it carries none."""
        try:
            return _FORM.validate_json(self.x or "")
        except ValidationError:
            raise UnreadablePress() from None


def compact_form(form: FormName, facts: Facts) -> str:
    """Write a form's name and facts as JSON."""
    return _FORM.dump_json((form, facts)).decode()
