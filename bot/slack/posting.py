"""Puts a message where it belongs: into a conversation, in place of an earlier one, or before one person's eyes."""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import structlog

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery
from bot.domain.effects import Whisper
from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Sent, Unknown
from bot.ports import Database
from bot.slack.guard import guarded_message, without_blocks
from bot.slack.memory import Memory
from bot.slack.message import Message
from bot.slack.search import metadata_of
from bot.slack.web import AGAIN_SOON, Interrupted, Reply, Web, reading

CHANNEL_MEMORY = timedelta(days=1)

log = structlog.get_logger(__name__)


class Posting:
    """Posts guarded messages; raises Interrupted where Slack did not take one."""

    def __init__(self, web: Web, database: Database) -> None:
        self._web = web
        self._database = database
        self._direct_channels: Memory[str] = Memory(time.monotonic)

    def post(self, delivery: Delivery, message: Message, channel: str, **address: str) -> Outcome:
        """Post a message that can be found again by its delivery's key."""
        payload = {**guarded_message(message), "channel": channel, "metadata": metadata_of(delivery.key), **address}
        reply = self._send(delivery, "chat.postMessage", payload)
        if not reply.get("ts"):
            return Unknown(reason="an answer without ts")
        return Sent(message=MessageRef(channel=str(reply.get("channel") or channel), ts=str(reply["ts"])))

    def edit(self, delivery: Delivery, message: Message, channel: str, ts: str) -> Outcome:
        """Replace an earlier message of ours."""
        payload = {**_without_unfurl(guarded_message(message)), "channel": channel, "ts": ts}
        self._send(delivery, "chat.update", payload)
        return Sent(message=MessageRef(channel=channel, ts=ts))

    def whisper(self, delivery: Delivery, effect: Whisper, message: Message) -> Outcome:
        """Say it where the person is; where that fails, in the channel for their eyes only, at last in a message."""
        for way in self._ways_to(effect):
            try:
                return way(delivery, effect, message)
            except Interrupted as interruption:
                if not isinstance(interruption.outcome, Refused):
                    raise
        return self.post_directly(delivery, message, effect.person)

    def _ways_to(self, effect: Whisper) -> tuple[Callable[[Delivery, Whisper, Message], Outcome], ...]:
        """Choose how to reach one person's eyes where they are.

        A response URL leads out of a thread, into the channel: https://github.com/slackapi/bolt-js/issues/963
        Whoever pressed in App Home is in no conversation, and finds only a message that stays.
        """
        if effect.channel == effect.person:
            return (self._respond,)
        return (self._show_ephemeral, self._respond) if effect.thread_ts else (self._respond, self._show_ephemeral)

    def post_directly(self, delivery: Delivery, message: Message, person: str) -> Outcome:
        """Post to a person; where Slack does not know the conversation any more, open another."""
        try:
            return self.post(delivery, message, self.direct_channel(delivery.workspace, person))
        except Interrupted as interruption:
            outcome = interruption.outcome
            if not isinstance(outcome, Refused) or outcome.code != "channel_not_found":
                raise
        opened = self._opened_channel(delivery.workspace, person)
        self._direct_channels.put((delivery.workspace, person), opened)
        return self.post(delivery, message, opened)

    def direct_channel(self, workspace: str, person: str) -> str:
        """Return the conversation with a person, opened the first time and remembered: it is the same for ever."""
        channel = self._direct_channels.find((workspace, person), CHANNEL_MEMORY)
        if channel is None:
            channel = self._stored_channel(workspace, person) or self._opened_channel(workspace, person)
            self._direct_channels.put((workspace, person), channel)
        return channel

    def _stored_channel(self, workspace: str, person: str) -> str | None:
        with self._database.read() as tx:
            return tx.people.direct_channel_of(workspace, person)

    def _opened_channel(self, workspace: str, person: str) -> str:
        answer = self._web.call(workspace, "conversations.open", users=person)
        with reading("conversations.open"):
            opened = str(answer["channel"]["id"])
        with self._database.write() as tx:
            tx.people.put_direct_channel(workspace, person, opened)
        return opened

    def _respond(self, delivery: Delivery, effect: Whisper, message: Message) -> Outcome:
        if effect.response_url is None:
            raise Interrupted(Refused(obstacle=Obstacle.FORM, code="no_response_url"))
        answer = {**guarded_message(message), "response_type": "ephemeral", "replace_original": False}
        self._web.respond(effect.response_url, answer)
        return Sent()

    def _show_ephemeral(self, delivery: Delivery, effect: Whisper, message: Message) -> Outcome:
        address = {"channel": effect.channel, "user": effect.person}
        if effect.thread_ts:
            address["thread_ts"] = effect.thread_ts
        self._send(delivery, "chat.postEphemeral", {**_without_unfurl(guarded_message(message)), **address})
        return Sent()

    def _send(self, delivery: Delivery, method: str, payload: Mapping[str, Any]) -> Reply:
        """Call with the message as it is; if Slack finds fault with its form, once more in plain text."""
        pace = payload["channel"] if method == "chat.postMessage" else None
        ensure_held(delivery)
        try:
            return self._web.call(delivery.workspace, method, pace=pace, **payload)
        except Interrupted as interruption:
            outcome = interruption.outcome
            if not isinstance(outcome, Refused) or outcome.obstacle is not Obstacle.PAYLOAD:
                raise
            log.error("slack refused our blocks", effect=delivery.effect.kind, code=outcome.code)
        ensure_held(delivery)
        return self._web.call(delivery.workspace, method, **without_blocks(payload))


def ensure_held(delivery: Delivery) -> None:
    """Put off a call that must not be made twice, unless it will be over while the delivery is still ours."""
    if time.monotonic() > delivery.send_before:
        raise Interrupted(Postponed(wait=AGAIN_SOON, reason="its lease is running out"))


def _without_unfurl(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what only a new message takes."""
    return {name: value for name, value in payload.items() if not name.startswith("unfurl_")}
