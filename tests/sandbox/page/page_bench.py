"""A small Bolt app that shows the page everything an app can send, and answers what people do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.running import RunningSandbox
from tests.sandbox.checks.check_payloads import (
    asked,
    elements,
    everywhere,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    text_input,
)

Json = dict[str, Any]

STATUS = [
    {"type": "header", "text": plain("Triage of support tickets")},
    section(
        "*3 of 7 executable* · <!date^1795424400^due {date_short_pretty} at {time}|due soon>",
        accessory={"type": "overflow", "action_id": "more", "options": [option("export"), option("close")]},
    ),
    {
        "type": "section",
        "fields": [
            mrkdwn("*Capability* :white_check_mark:\nExecutable · <@{ana}>"),
            mrkdwn("*Input schema* :white_check_mark:\nExecutable · <@{bob}>"),
            mrkdwn("*Success criteria* :large_yellow_circle:\n_Which accuracy, over which window?_"),
            mrkdwn("*Rollback* :red_circle:\nMissing · nobody owns it"),
        ],
    },
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "text": plain("Answer in a form"),
                "action_id": "answer",
                "style": "primary",
                "value": "success",
            },
            {"type": "button", "text": plain("Hand over"), "action_id": "hand_over", "value": "success"},
            {
                "type": "button",
                "text": plain("Close it"),
                "action_id": "close",
                "style": "danger",
                "confirm": {
                    "title": plain("Close this?"),
                    "text": mrkdwn("The *thread* stays."),
                    "confirm": plain("Close it"),
                    "deny": plain("Keep it"),
                },
            },
        ],
    },
    {"type": "context", "elements": [mrkdwn("Started by <@{ana}> · one question at a time, in the thread")]},
]


def form() -> Json:
    """Build the form of one artifact, prefilled with what is known."""
    view = modal(
        {"type": "alert", "text": mrkdwn("*fast* cannot be tested: name a percentile."), "level": "warning"},
        asked(text_input(initial_value="P95 latency", action_id="v"), block_id="metric", label=plain("Metric")),
        asked(
            text_input(multiline=True, max_length=200, placeholder=plain("95% over 30 days")),
            block_id="threshold",
            label=plain("Acceptable threshold"),
            hint=plain("A number, a unit and a window"),
        ),
        asked(
            {"type": "users_select", "action_id": "who", "placeholder": plain("Choose a person")},
            block_id="owner",
            label=plain("Owner"),
            optional=True,
        ),
        callback_id="answered",
        private_metadata="k1",
    )
    return {**view, "title": plain("Success criteria"), "submit": plain("Save answer"), "close": plain("Not now")}


def every_input() -> Json:
    """Build a form with every input there is."""
    made = []
    for kind, element in elements().items():
        focusless = {name: value for name, value in element.items() if name != "focus_on_load"}
        label = plain(kind.replace("_", " ").capitalize())
        made.append(asked({**focusless, "action_id": "v"}, block_id=kind, label=label, optional=True))
    return modal(*made, callback_id="everything")


def named(value: Any, people: dict[str, str]) -> Any:
    """Fill in people's ids wherever a text names their handle."""
    if isinstance(value, dict):
        return {name: named(item, people) for name, item in value.items()}
    if isinstance(value, list):
        return [named(item, people) for item in value]
    if isinstance(value, str):
        for handle, person_id in people.items():
            value = value.replace("{" + handle + "}", person_id)
    return value


def bench_app(token: str, api_url: str, people: dict[str, str]) -> App:
    """Build the app."""
    app = App(client=WebClient(token=token, base_url=api_url), token_verification_enabled=False)
    app.command("/bench")(on_bench)
    app.action("answer")(open_form)
    app.action("hand_over")(on_hand_over)
    app.view("answered")(on_answered)
    app.view("everything")(on_everything)
    app.options("v")(on_city)
    app.action("gallery")(lambda ack: ack())
    app.shortcut("use_as_answer")(on_use_as_answer)
    app.shortcut("start_anew")(open_form)
    app.event("message")(read_along)
    app.event("app_mention")(read_along)

    @app.event("app_home_opened")
    def on_home(event: Json, client: WebClient) -> None:
        blocks = [{"type": "header", "text": plain("What you owe")}, *named(STATUS[1:], people)]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    return app


