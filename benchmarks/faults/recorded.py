"""One payload of each shape that the app listens to, as Slack sends it; the fuzzing bench breaks copies of them.

https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/apis/events-api
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from bot.domain.effects import FormName
from bot.slack.forms.state import FormState
from bot.slack.ids import ActionId, CallbackId, CardChoice, Later
from bot.slack.presses import Press

Json = Any
TEAM, CHANNEL, PERSON, APP = "T1", "C1", "U0ANA", "U0APP"
COMMANDS = ("", "help", "status", "mine", "list", "nudges", "show A1", "close", "depth high", "Claims copilot")
CHANNEL_EVENTS = (
    *("channel_archive", "group_archive", "channel_left", "group_left", "channel_unarchive", "group_unarchive"),
    *("channel_rename", "reaction_added"),
)


def shapes(alignment: str, answer: str) -> tuple[tuple[str, Json], ...]:
    """Return every shape as (envelope type, payload), about an alignment and an answer that exist."""
    return (
        *(("slash_commands", command) for command in _commands()),
        *(("events_api", event) for event in _events()),
        *(("interactive", press) for press in _presses(alignment, answer)),
        *(("interactive", sent) for sent in _forms(alignment)),
        *(("interactive", used) for used in _shortcuts()),
    )


class Renewed:
    """Gives copies of a payload ids of their own, so that none is taken for a repetition."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(self, payload: Json) -> Json:
        """Return the payload with fresh ids."""
        number = next(self._numbers)
        fresh = {"event_id": f"Ev{number}", "trigger_id": f"trigger.{number}"}
        return {**payload, **{name: value for name, value in fresh.items() if name in payload}}


def _commands() -> Iterator[Json]:
    for text in COMMANDS:
        yield {
            "command": "/aligned",
            "text": text,
            "team_id": TEAM,
            "team_domain": "bench",
            "channel_id": CHANNEL,
            "channel_name": "claims",
            "user_id": PERSON,
            "trigger_id": "trigger.0",
            "response_url": "https://hooks.slack.com/commands/T1/1/x",
        }


def _events() -> Iterator[Json]:
    said = {"type": "message", "channel": CHANNEL, "channel_type": "channel", "user": PERSON, "ts": "1772600001.000001"}
    reply = {**said, "text": "A clerk decides.", "thread_ts": "1772600000.000001"}
    changed = {"type": "message", "channel": CHANNEL, "ts": "1772600002.000001", "hidden": True}
    tombstone = {**reply, "subtype": "tombstone", "text": "This message was deleted."}
    for event in (
        {**said, "text": "thanks"},
        reply,
        {**reply, "subtype": "thread_broadcast"},
        {**reply, "subtype": "file_share", "files": [{"id": "F1", "name": "schema.json"}]},
        {**said, "channel": "D1", "channel_type": "im", "text": "It is fine."},
        {**changed, "subtype": "message_changed", "message": {**reply, "text": "Now."}, "previous_message": reply},
        {**changed, "subtype": "message_changed", "message": tombstone, "previous_message": reply},
        {**changed, "subtype": "message_deleted", "deleted_ts": reply["ts"], "previous_message": reply},
        {**said, "type": "app_mention", "text": f"<@{APP}> hello"},
        {"type": "app_home_opened", "user": PERSON, "channel": "D1", "tab": "home"},
        {"type": "user_change", "user": {"id": PERSON, "team_id": TEAM, "deleted": False, "profile": {}}},
        {"type": "channel_id_changed", "old_channel_id": "G1", "new_channel_id": "C9", "event_ts": "1772600002.000001"},
        {"type": "member_joined_channel", "user": APP, "channel": CHANNEL, "team": TEAM},
        *({"type": name, "channel": CHANNEL, "user": PERSON} for name in CHANNEL_EVENTS),
    ):
        yield {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A0APP",
            "event_id": "Ev0",
            "event_time": 1772600001,
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": APP, "is_bot": True}],
            "is_ext_shared_channel": False,
            "event": event,
        }


