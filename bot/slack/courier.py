"""Performs deliveries in Slack, and finds out afterwards whether one whose outcome was lost has arrived."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Protocol

import structlog

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.effects import (
    EditMessage,
    Effect,
    LookUpPerson,
    OpenForm,
    PostCard,
    PostSummary,
    PublishHome,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    UploadSpec,
    Whisper,
)
from bot.domain.errors import UnknownAlignment
from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Sent, Skipped, Unknown
from bot.ports import Database, Directory
from bot.slack.guard import guarded_message, guarded_view, without_blocks
from bot.slack.limits import FILE_TITLE
from bot.slack.message import Message, SpecFile
from bot.slack.search import Search, metadata_of
from bot.slack.text import cleaned, truncated
from bot.slack.web import Interrupted, Reply, Web

FRESH_ACCOUNT = timedelta(hours=1)
CARD_SOON = timedelta(seconds=1)

log = structlog.get_logger(__name__)


class Stage(Protocol):
    """Renders effects from what is true at the moment of sending."""

    def message(self, workspace: str, effect: Effect) -> Message | None:
        """Return the message of an effect, or None when what it was for is settled."""
        ...

    def form(self, workspace: str, effect: OpenForm) -> Mapping[str, Any]:
        """Return the modal to open."""
        ...

    def home(self, workspace: str, person: str) -> Mapping[str, Any]:
        """Return a person's App Home."""
        ...

    def files(self, workspace: str, effect: UploadSpec) -> tuple[SpecFile, ...]:
        """Return the documents of a spec."""
        ...


