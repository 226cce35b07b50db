"""Reading control requests: who, where, which message, and a checked body."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from sandbox.answers import JsonAnswer
from sandbox.conversations import Conversation
from sandbox.errors import ControlError, SlackError
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.sandbox import Sandbox

LARGEST_NUMBER = 1_000_000_000

Body = TypeVar("Body", bound="ControlBody")
Endpoint = Callable[["ControlRequest"], Awaitable[Json]]


class ControlBody(BaseModel):
    """The body of a control request; an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ControlRequest:
    """One control request, with everything found that it names."""

    def __init__(self, sandbox: Sandbox, request: Request) -> None:
        self.sandbox = sandbox
        self.request = request

    async def body(self, model: type[Body]) -> Body:
        """Read the body into a model or refuse it, naming the key."""
        raw = await self.request.body() or b"{}"
        try:
            return model.model_validate_json(raw)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(map(str, first["loc"]))
            raise ControlError("invalid_body", f"{key}: {first['msg']}") from error

    def number(self, name: str, default: float) -> float:
        """Read a number from the query."""
        try:
            found = float(self.request.query_params.get(name, default))
        except ValueError as error:
            raise ControlError("invalid_query", f"{name} must be a number.") from error
        if not 0 <= found <= LARGEST_NUMBER:
            raise ControlError("invalid_query", f"{name} must be between 0 and {LARGEST_NUMBER}.")
        return found

    @property
    def person(self) -> Person:
        """Return who this request acts as."""
        return self.find_person(self.request.path_params["person"])

    @property
    def conversation(self) -> Conversation:
        """Return the conversation in the path, as far as the person sees it."""
        return self.find_conversation(self.request.path_params["conversation"])

    def find_person(self, reference: str) -> Person:
        """Find somebody by id or handle."""
        if person := self.sandbox.workspace.find_person(reference):
            return person
        raise ControlError("person_not_found", f"Nobody here is called {reference!r}.", status=404)

    def find_any_conversation(self, reference: str) -> Conversation:
        """Find a conversation whether or not anybody sees it."""
        if conversation := self.sandbox.workspace.find_conversation(reference):
            return conversation
        raise ControlError("channel_not_found", f"There is no conversation {reference!r}.", status=404)

    def find_conversation(self, reference: str) -> Conversation:
        """Find a conversation the person sees; naming the app's bot opens the direct message."""
        person = self.person
        other = self.sandbox.workspace.find_person(reference)
        if other and other.id != person.id:
            return self.sandbox.workspace.dm_between(person.id, other.id)
        conversation = self.find_any_conversation(reference)
        if conversation.kind != "channel" and person.id not in conversation.members:
            raise ControlError("channel_not_found", f"{person.name} does not see this.", status=404)
        return conversation

    def find_writable(self, reference: str) -> Conversation:
        """Find a conversation the person may write into."""
        conversation = self.find_conversation(reference)
        if self.person.deleted:
            raise ControlError("account_inactive", f"{self.person.name} is deactivated.")
        if conversation.archived:
            raise ControlError("is_archived", "This channel is archived.")
        if self.person.id not in conversation.members:
            raise ControlError("not_in_channel", f"{self.person.name} has not joined this channel.")
        return conversation

    def find_message(self, conversation: Conversation, ts: str) -> Message:
        """Find a message the person sees."""
        own = conversation.ephemerals_for(self.person.id)
        message = conversation.find(ts) or next((found for found in own if found.ts == ts), None)
        if message is None:
            raise ControlError("message_not_found", "There is no such message.", status=404)
        return message


def answering(sandbox: Sandbox, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Turn a control endpoint into a Starlette one."""

    async def respond(request: Request) -> Response:
        try:
            return JsonAnswer(await endpoint(ControlRequest(sandbox, request)))
        except ControlError as error:
            refusal = {"ok": False, "error": error.code, "message": error.message}
            return JsonAnswer(refusal, status_code=error.status)
        except SlackError as error:
            refusal = {"ok": False, "error": error.code, "message": f"Slack would answer {error.code}."}
            return JsonAnswer(refusal, status_code=400)

    return respond