def _interaction(kind: str, **more: Json) -> Json:
    user = {"id": PERSON, "username": "ana", "team_id": TEAM}
    base = {"type": kind, "team": {"id": TEAM, "domain": "bench"}, "enterprise": None, "user": user}
    return {**base, "api_app_id": "A0APP", "trigger_id": "trigger.0", **more}


def _presses(alignment: str, answer: str) -> Iterator[Json]:
    channel, ts = {"id": CHANNEL, "name": "claims"}, "1772600000.000001"
    message = {"type": "message", "ts": ts, "text": "The card", "bot_id": "B0APP", "thread_ts": ts}
    for action_id in ActionId:
        action = {"block_id": "b1", "action_id": str(action_id), "action_ts": "1772600003.000001"}
        extra = {ActionId.LATER: Later.NEXT_MORNING, ActionId.CARD_MENU: CardChoice.HISTORY}.get(action_id, answer)
        value = Press(a=alignment, f="capability.decision", r="capability", x=extra).encode()
        chosen = {"text": {"type": "plain_text", "text": "…"}, "value": value}
        for control in ({"type": "button", "value": value}, {"type": "overflow", "selected_option": chosen}):
            yield _interaction(
                "block_actions",
                container={"type": "message", "message_ts": ts, "channel_id": CHANNEL, "is_ephemeral": False},
                channel=channel,
                message=message,
                response_url="https://hooks.slack.com/actions/T1/1/x",
                actions=[{**action, **control}],
            )


def _forms(alignment: str) -> Iterator[Json]:
    for name in FormName:
        callback_id = CallbackId.of(name)
        state = FormState(form=name, alignment_id=alignment, fields=("capability.decision",), channel=CHANNEL)
        view = {
            "id": "V1",
            "type": "modal",
            "hash": "1.a",
            "callback_id": str(callback_id),
            "title": {"type": "plain_text", "text": "Aligned"},
            "private_metadata": state.encode(),
            "blocks": [{"type": "input", "block_id": block} for block in _ENTERED],
            "state": {"values": {block: {"value": entered} for block, entered in _ENTERED.items()}},
        }
        yield _interaction("view_submission", view=view, response_urls=[])
    yield _interaction("view_closed", view=view, is_cleared=False)


_ENTERED: Mapping[str, Json] = {
    "title": {"type": "plain_text_input", "value": "Claims copilot"},
    "met_on": {"type": "datepicker", "selected_date": "2026-03-02"},
    "accountable": {"type": "users_select", "selected_user": PERSON},
    "to": {"type": "users_select", "selected_user": PERSON},
    "on": {"type": "datepicker", "selected_date": "2026-03-09"},
    "until": {"type": "datepicker", "selected_date": "2026-03-09"},
    "reason": {"type": "plain_text_input", "value": "Not this quarter."},
    "capability.decision": {"type": "plain_text_input", "value": "A clerk decides."},
    "artifacts": {"type": "checkboxes", "selected_options": [{"value": "monitoring"}]},
    "gap": {"type": "static_select", "selected_option": {"value": "capability.decision"}},
}


def _shortcuts() -> Iterator[Json]:
    message = {"type": "message", "ts": "1772600001.000001", "user": PERSON, "text": "A clerk decides."}
    yield _interaction("shortcut", callback_id=str(CallbackId.ALIGN_GLOBAL), action_ts="1.1")
    for callback_id in (CallbackId.ALIGN_FROM_MESSAGE, CallbackId.ANSWER_FROM_MESSAGE):
        yield _interaction(
            "message_action",
            callback_id=str(callback_id),
            action_ts="1.1",
            channel={"id": CHANNEL, "name": "claims"},
            message_ts=message["ts"],
            message=message,
            response_url="https://hooks.slack.com/app/T1/1/x",
        )
    yield _interaction("block_suggestion", action_id="aligned.unknown", block_id="b1", value="cl")
