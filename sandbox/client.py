"""A typed, synchronous client of the control API: act as people, read what they see, move the clock."""

import http.client
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from sandbox.json_types import Json, JsonObject
from sandbox.seen import Modal, Offer, Outcome, SeenMessage, Submission

DEFAULT_DEADLINE = 5.0
LONGEST_POLL = 5.0
REQUEST_SECONDS = 60.0
UP_INTERVAL = 0.02
Found = TypeVar("Found")


class SandboxRefusal(Exception):
    """The sandbox refused a control request."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class SandboxTimeout(Exception):
    """What a test waited for did not happen in time."""


class ControlApi:
    """Send control requests, one connection each, from any thread."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port

    def get(self, path: str, **query: object) -> Json:
        """Read something."""
        given = {name: value for name, value in query.items() if value is not None}
        return self._send("GET", f"{path}?{urlencode(given)}" if given else path, None)

    def post(self, path: str, body: Mapping[str, Json]) -> Json:
        """Do something."""
        return self._send("POST", path, {name: value for name, value in body.items() if value is not None})

    def delete(self, path: str) -> Json:
        """Take something back."""
        return self._send("DELETE", path, None)

    def _send(self, verb: str, path: str, body: Mapping[str, Json] | None) -> Json:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=REQUEST_SECONDS)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(verb, path, text, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = json.loads(response.read())
        finally:
            connection.close()
        if response.status >= http.client.BAD_REQUEST:
            raise SandboxRefusal(answer.get("error", "error"), answer.get("message", ""))
        return answer


class SandboxClient:
    """Drive a running sandbox."""

    def __init__(self, url: str) -> None:
        self._api = ControlApi(url)
        self.clock = ClockControl(self._api)

    def person(self, reference: str) -> "PersonClient":
        """Act as somebody, by handle or id."""
        found = [person for person in self.workspace()["people"] if reference in (person["id"], person["handle"])]
        if not found:
            raise SandboxRefusal("person_not_found", f"Nobody here is called {reference!r}.")
        return PersonClient(self, self._api, found[0])

    def workspace(self) -> JsonObject:
        """Return people, conversations, the app and the clock."""
        workspace: JsonObject = self._api.get("/control/workspace")
        return workspace

    def channel_id(self, name: str) -> str:
        """Return a channel's id."""
        wanted = name.removeprefix("#")
        for conversation in self.workspace()["conversations"]:
            if wanted in (conversation["id"], conversation["name"]):
                found: str = conversation["id"]
                return found
        raise SandboxRefusal("channel_not_found", f"There is no conversation {name!r}.")

    def traffic(self, *, after: int = 0, limit: int = 1000, name: str | None = None) -> list[JsonObject]:
        """Return what crossed the wire, of one method or payload if it is named."""
        entries: list[JsonObject] = self._api.get("/control/traffic", after=after, limit=limit)["entries"]
        return [entry for entry in entries if name in (None, entry["name"])]

    def problems(self) -> list[JsonObject]:
        """Return every problem of every payload so far."""
        return [problem for entry in self.traffic(limit=5000) for problem in entry["problems"]]

    def faults(self, *rules: Mapping[str, Json], seed: int = 0) -> None:
        """Let things go wrong by a plan; no rules end it."""
        self._api.post("/control/faults", {"seed": seed, "rules": list(rules)})

    def disconnect(self, how: str) -> None:
        """End every socket: warning, refresh_requested, link_disabled, drop or half_open."""
        self._api.post("/control/admin/sockets", {"disconnect": how})

    def token(self, state: str) -> None:
        """Let the bot token be ok, revoked or expired."""
        self._api.post("/control/admin/token", {"state": state})

    def scopes(self, *, remove: Sequence[str] = (), add: Sequence[str] = ()) -> None:
        """Take scopes away and give scopes."""
        self._api.post("/control/admin/scopes", {"remove": list(remove), "add": list(add)})

    def limits(self, strictness: str, *, distributed: bool = False) -> None:
        """Let rate limits be strict, tolerant or off, perhaps with those for distributed apps."""
        self._api.post("/control/admin/limits", {"strictness": strictness, "distributed": distributed})

    def change_person(self, reference: str, **traits: Json) -> None:
        """Deactivate somebody, make them a guest, move them to another time zone."""
        self._api.post(f"/control/admin/people/{quote(reference)}", traits)

    def add_person(self, handle: str, name: str, **traits: Json) -> "PersonClient":
        """Welcome somebody new."""
        self._api.post("/control/admin/people", {"handle": handle, "name": name, **traits})
        return self.person(handle)

    def add_channel(self, name: str, *members: str, kind: str = "channel") -> str:
        """Create a channel and return its id; `app` among the members stands for the app."""
        body = {"name": name, "members": list(members), "kind": kind}
        created: str = self._api.post("/control/admin/conversations", body)["id"]
        return created

    def change_channel(self, reference: str, **traits: Json) -> None:
        """Archive a channel, make it private or public, or give it another id."""
        self._api.post(f"/control/admin/conversations/{quote(reference)}", traits)

    def request_url(self, url: str) -> None:
        """Deliver over signed HTTP to this address, once it answered the challenge."""
        self._api.post("/control/admin/app", {"request_url": url})

    def wait_until(self, predicate: Callable[[], Found | None], timeout: float = DEFAULT_DEADLINE) -> Found:
        """Return the predicate's first true value, asking again whenever something happened."""
        deadline = time.monotonic() + timeout
        while True:
            n = self._change_number()
            if found := predicate():
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise SandboxTimeout(f"{predicate} was not true within {timeout:g} s")
            self._api.get("/control/changes", after=n, timeout=min(left, LONGEST_POLL))

    def wait_for_connections(self, count: int = 1, timeout: float = DEFAULT_DEADLINE) -> None:
        """Return once the app has opened this many sockets."""
        self.wait_until(lambda: self.workspace()["app"]["connections"] >= count, timeout)

    def wait_until_up(self, timeout: float) -> None:
        """Return once the server answers."""
        deadline = time.monotonic() + timeout
        while True:
            try:
                self.workspace()
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(UP_INTERVAL)
            else:
                return

    def _change_number(self) -> int:
        number: int = self.workspace()["n"]
        return number


class ClockControl:
    """Read and move the sandbox's clock."""

    def __init__(self, api: ControlApi) -> None:
        self._api = api

    def now(self) -> datetime:
        """Return the sandbox's present."""
        return datetime.fromisoformat(self._api.get("/control/clock")["now"])

    def advance(self, by: timedelta | None = None, **units: float) -> None:
        """Move forward by a duration or by days=, hours=, minutes=, seconds=."""
        duration = (by or timedelta()) + timedelta(**units)
        self._api.post("/control/clock", {"advance": duration.total_seconds()})

    def set(self, at: datetime) -> None:
        """Make the present an aware point in time."""
        self._api.post("/control/clock", {"at": at.isoformat()})

    def reset(self) -> None:
        """Return to real time."""
        self._api.post("/control/clock", {"reset": True})


@dataclass(frozen=True)
class PersonClient:
    """Somebody in the workspace whom a test plays."""

    sandbox: SandboxClient
    api: ControlApi
    described: JsonObject

    @property
    def id(self) -> str:
        """Return this person's user id."""
        found: str = self.described["id"]
        return found

    def types(self, command: str, *, channel: str) -> Outcome:
        """Type a slash command."""
        return Outcome.of(self._post("commands", channel=channel, text=command))

    def says(
        self,
        text: str = "",
        *,
        channel: str | None = None,
        thread: str | None = None,
        broadcast: bool = False,
        table: Sequence[Sequence[str]] = (),
        forwarding: SeenMessage | None = None,
    ) -> SeenMessage:
        """Write a message, to the app if no channel is named; a table is what is pasted from a spreadsheet."""
        said: JsonObject = {"text": text, "table": [list(row) for row in table]}
        said["channel"] = channel or self._app_id()
        said["forwarded"] = {"channel": forwarding.channel, "ts": forwarding.ts} if forwarding else None
        answer = self._post("messages", **said, thread_ts=thread, broadcast=broadcast)
        return SeenMessage(answer["message"]["channel"], answer["message"])

    def replies(self, message: SeenMessage, text: str, *, broadcast: bool = False) -> SeenMessage:
        """Reply in the thread of a message."""
        thread = message.thread_ts or message.ts
        return self.says(text, channel=message.channel, thread=thread, broadcast=broadcast)

    def edits(self, message: SeenMessage, text: str) -> None:
        """Edit an own message."""
        self._post("messages/edit", channel=message.channel, ts=message.ts, text=text)

    def deletes(self, message: SeenMessage) -> None:
        """Delete an own message."""
        self._post("messages/delete", channel=message.channel, ts=message.ts)

    def reacts(self, message: SeenMessage, name: str, *, remove: bool = False) -> None:
        """Add a reaction or take it back."""
        self._post("reactions", channel=message.channel, ts=message.ts, name=name, remove=remove)

    def sees(self, channel: str, *, limit: int = 200) -> list[SeenMessage]:
        """Return what this person sees in a conversation, oldest first."""
        channel_id = self.sandbox.channel_id(channel)
        found = self._get(f"conversations/{quote(channel_id)}/messages", limit=limit)["messages"]
        return [SeenMessage(channel_id, message) for message in found]

    def thread(self, channel: str, ts: str) -> list[SeenMessage]:
        """Return what this person sees in a thread, root first."""
        channel_id = self.sandbox.channel_id(channel)
        found = self._get(f"conversations/{quote(channel_id)}/threads/{ts}")["messages"]
        return [SeenMessage(channel_id, message) for message in found]

    def dm(self) -> "DirectMessages":
        """Return the conversation with the app."""
        return DirectMessages(self, self._app_id())

    def modal(self) -> Modal | None:
        """Return the modal on top, if one is open."""
        stack = self._get("modals")["stack"]
        return Modal(self, stack[-1]) if stack else None

    def waits_for_modal(self, *, title: str | None = None, timeout: float = DEFAULT_DEADLINE) -> Modal:
        """Return the modal on top once one is open, with a title if that is given."""

        def opened() -> Modal | None:
            modal = self.modal()
            return modal if modal and title in (None, modal.title) else None

        return self.sandbox.wait_until(opened, timeout)

    def home(self) -> JsonObject | None:
        """Return the home tab the app published, if it did."""
        view: JsonObject | None = self._get("home")["view"]
        return view

    def opens_home(self) -> None:
        """Open the app's home tab."""
        self._post("home/open")

    def opens_messages(self) -> None:
        """Open the messages tab of the app, which is the conversation with it."""
        self._post("home/open", tab="messages")

    def presses(
        self, message: SeenMessage, action_id: str, value: Json = None, *, block_id: str | None = None
    ) -> Outcome:
        """Press a button or choose in a menu of a message."""
        container = {"type": "message", "channel": message.channel, "ts": message.ts}
        return self._acts(container, action_id, value, block_id)

    def presses_in_view(
        self, view_id: str, action_id: str, value: Json = None, *, block_id: str | None = None
    ) -> Outcome:
        """Press a button or choose in a menu of a modal or home tab."""
        return self._acts({"type": "view", "view_id": view_id}, action_id, value, block_id)

    def is_offered(self, message: SeenMessage, action_id: str, query: str = "") -> Offer:
        """Type into an external menu of a message and return what the app suggests."""
        container = {"type": "message", "channel": message.channel, "ts": message.ts}
        return Offer.of(self._post("options", container=container, action_id=action_id, query=query))

    def is_offered_in_view(self, view_id: str, action_id: str, query: str = "") -> Offer:
        """Type into an external menu of a modal or home tab and return what the app suggests."""
        container = {"type": "view", "view_id": view_id}
        return Offer.of(self._post("options", container=container, action_id=action_id, query=query))

    def uses_shortcut(self, callback_id: str, *, message: SeenMessage | None = None) -> Outcome:
        """Use a global shortcut, or a message shortcut on a message."""
        place = {"channel": message.channel, "ts": message.ts} if message else {}
        return Outcome.of(self._post("shortcuts", callback_id=callback_id, **place))

    def submits(self, view_id: str, values: Mapping[str, Mapping[str, Json]]) -> Submission:
        """Submit a modal with some values."""
        return Submission.of(self._post(f"views/{view_id}/submit", values=values))

    def closes(self, view_id: str, *, clear: bool = False) -> None:
        """Close a modal, or all of them."""
        self._post(f"views/{view_id}/close", clear=clear)

    def joins(self, channel: str) -> None:
        """Join a public channel."""
        self._post("join", channel=channel)

    def leaves(self, channel: str) -> None:
        """Leave a channel."""
        self._post("leave", channel=channel)

    def invites(self, user: str, *, channel: str) -> None:
        """Invite somebody into a channel."""
        self._post("invite", channel=channel, user=user)

    def pauses_notifications(self, until: datetime | None) -> None:
        """Go into Do Not Disturb until a moment, or come back."""
        self._post("dnd", until=until.isoformat() if until else None)

    def conversations(self) -> list[JsonObject]:
        """Return the conversations this person sees."""
        found: list[JsonObject] = self._get("conversations")
        return found

    def unread(self, channel: str) -> int:
        """Count unread messages in a conversation."""
        channel_id = self.sandbox.channel_id(channel)
        found = [conversation for conversation in self.conversations() if conversation["id"] == channel_id]
        return int(found[0]["unread"]) if found else 0

    def _acts(self, container: Mapping[str, Json], action_id: str, value: Json, block_id: str | None) -> Outcome:
        body = {"container": container, "action_id": action_id, "value": value, "block_id": block_id}
        return Outcome.of(self._post("actions", **body))

    def _app_id(self) -> str:
        bot: str = self.sandbox.workspace()["app"]["bot_user_id"]
        return bot

    def _get(self, path: str, **query: object) -> Any:
        return self.api.get(f"/control/people/{self.id}/{path}", **query)

    def _post(self, path: str, **body: Json) -> Any:
        return self.api.post(f"/control/people/{self.id}/{path}", body)


@dataclass(frozen=True)
class DirectMessages:
    """One person's conversation with the app."""

    person: PersonClient
    app_user_id: str

    def messages(self) -> list[SeenMessage]:
        """Return every message, oldest first."""
        person = self.person
        answer = person.api.get(f"/control/people/{person.id}/conversations/{self.app_user_id}/messages", limit=1000)
        return [SeenMessage(self.app_user_id, message) for message in answer["messages"]]

    def last(self) -> SeenMessage | None:
        """Return the newest message, if there is one."""
        return next(reversed(self.messages()), None)

    def from_app(self) -> list[SeenMessage]:
        """Return what the app wrote, oldest first."""
        return [message for message in self.messages() if message.user == self.app_user_id]
