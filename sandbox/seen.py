"""What tests read from the sandbox: messages, modals and outcomes, with their interesting parts named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from sandbox.json_types import Json, JsonObject


@dataclass(frozen=True)
class Outcome:
    """What a person notices after a command, a shortcut or a press."""

    ok: bool
    problem: str | None
    message: str | None = None

    @classmethod
    def of(cls, answer: Mapping[str, Json]) -> Self:
        """Read an outcome from the control API's answer."""
        return cls(answer["ok"], answer.get("problem"), answer.get("message"))


@dataclass(frozen=True)
class Submission(Outcome):
    """What a person notices after submitting a modal."""

    response_action: str | None = None
    errors: Mapping[str, str] | None = None

    @classmethod
    def of(cls, answer: Mapping[str, Json]) -> Self:
        """Read a submission's outcome from the control API's answer."""
        action, errors = answer["response_action"], answer["errors"]
        return cls(answer["ok"], answer.get("problem"), answer.get("message"), action, errors)


@dataclass(frozen=True)
class Offer(Outcome):
    """What the app suggests for an external menu."""

    options: tuple[JsonObject, ...] = ()
    groups: Mapping[str, tuple[JsonObject, ...]] | None = None

    @classmethod
    def of(cls, answer: Mapping[str, Json]) -> Self:
        """Read an offer from the control API's answer; options counts those in groups, too."""
        groups = {group["label"]["text"]: tuple(group["options"]) for group in answer["option_groups"]}
        options = (*answer["options"], *(option for group in groups.values() for option in group))
        return cls(answer["ok"], answer["problem"], None, options, groups)


@dataclass(frozen=True)
class SeenMessage:
    """A message as somebody sees it."""

    channel: str
    raw: JsonObject

    @property
    def ts(self) -> str:
        """Return the message's time stamp."""
        return str(self.raw["ts"])

    @property
    def thread_ts(self) -> str | None:
        """Return the time stamp of the thread's root."""
        return self.raw["thread_ts"]  # type: ignore[no-any-return]

    @property
    def text(self) -> str:
        """Return the top-level text."""
        return str(self.raw["text"])

    @property
    def user(self) -> str:
        """Return who wrote it."""
        return str(self.raw["user"])

    @property
    def blocks(self) -> list[JsonObject]:
        """Return the blocks."""
        return list(self.raw["blocks"])

    @property
    def is_ephemeral(self) -> bool:
        """Tell whether only this reader sees it."""
        return bool(self.raw["ephemeral"])

    @property
    def everything(self) -> str:
        """Return all text of the message, for looking whether something is in it."""
        return "\n".join([self.text, *texts_in(self.blocks), *texts_in(self.raw["attachments"])])

    @property
    def action_ids(self) -> list[str]:
        """Return the ids of everything one can press."""
        return list(_values_of(self.blocks, "action_id"))


class Submitter(Protocol):
    """Whoever has a modal open."""

    def submits(self, view_id: str, values: Mapping[str, Mapping[str, Json]]) -> Submission:
        """Submit a modal with some values."""

    def closes(self, view_id: str, *, clear: bool = False) -> None:
        """Close a modal, or all of them."""

    def presses_in_view(
        self, view_id: str, action_id: str, value: Json = None, *, block_id: str | None = None
    ) -> Outcome:
        """Use an element of a view."""

    def is_offered_in_view(self, view_id: str, action_id: str, query: str = "") -> Offer:
        """Type into an external menu of a view."""


@dataclass(frozen=True)
class Modal:
    """A modal somebody has open."""

    person: Submitter
    view: JsonObject

    @property
    def id(self) -> str:
        """Return the view's id."""
        return str(self.view["id"])

    @property
    def title(self) -> str:
        """Return the title's text."""
        return str(self.view["title"]["text"])

    @property
    def everything(self) -> str:
        """Return all text of the modal, for looking whether something is in it."""
        return "\n".join([self.title, *texts_in(self.view["blocks"])])

    @property
    def values(self) -> JsonObject:
        """Return the state of the inputs by block and action."""
        return dict(self.view["state"]["values"])

    @property
    def errors(self) -> Mapping[str, str]:
        """Return the errors shown beside inputs."""
        return dict(self.view["errors"])

    def submit(self, values: Mapping[str, Mapping[str, Json]] | None = None) -> Submission:
        """Submit with some values; the others stay as they are."""
        return self.person.submits(self.id, values or {})

    def presses(self, action_id: str, value: Json = None, *, block_id: str | None = None) -> Outcome:
        """Press a button or choose in a menu."""
        return self.person.presses_in_view(self.id, action_id, value, block_id=block_id)

    def offers(self, action_id: str, query: str = "") -> Offer:
        """Type into an external menu and return what the app suggests."""
        return self.person.is_offered_in_view(self.id, action_id, query)

    def close(self, *, clear: bool = False) -> None:
        """Close it, or all of them."""
        self.person.closes(self.id, clear=clear)


def texts_in(value: Json) -> Iterator[str]:
    """Yield every text people read in some blocks."""
    for name in ("text", "alt_text"):
        for found in _values_of(value, name):
            if isinstance(found, str):
                yield found


def _values_of(value: Json, key: str) -> Iterator[Json]:
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for inner in value.values():
            yield from _values_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _values_of(inner, key)