def on_bench(ack: Any, body: Json, client: WebClient) -> None:
    """Open a form, or whisper."""
    if body["text"] == "whisper":
        ack("Only for your eyes :eyes:")
        return
    ack()
    view = every_input() if body["text"] == "all" else form()
    client.views_open(trigger_id=body["trigger_id"], view=view)


def open_form(ack: Any, body: Json, client: WebClient) -> None:
    """Open the form for whoever asked for it."""
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=form())


def on_hand_over(ack: Any, body: Json, client: WebClient) -> None:
    """Ask one person who takes it."""
    ack()
    client.chat_postEphemeral(channel=body["channel"]["id"], user=body["user"]["id"], text="Who takes it?")


def on_answered(ack: Any, body: Json, client: WebClient) -> None:
    """Take an answer that names a percentage."""
    values = body["view"]["state"]["values"]
    threshold = values["threshold"]["answer"]["value"]
    if "%" not in threshold:
        ack(response_action="errors", errors={"threshold": "Name a percentage."})
        return
    ack()
    words = f"Understood: {values['metric']['v']['value']} at {threshold}"
    client.chat_postMessage(channel=body["user"]["id"], text=words)


def on_everything(ack: Any) -> None:
    """Put a view on top of the form."""
    ack(response_action="push", view=modal(section("Thank you."), callback_id="thanks"))


def on_city(ack: Any, body: Json) -> None:
    """Suggest cities, in groups once somebody types."""
    fitting = [option(city) for city in ("lisbon", "lagos") if body["value"].lower() in city]
    if body["value"]:
        ack(option_groups=[{"label": plain("Coast"), "options": fitting}])
    else:
        ack(options=fitting)


def on_use_as_answer(ack: Any, body: Json, client: WebClient) -> None:
    """Say below the message that it was kept."""
    ack()
    channel, thread_ts = body["channel"]["id"], body["message"]["ts"]
    client.chat_postMessage(channel=channel, thread_ts=thread_ts, text="Kept as an answer :memo:")


def read_along() -> None:
    """Read and say nothing."""


def story(client: WebClient, people: dict[str, str], channels: dict[str, str]) -> str:
    """Post the status card with a thread below it; return its ts."""
    card = client.chat_postMessage(
        channel=channels["ai-initiative"], text="Triage of support tickets: 3 of 7", blocks=named(STATUS, people)
    )
    question = (
        "*When does this degrade, and who notices?*\n> It should be _fast_ and accurate\n"
        "“fast” cannot be tested: at which percentile, under how many `ms`?"
    )
    client.chat_postMessage(channel=channels["ai-initiative"], thread_ts=card["ts"], text=question)
    return str(card["ts"])


def gallery(client: WebClient, channel: str) -> None:
    """Post every block there is, one message each."""
    for name, block in everywhere().items():
        if name not in {"data_table", "image"}:
            client.chat_postMessage(channel=channel, text=name, blocks=[block])
    client.chat_postMessage(channel=channel, text="data", blocks=[data_table()])


def data_table() -> Json:
    """Build a data table with a few rows."""
    rows = [[{"type": "raw_text", "text": name}, {"type": "raw_number", "value": n, "text": str(n)}] for name, n in
            [("Ana", 3), ("Bob", 1), ("Chen", 2)]]  # fmt: skip
    head = [{"type": "raw_text", "text": "Owner"}, {"type": "raw_text", "text": "Gaps"}]
    return {"type": "data_table", "caption": "Open gaps", "page_size": 2, "rows": [head, *rows]}


@contextmanager
def connected(app: App, running: RunningSandbox) -> Iterator[SocketModeHandler]:
    """Keep the app connected over Socket Mode; ending it from the other side spares the SDK a three-second read."""
    handler = SocketModeHandler(app, running.app_token)
    handler.connect()
    try:
        yield handler
    finally:
        handler.client.auto_reconnect_enabled = False
        running.client.disconnect("drop")
        handler.close()
