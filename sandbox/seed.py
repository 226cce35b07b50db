"""The workspace file: who works here and where they talk, before any app does anything."""

from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from sandbox.clock import SettableClock
from sandbox.conversations import Kind
from sandbox.files_on_disk import read_model
from sandbox.installation import Installation
from sandbox.workspace import Workspace

APP = "app"
"""In a conversation's members this word stands for the app itself."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonLine(_Line):
    """Somebody in the workspace file."""

    handle: str = Field(pattern=r"^[a-z0-9._-]{1,80}$")
    name: str = Field(min_length=1)
    title: str = ""
    tz: str = "UTC"
    locale: str = "en-US"
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False

    @field_validator("tz")
    @classmethod
    def _zone_exists(cls, tz: str) -> str:
        try:
            ZoneInfo(tz)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{tz!r} is not a time zone") from error
        return tz


class ConversationLine(_Line):
    """A channel in the workspace file; without members everybody and the app are in it."""

    name: str = Field(pattern=r"^[a-z0-9_-]{1,80}$")
    private: bool = False
    topic: str = ""
    members: tuple[str, ...] | None = None


class WorkspaceFile(_Line):
    """A whole workspace file."""

    name: str = Field("Northwind Labs", min_length=1)
    people: tuple[PersonLine, ...] = Field(min_length=1)
    conversations: tuple[ConversationLine, ...] = ()

    @model_validator(mode="after")
    def _members_exist(self) -> Self:
        known = {APP, *(person.handle for person in self.people)}
        for conversation in self.conversations:
            for member in conversation.members or ():
                if member not in known:
                    raise ValueError(f"{member!r} in #{conversation.name} is not one of the people")
        return self


NORTHWIND = WorkspaceFile(
    people=(
        PersonLine(handle="ana", name="Ana Silva", title="Head of Claims", tz="Europe/Lisbon", is_admin=True),
        PersonLine(handle="bob", name="Bob Okafor", title="Staff engineer", tz="America/New_York"),
        PersonLine(handle="chen", name="Chen Wei", title="Data lead", tz="Asia/Singapore"),
        PersonLine(handle="dana", name="Dana Novak", title="Risk and compliance", tz="Europe/Prague"),
    ),
    conversations=(
        ConversationLine(name="general", topic="Everybody"),
        ConversationLine(name="ai-initiative", topic="What we agreed about AI, and what is missing"),
        ConversationLine(name="leadership", private=True, topic="Plans not yet public", members=("ana", "dana")),
        ConversationLine(name="random", topic="Everything else", members=("ana", "bob", "chen", "dana")),
    ),
)


def read_workspace_file(path: Path) -> WorkspaceFile:
    """Read a workspace file, or raise FileProblem naming line and key."""
    return read_model(path, WorkspaceFile)


def build_workspace(plan: WorkspaceFile, installation: Installation, clock: SettableClock) -> Workspace:
    """Create the workspace a file describes, with the app's bot user in it."""
    workspace = Workspace(plan.name, clock=clock)
    for line in plan.people:
        traits = line.model_dump(exclude={"handle", "name"})
        workspace.add_person(line.handle, line.name, **traits)
    workspace.people[installation.bot_user.id] = installation.bot_user
    for conversation in plan.conversations:
        _open_conversation(workspace, conversation, installation)
    return workspace


def _open_conversation(workspace: Workspace, line: ConversationLine, installation: Installation) -> None:
    everybody = [person.handle for person in workspace.people.values() if not person.is_bot] + [APP]
    handles = everybody if line.members is None else line.members
    members = [_member_id(workspace, handle, installation) for handle in handles]
    kind = Kind.PRIVATE if line.private else Kind.CHANNEL
    workspace.add_conversation(line.name, kind, members=members, creator=members[0], topic=line.topic)


def _member_id(workspace: Workspace, handle: str, installation: Installation) -> str:
    if handle == APP:
        return installation.bot_user.id
    person = workspace.find_person(handle)
    return person.id if person else installation.bot_user.id