class Courier:
    """Carries one delivery at a time; every way it can end is an outcome, never an exception of Slack's making."""

    def __init__(self, *, web: Web, stage: Stage, directory: Directory, database: Database) -> None:
        self._web = web
        self._stage = stage
        self._directory = directory
        self._database = database
        self._search = Search(web)
        self._ways: Mapping[type[Effect], Callable[[Delivery, Any], Outcome]] = {
            OpenForm: self._open_form,
            PostCard: self._post_to_channel,
            PostSummary: self._post_to_channel,
            SayInThread: self._say_in_thread,
            SayDirectly: self._say_directly,
            SendDigest: self._say_directly,
            Whisper: self._whisper,
            UpdateCard: self._update_card,
            EditMessage: self._edit_message,
            UploadSpec: self._upload_spec,
            PublishHome: self._publish_home,
            LookUpPerson: self._look_up,
        }

    def deliver(self, delivery: Delivery) -> Outcome:
        """Perform the effect once and say what became of it."""
        try:
            return self._ways[type(delivery.effect)](delivery, delivery.effect)
        except Interrupted as interruption:
            return interruption.outcome
        except UnknownAlignment:
            return Skipped(reason="the alignment is gone")

    def reconcile(self, delivery: Delivery) -> Outcome:
        """Find out whether an earlier attempt arrived; if it did not, perform the effect now.

        What cannot be found out is decided by the harm a second message would do: a reminder or a whisper is left
        out, anything else is said again.
        """
        effect = delivery.effect
        if isinstance(effect, OpenForm):
            return Refused(obstacle=Obstacle.FORM, code="outcome_lost")
        if isinstance(effect, Whisper):
            return Skipped(reason="it may have been seen")
        if isinstance(effect, UpdateCard | EditMessage | PublishHome | LookUpPerson):
            return self.deliver(delivery)
        try:
            found = self._find(delivery)
        except Interrupted as interruption:
            return self._without_history(delivery, interruption.outcome)
        except UnknownAlignment:
            return Skipped(reason="the alignment is gone")
        return Sent(message=found) if found else self.deliver(delivery)

    def _find(self, delivery: Delivery) -> MessageRef | None:
        effect, workspace, since = delivery.effect, delivery.workspace, delivery.created_at
        if isinstance(effect, UploadSpec):
            names = frozenset(file.name for file in self._stage.files(workspace, effect))
            thread = self._thread_of(delivery)
            return self._search.by_files(workspace, effect.channel, names, since=since, thread_ts=thread)
        if isinstance(effect, SayDirectly | SendDigest):
            channel = self._direct_channel(workspace, effect.person)
            return self._search.by_key(workspace, channel, delivery.key, since=since)
        thread_ts = self._thread_of(delivery) if isinstance(effect, SayInThread) else None
        channel = str(getattr(effect, "channel", ""))
        return self._search.by_key(workspace, channel, delivery.key, since=since, thread_ts=thread_ts)

    def _without_history(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Refused):
            return outcome
        log.warning("history cannot be read", delivery=delivery.id, code=outcome.code)
        if isinstance(delivery.effect, SendDigest):
            return Skipped(reason="it may have arrived")
        return self.deliver(delivery)

    def _open_form(self, delivery: Delivery, effect: OpenForm) -> Outcome:
        view = guarded_view(self._stage.form(delivery.workspace, effect))
        try:
            self._web.call(delivery.workspace, "views.open", trigger_id=effect.trigger_id, view=view)
        except Interrupted as interruption:
            if isinstance(interruption.outcome, Unknown):  # the trigger is spent either way
                return Refused(obstacle=Obstacle.FORM, code="outcome_lost")
            raise
        return Sent()

    def _post_to_channel(self, delivery: Delivery, effect: PostCard | PostSummary) -> Outcome:
        return self._post(delivery, effect.channel)

    def _say_in_thread(self, delivery: Delivery, effect: SayInThread) -> Outcome:
        return self._post(delivery, effect.channel, thread_ts=self._thread_of(delivery))

    def _say_directly(self, delivery: Delivery, effect: SayDirectly | SendDigest) -> Outcome:
        """Post to a person, unless the account is gone: Slack takes messages to deactivated accounts without a word."""
        person = self._directory.person(delivery.workspace, effect.person, fresher_than=FRESH_ACCOUNT)
        if person.is_deactivated:
            return Refused(obstacle=Obstacle.PERSON, code="user_disabled")
        return self._post(delivery, self._direct_channel(delivery.workspace, effect.person))

    def _post(self, delivery: Delivery, channel: str, **address: str) -> Outcome:
        message = self._stage.message(delivery.workspace, delivery.effect)
        if message is None:
            return Skipped(reason="settled meanwhile")
        payload = {**guarded_message(message), "channel": channel, "metadata": metadata_of(delivery.key), **address}
        reply = self._call_with_message(delivery, "chat.postMessage", payload)
        if not reply.get("ts"):
            return Unknown(reason="an answer without ts")
        return Sent(message=MessageRef(channel=str(reply.get("channel") or channel), ts=str(reply["ts"])))

    def _call_with_message(self, delivery: Delivery, method: str, payload: Mapping[str, Any]) -> Reply:
        """Call with the message as it is; if Slack finds fault with its form, once more in plain text."""
        pace = payload["channel"] if method == "chat.postMessage" else None
        try:
            return self._web.call(delivery.workspace, method, pace=pace, **payload)
        except Interrupted as interruption:
            outcome = interruption.outcome
            if not isinstance(outcome, Refused) or outcome.obstacle is not Obstacle.PAYLOAD:
                raise
            log.error("slack refused our blocks", effect=delivery.effect.kind, code=outcome.code)
        return self._web.call(delivery.workspace, method, **without_blocks(payload))

    def _whisper(self, delivery: Delivery, effect: Whisper) -> Outcome:
        """Say it where the person is; where that fails, in the channel for their eyes only, at last in a message."""
        message = self._stage.message(delivery.workspace, effect)
        if message is None:
            return Skipped(reason="settled meanwhile")
        payload = guarded_message(message)
        ways = (self._respond, self._show_ephemeral, self._post_directly)
        for way in ways[:-1]:
            try:
                return way(delivery, effect, payload)
            except Interrupted as interruption:
                if not isinstance(interruption.outcome, Refused):
                    raise
        return ways[-1](delivery, effect, payload)

    def _respond(self, delivery: Delivery, effect: Whisper, payload: Mapping[str, Any]) -> Outcome:
        if effect.response_url is None:
            raise Interrupted(Refused(obstacle=Obstacle.FORM, code="no_response_url"))
        self._web.respond(effect.response_url, {**payload, "response_type": "ephemeral", "replace_original": False})
        return Sent()

    def _show_ephemeral(self, delivery: Delivery, effect: Whisper, payload: Mapping[str, Any]) -> Outcome:
        address = {"channel": effect.channel, "user": effect.person}
        if effect.thread_ts:
            address["thread_ts"] = effect.thread_ts
        self._call_with_message(delivery, "chat.postEphemeral", {**_without_unfurl(payload), **address})
        return Sent()

    def _post_directly(self, delivery: Delivery, effect: Whisper, payload: Mapping[str, Any]) -> Outcome:
        channel = self._direct_channel(delivery.workspace, effect.person)
        address = {"channel": channel, "metadata": metadata_of(delivery.key)}
        reply = self._call_with_message(delivery, "chat.postMessage", {**payload, **address})
        return Sent(message=MessageRef(channel=channel, ts=str(reply["ts"]))) if reply.get("ts") else Sent()

    def _update_card(self, delivery: Delivery, effect: UpdateCard) -> Outcome:
        return self._edit(delivery, effect.channel, self._thread_of(delivery))

    def _edit_message(self, delivery: Delivery, effect: EditMessage) -> Outcome:
        return self._edit(delivery, effect.channel, effect.ts)

    def _edit(self, delivery: Delivery, channel: str, ts: str) -> Outcome:
        message = self._stage.message(delivery.workspace, delivery.effect)
        if message is None:
            return Skipped(reason="settled meanwhile")
        payload = {**_without_unfurl(guarded_message(message)), "channel": channel, "ts": ts}
        self._call_with_message(delivery, "chat.update", payload)
        return Sent(message=MessageRef(channel=channel, ts=ts))

    def _upload_spec(self, delivery: Delivery, effect: UploadSpec) -> Outcome:
        thread_ts = self._thread_of(delivery)
        uploaded = [self._upload(delivery.workspace, file) for file in self._stage.files(delivery.workspace, effect)]
        if not uploaded:
            return Skipped(reason="no files")
        self._web.call(
            delivery.workspace,
            "files.completeUploadExternal",
            files=uploaded,
            channel_id=effect.channel,
            thread_ts=thread_ts,
        )
        return Sent()

    def _upload(self, workspace: str, file: SpecFile) -> dict[str, str]:
        content = file.content.encode("utf-8", "replace")
        slot = self._web.call(workspace, "files.getUploadURLExternal", filename=file.name, length=len(content))
        self._web.upload(str(slot["upload_url"]), content)
        return {"id": str(slot["file_id"]), "title": truncated(cleaned(file.title), FILE_TITLE)}

    def _publish_home(self, delivery: Delivery, effect: PublishHome) -> Outcome:
        view = guarded_view(self._stage.home(delivery.workspace, effect.person))
        self._web.call(delivery.workspace, "views.publish", user_id=effect.person, view=view)
        return Sent()

    def _look_up(self, delivery: Delivery, effect: LookUpPerson) -> Outcome:
        self._directory.person(delivery.workspace, effect.person, fresher_than=timedelta(0))
        return Sent()

    def _direct_channel(self, workspace: str, person: str) -> str:
        with self._database.read() as tx:
            known = tx.people.direct_channel_of(workspace, person)
        if known is not None:
            return known
        opened = str(self._web.call(workspace, "conversations.open", users=person)["channel"]["id"])
        with self._database.write() as tx:
            tx.people.put_direct_channel(workspace, person, opened)
        return opened

    def _thread_of(self, delivery: Delivery) -> str:
        """Return the thread of the delivery's alignment; wait while its card is on the way."""
        alignment_id = str(delivery.effect.alignment_id)
        with self._database.read() as tx:
            thread_ts = tx.alignments.get(delivery.workspace, alignment_id).thread_ts
            card = tx.deliveries.find_latest(delivery.workspace, alignment_id, "post_card") if not thread_ts else None
        if thread_ts:
            return thread_ts
        if card is None or card.state is DeliveryState.DEAD:
            raise Interrupted(Skipped(reason="there is no thread"))
        raise Interrupted(Postponed(wait=CARD_SOON, reason="the card is not posted yet"))


def _without_unfurl(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what only a new message takes."""
    return {name: value for name, value in payload.items() if not name.startswith("unfurl_")}
