"""Writes a message or view down as a person reads it, so that a snapshot can be read like a transcript."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.message import Message

Node = Mapping[str, Any]


def as_read(said: Message | Node) -> str:
    """Write down everything that is shown, top to bottom."""
    return "\n".join(_of_message(said) if isinstance(said, Message) else _of_view(said))


def _of_message(said: Message) -> Iterator[str]:
    yield f"text: {said.text}"
    for block in said.blocks:
        yield from _of_block(block)


def _of_view(view: Node) -> Iterator[str]:
    if view["type"] == "modal":
        yield f"=== {view['title']['text']} ==="
    for block in view["blocks"]:
        yield from _of_block(block)
    if view["type"] == "modal":
        yield f"=== {' | '.join(view[name]['text'] for name in ('close', 'submit') if name in view)} ==="


def _of_block(block: Node) -> Iterator[str]:
    kind = block["type"]
    if kind == "divider":
        yield "---"
    elif kind == "header":
        yield f"# {block['text']['text']}"
    elif kind == "section":
        beside = f"   {_of_element(block['accessory'])}" if "accessory" in block else ""
        yield f"{block['text']['text']}{beside}"
    elif kind == "context":
        yield "\n".join(f"  {line}" for part in block["elements"] for line in part["text"].split("\n"))
    elif kind == "actions":
        yield " ".join(_of_element(element) for element in block["elements"])
    elif kind == "input":
        yield from _of_input(block)


def _of_input(block: Node) -> Iterator[str]:
    optional = " (optional)" if block.get("optional") else ""
    yield f"{block['label']['text']}{optional}: {_of_element(block['element'])}"
    if "hint" in block:
        yield f"  {block['hint']['text']}"


def _of_element(element: Node) -> str:
    if element["type"] == "button":
        return f"[{element['text']['text']}]"
    shown = [option["text"]["text"] for option in _options(element)]
    chosen = [str(element[name]) for name in element if name.startswith("initial_") and "option" not in name]
    preselected = [option["text"]["text"] for option in _initial_options(element)]
    placeholder = element.get("placeholder", {}).get("text", "")
    parts = [placeholder, " / ".join(shown), ", ".join(chosen + [f"({each})" for each in preselected])]
    return f"<{' | '.join(part for part in parts if part)}>"


def _options(element: Node) -> list[Node]:
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _initial_options(element: Node) -> list[Node]:
    one = [element["initial_option"]] if "initial_option" in element else []
    return [*one, *element.get("initial_options", ())]
