"""The bodies of control requests in which a person does something."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sandbox.control.requests import ControlBody
from sandbox.json_types import Json

LONGEST_MESSAGE = 40_000

Row = Annotated[list[str], Field(min_length=1, max_length=20)]


class MessagePlace(ControlBody):
    """Which message is meant."""

    channel: str
    ts: str


class NewMessage(ControlBody):
    """What somebody writes, with the cells they paste from a spreadsheet and the message they forward."""

    channel: str
    text: str = Field(default="", max_length=LONGEST_MESSAGE)
    table: list[Row] = Field(default=[], max_length=100)
    forwarded: MessagePlace | None = None
    thread_ts: str | None = None
    broadcast: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.table or self.forwarded):
            raise ValueError("a message needs text, a table, or a message to forward")
        return self


class Edit(MessagePlace):
    """A message's new text."""

    text: str = Field(min_length=1, max_length=LONGEST_MESSAGE)


class Reaction(MessagePlace):
    """A reaction to add or take back."""

    name: str
    remove: bool = False


class TypedCommand(ControlBody):
    """A command line and where it is typed."""

    channel: str
    text: str = Field(pattern=r"^/")


class UsedShortcut(ControlBody):
    """A shortcut, and the message whose menu it was in."""

    callback_id: str
    channel: str | None = None
    ts: str | None = None


class Container(ControlBody):
    """Where an element stands."""

    type: str
    channel: str = ""
    ts: str = ""
    view_id: str = ""


class UsedElement(ControlBody):
    """An element and the value chosen in it."""

    container: Container
    block_id: str | None = None
    action_id: str
    value: Json = None


class Typing(ControlBody):
    """What somebody has typed into an external menu so far."""

    container: Container
    block_id: str | None = None
    action_id: str
    query: str = ""


class EnteredValue(ControlBody):
    """A value put into an element of a view."""

    block_id: str
    action_id: str
    value: Json = None


class Submission(ControlBody):
    """Values by block and action; what is not named keeps its value."""

    values: dict[str, dict[str, Json]] = Field(default_factory=dict)


class Closing(ControlBody):
    """Whether the whole stack closes."""

    clear: bool = False


class OpenedTab(ControlBody):
    """Which tab of the app somebody opens."""

    tab: Literal["home", "messages"] = "home"


class Place(ControlBody):
    """Which conversation is meant."""

    channel: str


class Invitation(Place):
    """Who is invited where."""

    user: str


class Pause(ControlBody):
    """Until when somebody is in Do Not Disturb."""

    until: datetime | None = None
