"""What a form remembers between being opened and being submitted, in its `private_metadata`."""

from collections.abc import Mapping
from datetime import date
from hashlib import blake2s
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.effects import FormName
from bot.domain.errors import Refusal
from bot.slack.wire import compact


class UnreadableForm(Refusal):
    """The form was opened by another version, so it cannot be told what it was about."""


class FormState(BaseModel):
    """What was asked about; `seen` holds the revision of each answer, `prefilled` a fingerprint of each text shown.

    `opened_on` is the day it was where the person is when the form was opened, if that matters.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    v: Literal[1] = 1
    form: FormName
    alignment_id: str | None = None
    artifact: str | None = None
    fields: tuple[str, ...] = ()
    seen: dict[str, int] = {}
    prefilled: dict[str, str] = {}
    channel: str | None = None
    source_channel: str | None = None
    source_ts: str | None = None
    author: str | None = None
    opened_on: date | None = None

    def encode(self) -> str:
        """Write it for `private_metadata`."""
        return compact({"v": self.v, **self.model_dump(mode="json", exclude_defaults=True)})

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "FormState":
        """Read it back from a submitted view; raise UnreadableForm when it is not one of ours."""
        try:
            return cls.model_validate_json(view.get("private_metadata") or "")
        except ValidationError:
            raise UnreadableForm() from None


def fingerprint(text: str) -> str:
    """Recognise a text that comes back unchanged, whatever Slack did to its line ends."""
    return blake2s("\n".join(text.split()).encode("utf-8", "replace"), digest_size=6).hexdigest()
